"""The site of the documentation: `sphinx-build -W -n docs out/docs`.

The pages of reference/ are introductions; what is generated from the ontology, the queries and the commands is added
to them here, so that none of it is committed.
"""

from pathlib import Path

from cengji import __version__
from cengji.cli.reference import reference_pages

project = "Cengji 层级"
author = "The Cengji developers"
copyright = "The Cengji developers; code Apache-2.0, ontology and case data CC BY 4.0"  # noqa: A001 - Sphinx's name
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
default_role = "code"
myst_enable_extensions = ["attrs_block", "deflist"]
myst_heading_anchors = 3
autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 80
# Names of other libraries, whose inventories would need the network, and of modules within the package are not linked.
nitpick_ignore_regex = [("py:.*", r"(?!cengji\.\w+$).*")]

html_theme = "furo"
html_title = project
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = html_show_sourcelink = False
html_show_sphinx = False

PAGES = reference_pages()


def add_generated_part(app, name, source):  # noqa: ANN001, ANN201, ARG001 - Sphinx's signature
    """Add what is generated below the introduction of a page of reference/."""
    page = PAGES.get(f"{name.removeprefix('reference/')}.md")
    if page:
        source[0] += page.split("\n", 1)[1]


def write_schema(app, exception):  # noqa: ANN001, ANN201
    """Write the JSON Schema of case files beside the pages, where editors can fetch it."""
    if exception is None:
        (Path(app.outdir) / "case.schema.json").write_text(PAGES["case.schema.json"], encoding="utf-8", newline="\n")


def setup(app):  # noqa: ANN001, ANN201
    """Connect the steps above."""
    app.connect("source-read", add_generated_part)
    app.connect("build-finished", write_schema)

"""The page in HTML: ontology, schemes, shapes, query library and command line, in both languages, without script."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cengji.cli.reference.entries import Text, read_reference
from cengji.cli.reference.markdown import help_texts
from cengji.core.namespaces import CJ, PREFIXES, SCHEME
from cengji.core.queryfile import QueryFile, read_query_file
from cengji.core.resources import query_files, resource_dir
from cengji.dataset import Ontology
from cengji.query import Catalogue
from cengji.query.catalogue import GROUPS

__all__ = ["html_page"]

_HERE: Final = Path(__file__).resolve().parent
_HEADINGS: Final = {
    "Class": Text("类", "Classes"),
    "ObjectProperty": Text("对象属性", "Object properties"),
    "DatatypeProperty": Text("数据属性", "Datatype properties"),
    "AnnotationProperty": Text("注释属性", "Annotation properties"),
}


def html_page(ontology: Ontology) -> str:
    """Return the page: one file that loads nothing, its entries linked to each other.

    A term's anchor is its local name, so that ``ontology#Measure`` leads there once the namespace resolves.
    """
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {"both": _both, "linked": _linked}
    return environment.get_template("page.html").render(
        reference=read_reference(ontology),
        headings=_HEADINGS,
        groups={group: (Text(GROUPS[group], group), queries) for group, queries in Catalogue().grouped().items()},
        rules={
            Text("检查", "Checks"): _read("check"),
            Text("推导规则", "Rules of derivation"): _read("derive"),
            Text("转写规则", "Rules of lifting"): _read("lift"),
        },
        commands=help_texts(),
        namespace=CJ,
        scheme=SCHEME,
        prefixes=PREFIXES,
        style=Markup((_HERE / "page.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
    )


def _read(folder: str) -> list[QueryFile]:
    return [read_query_file(path, resource_dir("queries")) for path in query_files(folder)]


def _both(text: Text) -> Markup:
    """Return a text in both languages, of which the style shows the chosen one."""
    return Markup('<span lang="zh">{}</span><span lang="en">{}</span>').format(text.zh, text.en)


def _linked(name: str) -> Markup:
    """Return a compact IRI as code, linked to its entry or, where another vocabulary has it, to its IRI."""
    prefix, _, local = name.partition(":")
    href = f"#{local}" if prefix == "cj" else PREFIXES.get(prefix, "") + local
    return Markup('<a href="{}"><code>{}</code></a>').format(href, name) if local else Markup("<code>{}</code>").format(name)

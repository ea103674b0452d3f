"""The reference in Markdown and the JSON Schema of cases: made from the ontology, the query files and the commands themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cengji.cases.schema import json_schema
from cengji.cli.main import cengji
from cengji.cli.reference.entries import read_reference
from cengji.core.namespaces import CJ, PREFIXES, SCHEME
from cengji.core.queryfile import QueryFile, read_query_file
from cengji.core.resources import query_files, resource_dir
from cengji.core.texts import Text
from cengji.dataset import read_ontology
from cengji.query import Catalogue
from cengji.query.catalogue import GROUPS

__all__ = ["reference_pages"]

_TEMPLATES: Final = Path(__file__).resolve().parent / "templates"
_KINDS: Final = {
    "Class": Text("类", "Classes"),
    "ObjectProperty": Text("对象属性", "Object properties"),
    "DatatypeProperty": Text("数据属性", "Datatype properties"),
    "AnnotationProperty": Text("注释属性", "Annotation properties"),
}
# folder of queries/ → what its files are
_RULES: Final = {
    "check": Text("检查", "Checks"),
    "derive": Text("推导规则", "Rules of derivation"),
    "describe": Text("自述", "Self-description"),
    "foreign": Text("外来数据的映射规则", "Rules that map foreign data"),
}


def reference_pages() -> dict[str, str]:
    """Return every generated page by file name: five of Markdown, and the JSON Schema of case files.

    Terms and concepts have HTML anchors, ``Measure`` for ``cj:Measure`` and ``tier-area`` for ``tier/area``, so that
    ``ontology#Measure`` can lead to its entry once the namespace resolves.
    """
    ontology = read_ontology()
    reference = read_reference(ontology)
    environment = Environment(  # noqa: S701 - Markdown is escaped by the filters
        loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters |= {"escaped": _escaped, "linked": _linked}
    groups = [(Text(GROUPS[group], group), queries) for group, queries in Catalogue().by_group().items()]
    values: dict[str, dict[str, object]] = {
        "cli.md": {"commands": _help_texts()},
        "model.md": {"reference": reference, "kinds": _KINDS, "namespace": CJ, "prefixes": PREFIXES},
        "queries.md": {"groups": groups, "rules": [(heading, _queries(folder)) for folder, heading in _RULES.items()]},
        "schemes.md": {"reference": reference, "namespace": SCHEME},
        "shapes.md": {"reference": reference},
    }
    pages = {name: environment.get_template(name).render(value) for name, value in values.items()}
    return {"case.schema.json": json.dumps(json_schema(ontology.vocabulary), ensure_ascii=False, indent=1) + "\n", **pages}


def _queries(folder: str) -> list[QueryFile]:
    return [read_query_file(path, resource_dir("queries")) for path in query_files(folder)]


def _help_texts() -> dict[str, str]:
    """Return the help of each command by its full name (``cengji build``), groups before their members."""
    context = cengji.make_context("cengji", [], resilient_parsing=True, terminal_width=88)
    return dict(_helped("cengji", cengji, context))


def _helped(name: str, command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    yield name, command.get_help(context)
    if isinstance(command, click.Group):
        for verb in command.list_commands(context):
            member = command.get_command(context, verb)
            if member is not None:
                yield from _helped(f"{name} {verb}", member, member.make_context(verb, [], parent=context, resilient_parsing=True))


def _escaped(text: str) -> str:
    r"""Return a text as Markdown that shows it, on one line.

    >>> print(_escaped("a|b *c* <d>"))
    a\|b \*c\* \<d\>
    """
    return re.sub(r"([\\`*_{}\[\]<>|#$])", r"\\\1", " ".join(text.split()))


def _linked(name: str) -> str:
    """Return a compact IRI as code, linked to its entry on the same page or, where another vocabulary has it, to its IRI."""
    prefix, _, local = name.partition(":")
    if not local:
        return f"<code>{name}</code>"
    href = f"#{local}" if prefix == "cj" else PREFIXES.get(prefix, f"{prefix}:") + local
    return f'<a href="{href}"><code>{name}</code></a>'

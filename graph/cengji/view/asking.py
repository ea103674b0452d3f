"""What the query view of a page asks with: its engine, the library of questions, the terms to complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from cengji.core.namespaces import PREFIXES, PROPOSED
from cengji.core.pinyin import syllables
from cengji.core.queryfile import QueryFile
from cengji.core.resources import query_text
from cengji.core.terms import shorten_iri
from cengji.core.texts import Text
from cengji.dataset import Dataset, read_ontology
from cengji.dataset.ordering import order_keys
from cengji.view.column_words import chinese_column
from cengji.view.content import Content
from cengji.view.engine import BrowserEngine

__all__ = ["Asking", "Term", "asking_table", "read_terms"]

_NAMES: Final = tuple(sorted(PREFIXES.items(), key=lambda item: -len(item[1])))


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property that the data use."""

    iri: str
    kind: str
    uses: int
    label: Text = field(default_factory=Text)
    definition: Text = field(default_factory=Text)


@dataclass(frozen=True, kw_only=True)
class Asking:
    """How a page answers SPARQL: by an engine inside it over ``data``, or by a server at its own origin.

    ``library`` holds the questions by group, each group with its Chinese name before them. ``data`` are TriG; with
    ``united`` the default graph of a query is the union of its named graphs, else what stands outside of them.
    ``address`` is the path of the server's endpoint, ``questions`` that below which it answers the library by name.
    """

    library: Mapping[str, tuple[str, Sequence[QueryFile]]] = field(default_factory=dict)
    terms: Sequence[Term] = ()
    engine: BrowserEngine | None = None
    data: bytes = b""
    united: bool = True
    address: str = ""
    questions: str = ""


def read_terms(dataset: Dataset) -> list[Term]:
    """Return the classes and properties that a dataset uses, with what the ontology says of them."""
    ontology = read_ontology()
    return [
        Term(iri, kind, int(uses or 0), ontology.term_labels.get(iri, Text()), ontology.term_definitions.get(iri, Text()))
        for iri, kind, uses in dataset.rows(query_text("view/used-terms"))
        if iri and kind
    ]


def asking_table(asking: Asking, content: Content) -> dict[str, Any]:
    """Return the block of the page that its query view reads; see ``Asking`` in ``view/page/script/types.d.ts``."""
    return {
        "engine": "file" if asking.engine else "server",
        "version": asking.engine.version if asking.engine else "",
        "united": asking.united,
        "proposed": PROPOSED,
        "address": asking.address,
        "questions": asking.questions,
        "prefixes": PREFIXES,
        "groups": [[key, zh] for key, (zh, queries) in asking.library.items() if queries],
        "queries": [_question(one, key) for key, (_, queries) in asking.library.items() for one in queries],
        "model": [PREFIXES["cj"], *read_ontology().term_names],
        "columns": {name: chinese_column(name) for name in _columns(asking)},
        "terms": [
            [
                *(shorten_iri(one.iri), one.kind, one.uses, one.label.zh, one.label.en, syllables(one.label.zh)),
                *(one.definition.zh, one.definition.en),
            ]
            for one in asking.terms
        ],
        "concepts": [syllables(one.zh) for one in content.concepts],
        "labels": query_text("internal/labels"),
        "order": order_keys() if asking.engine else (),
    }


def _columns(asking: Asking) -> list[str]:
    return sorted({column.name for _, queries in asking.library.values() for query in queries for column in query.columns})


def _question(query: QueryFile, group: str) -> dict[str, Any]:
    return {
        "name": query.name,
        "group": group,
        "zh": query.header("question", "zh"),
        "en": query.header("question", "en"),
        "columns": [[one.name, one.type] for one in query.columns],
        "parameters": [[one.name, one.type, int(one.required), one.note_zh, one.note, one.default, one.family] for one in query.parameters],
        "text": query.text,
    }

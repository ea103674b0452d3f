"""The comparison of two graphs: what became of one in the other, and the graphs that one may name for it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from cengji.api.asking import Asking
from cengji.api.source import Source
from cengji.core.errors import UsageError
from cengji.core.texts import WORDS_IN, Language
from cengji.dataset import Dataset
from cengji.dataset.foreign import has_model_terms
from cengji.diff import Difference, Effect, compare, difference_json, difference_page, difference_text, effect

if TYPE_CHECKING:
    from cengji.api.graph import Graph

__all__ = ["Comparison", "compare_graphs", "open_side"]

_CASES = (".yaml", ".yml")
_BUILD = "graph.nq"


@dataclass(frozen=True, repr=False)
class Comparison:
    """What became of one graph in another: true where they differ.

    ``difference`` holds a statement an edit with the evidence of both sides, ``effects`` how many rows each query of
    the library loses and gains; ``old`` and ``new`` say what was compared.

    >>> import cengji
    >>> graph = cengji.open()
    >>> comparison = graph.diff(graph)
    >>> bool(comparison), comparison.to_text()
    (False, 'No difference.\\n')
    """

    old: str
    new: str
    difference: Difference
    effects: tuple[Effect, ...]

    def __bool__(self) -> bool:
        """Return whether the graphs differ."""
        return bool(self.difference)

    def to_text(self, language: Language = WORDS_IN) -> str:
        """Return it as text for people, in ``zh`` or ``en``; control characters of labels are shown as U+FFFD."""
        return difference_text(self.difference, self.effects, language=language)

    def to_json(self) -> str:
        """Return it as JSON: ``statements``, ``effects``, numbers of quads."""
        return difference_json(self.difference, self.effects)

    def to_html(self, language: Language = WORDS_IN) -> str:
        """Return it as an HTML page of its own, in both languages, this one first."""
        return difference_page(self.difference, self.effects, old=self.old, new=self.new, language=language)

    def __repr__(self) -> str:
        """Return the last line of the text, which counts."""
        return f"<Comparison of {self.old} with {self.new}: {self.to_text().strip().splitlines()[-1]}>"

    def _repr_html_(self) -> str:
        """Return the text for a notebook."""
        return f"<pre>{escape(self.to_text())}</pre>"


def compare_graphs(old: Asking, new: Asking, *, queries: bool) -> Comparison:
    """Return what became of ``old`` in ``new``; ``queries`` asks both every query of the library that needs no parameter."""
    difference = compare(old.dataset, new.dataset)
    effects = tuple(_effects(old, new)) if queries and difference and has_model_terms(old.dataset) and has_model_terms(new.dataset) else ()
    return Comparison(str(old.source or "a graph"), str(new.source or "a graph"), difference, effects)


def _effects(old: Asking, new: Asking) -> Iterator[Effect]:
    for query in old.queries:
        if not any(parameter.required for parameter in query.parameters):
            found = effect(query.name, old.query(query).texts(), new.query(query).texts())
            if found is not None:
                yield found


def open_side(name: str) -> Graph:
    """Return the graph that one side of a comparison names.

    That is a file or folder of RDF, a folder that a build wrote, a case file or a folder of them, ``packaged``,
    ``git:REV`` or ``git:REV:path`` (cases at a revision, built with the ontology of now), or the URL of an endpoint.

    >>> open_side("packaged").source
    Source(cases=(), only=False, data=(), store=None, endpoint=None, label='packaged', base=None, data_format=None, proposed=False)

    :raises UsageError: if it names nothing that can be compared.
    """
    graph = _opened(name)
    graph.source = replace(graph.source or Source(), label=name)
    return graph


def _opened(name: str) -> Graph:
    from cengji.api.graph import Graph
    from cengji.api.opening import open as open_graph

    if name == "packaged":
        return open_graph()
    if name.startswith("git:"):
        from cengji.cases.revision import extract_revision

        with tempfile.TemporaryDirectory(prefix="cengji-") as folder:
            return open_graph(cases=[extract_revision(name.removeprefix("git:"), Path(folder))], only=True)
    if name.startswith(("http://", "https://")):
        from cengji.query.transfer import Transfer

        transfer = Transfer.to(name)
        return Graph(Dataset(transfer.pull(transfer.graphs())))
    path = Path(name)
    if not path.exists():
        raise UsageError(f"there is no {name!r}: give a file, a folder, packaged, git:REV or the URL of an endpoint")
    if path.is_dir() and (path / _BUILD).is_file():
        return open_graph(data=[path / _BUILD], map_foreign=False)
    cases = any(one.suffix in _CASES for one in path.iterdir()) if path.is_dir() else path.suffix in _CASES
    return open_graph(cases=[path], only=True) if cases else open_graph(data=[path], map_foreign=False)

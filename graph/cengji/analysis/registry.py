"""The analyses by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Final

from cengji.analysis.material import Graph, Material, material_of
from cengji.core.errors import UsageError

if TYPE_CHECKING:
    from cengji.analysis.records import Analysis, Method
    from cengji.dataset import Dataset

__all__ = ["ANALYSES", "Entry", "analyze", "find_entry"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Where an analysis is; its module is imported when it is used."""

    name: str
    module: str

    @property
    def method(self) -> Method:
        """What the analysis is."""
        method: Method = getattr(import_module(f"cengji.analysis.{self.module}"), self.name.upper().replace("-", "_"))
        return method

    @property
    def compute(self) -> Callable[[Dataset | Graph | Material], Analysis]:
        """The function that computes it."""
        function: Callable[[Dataset | Graph | Material], Analysis] = getattr(
            import_module(f"cengji.analysis.{self.module}"), f"compute_{self.name.replace('-', '_')}"
        )
        return function


_MODULES: Final = {
    "span": "span",
    "depth": "structure",
    "gaps": "structure",
    "load": "load",
    "coverage": "load",
    "concentration": "actors",
    "brokerage": "actors",
    "overlap": "overlap",
    "diffusion": "diffusion",
    "precedence": "diffusion",
    "results": "results",
    "statuses": "results",
}
ANALYSES: Final[dict[str, Entry]] = {name: Entry(name, module) for name, module in _MODULES.items()}
"""Name → where it is, in the order in which they are listed."""


def find_entry(name: str) -> Entry:
    """Return the analysis of a name.

    :raises UsageError: if there is none; the message suggests the nearest.
    """
    if name in ANALYSES:
        return ANALYSES[name]
    near = get_close_matches(name, ANALYSES, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(ANALYSES)}"
    raise UsageError(f"there is no analysis {name!r}; {hint}")


def analyze(graph: Dataset | Graph | Material, name: str, cases: Iterable[str] = ()) -> Analysis:
    """Return the analysis of a name, of some cases by key, or of all.

    :raises UsageError: if there is no such analysis or case.
    """
    entry, material = find_entry(name), material_of(graph, cases)
    known = sorted(case.key for case in material.projection.cases)
    if strangers := sorted(material.cases.difference(known)):
        raise UsageError.naming(
            "there is no {case} {strangers}; the cases are {known}", strangers=", ".join(strangers), known=", ".join(sorted(known))
        )
    analysis = entry.compute(material)
    used = {key for row in analysis.rows for key in (row.case, row.subject, row.object, *row.evidence)}
    return replace(analysis, words={key: words for key, words in sorted(analysis.words.items()) if key in used or ":" not in key})

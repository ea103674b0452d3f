"""The small case, the twenty edits planted in it, and what they should be reported as."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from cengji.cases import load_cases
from cengji.core.namespaces import ID
from cengji.dataset import Dataset, Ontology, build_dataset

__all__ = ["CASE", "EDITS", "Edit", "built", "edited", "quads"]

HERE: Final = Path(__file__).resolve().parent
CASE: Final = HERE.parent / "cases" / "two_streets.yaml"
_ROOT: Final = ID.removesuffix("id/")


class Edit(NamedTuple):
    """A piece of text and its replacement, with (verb, kind, IRI) of each statement that it makes."""

    old: str
    new: str
    reported: tuple[tuple[str, str, str], ...]


def _edits() -> list[Edit]:
    edits = []
    for block in (HERE / "edits.txt").read_text(encoding="utf-8").split("\n\n")[1:]:
        old, new, reported = block.strip("\n").split("\n")
        assert (old[:2], new[:2], reported[:2]) == ("- ", "+ ", "= "), block
        texts = (line[2:].replace("⏎", "\n") for line in (old, new))
        edits.append(Edit(*texts, tuple(_statement(one) for one in reported[2:].split(" = "))))
    return edits


def _statement(text: str) -> tuple[str, str, str]:
    verb, kind, thing = text.split(" ")
    return verb, kind, _ROOT + thing if thing.startswith(("id/", "scheme/")) else f"{ID}two-streets/{thing}"


EDITS: Final = _edits()


def edited(text: str, edits: list[Edit]) -> str:
    """Return the case with these edits made; each must meet one place."""
    for edit in edits:
        assert text.count(edit.old) == 1, edit.old
        text = text.replace(edit.old, edit.new)
    return text


def built(text: str, folder: Path, ontology: Ontology) -> Dataset:
    """Build the case alone."""
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return build_dataset((loaded.case for loaded in load_cases([path], ontology.vocabulary)), ontology)


def quads(*lines: str) -> Dataset:
    """Return a dataset of these lines of N-Quads."""
    return Dataset(ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS))

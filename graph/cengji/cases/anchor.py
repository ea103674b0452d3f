"""Anchoring: the evidence of a case file gets its raw offsets and digests, and its expression as it is printed.

Nothing else changes: the file is edited as text, at the places that the reader reports, so that comments, order and layout
stay as the curator wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cengji.cases.case import Case
from cengji.cases.parts import Evidence, Part, roles_of
from cengji.cases.recovery import read_case_tree
from cengji.cases.tree import Path, Tree, field_name
from cengji.core.errors import Fault
from cengji.text.clean import Cleaned
from cengji.text.evidence import Candidate, digest_slice, find_candidates, find_nearest, find_part

__all__ = ["Anchored", "anchor", "part_of", "unanchored"]

_PLAIN = re.compile(r"[^\s,\[\]{}#&*!|>'\"%@`?:-][^,\[\]{}#:'\"]*(?<!\s)")
_PART: Path = ("document", "part")
_WRITTEN: tuple[Path, ...] = (("written",), ("since_written",), ("date_written",), ("time", "written"))  # fields that quote the evidence
_MOST_SHOWN = 6  # places of an ambiguous expression in its fault


@dataclass(frozen=True, slots=True)
class Anchored:
    """The text of a case file with anchors filled in, how many were, why others were not, and what was respelled as printed.

    ``changes`` are line, field and what became of an expression that was typed with other marks than the document prints.
    """

    text: str
    filled: int
    faults: tuple[Fault, ...]
    changes: tuple[tuple[int, str, str], ...] = ()


def anchor(text: str, name: str, document: Cleaned) -> Anchored:
    """Fill in start, end and sha256 of every piece of evidence that has none, within the part of the document that the case is about.

    An expression that the document does not print, or prints several times without the file saying
    which (``occurrence``), becomes a fault and is left as it is.

    :param name: what to call the file in faults.
    :raises InputError: if the text is not the YAML of a case file.
    """
    tree = read_case_tree(text, name)
    part = _part(tree)
    located = part_of(tree, document)
    if part and located is None:
        return Anchored(text, 0, (tree.fault(name, _PART, *_part_refusal(part, document)),))
    edits = [] if located is None or "start" in part else _edits_of_part(text, tree, document, located)
    document = document.within(*located) if located else document
    faults: list[Fault] = []
    changes: list[tuple[int, str, str]] = []
    filled = len(edits)
    for path, evidence in unanchored(tree):
        typed = str(evidence["text"])
        found = find_candidates(document, typed)
        chosen = _choose(found, evidence.get("occurrence"))
        if chosen is None:
            faults.append(tree.fault(name, path, *_refusal(evidence, found, document)))
            continue
        filled += 1
        respelled = "".join(chosen.text.split()) != "".join(typed.split())
        if respelled:
            changes.append((tree.line(path), field_name(path), f"{typed!r} is printed {chosen.text!r}, and so it stands now"))
            edits += [edit for edit in _edits_of_written(tree, path, typed, chosen.text) if edit not in edits]
        edits += _edits(text, tree, path, chosen, respelled=respelled)
    for start, end, written in sorted(edits, reverse=True):
        text = text[:start] + written + text[end:]
    return Anchored(text, filled, tuple(sorted(faults)), tuple(sorted(changes)))


def _edits_of_written(tree: Tree, path: Path, typed: str, printed: str) -> Iterator[tuple[int, int, str]]:
    """Yield what becomes of that which the entry says to be written in its evidence, where the evidence is respelled."""
    entry, here = tree.value, path[: path.index("evidence")] if "evidence" in path else ()
    for step in here:
        entry = entry[step]
    for name in _WRITTEN:
        held, at = entry, here
        for step in name:
            held, at = (held.get(step) if isinstance(held, dict) else None), (*at, step)
        if isinstance(held, str) and held in typed and held not in printed and len(typed) == len(printed):
            start = typed.index(held)
            yield (*tree.spans[at], _as_scalar(printed[start : start + len(held)]))


def part_of(tree: Tree, document: Cleaned) -> tuple[int, int] | None:
    """Return the raw span of the part of the document that a case is about, None where it names none or none that is printed."""
    part = _part(tree)
    if {"start", "end"} <= part.keys():
        return part["start"], part["end"]
    return find_part(document, str(part["first"]), str(part["last"])) if {"first", "last"} <= part.keys() else None


def _part(tree: Tree) -> dict[str, Any]:
    described = tree.value.get("document") if isinstance(tree.value, dict) else None
    part = described.get("part") if isinstance(described, dict) else None
    return part if isinstance(part, dict) else {}


def _part_refusal(part: dict[str, Any], document: Cleaned) -> tuple[str, str]:
    for name in ("first", "last"):
        if name in part and not find_candidates(document, str(part[name])):
            nearest = find_nearest(document, str(part[name]))
            return f"the document does not print {part[name]!r}", f"give it as it is printed{nearest and f'; the nearest is {nearest}'}"
    return "is no stretch of the document", "give the first and the last expression printed in it"


def _edits_of_part(text: str, tree: Tree, document: Cleaned, located: tuple[int, int]) -> list[tuple[int, int, str]]:
    """Return the change that says where the part stands, behind its last expression."""
    start, end = tree.spans[(*_PART, "last")]
    written = [f"start: {located[0]}", f"end: {located[1]}", f"sha256: {digest_slice(document.raw, *located)}"]
    return [(start, end, text[start:end] + _added(text, end, written, in_flow=_PART in tree.in_flow))]


def unanchored(tree: Tree) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield each piece of evidence without offsets, shorthands as mappings, with its path."""
    if isinstance(tree.value, dict):
        for path, value in _evidence(Case, tree.value, ()):
            evidence = {"text": value} if isinstance(value, str) else value
            if isinstance(evidence, dict) and "start" not in evidence and isinstance(evidence.get("text"), str | int):
                yield path, evidence


def _evidence(model: type[Part], value: dict[str, Any], path: Path) -> Iterator[tuple[Path, Any]]:
    roles = roles_of(model)
    for name, held in value.items():
        part = roles[name].model if name in roles else None
        if part is None:
            continue
        many = isinstance(held, list)
        for index, one in enumerate(held if many else [held]):
            here: Path = (*path, name, index) if many else (*path, name)
            if part is Evidence:
                yield here, one
            elif isinstance(one, dict):
                yield from _evidence(part, one, here)


def _choose(found: list[Candidate], occurrence: object) -> Candidate | None:
    if isinstance(occurrence, int):
        return found[occurrence - 1] if 1 <= occurrence <= len(found) else None
    return found[0] if len(found) == 1 else None


def _refusal(evidence: dict[str, Any], found: list[Candidate], document: Cleaned) -> tuple[str, str]:
    text = evidence["text"]
    if not found:
        nearest = find_nearest(document, str(text))
        remedy = "give an expression as it is printed, in simplified characters without pinyin"
        return f"the document does not print {text!r}", f"{remedy}; the nearest is {nearest}" if nearest else remedy
    shown = "; ".join(f"{number}: {one.context}" for number, one in enumerate(found[:_MOST_SHOWN], start=1))
    more = f"; … {len(found) - _MOST_SHOWN} more" if len(found) > _MOST_SHOWN else ""
    return f"{text!r} is printed {len(found)} times", f"take a longer expression, or say which with occurrence: {shown}{more}"


def _edits(text: str, tree: Tree, path: Path, anchor: Candidate, *, respelled: bool) -> list[tuple[int, int, str]]:
    """Return (start, end, new text) of each change that anchors the evidence at this path."""
    parts = [f"start: {anchor.start}", f"end: {anchor.end}", f"sha256: {anchor.sha256}"]
    printed = _as_scalar(" ".join(anchor.text.split()))
    if path in tree.spans:
        start, end = tree.spans[path]
        return [(start, end, "{text: " + ", ".join([printed if respelled else _in_flow(text[start:end]), *parts]) + "}")]
    start, end = tree.spans[(*path, "text")]
    return [(start, end, (printed if respelled else text[start:end]) + _added(text, end, parts, in_flow=path in tree.in_flow))]


def _added(text: str, end: int, fields: list[str], *, in_flow: bool) -> str:
    """Return fields as they are written behind the one that ends there, in braces or a line each."""
    if in_flow:
        return ", " + ", ".join(fields)
    line_start = text.rfind("\n", 0, end) + 1
    indent = re.match(r"[\s-]*", text[line_start:end])
    return "".join(f"\n{' ' * (len(indent[0]) if indent else 0)}{field}" for field in fields)


def _in_flow(written: str) -> str:
    """Return a scalar as it is written as it may stand within braces: quoted if it holds what YAML would read otherwise."""
    return written if written[:1] in "'\"" else _as_scalar(written)


def _as_scalar(text: str) -> str:
    """Return a text as YAML writes it, in quotes where it would be read otherwise: one that begins with a quotation mark is text."""
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "''") + "'"

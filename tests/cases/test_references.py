"""The checks across a case: keys, references, scheme keys, rings, rungs; and that they stay quick on hostile sizes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cengji.cases import Vocabulary
from cengji.cases.references import check_references, suggest
from cengji.cases.tree import read_tree

Change = Callable[[str, str], list[str]]
DOCS = "see docs/case-format.md"


RING = """case: x
title: x
document: {{title: x, publisher: x, kind: feature, sha256: {digest}, characters: 1}}
places: [{{key: p, label: x}}, {{key: q, label: x, part_of: r}}, {{key: r, label: x, part_of: q}}]
concepts:
  body-kind:
    - {{key: k1, zh: x, en: x, broader: k2}}
    - {{key: k2, zh: x, en: x, broader: k1}}
bodies:
  - {{key: a, label: x, kind: party, place: p, parent: b}}
  - {{key: b, label: x, kind: party, place: p, parent: c}}
  - {{key: c, label: x, kind: party, place: p, parent: d}}
  - {{key: self, label: x, kind: party, place: p, parent: self}}
groups:
  - {{key: d, label: x, kind: party, place: p, parent: b}}
  - {{key: e, label: x, kind: party, place: p, subset_of: f}}
  - {{key: f, label: x, kind: party, place: p, subset_of: e}}
measures:
  - {{key: m, label: x, kind: list, place: p, part_of: n}}
  - {{key: n, label: x, kind: list, place: p, part_of: m}}
"""


def test_each_ring_is_told_once(faults_of: Callable[[str], list[str]]) -> None:
    assert faults_of(RING.format(digest="0" * 64)) == [
        "4: places[1].part_of: 'q' is its own ancestor (q → r → q) — correct one of these links",
        "7: concepts.body-kind[0].broader: 'k1' is its own ancestor (k1 → k2 → k1) — correct one of these links",
        "11: bodies[1].parent: 'b' is its own ancestor (b → c → d → b) — correct one of these links",
        "13: bodies[3].parent: 'self' is its own ancestor (self → self) — correct one of these links",
        "16: groups[1].subset_of: 'e' is its own ancestor (e → f → e) — correct one of these links",
        "19: measures[0].part_of: 'm' is its own ancestor (m → n → m) — correct one of these links",
    ]


def many_bodies(number: int, parent: Callable[[int], str]) -> bytes:
    rows = (f"  - {{key: b{n}, label: x, kind: party, place: p, parent: {parent(n)}}}" for n in range(number))
    return "\n".join(["places: [{key: p, label: x}]", "bodies:", *rows]).encode()


def test_large_rings_are_named_in_short(vocabulary: Vocabulary) -> None:
    read = read_tree(many_bodies(5000, lambda n: f"b{(n + 1) % 5000}"), "c.yaml")
    assert [str(fault) for fault in check_references(read, "c.yaml", vocabulary)] == [
        "c.yaml:3: bodies[0].parent: 'b0' is its own ancestor (b0 → b1 → b2 → b3 → b4 → b5 → b6 → b7 → … → b0) — correct one of these links"
    ]


def test_thousands_of_wrong_keys_are_all_told_but_not_all_searched_for(vocabulary: Vocabulary) -> None:
    read = read_tree(many_bodies(2000, lambda n: f"bb{n}"), "c.yaml")
    faults = check_references(read, "c.yaml", vocabulary)
    assert [fault.line for fault in faults] == list(range(3, 2003))
    assert [fault.remedy != DOCS for fault in faults] == [True] * 100 + [False] * 1900


def test_long_and_hostile_words_stay_short_in_messages(faults_with: Change) -> None:
    (fault,) = faults_with("run_by: east-street-committee", f'run_by: "\\e[31m{"x" * 10_000}"')
    assert fault.startswith("95: measures[0].run_by: nothing in this case has the key '\\x1b[31mxxx")
    assert fault.isprintable() and len(fault) < 250


@pytest.mark.parametrize(
    ("wrong", "known", "expected"),
    [
        ("tiar", ["tier", "label"], "did you mean tier?"),
        ("zzz", ["tier", "label"], "use one of: label, tier"),
        ("zzz", [], DOCS),
        ("zzz", [f"word-{n}" for n in range(12)], "use one of: " + ", ".join(sorted(f"word-{n}" for n in range(12)))),
        ("zzz", [f"word-{n}" for n in range(13)], DOCS),
        ("x" * 1_000_000, ["x" * 60], "use one of: " + "x" * 60),
    ],
)
def test_suggestions(wrong: str, known: list[str], expected: str) -> None:
    assert suggest(wrong, known) == expected


@settings(deadline=None)
@given(st.lists(st.integers(min_value=0, max_value=14), min_size=15, max_size=15))
def test_rings_are_found_exactly(parents: list[int]) -> None:
    """Compare with walking upward from every body, the slow and obvious way."""
    rings = set()
    for start in range(15):
        trail = [start]
        while parents[trail[-1]] not in trail:
            trail.append(parents[trail[-1]])
        rings.add(min(trail[trail.index(parents[trail[-1]]) :]))
    read = read_tree(many_bodies(15, lambda n: f"b{parents[n]}"), "c.yaml")
    faults = check_references(read, "c.yaml", Vocabulary({"body-kind": frozenset({"party"})}))
    assert [fault.line - 3 for fault in faults] == sorted(rings)

"""The checks across a case: keys, references, scheme keys, rings, rungs; and that they stay quick on hostile sizes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cengji.cases import Vocabulary, load_cases
from cengji.cases.references import check_references
from cengji.cases.tree import read_tree
from cengji.cases.vocabulary import suggest
from cengji.core.errors import InputError
from tests.dataset.small import SMALL

Change = Callable[[str, str], list[str]]
DOCS = "see docs/case-format.md"
KEYS = "`cengji docs --out reference` lists its keys in reference/schemes.md"


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


WRONG = """case: x
title: x
document: {{title: x, publisher: x, kind: feature, sha256: {digest}, characters: 1}}
places: [{{key: p, label: x}}]
concepts:
  body-kind:
    - {{key: own, zh: x, en: x, broader: lacking}}
    - {{key: own, zh: x, en: x}}
    - {{key: party, zh: x, en: x}}
  unit: [{{key: own, zh: x, en: x}}]
bodies:
  - {{key: a, label: x, kind: own, place: p, parent: p}}
  - {{key: a, label: x, kind: party, place: a}}
  - {{key: b, label: x, kind: party, place: p}}
groups:
  - {{key: b, label: x, kind: party, place: p, parent: c}}
  - {{key: {long}, label: x, kind: party, place: p}}
  - {{key: {long}x, label: x, kind: party, place: p}}
ladders:
  - {{key: l, label: x, line: party, place: p, rungs: [{{body: a}}, {{body: b}}, {{body: a}}]}}
  - {{key: m, label: x, line: party, place: p, rungs: [{{body: a}}, {{body: {long}}}, {{body: {long}x}}]}}
measures:
  - {{key: n, label: x, kind: list, place: p, generic: x, run_by: [a, zz]}}
"""


def test_each_wrong_key_is_named_where_it_stands(faults_of: Callable[[str], list[str]]) -> None:
    long = "g" * 61
    actors = f"use one of: a, b, {long}, {long}x"
    assert faults_of(WRONG.format(digest="0" * 64, long=long)) == [
        f"7: concepts.body-kind[0].broader: the scheme body-kind has no 'lacking' — {KEYS}",
        "8: concepts.body-kind[1].key: 'own' is declared twice — keep one of the two",
        "9: concepts.body-kind[2].key: 'party' is already in the scheme body-kind — use it without declaring it",
        f"12: bodies[0].parent: 'p' is one of the places, but this field takes one of the bodies or groups — {actors}",
        "13: bodies[1].key: the key 'a' is taken (line 12, bodies) — give each item of a case a key of its own",
        "13: bodies[1].place: 'a' is one of the bodies, but this field takes one of the places — use one of: p",
        "16: groups[0].key: the key 'b' is taken (line 14, bodies) — give each item of a case a key of its own",
        f"16: groups[0].parent: nothing in this case has the key 'c' — {actors}",
        "20: ladders[0].rungs[2].body: 'a' stands on two rungs of one ladder — give each rung its own body",
        "21: ladders[1].rungs[2].body: ladder key and body key together exceed 62 characters — shorten one of them",
        f"23: measures[0].generic: the scheme generic-measure has no 'x' — {KEYS}",
        f"23: measures[0].run_by[1]: nothing in this case has the key 'zz' — {actors}",
    ]


TAKEN = "give each item of a case a key of its own"
LINK = "correct one of these links"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "bodies:\n- key: a\n- {key: a, parent: a}\n- key: a\n",  # the link of a body whose key is taken counts for nothing
            [f"{n + 2}: bodies[{n}].key: the key 'a' is taken (line 2, bodies) — {TAKEN}" for n in (1, 2)],
        ),
        ("ladders: [{rungs: [{body: zz}]}]\n", [f"1: ladders[0].rungs[0].body: nothing in this case has the key 'zz' — {DOCS}"]),
        (
            "figures: [{key: a, paired_with: a}]\nevents: [{key: b, involves: [b]}]\n",
            [
                "1: figures[0].paired_with: 'a' is this entry itself — name another, or leave it out",
                "2: events[0].involves[0]: 'b' is this entry itself — name another, or leave it out",
            ],
        ),
        ("bodies: [3, {key: a}]\nplaces: 5\n", []),
        ("bodys: [{key: a}]\nposts: [{key: b, post_in: a}]\n", []),
        ("concepts: {unit: [{zh: x}, 3, {key: [a]}], tier: 5, line: {key: b}}\n", []),
        (
            "concepts:\n  unit: [{key: a, tier: grid}]\n  body-kind: [{key: c, tier: gird}]\n",
            [
                "2: concepts.unit[0].tier: a concept of the scheme unit has no tier — leave it out; only kinds of bodies have one",
                f"3: concepts.body-kind[0].tier: the scheme tier has no 'gird' — {KEYS}",
            ],
        ),
        (
            "concepts:\n  unit: [{key: a, broader: b}]\n  line: [{key: b, broader: a}]\n",  # a circle across schemes is none
            [
                "2: concepts.unit[0].broader: the scheme unit has no 'b' — use one of: a",
                "3: concepts.line[0].broader: the scheme line has no 'a' — use one of: b",
            ],
        ),
        (
            "bodies: [{key: a, parent: c}, {key: b, parent: c}, {key: c, parent: b}]\n",
            [f"1: bodies[1].parent: 'b' is its own ancestor (b → c → b) — {LINK}"],
        ),
        (
            "bodies: [" + ", ".join(f"{{key: {one}, parent: {next_}}}" for one, next_ in zip("abcdefgh", "bcdefgha", strict=True)) + "]\n",
            [f"1: bodies[0].parent: 'a' is its own ancestor (a → b → c → d → e → f → g → h → a) — {LINK}"],
        ),
    ],
)
def test_keys_and_links(content: str, expected: list[str]) -> None:
    faults = check_references(read_tree(content.encode(), "c.yaml"), "c.yaml", Vocabulary({}))
    assert [str(fault).removeprefix("c.yaml:") for fault in faults] == expected


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
    assert fault.startswith("97: measures[0].run_by: nothing in this case has the key '\\x1b[31mxxx")
    assert fault.isprintable() and len(fault) < 300


@pytest.mark.parametrize(
    ("wrong", "known", "expected"),
    [
        ("tiar", ["tier", "label"], "did you mean tier?"),
        ("zzz", ["tier", "label"], "use one of: label, tier"),
        ("zzz", [], DOCS),
        ("zzz", [f"word-{n}" for n in range(12)], "use one of: " + ", ".join(sorted(f"word-{n}" for n in range(12)))),
        ("zzz", [f"word-{n}" for n in range(13)], DOCS),
        ("zzz", ["a\x1bb"], DOCS),
        ("x" * 63, ["x" * 60], f"did you mean {'x' * 60}?"),
        ("x" * 64, ["x" * 60], "use one of: " + "x" * 60),
        ("x" * 1_000_000, ["x" * 60], "use one of: " + "x" * 60),
    ],
)
def test_suggestions(wrong: str, known: list[str], expected: str) -> None:
    assert suggest(wrong, known) == expected


@pytest.mark.parametrize(
    ("scheme", "wrong", "expected"),
    [
        ("unit", "yuan", "did you mean cny?"),  # as the concept is called, in either language
        ("unit", "人民币元", "did you mean cny?"),
        ("indicator", "Number-of-grids", "did you mean grid-count?"),
        ("indicator", "grid-cuont", "did you mean grid-count or award-count or wish-count?"),
        ("indicator", "zzz", KEYS),
    ],
)
def test_a_concept_is_known_by_its_name(vocabulary: Vocabulary, scheme: str, wrong: str, expected: str) -> None:
    assert vocabulary.suggest_concept(scheme, wrong) == expected


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


TAKEN_IN = """concepts:
  body-kind:
    - {key: fund, zh: 基金, en: money pool, broader: social, definition: {zh: 自有的说法, en: own words}}
"""


def test_a_concept_that_a_scheme_took_in_later_is_the_one_of_the_scheme(tmp_path: Path, vocabulary: Vocabulary) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(SMALL + TAKEN_IN, encoding="utf-8")
    head = SMALL.partition("places:")[0].replace("case: small", "case: other").replace("ab" * 32, "cd" * 32)
    other = head + "places:\n  - {key: village, label: 小村}\n"
    two.write_text(other + TAKEN_IN.replace("自有", "另外"), encoding="utf-8")
    assert [loaded.case.concepts for loaded in load_cases([one, two], vocabulary)] == [{}, {}], "the words of the scheme hold"
    two.write_text(other + TAKEN_IN.replace("zh: 基金, en: money pool", "zh: 米仓, en: barn"), encoding="utf-8")
    with pytest.raises(InputError, match="'fund' is already in the scheme body-kind"):
        load_cases([one, two], vocabulary)

"""The case model: what one part of a case file may hold, and how a wrong one is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cengji.cases import LoadedCase, Vocabulary, load_cases
from cengji.cases.case import Case
from cengji.cases.field_types import PRINTED_LIMIT
from cengji.cases.loader import _FIELDS, _PATTERNS

Change = Callable[[str, str], list[str]]
HERE = Path(__file__).resolve().parent
EMPTY = "is empty — begin a case with `cengji draft` or `cengji case new`"


@pytest.fixture(scope="module")
def loaded(vocabulary: Vocabulary) -> LoadedCase:
    (case,) = load_cases([HERE / "two_streets.yaml"], vocabulary)
    return case


def test_shorthands_are_expanded(loaded: LoadedCase) -> None:
    case = loaded.case
    west, branch, net = case.places[2], case.bodies[1], case.measures[0]
    assert (west.label.zh, west.label.en) == ("西溪街道", None)
    assert [one.text for one in west.evidence] == ["西溪街道", "西溪"]
    assert branch.aliases == ["茶馆支部"]
    assert net.generic is not None
    assert (net.run_by, net.generic.measure, net.generic.status) == (["east-street-committee"], "multi-grid-integration", "inferred")
    assert [str(figure.value) for figure in case.figures] == ["14000", "76.90", "3", "2", "40", "20", "3"]


def test_every_item_in_the_order_of_the_file_with_its_line(loaded: LoadedCase) -> None:
    assert [(section, item.key) for section, item in loaded.case.items()] == list(loaded.lines)
    text = (HERE / "two_streets.yaml").read_text(encoding="utf-8").splitlines()
    assert len(loaded.lines) == 30
    for (_, key), line in loaded.lines.items():
        assert f"key: {key}" in text[line - 1]


@pytest.mark.parametrize(
    ("code", "taken"),
    [('"32"', True), ('"320508001002"', True), ('"3205081"', False), ('"３２"', False), ('"3２"', False), ('"32\\n"', False)],
)
def test_division_codes(code: str, taken: bool, faults_with: Change) -> None:
    faults = faults_with("key: west-street\n", f"key: west-street\n    code: {code}\n")
    assert len(faults) == (0 if taken else 1)
    assert taken or (
        faults[0].startswith("31: places[2].code: is not a division code: ")
        and faults[0].endswith(" — give its 2, 4, 6, 9 or 12 digits in quotes")
    )


def test_whatever_must_fit_a_pattern_has_words_for_what_does_not() -> None:
    patterns = set(patterns_of(Case.model_json_schema()))
    assert len(patterns) > 5
    assert {(name, one) for name, one in patterns if one not in _PATTERNS and name not in _FIELDS} == set()


def patterns_of(schema: Any, name: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Yield each pattern of a JSON Schema with the name of the field that bears it."""
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield name, schema["pattern"]
        for key, one in schema.items():
            yield from patterns_of(one, name if key in ("anyOf", "items") else key)
    elif isinstance(schema, list):
        for one in schema:
            yield from patterns_of(one, name)


@pytest.mark.parametrize("language", ["key", "EN", "zh-Hans", "e"])
def test_languages_are_codes(language: str, faults_with: Change) -> None:
    (fault,) = faults_with("document:\n", f"document:\n  language: {language}\n")
    assert f"document.language: is not a language: {language!r} — give its ISO 639-1 code" in fault


@pytest.mark.parametrize("key", ["a" * 64, "A", "a b", "a/b", "a\\n", "../a", "", "a> <http://evil.example/> <b", "\\u202ea"])
def test_hostile_keys(key: str, faults_with: Change, two_streets: str) -> None:
    (fault,) = faults_with("key: tea-plan", f'key: "{key}"')
    line = 1 + two_streets[: two_streets.index("key: tea-plan")].count("\n")
    assert fault.startswith(f"{line}: policies[0].key: is ") and fault.isprintable() and len(fault) < 150


def test_printed_expression_at_its_limit(faults_with: Change) -> None:
    assert faults_with("evidence: 一张网", f"evidence: {'长' * PRINTED_LIMIT}") == []
    assert faults_with("evidence: 一张网", f"evidence: {'𠮷' * PRINTED_LIMIT}") == []
    assert faults_with("evidence: 一张网", f"evidence: {'长' * (PRINTED_LIMIT + 1)}") == [
        "101: measures[0].evidence: has 25 characters, at most 24 may stand here — cut it to the words that say it"
    ]
    assert faults_with("evidence: 一张网", f"evidence: {{text: {'长' * (PRINTED_LIMIT + 1)}}}") == [
        "101: measures[0].evidence.text: has 25 characters, at most 24 may stand here — cut it to the words that say it"
    ]


@pytest.mark.parametrize(
    ("date", "taken"),
    [
        ("2031", True),
        ("2031-05", True),
        ("2032-02-29", True),
        ("2031-02-29", False),
        ("2031-13", False),
        ("0000", False),
        ("31", False),
        ("2031-5-6", False),
        ("2031-W01", False),
    ],
)
def test_dates(date: str, taken: bool, faults_with: Change) -> None:
    assert (faults_with("published: 2031-05-06", f"published: {date}") == []) == taken


@pytest.mark.parametrize("empty", ["", "# nothing\n", "---\n", "null\n"])
def test_empty_file(empty: str, faults_of: Callable[[str], list[str]]) -> None:
    (fault,) = faults_of(empty)
    assert fault.partition(": ")[2] == EMPTY


def test_not_a_mapping(faults_of: Callable[[str], list[str]]) -> None:
    assert faults_of("- a\n") == ["1: is a list, expected a mapping (key: value lines) — write a mapping (key: value lines)"]
    assert sorted(faults_of("case: x\n")) == [
        "1: document: is missing — add it",
        "1: places: is missing — add it",
        "1: title: is missing — add it",
    ]

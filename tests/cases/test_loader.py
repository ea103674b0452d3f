"""The loader on files: order, several files at a time, what single files cannot show, and arbitrary changes."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cengji.cases import LoadedCase, Vocabulary, load_cases
from cengji.core.errors import InputError
from cengji.core.resources import case_files
from cengji.dataset import Ontology, build_dataset

HERE = Path(__file__).resolve().parent


def faults(paths: list[Path], vocabulary: Vocabulary) -> list[tuple[str, int, str, str, str]]:
    with pytest.raises(InputError) as caught:
        load_cases(paths, vocabulary)
    return [(Path(f.path).name, f.line, f.field, f.problem, f.remedy) for f in caught.value.faults]


def test_packaged_cases_are_named_as_their_files(cases: list[LoadedCase]) -> None:
    assert [loaded.case.case for loaded in cases] == [path.stem for path in case_files()]


def test_order_of_files_does_not_matter(vocabulary: Vocabulary) -> None:
    paths = [HERE / "two_streets.yaml", HERE / "sixth" / "yunxi.yaml"]
    assert load_cases(paths, vocabulary) == load_cases([*reversed(paths)], vocabulary)
    assert [loaded.case.case for loaded in load_cases(iter(paths), vocabulary)] == ["two-streets", "yunxi"]


def test_same_file_named_twice_is_one_case(vocabulary: Vocabulary) -> None:
    path = HERE / "two_streets.yaml"
    assert len(load_cases([path, path], vocabulary)) == 1


def test_faults_of_several_files_are_told_together(tmp_path: Path, vocabulary: Vocabulary, two_streets: str) -> None:
    (tmp_path / "a.yaml").write_text(two_streets.replace("tier: county", "tier: cuonty"), encoding="utf-8")
    (tmp_path / "b.yaml").write_bytes(b"\xff")
    (tmp_path / "c.yaml").write_text("a: [", encoding="utf-8")
    (tmp_path / "d.yaml").mkdir()
    (tmp_path / "e.yaml").write_text((HERE / "sixth" / "yunxi.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    paths = [tmp_path / f"{name}.yaml" for name in ("missing", "e", "d", "c", "b", "a")]
    assert [(name, line, field, problem.split(":")[0]) for name, line, field, problem, _ in faults(paths, vocabulary)] == [
        ("a.yaml", 22, "places[0].tier", "the scheme tier has no 'cuonty'"),
        ("b.yaml", 1, "", "is not UTF-8"),
        ("c.yaml", 2, "", "is not YAML"),
        ("d.yaml", 0, "", "cannot be read"),
        ("missing.yaml", 0, "", "cannot be read"),
    ]


TINY = """case: {case}
title: x
document: {{title: x, publisher: x, kind: feature, sha256: {digest}, characters: 1}}
concepts:
  indicator: [{concept}]
places: [{place}]
bodies: [{{key: b, label: x, kind: party, place: {key}}}]
{more}
"""


def tiny(folder: Path, name: str, **parts: str) -> Path:
    """Write a case of one place, one concept and one body."""
    given = {"case": name, "concept": f"{{key: c-{name}, zh: x, en: x}}", "key": f"p-{name}", "more": "", **parts}
    given.setdefault("place", f"{{key: {given['key']}, label: x}}")
    path = folder / f"{name}.yaml"
    path.write_text(TINY.format(digest="0" * 64, **given), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"case": "same"}, {"case": "same"}, [(1, "case", "the case key 'same' is already taken in {one}")]),
        ({"key": "p"}, {"key": "p"}, [(6, "places[0].key", "the place key 'p' is already taken in {one}")]),
        (
            {"concept": "{key: c, zh: 甲, en: A}"},
            {"concept": "{key: c, zh: 乙, en: A}"},
            [(5, "concepts.indicator[0].key", "the concept of indicator 'c' is described differently in {one}")],
        ),
        (
            {"place": "{key: p-one, code: '320508', label: 甲}"},
            {"place": "{key: p-two, code: '320508', label: 乙}"},
            [(6, "places[0].code", "the division code '320508' is described differently in {one}")],
        ),
        ({"concept": "{key: c, zh: 甲, en: A}"}, {"concept": "{key: c, zh: 甲, en: A}"}, []),
        (
            {"concept": "{key: c, zh: 甲, en: A, definition: 乙}"},
            {"concept": "{key: c, zh: 甲, en: A, definition: {zh: 乙}, broader: null}"},
            [],
        ),
        ({"place": "{key: p-one, code: '320508', label: 甲}"}, {"place": "{key: p-two, code: '320508', label: {zh: 甲}, note: x}"}, []),
    ],
)
def test_names_shared_by_files(
    first: dict[str, str], second: dict[str, str], expected: list[tuple[int, str, str]], tmp_path: Path, vocabulary: Vocabulary
) -> None:
    paths = [tiny(tmp_path, "one", **first), tiny(tmp_path, "two", **second)]
    if not expected:
        assert len(load_cases(paths, vocabulary)) == 2
        return
    assert faults(paths, vocabulary) == [
        (
            "two.yaml",
            line,
            field,
            problem.format(one=paths[0]),
            "use one description in both" if "described" in problem else "use another key",
        )
        for line, field, problem in expected
    ]


def test_bodies_tied_between_cases(tmp_path: Path, vocabulary: Vocabulary) -> None:
    one = tiny(tmp_path, "one", more="same_bodies: [{body: b, other: two/b, reason: 同名}]")
    two = tiny(tmp_path, "two")
    assert len(load_cases([one, two], vocabulary)) == 2
    found = faults([one], vocabulary)
    assert found == [("one.yaml", 8, "same_bodies[0].other", "the cases loaded have no body 'two/b'", "did you mean one/b?")]


def paths_into(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:  # noqa: ANN401 - plain YAML values
    """Return the path of every value in a plain YAML value."""
    steps = list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    return [path, *(deeper for step, inner in steps for deeper in paths_into(inner, (*path, step)))]


def put(at: Any, path: tuple[Any, ...], value: object) -> None:  # noqa: ANN401 - plain YAML values
    """Replace the value at this path, unless an earlier change took the way there."""
    step, deeper = path[0], path[1:]
    if not (isinstance(at, dict) and step in at) and not (isinstance(at, list) and isinstance(step, int) and step < len(at)):
        return
    if deeper:
        put(at[step], deeper, value)
    else:
        at[step] = value


DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
SMALL = yaml.safe_load((HERE / "two_streets.yaml").read_text(encoding="utf-8"))
WORDS = st.sampled_from(
    ["shuangxi", "one-net", "party", "size", "stated", "two-streets", "key", "zh", "range", "2030", "b/../c", "<b>", "\U0001f600"]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=30)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(max_size=8), inner, max_size=3), max_leaves=6
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.sampled_from(paths_into(SMALL)), VALUES), min_size=1, max_size=3))
def test_any_value_anywhere_is_loaded_or_refused(
    changes: list[tuple[tuple[str | int, ...], Any]], tmp_path: Path, ontology: Ontology
) -> None:
    changed: dict[str, Any] = {"": deepcopy(SMALL)}
    for path, value in changes:
        put(changed, ("", *path), deepcopy(value))
    path_of_case = tmp_path / "case.yaml"
    path_of_case.write_text(yaml.dump(changed[""], Dumper=DUMPER, allow_unicode=True), encoding="utf-8")
    try:
        loaded = load_cases([path_of_case], ontology.vocabulary)
    except InputError as error:
        assert error.faults == tuple(sorted(error.faults))
        assert all(fault.problem and fault.remedy and str(fault).isprintable() for fault in error.faults)
    else:
        assert len(build_dataset((one.case for one in loaded), ontology)) > 0


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.integers(min_value=0),
    length=st.integers(min_value=0, max_value=40),
    junk=st.binary(max_size=12) | st.text(max_size=6).map(str.encode),
)
def test_any_bytes_anywhere_are_loaded_or_refused(start: int, length: int, junk: bytes, tmp_path: Path, vocabulary: Vocabulary) -> None:
    data = (HERE / "two_streets.yaml").read_bytes()
    start %= len(data)
    path = tmp_path / "case.yaml"
    path.write_bytes(data[:start] + junk + data[start + length :])
    try:
        load_cases([path], vocabulary)
    except InputError as error:
        assert error.faults and all(str(fault).startswith(str(path)) for fault in error.faults)

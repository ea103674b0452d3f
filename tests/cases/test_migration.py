"""Cases of an earlier version come over: every figure under the field of its role, comments and layout kept, old data recognized."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

import cengji as package
from cengji.cases.migration import migrate
from cengji.cases.tree import read_tree
from cengji.core.errors import CengjiWarning
from tests.cases.command import HERE, cengji

FIGURES = """
    figures:
      - {key: money, role: input}
      - {key: staff, role: input}
      - {key: solved, role: result}
      - {key: after, role: changeTo}
      - {key: before, role: changeFrom}
      - {key: grids}
    """


def migrated(entries: str) -> tuple[str, list[tuple[int, str, str]]]:
    found = migrate(dedent(entries) + dedent(FIGURES), "old.yaml")
    return found.text.removesuffix(dedent(FIGURES)), list(found.changes)


def test_each_figure_goes_where_its_role_says_and_all_else_stays() -> None:
    text, changes = migrated("""\
        measures:
          # one
          - key: a
            results: [money, solved, grids, before,
                      after]
            figures: staff   # never moved by hand

          - {key: b, results: solved}
        """)
    assert changes[:2] == [
        (4, "measures[0].results", "before goes under figures"),
        (4, "measures[0].results", "grids goes under figures"),
    ]
    assert read_tree(text.encode(), "new").value["measures"][0] == {
        "key": "a", "inputs": ["money", "staff"], "results": ["solved", "after"], "figures": ["grids", "before"],
    }  # fmt: skip
    assert "# one" in text
    assert "# never moved by hand" in text


def test_lines_of_a_block_are_replaced_in_place() -> None:
    text, _ = migrated("""\
        measures:
          - key: a   # first
            results:
              - grids
              - solved
            generic: x
        events:
          - key: e
            figures: [solved, grids]
            kind: y
        """)
    assert text == dedent("""\
        measures:
          - key: a   # first
            results: [solved]
            figures: [grids]
            generic: x
        events:
          - key: e
            results: [solved]
            figures: [grids]
            kind: y
        """)


@pytest.mark.parametrize(
    "entry",
    [
        "{key: a, results: [solved, unknown, 3]}",  # what is no figure of the case is for the loader to refuse
        "{key: a, figures: [solved, before]}",  # of a measure: how the document counts it
        "{key: a, inputs: money, results: after, figures: grids}",
        "text",
    ],
)
def test_what_is_right_or_not_known_stays(entry: str) -> None:
    text = f"measures: [{entry}]\n"
    assert migrated(text) == (text, [])


def test_a_case_of_before_is_accepted_once_it_is_migrated(tmp_path: Path) -> None:
    now = (HERE / "two_streets.yaml").read_text(encoding="utf-8")
    path = tmp_path / "old.yaml"
    path.write_text(now.replace("results: satisfaction", "results: [satisfaction, streets-3]"), encoding="utf-8")
    assert "role-against-field" in cengji("check", "--cases", path, "--only").stderr

    done = cengji("case", "migrate", path)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, f"{path}: 1 changed")
    assert f"{path}:108: measures[1].results: streets-3 goes under figures" in done.stderr
    assert "role-against-field" not in cengji("check", "--cases", path, "--only").stderr
    assert cengji("case", "migrate", path).stderr == f"{path}: 0 changed\n"


def test_data_of_an_older_build_are_recognized(tmp_path: Path) -> None:
    data = tmp_path / "graph.ttl"
    data.write_text(
        """@prefix cj: <https://w3id.org/cengji/ontology#> . @prefix role: <https://w3id.org/cengji/scheme/role/> .
        <urn:m> a cj:Measure ; cj:inCase <urn:c> ; cj:resultedIn <urn:f> . <urn:c> a cj:Case . <urn:f> cj:role role:stock .""",
        encoding="utf-8",
    )
    with pytest.warns(CengjiWarning, match="graph.ttl was built by an older version.*cengji case migrate"):
        package.open(data=data)
    with pytest.warns(CengjiWarning, match="older version"):
        package.open(data=data, store=tmp_path / "store")
    with pytest.warns(CengjiWarning, match="store was built by an older version"):
        package.open(store=tmp_path / "store")

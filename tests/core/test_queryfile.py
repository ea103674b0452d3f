"""A query file: its header is read whole, every fault of it is told at once, and only marked rows are filled."""

from __future__ import annotations

from pathlib import Path

import pytest

from cengji.core.errors import InputError
from cengji.core.queryfile import Column, Parameter, QueryFile, read_query_file

GOOD = """\
# question(zh): 谁在何处?
# question(en): Who is where,
# question(en): and since when?
# param: ?place iri optional   only there
# param: ?name text(zh) required
# columns: ?who iri | ?since date optional
# rows: 0..n, one a person; order ?who
PREFIX ex: <http://example.org/>
SELECT DISTINCT ?who ?since
WHERE {
  VALUES ?place { UNDEF }  # param
  VALUES ?name { "甲" }  # param
  VALUES ?other { 1 }
  ?who ex:in ?place ; ex:name ?name .
}
ORDER BY ?who
"""


def read(tmp_path: Path, text: str, name: str = "folder/people.rq") -> QueryFile:
    """Write the text to a file and read it as a query."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return read_query_file(path, tmp_path)


def faults_of(tmp_path: Path, text: str) -> list[tuple[int, str, str]]:
    """Return line, field and problem of each fault."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    return [(fault.line, fault.field, fault.problem) for fault in caught.value.faults]


def test_header_is_read_whole(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD) == QueryFile(
        name="folder/people",
        text=GOOD,
        columns=(Column("who", "iri", optional=False), Column("since", "date", optional=True)),
        parameters=(
            Parameter("place", "iri", required=False, note="only there", default="UNDEF"),
            Parameter("name", "text(zh)", required=True, note="", default='"甲"'),
        ),
        texts={
            ("question", "zh"): "谁在何处?",
            ("question", "en"): "Who is where, and since when?",
            ("columns", ""): "?who iri | ?since date optional",
            ("rows", ""): "0..n, one a person; order ?who",
        },
    )


def test_all_faults_of_a_header_are_told_at_once(tmp_path: Path) -> None:
    text = """\
# param: ?place colour optional
# param: ?nobody iri optional
# param: ?place iri perhaps
# columns: ?who iri | ?when date
SELECT ?who ?since
WHERE { ?who ?p ?since .
  VALUES ?place { UNDEF }  # param
}
"""
    assert faults_of(tmp_path, text) == [
        (0, "columns", "the columns line names ['who', 'when'], SELECT gives ['who', 'since']"),
        (0, "param", "?place is marked but not described"),
        (0, "question(en)", "is missing"),
        (0, "question(zh)", "is missing"),
        (1, "param", "is no parameter of this query: ?place colour optional"),
        (2, "param", "is no parameter of this query: ?nobody iri optional"),
        (3, "param", "is no parameter of this query: ?place iri perhaps"),
    ]


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ("?who iri | ?since colour", "is no column: ?since colour"),
        ("?who iri | since date", "is no column: since date"),
        ("?since date | ?who iri", "the columns line names ['since', 'who'], SELECT gives ['who', 'since']"),
        ("?who iri", "the columns line names ['who'], SELECT gives ['who', 'since']"),
    ],
)
def test_columns_are_held_against_the_select(tmp_path: Path, columns: str, problem: str) -> None:
    text = GOOD.replace("?who iri | ?since date optional", columns)
    assert faults_of(tmp_path, text) == [(0, "columns", problem)]


def test_header_ends_at_the_first_line_of_the_query(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD + "# rows: never read\n").header("rows") == "0..n, one a person; order ?who"


def test_what_a_file_does_not_say_is_empty(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD).header("severity") == ""


def test_nothing_filled_is_the_file_itself(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD).fill({}) == GOOD


def test_only_the_marked_row_of_that_name_is_filled(tmp_path: Path) -> None:
    query = read(tmp_path, GOOD)
    assert query.fill({"place": "<http://example.org/x>"}) == GOOD.replace("{ UNDEF }", "{ <http://example.org/x> }")
    assert query.fill({"other": "2", "absent": "3"}) == GOOD


@pytest.mark.parametrize(
    ("term", "written"),
    [
        (r'"a\\b"', r'"a\\b"'),
        (r'"\\u0022"', r'"\\\U000000750022"'),
        (r'"\\\\Ux"', r'"\\\\\U00000055x"'),
        (r'"\u000022"', r'"\U0000000022"'),
        (r'"\"\n\g<0>"', r'"\"\n\g<0>"'),
    ],
)
def test_escapes_are_such_that_engines_agree(tmp_path: Path, term: str, written: str) -> None:
    assert read(tmp_path, GOOD).fill({"name": term}) == GOOD.replace('"甲"', written)

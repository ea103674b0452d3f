"""A table in Python: rows read when asked for, plain values, data frames, a notebook's view."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pyoxigraph as ox
import pytest

import cengji
from cengji.core.errors import UnavailableError, UsageError
from cengji.core.lazy import lazy_module
from cengji.core.namespaces import PREFIXES
from cengji.dataset import Dataset
from cengji.query import Table, frames
from cengji.query.frames import pandas_frame, polars_frame
from cengji.query.names import Names
from cengji.query.values import Value, typed_value

XSD = PREFIXES["xsd"]
SHOP, OTHER = ox.NamedNode("https://a.example/shop?a=1&b=2"), ox.NamedNode("urn:other")


def literal(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


class Named(Names):
    """Names of data that call the shop so."""

    def __init__(self) -> None:
        super().__init__(Dataset(()))

    def labels(self, iris: Iterable[str], language: str = "zh") -> dict[str, ox.Literal]:
        return {SHOP.value: ox.Literal("店<b>", language=language)} if SHOP.value in set(iris) else {}


@pytest.fixture
def table() -> Table:
    """Two rows: every kind of value, and an unbound cell."""
    return Table(
        ["thing", "label", "size", "since", "class"],
        [
            (SHOP, ox.Literal("网<格>", language="zh"), literal("6600", "integer"), literal("2021-03-22", "date"), None),
            (OTHER, None, None, None, None),
        ],
    )


def test_rows_are_read_when_asked_for() -> None:
    read: list[int] = []

    def rows() -> object:
        for number in range(3):
            read.append(number)
            yield (ox.Literal(number),)

    table = Table(["n"], rows())  # type: ignore[arg-type]
    assert read == []
    assert table
    assert read == [0]
    first, second = iter(table), iter(table)
    assert [next(first), next(second), next(second)] == [(ox.Literal(0),), (ox.Literal(0),), (ox.Literal(1),)]
    assert (read, repr(table)) == ([0, 1], '<Table of n; 2 rows read; try ["n"], [0], .typed(), .to_pandas()>')
    assert (len(table), read, list(table) == list(table.rows)) == (3, [0, 1, 2], True)


def test_no_rows_are_false() -> None:
    table = Table(["n"], [])
    assert (bool(table), len(table), table.rows, list(table.typed())) == (False, 0, (), [])


def test_rows_of_the_engine_take_names_and_places(dataset: Dataset) -> None:
    table = Table.of(dataset.select('SELECT ?a ?b { VALUES (?a ?b) { (1 "x") (2 UNDEF) } } ORDER BY ?a'))
    assert table.columns == ("a", "b")
    assert [(row["a"], row[1]) for row in table] == [(ox.Literal(1), ox.Literal("x")), (ox.Literal(2), None)]
    assert [number for number, _ in table] == [ox.Literal(1), ox.Literal(2)]
    assert list(table.texts()) == [("1", "x"), ("2", "")]
    assert table.rows == ((ox.Literal(1), ox.Literal("x")), (ox.Literal(2), None))


def test_tables_are_equal_by_columns_and_rows(table: Table) -> None:
    assert table == Table(table.columns, table.rows)
    assert table != Table([*table.columns[:-1], "other"], table.rows)
    assert table != Table(table.columns, table.rows[::-1])


def test_typed_rows_have_the_columns_as_fields(table: Table) -> None:
    first, second = table.typed()
    assert (first.thing, first.label, first.size, first.since) == (SHOP.value, "网<格>", 6600, date(2021, 3, 22))
    assert tuple(second) == ("urn:other", None, None, None, None)
    assert first._fields == ("thing", "label", "size", "since", "_4")


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (None, None),
        (SHOP, SHOP.value),
        (ox.BlankNode("b"), "b"),
        (ox.Triple(OTHER, OTHER, OTHER), "<urn:other> <urn:other> <urn:other>"),
        (ox.Literal("7"), "7"),
        (ox.Literal("甲", language="zh"), "甲"),
        (literal("007", "integer"), 7),
        (literal("5", "nonNegativeInteger"), 5),
        (literal("76.90", "decimal"), Decimal("76.90")),
        (literal("1e3", "double"), 1000.0),
        (literal("true", "boolean"), True),
        (literal("0", "boolean"), False),
        (literal("2021-03-22", "date"), date(2021, 3, 22)),
        (literal("2021-03-22Z", "date"), "2021-03-22Z"),
        (literal("-0044-03-15", "date"), "-0044-03-15"),
        (literal("--11-16", "gMonthDay"), "--11-16"),
        (literal("2021", "gYear"), "2021"),
        (literal("many", "integer"), "many"),
        (literal("1" * 5000, "integer"), "1" * 5000),
        (literal("x", "decimal"), "x"),
        (literal("yes", "boolean"), "yes"),
    ],
)  # fmt: skip
def test_a_term_becomes_a_plain_value(term: object, value: Value) -> None:
    given = typed_value(term)
    assert (given, type(given)) == (value, type(value))


def test_brackets_take_rows_columns_cells_and_parts(table: Table) -> None:
    assert table["size"] == [6600, None]
    assert (table[0].label, table[-1].thing) == ("网<格>", "urn:other")
    assert table[0, "since"] == date(2021, 3, 22)
    assert table[1:] == Table(table.columns, table.rows[1:])
    assert table[["label", "thing"]].rows == tuple((row[1], row[0]) for row in table.rows)
    with pytest.raises(IndexError):
        table[2]
    for key, message in (("labl", "there is no column 'labl'; did you mean 'label'?"), (["x"], "there is no column 'x'; there are: ")):
        with pytest.raises(UsageError) as caught:
            table[key]  # type: ignore[call-overload]
        assert str(caught.value).startswith(message)


FRAMED = {
    "integers": ([1, None, 2**63 - 1], "Int64", "Int64"),
    "huge": ([1, None, 2**63], "object", "String"),
    "decimals": ([Decimal("76.5"), None, 2800], "float64", "Float64"),
    "fine": ([Decimal("0.1"), Decimal("0.12345678901234567890")], "object", "String"),
    "doubles": ([0.1, 1e300, 2], "float64", "Float64"),
    "truths": ([True, None, False], "boolean", "Boolean"),
    "dates": ([date(2021, 3, 22), None], "object", "Date"),
    "texts": (["7", None], "object", "String"),
    "mixed": ([1, "x", None], "object", "String"),
    "unbound": ([None, None], "object", "Null"),
}


@pytest.mark.parametrize(("values", "pandas", "polars"), FRAMED.values(), ids=FRAMED)
def test_frames_hold_numbers_as_numbers_unless_one_would_change(values: list[Value], pandas: str, polars: str) -> None:
    frame = pandas_frame({"v": values})
    assert str(frame["v"].dtype) == pandas
    assert [None if value is None else frame["v"][place] for place, value in enumerate(values)] == values
    assert polars_frame({"v": values}).schema == {"v": getattr(pl, polars)}
    read = polars_frame({"v": values})["v"].to_list()
    assert read == ([None if value is None else str(value) for value in values] if polars == "String" else values)


def test_frames_of_answers_can_be_counted_with(dataset: Dataset) -> None:
    graph = cengji.Graph(dataset)
    figures = graph.query("figures", case="gusu")
    frame = figures.to_pandas(labels="zh", evidence=True)
    assert frame["value"].describe()["count"] == len([value for value in figures["value"] if value is not None]) > 20
    assert list(frame["start"]) == figures["start"]
    assert set(frame["case_label"]) == {"姑苏区"}
    assert list(frame.columns[-2:]) == ["evidence_document", "evidence_characters"]
    assert figures.to_polars(labels="en").columns == figures.with_labels("en").to_pandas().columns.tolist()
    assert list(Table(["a", "b"], []).to_pandas().columns) == Table(["a", "b"], []).to_polars().columns == ["a", "b"]
    with pytest.raises(UsageError, match="does not know the data"):
        Table(["a"], []).to_pandas(labels="zh")


def test_csv_is_exact_or_for_spreadsheets(tmp_path: Path) -> None:
    table = Table(["v"], [(literal("76.90", "decimal"),), (ox.Literal("=1"),), (None,)])
    assert table.to_csv() == "v\r\n76.90\r\n=1\r\n\r\n"
    assert table.to_csv(tmp_path / "a.csv", excel=True).splitlines()[-2:] == ['"\'=1"', '""']
    assert (tmp_path / "a.csv").read_bytes().decode() == table.to_csv(excel=True)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_library_is_named_with_its_remedy(table: Table, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.setattr(frames, {"pandas": "pd", "polars": "pl"}[library], lazy_module(library, extra="frames"))
    with pytest.raises(UnavailableError) as caught:
        getattr(table, f"to_{library}")()
    assert str(caught.value) == f"{library} is not installed: pip install 'cengji[frames]' brings it"


def test_a_notebook_shows_labels_and_no_more_than_text() -> None:
    hostile = ox.Literal('<script>"&\u202ex\n')
    table = Table(["<t>", "n"], [(SHOP, literal("-1", "integer")), (OTHER, hostile)], names=Named())
    assert table._repr_html_() == (
        "<table>\n<thead><tr><th>&lt;t&gt;</th><th>n</th></tr></thead>\n<tbody>\n"
        '<tr><td><a href="https://a.example/shop?a=1&amp;b=2" title="https://a.example/shop?a=1&amp;b=2">'
        '店&lt;b&gt;</a></td><td class="n">-1</td></tr>\n'
        "<tr><td>urn:other</td><td>&lt;script&gt;&quot;&amp;\N{REPLACEMENT CHARACTER}x<br></td></tr>\n"
        "</tbody>\n</table>\n"
    )


def test_a_notebook_shows_the_first_rows_only() -> None:
    shown = Table(["n"], [(ox.Literal(number),) for number in range(101)])._repr_html_()
    assert shown.count("<tr>") == 1 + 100
    assert shown.endswith("<p>the first 100 rows; there are more</p>\n")
    assert "more" not in Table(["n"], [(ox.Literal(number),) for number in range(100)])._repr_html_()


def test_no_link_leads_to_a_script() -> None:
    shown = Table(["x"], [(ox.NamedNode("javascript:alert(1)"),)])._repr_html_()
    assert "<td>javascript:alert(1)</td>" in shown

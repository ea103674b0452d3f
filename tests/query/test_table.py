"""A table in Python: rows read when asked for, plain values, data frames, a notebook's view."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest

from cengji.core.errors import UnavailableError
from cengji.core.namespaces import PREFIXES
from cengji.dataset import Dataset
from cengji.query import Table
from cengji.query.values import Value, typed_value

XSD = PREFIXES["xsd"]
SHOP, OTHER = ox.NamedNode("https://a.example/shop?a=1&b=2"), ox.NamedNode("urn:other")


def literal(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


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
    assert (read, repr(table)) == ([0, 1], "<Table of n; 2 rows read>")
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


def test_pandas_gets_plain_values(table: Table) -> None:
    frame = table.to_pandas()
    assert list(frame.columns) == list(table.columns)
    assert frame["size"][0] == 6600
    assert frame["since"][0] == date(2021, 3, 22)
    assert list(frame["thing"]) == [SHOP.value, "urn:other"]
    assert list(Table(["a", "b"], []).to_pandas().columns) == ["a", "b"]


def test_polars_gets_plain_values(table: Table) -> None:
    frame = table.to_polars()
    assert frame.columns == list(table.columns)
    assert frame.rows() == [tuple(row) for row in table.typed()]
    assert frame["size"].dtype.is_integer()
    mixed = Table(["v"], [(ox.Literal(1),), (ox.Literal("x"),), (None,)]).to_polars()
    assert mixed["v"].to_list() == ["1", "x", None]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_library_is_named_with_its_remedy(table: Table, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UnavailableError) as caught:
        getattr(table, f"to_{library}")()
    assert str(caught.value) == f"{library} is not installed: pip install 'cengji[frames]' brings it"


def test_a_notebook_shows_labels_and_no_more_than_text() -> None:
    hostile = ox.Literal('<script>"&\u202ex\n')
    table = Table(["<t>", "n"], [(SHOP, literal("-1", "integer")), (OTHER, hostile)], labels=lambda _: {SHOP.value: ox.Literal("店<b>")})
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

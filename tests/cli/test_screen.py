"""Answers on the screen: what stands where, at widths that just fit and just do not."""

from __future__ import annotations

import click
import pyoxigraph as ox

from cengji.cli.screen import listed, rendered
from cengji.core.namespaces import CASE, ID, SCHEME
from cengji.query import Table

NARROW = [["a", "b" * 10], ["cc", "d" * 10]]
WORDS = "街道党工委/社区党委 网格-党支部楼栋党小组"


def table(columns: str, rows: list[list[str]]) -> Table:
    """Return a table of IRIs and texts; an empty text is an unbound cell."""

    def term(cell: str) -> ox.NamedNode | ox.Literal | None:
        is_iri = cell.startswith((ID, CASE, SCHEME)) and "|" not in cell
        return ox.NamedNode(cell) if is_iri else ox.Literal(cell) if cell else None

    return Table(columns.split(), [[term(cell) for cell in row] for row in rows])


def lines(answer: Table, width: int) -> list[str]:
    return [click.unstyle(line) for line in rendered(answer, width)]


def test_no_rows() -> None:
    assert lines(table("a b", []), 80) == ["no rows"]


def test_what_fits_stands_in_columns() -> None:
    columns = ["key  name", "a    bbbbbbbbbb", "cc   dddddddddd"]
    blocks = ["key a", "name  bbbbbbbbbb", "", "key cc", "name  dddddddddd", ""]
    assert lines(table("key name", NARROW), 15) == columns
    assert lines(table("key name", NARROW), 14) == blocks


def test_names_of_columns_are_bold() -> None:
    assert next(rendered(table("key name", NARROW), 80)) == click.style("key  name", bold=True)


def test_shared_values_and_doubled_and_empty_columns() -> None:
    rows = [[CASE + "gusu", ID + "gusu/group/a", "社区党委", "168", ""], [CASE + "gusu", ID + "gusu/group/b", "网格支部", "-3.5", ""]]
    answer = table("case thing thing_label n empty", rows)
    assert lines(answer, 80) == ["case  gusu", "", "thing_label     n", "社区党委      168", "网格支部     -3.5"]
    assert lines(table("case n", [[CASE + "gusu", "7"]] * 2), 80) == ["case  gusu", "n     7"]
    unnamed = table("thing thing_label", [[ID + "gusu/group/a", "社区党委"], [ID + "gusu/group/b", ""]])
    assert lines(unnamed, 80) == ["thing         thing_label", "gusu/group/a  社区党委", "gusu/group/b"]
    assert lines(table("case thing n", [[*rows[0][:2], "7"]]), 80) == ["case  thing    n", "gusu  group/a  7"]


def test_numbers_stand_at_the_right_and_words_at_the_left() -> None:
    answer = table("n word", [["1", "7"], ["100", "x"], ["", "y"]])
    assert lines(answer, 80) == ["  n  word", "  1  7", "100  x", "     y"]


def test_iris_are_shortened_by_what_the_row_and_the_column_say() -> None:
    row = [CASE + "gusu", ID + "gusu/group/a", ID + "other/group/b", f"{ID}gusu/body/c|{ID}gusu/body/d", SCHEME + "tier/area", "x\x1b"]
    assert lines(table("case group seat aliases common_tier text", [row]), 200) == [
        "case  group  seat           aliases                  common_tier  text",
        "gusu  a      other/group/b  gusu/body/c|gusu/body/d  area         x�",
    ]


def long_rows() -> Table:
    return table("case place label", [[CASE + case, str(n), f"{case}{n} {WORDS}"] for case in ("one", "two") for n in (1, 2)])


def test_rows_that_do_not_fit_are_grouped_by_their_first_column() -> None:
    rows = [f"{case}       {n}  {case}{n} {WORDS}" for case in ("one", "two") for n in (1, 2)]
    assert lines(long_rows(), 59) == ["case  place  label", *rows]
    groups = [[f"case {case}", "place  label", f"    1  {case}1 {WORDS}", f"    2  {case}2 {WORDS}", ""] for case in ("one", "two")]
    assert lines(long_rows(), 58) == [*groups[0], *groups[1]]


def test_wide_columns_are_wrapped_where_words_end_else_where_they_are_full() -> None:
    assert lines(long_rows(), 30)[2:5] == [
        "    1  one1 街道党工委/",
        "       社区党委 网格-",
        "       党支部楼栋党小组",
    ]
    assert lines(long_rows(), 19)[2:8] == [
        "    1  one1",
        "       街道党工委/",
        "       社区党委",
        "       网格-",
        "       党支部楼栋党",
        "       小组",
    ]


def test_names_of_columns_are_broken_behind_an_underscore() -> None:
    told = lines(table("a effective_tier_rank", [["x" * 9, "1"], ["y" * 9, "2"]]), 24)
    assert told[:3] == ["a             effective_", "               tier_rank", "xxxxxxxxx              1"]


def test_where_columns_get_too_narrow_each_gets_a_line() -> None:
    assert lines(long_rows(), 18)[:4] == ["case one", "place  1", "label  one1", "       街道党工委/"]
    assert lines(long_rows(), 18)[7:11] == ["       小组", "", "place  2", "label  one2"]
    alone = table("only", [[WORDS + "1"], [WORDS + "2"]])
    assert lines(alone, 20)[5:] == [
        "only  街道党工委/",
        "      社区党委 网格-",
        "      党支部楼栋党小",
        "      组2",
        "",
    ]


def test_a_list_of_names_is_wrapped_at_the_right() -> None:
    pairs = [("name", "what it means, at some length"), ("longer", "x")]
    assert [click.unstyle(line) for line in listed(pairs, 24)] == ["name    what it means,", "        at some length", "longer  x"]
    assert next(iter(listed(pairs, 80))).startswith(click.style("name", bold=True))
    assert [click.unstyle(line) for line in listed([("k", "aaaaa bbbbbb cc")], 15)] == ["k  aaaaa bbbbbb", "   cc"]
    assert [click.unstyle(line) for line in listed([("k", "甲乙丙丁戊己庚辛")], 15)] == ["k  甲乙丙丁戊己", "   庚辛"]

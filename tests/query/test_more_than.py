"""More than a threshold: certainly, possibly, not or unknown, for every comparator and around every bound.

The table is worked out by hand from the rule: x > t is certain iff lower > t, or lower = t and exclusive;
no iff upper ≤ t; else possible; without a figure unknown.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

import pyoxigraph as ox
import pytest

from cengji.core.namespaces import CASE, CJ, ID, PREFIXES, SCHEME
from cengji.dataset import Dataset
from cengji.query import Catalogue
from tests.query.engines import Row, oxigraph_rows, rows_of_both

A: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
LABEL: Final = ox.NamedNode(PREFIXES["skos"] + "prefLabel")
NOTATION: Final = ox.NamedNode(PREFIXES["skos"] + "notation")
BROADER: Final = ox.NamedNode(PREFIXES["skos"] + "broader")
UNIT: Final = ox.NamedNode(PREFIXES["qudt"] + "hasUnit")
DECIMAL: Final = ox.NamedNode(PREFIXES["xsd"] + "decimal")


class Interval(NamedTuple):
    """Certain bounds; None is an open end. ``answers`` are those at 89, 90, 91, 99, 100, 101, 109, 110 and 111."""

    lower: int | None
    lower_inclusive: bool
    upper: int | None
    upper_inclusive: bool
    answers: str
    direction: str | None = None


THRESHOLDS: Final = (89, 90, 91, 99, 100, 101, 109, 110, 111)
ANSWERS: Final = {"c": "certain", "p": "possible", "n": "no"}
INTERVALS: Final = {
    "exact": Interval(100, True, 100, True, "ccccnnnnn"),
    "exact-rounded": Interval(90, False, 110, False, "ccppppp" + "nn"),
    "exact-clipped-below": Interval(90, True, 110, False, "cpppppp" + "nn"),
    "exact-clipped-above": Interval(90, False, 100, True, "ccpp" + "nnnnn"),
    "more-than": Interval(100, False, None, False, "ccccc" + "pppp"),
    "at-least": Interval(100, True, None, False, "cccc" + "ppppp"),
    "nearly": Interval(None, False, 100, False, "pppp" + "nnnnn"),
    "less-than": Interval(None, False, 100, False, "pppp" + "nnnnn"),
    "at-most": Interval(None, False, 100, True, "pppp" + "nnnnn"),
    "range": Interval(90, True, 110, True, "cpppppp" + "nn"),
    "approximately": Interval(None, False, None, False, "ppppppppp"),
    "increase": Interval(100, True, 100, True, "ccccnnnnn", "increase"),
    "decrease": Interval(100, True, 100, True, "nnnnnnnnn", "decrease"),
    "decrease-more-than": Interval(100, False, None, False, "nnnnnnnnn", "decrease"),
    "decrease-nearly": Interval(None, False, 100, False, "ppppppppp", "decrease"),
}


def cj(name: str) -> ox.NamedNode:
    """Return a term of the ontology."""
    return ox.NamedNode(CJ + name)


def figure(case: str, interval: Interval, *, role: str = "stock", indicator: str = "narrower") -> list[ox.Quad]:
    """Return a case with one figure that has these bounds."""
    graph = ox.NamedNode(CASE + case)
    node, about = ox.NamedNode(f"{ID}{case}/figure/f"), ox.NamedNode(f"{ID}{case}/group/g")
    pairs: list[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]] = [
        (graph, A, cj("Case")),
        (about, LABEL, ox.Literal("组", language="zh")),
        (about, LABEL, ox.Literal("group", language="en")),
        (node, cj("indicator"), ox.NamedNode(f"{SCHEME}indicator/{indicator}")),
        (node, cj("inCase"), graph),
        (node, cj("atPlace"), ox.NamedNode(ID + "place/p")),
        (node, cj("about"), about),
        (node, cj("asWritten"), ox.Literal(case)),
        (node, UNIT, ox.NamedNode(f"{SCHEME}unit/{'year' if case == 'range' else 'item'}")),
        (node, cj("role"), ox.NamedNode(f"{SCHEME}role/{role}")),
    ]
    for name, bound, inclusive in (
        ("lower", interval.lower, interval.lower_inclusive),
        ("upper", interval.upper, interval.upper_inclusive),
    ):
        if bound is not None:
            pairs.append((node, cj(f"{name}Bound"), ox.Literal(str(bound), datatype=DECIMAL)))
            pairs.append((node, cj(f"{name}Inclusive"), ox.Literal(inclusive)))
    if interval.direction:
        pairs.append((node, cj("direction"), ox.NamedNode(f"{SCHEME}direction/{interval.direction}")))
    return [ox.Quad(*pair, graph) for pair in pairs]


@pytest.fixture(scope="module")
def figures() -> Dataset:
    """One case an interval, and cases whose figures do not count."""
    quads = [quad for case, interval in INTERVALS.items() for quad in figure(case, interval)]
    schemes = ox.NamedNode("urn:schemes")
    for role in ("stock", "design", "target", "threshold"):
        quads.append(ox.Quad(ox.NamedNode(f"{SCHEME}role/{role}"), NOTATION, ox.Literal(role), schemes))
        if role != "stock":
            quads += figure(f"without-{role}", INTERVALS["exact"], role=role)
    quads += figure("without-other", INTERVALS["exact"], indicator="other")
    narrower, asked = (ox.NamedNode(f"{SCHEME}indicator/{key}") for key in ("narrower", "asked"))
    return Dataset([*quads, ox.Quad(narrower, BROADER, asked, schemes)])


def answers(rows: list[Row]) -> dict[str, str]:
    """Return the answer by case."""
    assert len({row[0] for row in rows}) == len(rows), "one row a case"
    return {str(row[0])[1:-1].removeprefix(CASE): str(row[1]).split("'")[1] for row in rows}


def asked(threshold: Decimal) -> str:
    """Fill the query of the library."""
    terms = {
        "indicator": str(ox.NamedNode(SCHEME + "indicator/asked")),
        "threshold": str(ox.Literal(f"{threshold:f}", datatype=DECIMAL)),
    }
    return Catalogue()["more-than"].fill(terms)


@pytest.mark.parametrize("place", range(len(THRESHOLDS)), ids=[str(threshold) for threshold in THRESHOLDS])
def test_answers_are_those_worked_out_by_hand(figures: Dataset, place: int) -> None:
    rows = oxigraph_rows(figures, asked(Decimal(THRESHOLDS[place])))
    expected = {case: ANSWERS[interval.answers[place]] for case, interval in INTERVALS.items()}
    expected |= dict.fromkeys(("without-design", "without-target", "without-threshold", "without-other"), "unknown")
    assert answers(rows) == expected


@pytest.mark.parametrize(
    ("threshold", "exact", "more", "nearly"),
    [(-101, "certain", "possible", "certain"), (-100, "no", "no", "certain"), (-99, "no", "no", "possible")],
)
def test_a_decrease_is_a_change_below_zero(figures: Dataset, threshold: int, exact: str, more: str, nearly: str) -> None:
    found = answers(oxigraph_rows(figures, asked(Decimal(threshold))))
    assert (found["decrease"], found["decrease-more-than"], found["decrease-nearly"]) == (exact, more, nearly)


@pytest.mark.parametrize("threshold", [90, 100, 110])
def test_both_engines_give_the_same_around_a_bound(figures: Dataset, threshold: int) -> None:
    assert len(rows_of_both(figures, asked(Decimal(threshold)))) > len(INTERVALS)


def test_a_unit_leaves_figures_in_others_out(figures: Dataset) -> None:
    unit = {"indicator": f"<{SCHEME}indicator/asked>", "unit": f"<{SCHEME}unit/item>"}
    rows = rows_of_both(figures, Catalogue()["more-than"].fill(unit))
    found = answers(rows)
    assert (found["exact"], found["range"]) == ("no", "unknown")
    assert {row[10] for row in rows} == {unit["unit"], None}
    assert {row[11] is None for row in rows if row[2]} == {False}, "a number has its role beside it"


def test_threshold_may_have_decimals(figures: Dataset) -> None:
    found = answers(oxigraph_rows(figures, asked(Decimal("99.999"))))
    assert (found["exact"], found["at-least"], found["nearly"], found["range"]) == ("certain", "certain", "possible", "possible")


def test_each_answer_list_is_complete() -> None:
    assert {len(interval.answers) for interval in INTERVALS.values()} == {len(THRESHOLDS)}

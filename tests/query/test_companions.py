"""Labels and evidence beside an answer."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from cengji.core.errors import UsageError
from cengji.dataset import Dataset
from cengji.query import Catalogue, Table, answer
from cengji.query.companions import add_both_labels, add_evidence, add_labels
from cengji.query.names import Names

CASE = "https://w3id.org/cengji/case/"


def asked(dataset: Dataset, text: str) -> Table:
    """Return the answer to a SELECT."""
    return Table.of(dataset.select(text))


@pytest.mark.parametrize(
    ("language", "label"), [("zh", ox.Literal("姑苏区", language="zh")), ("en", ox.Literal("Gusu District", language="en"))]
)
def test_a_label_stands_beside_its_iri(dataset: Dataset, language: str, label: ox.Literal) -> None:
    table = asked(dataset, f"SELECT ?n ?case ?no {{ VALUES (?n ?case ?no) {{ (1 <{CASE}gusu> <urn:x>) (2 <urn:y> UNDEF) }} }} ORDER BY ?n")
    labelled = add_labels(table, Names(dataset), language)
    assert labelled.columns == ("n", "case", "case_label", "no")
    assert labelled.rows == (
        (ox.Literal(1), ox.NamedNode(f"{CASE}gusu"), label, ox.NamedNode("urn:x")),
        (ox.Literal(2), ox.NamedNode("urn:y"), None, None),
    )


def test_both_labels_stand_beside_one_iri_and_several() -> None:
    data = Dataset(
        ox.Quad(ox.NamedNode(f"urn:x://{key}"), ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), label, ox.NamedNode("urn:g"))
        for key, label in [
            ("a", ox.Literal("甲", language="zh")),
            ("a", ox.Literal("A", language="en")),
            ("b", ox.Literal("乙", language="zh")),
        ]
    )
    joined = ox.Literal("urn:x://a|urn:x://b")
    table = Table(["by", "n"], [(joined, ox.Literal(1)), (ox.NamedNode("urn:x://b"), None), (ox.Literal("urn:x://a|urn:x://c"), None)])
    assert list(add_both_labels(table, Names(data)).texts()) == [
        (joined.value, "甲|乙", "A|乙", "1"),
        ("urn:x://b", "乙", "乙", ""),
        ("urn:x://a|urn:x://c", "", "", ""),
    ], "several of which one has no label have none"


def test_a_label_of_another_language_is_better_than_none() -> None:
    graph, called = ox.NamedNode("urn:g"), ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    names: dict[str, list[str | None]] = {"urn:a": ["zh"], "urn:b": ["en", "zh"], "urn:c": [None], "urn:d": ["de", "en"]}
    data = Dataset(ox.Quad(ox.NamedNode(iri), called, ox.Literal(iri, language=tag), graph) for iri, tags in names.items() for tag in tags)
    found = Names(data).labels(names, "en")
    assert {iri: label.language for iri, label in found.items()} == {"urn:a": "zh", "urn:b": "en", "urn:c": None, "urn:d": "en"}


def test_a_column_of_labels_that_is_there_is_left(dataset: Dataset) -> None:
    table = Table.of(answer(Catalogue()["figures"], dataset, {"case": "gusu"}))
    columns = add_labels(table, Names(dataset), "en").columns
    assert columns.count("about_label") == 1
    assert [name for name in columns if name not in table.columns] == [
        f"{name}_label" for name in ("case", "comparator", "unit", "kind", "role", "indicator", "place", "status", "direction", "per")
    ]


def test_many_iris_are_looked_up_in_batches(dataset: Dataset) -> None:
    labelled = add_labels(asked(dataset, "SELECT DISTINCT ?m { ?m a <https://w3id.org/cengji/ontology#Measure> }"), Names(dataset), "zh")
    assert len(labelled) > 400
    assert all(row[1] is not None for row in labelled.rows)


@pytest.mark.parametrize("name", ["measures", "figures", "events"])
def test_evidence_is_where_the_row_says_it_is(dataset: Dataset, name: str) -> None:
    table = Table.of(answer(Catalogue()[name], dataset, {"case": "liuzhou"}))
    evident = add_evidence(table, dataset)
    assert evident.columns == (*table.columns, "evidence_document", "evidence_characters")
    expected = ["" if row.start is None else f"{row.start}-{row.end}" for row in table.typed()]
    assert [row[-1] for row in evident.texts()] == expected
    assert len({row[-2] for row in evident.texts() if row[-1]}) == 1


def test_the_thing_of_a_row_is_what_tells_rows_apart(dataset: Dataset) -> None:
    table = asked(
        dataset,
        "PREFIX cj: <https://w3id.org/cengji/ontology#> SELECT ?place ?case ?figure\n"
        "{ ?figure a cj:Figure ; cj:inCase ?case ; cj:atPlace ?place }",
    )
    expected = add_evidence(Table(["figure"], [(row[2],) for row in table.rows]), dataset)
    assert [row[-2:] for row in add_evidence(table, dataset).rows] == [row[-2:] for row in expected.rows]


def test_a_row_of_two_figures_rests_on_both_and_not_on_their_place(dataset: Dataset) -> None:
    table = Table.of(answer(Catalogue()["ratio-across-places"], dataset, {}))
    spans = {}
    for column in ("numerator", "denominator"):
        place = table.columns.index(column)
        spans[column] = [row[-1].value for row in add_evidence(Table([column], [(row[place],) for row in table.rows]), dataset).rows]
    expected = ["; ".join(pair) for pair in zip(*spans.values(), strict=True)]
    assert expected and [row[-1].value for row in add_evidence(table, dataset).rows] == expected


def test_evidence_of_evidence_is_itself(dataset: Dataset) -> None:
    evident = add_evidence(Table.of(answer(Catalogue()["evidence-of"], dataset, {"thing": "gusu/group/area-party-committees"})), dataset)
    assert evident.rows
    for row in evident:
        assert (row[-2].value, row[-1].value) == (row[7].value, f"{row[2].value}-{row[3].value}")


def test_an_answer_without_evidence_is_said_so(dataset: Dataset) -> None:
    with pytest.raises(UsageError, match=r"^nothing in this answer has evidence; "):
        add_evidence(asked(dataset, "SELECT (1 AS ?n) {}"), dataset)
    empty = add_evidence(asked(dataset, "SELECT ?n { ?n <urn:absent> ?x }"), dataset)
    assert (empty.columns, empty.rows) == (("n", "evidence_document", "evidence_characters"), ())


def test_evidence_is_the_first_where_rows_share_a_thing(dataset: Dataset) -> None:
    thing = ox.NamedNode("https://w3id.org/cengji/id/gusu/group/area-party-committees")
    spans = Table(["thing", "start", "end"], [(thing, ox.Literal(1), ox.Literal(2)), (thing, ox.Literal(3), ox.Literal(4))])
    first = add_evidence(Table(["thing"], [(thing,)]), dataset).rows[0][-2:]
    assert [row[-2:] for row in add_evidence(spans, dataset).rows] == [first, first]
    assert first[1] not in (ox.Literal("1-2"), ox.Literal("3-4"))

"""Parameters: what a person may type, what is refused, and that no value ever changes a query."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cengji.core.errors import UsageError
from cengji.core.namespaces import CASE, SCHEME
from cengji.core.queryfile import QueryFile, read_query, read_query_file
from cengji.dataset import Dataset
from cengji.query import Catalogue, Table, answer
from cengji.query.names import Names
from cengji.query.parameters import parameter_terms
from tests.query.engines import oxigraph_rows, parse_query, rdflib_rows

BASE: Final = "https://w3id.org/cengji/"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
TYPED: Final = """\
# question(zh): 甲?
# question(en): A?
# param: ?whole integer optional
# param: ?exact decimal optional
# param: ?day date optional
# param: ?flag boolean optional
# param: ?plain text optional
# param: ?zh text(zh) optional
# columns: ?s iri
SELECT ?s WHERE {
  VALUES ?whole { UNDEF }  # param
  VALUES ?exact { UNDEF }  # param
  VALUES ?day { UNDEF }  # param
  VALUES ?flag { UNDEF }  # param
  VALUES ?plain { UNDEF }  # param
  VALUES ?zh { UNDEF }  # param
  ?s ?p ?o
}
"""
LABELLED: Final = """\
# question(zh): 谁叫这个?
# question(en): Who is called this?
# param: ?label text required
# columns: ?thing iri | ?label text
SELECT ?thing ?label WHERE {
  VALUES ?label { "" }  # param
  ?thing <urn:label> ?label
}
ORDER BY ?thing
"""
PAIRED: Final = LABELLED.replace(
    '"" }  # param\n', '"" }  # param\n  VALUES ?other { "" }  # param\n  ?thing <urn:other> ?other .\n'
).replace("# columns", "# param: ?other text required\n# columns")
NASTY: Final = [
    "",
    '"',
    "'",
    '"""',
    "\\",
    '\\"',
    "\n",
    "\r\n",
    "}",
    "} # param",
    "#",
    ")",
    "\\u0022",
    "\\U00000022",
    "\x000022",
    "\\t",
    "?thing",
    "<urn:x>",
    "UNDEF",
    "\\g<0>",
    "{label}",
]
TEXTS: Final = st.text(st.characters(exclude_categories=["Cs"])) | st.lists(st.sampled_from(NASTY)).map("".join)


def query_of(text: str, folder: Path) -> QueryFile:
    """Read a query written in the test."""
    path = folder / "query.rq"
    path.write_text(text, encoding="utf-8")
    return read_query_file(path, folder)


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> QueryFile:
    return query_of(LABELLED, tmp_path_factory.mktemp("one"))


@pytest.fixture(scope="module")
def paired(tmp_path_factory: pytest.TempPathFactory) -> QueryFile:
    return query_of(PAIRED, tmp_path_factory.mktemp("two"))


@pytest.mark.parametrize(
    ("query", "name", "value", "iri"),
    [
        ("figures", "case", "gusu", BASE + "case/gusu"),
        ("figures", "case", "姑苏区", BASE + "case/gusu"),
        ("figures", "case", "Gusu District", BASE + "case/gusu"),
        ("figures", "case", "https://example.org/other", "https://example.org/other"),
        ("figures", "case", "urn:uuid:1", "urn:uuid:1"),
        ("more-than", "indicator", "grid-count", BASE + "scheme/indicator/grid-count"),
        ("more-than", "indicator", "indicator/size", BASE + "scheme/indicator/size"),
        ("ladders-side-by-side", "line", "party", BASE + "scheme/line/party"),
        ("superiors-and-subordinates", "node", "gusu/group/communities", BASE + "id/gusu/group/communities"),
        ("evidence-of", "thing", "gusu/figure/weak-organization-count", BASE + "id/gusu/figure/weak-organization-count"),
        ("evidence-of", "thing", "weak-organization-count", BASE + "id/gusu/figure/weak-organization-count"),
        ("superiors-and-subordinates", "node", "320508", BASE + "id/place/320508"),
        ("superiors-and-subordinates", "node", "cj:Body", BASE + "ontology#Body"),
    ],
)
def test_iri_is_found_by_what_a_person_types(dataset: Dataset, query: str, name: str, value: str, iri: str) -> None:
    assert parameter_terms(Catalogue()[query], {name: value}, Names(dataset)) == {name: f"<{iri}>"}


@pytest.mark.parametrize(
    ("query", "given_", "message"),
    [
        ("figures", {"case": "gusuu"}, "nothing is called 'gusuu' (case); did you mean gusu?"),
        ("figures", {"case": "∅∅∅"}, "nothing is called '∅∅∅' (case); give a case"),
        ("figures", {"case": "https://a b"}, "case='https://a b' is no iri"),
        ("figures", {"place": "x"}, "figures has no parameter 'place'; it takes: case"),
        ("rungs-above-community", {"case": "gusu"}, "rungs-above-community has no parameter 'case'; it takes: none"),
        ("superiors-and-subordinates", {}, "superiors-and-subordinates needs node=…  (the rung or body to start from)"),
        (
            "more-than",
            {"threshold": "many", "x": "1"},
            "more-than has no parameter 'x'; it takes: indicator, threshold, unit\nthreshold='many' is no decimal",
        ),
        (
            "superiors-and-subordinates",
            {"node": "community-grand-party-committees"},
            (
                "node='community-grand-party-committees' may mean several things; give one of these IRIs:\n"
                f"  {BASE}id/guanghan/group/community-grand-party-committees\n  {BASE}id/gusu/group/community-grand-party-committees"
            ),
        ),
    ],
)
def test_what_cannot_be_meant_is_explain_query(dataset: Dataset, query: str, given_: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parameter_terms(Catalogue()[query], given_, Names(dataset))
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("name", "value", "term"),
    [
        ("whole", "007", f'"7"^^<{XSD}integer>'),
        ("whole", "-12", f'"-12"^^<{XSD}integer>'),
        ("exact", "1e3", f'"1000"^^<{XSD}decimal>'),
        ("exact", "76.90", f'"76.90"^^<{XSD}decimal>'),
        ("day", "2021-03-22", f'"2021-03-22"^^<{XSD}date>'),
        ("flag", "true", f'"true"^^<{XSD}boolean>'),
        ("plain", 'a"b\\c', r'"a\"b\\c"'),
        ("zh", "网格", '"网格"@zh'),
    ],
)
def test_value_becomes_a_term_of_its_type(tmp_path: Path, dataset: Dataset, name: str, value: str, term: str) -> None:
    assert parameter_terms(query_of(TYPED, tmp_path), {name: value}, Names(dataset)) == {name: term}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("whole", "1.5"), ("whole", ""), ("whole", str(2**63)), ("exact", "NaN"), ("exact", "Infinity"), ("exact", "1e18"),
        ("exact", "1e-19"), ("exact", "1e999999999"), ("exact", "1,5"), ("day", "2021-02-30"), ("day", "2021"), ("flag", "yes"),
    ],
)  # fmt: skip
def test_value_of_another_type_is_refused(tmp_path: Path, dataset: Dataset, name: str, value: str) -> None:
    kind = {"whole": "integer", "exact": "decimal", "day": "date", "flag": "boolean"}[name]
    with pytest.raises(UsageError) as caught:
        parameter_terms(query_of(TYPED, tmp_path), {name: value}, Names(dataset))
    assert str(caught.value) == f"{name}={value!r} is no {kind}"


def things(labels: list[tuple[str, str]]) -> tuple[Dataset, dict[str, tuple[str, str]]]:
    """Return a data set with a thing for each pair of a label and another one, and what each thing is called."""
    named = {f"urn:thing:{number:03}": pair for number, pair in enumerate(sorted(set(labels)))}
    quads = []
    for iri, (label, other) in named.items():
        quads.append(ox.Quad(ox.NamedNode(iri), ox.NamedNode("urn:label"), ox.Literal(label), ox.NamedNode("urn:graph")))
        quads.append(ox.Quad(ox.NamedNode(iri), ox.NamedNode("urn:other"), ox.Literal(other), ox.NamedNode("urn:graph")))
    return Dataset(quads), named


def both_engines(dataset: Dataset, text: str) -> list[str]:
    """Return the first column, once both engines agree on all rows."""
    rows = oxigraph_rows(dataset, text)
    data: rdflib.Dataset = dataset.to_rdflib()
    assert rdflib_rows(data, text) == rows
    return [str(row[0])[1:-1] for row in rows]


@settings(max_examples=50)
@given(TEXTS)
@example("\\u0022 . } # param")
@example("\x000022 }")
@example('" } ?thing ?p ?label } #')
def test_text_never_changes_a_query(labelled: QueryFile, value: str) -> None:
    dataset, named = things([(label, "") for label in [*NASTY, value]])
    filled = labelled.fill({"label": str(ox.Literal(value))})
    assert both_engines(dataset, filled) == [iri for iri, (label, _) in named.items() if label == value]


@settings(max_examples=50)
@given(TEXTS, TEXTS)
@example("\\", '} VALUES ?other { "\\u0022')
@example('"', "\\U00000022")
def test_two_texts_never_change_a_query(paired: QueryFile, value: str, other: str) -> None:
    dataset, named = things([(value, other), (other, value), (value, ""), ("", other), ("x", "y")])
    filled = paired.fill({"label": str(ox.Literal(value)), "other": str(ox.Literal(other))})
    assert both_engines(dataset, filled) == [iri for iri, pair in named.items() if pair == (value, other)]


class Rdflib:
    """rdflib's engine, asked for names as Oxigraph is."""

    def __init__(self, dataset: Dataset) -> None:
        self.data = dataset.to_rdflib()

    def rows(self, sparql: str, /) -> list[tuple[str | None, ...]]:
        return [tuple(None if term is None else str(term) for term in row) for row in self.data.query(parse_query(sparql))]  # type: ignore[union-attr]


@settings(max_examples=50)
@given(TEXTS)
@example("> ?p ?o } #")
@example("x> <urn:y")
@example("\\u003E")
def test_an_iri_never_changes_a_query(value: str) -> None:
    """Whatever follows the scheme, it is one IRI or refused."""
    text = LABELLED.replace("?label text", "?thing iri").replace(
        "# columns: ?thing iri | ?thing iri", "# columns: ?thing iri | ?label text"
    )
    query = read_query(text.replace('VALUES ?label { "" }', "VALUES ?thing { UNDEF }"), "things", "things")
    dataset, named = things([("x", "y"), ("z", "")])
    given_ = f"urn:thing:{value}"
    try:
        terms = parameter_terms(query, {"thing": given_}, Names(dataset))
    except UsageError as error:
        assert str(error) == f"thing={given_!r} is no iri"
        return
    assert both_engines(dataset, query.fill(terms)) == [iri for iri in named if iri == given_]


@settings(max_examples=50)
@given(TEXTS.filter(lambda value: value and not re.match(r"[a-z]+:", value)))
@example('" } ?node skos:prefLabel ?name } #')
@example("\\u0022 } #")
@example("a/b")
def test_a_name_never_changes_a_lookup(value: str) -> None:
    """What is looked up is found where it stands, and nowhere else; in the same way by both engines."""
    graph, called = ox.NamedNode("urn:g"), ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    other, meant = ox.NamedNode("urn:other"), ox.NamedNode("urn:meant")
    dataset = Dataset([ox.Quad(other, called, ox.Literal("x" + value), graph)])
    for data in (dataset, Rdflib(dataset)):
        with pytest.raises(UsageError):
            Names(data).node("thing", value)  # type: ignore[arg-type]  # names need rows and no more
    dataset = Dataset([*dataset, ox.Quad(meant, called, ox.Literal(value, language="zh"), graph)])
    for data in (dataset, Rdflib(dataset)):
        assert Names(data).node("thing", value) == meant  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "parameters", "meant"),
    [
        ("co-adoption", {"has": "gusu"}, "give a concept of the scheme generic-measure"),
        ("more-than", {"indicator": "gusu/measure/dual-registration"}, "give a concept of the scheme indicator"),
        ("more-than", {"indicator": SCHEME + "indicator/grid-counts"}, "did you mean grid-count"),
        ("ladders", {"case": CASE + "gusuu"}, "did you mean gusu"),
        ("ladders", {"case": SCHEME + "indicator/grid-count"}, "give a case"),
        ("ladders-side-by-side", {"line": "grid-count"}, ""),
    ],
)
def test_what_is_no_case_or_concept_of_the_scheme_is_not_answered_as_what_nobody_has(
    name: str, parameters: dict[str, str], meant: str, two_cases: Dataset
) -> None:
    with pytest.raises(UsageError, match=f"nothing is called .*{meant}"):
        answer(Catalogue()[name], two_cases, parameters)


def test_an_iri_of_somebody_else_and_a_name_that_others_share_are_taken(two_cases: Dataset) -> None:
    assert Table.of(answer(Catalogue()["ladders"], two_cases, {"case": "http://example.org/case"})).rows == ()
    assert answer(Catalogue()["co-adoption"], two_cases, {"has": "大工委"})  # groups and measures bear it too

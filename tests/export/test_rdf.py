"""What the writers write, other parsers read back whole: the packaged cases, the ontology, hostile labels."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest
import rdflib

from graph.cases import load_cases
from graph.dataset import Dataset, Ontology
from graph.dataset.statements import case_quads
from graph.errors import InputError, UsageError
from graph.export import RDF_WRITERS, ontology_turtle, write_rdf
from tests.conftest import need
from tests.dataset.small import SMALL, case_of

WRITERS: Final = ("nq", "trig", "turtle", "jsonld")
OxReader = Callable[[bytes, str], set[ox.Quad]]
RdflibReader = Callable[[bytes, str], frozenset[tuple[object, ...]]]

LABELS: Final = {
    "quotes": "他说\"好\"，'行' `x` \"\"\" ''' “弯”",
    "backslashes": r"C:\new\table \u0041 \" \\",
    "html": "<script>alert('x')</script>&amp;<!-- ]]> -->",
    "iri": "<http://x/> . <a> <b> <c>",
    "bidi": "左\u202eright\u202c \u200f\u0627\u0644\u0634\u0627\u0631\u0639 \u2066x\u2069",
    "separators": "甲\u2028乙\u2029丙\u0085丁\ufeff戊\u00a0己",
    "long": "长" * 200,
    "astral": "𠮷野家 👨‍👩‍👧 e\u0301 \U0010fffd",
    "json": '{"@id": "x", "@value": null}',
    "formula": '=HYPERLINK("http://x")',
    "prefix": "cj:Figure _:b0 @zh ^^xsd:string",
    "spaces": "  两端有空格  ",
}


def hostile(label: str, ontology: Ontology) -> Dataset:
    """Give the quads of a case whose place bears this label."""
    case = case_of(SMALL, ontology)
    place = case.places[1]
    text = place.label.model_copy(update={"zh": label, "en": label})
    places = [case.places[0], place.model_copy(update={"label": text, "aliases": [label]})]
    return Dataset(case_quads(case.model_copy(update={"places": places}), ontology))


def expected_quads(dataset: Dataset, writer: str) -> set[ox.Quad]:
    """Give the quads of a dataset as a format can hold them: Turtle has no graphs."""
    return {ox.Quad(*quad.triple) for quad in dataset} if writer == "turtle" else set(dataset)


def expected_rdflib(dataset: Dataset, writer: str) -> frozenset[tuple[object, ...]]:
    """Give the same as rdflib terms."""
    return frozenset((s, p, o, None if writer == "turtle" else g) for s, p, o, g in dataset.to_rdflib().quads())


def test_writers_are_these() -> None:
    assert tuple(RDF_WRITERS) == WRITERS


@pytest.fixture(scope="module", params=WRITERS)
def written(request: pytest.FixtureRequest, dataset: Dataset) -> tuple[str, bytes]:
    """The packaged cases in one format."""
    return request.param, write_rdf(dataset, request.param)


def test_cases_are_read_back_by_oxigraph(written: tuple[str, bytes], dataset: Dataset, by_oxigraph: OxReader) -> None:
    writer, content = written
    assert by_oxigraph(content, writer) == expected_quads(dataset, writer)


def test_cases_are_read_back_by_rdflib(written: tuple[str, bytes], dataset: Dataset, by_rdflib: RdflibReader) -> None:
    writer, content = written
    assert by_rdflib(content, writer) == expected_rdflib(dataset, writer)


def test_text_is_utf8_with_plain_line_ends(written: tuple[str, bytes]) -> None:
    _, content = written
    assert content.decode("utf-8").endswith("\n")
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")


def test_order_of_building_does_not_show(written: tuple[str, bytes], dataset: Dataset) -> None:
    writer, content = written
    assert write_rdf(Dataset(reversed(dataset.sorted_quads)), writer) == content


def test_ontology_is_read_back_by_both(ontology: Ontology, by_oxigraph: OxReader, by_rdflib: RdflibReader) -> None:
    content = ontology_turtle(ontology)
    triples = {*ontology.axioms, *ontology.shapes}
    assert by_oxigraph(content, "turtle") == {ox.Quad(*triple) for triple in triples}
    assert len(by_rdflib(content, "turtle")) == len(triples)
    assert ontology_turtle(Ontology(ontology.axioms[::-1], (), ontology.shapes[::-1])) == content


@pytest.mark.parametrize("name", ["graph", "ontology"])
def test_rapper_counts_as_many_triples(name: str, dataset: Dataset, ontology: Ontology, tmp_path: Path) -> None:
    need("rapper", shutil.which("rapper"))
    file = tmp_path / f"{name}.ttl"
    file.write_bytes(write_rdf(dataset, "turtle") if name == "graph" else ontology_turtle(ontology))
    done = subprocess.run(["rapper", "-c", "-i", "turtle", str(file)], capture_output=True, text=True, check=True, encoding="utf-8")
    counted = re.search(r"returned (\d+) triples", done.stderr)
    assert counted, done.stderr
    assert not re.search("warning|error", done.stderr, re.IGNORECASE), done.stderr
    assert int(counted[1]) == len(rdflib.Graph().parse(file, format="turtle")) == len(list(ox.parse(path=str(file))))


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("name", LABELS)
def test_hostile_label_survives(name: str, writer: str, ontology: Ontology, by_oxigraph: OxReader, by_rdflib: RdflibReader) -> None:
    dataset = hostile(LABELS[name], ontology)
    assert {o.value for q in dataset if isinstance(o := q.object, ox.Literal)} >= {LABELS[name]}
    content = write_rdf(dataset, writer)
    assert by_oxigraph(content, writer) == expected_quads(dataset, writer)
    assert by_rdflib(content, writer) == expected_rdflib(dataset, writer)


@pytest.mark.parametrize("character", ["\\n", "\\r", "\\0", "\\e", "\\t", "\\x7f"])
def test_control_characters_in_a_label_are_refused(character: str, ontology: Ontology, tmp_path: Path) -> None:
    file = tmp_path / "control.yaml"
    file.write_text(SMALL.replace("label: 花园小区", f'label: "花园{character}小区"'), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_cases([file], ontology.vocabulary)
    (fault,) = caught.value.faults
    assert (fault.path, fault.line, fault.field) == (str(file), 14, "places[1].label")


@pytest.mark.parametrize("key", ["2021", "-", "a--", "0-a", "a" * 63])
@pytest.mark.parametrize("writer", WRITERS)
def test_any_key_of_a_case_makes_names_that_read_back(
    key: str, writer: str, ontology: Ontology, by_oxigraph: OxReader, by_rdflib: RdflibReader
) -> None:
    groups = f"groups: [{{key: '{'-' + key[:60]}', label: 某组, kind: party, place: town, evidence: 某组}}]\n"
    dataset = Dataset(case_quads(case_of(SMALL.replace("case: small", f"case: '{key}'") + groups, ontology), ontology))
    content = write_rdf(dataset, writer)
    assert by_oxigraph(content, writer) == expected_quads(dataset, writer)
    assert by_rdflib(content, writer) == expected_rdflib(dataset, writer)


def test_names_are_short(dataset: Dataset) -> None:
    turtle = write_rdf(dataset, "turtle").decode()
    body = "\n".join(line for line in turtle.split("\n") if not line.startswith("@prefix"))
    assert set(re.findall(r"<https://w3id\.org/cengji/(?!scheme/[a-z-]+>)[^>]*>", body)) == set()
    assert "gusu-figure:" in body
    assert "s-unit:person" in body


def test_unknown_format_is_refused_with_the_known_ones(dataset: Dataset) -> None:
    with pytest.raises(UsageError, match=r"there is no format 'rdfxml'; use one of: nq, trig, turtle, jsonld"):
        write_rdf(dataset, "rdfxml")

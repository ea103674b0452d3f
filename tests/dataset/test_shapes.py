"""The SHACL shapes do what they say: each file under ``tests/shapes/<Shape>/`` is one case.

A ``pass-*.ttl`` file gives no result at all. A ``fail-*.ttl`` file opens with a line
``# expect: <focus node> <shape>`` for each result it must give; the two sets are compared whole.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from cengji.dataset import Ontology
from cengji.dataset.shapes import prepare_shapes

ROOT: Final = Path(__file__).resolve().parents[2]
SHAPE_FILES: Final = tuple(sorted((ROOT / "ontology" / "shapes").glob("*.ttl")))
CASES: Final = ROOT / "tests" / "shapes"
CJSH: Final = "https://w3id.org/cengji/shapes#"
EXPECT: Final = re.compile(r"^# expect: (\S+) (\S+)$", re.MULTILINE)
OPERANDS: Final = frozenset({
    "CaseBody-inCase", "CaseBody-status",
    "ChangelessEvent-groupAfter", "ChangelessEvent-groupBefore", "ChangelessEvent-originalOrganization",
    "ChangelessEvent-resultingOrganization",
    "EmptyEvidence-hasSelector", "EmptyEvidence-printedExpression",
    "NumberlessFigure-lowerBound", "NumberlessFigure-numericValue", "NumberlessFigure-upperBound",
    "RegisterBody-evidence", "RegisterBody-inCase", "RegisterBody-status",
    "SubjectlessTierMapping-mappedActor", "SubjectlessTierMapping-mappedRung",
    "UnplacedPost-postIn", "UnplacedPost-postInGroup",
})  # fmt: skip
"""Property shapes that no result can name: they belong to a shape under ``sh:not``, and SHACL reports the shape that negates."""


class Result(NamedTuple):
    """One validation result: the focus node and the local name of the shape that it breaks."""

    focus: str
    shape: str


@functools.cache
def shapes() -> Graph:
    """Return all shapes as one graph, read once; nobody may change it."""
    graph = Graph()
    for path in SHAPE_FILES:
        graph.parse(path, format="turtle")
    return graph


@pytest.fixture(scope="module", params=["as written", "as prepared for pySHACL"])
def results(request: pytest.FixtureRequest, ontology: Ontology) -> dict[Path, set[Result]]:
    """The results of all files from one validation: what a file describes bears a name of its own there."""
    described: dict[Node, tuple[Path, Node]] = {}
    together = Graph()
    for number, path in enumerate(files("*")):
        data = Graph().parse(path, format="turtle")
        own = {node: URIRef(node + spell(number)) for node in set(data.subjects()) if isinstance(node, URIRef)}
        described |= {name: (path, node) for node, name in own.items()}
        for subject, predicate, object_ in data:
            together.add((own.get(subject, subject), predicate, own.get(object_, object_)))
    prepared = request.param == "as prepared for pySHACL"
    _, report, _ = validate(together, shacl_graph=prepare_shapes(ontology.shapes, frozenset()) if prepared else shapes(), inplace=True)
    assert isinstance(report, Graph)
    found: dict[Path, set[Result]] = {path: set() for path in files("*")}
    for result in report.subjects(RDF.type, SH.ValidationResult):
        path, node = described[report.value(result, SH.focusNode)]
        found[path].add(Result(str(node), local_name(report.value(result, SH.sourceShape))))
    return found


def spell(number: int) -> str:
    """Return a number in three letters, which a name may end in."""
    return "".join(chr(ord("a") + number // 26**place % 26) for place in (2, 1, 0))


def local_name(shape: Node | None) -> str:
    """Return the name of a shape of ours without its namespace."""
    assert isinstance(shape, URIRef) and shape.startswith(CJSH), f"{shape!r} is not a named shape of ours"
    return shape.removeprefix(CJSH)


def expected_in(path: Path) -> frozenset[Result]:
    """Read the ``# expect:`` lines of a file."""
    return frozenset(Result(*match) for match in EXPECT.findall(path.read_text(encoding="utf-8")))


def files(kind: str) -> list[Path]:
    """List the files of a kind, ``pass``, ``fail`` or ``*`` for both, over all shapes."""
    return sorted(CASES.glob(f"*/{kind}-*.ttl"))


def names(kind: URIRef) -> set[str]:
    """Return the local names of all shapes of a kind."""
    return {local_name(shape) for shape in shapes().subjects(RDF.type, kind)}


def reporting_shapes() -> Iterator[URIRef]:
    """Yield the shapes whose message a user may read: property shapes, and node shapes with a target and constraints."""
    for shape in shapes().subjects(RDF.type, SH.PropertyShape):
        assert isinstance(shape, URIRef)
        yield shape
    for shape in shapes().subjects(RDF.type, SH.NodeShape):
        assert isinstance(shape, URIRef)
        targeted = any(True for target in (SH.targetClass, SH.targetSubjectsOf) for _ in shapes().objects(shape, target))
        if targeted and any((shape, constraint, None) in shapes() for constraint in (SH["not"], SH.pattern)):
            yield shape


def test_files_give_just_what_they_expect(results: dict[Path, set[Result]]) -> None:
    assert results == {path: expected_in(path) for path in results}


def test_pass_files_expect_nothing_and_fail_files_something() -> None:
    wrong = [path for path in files("*") if bool(expected_in(path)) != path.name.startswith("fail-")]
    assert wrong == [], "a pass file expects nothing, a fail file opens with '# expect: <focus node> <shape>' lines"


@pytest.mark.parametrize("kind", ["pass", "fail"])
def test_each_node_shape_has_its_files(kind: str) -> None:
    assert {path.parent.name for path in files(kind)} == names(SH.NodeShape)


def test_each_file_is_a_pass_or_a_fail() -> None:
    assert sorted(path for path in CASES.rglob("*") if path.is_file()) == sorted(files("pass") + files("fail"))


def test_each_shape_that_reports_fails_somewhere() -> None:
    broken = {result.shape for path in files("fail") for result in expected_in(path)}
    assert {local_name(shape) for shape in reporting_shapes()} - broken == OPERANDS


def test_operands_are_under_a_negation() -> None:
    negated = {prop for shape in shapes().objects(None, SH["not"]) for prop in shapes().objects(shape, SH.property)}
    assert {local_name(shape) for shape in negated} == OPERANDS


NEGATION: Final = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:> .
:s a sh:NodeShape ; sh:targetClass :C ; sh:not :n .
:n a sh:NodeShape ; sh:property :p , :q .
:p a sh:PropertyShape ; sh:path :a ; sh:maxCount 0 .
:q a sh:PropertyShape ; sh:path :b ; sh:maxCount 0 .
"""


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("", "", False),
        (":b ; sh:maxCount 0", ":b ; sh:maxCount 1", True),
        (":b ; sh:maxCount 0", ":b ; sh:maxCount 0 ; sh:minLength 2", True),
        ("sh:property :p , :q", "sh:property :q ; sh:not :p", True),
        ("sh:not :n", "sh:not :n ; sh:nodeKind sh:IRI", True),
    ],
)
def test_only_the_negation_of_absences_and_nothing_else_is_rewritten(old: str, new: str, kept: bool) -> None:
    triples = tuple(quad.triple for quad in ox.parse(NEGATION.replace(old, new), format=ox.RdfFormat.TURTLE))
    assert ((URIRef("urn:s"), SH["not"], URIRef("urn:n")) in prepare_shapes(triples, frozenset())) is kept


NEITHER: Final = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:> .
:s a sh:NodeShape ; sh:targetClass :C ; sh:not :n .
:n a sh:NodeShape ; sh:not :p , :q .
:p a sh:NodeShape ; sh:class :P .
:q a sh:NodeShape ; sh:class :Q .
"""


@pytest.mark.parametrize(("old", "new", "kept"), [("", "", False), ("sh:not :p , :q", "sh:not :p ; sh:class :Q", True)])
def test_what_is_not_neither_of_several_is_one_of_them(old: str, new: str, kept: bool) -> None:
    prepared = prepare_shapes(tuple(quad.triple for quad in ox.parse(NEITHER.replace(old, new), format=ox.RdfFormat.TURTLE)), frozenset())
    assert ((URIRef("urn:s"), SH["not"], URIRef("urn:n")) in prepared) is kept
    chosen = [*Collection(prepared, prepared.value(URIRef("urn:s"), SH["or"]))] if not kept else []
    assert chosen == ([] if kept else [URIRef("urn:p"), URIRef("urn:q")])


def test_each_property_shape_is_used() -> None:
    assert {local_name(shape) for shape in shapes().objects(None, SH.property)} == names(SH.PropertyShape)


def test_every_shape_says_in_both_languages_what_is_wrong() -> None:
    for shape in reporting_shapes():
        messages = [text for text in shapes().objects(shape, SH.message) if isinstance(text, Literal)]
        assert sorted(str(text.language) for text in messages) == ["en", "zh"], shape
        assert all(text.strip() for text in messages), shape
        assert len(list(shapes().objects(shape, SH.severity))) == 1, shape


def test_each_node_shape_is_labelled_in_both_languages() -> None:
    for shape in shapes().subjects(RDF.type, SH.NodeShape):
        labels = list(shapes().objects(shape, RDFS.label))
        assert sorted(str(text.language) for text in labels if isinstance(text, Literal)) == ["en", "zh"], shape


def test_shapes_are_core_and_without_blank_nodes_and_lists() -> None:
    assert not [term for triple in shapes() for term in triple if isinstance(term, BNode)]
    assert (None, RDF.first, None) not in shapes()
    assert not [shape for term in (SH.sparql, SH.target, SH.rule, SH.js) for shape in shapes().subjects(term, None)]


def test_each_shape_compares_with_one_property_at_most() -> None:
    """Of two, shacl-engine makes a false violation a figure."""
    assert [shape for shape in names(SH.PropertyShape) if len(list(shapes().objects(URIRef(CJSH + shape), SH.lessThanOrEquals))) > 1] == []


def test_no_shape_demands_anything_of_a_value_but_its_name_and_class() -> None:
    """So the check need not give pySHACL more of the concepts that stand as in the ontology."""
    of_values = (SH["not"], SH.node, SH.property, SH.qualifiedValueShape)
    properties = set(shapes().subjects(RDF.type, SH.PropertyShape))
    held = {one for shape in properties for constraint in of_values for one in shapes().objects(shape, constraint)}
    demanding = {shape for shape in properties if (shape, SH.minCount, None) in shapes()}
    held |= {one for shape in shapes().subjects(SH.targetObjectsOf) for one in shapes().objects(shape, SH.property) if one in demanding}
    assert [one for one in held if {*shapes().predicates(one)} & {SH.minCount, SH.path, SH.property}] == []


@pytest.mark.slow
def test_shapes_conform_to_the_shapes_of_shapes() -> None:
    conforms, _, text = validate(Graph(), shacl_graph=shapes(), meta_shacl=True)
    assert conforms, text

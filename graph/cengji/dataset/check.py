"""The check of a dataset: SHACL shapes, the closed namespace and the queries across rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TypeAlias

import pyoxigraph as ox

from cengji.core.namespaces import CASE, CJ, CURATION, FILE, PREFIXES, ROOT, SCHEME, SHAPES
from cengji.core.queryfile import QueryFile, read_query_file
from cengji.core.resources import query_files, resource_dir
from cengji.core.terms import iri_text, shorten_iri, term_text
from cengji.dataset.asking import repeats_triples
from cengji.dataset.ontology import Ontology
from cengji.dataset.rdflib_bridge import merged_graph
from cengji.dataset.shapes import find_negating, own_concepts, prepare_shapes
from cengji.dataset.store import Dataset
from cengji.dataset.terms import RDF_TYPE, RDFS

__all__ = ["Finding", "check_dataset"]

_Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


_BODY, _IN_CASE = ox.NamedNode(CJ + "Body"), ox.NamedNode(CJ + "inCase")


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One thing that a check found: where, by which check, and in plain words what it means.

    ``severity`` is ``error`` (the dataset does not conform) or ``warning``; ``focus`` is the IRI of
    the node; ``zh`` and ``en`` say what is wrong and what to do; ``place`` is where that stands in a case
    file, empty where that is not known.
    """

    severity: str
    check: str
    focus: str
    en: str
    zh: str
    place: str = ""

    def __str__(self) -> str:
        """Return it in a line: where, how bad, by which check, in English."""
        return f"{self.place or self.focus}: {self.severity} [{self.check}] {self.en}"


def check_dataset(dataset: Dataset, ontology: Ontology, suspects: tuple[bool, Collection[str]] | None = None) -> list[Finding]:
    """Run every check, on what is only proposed too; the list is sorted, errors first, and empty when all is well.

    :param suspects: where it is known already, whether any shape may be broken, and the names of the rules that may be: of the others
        nothing is asked.
    """
    shapes, rules = suspects or (True, None)
    dataset = dataset.with_proposals()
    return sorted(
        {
            *(_check_shapes(dataset, ontology) if shapes else ()),
            *_find_undeclared(dataset, ontology),
            *_find_caseless(dataset),
            *_find_duplicates(dataset),
            *_run_checks(dataset, rules),
        }
    )


def _check_shapes(dataset: Dataset, ontology: Ontology) -> Iterator[Finding]:
    import pyshacl
    import rdflib

    common = _common_concepts(dataset, ontology)
    classes = _classes(ontology) if common else frozenset()
    shapes, negating = prepare_shapes(ontology.shapes, classes), find_negating(ontology.shapes)
    asked = (quad for quad in dataset if quad.subject not in common or quad.predicate == RDF_TYPE)
    data = merged_graph(chain(asked, own_concepts(dataset, classes, common)))
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True, allow_warnings=True)
    if not isinstance(report, rdflib.Graph):
        raise TypeError(f"pySHACL gave no report: {report!r}")
    sh = rdflib.Namespace(PREFIXES["sh"])
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        source, focus = report.value(result, sh.sourceShape), report.value(result, sh.focusNode)
        value = report.value(result, sh.value, default=focus if str(source) in negating else None)
        shown = f" ({value})" if value is not None else ""
        texts = {m.language: str(m) for m in shapes.objects(source, sh.message) if isinstance(m, rdflib.Literal)}
        severity = "error" if report.value(result, sh.resultSeverity) == sh.Violation else "warning"
        yield Finding(
            severity,
            "shape " + str(source).removeprefix(SHAPES),
            str(focus),
            texts.get("en", str(report.value(result, sh.resultMessage))) + shown,
            texts.get("zh", "") + shown,
        )


def _classes(ontology: Ontology) -> frozenset[_Term]:
    return frozenset(triple.object for triple in ontology.schemes if triple.predicate == RDF_TYPE)


def _common_concepts(dataset: Dataset, ontology: Ontology) -> frozenset[_Term]:
    """Return the concepts and schemes of the ontology if they stand in a dataset just as there, where they conform; else none.

    Of these the shapes ask no more than the class: none looks further than one step from what it is about.
    """
    concepts = frozenset(triple.subject for triple in ontology.schemes)
    said = dataset.store.quads_for_pattern
    found = {quad.triple for one in concepts if isinstance(one, ox.NamedNode) for quad in said(one, None, None, None)}
    found |= {quad.triple for quad in said(None, RDFS.subClassOf, None, None)}
    return concepts if found == set(ontology.schemes) else frozenset()


def _find_undeclared(dataset: Dataset, ontology: Ontology) -> Iterator[Finding]:
    """SHACL never sees a misspelt class or property: every IRI of ours must be declared."""
    declared = ontology.declared
    for quad in dataset:
        for term in (quad.predicate, quad.object):
            if not isinstance(term, ox.NamedNode) or not term.value.startswith((CJ, SCHEME)) or term.value in declared:
                continue
            if term.value.startswith(SCHEME) and _is_described(dataset, term):
                continue
            yield Finding(
                "error",
                "undeclared-term",
                term_text(quad.subject),
                f"uses {term.value}, which neither the ontology nor a case declares: correct its spelling or declare it",
                f"使用了未声明的术语 {term.value}:请改正拼写或先声明",
            )


def _is_described(dataset: Dataset, term: ox.NamedNode) -> bool:
    return any(dataset.store.quads_for_pattern(term, ox.NamedNode(PREFIXES["skos"] + "inScheme"), None, None))


def _find_caseless(dataset: Dataset) -> Iterator[Finding]:
    """The shapes see no graphs: a body without case, status and evidence may be of a register, but not in the graph of a case."""
    for graph in dataset.store.named_graphs():
        if not iri_text(graph).startswith((CASE, CURATION)):
            continue
        for quad in dataset.store.quads_for_pattern(None, RDF_TYPE, _BODY, graph):
            if not any(dataset.store.quads_for_pattern(quad.subject, _IN_CASE, None, None)):
                yield Finding(
                    "error",
                    "body-without-case",
                    term_text(quad.subject),
                    f"stands in {iri_text(graph)}, but names no case: give cj:inCase, and its status",
                    f"位于 {iri_text(graph)}，却没有案例:请给出 cj:inCase 与状态",
                )


def _find_duplicates(dataset: Dataset) -> Iterator[Finding]:
    """A triple in two graphs would be counted twice by engines that read the union; files of RDF may well repeat each other."""
    if not repeats_triples(dataset.store):
        return
    seen: dict[tuple[object, object, object], ox.Quad] = {}
    for quad in dataset.sorted_quads:
        first = seen.setdefault((quad.subject, quad.predicate, quad.object), quad)
        if first is not quad:
            own = any(map(_is_of_a_build, (first.graph_name, quad.graph_name)))
            yield Finding(
                "error" if own else "warning",
                "triple-in-two-graphs",
                term_text(quad.subject),
                f"{quad.predicate} stands in {first.graph_name} and in {quad.graph_name}: keep one",
                f"{quad.predicate} 同时出现在 {first.graph_name} 与 {quad.graph_name}:只保留一处",
            )


def _is_of_a_build(graph: object) -> bool:
    iri = iri_text(graph)
    return iri.startswith(ROOT) and not iri.startswith(FILE)


def _run_checks(dataset: Dataset, wanted: Collection[str] | None) -> Iterator[Finding]:
    """Run ``queries/check``, or those of these names: a row is a finding; ``{column}`` in its texts is filled from the row."""
    for query in _check_queries():
        if wanted is not None and query.name.removeprefix("check/") not in wanted:
            continue
        names = [column.name for column in query.columns]
        for row in dataset.rows(query.text):
            values = {name: shorten_iri(value or "") for name, value in zip(names, row, strict=True)}
            texts = {
                language: f"{query.header('problem', language)}: {query.header('solution', language)}".format_map(values)
                for language in ("en", "zh")
            }
            yield Finding(query.header("severity"), query.name.removeprefix("check/"), row[0] or "", texts["en"], texts["zh"])


@cache
def _check_queries() -> tuple[QueryFile, ...]:
    return tuple(read_query_file(path, resource_dir("queries")) for path in query_files("check"))

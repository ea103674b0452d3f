"""The terms of the ontology: described in both languages, declared wherever used, under the prefixes of the project."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from cengji.core.namespaces import (
    CASE,
    CJ,
    CURATION,
    DATASET,
    DERIVED,
    DESCRIPTION,
    DOCUMENTS,
    ID,
    ONTOLOGY,
    PLACES,
    PREFIXES,
    QUERY,
    SCHEME,
    SCHEMES,
    SHAPES,
    UNFINISHED,
)
from cengji.core.namespaces import ROOT as BASE
from cengji.core.resources import query_files, resource_dir
from cengji.dataset import Dataset, Ontology
from tests.conftest import ROOT

PREFIX_LINE = re.compile(r"^\s*@?prefix\s+([\w-]*):\s*<([^>]*)>", re.MULTILINE | re.IGNORECASE)
QUERIES = [path for folder in ("", "derive", "describe", "check", "internal", "view") for path in query_files(folder)]
MODULES = sorted((ROOT / "graph").rglob("*.py"))
OURS = {"CJ": CJ, "cj": CJ, "cjsh": SHAPES}
DESCRIBED = (DATASET, ONTOLOGY, f"{BASE}curators", f"{BASE}derivation", f"{BASE}project")
"""What the graph says of itself beside its graphs."""
DESCRIBED_WHERE_USED = {f"{SCHEME}line/by-depth", f"{SCHEME}body-kind/same-level", f"{SCHEME}status/proposed"}
"""Concepts that the mapping of foreign data and the graphs of proposals describe themselves, as a case does that declares its own."""
CLAIMED_BY_USERS = ("DocumentPart", "SameBodyClaim")
"""Classes that no packaged case has a thing of, since it takes two cases of one document or place."""
BRACKETS = ("()", "（）", "[]", "【】", "“”", "《》", "「」")
STANDARD = tuple(PREFIXES[name] for name in ("rdf", "rdfs", "owl", "xsd", "sh"))


def languages(graph: Graph, subject: Node, predicate: URIRef) -> list[str | None]:
    """Return the language of each literal of a property, sorted; one twice is there twice."""
    return sorted((o.language or "none" if isinstance(o, Literal) else "IRI") for o in graph.objects(subject, predicate))


def test_every_term_has_one_label_and_definition_a_language(tbox: Graph, terms: dict[URIRef, URIRef]) -> None:
    wanted = {(term, about) for term in terms for about in (RDFS.label, SKOS.definition)}
    assert len(terms) > 100
    assert {(term, about) for term, about in wanted if languages(tbox, term, about) != ["en", "zh"]} == set()


def test_names_read_backwards_are_in_both_languages(tbox: Graph, terms: dict[URIRef, URIRef]) -> None:
    backwards = URIRef(CJ + "inverseLabel")
    named = set(tbox.subjects(backwards))
    assert named
    assert {
        term for term in named if terms[URIRef(str(term))] != OWL.ObjectProperty or languages(tbox, term, backwards) != ["en", "zh"]
    } == set()


def test_texts_are_not_empty_and_zh_is_chinese(tbox: Graph, terms: dict[URIRef, URIRef]) -> None:
    for term in terms:
        for text in (*tbox.objects(term, RDFS.label), *tbox.objects(term, SKOS.definition)):
            assert isinstance(text, Literal)
            assert text.strip() == str(text) != "", f"{term}: {text!r}"
            assert bool(re.search("[\u4e00-\u9fff]", text)) or text.language == "en", f"{term}: {text!r} is not Chinese"


def test_brackets_and_quotes_of_texts_are_closed(files: dict[Path, Graph]) -> None:
    """A label torn at a comma leaves a bracket in each half."""
    texts = {str(text) for graph in files.values() for text in graph.objects() if isinstance(text, Literal) and text.language}
    assert [text for text in texts if not text.strip() or any(text.count(pair[0]) != text.count(pair[1]) for pair in BRACKETS)] == []


def test_every_class_has_a_use(tbox: Graph, dataset: Dataset, terms: dict[URIRef, URIRef]) -> None:
    """It is the class of something, may become so by a kind, or stands above such a class."""
    used = {URIRef(quad.object.value) for quad in dataset if quad.predicate.value == str(RDF.type)}
    used |= {class_ for class_ in tbox.objects(None, URIRef(CJ + "instanceClass")) if isinstance(class_, URIRef)}
    used |= {URIRef(CJ + name) for name in CLAIMED_BY_USERS}
    above = {one for class_ in used for one in tbox.transitive_objects(class_, RDFS.subClassOf)}
    assert {term for term, kind in terms.items() if kind == OWL.Class} - above == set()


def test_no_range_is_a_date(tbox: Graph) -> None:
    """Reasoners of OWL 2 stop at a datatype that is not in its map; the shapes say what is a date."""
    assert {name for date in ("date", "gYear", "gYearMonth") for name in tbox.subjects(RDFS.range, XSD[date])} == set()


def test_no_two_terms_share_a_definition(tbox: Graph, terms: dict[URIRef, URIRef]) -> None:
    texts = [text for term in terms for text in tbox.objects(term, SKOS.definition)]
    assert len(texts) == len(set(texts))


def test_every_term_says_who_defines_it(tbox: Graph, terms: dict[URIRef, URIRef]) -> None:
    assert {term for term in terms if list(tbox.objects(term, RDFS.isDefinedBy)) != [URIRef(ONTOLOGY)]} == set()


def test_local_names_show_the_kind(terms: dict[URIRef, URIRef]) -> None:
    for term, kind in terms.items():
        pattern = r"[A-Z][A-Za-z]*" if kind == OWL.Class else r"[a-z][A-Za-z]*"
        assert re.fullmatch(pattern, term.removeprefix(CJ)), term


def test_every_term_is_described_in_one_file(files: dict[Path, Graph]) -> None:
    """Alignments describe nothing; they stand in a module of their own."""
    homes: dict[Node, set[str]] = {}
    for path, graph in files.items():
        for subject in set(graph.subjects()) if path.name != "alignments.ttl" else ():
            homes.setdefault(subject, set()).add(path.name)
    assert {subject: names for subject, names in homes.items() if len(names) > 1} == {}


def test_there_are_no_blank_nodes(files: dict[Path, Graph]) -> None:
    assert [path.name for path, graph in files.items() if any(isinstance(term, BNode) for triple in graph for term in triple)] == []


def test_two_parsers_read_the_same(files: dict[Path, Graph]) -> None:
    for path, graph in files.items():
        by_oxigraph = {quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)}
        text = graph.serialize(format="nt", encoding="utf-8")
        assert {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)} == by_oxigraph, path.name


def test_everything_the_ontology_uses_is_declared(files: dict[Path, Graph], ontology: Ontology) -> None:
    used = {term for graph in files.values() for triple in graph for term in triple if isinstance(term, URIRef)}
    assert {term for term in used if term.startswith((CJ, SCHEME, SHAPES))} - set(map(URIRef, ontology.declared)) == set()


def test_reused_terms_are_declared_too(tbox: Graph) -> None:
    typed = set(tbox.subjects(RDF.type, None))
    relations = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.disjointWith, OWL.inverseOf)
    used = {*tbox.predicates(), *(term for relation in relations for term in tbox.objects(None, relation))}
    assert {term for term in used - typed if not str(term).startswith(STANDARD)} == set()


def used_in_query(path: Path) -> set[str]:
    """Return the IRIs of ours that a query uses."""
    text = re.sub(r"^\s*#.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    names = {OURS[prefix] + name for prefix, name in re.findall(r"\b(cj|cjsh):(\w[\w-]*)", text)}
    return names | {
        iri for iri in re.findall(r"<([^>\s]*)>", text) if iri.startswith((CJ, SCHEME, SHAPES)) and iri not in (CJ, SCHEME, SHAPES)
    }


def test_everything_a_query_uses_is_declared(ontology: Ontology) -> None:
    used = {path: used_in_query(path) for path in QUERIES}
    assert len(set.union(*used.values())) > 100
    declared = ontology.declared | DESCRIBED_WHERE_USED | {f"{SCHEME}{scheme}/" for scheme in ontology.vocabulary.schemes}
    assert {path: names - declared for path, names in used.items() if names - declared} == {}


def test_queries_name_only_things_of_our_namespace_that_exist() -> None:
    known = (
        CJ,
        SCHEME,
        SHAPES,
        CASE,
        CURATION,
        ID,
        PLACES,
        DOCUMENTS,
        SCHEMES,
        DERIVED,
        f"{QUERY}derive/",
        DESCRIPTION,
        UNFINISHED,
        *DESCRIBED,
    )
    texts = {path: path.read_text(encoding="utf-8") for path in QUERIES}
    iris = {(path.name, iri) for path, text in texts.items() for iri in re.findall(r"<(https://w3id[^>\s]*)>", text)}
    assert {(name, iri) for name, iri in iris if not iri.startswith(known)} == set()


def used_in_code(path: Path) -> Iterator[str]:
    """Yield the IRIs of ours that a module mints: ``CJ.name``, class names given to the sink, constant scheme keys."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "CJ":
            yield CJ + node.attr
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("thing", "class_of_kind"):
                names = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str))
                yield from (CJ + local for local in names if local[0].isupper())
            if name == "concept_iri" and isinstance(node.args[0], ast.Constant):
                key = node.args[1]
                yield SCHEME + str(node.args[0].value) + (f"/{key.value}" if isinstance(key, ast.Constant) else "")


def test_everything_the_code_mints_is_declared(ontology: Ontology) -> None:
    used = {iri for path in MODULES for iri in used_in_code(path)}
    assert {CJ + "asWritten", CJ + "OrganizationalChange", SCHEME + "role"} <= used
    assert used - ontology.declared == DESCRIBED_WHERE_USED


def test_reused_terms_in_the_code_are_declared(tbox: Graph) -> None:
    typed = {str(term) for term in tbox.subjects(RDF.type, None)}
    for path in (ROOT / "graph" / "cengji" / "dataset").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id in ("DCTERMS", "OA", "ORG", "QUDT", "SKOS", "SPDX")
            ):
                assert PREFIXES[node.value.id.lower()] + node.attr in typed, f"{path.name}: {node.value.id}.{node.attr}"


def test_prefixes_equal_those_of_the_code(files: dict[Path, Graph]) -> None:
    for path in (*files, *QUERIES):
        declared = PREFIX_LINE.findall(path.read_text(encoding="utf-8"))
        assert len(declared) == len(dict(declared)), f"{path.name} declares a prefix twice"
        assert {name: base for name, base in declared if PREFIXES.get(name) != base} == {}, path.name


def test_queries_declare_just_the_prefixes_they_use() -> None:
    for path in QUERIES:
        text = re.sub(r"<[^>\s]*>|\"[^\"\n]*\"|^\s*#.*$", " ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        body = re.sub(r"^\s*PREFIX.*$", "", text, flags=re.MULTILINE | re.IGNORECASE)
        used = set(re.findall(r"(?<![\w?$:])([a-z][\w-]*):(?=\w)", body))
        assert used == set(dict(PREFIX_LINE.findall(path.read_text(encoding="utf-8")))), path.name


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    """The JSON-LD context."""
    held: dict[str, Any] = json.loads((resource_dir("ontology") / "context.jsonld").read_text(encoding="utf-8"))
    assert list(held) == ["@context"]
    return dict(held["@context"])


def test_context_has_the_prefixes_of_the_code(context: dict[str, Any]) -> None:
    prefixes = {name: base for name, base in context.items() if isinstance(base, str) and base.startswith("http")}
    assert prefixes == {name: PREFIXES[name] for name in PREFIXES.keys() - {"cjsh", "vann"}}


def test_context_covers_every_term(context: dict[str, Any], terms: dict[URIRef, URIRef]) -> None:
    named = {name: entry["@id"] if isinstance(entry, dict) else entry for name, entry in context.items()}
    assert {name for term in terms if named.get(name := term.removeprefix(CJ)) != f"cj:{name}"} == set()
    own = {target for target in named.values() if str(target).startswith("cj:")}
    assert own == {f"cj:{term.removeprefix(CJ)}" for term in terms}


def test_context_gives_links_to_object_properties(context: dict[str, Any], terms: dict[URIRef, URIRef]) -> None:
    links = {
        name
        for name, entry in context.items()
        if isinstance(entry, dict) and entry.get("@type") == "@id" and entry["@id"].startswith("cj:")
    }
    objects = {term.removeprefix(CJ) for term, kind in terms.items() if kind == OWL.ObjectProperty}
    literals = {term.removeprefix(CJ) for term, kind in terms.items() if kind == OWL.DatatypeProperty}
    assert objects <= links
    assert literals & links == set()


def test_context_gives_literals_the_type_of_their_range(context: dict[str, Any], tbox: Graph) -> None:
    full = {name: base for name, base in context.items() if isinstance(base, str)}
    for name, entry in context.items():
        if not isinstance(entry, dict) or entry.get("@type") == "@id":
            continue
        prefix, _, local = entry["@id"].partition(":")
        ranges = [str(range_) for range_ in tbox.objects(URIRef(full[prefix] + local), RDFS.range)]
        prefix, _, local = entry.get("@type", "").partition(":")
        given = PREFIXES["rdf"] + "langString" if "@container" in entry else full[prefix] + local if prefix else None
        assert ranges in ([], [given]), name

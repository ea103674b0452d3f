"""JSON-LD 1.1, compacted with the project's context: one object a named graph, one a node in it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

import pyoxigraph as ox

from cengji.core.errors import UsageError
from cengji.core.namespaces import PREFIXES
from cengji.core.resources import resource_dir
from cengji.dataset import Dataset
from cengji.export.prefixes import Prefixes

__all__ = ["write_jsonld"]

_RDF_TYPE: Final = PREFIXES["rdf"] + "type"
_XSD: Final = PREFIXES["xsd"]


def write_jsonld(dataset: Dataset) -> Iterator[bytes]:
    """Yield the quads as JSON-LD, sorted by graph, node and property, in chunks.

    The document carries its context: that of the ontology, and the prefixes it uses beside. A prefix that
    is the scheme of an IRI in the data is left out: a reader would expand that IRI.

    :raises UsageError: if the data hold triple terms, which JSON-LD 1.1 cannot say.
    """
    quads = dataset.sorted_quads
    context = _Context(frozenset(term.value.partition(":")[0] for quad in quads for term in _named_nodes(quad)))
    ordered = sorted(quads, key=lambda quad: str(quad.graph_name))  # stable: the quads of a graph stay sorted
    body: list[str] = []
    for name, members in groupby(ordered, key=lambda quad: quad.graph_name):
        nodes = (_node_object(subject, own, context) for subject, own in groupby(members, key=lambda quad: quad.subject))
        written = ",\n".join(json.dumps(node, ensure_ascii=False, indent=1) for node in nodes)
        if isinstance(name, ox.DefaultGraph):
            body.append(written)
        else:
            head = json.dumps(context.shorten(_iri(name)), ensure_ascii=False)
            body.append(f'{{\n"id": {head},\n"@graph": [\n{written}\n]\n}}')
    head = json.dumps(context.used(), ensure_ascii=False, indent=1)
    yield f'{{\n"@context": {head},\n"@graph": [\n'.encode()
    for place, part in enumerate(body):
        yield (",\n" if place else "").encode() + part.encode()
    yield b"\n]\n}\n"


class _Context:
    """The context of one document: a term for a property and a kind of value, a short name for an IRI."""

    def __init__(self, schemes: frozenset[str]) -> None:
        read: dict[str, Any] = json.loads(resource_dir("ontology").joinpath("context.jsonld").read_text(encoding="utf-8"))["@context"]
        self._dropped = schemes & PREFIXES.keys()
        # A plain string is an xsd:string by itself, and rdflib takes one that is said to be so for another literal.
        self._given = {
            word: {key: v for key, v in m.items() if v != "xsd:string"} if isinstance(m, dict) else m for word, m in read.items()
        }
        self._prefixes = Prefixes(without=schemes)
        self._classes: dict[str, str] = {}
        self._terms: dict[str, tuple[str, str]] = {}
        for word, meaning in self._given.items():
            if isinstance(meaning, dict):
                kind = "@language" if "@container" in meaning else meaning.get("@type", "")
                self._terms[_expand(meaning["@id"])] = (word, kind)
            elif word not in PREFIXES and not word.startswith("@") and not meaning.startswith("@"):
                self._classes[_expand(meaning)] = word
        self._short: dict[str, str] = {}

    def used(self) -> dict[str, Any]:
        """Return the context of the document: the terms, with all prefixes that it uses."""
        context = {word: meaning for word, meaning in self._given.items() if word not in self._dropped}
        for word, meaning in context.items() if self._dropped else ():
            if isinstance(meaning, dict):
                context[word] = {**meaning, **{key: _expand(meaning[key]) for key in ("@id", "@type") if key in meaning}}
            elif word in self._classes.values():
                context[word] = _expand(meaning)
        return {**context, **self._prefixes.used}

    def shorten(self, iri: str) -> str:
        """Return a compact IRI, or the IRI where there is none."""
        if iri not in self._short:
            found = self._prefixes.split(iri)
            if found is None or found[1].startswith("//"):
                self._short[iri] = iri
            else:
                self._prefixes.use(found[0])
                self._short[iri] = ":".join(found)
        return self._short[iri]

    def class_name(self, iri: str) -> str:
        """Return the term of a class, or its short name."""
        return self._classes.get(iri) or self.shorten(iri)

    def term(self, predicate: str) -> tuple[str, str]:
        """Return the term of a property and the kind of value it stands for: ``@id``, ``@language``, a datatype, or any."""
        return self._terms.get(predicate, (self.shorten(predicate), ""))


def _node_object(subject: object, quads: Iterable[ox.Quad], context: _Context) -> dict[str, Any]:
    node: dict[str, Any] = {"id": context.shorten(_iri(subject))}
    for predicate, own in groupby(quads, key=lambda quad: quad.predicate.value):
        terms = [quad.object for quad in own]
        if predicate == _RDF_TYPE and not any(isinstance(term, ox.Literal) for term in terms):
            node["type"] = _unwrap_single([context.class_name(_iri(term)) for term in terms])
            continue
        word, kind = context.term(predicate)
        texts: defaultdict[str, list[str]] = defaultdict(list)
        plain: list[Any] = []
        other: list[Any] = []
        for term in terms:
            if kind == "@id" and not isinstance(term, ox.Literal):
                plain.append(context.shorten(_iri(term)))
            elif kind == "@language" and isinstance(term, ox.Literal) and term.language:
                texts[term.language].append(term.value)
            elif isinstance(term, ox.Literal) and ":" in kind and term.datatype.value == _expand(kind):
                plain.append(term.value)
            else:
                (plain if not kind else other).append(_value_object(term, context))
        if texts:
            node[word] = {language: _unwrap_single(found) for language, found in sorted(texts.items())}
        elif plain:
            node[word] = _unwrap_single(plain)
        if other:
            node[context.shorten(predicate)] = _unwrap_single(other)
    return node


def _unwrap_single(values: list[Any]) -> Any:  # noqa: ANN401 - a JSON value
    return values[0] if len(values) == 1 else values


def _value_object(term: object, context: _Context) -> Any:  # noqa: ANN401 - a JSON value
    """Return a value that says all of itself, for where no term of the context speaks for it."""
    if not isinstance(term, ox.Literal):
        return {"id": context.shorten(_iri(term))}
    if term.language:
        direction = {"@direction": str(term.direction.value)} if term.direction else {}
        return {"@value": term.value, "@language": term.language, **direction}
    if term.datatype.value == _XSD + "string":
        return term.value
    return {"@value": term.value, "@type": context.class_name(term.datatype.value)}


def _named_nodes(quad: ox.Quad) -> Iterator[ox.NamedNode]:
    for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
        named = term.datatype if isinstance(term, ox.Literal) else term
        if isinstance(named, ox.NamedNode):
            yield named


def _expand(compact: str) -> str:
    prefix, colon, local = compact.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else compact


def _iri(term: object) -> str:
    if isinstance(term, ox.Triple):
        raise UsageError("JSON-LD 1.1 has no triple terms; choose turtle, trig, nt or nq")
    return term.value if isinstance(term, ox.NamedNode) else str(term)

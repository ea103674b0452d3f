"""RDF terms as text: their lexical forms, and short names for IRIs."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from cengji.core.namespaces import CASE, ID, PREFIXES, SCHEME

__all__ = ["iri_text", "local_name", "shorten_iri", "term_text"]

_SHORT: Final = {ID: "", CASE: "", SCHEME: "", **{base: f"{prefix}:" for prefix, base in PREFIXES.items()}}
_BASES: Final = tuple(_SHORT)
_VALUED: Final = (ox.NamedNode, ox.Literal, ox.BlankNode)  # a tuple: to make a union anew takes as long as all the rest


def term_text(term: object) -> str:
    """Return a term without its marks: the IRI, the lexical form or the name of a blank node; a triple term as in N-Triples.

    An unbound term (None) is empty.

    >>> term_text(ox.Literal("网格", language="zh")), term_text(ox.NamedNode("urn:x")), term_text(None)
    ('网格', 'urn:x', '')
    """
    if isinstance(term, _VALUED):
        value: str = term.value
        return value
    return "" if term is None else str(term)


def iri_text(term: object) -> str:
    """Return the IRI of a term, empty where the term is none."""
    return term.value if isinstance(term, ox.NamedNode) else ""


def local_name(iri: str) -> str:
    """Return what follows the last slash or hash of an IRI, all of it where nothing does.

    >>> local_name("https://w3id.org/cengji/ontology#Body"), local_name("https://example.org/street/"), local_name("urn:x")
    ('Body', 'street', 'urn:x')
    """
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2] or iri


def shorten_iri(iri: str) -> str:
    """Return an IRI as people read and type it.

    That is ``case/kind/key`` for a thing of a case, ``scheme/key`` for a concept, the key of a case, ``prefix:name``
    where a prefix stands for the namespace, and the IRI itself where none does.

    >>> shorten_iri("https://w3id.org/cengji/id/gusu/group/grids"), shorten_iri("https://w3id.org/cengji/scheme/tier/area")
    ('gusu/group/grids', 'tier/area')
    >>> shorten_iri("http://purl.org/dc/terms/title"), shorten_iri("urn:x")
    ('dcterms:title', 'urn:x')
    """
    if iri.startswith(_BASES):
        base = next(base for base in _BASES if iri.startswith(base))
        return _SHORT[base] + iri.removeprefix(base)
    return iri

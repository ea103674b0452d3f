"""Terms of our model that a query misspells: an engine finds nothing by them, and does not say so."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from cengji.core.errors import QueryError
from cengji.core.namespaces import CJ
from cengji.core.sparql import read_tokens
from cengji.dataset.ontology import read_ontology

__all__ = ["find_misspelt"]

_MOST: Final = 5
_LONGEST: Final = 60
"""Characters of a name that are told; a longer one is near to no term."""


@lru_cache(maxsize=256)  # a client often asks the same again
def find_misspelt(sparql: str) -> tuple[str, ...]:
    """Return a sentence for each term of our namespace that the ontology lacks, in the order of the text, the first five.

    >>> find_misspelt("PREFIX cj: <https://w3id.org/cengji/ontology#> ASK { ?x a cj:Laddr ; cj:inCase ?case . FILTER(?x != 'cj:y') }")
    ('cj:Laddr is no term of the model; did you mean cj:Ladder?',)
    """
    if CJ not in sparql:
        return ()
    known = read_ontology().term_names
    try:
        names = dict.fromkeys(_terms_of(sparql))
    except QueryError:  # which whoever runs it is told
        return ()
    told = []
    for name in names:
        if name and name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.6) if len(name) <= _LONGEST else []
            remedy = f"did you mean cj:{near[0]}?" if near else "`cengji docs` writes the reference of its terms"
            told.append(f"cj:{name[:_LONGEST]} is no term of the model; {remedy}")
    return tuple(told[:_MOST])


def _terms_of(sparql: str) -> list[str]:
    """Return the local names of the terms of our namespace in a text, however they are written."""
    found, ours, declaring = [], set[str](), ""
    for token in read_tokens(sparql):
        if token.kind == "iri":
            iri = token.text[1:-1]
            if declaring:
                (ours.add if iri == CJ else ours.discard)(declaring)
            elif iri.startswith(CJ):
                found.append(iri.removeprefix(CJ))
            declaring = ""
        elif token.kind == "name":
            prefix, _, local = token.text.partition(":")
            if declaring == "?":
                declaring = f"{prefix}:"
            elif f"{prefix}:" in ours:
                found.append(local.replace("\\", ""))
        elif token.kind == "word" and token.upper == "PREFIX":
            declaring = "?"
    return found

"""The terms of R2RML and RML that a mapping may use, and where each stands in its file."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["ALLOWED", "ANNOTATIONS", "FORMULATIONS", "LANGUAGES", "Lines", "canonical"]

_R2RML: Final = "http://www.w3.org/ns/r2rml#"
_RML_OLD: Final = "http://semweb.mmlab.be/ns/rml#"
_RML: Final = "http://w3id.org/rml/"
_QL: Final = "http://semweb.mmlab.be/ns/ql#"
LANGUAGES: Final = (_R2RML, _RML_OLD, _RML)
"""The namespaces of R2RML, of RML as it was first published and of RML as the W3C's community group has it."""
_SAME: Final = {"logicalTable": "logicalSource", "column": "reference"}
ANNOTATIONS: Final = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/2004/02/skos/core#",
    "http://purl.org/dc/",
)
"""The namespaces whose properties say nothing about the output."""
FORMULATIONS: Final = frozenset({f"{_QL}CSV", f"{_RML}CSV", f"{_RML}SQL2008Table", f"{_R2RML}SQL2008"})
_TERM: Final = frozenset({"template", "reference", "constant", "termType"})
ALLOWED: Final = {
    "triples map": frozenset({"logicalSource", "subjectMap", "subject", "predicateObjectMap", "baseIRI"}),
    "logical source": frozenset({"source", "tableName", "referenceFormulation"}),
    "source": frozenset({"path", "root"}),
    "subject map": _TERM | {"class", "graphMap", "graph"},
    "predicate-object map": frozenset({"predicateMap", "predicate", "objectMap", "object", "graphMap", "graph"}),
    "predicate map": _TERM,
    "graph map": _TERM,
    "object map": _TERM | {"language", "languageMap", "datatype", "datatypeMap", "parentTriplesMap", "joinCondition"},
    "constant map": frozenset({"constant"}),
    "join condition": frozenset({"child", "parent"}),
}
"""What each part of a mapping may say, by local name; anything else is refused."""
_HIDDEN: Final = re.compile(r'"""(?s:.*?)"""|\'\'\'(?s:.*?)\'\'\'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|<[^<>\s]*>|#[^\n]*')


def canonical(iri: str) -> str:
    """Return the local name of a term of R2RML or RML, as RML has it; empty for any other IRI.

    >>> canonical("http://www.w3.org/ns/r2rml#column"), canonical("http://w3id.org/rml/reference"), canonical("urn:x")
    ('reference', 'reference', '')
    """
    for namespace in LANGUAGES:
        if iri.startswith(namespace):
            local = iri.removeprefix(namespace)
            return _SAME.get(local, local)
    return ""


class Lines:
    """The lines of a Turtle file on which a term is written, in full or with a prefix."""

    def __init__(self, text: str, prefixes: dict[str, str]) -> None:
        """Leave strings and comments out."""
        self._text = _HIDDEN.sub(lambda match: match[0] if match[0].startswith("<") else re.sub(r"[^\n]", " ", match[0]), text)
        self._prefixes = prefixes
        self._strings = text

    def find(self, iri: str, after: int = 0) -> int:
        """Return the first line at or after one that names an IRI; if there is none, the first at all, or 0."""
        forms = [re.escape(f"<{iri}>")]
        if "#" in iri:
            forms.append(re.escape(f"<#{iri.rpartition('#')[2]}>"))
        forms += [
            rf"(?<![\w:-]){re.escape(f'{prefix}:{iri.removeprefix(base)}')}(?![\w-])"
            for prefix, base in self._prefixes.items()
            if base and iri.startswith(base)
        ]
        return self._search("|".join(forms), self._text, after)

    def find_text(self, value: str, after: int = 0) -> int:
        """Return the line at or after one on which a string is written, likewise."""
        written = value.replace("\\", "\\\\").replace('"', '\\"')
        return self._search(re.escape(f'"{written}"'), self._strings, after)

    @staticmethod
    def _search(pattern: str, text: str, after: int) -> int:
        found = [text.count("\n", 0, match.start()) + 1 for match in re.finditer(pattern, text)]
        return next((line for line in found if line >= after), found[0] if found else 0)

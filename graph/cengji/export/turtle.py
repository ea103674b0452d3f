"""Turtle and TriG to be read by people: short names, sections by class, sorted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from cengji.core.namespaces import PREFIXES
from cengji.dataset import Dataset
from cengji.export.ntriples import list_graphs, sort_ntriples
from cengji.export.prefixes import Prefixes

__all__ = ["READING_ORDER", "write_trig", "write_turtle", "write_turtle_lines"]

# The classes in the order of their sections; what has several of them stands in the first. Other classes follow by
# name, then what is a ``skos:Concept`` and nothing else, then what has no class.
READING_ORDER: Final = tuple(
    PREFIXES[prefix] + name
    for prefix, name in (
        one.split(":")
        for one in [
            "owl:Ontology",
            "dcat:Dataset",
            "cj:Case",
            "cj:SourceDocument",
            "cj:PolicyDocument",
            "cj:Place",
            "cj:Ladder",
            "cj:Rung",
            "cj:BodyGroup",
            "cj:Body",
            "cj:PersonGroup",
            "org:Post",
            "cj:Measure",
            "cj:Problem",
            "cj:Outcome",
            "cj:PowerGrant",
            "cj:PrecedenceClaim",
            "cj:Figure",
            "cj:Breakdown",
            "cj:SumOverParts",
            "cj:Period",
            "cj:Event",
            "cj:RelationClaim",
            "cj:TierMapping",
            "cj:GenericMapping",
            "cj:SameBodyClaim",
            "cj:DerivedClaim",
            "cj:ConcurrentHolding",
            "cj:Secondment",
            "cj:Evidence",
            "oa:TextPositionSelector",
            "spdx:Checksum",
            "owl:Class",
            "owl:ObjectProperty",
            "owl:DatatypeProperty",
            "owl:AnnotationProperty",
            "skos:ConceptScheme",
        ]
    )
)

_TYPE: Final = f"<{PREFIXES['rdf']}type>".encode()
_OTHER: Final = len(READING_ORDER)
_CONCEPT: Final = f"<{PREFIXES['skos']}Concept>".encode()
_NO_CLASS: Final = (_OTHER + 2, b"")
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_BARE: Final = {
    f"<{PREFIXES['xsd']}integer>".encode(): re.compile(rb"[+-]?[0-9]+"),
    f"<{PREFIXES['xsd']}decimal>".encode(): re.compile(rb"[+-]?[0-9]*\.[0-9]+"),
    f"<{PREFIXES['xsd']}boolean>".encode(): re.compile(rb"true|false"),
}
_RULE: Final = b"#" * 78
_Section = tuple[int, bytes]


def write_turtle(dataset: Dataset) -> Iterator[bytes]:
    """Return the triples of all graphs merged as Turtle, in chunks."""
    return write_turtle_lines(line for lines in sort_ntriples(dataset) for line in lines)


def write_turtle_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield sorted lines of N-Triples, RDF 1.2's triple terms included, as Turtle."""
    short = _ShortForms()
    body = list(_sections(lines, short, b""))
    yield short.header()
    yield from body


def write_trig(dataset: Dataset) -> Iterator[bytes]:
    """Yield the quads as TriG, in chunks: the default graph, then the named ones by name."""
    short = _ShortForms()
    body: list[bytes] = []
    for name in list_graphs(dataset):
        lines = (line for lines in sort_ntriples(dataset, [name]) for line in lines)
        if str(name) == "DEFAULT":
            body += _sections(lines, short, b"")
        else:
            body += [b"\n", short[str(name).encode()], b" {\n", *_sections(lines, short, b"    "), b"}\n"]
    yield short.header()
    yield from body


class _ShortForms(dict[bytes, bytes]):
    """The short form of each term met, by its form in N-Triples; filled as terms are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._prefixes = Prefixes()

    def __missing__(self, term: bytes) -> bytes:
        if term.startswith(b"<<("):
            return self._triple_term(term)
        found = self._prefixes.split(term[1:-1].decode()) if term.startswith(b"<") else None
        if found is None or not _LOCAL.fullmatch(found[1]):
            self[term] = term
        else:
            self._prefixes.use(found[0])
            self[term] = f"{found[0]}:{found[1]}".encode()
        return self[term]

    def literal(self, term: bytes) -> bytes:
        """Shorten a literal: numbers and booleans stand bare, datatypes get their prefix."""
        if not term.endswith(b">"):
            return term
        text, _, datatype = term.rpartition(b"^^")
        bare = _BARE.get(datatype)
        if bare is not None and bare.fullmatch(text, 1, len(text) - 1):
            return text[1:-1]
        return text + b"^^" + self[datatype]

    def header(self) -> bytes:
        """Return the prefixes that were used."""
        return "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in self._prefixes.used.items()).encode()

    def _triple_term(self, term: bytes) -> bytes:
        subject, predicate, rest = term[4:-4].split(b" ", 2)
        last = self.literal(rest) if rest.startswith(b'"') else self[rest]
        return b"<<( " + self[subject] + b" " + self[predicate] + b" " + last + b" )>>"


def _sections(lines: Iterable[bytes], short: _ShortForms, indent: bytes) -> Iterator[bytes]:
    """Yield the subjects section by section, each section under a banner with its class and number of subjects."""
    ranks = {f"<{iri}>".encode(): (place, f"<{iri}>".encode()) for place, iri in enumerate(READING_ORDER)}
    ranks[_CONCEPT] = (_OTHER + 1, _CONCEPT)
    sections: defaultdict[_Section, list[bytes]] = defaultdict(list)
    for section, block in _blocks(lines, short, ranks, indent):
        sections[section].append(block)
    for section in sorted(sections):
        _, name = section
        title = short[name] if name else b"without a class"
        head = b"".join(b"%s%s\n" % (indent, line) for line in (_RULE, b"# %s (%d)" % (title, len(sections[section])), _RULE))
        yield b"\n" + head + b"\n" + b"\n".join(sections[section])


def _blocks(lines: Iterable[bytes], short: _ShortForms, ranks: dict[bytes, _Section], indent: bytes) -> Iterator[tuple[_Section, bytes]]:
    """Yield each subject's section and its statements as text; the lines are sorted by subject and predicate."""
    literal = short.literal
    subject = predicate = b""
    section = _NO_CLASS
    types: list[bytes] = []
    parts: list[bytes] = []
    new, more = b" ;\n" + indent + b"    ", b" ,\n" + indent + b"        "
    for line in lines:
        this, verb, rest = line.split(b" ", 2)
        if this != subject:
            if subject:
                yield section, _block(indent + short[subject], types, parts, new)
            subject, predicate, section, types, parts = this, b"", _NO_CLASS, [], []
        term = rest[:-3]
        if verb == _TYPE:
            types.append(literal(term) if term.startswith(b'"') else short[term])
            section = min(section, ranks.get(term, (_OTHER, term)))
            continue
        text = literal(term) if term.startswith(b'"') else short[term]
        if verb == predicate:
            parts += (more, text)
        else:
            parts += (new, short[verb], b" ", text)
            predicate = verb
    if subject:
        yield section, _block(indent + short[subject], types, parts, new)


def _block(subject: bytes, types: list[bytes], parts: list[bytes], new: bytes) -> bytes:
    """Join what is said of a subject: its classes first, on the line of its name."""
    if types:
        return subject + b" a " + b" , ".join(types) + b"".join(parts) + b" .\n"
    return subject + new[2:] + b"".join(parts[1:]) + b" .\n"

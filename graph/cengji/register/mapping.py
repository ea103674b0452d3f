"""An RML or R2RML mapping is read from Turtle; what is not in the subset is refused by name and line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import rdflib
from rdflib.term import BNode, Literal, Node, URIRef

from cengji.core.errors import Fault, InputError
from cengji.core.files import read_file
from cengji.core.namespaces import PREFIXES
from cengji.register.binding import guess
from cengji.register.records import Constant, Join, Mapping, PredicateObject, Reference, Template, TermMap, TriplesMap
from cengji.register.terms import LEXICAL, UNCHECKED
from cengji.register.vocabulary import ALLOWED, ANNOTATIONS, FORMULATIONS, Lines, canonical

__all__ = ["parse_template", "read_mapping"]

_ILLEGAL: Final = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LANGUAGE: Final = re.compile(r"(?:[A-Za-z]{2,8}|[IiXx](?=-))(-[A-Za-z0-9]{1,8})*")
_PART: Final = re.compile(r"\\(?P<escaped>[{}\\])|\{(?P<column>(?:\\[{}\\]|[^{}\\])+)\}|(?P<text>[^{}\\]+)")
_SUBSET: Final = (
    "the subset has template, reference, constant, termType, language, datatype, class, graph maps and equi-joins (docs/register.md)"
)
_BASE: Final = "https://mapping.invalid/"


def parse_template(text: str) -> Template:
    r"""Return the parts of a template; a backslash makes a brace or backslash plain.

    >>> parse_template(r"urn:org/{code}\{{name}").parts
    ('urn:org/', 'code', '{', 'name', '')

    :raises ValueError: if a brace stands alone.
    """
    parts, place = [""], 0
    for match in _PART.finditer(text):
        if match.start() != place:
            break
        place = match.end()
        if match["column"]:
            parts += [re.sub(r"\\([{}\\])", r"\1", match["column"]), ""]
        else:
            parts[-1] += match["escaped"] or match["text"]
    if place != len(text):
        raise ValueError(f"the brace or backslash at character {place + 1} stands alone")
    return Template(tuple(parts))


def read_mapping(path: Path) -> Mapping:
    """Return the triples maps of a file.

    :raises InputError: with all that is not Turtle, not in the subset, or not whole.
    """
    data = read_file(path, "name a mapping in Turtle")
    try:
        text = data.decode("utf-8-sig")
        graph = rdflib.Graph(bind_namespaces="none").parse(data=text, format="turtle", publicID=_BASE)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError.of(path, "is not UTF-8", "save it as UTF-8", line=line) from error
    except Exception as error:  # rdflib's parsers raise errors of many kinds
        line = (getattr(error, "lines", None) or 0) + 1 if hasattr(error, "lines") else 0
        problem = str(getattr(error, "_why", None) or error).splitlines()[0]
        raise InputError.of(path, f"is not Turtle: {problem}", "mend the syntax", line=line) from error
    return _Reader(path, text, graph).read()


class _Reader:
    """The state of reading one file: its graph, and the faults so far."""

    def __init__(self, path: Path, text: str, graph: rdflib.Graph) -> None:
        self.path, self.graph = path, graph
        self.lines = Lines(text, {prefix: str(base) for prefix, base in graph.namespaces()})
        self.faults: list[Fault] = []
        self.line, self.base, self.name = 0, "", ""

    def read(self) -> Mapping:
        nodes = {subject for subject, predicate, _ in self.graph if canonical(str(predicate)) == "logicalSource"}
        maps = [self._triples_map(node) for node in sorted(nodes, key=lambda node: (self._line_of(node), str(node)))]
        mapping = Mapping(self.path, {one.name: one for one in maps if one})
        if not nodes:
            self._refuse("has no triples map", "give each table a map with rml:logicalSource, or rr:logicalTable", line=0)
        for one in mapping.maps.values():
            joins = (thing for pair in one.predicate_objects for thing in pair.objects if isinstance(thing, Join))
            for join in joins:
                parent = mapping.maps.get(join.parent)
                if parent is None and not self.faults:
                    self._refuse(f"names no triples map: {self._short(join.parent)}", "name one of this file", line=join.line)
                elif parent and not join.conditions and parent.source != one.source:
                    self._refuse(
                        "joins another table without a join condition", "give rr:joinCondition with child and parent", line=join.line
                    )
        if self.faults:
            raise InputError(self.faults)
        return mapping

    def _triples_map(self, node: Node) -> TriplesMap | None:
        self.line, self.name = self._line_of(node), self._short(str(node))
        said = self._said(node, "triples map")
        self.base = next((str(value) for value in said.get("baseIRI", ())), "")
        source = self._source(said["logicalSource"])
        subjects = self._maps(said, "subject")
        pairs = tuple(filter(None, (self._predicate_object(one) for one in said.get("predicateObjectMap", ()))))
        if len(subjects) != 1:
            self._refuse("has no subject map" if not subjects else "has more than one subject map", "give each triples map one")
            return None
        kind, value = subjects[0]
        subject = self._term(value, "subject map", constant=kind == "subject")
        described = {} if kind == "subject" else self._said(value, "subject map", quiet=True)
        classes = tuple(sorted(str(one) for one in described.get("class", ())))
        if subject is None or source is None:
            return None
        return TriplesMap(str(node), source, subject, classes, self._graphs(described), pairs, self._line_of(node))

    def _predicate_object(self, node: Node) -> PredicateObject | None:
        said = self._said(node, "predicate-object map")
        predicates = [self._term(value, "predicate map", constant=kind == "predicate") for kind, value in self._maps(said, "predicate")]
        objects = [
            self._join(value) if kind == "objectMap" and self._has(value, "parentTriplesMap") else self._object(kind, value)
            for kind, value in self._maps(said, "object")
        ]
        if not predicates or not objects:
            self._refuse("has a predicate-object map without predicate or object", "give it both")
        found = tuple(one for one in predicates if one), tuple(one for one in objects if one)
        return PredicateObject(*found, self._graphs(said)) if all(found) else None

    def _object(self, kind: str, value: Node) -> TermMap | None:
        return self._term(value, "object map", constant=kind == "object")

    def _graphs(self, said: dict[str, list[Node]]) -> tuple[TermMap, ...]:
        found = (self._term(value, "graph map", constant=kind == "graph") for kind, value in self._maps(said, "graph"))
        return tuple(one for one in found if one)

    def _join(self, node: Node) -> Join:
        said = self._said(node, "object map")
        conditions = []
        for one in said.get("joinCondition", ()):
            sides = self._said(one, "join condition")
            if set(sides) != {"child", "parent"}:
                self._refuse("has a join condition without child and parent", "give it rr:child and rr:parent")
            else:
                conditions.append((self._column(sides["child"][0]), self._column(sides["parent"][0])))
        parent = str(said["parentTriplesMap"][0])
        return Join(parent, tuple(sorted(conditions)), self.lines.find(parent, self.line))

    def _term(self, node: Node, role: str, *, constant: bool) -> TermMap | None:
        if constant:
            return self._constant(node, role)
        said = self._said(node, role)
        ways = [(way, value) for way in ("template", "reference", "constant") for value in said.get(way, ())]
        if len(ways) != 1:
            self._refuse(f"has a {role} with {len(ways) or 'none'} of template, reference and constant", "give it exactly one")
            return None
        way, value = ways[0]
        if way == "constant":
            return self._constant(value, role)
        language, datatype = self._qualifier(said, "language"), self._qualifier(said, "datatype")
        kind = canonical(str(said["termType"][0])) if "termType" in said else ""
        line = self.lines.find_text(str(value), self.line)
        literal = kind == "Literal" if kind else role == "object map" and (way == "reference" or bool(language or datatype))
        if kind not in ("", "IRI", "Literal"):
            self._refuse(f"makes a {kind or said['termType'][0]}", "the graph has no blank nodes: give each thing an IRI by a template")
        elif literal and role != "object map":
            self._refuse(f"makes a literal in a {role}", "only objects may be literals", line=line)
        elif (language or datatype) and (not literal or (language and datatype)):
            self._refuse("has a language or datatype where there is none to have", "an IRI has neither, a literal one of them", line=line)
        if language and not _LANGUAGE.fullmatch(language):
            self._refuse(
                f"has the language tag {language!r}", "write it as in zh or zh-Hans", line=self.lines.find_text(language, self.line)
            )
        if datatype.startswith(PREFIXES["xsd"]) and datatype not in LEXICAL.keys() | UNCHECKED:
            name = datatype.removeprefix(PREFIXES["xsd"])
            known = sorted(one.removeprefix(PREFIXES["xsd"]) for one in LEXICAL.keys() | UNCHECKED)
            self._refuse(f"has the datatype xsd:{name}, which XML Schema has not{guess(name, known)}", "name one that it has", line=line)
        made = self._made(way, str(value), line, literal=literal)
        if made is None:
            return None
        return TermMap(made, literal, datatype, language, self.base, line)

    def _made(self, way: str, value: str, line: int, *, literal: bool) -> Reference | Template | None:
        if way == "reference":
            return Reference(self._unquoted(value))
        try:
            template = parse_template(value)
        except ValueError as error:
            self._refuse(f"has the template {value!r}: {error}", "write \\{{ or \\\\ for plain ones", line=line)
            return None
        if not literal and (wrong := _ILLEGAL.search("".join(template.parts[::2]))):
            self._refuse(f"has the template {value!r}: no IRI has {wrong[0]!r}", "percent-encode it", line=line)
        return template if literal else Template(tuple(self._unquoted(part) if i % 2 else part for i, part in enumerate(template.parts)))

    def _constant(self, node: Node, role: str) -> TermMap | None:
        if isinstance(node, BNode) or (isinstance(node, Literal) and role != "object map"):
            self._refuse(f"has a {role} that is the constant {str(node)!r}", "a constant is an IRI, or a literal for an object")
            return None
        if isinstance(node, Literal):
            datatype = "" if node.language else str(node.datatype or "http://www.w3.org/2001/XMLSchema#string")
            return TermMap(Constant(str(node)), literal=True, datatype=datatype, language=node.language or "")
        if _ILLEGAL.search(str(node)) or not _SCHEME.match(str(node)):
            self._refuse(f"has the constant <{node}>", "write a whole IRI")
        default = role == "graph map" and canonical(str(node)) == "defaultGraph"
        return TermMap(Constant("" if default else str(node)), line=self.lines.find(str(node), self.line))

    def _qualifier(self, said: dict[str, list[Node]], name: str) -> str:
        """Return the language or datatype, given directly or by a map of a constant."""
        if name in said:
            return str(said[name][0])
        for node in said.get(f"{name}Map", ()):
            return str(next(iter(self._said(node, "constant map").get("constant", ())), ""))
        return ""

    def _source(self, nodes: list[Node]) -> str | None:
        said = self._said(nodes[0], "logical source")
        for value in said.get("referenceFormulation", ()):
            if str(value) not in FORMULATIONS:
                self._refuse(
                    f"reads {self._short(str(value))}",
                    "tables only: CSV, Parquet, XLSX, SQLite",
                    line=self.lines.find(str(value), self.line),
                )
        for node in said.get("tableName", ()):
            return self._unquoted(str(node))
        for node in said.get("source", ()):
            if isinstance(node, Literal):
                return str(node)
            return str(next(iter(self._said(node, "source").get("path", ())), "")) or None
        self._refuse("has a logical source without source or table name", "give it rml:source or rr:tableName")
        return None

    def _maps(self, said: dict[str, list[Node]], name: str) -> list[tuple[str, Node]]:
        return [(kind, value) for kind in (name, f"{name}Map") for value in said.get(kind, ())]

    def _has(self, node: Node, name: str) -> bool:
        return any(canonical(str(predicate)) == name for predicate in self.graph.predicates(node))

    def _said(self, node: Node, role: str, *, quiet: bool = False) -> dict[str, list[Node]]:
        """Return the values of a node by local name, sorted; what the subset does not have is refused unless ``quiet``."""
        said: dict[str, list[Node]] = {}
        for predicate, value in sorted(self.graph.predicate_objects(node)):
            name = canonical(str(predicate))
            if name in ALLOWED[role]:
                said.setdefault(name, []).append(value)
            elif not quiet and not str(predicate).startswith(ANNOTATIONS):
                line = self.lines.find(str(predicate), self.line)
                self._refuse(f"uses {self._short(str(predicate))} in the {role}, which is not compiled", _SUBSET, line=line)
        return said

    def _column(self, node: Node) -> str:
        return self._unquoted(str(node))

    @staticmethod
    def _unquoted(name: str) -> str:
        return name[1:-1] if len(name) > 2 and name[0] == name[-1] == '"' else name

    def _line_of(self, node: Node) -> int:
        return self.lines.find(str(node)) if isinstance(node, URIRef) else 0

    def _short(self, iri: str) -> str:
        for prefix, base in self.graph.namespaces():
            if base and iri.startswith(base):
                return f"{prefix}:{iri.removeprefix(base)}"
        return f"<{iri.removeprefix(_BASE)}>"

    def _refuse(self, problem: str, remedy: str, *, line: int | None = None) -> None:
        self.faults.append(Fault(str(self.path), self.line if line is None else line, self.name, problem, remedy))

"""A query file: SPARQL with a header: its question, parameters and columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cengji.core.errors import Fault, InputError
from cengji.core.namespaces import CASE, SCHEME

__all__ = ["Column", "Parameter", "QueryFile", "fill_rows", "read_query", "read_query_file"]

TYPES = frozenset({"boolean", "date", "decimal", "integer", "iri", "text", "text(en)", "text(zh)"})
_HEADER = re.compile(r"#\s*(?P<key>[a-z]+)(\((?P<language>zh|en)\))?:\s*(?P<value>.*)")
_PARAM = re.compile(r"\?(?P<name>\w+)\s+(?P<type>\S+)\s+(?P<need>required|optional)\s*(?P<note>.*?)(?:\s+\|\s+(?P<zh>.*))?")
_COLUMN = re.compile(r"\?(?P<name>\w+)\s+(?P<type>\S+)(?P<optional>\s+optional)?")
_ROW = re.compile(r"^(?P<head>[^\S\n]*VALUES\s+\?(?P<name>\w+)\s*\{)(?P<value>.*)(?P<tail>\}\s*#\s*param\s*)$", re.MULTILINE)
_ESCAPE = re.compile(r"\\\\(?P<letter>[uU])|\\u(?P<code>[0-9A-Fa-f]{4})|\\.")
_CONCEPT = re.compile(rf"<({re.escape(SCHEME)}[a-z-]+/)[a-z0-9-]+>")
_FAMILIES = {
    "case": CASE,
    **{name: f"{SCHEME}{scheme}/" for name, scheme in (("generic", "generic-measure"), ("line", "line"), ("unit", "unit"))},
}
_SELECT = re.compile(r"^SELECT\s+(?:DISTINCT\s+)?(?P<names>(?:\?\w+\s*)+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: one marked VALUES row of the query; ``default`` is what stands in it, as SPARQL, ``note_zh`` its note in Chinese."""

    name: str
    type: str
    required: bool
    note: str
    default: str
    note_zh: str = ""

    @property
    def family(self) -> str:
        """Return what the IRIs of its values begin with where these are of one kind: cases, or the concepts of one scheme; else nothing.

        That is the scheme of the concept that stands in the row; where the row is open, the name tells.
        """
        concept = _CONCEPT.fullmatch(self.default)
        return concept[1] if concept else _FAMILIES.get(self.name, "") if self.default == "UNDEF" and self.type == "iri" else ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer; an optional one may be unbound."""

    name: str
    type: str
    optional: bool


@dataclass(frozen=True, slots=True)
class QueryFile:
    """A query of the library: ``texts`` holds header lines by key and language (``question``, ``zh``)."""

    name: str
    text: str
    columns: tuple[Column, ...]
    parameters: tuple[Parameter, ...]
    texts: dict[tuple[str, str], str] = field(repr=False)
    lead: tuple[int, int] = field(default=(0, 0), repr=False)
    """A line (from 1), and how many characters at its beginning the runner has put there."""

    def header(self, key: str, language: str = "") -> str:
        """Return a header line such as ``question`` in ``zh``, empty where the file has none."""
        return self.texts.get((key, language), "")

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the text with these parameter values; see :func:`fill_rows`."""
        return fill_rows(self.text, values)


def fill_rows(text: str, values: Mapping[str, str]) -> str:
    """Return a query text with its marked rows of these names holding these terms, serialized as SPARQL; all else stays.

    >>> fill_rows("VALUES ?who { UNDEF }  # param", {"who": "<urn:a> <urn:b>"})
    'VALUES ?who { <urn:a> <urn:b> }  # param'
    """
    return _fill_rows(text, *values.items())


@lru_cache(maxsize=256)  # who asks the same again gets the same text, which guard and engine then need not read again
def _fill_rows(text: str, *values: tuple[str, str]) -> str:
    terms = {name: _escape_term(term) for name, term in values}
    return _ROW.sub(lambda row: row["head"] + f" {terms.get(row['name'], row['value'].strip())} " + row["tail"], text)


def _escape_term(term: str) -> str:
    r"""Write a term so that engines agree on it that expand ``\uXXXX`` before they read strings.

    SPARQL 1.1 (section 19.2) has them do so; rdflib does it even after an escaped backslash, and takes
    eight digits where there are eight. So the text ``\u0022`` would end its own literal, and a NUL before
    ``0022`` would be a quotation mark. A ``u`` after a backslash, and each code point, get eight digits.
    """
    return _ESCAPE.sub(_eight_digits, term)


def _eight_digits(found: re.Match[str]) -> str:
    if found["letter"]:
        return rf"\\\U{ord(found['letter']):08X}"
    return rf"\U0000{found['code']}" if found["code"] else found[0]


def read_query_file(path: Path, folder: Path) -> QueryFile:
    """Read a query file of the library; its name is its path below ``folder`` without the suffix.

    :raises InputError: with every fault of the header: a missing question, a column or parameter
        that the query does not have, an unknown type.
    """
    name = path.relative_to(folder).with_suffix("").as_posix()
    return read_query(path.read_text(encoding="utf-8"), name, str(path))


def read_query(text: str, name: str, path: str, *, plain: bool = False) -> QueryFile:
    """Read a query; with ``plain`` it may lack questions and the columns line, as any SPARQL does.

    :raises InputError: with every fault of the header; ``path`` names it in them.
    """
    rows = {row["name"]: row["value"].strip() for row in _ROW.finditer(text)}
    texts, parameters, faults = _header(text, rows, path)
    columns: tuple[Column, ...] = ()
    if ("columns", "") in texts or not plain:
        columns, wrong = _columns(texts.get(("columns", ""), ""), text, path)
        faults += wrong
    if not plain:
        faults += _missing_questions(texts, path)
    undescribed = sorted(rows.keys() - {parameter.name for parameter in parameters})
    faults += [Fault(path, 0, "param", f"?{row} is marked but not described", "add a `# param:` line") for row in undescribed]
    if faults:
        raise InputError(faults)
    return QueryFile(name, text, columns, tuple(parameters), texts)


def _header(text: str, rows: Mapping[str, str], path: str) -> tuple[dict[tuple[str, str], str], list[Parameter], list[Fault]]:
    """Read the comment lines that open a query, with blank lines between them or not: texts by key and language, parameters, faults."""
    texts: dict[tuple[str, str], str] = {}
    parameters: list[Parameter] = []
    faults: list[Fault] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue  # SPARQLWrapper takes every second of some lines of comments for none: blank lines part them
        if not line.startswith("#"):
            break
        header = _HEADER.match(line)
        if header is None:
            continue
        if header["key"] == "param":
            match = _PARAM.fullmatch(header["value"])
            if match is None or match["type"] not in TYPES or match["name"] not in rows:
                problem = f"is no parameter of this query: {header['value']}"
                remedy = "write `?name type required|optional note | its Chinese` and mark its VALUES row"
                faults.append(Fault(path, number, "param", problem, remedy))
                continue
            need, row = match["need"] == "required", rows[match["name"]]
            parameters.append(Parameter(match["name"], match["type"], need, match["note"], row, match["zh"] or ""))
        else:
            key = (header["key"], header["language"] or "")
            texts[key] = f"{texts[key]} {header['value']}" if key in texts else header["value"]
    return texts, parameters, faults


def _columns(header: str, text: str, path: str) -> tuple[tuple[Column, ...], list[Fault]]:
    """Read the columns line and hold it against the SELECT line; a CONSTRUCT has neither."""
    select = _SELECT.search(text)
    selected = re.findall(r"\?(\w+)", select["names"]) if select else []
    columns = []
    for part in filter(None, (part.strip() for part in header.split("|"))):
        match = _COLUMN.fullmatch(part)
        if match is None or match["type"] not in TYPES:
            return (), [Fault(path, 0, "columns", f"is no column: {part}", "write `?name type [optional]`, separated by |")]
        columns.append(Column(match["name"], match["type"], bool(match["optional"])))
    if [column.name for column in columns] != selected:
        found = f"the columns line names {[c.name for c in columns]}, SELECT gives {selected}"
        return (), [Fault(path, 0, "columns", found, "make them equal, in the same order")]
    return tuple(columns), []


def _missing_questions(texts: Mapping[tuple[str, str], str], path: str) -> list[Fault]:
    return [
        Fault(path, 0, f"question({language})", "is missing", "add the header line")
        for language in ("zh", "en")
        if ("question", language) not in texts
    ]

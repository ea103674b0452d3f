"""The library: the packaged queries by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO, Final

from cengji.core.errors import InputError, UnavailableError, UsageError
from cengji.core.namespaces import FILE, PREFIXES, iri_name
from cengji.core.queryfile import QueryFile, read_query, read_query_file
from cengji.core.resources import query_files, resource_dir
from cengji.core.sparql import needs_base
from cengji.query.bounds import MOST_BYTES, check_length

__all__ = ["GROUPS", "Catalogue", "declare_base", "read_limited", "read_query_text"]

_DECLARED: Final = re.compile(r"(?i)\bPREFIX\s*([A-Za-z][\w-]*):")
_COMMENTS: Final = re.compile(r"(?:[ \t\r]*(?:#[^\n]*)?\n)*")
_USED: Final = re.compile(r"(?<![\w:-])([a-z][a-z0-9-]*):(?!//)")

GROUPS: Final = {
    "ladder": "层级",
    "measure": "措施",
    "figure": "数字",
    "evidence": "证据",
    "change": "变化与岗位",
    "comparison": "比较",
    "quality": "质量",
}
"""The groups of the library with their Chinese names, in the order in which they are listed."""


class Catalogue:
    """The packaged queries; a file is read when it is asked for, and once."""

    def __init__(self) -> None:
        """List the files of the library."""
        self._paths = {path.stem: path for path in sorted(query_files(), key=lambda path: path.stem)}
        self._read: dict[str, QueryFile] = {}

    def __iter__(self) -> Iterator[QueryFile]:
        """Return every query of the library, by name."""
        return (self[name] for name in self._paths)

    def __getitem__(self, name: str) -> QueryFile:
        """Return the query of this name.

        :raises UsageError: if the library has none, with the nearest names.
        """
        if name not in self._paths:
            near = get_close_matches(name, self._paths, n=3, cutoff=0.6)
            hint = f"did you mean {' or '.join(near)}?" if near else "`cengji queries` lists them"
            raise UsageError(f"there is no query {name!r}: {hint}")
        if name not in self._read:
            self._read[name] = read_query_file(self._paths[name], resource_dir("queries"))
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        """Return whether the library has a query of this name."""
        return name in self._paths

    def __len__(self) -> int:
        """Return the number of queries."""
        return len(self._paths)

    def __repr__(self) -> str:
        """Return how many there are, and what to ask next."""
        return f'<Catalogue of {len(self)} queries: {", ".join(list(self._paths)[:3])}, …; try ["ladders"], .by_group()>'

    def _repr_html_(self) -> str:
        """Return the queries with their questions for a notebook, group by group."""
        from html import escape

        lists = []
        for group, members in self.by_group().items():
            items = "".join(f"<dt><code>{escape(one.name)}</code></dt><dd>{escape(one.header('question', 'en'))}</dd>" for one in members)
            lists.append(f"<h4>{escape(GROUPS[group])} · {escape(group)}</h4>\n<dl>{items}</dl>\n")
        return "".join(lists)

    def _ipython_key_completions_(self) -> list[str]:
        """Return the names, which a notebook offers within the brackets."""
        return list(self._paths)

    def to_turtle(self) -> bytes:
        """Return the library as Turtle: each query a SHACL executable."""
        from cengji.query.description import describe_library

        return describe_library(self)

    def by_group(self) -> dict[str, list[QueryFile]]:
        """Return the queries of each group by name, the groups in the order of :data:`GROUPS`."""
        queries = list(self)
        return {group: [query for query in queries if query.header("group") == group] for group in GROUPS}

    def open(self, name_or_path: str | Path) -> QueryFile:
        """Return a query of the library, or one from a file of the user's (a path that ends in ``.rq``).

        :raises UsageError: if there is no such query or file.
        :raises InputError: if the file's header is faulty or it is not UTF-8.
        """
        if not str(name_or_path).endswith(".rq"):
            return self[str(name_or_path)]
        path = Path(name_or_path)
        if not path.is_file():
            raise UsageError(f"there is no file {str(name_or_path)!r}")
        try:
            with path.open("rb") as file:
                return read_query_text(read_limited(file), path.name, str(path))
        except UnicodeDecodeError as error:
            raise InputError.of(path, "is not UTF-8", "save the file as UTF-8") from error
        except OSError as error:
            raise UnavailableError(f"cannot read {path}: {error.strerror}") from error


def read_limited(file: BinaryIO) -> str:
    """Return the text of a file, of which no more is read than a query may have.

    :raises UsageError: if there is more.
    :raises UnicodeDecodeError: if it is not UTF-8.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        check_length(content.decode(errors="replace"))
    return content.decode("utf-8-sig")


def read_query_text(text: str, name: str = "query", path: str = "query") -> QueryFile:
    """Return a user's SPARQL text as a query: it needs no header, and the project's prefixes are declared where it does not.

    They are put on the first line below the comments that open the text, so that lines keep their numbers.

    >>> read_query_text("ASK { ?s a cj:Figure }").text
    'PREFIX cj: <https://w3id.org/cengji/ontology#> ASK { ?s a cj:Figure }'

    :raises UsageError: if it is too long.
    :raises InputError: if the text has a header that is faulty; ``path`` names it there.
    """
    check_length(text)
    query = read_query(text, name, path, plain=True)
    missing = {prefix for prefix in _USED.findall(text) if prefix in PREFIXES} - set(_DECLARED.findall(text))
    return _declare(query, "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in sorted(missing)))


def declare_base(query: QueryFile, base: str | None = None) -> QueryFile:
    """Return a query with a base for its relative IRIs, where it has some and names none.

    That is the IRI of its file, like that of a file of data, ``https://w3id.org/cengji/file/`` and its name; of a text the
    folder of these; or ``base``.

    >>> declare_base(read_query_text("ASK { <#office> ?p <units/7> }", "mine.rq")).text
    'BASE <https://w3id.org/cengji/file/mine.rq> ASK { <#office> ?p <units/7> }'
    """
    if not needs_base(query.text):
        return query
    name = iri_name(Path(query.name)) if query.name == "-" or query.name.endswith(".rq") else ""
    return _declare(query, f"BASE <{base or FILE + name}> ")


def _declare(query: QueryFile, lead: str) -> QueryFile:
    """Put something on the first line below the comments that open a query."""
    head = _COMMENTS.match(query.text)
    start = head.end() if head else 0
    line, length = query.text.count("\n", 0, start) + 1, len(lead) + query.lead[1]
    return replace(query, text=query.text[:start] + lead + query.text[start:], lead=(line, length))

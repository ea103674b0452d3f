"""The library: the packaged queries by name."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from graph.errors import InputError, UsageError
from graph.queryfile import QueryFile, read_query_file
from graph.resources import query_files, resource_dir

__all__ = ["GROUPS", "Catalogue"]

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
    """The packaged queries; a file is read when it is asked for."""

    def __init__(self) -> None:
        """List the files of the library."""
        self._paths = {path.stem: path for path in sorted(query_files(), key=lambda path: path.stem)}

    def __iter__(self) -> Iterator[QueryFile]:
        """Give every query of the library, by name."""
        return (self[name] for name in self._paths)

    def __getitem__(self, name: str) -> QueryFile:
        """Give the query of this name.

        :raises UsageError: if the library has none, with the nearest names.
        """
        if name not in self._paths:
            near = get_close_matches(name, self._paths, n=3, cutoff=0.6)
            hint = f"did you mean {' or '.join(near)}?" if near else "`cengji queries` lists them"
            raise UsageError(f"there is no query {name!r}: {hint}")
        return read_query_file(self._paths[name], resource_dir("queries"))

    def grouped(self) -> dict[str, list[QueryFile]]:
        """Give the queries of each group by name, the groups in the order of :data:`GROUPS`."""
        queries = list(self)
        return {group: [query for query in queries if query.says("group") == group] for group in GROUPS}

    def open(self, name_or_path: str) -> QueryFile:
        """Give a query of the library, or one from a file of the user's (a path that ends in ``.rq``).

        :raises UsageError: if there is no such query or file.
        :raises InputError: if the file's header is faulty or it is not UTF-8.
        """
        path = Path(name_or_path)
        if path.suffix != ".rq":
            return self[name_or_path]
        if not path.is_file():
            raise UsageError(f"there is no file {name_or_path!r}")
        try:
            return read_query_file(path, path.parent)
        except UnicodeDecodeError as error:
            raise InputError.of(path, "is not UTF-8", "save the file as UTF-8") from error

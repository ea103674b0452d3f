"""The text of a case file: read, looked up by field, held against its document, written."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from cengji.api.source import case_path
from cengji.cases.recovery import read_case_tree
from cengji.cases.tree import Tree, read_tree
from cengji.core.errors import InputError
from cengji.core.files import read_file, replace_file
from cengji.core.texts import counted
from cengji.text.clean import Cleaned, clean
from cengji.text.sources import SourceFolder

__all__ = ["CaseText"]


class CaseText:
    """What a case file holds and where it is; :class:`cengji.Case` says what becomes of it."""

    def __init__(self, case: Path | str) -> None:
        """Read a case file, or that of a packaged case by its key.

        :raises UsageError: if there is no such packaged case.
        :raises InputError: if the file cannot be read or is not UTF-8.
        """
        self.path = case_path(case)
        data = read_file(self.path, "name a readable case file")
        try:
            self.text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError.of(self.path, "is not UTF-8", "save the file as UTF-8") from error

    @classmethod
    def of_text(cls, text: str, path: Path | str) -> Self:
        """Return a case of this text, not written yet; ``path`` is where it would be."""
        case = cls.__new__(cls)
        case.path, case.text = Path(path), text
        return case

    def write(self, path: Path | str | None = None) -> Path:
        """Write the text to its file, or to this one, whole or not at all; return its path.

        :raises UnavailableError: if it cannot be written.
        """
        target = self.path if path is None else Path(path)
        replace_file(target, self.text.encode())
        return target

    @property
    def key(self) -> str:
        """The key of the case, empty where the text has none."""
        return str(self._field("case") or "")

    @property
    def summary(self) -> str:
        """How many entries each section has and how many of them are only proposed, in words."""
        sections = {name: held for name, held in self._tree.value.items() if isinstance(held, list)}
        proposed = sum("proposed" in one for held in sections.values() for one in held)
        return ", ".join(counted(len(held), name.replace("_", " ")) for name, held in sections.items()) + f"; {proposed} of them proposed"

    def __repr__(self) -> str:
        """Return the key, the file and the title of the document."""
        title = self._field("document", "title")
        said = title.get("zh", "") if isinstance(title, Mapping) else title or ""
        return f"<Case {self.key}: {self.path.name}, {said}; try .anchor(sources), .coverage(sources)>"

    def _repr_html_(self) -> str:
        """Return the same for a notebook."""
        from html import escape

        return f"<p>{escape(repr(self)[1:-1])}</p>"

    @cached_property
    def _tree(self) -> Tree:
        return read_tree(self.text.encode(), str(self.path))

    def _field(self, *names: str) -> Any:  # noqa: ANN401 - what the YAML holds there
        value: Any = self._tree.value
        for name in names:
            value = value.get(name) if isinstance(value, Mapping) else None
        return value

    def _document(self, sources: Path | str) -> Cleaned:
        digest = self._field("document", "sha256")
        if not isinstance(digest, str):
            read_case_tree(self.text, str(self.path))  # that it is empty comes first
        field = "document.sha256"
        if not isinstance(digest, str):
            remedy = "give the digest that `sha256sum` prints for the document"
            raise InputError.of(self.path, "has no document.sha256", remedy, field=field)
        file = SourceFolder(Path(sources)).find(digest)
        if file is None:
            problem = f"no file in {sources} has the SHA-256 of the document, {digest}"
            raise InputError.of(self.path, problem, "put your copy of it there", field=field)
        return clean(file.text, path=str(file.path))


def _singular(section: str) -> str:
    """Return what one entry of a section is called; sections are regular plurals."""
    return f"{section[:-3]}y" if section.endswith("ies") else section.removesuffix("s")

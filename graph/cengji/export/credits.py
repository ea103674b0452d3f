"""What a set of tables says of itself: licence, note and documents; no note where the data are another's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cengji.core.licences import licence_name
from cengji.core.texts import Text
from cengji.export.sheets import Sheet, cells_of

__all__ = ["Credits", "credits_of"]

_TABLE: Final = "SourceDocument"
_CASES: Final = ("Dataset", "Case")


@dataclass(frozen=True, slots=True)
class Credits:
    """The documents by title in Chinese; without any the data are another's, and ``note`` is empty.

    ``licence_iri`` is the licence that all cases state, empty where they state none, or several.
    """

    documents: tuple[str, ...]
    licence_iri: str = ""

    @property
    def licence(self) -> str:
        """The short name of the licence."""
        return licence_name(self.licence_iri)

    @property
    def note(self) -> Text:
        """That all is as the documents report it."""
        return Text("所述均据下列文件", "as reported by the documents below") if self.documents else Text()


def credits_of(sheets: Sequence[Sheet]) -> Credits:
    """Return the credits of tables: the documents are the rows of ``SourceDocument``, the licence is that of the data set."""
    documents = tuple(title for sheet in sheets if sheet.name == _TABLE for title in cells_of(sheet, "title_zh"))
    cases = [sheet for sheet in sheets if sheet.name in _CASES]
    licences = {iri for sheet in cases for iri in cells_of(sheet, "license") or [""]}
    return Credits(documents, licences.pop() if len(licences) == 1 else "")

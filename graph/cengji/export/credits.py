"""What a set of tables says of itself: licence, note and documents; nothing where the data are another's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cengji.core.texts import Text
from cengji.export.sheets import Sheet, cells_of

__all__ = ["LICENCE", "LICENCE_IRI", "Credits", "credits_of"]

LICENCE: Final = "CC BY 4.0"
LICENCE_IRI: Final = "https://creativecommons.org/licenses/by/4.0/"
_TABLE: Final = "SourceDocument"


@dataclass(frozen=True, slots=True)
class Credits:
    """The documents by title in Chinese; without any the data are another's, and ``licence`` and ``note`` are empty."""

    documents: tuple[str, ...]

    @property
    def licence(self) -> str:
        """The short name of the licence."""
        return LICENCE if self.documents else ""

    @property
    def note(self) -> Text:
        """That all is as the documents report it."""
        return Text("所述均据下列文件", "as reported by the documents below") if self.documents else Text()


def credits_of(sheets: Sequence[Sheet]) -> Credits:
    """Return the credits of tables: the documents are the rows of their table ``SourceDocument``."""
    return Credits(tuple(title for sheet in sheets if sheet.name == _TABLE for title in cells_of(sheet, "title_zh")))

"""Texts in the two languages of the project, and numbers with their nouns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

__all__ = ["LANGUAGES", "NAMES_IN", "UNSEEN", "WORDS_IN", "Language", "Text", "counted"]

Language: TypeAlias = Literal["en", "zh"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh")
WORDS_IN: Final[Language] = "en"
"""The language of what this project itself says, where none is asked for: of every command and of the API."""
NAMES_IN: Final[Language] = "zh"
"""The language of the names of things, where none is asked for: that of the documents."""

UNSEEN: Final = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef"
)
"""The inside of a character class of what prints nothing: zero-width spaces and joiners, soft hyphens, marks of direction and variation."""


@dataclass(frozen=True, order=True, slots=True)
class Text:
    """A text in Chinese and in English; either may be empty."""

    zh: str = ""
    en: str = ""

    def __getitem__(self, language: str) -> str:
        """Return the text in ``zh`` or ``en``; where that is empty, the other.

        >>> Text("阶梯", "ladder")["en"], Text("阶梯")["en"]
        ('ladder', '阶梯')
        """
        first, other = (self.zh, self.en) if language == "zh" else (self.en, self.zh)
        return first or other


def counted(number: int, things: str) -> str:
    """Return a number, its thousands apart, with what it counts, named by its English plural.

    >>> counted(1, "person groups"), counted(0, "bodies"), counted(2208, "rows"), counted(1, "policies")
    ('1 person group', '0 bodies', '2,208 rows', '1 policy')
    """
    one = f"{things[:-3]}y" if things.endswith("ies") else things.removesuffix("s")
    return f"{number:,} {one if number == 1 else things}"

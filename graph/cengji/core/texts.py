"""Texts in the two languages of the project."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Text"]


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

"""Single characters: full-width forms, odd spaces and radicals made plain, invisible ones named, the Chinese ones told apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import category, normalize

from cengji.core.texts import UNSEEN

__all__ = ["GLYPHS", "HAN", "INVISIBLE", "UNPRINTED", "fold", "fold_and_check", "fold_typed", "is_blank", "is_han", "plain_name"]

# Letters, digits and the signs that figures are printed with. Chinese punctuation (，。：；！？（）～) stays as printed, and so
# do ＆ ＜ ＞: made plain they would turn text into markup.
_FULL_WIDTH = [code for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum() or chr(code - 0xFEE0) in "%+-./=#@*_"]
_SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\v\f\u0085\u2028\u2029"
# Radicals of simplified characters have no character of their own in Unicode's normal forms; ⼾ has the traditional one.
_DRAWN = (
    "⺝月⺟母⺠民⺩王⺫目⺬示⺮竹⺼月⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻗雨⻘青"
    "⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟⼾户"
)
_COMPATIBLE = (0x2E9F, 0x2EF3, *range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA), *range(0x2F800, 0x2FA1E))
GLYPHS: Final = {chr(code): normalize("NFKC", chr(code)) for code in _COMPATIBLE} | dict(zip(_DRAWN[::2], _DRAWN[1::2], strict=True))
"""Radicals and compatibility ideographs, which texts drawn out of a PDF hold, by the characters that they stand for."""

_FOLDED_CLASS = f"{_SPACES}{_LINE_ENDS}{''.join(map(chr, _FULL_WIDTH))}{''.join(GLYPHS)}"
_FOLDED = re.compile(f"[{_FOLDED_CLASS}]")
_ODD = re.compile(f"[{_FOLDED_CLASS}{UNSEEN}]")

INVISIBLE = re.compile(f"[{UNSEEN}]+")

# All that should stand in no text: besides those the blank letters (Hangul fillers, Khmer vowels, braille without dots),
# characters for private use, U+FFFD and noncharacters.
UNPRINTED = re.compile(
    f"[{UNSEEN}\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)

# The inside of a character class of all that ``is_han`` accepts.
HAN = "\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HAN = re.compile(f"[{HAN}]")

# Signs that a keyboard gives for those that are printed, or another press for the same: each row ends in the plain one.
_TYPED = {
    ord(sign): row[-1]
    for row in (
        "“”„‟「」『』〝〞＂\"", "‘’‚‛＇`´'", "（﹙(", "）﹚)", "［【〔[", "］】〕]", "—–‒―‐‑−－─-", "～〜∼~", "·•・‧∙●⋅．.",
        "，,", "；;", "：︰:", "！!", "？?", "％%", "…⋯…", "＆&", "＜〈<", "＞〉>",
    )
    for sign in row
}  # fmt: skip

_MOST_KEPT = 20_000  # names
_QUOTE_MARKS = frozenset("“”‘’\"'《》")
_QUOTES = str.maketrans("", "", "".join(sorted(_QUOTE_MARKS)))


def fold_typed(text: str) -> str:
    """Make quotation marks, brackets, dashes, dots and commas plain, one character for one: “ and " are the same, （ and (.

    >>> fold_typed("“一站、多点”（三社联动）—试行")
    '"一站、多点"(三社联动)-试行'
    """
    return text.translate(_TYPED)


def fold(text: str) -> str:
    """Make full-width letters, digits and figure signs half-width, odd spaces and radicals plain, one character for one.

    Runs of spaces keep their length; a form feed or a line separator becomes a line end. Not NFKC: ① and ㎡ stay.

    >>> fold("７６．９％\\u3000ＧＤＰ（，）①"), fold("⽹格⻓")
    ('76.9% GDP（，）①', '网格长')
    """
    return fold_and_check(text)[0]


def fold_and_check(text: str) -> tuple[str, bool]:
    """Fold a text, and say whether it holds invisible characters of the basic plane.

    One scan answers both; each distinct character is replaced everywhere at once when it is first met.
    """
    pattern, invisible = _ODD, False
    found = pattern.search(text)
    while found:
        if _FOLDED.match(found[0]):
            text = text.replace(found[0], _fold_character(found[0]))
        else:
            pattern, invisible = _FOLDED, True
        found = pattern.search(text, found.end())
    return text, invisible


def _fold_character(character: str) -> str:
    if character in _LINE_ENDS:
        return "\n"
    if character in GLYPHS:
        return GLYPHS[character]
    return chr(ord(character) - 0xFEE0) if ord(character) > 0xFF00 else " "


def is_blank(text: str) -> bool:
    """Return whether a text holds no letter and no number that prints something.

    >>> is_blank("……"), is_blank("\\u3164"), is_blank("5%")
    (True, True, False)
    """
    return not any(category(character)[0] in "LN" and not UNPRINTED.match(character) for character in text)


def is_han(character: str) -> bool:
    """Return whether a character is Chinese: an ideograph, a radical or 〇.

    >>> is_han("層"), is_han("〇"), is_han("A"), is_han("，")
    (True, True, False, False)
    """
    return _HAN.match(character) is not None


@lru_cache(_MOST_KEPT)
def plain_name(text: str) -> str:
    """Return a name without quotes.

    >>> plain_name("“双报到”机制"), plain_name("《条例》")
    ('双报到机制', '条例')
    """
    return text if text.isalnum() or _QUOTE_MARKS.isdisjoint(text) else text.translate(_QUOTES)  # most names have nothing but letters

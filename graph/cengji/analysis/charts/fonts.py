"""The font of a chart: one on this machine that has every character of its texts, so that none is printed as a box."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Final

from cengji.core.errors import UnavailableError
from cengji.core.extras import require_extra

if TYPE_CHECKING:
    from matplotlib.font_manager import FontEntry

__all__ = ["CHINESE_FONTS", "find_font", "missing_characters"]

CHINESE_FONTS: Final = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei",
    "DengXian", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Sarasa Gothic SC", "Heiti SC", "STHeiti", "LXGW WenKai",
    "Noto Sans CJK JP", "Noto Sans CJK TC", "Droid Sans Fallback", "AR PL UMing CN", "Arial Unicode MS", "SimSun", "NSimSun",
    "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC",
)  # fmt: skip
"""Families with Chinese characters, those that suit a chart best first."""
LATIN_FONTS: Final = ("Arial", "Helvetica", "Liberation Sans", "Noto Sans", "DejaVu Sans")
"""Families for texts that have no Chinese character."""
_INSTALL: Final = (
    "Debian and Ubuntu: apt install fonts-noto-cjk; Fedora: dnf install google-noto-sans-cjk-fonts; Arch: pacman -S noto-fonts-cjk; "
    "Alpine: apk add font-noto-cjk; elsewhere Noto Sans CJK SC from https://github.com/notofonts/noto-cjk"
)


def find_font(texts: Iterable[str]) -> str:
    """Return the family of the first font of this machine that has every character of the texts.

    :raises UnavailableError: if there is none, with the characters and what to install; or without the extra ``charts``.
    """
    wanted = {character for text in texts for character in text if not character.isspace()}
    entries = _entries()
    chinese = any(character >= "\u2e80" for character in wanted)
    for family in CHINESE_FONTS if chinese else (*LATIN_FONTS, *CHINESE_FONTS):
        if family in entries and not wanted - _characters(family):
            return family
    nearest = min((missing_characters(wanted, family) for family in CHINESE_FONTS if family in entries), key=len, default="")
    if nearest:
        raise UnavailableError(f"no font here has the characters {nearest[:20]} of the chart; install one that does. {_INSTALL}")
    raise UnavailableError(f"no font with Chinese characters is installed, and the chart would show boxes. {_INSTALL}")


def missing_characters(texts: Iterable[str], family: str) -> str:
    """Return the characters of texts that the font of a family lacks, sorted."""
    return "".join(sorted({character for text in texts for character in text if not character.isspace()} - _characters(family)))


def _entries() -> dict[str, FontEntry]:
    with require_extra("charts"):
        from matplotlib.font_manager import fontManager
    regular = [one for one in fontManager.ttflist if one.style == "normal"]
    return {one.name: one for one in sorted(regular, key=lambda one: (abs(int(one.weight) - 400), one.fname), reverse=True)}


@cache
def _characters(family: str) -> frozenset[str]:
    with require_extra("charts"):
        from matplotlib.ft2font import FT2Font
    entry = _entries()[family]
    return frozenset(map(chr, FT2Font(entry.fname, face_index=entry.index).get_charmap()))

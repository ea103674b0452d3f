"""Renews the table of traditional characters in ``graph/cengji/view/traditional.txt`` from OpenCC: ``python -m tests.view.traditional``."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from cengji.view.traditional import TABLE

HEAD = """\
# Traditional characters, each before its simplified form, as OpenCC's t2s has them (Apache License 2.0); the simplified ones
# of GB 2312 alone. Made by python -m tests.view.traditional
"""


def table_text(convert: Callable[[str], str]) -> str:
    """Return the text of the table by a conversion from traditional to simplified characters."""
    ideographs = map(chr, range(0x3400, 0xA000))
    pairs = [character + convert(character) for character in ideographs if convert(character) != character]
    common = [pair for pair in pairs if len(pair) == 2 and len(pair[1].encode("gb2312", errors="ignore")) == 2]
    return HEAD + textwrap.fill(" ".join(common), 119) + "\n"


if __name__ == "__main__":
    from opencc import OpenCC

    TABLE.write_text(table_text(OpenCC("t2s").convert), encoding="utf-8", newline="\n")

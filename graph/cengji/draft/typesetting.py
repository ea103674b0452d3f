"""A text as the rules read it: full-width marks, half-width brackets, quotes that open and close, few spaces.

The rules read it so; what they find is brought back to the text as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from cengji.draft.statements import Statement
from cengji.text.clean import Cleaned
from cengji.text.offsets import Step, drop

__all__ = ["bring_back", "typeset"]

_HAN = "\u4e00-\u9fff"
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
# A half-width mark in Chinese: behind a character of it or what closes there, or before one; 3,456 and 8:30 hold none.
_MARK = re.compile(f"(?<=[{_HAN}”’》）%)])[,;:?!]|[,;:?!](?=[{_HAN}“‘《（])")
_BRACKETS = str.maketrans("（）", "()")
_PRINTED_BRACKETS = str.maketrans("()", "（）")
_CORNERS = str.maketrans("「」『』〝〞", "“”‘’“”")
_TO_BE_SET = re.compile(f'[{_HAN}][,;:?!]|[,;:?!][{_HAN}]|[「」『』〝〞"]')
_HAS_HAN = re.compile(f"[{_HAN}]")
_QUOTED = re.compile('"([^"\n]*)"')
# Spaces inside a line of prose: beside a mark or a number, not between two words.
_MARKS = "“”‘’—→+、，。；：？！"
_SPACE = re.compile(
    f"(?<=[{_HAN}]) +(?=[^ \n{_HAN}])|(?<=[^ \n{_HAN}]) +(?=[{_HAN}])|(?<=[{_MARKS}]) +(?=[{_MARKS}\\d])|(?<![^\n]) +(?=[“‘])"
    "|(?<=\\d) +(?=[“”‘’—→+])"
)
_LINE = re.compile("^.* .*$", re.MULTILINE)
_PROSE = re.compile(f"(?=.*[，。；])(?:[^{_HAN}\n]*[{_HAN}]){{12}}")  # a title may set two phrases apart by a space
# A document that sets its quotes or numbers apart does so in titles as well: of all of them more than half.
_SPACED = (
    (re.compile(f"(?<=[{_HAN}]) +“"), re.compile(f"(?<=[{_HAN}]) *“")),
    (re.compile(f"(?<=[{_HAN}]) +\\d[\\d.]* +(?=[{_HAN}])"), re.compile(f"(?<=[{_HAN}]) *\\d[\\d.]* *(?=[{_HAN}])")),
)


def typeset(document: Cleaned) -> Cleaned:
    """Return a document with its text as the rules read it; where nothing is to be changed it is the document itself."""
    text = document.text.translate(_BRACKETS) if "（" in document.text or "）" in document.text else document.text
    if _TO_BE_SET.search(text):
        text = _QUOTED.sub("“\\1”", text.translate(_CORNERS)) if _HAS_HAN.search(text) else text
        text = _MARK.sub(lambda match: _FULL_WIDTH[match[0]], text)
    are_spaced = any(len(spaced.findall(text)) * 2 > len(plain.findall(text)) for spaced, plain in _SPACED) if " " in text else False
    lines = (line.span() for line in _LINE.finditer(text) if are_spaced or _PROSE.match(line[0])) if " " in text else ()
    spaces = [space.span() for line in lines for space in _SPACE.finditer(text, *line)]
    if not spaces:
        return document if text == document.text else replace(document, text=text)
    ends = [0, *(end for _, end in spaces)]
    starts = [*(start for start, _ in spaces), len(text)]
    text, step = drop([text[end:start] for end, start in zip(ends, starts, strict=True)], [text[slice(*span)] for span in spaces])
    return replace(document, text=text, steps=(*document.steps, step))


def bring_back(statements: Iterable[Statement], document: Cleaned, reading: Cleaned) -> None:
    """Let statements that were found in a typeset document rest on the characters of the document itself, and bear its names."""
    if "（" in document.text:
        for one in statements:
            one.label = _as_printed(one.label, document.text)
            one.aliases = [_as_printed(alias, document.text) for alias in one.aliases]
    for step in reversed(reading.steps[len(document.steps) :]):
        for one in statements:
            one.spans = [step.to_before(*span) for span in one.spans]
            one.fields = {name: _brought_back(value, step) for name, value in one.fields.items()}


def _as_printed(name: str, text: str) -> str:
    """Return a name with the brackets that a text prints it with: full-width ones, unless it stands there with others alone."""
    printed = name.translate(_PRINTED_BRACKETS)
    return printed if printed != name and (printed in text or name not in text) else name


def _brought_back(value: object, step: Step) -> object:
    """Return a value of a field, the spans in it brought back."""
    if isinstance(value, tuple):
        return step.to_before(value[0], value[1])
    if isinstance(value, list):
        return [_brought_back(one, step) for one in value]
    return {name: _brought_back(one, step) for name, one in value.items()} if isinstance(value, dict) else value

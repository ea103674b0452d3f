"""A text as the rules read it: full-width marks, half-width brackets, quotes that open and close, few spaces, no sentence in two lines.

The rules read it so; what they find is brought back to the text as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.text.clean import Cleaned
from cengji.text.offsets import Step, drop
from cengji.text.prose_marks import MarkKind, find_marks, is_hard_wrapped

__all__ = ["bring_back", "typeset"]

_HAN = "\u4e00-\u9fff"
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
# A half-width mark in Chinese: behind a character of it or what closes there, or before one; 3,456 and 8:30 hold none.
_MARK = re.compile(f"(?<=[{_HAN}”’》）%)])[,;:?!]|[,;:?!](?=[{_HAN}“‘《（])")
_FORMS = str.maketrans("（）﹑﹐﹔﹕﹖﹗", "()、，；：？！")
_OUTER = str.maketrans("『』", "“”")  # where they stand inside no others
_OTHER_QUOTES = re.compile('[“「"]')
_MIDDLE_DOT = re.compile(f"(?<=[{_HAN}])[•‧・](?=[{_HAN}])")
_DASH = re.compile(f"(?<=[{_HAN}”)])(?:[-－–―]|--|－－)(?=[{_HAN}“(])")
_OTHER_FORMS = re.compile("[（）﹐-﹗『•‧・－–―]|[^a-zA-Z0-9 ]-")
# How names are printed that are read with half-width brackets and long dashes.
_PRINTED = tuple(
    str.maketrans(read, printed)
    for read, printed in (("()", "（）"), *(("()—", "（）" + dash) for dash in "-－–―"), *(("—", dash) for dash in "-－–―"))
)
_RESET = re.compile("[()—]")
_NEAR, _MOST_SPANS = 40, 3  # characters around the places, and how many of these, where a name is looked for
_CORNERS = str.maketrans("「」『』〝〞", "“”‘’“”")
_TO_BE_SET = re.compile(f'[{_HAN}][,;:?!]|[,;:?!][{_HAN}]|[「」『』〝〞"]')
_HAS_HAN = re.compile(f"[{_HAN}]")
_QUOTED = re.compile('"([^"\n]*)"')
_CLOSED_TWICE = re.compile("”([^”\n]*)”")  # of a text that has no opening marks
# Spaces inside a line of prose: beside a mark or a number, not between two words.
_MARKS = "“”‘’—→+、，。；：？！"
_SPACE = re.compile(
    f"(?<=[{_HAN}]) +(?=[^ \n{_HAN}])|(?<=[^ \n{_HAN}]) +(?=[{_HAN}])|(?<=[{_MARKS}]) +(?=[{_MARKS}\\d])|(?<![^\n]) +(?=[“‘])"
    "|(?<=\\d) +(?=[“”‘’—→+])"
)
# 抬高标准，、加紧推进，。: of a page that was copied badly
_DOUBLED = re.compile("[，,]+(?=[，、。；：])|(?<=[、。；：])[，,]+(?=[“《\\w])")
_END_OF_LINE = re.compile("(?<![ 　])[ 　]+(?=\n|\\Z)")
_WHOLE_LINE = re.compile("[^ 　\n][^\n]*(?<![ 　])")
_SHORTEST_LINE, _UNEVEN = 10, 2  # characters: by which full lines differ
_BETWEEN_WORDS = re.compile("[a-z,.]\\s+[a-z]|[a-z]\\s+[\\x21-\\x7e]", re.ASCII | re.IGNORECASE)  # of a language that sets words apart
_LINE_END = re.compile("[ 　]*\n(?![ 　]{2}|[(（]?[一二三四五六七八九十\\d]{1,2}[)）、.．](?!\\d)|[※●•◆◇■□▲△★☆·○])[ 　]*(?=[^ 　\n])")
_LINE = re.compile("^.* .*$", re.MULTILINE)
_PROSE = re.compile(f"(?=.*[，。；])(?:[^{_HAN}\n]*[{_HAN}]){{12}}")  # a title may set two phrases apart by a space
# A document that sets its quotes or numbers apart does so in titles as well: of all of them more than half.
_SPACED = (
    (re.compile(f"(?<=[{_HAN}]) +“"), re.compile(f"(?<=[{_HAN}]) *“")),
    (re.compile(f"(?<=[{_HAN}]) +\\d[\\d.]* +(?=[{_HAN}])"), re.compile(f"(?<=[{_HAN}]) *\\d[\\d.]* *(?=[{_HAN}])")),
)


def typeset(document: Cleaned) -> Cleaned:
    """Return a document with its text as the rules read it; where nothing is to be changed it is the document itself."""
    text = document.text
    if _OTHER_FORMS.search(text):
        outer = _OUTER if "『" in text and not _OTHER_QUOTES.search(text) else {}
        text = _MIDDLE_DOT.sub("·", text.translate(_FORMS | outer))
        text = _DASH.sub(lambda match: "—" * len(match[0]), text)
    if "“" not in text and text.count("”") > 1:
        text = _CLOSED_TWICE.sub("“\\1”", text)
    if _TO_BE_SET.search(text):
        text = _QUOTED.sub("“\\1”", text.translate(_CORNERS)) if _HAS_HAN.search(text) else text
        text = _MARK.sub(lambda match: _FULL_WIDTH[match[0]], text)
    are_spaced = any(len(spaced.findall(text)) * 2 > len(plain.findall(text)) for spaced, plain in _SPACED) if " " in text else False
    lines = (line.span() for line in _LINE.finditer(text) if are_spaced or _PROSE.match(line[0])) if " " in text else ()
    spaces = [space.span() for line in lines for space in _SPACE.finditer(text, *line)]
    spaces += [found.span() for pattern in (_END_OF_LINE, _DOUBLED) for found in pattern.finditer(text)]
    spaces = list(_apart([*spaces, *_line_ends(text)] if is_hard_wrapped(text) else spaces))
    if not spaces:
        return document if text == document.text else replace(document, text=text)
    ends = [0, *(end for _, end in spaces)]
    starts = [*(start for start, _ in spaces), len(text)]
    text, step = drop([text[end:start] for end, start in zip(ends, starts, strict=True)], [text[slice(*span)] for span in spaces])
    return replace(document, text=text, steps=(*document.steps, step))


def _apart(spans: list[Span]) -> Iterator[Span]:
    """Yield spans in reading order, those that overlap as one."""
    start = end = -1
    for first, last in sorted(spans):
        if first > end:
            if end > start:
                yield start, end
            start = first
        end = max(end, last)
    if end > start:
        yield start, end


def _line_ends(text: str) -> Iterator[Span]:
    """Yield the ends of lines inside a paragraph, as a text copied from a PDF has them: behind a full line, or inside a sentence."""
    marks = find_marks(text)
    aside = {mark.start for mark in marks if mark.kind is MarkKind.NAVIGATION}
    lines = [(len(line[0]), line.end()) for line in _WHOLE_LINE.finditer(text) if line.start() not in aside]
    lengths = sorted(length for length, _ in lines if length >= _SHORTEST_LINE)
    width = lengths[len(lengths) // 2] if lengths else 0
    if sum(abs(length - width) <= _UNEVEN for length in lengths) * 2 < len(lengths) or not lengths:
        return  # of many lengths, as headings are
    ends = {end for length, end in lines if length >= width - 1}
    ends |= {mark.end for mark in marks if mark.kind is MarkKind.BROKEN}
    joints = (_LINE_END.match(text, end) for end in sorted(ends))
    yield from (
        joint.span()
        for joint in joints
        if joint and joint.end() not in aside and not _BETWEEN_WORDS.fullmatch(text, joint.start() - 1, joint.end() + 1)
    )


def bring_back(statements: Iterable[Statement], document: Cleaned, reading: Cleaned) -> None:
    """Let statements that were found in a typeset document rest on the characters of the document itself, and bear its names."""
    for step in reversed(reading.steps[len(document.steps) :]):
        for one in statements:
            one.spans = [step.to_before(*span) for span in one.spans]
            one.fields = {name: _brought_back(value, step) for name, value in one.fields.items()}
    usual = "（" in document.text and "(" not in document.text
    for one in statements if reading.text != document.text else ():
        around = "\n".join(document.text[max(0, start - _NEAR) : end + _NEAR] for start, end in one.spans[:_MOST_SPANS])
        one.label = _as_printed(one.label, around, wide=usual)
        one.aliases = [_as_printed(alias, around, wide=usual) for alias in one.aliases]
        one.fields = {name: _words_as_printed(value, around, wide=usual) for name, value in one.fields.items()}


def _as_printed(name: str, around: str, *, wide: bool) -> str:
    """Return a name with the brackets and dashes that are printed around it, else with ``wide`` brackets or as the rules read it."""
    if not _RESET.search(name) or name in around:
        return name
    forms = (name.translate(form) for form in _PRINTED)
    return next((form for form in forms if form in around), name.translate(_PRINTED[0]) if wide else name)


def _words_as_printed(value: object, around: str, *, wide: bool) -> object:
    """Return a value of a field, the words in it with the brackets and dashes that are printed around it."""
    if isinstance(value, str):
        return _as_printed(value, around, wide=wide)
    if isinstance(value, list):
        return [_words_as_printed(one, around, wide=wide) for one in value]
    return {name: _words_as_printed(one, around, wide=wide) for name, one in value.items()} if isinstance(value, dict) else value


def _brought_back(value: object, step: Step) -> object:
    """Return a value of a field, the spans in it brought back."""
    if isinstance(value, tuple):
        return step.to_before(value[0], value[1])
    if isinstance(value, list):
        return [_brought_back(one, step) for one in value]
    return {name: _brought_back(one, step) for name, one in value.items()} if isinstance(value, dict) else value

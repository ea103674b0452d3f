"""Traditional characters to simplified ones by OpenCC, with the offsets kept.

OpenCC takes its text to be traditional: in simplified text it makes 打坏 (broken) 打坯, and 乾县, a county, 干县. So a line is
converted only if it holds a character that no simplified text holds; a simplified line stays as it is, and a converted one too.
A character is converted alike throughout a document: what a traditional line has made of it (以後 of 社區以後), other lines do too.

A line that keeps its length is taken to be converted character by character: no entry of OpenCC's t2s (tried: all of 1.4.2)
changes the length. Lines whose length changes are aligned.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from cengji.core.extras import require_extra
from cengji.text.offsets import Edit, Step, apply

__all__ = ["Converter", "opencc_converter", "simplify"]

Converter = Callable[[str], str]

# Characters beside those of GB 2312 that OpenCC itself leaves in simplified words, above all in names: 毕昇, 杨联陞, 祝釐.
_IN_NAMES = "扞脩谿劄苧祕昇剋氾濛蒐陞釐"
_MOST_ROUNDS = 5  # of conversion: a converted line may hold traditional characters still
_REACH = 32  # characters around the middle in which a place to cut is looked for


@cache
def opencc_converter(conversion: str = "t2s") -> Converter:
    """Return a conversion of OpenCC by its name, loaded on first use; ``t2s`` is from traditional to simplified.

    :raises UnavailableError: if OpenCC is not installed.
    """
    with require_extra("text"):
        from opencc import OpenCC
    convert: Converter = OpenCC(conversion).convert
    return convert


def simplify(text: str, *, convert: Converter | None = None) -> tuple[str, list[Step]]:
    """Return the text with its traditional lines simplified, and the steps that changed its length: none, as a rule.

    >>> simplify("損壞布料\\n打坏布料")[0], simplify("社區以後\\n以後")[0]
    ('损坏布料\\n打坏布料', '社区以后\\n以后')
    """
    convert = convert or opencc_converter()
    steps: list[Step] = []
    for _ in range(_MOST_ROUNDS):
        lines, results = _convert_lines(text, convert)
        traditional = [place for place, (line, result) in enumerate(zip(lines, results, strict=True)) if line != result]
        if not traditional:
            break
        if [*map(len, lines)] == [*map(len, results)]:
            text = "\n".join(results)
        else:
            text, step = apply(text, _align_lines(lines, results, convert))
            steps.append(step)
        if not any(_is_traditional(results[place], convert) for place in traditional):
            break
    return text, steps


def _convert_lines(text: str, convert: Converter) -> tuple[list[str], list[str]]:
    """Return the lines, and what became of each: traditional ones converted, of the others what traditional ones converted too."""
    converted = convert(text)
    if converted == text:
        return [text], [text]
    lines, results = text.split("\n"), converted.split("\n")
    changed = [place for place, (line, result) in enumerate(zip(lines, results, strict=True)) if line != result]
    others = [place for place in changed if not _is_traditional(lines[place], convert)]
    seen: set[tuple[str, str]] = set()
    for place in set(changed).difference(others) if others else ():
        if len(lines[place]) == len(results[place]):
            seen.update(zip(lines[place], results[place], strict=True))
    for place in others:
        results[place] = _convert_seen(lines[place], results[place], seen)
    return lines, results


def _convert_seen(line: str, result: str, seen: set[tuple[str, str]]) -> str:
    """Return a line with those of its conversions that were seen; the line itself where it changes its length."""
    if not seen or len(line) != len(result):
        return line
    return "".join(new if (old, new) in seen else old for old, new in zip(line, result, strict=True))


def _is_traditional(line: str, convert: Converter) -> bool:
    return any(_changes(found[0], convert) for found in _unusual().finditer(line))


@cache
def _changes(character: str, convert: Converter) -> bool:
    return convert(character) != character


@cache
def _unusual() -> re.Pattern[str]:
    """Return the pattern of a Chinese character that is not of the common simplified set."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    common = b"".join(rows).decode("gb2312", errors="ignore")
    return re.compile(f"[^\\u0000-\\u2e7f\\u3000-\\u33ff\\ua000-\\uf8ff\\ufb00-\\uffff{common}{_IN_NAMES}]")


def _align_lines(lines: list[str], results: list[str], convert: Converter) -> Iterator[Edit]:
    """Align line by line: equal lengths character by character, else by halving where the halves convert as the whole does."""
    at = 0
    for line, result in zip(lines, results, strict=True):
        yield from _align(at, line, result, convert)
        at += len(line) + 1


def _align(at: int, text: str, result: str, convert: Converter) -> Iterator[Edit]:
    pending = [(at, text, result)]
    while pending:
        at, text, result = pending.pop()
        if text == result:
            continue
        halves = _halves(text, result, convert)
        if halves is not None:
            cut, left, right = halves
            pending += [(at + cut, text[cut:], right), (at, text[:cut], left)]
        elif len(text) == len(result):
            yield from ((at + place, at + place + 1, new) for place, (old, new) in enumerate(zip(text, result, strict=True)) if old != new)
        else:
            yield at, at + len(text), result


def _halves(text: str, result: str, convert: Converter) -> tuple[int, str, str] | None:
    """Cut near the middle, where no phrase is cut in two."""
    middle = len(text) // 2
    for distance in range(_REACH):
        for cut in {middle - distance, middle + distance}:
            if 0 < cut < len(text):
                left, right = convert(text[:cut]), convert(text[cut:])
                if left + right == result:
                    return cut, left, right
    return None

"""Who runs a measure: the subject of its clause, of an earlier one of its sentence, or of the sentences before it in its paragraph."""

from __future__ import annotations

import re

from cengji.draft.context import Context
from cengji.draft.passages import Span
from cengji.draft.statements import Statement

__all__ = ["state_runners"]

_ORGANIZED = ("bodies", "groups", "person_groups", "posts")
_CLAUSE = re.compile(r"(?:^|(?<=[，,。；;：:！!？?\n]))[^，,。；;：:！!？?\n]+")
# What may stand before the subject of a clause: connectives and times.
_LEAD = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十][)）]|[一二三四五六七八九十]是|近年来|目前|同时|此外|为此|其中|近日|如今|今年|去年|随后|截至目前|因此|例如|比如|由"
    r"|\d{4}年(?:\d{1,2}月)?)?"
)
_WE = re.compile(r"(?:我们|我[市区县镇]|全[市区县])(?!的|各|范围)")
_NO_SUBJECT = re.compile("的|等[^，。]|、[^，。]{0,8}的|[上下内外中里]|级|为主|工作[，,]|层面|[，,。；;：:]")
_JOINS = re.compile("[、和与]?")


def state_runners(context: Context) -> None:
    """Note with each measure that is no element who is said to do it."""
    subjects = _Subjects(context)
    for one in context.section("measures"):
        if one.kind != "element":
            runners = [other for other in subjects.before(one.spans[0]) if other.label != one.label]
            if runners:
                one.fields["run_by"] = runners


class _Subjects:
    """The subjects of the clauses of a document, each read once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._mentions = context.mentions(*_ORGANIZED)
        self._home = context.by_name("bodies").get(context.home.label)
        self._of_paragraph: dict[int, list[tuple[int, list[Statement], bool]]] = {}

    def before(self, span: Span) -> list[Statement]:
        """Return the nearest subject before a measure: of a clause of its sentence, else one that a sentence before began with."""
        text = self._context.text
        start = text.rfind("\n", 0, span[0]) + 1
        if start not in self._of_paragraph:
            stop = text.find("\n", start)
            self._of_paragraph[start] = self._read(start, stop if stop >= 0 else len(text))
        number = self._context.passages.sentence_at(span[0])
        begin = self._context.passages.sentences[number][0] if number >= 0 else span[0]
        for place, subject, opens in reversed(self._of_paragraph[start]):
            if place < span[0] and (place >= begin or opens) and all(span[0] >= one[1] or place != one[0] for one in subject[0].spans):
                return subject
        return []

    def _read(self, start: int, stop: int) -> list[tuple[int, list[Statement], bool]]:
        """Return the place of each clause of a paragraph that has a subject, the subject, and whether it begins a sentence."""
        found = []
        for clause in _CLAUSE.finditer(self._context.text, start, stop):
            subject = self._subject(*clause.span())
            if subject:
                opens = clause.start() == start or self._context.text[clause.start() - 1] in "。！？!?；;"
                found.append((clause.start(), subject, opens))
        return found

    def _subject(self, start: int, end: int) -> list[Statement]:
        """Return what a clause begins with, if it can act and something follows that it does."""
        text = self._context.text
        place = _LEAD.match(text, start, end).end()  # type: ignore[union-attr]  # it may be empty
        if self._home and _WE.match(text, place, end):
            return [self._home]
        held: list[tuple[Span, Statement]] = []
        for span, one in self._mentions.within(place, end):
            if span[1] > end or span[0] < place:
                continue
            if text[place : span[0]].strip() and not (held and _JOINS.fullmatch(text[place : span[0]])):
                break
            if held and span[0] == place:
                held.pop()  # 姑苏区 of 姑苏区委
            held.append((span, one))
            place = span[1]
        return [] if not held or place >= end or _NO_SUBJECT.match(text, place) else [one for _, one in held]

"""Who runs a measure: the subject of its clause, of an earlier one of its sentence, or of the sentences before it in its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cengji.draft.context import Context
from cengji.draft.passages import Span
from cengji.draft.statements import Statement

__all__ = ["state_runners"]

_ACTING = ("bodies", "groups", "person_groups")
_ORGANIZED = (*_ACTING, "posts")
_CLAUSE = re.compile(r"(?:^|(?<=[，,。；;：:！!？?\n]))[^，,。；;：:！!？?\n]+")
# What may stand before the subject of a clause: connectives and times.
_LEAD = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十][)）]|[一二三四五六七八九十]是|近年来|目前|同时|此外|为此|其中|近日|如今|今年|去年|随后|截至目前|因此|例如|比如|由"
    r"|\d{4}年(?:\d{1,2}月)?)?"
)
_WE = re.compile(r"(?:我们|我[市区县镇]|全[市区县])(?!的|各|范围)")
# Who gets something does not run it: 农户可以领取“红梅币”.
_GETS = re.compile(
    "(?:[^，。；]{0,6}(?:可以?|能够?|凭|用)[^，。；]{0,16}?)?(?:领取|领到|享受|兑换|获得|得到|获赠|受益|反映|表示|说|纷纷|点赞|被(?:评|授|命名|认定|确定|定为|列入|列为|确立))"
)
_NO_SUBJECT = re.compile("的|\\d[^，。；]{0,6}的|等[^，。]|、[^，。]{0,8}的|[上下内外中里]|级|为主|工作[，,]|层面|[，,。；;：:]")
_MOST_CLAUSES = 12  # clauses with a subject that are looked at before a measure
_LONGEST_SUBJECT = 60  # characters
_ROW = re.compile("(?:(?<=”)|”)[、和]?“")  # “甲”“乙”建成: the first of a row does not act
_JOINS = re.compile("[、和与]?")
_BY_WHOM = "by-whom"  # the rule of what says itself by whom it is done, in its first words: 由居民代表打分


def state_runners(context: Context, only: Iterable[Statement] | None = None) -> None:
    """Note with each measure that is no element who is said to do it, and of what a place below the home does that it is there.

    :param only: the measures, figures and events to look at, where not all of the context.
    """
    subjects = _Subjects(context)
    wanted = context.section("measures", "figures", "events") if only is None else list(only)
    for one in wanted:
        whole = one.fields.get("part_of")
        around = [whole] if isinstance(whole, Statement) else []
        place = next((other.fields.get("place") for other in (*subjects.before(one.spans[0]), *around)), None)
        if isinstance(place, Statement) and one.fields.get("place") is context.home and _is_below(place, context.home):
            one.fields["place"] = place
    for one in wanted:
        if one.section == "measures" and one.kind != "element":
            acting = subjects.named_by(one.spans[0]) if one.rule == _BY_WHOM else map(_body_of, subjects.before(one.spans[0]))
            runners = [other for other in dict.fromkeys(acting) if other is not None and other.label != one.label]
            if runners:
                one.fields["run_by"] = runners


def _body_of(subject: Statement) -> Statement | None:
    """Return who acts: of a post the body in which it is held, if that can act."""
    held_in = subject.fields.get("post_in") if subject.section == "posts" else subject
    return held_in if isinstance(held_in, Statement) and held_in.section in _ACTING else None


def _is_below(place: Statement, home: Statement) -> bool:
    """Return whether a place lies in the home."""
    at = place.fields.get("part_of")
    while isinstance(at, Statement) and at is not home:
        at = at.fields.get("part_of")
    return at is home


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause with a subject: where it begins and its subject ends, and whether it begins a sentence."""

    start: int
    stop: int
    opens: bool
    subject: list[Statement]


class _Subjects:
    """The subjects of the clauses of a document, each read once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._mentions = context.mentions(*_ORGANIZED)
        self._home = context.by_name("bodies").get(context.home.label)
        self._clauses = list(self._read())
        self._starts = [one.start for one in self._clauses]

    def before(self, span: Span) -> list[Statement]:
        """Return the nearest subject before a measure: of a clause of its sentence, else one that a sentence before began with."""
        passages = self._context.passages
        number = passages.sentence_at(span[0])
        begin = passages.sentences[number][0] if number >= 0 else span[0]
        at = bisect_left(self._starts, span[0])
        near = self._clauses[max(0, at - _MOST_CLAUSES) : at]
        for clause in reversed(near):
            if self._context.text.find("\n", clause.start, span[0]) >= 0:
                break
            if clause.stop <= span[0] and (clause.start >= begin or clause.opens):
                return clause.subject
        return []

    def named_by(self, span: Span) -> list[Statement]:
        """Return whom the first words of a measure name, none if it begins with nobody known: of 街道统一调度 the subdistrict."""
        named = (one for (start, stop), one in self._mentions.within(*span) if start == span[0] and stop < span[1])
        return [one for one in named if one.section in _ACTING]

    def _read(self) -> Iterator[_Clause]:
        """Yield the clauses that have a subject."""
        text = self._context.text
        for match in _CLAUSE.finditer(text):
            stop, subject = self._subject(*match.span())
            gets = bool(subject) and _GETS.match(text, stop) is not None
            if subject:
                opens = match.start() == 0 or text[match.start() - 1] in "\n。！？!?"
                yield _Clause(match.start(), stop, opens and not gets, [] if gets else subject)

    def _subject(self, start: int, end: int) -> tuple[int, list[Statement]]:
        """Return what a clause begins with, if it can act and something follows that it does, and where that ends."""
        text = self._context.text
        place = _LEAD.match(text, start, end).end()  # type: ignore[union-attr]  # it may be empty
        if self._home and _WE.match(text, place, end):
            return place, [self._home]
        held: list[tuple[Span, Statement]] = []
        for span, one in self._mentions.within(place, min(end, place + _LONGEST_SUBJECT)):
            if held and span[1] <= end and span[0] == held[-1][0][0] and span[1] > held[-1][0][1]:
                held.pop()  # 姑苏区 of 姑苏区市场监管局
            elif span[1] > end or span[0] < place:
                continue
            if span[0] >= place and text[place : span[0]].strip() and not (held and _JOINS.fullmatch(text[place : span[0]])):
                break
            if held and span[0] == place:
                held.pop()  # 姑苏区 of 姑苏区委
            held.append((span, one))
            place = span[1]
        return place, [] if not held or place >= end or _NO_SUBJECT.match(text, place) or _ROW.match(text, place) else [
            one for _, one in held
        ]

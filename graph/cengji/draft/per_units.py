"""Of what each a figure holds: 每个社区3名, 每千人1.8名, 人均3万元, 日均50件. Such a figure is the size of nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cengji.cases.field_types import PRINTED_LIMIT
from cengji.draft.context import Context, Mentions
from cengji.draft.statements import Statement
from cengji.text.reading import Numeral

__all__ = ["is_denominator", "state_units"]

_FARTHEST = 14  # characters before a number
_EACH = re.compile("每[个名位户支家]?[\u4e00-\u9fff“]")
_BREAK = re.compile("[，。；：！？,;:!?\n]")
_ALL = re.compile(
    "(?P<of>[人户])均|(?P<mean>平均)?每(?P<one>[人户])(?=[0-9一二两三四五六七八九十])|(?P<time>[日月周年])均|每(?P<every>[天日月周年])(?!次)"
)
_UNKNOWN = re.compile("每(?![逢当到])[一个名位户支家项件人条]?[一-鿿]{1,4}?(?=[有设配服管联负包担承建达为不至最超约近]|$)")
_TIMES = {"日": "每日", "天": "每日", "周": "每周", "月": "每月", "年": "每年"}
# Whom people and households are that are named by their measure word alone: key of the kind, label, section.
_COUNTED = {"person": ("residents", "人口", "person_groups"), "household": ("household-unit", "住户", "groups")}
_OF = {"人": "person", "户": "household"}


def is_denominator(text: str, numeral: Numeral) -> bool:
    """Return whether a number says of how many a figure holds: 每千人, 每3个小区."""
    return text[numeral.start - 1 : numeral.start] == "每" and bool(numeral.readings) and numeral.readings[0].kind == "count"


def state_units(context: Context, figures: Iterable[Statement]) -> list[Statement]:
    """Say of figures for each of what they hold, a number of units or a time; return the groups that are to be made for that."""
    made: dict[str, Statement] = {}
    mentions = context.mentions("groups", "bodies", "person_groups", "posts")
    denominators = {one.start: one for one in context.passages.numerals if is_denominator(context.text, one)}
    for figure in figures:
        start = figure.start
        if context.passages.is_quoted(start):
            continue  # “五梅榜” counts nothing each year
        first = max(0, start - _FARTHEST)
        first += max((found.end() for found in _BREAK.finditer(context.text[first:start])), default=0)
        if per := _per(context, mentions, denominators, made, first, start):
            figure.fields["per"] = per
        mean = _last(_ALL, context.text, first, start + 1)
        if mean and figure.fields.get("kind") == "count" and (mean["time"] or mean["every"]):
            figure.fields["kind"] = "ratio"
            told = f"{_TIMES[mean['time'] or mean['every']]}之数，不是总数"
            figure.note = f"{figure.note}；{told}" if figure.note else told
            _show_from(figure, mean.start())
        elif mean and (of := mean["of"] or mean["one"]) and "per" not in figure.fields:
            aggregation = "mean" if mean["of"] or mean["mean"] else "each"
            figure.fields["per"] = {"of": _group(context, made, _OF[of], mean.span()), "aggregation": aggregation}
        elif "per" not in figure.fields and figure.fields.get("kind") == "count" and (each := _last(_UNKNOWN, context.text, first, start)):
            figure.fields["kind"] = "ratio"
            figure.note = f"{each[0]}之数，不是总数"
            _show_from(figure, each.start())
        value = figure.fields.get("value")
        if "per" in figure.fields and figure.fields.get("kind") == "count" and value is not None and value % 1:  # type: ignore[operator]  # a Decimal
            figure.fields["kind"] = "ratio"
    return list(made.values())


def _show_from(figure: Statement, start: int) -> None:
    """Let the evidence of a figure begin at what it is for each of, where that is not too far."""
    first, end = min(figure.spans)
    if start < first and end - start <= PRINTED_LIMIT:
        figure.spans[figure.spans.index((first, end))] = (start, end)


def _per(
    context: Context, mentions: Mentions, denominators: dict[int, Numeral], made: dict[str, Statement], first: int, start: int
) -> dict[str, object] | None:
    text = context.text
    each = text.rfind("每", first, start)
    if each < 0:
        return None
    mean = "mean" if text.endswith("平均", 0, each) else "each"
    if (number := denominators.get(each + 1)) is not None:
        if number.end > start:
            return None
        behind = [one for (at, _), one in mentions.within(number.end, start) if at == number.end and one.section != "posts"]
        behind += [one for (at, _), one in mentions.within(each, number.end) if at in (each, each + 1) and one.section != "posts"]
        unit, count = number.readings[0].unit, number.readings[0].value
        of = behind[0] if behind else _group(context, made, str(unit), (each, number.end)) if unit in _COUNTED else None
        return {"of": of, "count": int(count), "aggregation": mean} if of is not None and count and not count % 1 else None
    if not _EACH.match(text, each):
        return None
    groups = [one for (at, _), one in mentions.within(each, start) if at <= each + 3 and one.section != "posts"]
    return {"of": groups[0], "aggregation": mean} if groups else None


def _group(context: Context, made: dict[str, Statement], unit: str, span: tuple[int, int]) -> Statement:
    """Return the people or households of the place: those of the draft, else new ones."""
    kind, label, section = _COUNTED[unit]
    known = next((one for one in context.section(section) if one.kind == kind and one.fields.get("place") is context.home), None)
    if known is None and label not in made:
        made[label] = Statement(section, label, [], "per-unit", {"kind": kind, "place": context.home})
    if known is None:
        made[label].spans.append(span)
    return known or made[label]


def _last(pattern: re.Pattern[str], text: str, first: int, last: int) -> re.Match[str] | None:
    """Return the last match in a stretch."""
    return next(reversed(list(pattern.finditer(text, first, last))), None)

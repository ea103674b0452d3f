"""What a figure does in a report: how many there are, what came of something, what went in, before and after, a design, a threshold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words
from cengji.text.figure_currency import currency_units

__all__ = ["hand_on_results", "pair_changes", "role_of"]

_AROUND = 18  # characters before a number, or behind it, that tell its role
# 八个方面, 五级联动: what a number of these makes is a scheme, no stock.
_DESIGNED = re.compile(f"(?:{either(words('figures', 'designed'))})")
_RESULT = re.compile(f"(?:{either(words('figures', 'results'))})[^。；]{{0,8}}$|(?:开展|举办)[^，。；]{{0,13}}活动$")
_INPUT = re.compile(f"(?:{either(words('figures', 'inputs'))})[^。；，]{{0,6}}$")
_TARGET = re.compile(f"(?:{either(words('figures', 'targets'))})[^。；]{{0,10}}$")
_LARGE = re.compile("大(?!约|概)")
_TO = re.compile(
    "^(?:[^。；，]{0,12}?|[^。；，]{0,8}，(?:目前|现在?|如今|已经?|再|逐步|并|进一步)*)(?:合并|整合|调整|优化|精简|压缩|压减|减少|缩减|下降|减|降|增加|增长|提高|提升|扩大|上升|升|增|变|发展|归并|集成|扩充|扩展|拓展|延长|缩短|缩)(?:成|为|到|至)[^。；，]{0,4}$"
)
_LONGEST_BETWEEN = 30  # characters between what was and what is
_LISTED = re.compile("[\u4e00-\u9fff]{0,8}、[\u4e00-\u9fff]{0,10}")
_UNTIL = re.compile("[到至]")  # two figures with no more between them are no range
_TIERS = frozenset({"tier-count", "step", "grade", "kind-class", "position-class", "vote-ballot"})
_OF_BODIES = frozenset({"household-unit"})  # 6家平台 are firms, no parts
_SPANS_OF_TIME = frozenset({"minute", "hour", "day", "week", "month", "year"})
_THRESHOLD_UNITS = frozenset({"square-metre", "metre", "kilometre", "minute", "hour", "day", "year", "person", "point"})


def role_of(text: str, start: int, end: int, *, unit: str, kind: str, comparator: str, counted: str) -> str:
    """Return the key of the role of a figure that stands in no name.

    :param counted: what is printed behind it, as far as it is counted.
    """
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if unit in _TIERS or kind == "frequency" or (unit not in _OF_BODIES and _DESIGNED.match(counted)) or _LARGE.search(text[start:end]):
        return "design"
    if (
        comparator in ("atLeast", "atMost")
        and (unit in _THRESHOLD_UNITS or unit in currency_units())
        and re.match("[\u4e00-\u9fff]", after)
    ):
        return "threshold"
    if _TARGET.search(before):
        return "target"
    if unit in currency_units() and _INPUT.search(before + text[start:end]):
        return "input"
    if _RESULT.search(before) or kind == "change":
        return "result"
    return "stock"


def hand_on_results(text: str, figures: Iterable[Statement]) -> None:
    """Let what is listed behind a result be one too: 开展宣传80场、讲座60场."""
    ordered = sorted((one for one in figures if len(one.spans) == 1), key=lambda one: one.spans[0])
    for one, after in pairwise(ordered):
        listed = _LISTED.fullmatch(text, one.spans[0][1], after.spans[0][0]) is not None
        if listed and one.fields["role"] == "result" and after.fields["role"] == "stock" and after.fields.get("kind") == "count":
            after.fields["role"] = "result"


def pair_changes(text: str, figures: Iterable[Statement]) -> None:
    """Pair what was with what is: 17个街道合并成8个街道, 由61项237条精简为43项82条, 从53%、65%至97%."""
    ordered = sorted((one for one in figures if len(one.spans) == 1), key=lambda one: one.spans[0])
    runs = _runs(text, ordered)
    for run, after in pairwise(runs):
        between = text[run[-1].spans[0][1] : after[0].spans[0][0]]
        if _UNTIL.fullmatch(between):
            for old in run:
                old.fields["role"] = "changeFrom"
            after[0].fields |= {"role": "changeTo", "paired_with": run[0]}
            continue
        if len(between) > _LONGEST_BETWEEN or not _TO.match(between):
            continue
        for old, new in zip(run, after, strict=False):
            if old.fields["unit"] == new.fields["unit"] or {old.fields["unit"], new.fields["unit"]} <= _SPANS_OF_TIME:  # 3天缩短至4小时
                old.fields["role"], new.fields["role"] = "changeFrom", "changeTo"
                new.fields["paired_with"] = old


def _runs(text: str, ordered: list[Statement]) -> list[list[Statement]]:
    """Return figures by what stands together: 61项237条."""
    runs: list[list[Statement]] = []
    for one in ordered:
        if runs and text[runs[-1][-1].spans[0][1] : one.spans[0][0]] in ("", "、"):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs

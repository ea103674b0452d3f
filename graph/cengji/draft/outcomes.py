"""Outcomes: what the text says, without a number, that measures bring: 形成共治格局, 有效提升服务效能, 使群众…."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cengji.draft.context import Context
from cengji.draft.links.means import Means, refer
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words
from cengji.text.coverage import Spans

__all__ = ["find_outcomes"]

_BEGIN = "(?<=[，,；;。：\n])[ 　]*(?:从而|进而|最终|逐步|初步|真正|切实|也|更|又|并|还|既|实践中)?"
_HOW = f"(?:(?:{either(words('outcomes', 'how'))})地?)"
_END = "(?=[，,；;。！!\n]|$)"
_WHAT = "[^，,；;。：:！!？?\n]"
# 有效提升服务效能, 激发居民参与热情, 拉近了干群距离
_RAISED = re.compile(
    f"{_BEGIN}{_HOW}*(?P<name>(?:{either(words('outcomes', 'raises'))})(?P<done>了)?"
    f"{_WHAT}{{1,20}}?(?:{either(words('outcomes', 'raised'))})){_END}"
)
# 形成共建共治共享的基层治理新格局, 构建齐抓共管的工作合力
_FORMED = re.compile(
    f"{_BEGIN}{_HOW}*(?P<name>(?P<forming>{either(words('outcomes', 'forms'))})(?P<done>了|起|出)?"
    f"{_WHAT}{{2,28}}?(?:{either(words('outcomes', 'formed'))})){_END}"
)
# 服务效能明显提升, 氛围更加浓厚
_RISEN = re.compile(f"{_BEGIN}(?P<name>{_WHAT}{{2,14}}?{_HOW}(?:{either(words('outcomes', 'rises'))})){_END}")
# 实现资源共享, 推动矛盾纠纷有效化解, 确保事事有回应
_ACHIEVED = re.compile(f"{_BEGIN}{_HOW}*(?P<verb>{either(words('outcomes', 'achieves'))})(?P<done>了)?(?P<name>{_WHAT}{{3,22}}){_END}")
# 让居民有了主心骨
_MADE = re.compile(f"{_BEGIN}(?:让|使得?|令)(?P<name>{_WHAT}{{5,22}}){_END}")
# 从“单打独斗”到“众人划桨”
_BECAME = re.compile(
    "(?:从|由|变)[^“”，,。；;]{0,4}“[^“”\n]{2,12}”[^“”，,。；;]{0,6}(?:到|向|为|成)[^“”，,。；;]{0,4}(?P<name>“[^“”\n]{2,12}”)"
)
_INTENDED = frozenset(words("outcomes", "intended"))
# What says nothing of its own, or tells a deed: 提升基层治理水平.
_NO_OUTCOME = re.compile(
    f"^在[^，]*[下中时内上]$|{either(words('outcomes', 'none'))}|(?:下沉|参与)$|^[这那其]|\\d|^(?:{either(words('outcomes', 'general'))})+$"
)
_SILENT = frozenset(words("outcomes", "silent"))
_LONGEST = 24


def find_outcomes(context: Context) -> list[Statement]:
    """Return the effects that a text tells; the measures that bring them refer to them. What no measure brings is left out."""
    found: dict[str, Statement] = {}
    means = Means(context)
    for span, label, intended in sorted(_spans(context)):
        bringing = means.told_before(span[0])
        if not bringing:
            continue
        fields: dict[str, object] = {"place": context.home, **({"mode": "intended"} if intended else {})}
        outcome = found.setdefault(label, Statement("outcomes", label, [], "told-effect", fields))
        outcome.spans.append(span)
        refer(bringing, "outcomes", outcome)
    return list(found.values())


def _spans(context: Context) -> Iterable[tuple[Span, str, bool]]:
    """Yield where an effect is told, what it is called and whether it is only meant to come; of what overlaps the first."""
    matches = context.passages.matches
    taken = Spans(span for one in context.section("measures", "figures", "problems", "events") for span in one.spans)
    kept: set[int] = set()
    for match in (*matches(_BECAME), *matches(_FORMED), *matches(_RAISED), *matches(_ACHIEVED), *matches(_MADE), *matches(_RISEN)):
        groups, span = match.groupdict(), match.span("name")
        label = match["name"].replace("“", "").replace("”", "")
        if groups.get("done"):
            label = label.replace(match["done"], "", 1) if match.start("done") > span[0] else label
        if groups.get("forming") in _SILENT:
            label = label.removeprefix(groups["forming"])
        if len(label) > _LONGEST or _NO_OUTCOME.search(label) or not context.passages.is_prose(span[0]):
            continue
        if taken.touch(*span) or not kept.isdisjoint(range(*span)):
            continue
        kept.update(range(*span))
        yield span, label, groups.get("verb") in _INTENDED and not groups.get("done")

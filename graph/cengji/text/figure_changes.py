"""What the words around a number say it measures: what grew or fell, and how often a time."""

from __future__ import annotations

import re

from cengji.text.figure_grammar import PER
from cengji.text.figure_quantity import Quantity

__all__ = ["find_change", "is_unclear_change", "read_unit"]

# What grew or fell, perhaps a few signs before the number; 提高到76% states where it came to and no change.
_GROWTH = re.compile(
    r"(?:(?P<decrease>负增长|下降|降低|减少|缩减|压减|缩短|缩小|回落|下滑|下调|降幅|降)|(?P<increase>增长|上涨|上升|提高|提升|增加|增幅|增速|上调|涨)"
    r"|(?:同比|环比)(?![^,，。;；、]{0,2}[增降减升涨落]))(?P<between>(?:(?<=[率幅速])为|(?!收窄|扩大|放缓|加快|[回下升降减增提上])[^,，。;；、到至为\d]){0,4})$"
)
_GROWS = re.compile(r"的?(?:增长率|增幅|增速|涨幅|降幅)")
_EVERY = re.compile(r"每(?P<per>年|季度|季|月|周|天|日)[^,，。;；、]{0,8}\Z")
_INDEX_POINTS = re.compile("点(?!位|子|亮|状)")
_CHANGES_FROM = re.compile(r"(?:[从由]|原来的)(?:\d+(?:\.\d+)?%、)*\Z")
_FAR = 30  # characters before a number in which what it changes from may be listed
_UNTIL = re.compile("[到至]")
_LEAP = re.compile("的?(?:历史性)?(?:突破|跨越|转变|飞跃|蜕变)")
_SPANS = re.compile("[^，,。；;、\n]{0,6}?(?:组成|构成|不等|之间|之内|以内|范围)|[中里]")


def read_unit(text: str, quantity: Quantity, start: int, end: int) -> tuple[str | None, str | None, str | None]:
    """Return unit, kind and direction of a quantity that is printed from ``start`` to ``end``; the words around it may settle them."""
    before = text[max(0, start - 14) : start]
    growth = _GROWTH.search(before)
    direction = growth and ("decrease" if growth["decrease"] else "increase" if growth["increase"] else None)
    behind = _GROWS.match(text, end)
    if quantity.word == "位数" and behind:
        return "percent", "change", None
    if quantity.kind in ("share", "change") and behind:
        return quantity.unit, "change", "decrease" if "降" in behind[0] else "increase"
    if growth and quantity.number.value < 0:  # 增速-2%: the sign says it
        return quantity.unit, "change", None
    if growth and (quantity.kind in ("share", "change") or growth["between"] in ("", "了")):
        return quantity.unit, "change" if direction or quantity.kind == "share" else quantity.kind, direction
    if quantity.unit == "time-of" and (every := _EVERY.search(before)):
        return PER[every["per"]], "frequency", None
    return quantity.unit, quantity.kind, None


def is_unclear_change(text: str, quantity: Quantity, direction: str | None, end: int) -> bool:
    """Return whether a change may be of two sorts: 上升5个点 of an index or in percentage points, 减少3倍 to a third or a quarter."""
    points = direction is not None and quantity.word == "个" and _INDEX_POINTS.match(text, end) is not None
    return points or (direction == "decrease" and quantity.word == "倍")


def find_change(text: str, start: int, end: int, quantity: Quantity) -> re.Match[str] | None:
    """Return the 到 or 至 of a range that tells what was and what is, as 从0到6 does, and 从53%、65%至97%; None of a span such as 0到6岁.

    What lasts or is aged from one number to another is a span, and so is what 由5至7人组成 and 从20到30人不等 say.
    """
    if not quantity.is_range or quantity.kind == "duration":
        return None
    from_nothing = not quantity.number.value and _LEAP.match(text, end)  # 0到1的突破
    if not (from_nothing or _CHANGES_FROM.search(text, max(0, start - _FAR), start)):
        return None
    return None if _SPANS.match(text, end) else _UNTIL.search(text, start, end)

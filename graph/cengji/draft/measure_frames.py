"""What kind of measure the words around a name tell, where the name itself tells none: the noun it leads to, the verb it follows."""

from __future__ import annotations

import re
from functools import cache

from cengji.draft.measure_kinds import MeasureKinds
from cengji.draft.word_lists import either, words_by_name
from cengji.text.characters import plain_name

__all__ = ["kind_by_frame"]

_AROUND = 16  # characters before a name, or behind it, that are looked at
# What may stand between a name and the noun for what it is: “甲”十大专项行动, “乙”若干意见, “丙”基层走访调研活动.
_BEHIND = re.compile(
    "[”’]?(?:[、和]?“[^“”\n]{1,16}”){0,3}(?:[一二三四五六七八九十两\\d]+[大项个条类种]|若干|系列|一系列|各类)?(?P<noun>[\u4e00-\u9fff]{2,10}?)(?=[，,。；;、\n]|$|\\d|的)"
)
# What it is an example of, or is said to be: “甲”等机制, 按照“乙”的思路.
_OF_A_KIND = re.compile(
    "[”’]?(?:[、和][^，,。；;\n]{2,14}?){0,3}(?:“[^“”\n]{1,16}”){0,3}(?:等|的)(?:[一多各][系种批类]|\\d+[余多]?[个项类种])?(?P<noun>[\u4e00-\u9fff]{2,8}?)(?=[，,。；;、\n]|$|的)"
)

_SAID_TO_BE = {
    "要求": "rule",
    "路子": "working-method",
    "之路": "working-method",
    "新路": "working-method",
}  # what names no measure by itself
# A name that counts what it is made of: 五个没有, 三集中, 两聚一高.
_COUNTED = re.compile(
    "[二三四五六七八九十两](?:个[\u4e00-\u9fff]{1,3}|[\u4e00-\u9fff]{1,2}(?:[一二三四五六七八九十两][\u4e00-\u9fff]{1,2})?)"
)
_MADE_OF = "scheme"


def kind_by_frame(kinds: MeasureKinds, text: str, start: int, end: int) -> str | None:
    """Return the key of the kind that a sentence says of the name at a place, None where it says none.

    The noun that the name leads to decides, then whether the name counts parts, then the verb before it.
    """
    for pattern in (_BEHIND, _OF_A_KIND):
        noun = pattern.match(text, end, min(len(text), end + 2 * _AROUND))
        head = kinds.head_of(noun["noun"]) if noun else None
        if head and len(head) > 1:
            return kinds.heads[head]
        told = noun and next((kind for end, kind in _SAID_TO_BE.items() if noun["noun"].endswith(end)), None)
        if told and kinds.knows(told):
            return told
    if _COUNTED.fullmatch(plain_name(text[start:end])) and kinds.knows(_MADE_OF):
        return _MADE_OF
    before = text[max(0, start - _AROUND) : start]
    last = max(
        ((match.end(), kind) for kind, verb in _frames().items() for match in verb.finditer(before)),
        default=None,
    )
    return last[1] if last and kinds.knows(last[1]) else None


@cache
def _frames() -> dict[str, re.Pattern[str]]:
    """Return the pattern of the verbs before the name of a measure of each kind."""
    return {kind: re.compile(f"(?:{either(verbs)})[^，,。；;、的“”]{{0,6}}[“‘]?$") for kind, verbs in words_by_name("frames").items()}

"""Parts that a text sums its measure up in and then takes up one by one: 概括为甲、乙和丙三个方面。在甲上，…."""

from __future__ import annotations

import re

from cengji.draft.item_lists import COUNTS, FEWEST_ITEMS
from cengji.draft.measure_collection import MeasureCollection

__all__ = ["read_aspects"]

_ITEM = "[\u4e00-\u9fff]{2,8}"
_COUNT = "(?P<count>[三四五六七八九])[个大项重]?(?:方面|维度|路径|层面|环节|策略|阶段|机制)"
_COUNTED = re.compile(_COUNT)
_SUMMED = re.compile(f"(?:为|即|是|从|由|围绕|包括|抓住|聚焦)(?P<items>(?:{_ITEM}?、)+{_ITEM}?(?:(?:和|与|以及|及){_ITEM}?)?){_COUNT}")
_BETWEEN = re.compile("、|和|与|以及|及")


def read_aspects(found: MeasureCollection) -> None:
    """Keep as parts of the measure named before what is listed as so many aspects and begins as many sentences behind."""
    text = found.context.text
    for start, end in found.context.passages.sentences:
        if not _COUNTED.search(text, start, end):
            continue
        for match in _SUMMED.finditer(text, start, end):
            names = _BETWEEN.split(match["items"])
            if len(names) < FEWEST_ITEMS or len(names) != COUNTS[match["count"]]:
                continue
            leads = [_lead(name).search(text, match.end()) for name in names]
            whole = found.last_whole(text.rfind("\n", 0, start), match.start())
            at = match.start("items")
            for name, lead in zip(names, leads, strict=True) if whole and all(leads) else ():
                at = text.index(name, at)
                found.note_part(name, (at, at + len(name)), whole)  # type: ignore[arg-type]  # only where there is one
                found.note_part(name, lead.span("name"), whole)  # type: ignore[arg-type, union-attr]


def _lead(name: str) -> re.Pattern[str]:
    """Return the pattern of a sentence that begins with a name: 在甲上，…."""
    return re.compile(f"(?<=[。；;\\n])[ 　]*(?:在|就)?(?P<name>{name})(?:上|方面|层面|中|环节|维度)?[，,：:。]")

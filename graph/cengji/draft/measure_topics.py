"""Parts of a measure that the paragraphs behind it begin with, where it says how many there are: 三大举措, then three topic sentences."""

from __future__ import annotations

import re

from cengji.draft.item_lists import COUNTS
from cengji.draft.measure_collection import MeasureCollection
from cengji.draft.outline import Heading, Outline, ordinal_of
from cengji.draft.statements import Statement
from cengji.text.characters import plain_name

__all__ = ["read_announced"]

# 通过三大举措, 从四个方面, 实施五项行动
_ANNOUNCED = re.compile(
    "([二三四五六七八九十])(?:个|大|项|条|种|步)(?:[\u4e00-\u9fff]{0,4}?)(?:举措|方面|措施|抓手|行动|机制|工程|步骤|环节|办法|路径|维度|重点)"
)
_LONGEST = 24
_TOLD_BEFORE = re.compile("(?:是|为)[^，。；]{0,20}的$")  # 赋权、下沉和技术是…的三条路径: they are named already
_OPEN = re.compile("[^。！？!?；;]*")
_FAR = 40  # characters between the end of an announcement and the end of its paragraph


def read_announced(found: MeasureCollection, outline: Outline) -> None:
    """Keep the topic sentences or headings of as many paragraphs as the measure right before them says that it has parts."""
    text = found.context.text
    for match in _ANNOUNCED.finditer(text):
        paragraph = text.rfind("\n", 0, match.start()) + 1
        stop = text.find("\n", match.end())
        if _TOLD_BEFORE.search(text, paragraph, match.start()):
            continue
        ends = _OPEN.match(text, match.end())
        if (
            stop < 0
            or (ends and stop - ends.end() > 1)
            or stop - match.end() > _FAR + _FAR
            or not found.context.passages.is_prose(match.start())
        ):
            continue
        whole = next((found.characters[place] for place in range(match.start() - 1, paragraph, -1) if place in found.characters), None)
        count = COUNTS[match[1]]
        if whole and _lists_all(found, whole, count):
            continue  # 从甲、乙、丙三个方面: the parts are named, the headings take them up
        for listed in (outline.topics, outline.headings):
            behind = [one for one in listed if one.span[0] >= stop][:count]
            if whole and len(behind) == count and _are_parallel(found, behind):
                for one in behind:
                    start = one.span[0] + len(text[slice(*one.span)]) - len(text[slice(*one.span)].lstrip())
                    _, title = ordinal_of(text[start : one.span[1]].rstrip("。 　\n"))
                    title = title.strip()
                    at = text.index(title, start)
                    found.note_part(title, (at, at + len(title)), whole)
                break


def _lists_all(found: MeasureCollection, last: Statement, count: int) -> bool:
    """Return whether a measure is the last of so many parts of the same whole."""
    whole = last.fields.get("part_of")
    return last.kind == "element" and sum(one.fields.get("part_of") is whole for one in found.by_name.values()) >= count


def _are_parallel(found: MeasureCollection, topics: list[Heading]) -> bool:
    """Return whether short sentences or headings have as many clauses each, and nearly as many characters."""
    names = [plain_name(ordinal_of(found.context.text[slice(*one.span)].strip())[1].rstrip("。")) for one in topics]
    lengths = [len(name) for name in names]
    clauses = {name.count("，") + name.count(",") for name in names}
    return len(clauses) == 1 and max(lengths) <= _LONGEST and max(lengths) - min(lengths) <= 4

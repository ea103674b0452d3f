"""What the numbered items of a paragraph are called by, and what stands below each: 一是派下去。…；二是育起来。…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cengji.draft.item_lists import COUNTS, FEWEST_ITEMS
from cengji.draft.measure_collection import MeasureCollection
from cengji.draft.statements import Statement

__all__ = ["items_by_sentence", "read_slogans"]

_ITEM = re.compile("(?<=[。；;：:\\n 　])(?P<number>[一二三四五六七八九])是(?P<name>[\u4e00-\u9fff“”]{2,14})。")
_LONGEST_SLOGAN = 5  # characters of each of several items of one length that name how it is done
_KIND = "working-method"


def read_slogans(found: MeasureCollection) -> None:
    """Keep what items of one length are called by, three or more, as ways of working."""
    for run in _runs(found):
        names = [match["name"] for match in run]
        if len(run) >= FEWEST_ITEMS and len(names[0]) <= _LONGEST_SLOGAN and len(set(map(len, names))) == 1:
            for match in run:
                if not found.is_taken(match.span("name")):
                    found.note(match["name"], match.span("name"), "numbered-item", _KIND)


def items_by_sentence(found: MeasureCollection) -> Iterator[tuple[int, Statement]]:
    """Yield the numbers of the sentences below each numbered item, and the one measure that the item names."""
    passages = found.context.passages
    for run in _runs(found):
        line = passages.text.find("\n", run[-1].end())
        stops = [match.start() for match in run[1:]] + [line if line >= 0 else len(passages.text)]
        for match, stop in zip(run, stops, strict=True):
            named = dict.fromkeys(found.characters[at] for at in range(*match.span("name")) if at in found.characters)
            if len(named) == 1:
                first, last = passages.sentence_at(match.end()), passages.sentence_at(stop - 1)
                yield from ((number, next(iter(named))) for number in range(first, last + 1))


def _runs(found: MeasureCollection) -> list[list[re.Match[str]]]:
    """Return the items that are numbered from one on without a gap within a paragraph, two or more."""
    runs: list[list[re.Match[str]]] = []
    for match in found.context.passages.matches(_ITEM):
        number = COUNTS[match["number"]]
        if number == 1:
            runs.append([match])
        elif runs and number == len(runs[-1]) + 1 and "\n" not in found.context.text[runs[-1][-1].end() : match.start()]:
            runs[-1].append(match)
    return [run for run in runs if len(run) > 1]

"""Lists as articles print them: their items, where these begin and end, how many a name says that there are."""

from __future__ import annotations

import re

from cengji.draft.passages import Passages, Span

__all__ = [
    "COUNTS",
    "FEWEST_ITEMS",
    "LEADS_TO_WHOLE",
    "Listed",
    "count_in",
    "items_before",
    "items_behind",
    "items_of",
    "quotes_in",
    "split_last",
]

Listed = list[tuple[str, Span]]

COUNTS = {one: value for value, one in enumerate("零一二三四五六七八九十")} | {"两": 2}
FEWEST_ITEMS = 3  # of a list that is known by its number of items alone
# What is listed with a name and makes up something: 街道党工委、社区党委、网格党支部三级组织链条.
LEADS_TO_WHOLE = re.compile("(?:、[\u4e00-\u9fff“”]{2,12})+(?:[两三四五六]级|制度|机制|体系|平台)")
_FAR = 90  # characters between a list and the name that counts its items
_ALIKE = 2  # characters with which the items of a list begin
_MOST_UNLIKE = 2  # characters by which the items of a list differ
_ITEM = r"[^、，,。；;：:“”\s]"
_BEFORE = re.compile(rf"(?P<items>(?:{_ITEM}{{2,14}}、)+{_ITEM}{{2,14}}?)(?P<more>等)?”?的?(?P<clause>[,，]{_ITEM}{{0,4}})?$")
_BEHIND = re.compile(rf"(?:{_ITEM}{{2,14}}、)+{_ITEM}{{2,14}}")
_QUOTES = re.compile(r"“[^“”\n]{1,20}”(?:(?:[、和及与]|以及)?[^“”、，,。；;：:\n]{0,8}“[^“”\n]{1,20}”)+")
_QUOTE = re.compile(r"“([^“”\n]{1,20})”")
_IN_BRACKETS = re.compile(r"[(（]即?(?P<items>[^()（）。；;“”\n]{4,60})[)）]")
# “一约四会”即修订村规民约、红白理事会…, up to what all of it is for
_NAMELY = re.compile(
    "[，,]?(?:即|指的?是|包括|包含)(?:[制修]订|建立|健全|成立)?(?P<items>[^，,。；;“”\n]{2,14}?(?:、[^，,。；;“”、\n]{2,14}?)+)(?=为抓手|为载体|[，,。；;\n])"
)
# What is listed behind these is what a measure gives, not what it is made of.
_OFFERED = re.compile(
    "(?:提供|开展|设置|配备|建设|涉及|覆盖|整合|联合|联动|链接|组织|动员|发动|依托|借助|邀请|吸纳|统筹|协调|召集|会同|向|对|为)(?:了|起)?$"
)
_NUMERAL = re.compile("[二三四五六七八九十两]")
_NO_COUNT = re.compile("两新|两委|周[一二三四五六]|星期|第")  # “周四进院” has no four parts
_JOINT = re.compile("以及|[和及与]")
_PARTICLE = re.compile("[以为由将把对在向从的]")


def count_in(name: str) -> int:
    """Return of how many parts a name says it is by the one numeral in it, 0 if it says nothing."""
    numerals = _NUMERAL.findall(name)
    return COUNTS[numerals[0]] if len(numerals) == 1 and not _NO_COUNT.search(name) else 0


def items_before(passages: Passages, place: int, count: int) -> Listed:
    """Return the items of the list that ends right before a place, if they are so many, or fewer and 等."""
    first = max(0, place - _FAR)
    listed = _BEFORE.search(passages.text[first:place])
    if not listed:
        return []
    start = first + listed.start("items")
    items = items_of(passages, start, first + listed.end("items"), opens=passages.text[start - 1 : start] != "“", closes=False)
    if len(items) != count:
        more = split_last(passages, items)
        others = [end - start for _, (start, end) in more[1:]]
        if len(more) > len(items) and len(set(others)) == 1:  # 健全甲甲、乙乙和丙丙三项机制
            (_, (begin, end)), *_ = more
            begin = _begin_of_first(passages, (begin, end), others, len(more))
            more[0] = (passages.text[begin:end], (begin, end))
        items = more
    lengths = [end - start for _, (start, end) in items]
    if listed["clause"] and max(lengths) - min(lengths) > _MOST_UNLIKE:
        return []  # 向甲、乙、丙丁延伸，构建…
    return items if len(items) == count or (listed["more"] and len(items) < count) else []


def items_behind(passages: Passages, name: str, start: int, end: int) -> Listed:
    """Return the items listed behind a name that counts them: in brackets, in quotes, or up to the end of its sentence."""
    count, together = count_in(name), sum(COUNTS.get(character, 0) for character in name)
    if bracket := _IN_BRACKETS.match(passages.text, start):
        items = items_of(passages, *bracket.span("items"), "[、,，]", opens=False, closes=False)
        if len(items) in (count, together):
            return items
    if namely := _NAMELY.match(passages.text, start):
        items = _cut_alike(items_of(passages, *namely.span("items"), opens=False, closes=False))
        if len(items) >= FEWEST_ITEMS and len(items) in (count, together):
            return items
    if count < FEWEST_ITEMS:
        return []
    for quotes in quotes_in(passages, start, end):
        if len(quotes) == count and len({len(item) == 1 for item, _ in quotes}) == 1:
            return quotes
    for listed in _BEHIND.finditer(passages.text, start, min(start + _FAR, end)):
        items = items_of(passages, *listed.span())
        lengths = sorted(last - first for _, (first, last) in items)
        is_offered = _OFFERED.search(passages.text, start, items[0][1][0]) is not None
        if len(items) == count and lengths[-1] - lengths[0] <= _MOST_UNLIKE and not is_offered:
            return items
    return []


def _cut_alike(items: Listed) -> Listed:
    """Return the items of a list of which the first begins where it is like the others: 集中投放, of 居民集中投放、集中精拣、集中清运."""
    (first, (start, end)), *more = items
    begin = first.find(more[0][0][:_ALIKE]) if more and all(item[:_ALIKE] == more[0][0][:_ALIKE] for item, _ in more) else -1
    return [(first[begin:], (start + begin, end)), *more] if begin > 0 else items


def quotes_in(passages: Passages, start: int, end: int) -> list[Listed]:
    """Return the rows of names in quotes, each with up to a few characters before it, in a stretch."""
    rows = _QUOTES.finditer(passages.text, start, end)
    return [[(quote[1], quote.span(1)) for quote in _QUOTE.finditer(passages.text, *row.span())] for row in rows]


def items_of(passages: Passages, start: int, end: int, between: str = "、", *, opens: bool = True, closes: bool = True) -> Listed:
    """Return the items of a list with their spans.

    Where something else may stand before the list (``opens``) or behind it (``closes``), the first begins and the last
    ends where the length of the others says, or a boundary.
    """
    text = passages.text
    marks = [mark.span() for mark in re.finditer(between, text[start:end])]
    spans = [
        (start + first, start + last)
        for first, last in zip([0, *(last for _, last in marks)], [*(first for first, _ in marks), end - start], strict=True)
    ]
    lengths = [last - first for first, last in spans]
    if opens:
        inner = lengths[1:-1] if len(spans) > 2 else lengths[1:]
        spans[0] = (_begin_of_first(passages, spans[0], inner, len(spans)), spans[0][1])
    others = set(lengths[1:-1] if len(spans) > 2 else lengths[1:] if opens else lengths[:1])
    if closes and len(others) == 1:
        spans[-1] = (spans[-1][0], min(spans[-1][1], spans[-1][0] + min(others)))
    return [(text[slice(*span)], span) for span in spans]


def _begin_of_first(passages: Passages, span: Span, lengths: list[int], count: int) -> int:
    """Return where the first item of a list begins: where the length of the others says, else at a boundary."""
    text, (first, last) = passages.text, span
    if len(set(lengths)) == 1:
        begin = max(first, last - lengths[0])
        if count == FEWEST_ITEMS - 1:
            longer = max(first, passages.phrase_start(last))
            begin = longer if begin - longer == 1 else begin  # of two, either may be the longer
        begin = min(passages.behind_word(begin), last - 1)
        return text.find("的", begin, last - 1) + 1 or begin if "的" in text[begin : begin + 2] else begin  # 网格内|的网格员
    begin = passages.phrase_start(last)
    if begin >= last - 1:
        begin = passages.last_cut(last - min(lengths))  # 涵盖信息登记、影像采集 …: the word for it is one of a boundary
        if begin <= first:
            begin = max((match.end() for match in _PARTICLE.finditer(text, first, last - 2)), default=first)
    return max(first, begin)


def split_last(passages: Passages, items: Listed) -> Listed:
    """Return the items of a list of which a word joins the last two: 结果反馈、结案和综合评价."""
    first, last = items[-1][1]
    joint = _JOINT.search(passages.text, first + 2, last - 1)
    spans = [(first, joint.start()), (joint.end(), last)] if joint else [(first, last)]
    return items[:-1] + [(passages.text[slice(*span)], span) for span in spans]

"""Measures that are listed as examples of a noun, and what something can do: 接待、走访、评议等制度, 填表、汇总等功能."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cengji.draft.context import Mentions
from cengji.draft.item_lists import items_of, split_last
from cengji.draft.measure_collection import MeasureCollection
from cengji.draft.measure_parts import are_bodies
from cengji.draft.word_lists import either, words

__all__ = ["read_exemplified"]

_SHORTEST_ITEM = 3  # characters of an example that names something
_ITEM = r"[^、，,。；;：:“”\s]"
# Things of a kind, up to the noun for it, or what something can do: 自动填表、一键汇总等功能.
_FUNCTIONS = "[\u4e00-\u9fff]{0,3}功能"
_CATEGORIES = f"{either(words('general', 'categories'))}|{_FUNCTIONS}"
_SO_MANY = "(?:[1-9]\\d[余多]?[个项类种场](?:特色|小微|小|微)?)?"  # of ten and more not all are listed
_EXAMPLES = re.compile(
    rf"(?P<items>(?:{_ITEM}{{2,14}}、)+{_ITEM}{{2,14}}?)等{_SO_MANY}(?P<noun>{_CATEGORIES})(?![\u4e00-\u9fff]*员|岗|[\u4e00-\u9fff]{{0,3}}[队团组])"
)
# Two of a kind, by which something is done: 通过楼栋党小组项目认领和楼栋夜话等活动
_TWO = re.compile(
    "(?:通过|借助|依托|利用|采取|运用|开展)(?P<one>(?:(?![的和与及])[一-鿿]){3,12})(?:和|与|及|、)(?P<other>(?:(?![的和与及])[一-鿿]){3,12})"
    "等(?:系列|多种|各类)?(?P<noun>活动|方式|形式|载体|机制|制度|平台|途径|渠道)"
)
_OF_NO_KIND = ("方式", "形式", "载体", "途径", "渠道")
_CATEGORY = re.compile(f"等{_SO_MANY}(?:{_CATEGORIES})")
_GIVES = re.compile("^.{2,}(?:提供|开展|举办)(?=.{3})")  # 独居、高龄老年人群体提供爱心送餐
_NO_ITEM = re.compile(r"[，,。；;：:“”\s]")
_AMONG_QUOTES = re.compile(rf"”[\u4e00-\u9fff]{{0,6}}、({_ITEM}{{3,12}}?)(?=、[\u4e00-\u9fff]{{0,8}}“|等)")


def read_exemplified(found: MeasureCollection, mentions: Mentions) -> None:
    """Read what is listed up to a noun for what it all is: measures of that kind: 接待、走访、评议等制度."""
    passages = found.context.passages
    for match in _exemplified(found.context.text):
        items = items_of(passages, *match.span("items"), closes=False)
        parted = split_last(passages, items)  # 政策宣讲、垃圾分类和义诊义剪等活动
        items = parted if min(len(item) for item, _ in parted) >= _SHORTEST_ITEM else items
        if not passages.is_prose(match.start()) or are_bodies(mentions, items):
            continue
        is_able = match["noun"].endswith("功能")
        whole = found.last_whole(found.context.text.rfind("\n", 0, match.start()), match.start()) if is_able else None
        for name, (first, last) in items if whole or not is_able else ():
            item = _GIVES.sub("", name).removeprefix("通过").lstrip("了")
            span = (last - len(item), last) if item != name else (first, last)
            if whole and not found.is_taken(span):
                found.note_part(item, span, whole)
            elif not whole and not found.is_taken(span) and len(item) >= _SHORTEST_ITEM and item[0] not in "在对把将":
                kind = "service" if match["noun"] == "帮助" else found.kinds.kind(match["noun"], "programme")
                found.note(item, span, "listed-example", kind)
    for match in passages.matches(_TWO):
        spans = [match.span("one"), match.span("other")]
        if passages.is_prose(match.start()) and not any(found.is_taken(span) or _is_someone(mentions, span) for span in spans):
            kind = "mechanism" if match["noun"] in _OF_NO_KIND else found.kinds.kind(match["noun"], "mechanism")
            for span in spans:
                name = found.context.text[slice(*span)]
                found.note(name, span, "listed-example", found.kinds.kind(name, kind))
    for match in _AMONG_QUOTES.finditer(found.context.text):
        if passages.is_prose(match.start()) and not found.is_taken(match.span(1)) and not mentions.within(*match.span(1)):
            found.note(match[1], match.span(1), "listed-example", found.kinds.kind(match[1], found.kinds.usual_kind))


def _is_someone(mentions: Mentions, span: tuple[int, int]) -> bool:
    """Return whether a name is one of bodies, people or places."""
    return any(last == span[1] for (_, last), _ in mentions.within(*span))


def _exemplified(text: str) -> Iterator[re.Match[str]]:
    """Yield the lists of examples: they are sought between the signs that none goes across, where something sums them up."""
    stop = 0
    for noun in _CATEGORY.finditer(text):
        if noun.start() >= stop:
            start = noun.start()
            while start > stop and not _NO_ITEM.match(text, start - 1):
                start -= 1
            after = _NO_ITEM.search(text, noun.end())
            stop = after.start() if after else len(text)
            yield from _EXAMPLES.finditer(text, start, stop)

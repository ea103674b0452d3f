"""Measures that set phrases tell: what counts in an appraisal, what is put up by numbers or in pairs, short services in a row."""

from __future__ import annotations

import re

from cengji.draft.context import Context
from cengji.draft.item_lists import FEWEST_ITEMS
from cengji.draft.measure_collection import GENERAL, MeasureCollection
from cengji.draft.measure_frames import kind_by_frame
from cengji.draft.measure_quotes import ends_in_image
from cengji.draft.passages import Span
from cengji.draft.word_lists import either, words

__all__ = ["read_introduced", "read_phrases"]

_HAN = "[\u4e00-\u9fff]"
_COUNT = "(?:\\d+|[一二两三四五六七八九十]+)[余多]?[个处家座间所支]"
_END = "(?=[，,。；;、\\n])"
# 将完成情况纳入街道年度绩效考核: the appraisal is one.
_APPRAISED = re.compile(
    f"纳入{_HAN}[\u4e00-\u9fff、]{{1,13}}?(?:考核|考评|述职)(?:评议)?(?:考核|考评)?(?=(?:指标|体系|内容|范围)?[，,。；;\\n])"
)
_APPRAISAL = re.compile("(?:年度|绩效|目标|综合|述职|党建|日常|季度|专项|平时|责任)[^的、]*$")
_COUNTS = re.compile(f"{_HAN}{{0,4}}(?:结果|情况|成绩|得分|表现)$")  # 完成情况纳入街道年度绩效考核
_LONGEST_SUBJECT = 8
# 安排专项资金, 设立关爱基金
_FUNDED = re.compile(
    "(?:安排|设立|列支|拨付|筹集)(?:了)?(?P<name>[\u4e00-\u7683\u7685-\u9fff]{0,8}(?:专项(?:资金|经费)|基金))(?=\\d|[，,。；;、\\n])"
)
# 选派32名社区书记到先进地区跟班学习
_SENT = re.compile(
    f"选派(?:\\d+[余多]?[名个])?(?P<who>{_HAN}{{2,8}}?)(?:到|赴|去|参加)[^，。；\\n]{{0,14}}?(?P<deed>(?:跟班|跟岗|驻点|挂职|顶岗|脱产)(?:学习|锻炼|培训|实训)?){_END}"
)
_DELIVERED = re.compile(f"送{_HAN}上门(?:服务)?{_END}")
_PUT_UP = "(?:配建|新建|改建|扩建|建成|建设|打造|设立|设置|开设|增设|布设|建起|开辟|组建|成立)(?:了|起|出)?"
# 配建1处养老服务设施
_COUNTED = re.compile(f"{_PUT_UP}{_COUNT}(?P<name>{_HAN}{{3,12}}?)(?=[，,。；;、\\n和])")
# 改建社区食堂和托育点
_PAIR = re.compile(
    f"{_PUT_UP}(?P<first>(?:(?![的和]){_HAN}){{3,10}})(?:和|及|与)(?:{_COUNT})?(?P<second>(?:(?![的和]){_HAN}){{3,10}}){_END}"
)
_OUTLETS = frozenset({"facility", "team", "platform"})
# 提供保洁、保安、维修等兜底服务: services of two characters, or what they make up.
_SERVED = re.compile(f"(?:提供|开展|参与|推出)(?P<items>(?:{_HAN}{{2}}、)+{_HAN}{{2}})等(?P<noun>{_HAN}{{0,6}}服务){_END}")
_VERB = re.compile("纳入|安排|设|拨付|筹集|上门|选派|建|打造|开辟|成立|等[^，。]{0,6}服务")
_INTRODUCED = re.compile(
    f"(?:{either(words('general', 'introducing'))})(?:[一两]次)?"
    f"(?P<name>[^\\d，,。；;：:、的了以为在“”()（）《》\\n]{{4,14}})(?=[，,。；;])"
)
_WAYS_OF_DOING = ("管理", "治理", "制", "化")
_TIMES = re.compile("[一二两三四五六七八九十几多][次轮场批]")  # 开展一次活动
_TWO = 2
_SERVICE = "service"


def read_introduced(context: Context, found: MeasureCollection) -> None:
    """Read what verbs of introducing take, if it ends as ways of doing things do: 实行契约化管理."""
    for match in _INTRODUCED.finditer(context.text):
        span, name = match.span("name"), match["name"]
        if name.startswith(("组", "队", "等")):
            continue  # the rest of 运用组
        is_name = (found.kinds.kind(name, "") or name.endswith(_WAYS_OF_DOING)) and not _TIMES.match(name) and not ends_in_image(name)
        if is_name and context.passages.is_prose(span[0]) and not found.is_taken(span) and not GENERAL.fullmatch(name):
            told = kind_by_frame(found.kinds, context.text, *span) or found.kinds.usual_kind
            found.note(name, span, "introduced", found.kinds.kind(name, told))


def read_phrases(context: Context, found: MeasureCollection) -> None:
    """Keep what set phrases tell, where nothing has been found yet."""
    text = context.text
    for start, end in context.passages.sentences:
        if not _VERB.search(text, start, end):
            continue
        for match in _APPRAISED.finditer(text, start, end):
            appraisal = _APPRAISAL.search(text, match.start() + 2, match.end())
            if appraisal and _is_new(found, appraisal.span()):
                of_what = _COUNTS.search(text, max(start, match.start() - _LONGEST_SUBJECT), match.start())
                span = of_what.start() if of_what else match.start(), match.end()
                found.note(text[slice(*span)], span, "counted-in", "rule", appraisal[0])
        for match in _FUNDED.finditer(text, start, end):
            if _is_new(found, match.span("name")):
                found.note(match["name"], match.span("name"), "funded", found.kinds.kind(match["name"], "mechanism"))
        for match in _DELIVERED.finditer(text, start, end):
            if _is_new(found, match.span()):
                found.note(match[0], match.span(), "served", _SERVICE)
        for match in _SENT.finditer(text, start, end):
            if not found.is_taken(match.span()):
                deed = match["deed"]
                found.note(f"选派{match['who']}{deed}", match.span(), "sent-to", found.kinds.kind(deed, "training"), deed)
        for match in _COUNTED.finditer(text, start, end):
            _note_outlet(context, found, match.span("name"), "counted-outlet")
        for match in _PAIR.finditer(text, start, end):
            spans = [match.span("first"), match.span("second")]
            if all(found.kinds.kind(text[slice(*span)], "") in _OUTLETS for span in spans):
                for span in spans:
                    _note_outlet(context, found, span, "founded-in-row")
        for match in _SERVED.finditer(text, start, end):
            _note_services(found, match)


def _is_new(found: MeasureCollection, span: Span) -> bool:
    """Return whether a stretch may name something that is not found yet."""
    return not found.is_taken(span) and not GENERAL.fullmatch(found.context.text, *span)


def _note_outlet(context: Context, found: MeasureCollection, span: Span, rule: str) -> None:
    name = context.text[slice(*span)]
    kind = found.kinds.kind(name, "")
    if kind in _OUTLETS and _is_new(found, span) and not name.startswith(words("general", "doing")):
        found.note(name, span, rule, kind)


def _note_services(found: MeasureCollection, match: re.Match[str]) -> None:
    """Keep a service with what is listed of it; without a name of its own what is listed are services each."""
    at = match.start("items")
    spans = [(place, place + _TWO) for place in range(at, match.end("items"), _TWO + 1)]
    if len(spans) < FEWEST_ITEMS - 1 or any(found.is_taken(span) for span in (*spans, match.span("noun"))):
        return
    named = match["noun"] if len(match["noun"]) > _TWO else ""
    whole = found.note(named, match.span("noun"), "served", _SERVICE) if named else None
    for span in spans:
        name = found.context.text[slice(*span)]
        if whole:
            found.note_part(name, span, whole)
        else:
            found.note(name, span, "served", _SERVICE)

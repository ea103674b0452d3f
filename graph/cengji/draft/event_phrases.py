"""Events told otherwise than by a verb and what it governs: 43部电梯投入使用, 签约仪式, 议事会成立, 加装电梯24部."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cengji.draft.context import Context, Mentions
from cengji.draft.passages import Span
from cengji.draft.statements import Statement

__all__ = ["find_event_phrases"]

_TO_PUT_UP = "加装|改造|新建|建成|修建|修缮|翻新|增设|新增|安装|建起|铺设|更新|更换"
_DONE = "投入使用|建成投用|竣工|完工|落成(?!员|本|立)|破土动工"
_FOUNDED = "成立|组建|诞生"
_FEW = "[一两二三四五六七八九十]+(?:座|栋|条|部|幢|处|间)"
_WORDS = "部|座|台|盏|栋|幢|条|处|个|套|块|间|公里|平方米|米"
# What is put up by number: 加装电梯24部, 新增3处口袋公园.
_BY_NUMBER = re.compile(
    rf"(?:{_TO_PUT_UP})(?![后前时中])(?:了|起)?"
    rf"(?:[\u4e00-\u9fff“”]{{2,10}}?\d[\d.]*万?余?多?(?:{_WORDS})|\d[\d.]*万?余?多?(?:{_WORDS})[\u4e00-\u9fff“”]{{2,10}}?(?=[，。；、,;])|{_FEW}[\u4e00-\u9fff]{{2,8}}?(?=[，。；、,;]))"
)
# What is cleared away by number: 清运垃圾260多吨.
_CLEARED = re.compile(
    "(?:集中|累计|共)?(?:清理|清运|清除)(?:了|出)?(?:[\u4e00-\u9fff]{2,10}?\\d[\\d.]*万?余?多?(?:吨|车|处|块|立方米|条|件|个)|\\d[\\d.]*万?余?多?(?:吨|车|处|块|立方米|条|件|个)[\u4e00-\u9fff]{2,10}?(?=[，。；、,;]))"
)
# Where something is tried out: 在4个小区试点.
_TRIED = re.compile(
    "在[^，。；、在]{2,14}(?:先行|率先|开展)?(?:试点|试行)(?=[，。；])|(?:围绕|就)[^，。；、]{2,16}(?:进行|开展)试点(?=[，。；])"
)
# What offices have fewer of: 社区事项由61项减少到43项.
_FEWER = re.compile(
    "(?:事项|事务|职责|牌子|机构)[^，,。；;、]{0,12}(?:减少|压减|精简|缩减)(?:到|至|为|了)?[^，,。；;0-9]{0,3}\\d+[余多]?[项个类块张份]"
)
_ROLLED_OUT = re.compile("在全[国省市区县州](?:\\d+[余多]?个[\u4e00-\u9fff]{2,4})?(?:得到|全面|复制|总结)*推广(?=[，,。；;])")
_VISITED = re.compile(
    "(?:赴|前往|到)[\u4e00-\u9fff]{2,12}?(?:开展)?[\u4e00-\u9fff]{0,10}?(?:考察|观摩)(?:学习|交流|调研)?(?=[，,。；;])|考察团来访"
)
# What is carried out: 完成智能化改造, 对39个架空层进行改造.
_CARRIED_OUT = re.compile(
    "(?:完成(?:了)?[\u4e00-\u9fff0-9]{2,16}?|对[\u4e00-\u9fff0-9“”]{2,16}进行(?:了)?[\u4e00-\u9fff]{0,4}?)(?:改造|加装|翻修|修缮|翻新|更换)(?=[，。；,;]|工程)"
)
_RENEWED = re.compile("(?:顺利|圆满|成功|如期)*(?:完成|产生)?(?:了)?换届(?:选举)?(?:成功|顺利|圆满|完成|结束)*(?=[，。；,;\n])")
# What is finished: 43部电梯全部投入使用.
_FINISHED = re.compile(rf"(?!可是|从|由)[\u4e00-\u9fff0-9“”]{{2,16}}?(?<!到)(?:已|已经|全部|均|正式|顺利|陆续)*(?:{_DONE})")
_RITES = "签约|揭牌|挂牌|授牌|开工|奠基|落成|竣工|启动|开班|开幕|颁奖|表彰|成立|启用"
_CEREMONY = re.compile(
    f"(?:见证|参加|出席)?(?P<named>(?:举行|举办)?(?:(?!举行|举办|见证|参加|出席)[\u4e00-\u9fff“”]){{2,14}}?(?P<rite>{_RITES})(?:仪式|典礼))"
)
_OF_RITE = {"签约": "agreement-signing", "开工": "construction", "奠基": "construction", "落成": "construction", "竣工": "construction",
            "揭牌": "founding", "挂牌": "founding", "成立": "founding", "启用": "founding",
            "颁奖": "award", "授牌": "award", "表彰": "award"}  # fmt: skip
_SET_UP = re.compile(
    f"(?:(?:去年|今年|前年|[0-9]{{4}}年)?(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?[初中底]?)(?:在[^，。；]{{2,14}})?(?:正式|应运而|挂牌|宣告|揭牌|举行)*(?:{_FOUNDED}|揭牌|挂牌|启用|投用|投入运[营行]|开业|落户)(?:了|后|之初|以来|成立|使用)?(?=[，。；,;\n]|后|$)"
    "|，?(?:正式)?(?:成立|组建|设立|创办|始建)于(?:19|20)\\d\\d年(?:\\d{1,2}月)?(?:\\d{1,2}日)?"
    f"|于(?:(?:19|20)\\d\\d年|[今去前]年)(?:\\d{{1,2}}月)?(?:\\d{{1,2}}日)?(?:经?批准|正式|挂牌)*(?:{_FOUNDED})(?=[，。；])"
)
_NOT_DONE = re.compile("(?:必须|[需须]要|即可|可以|能够)[^，。；]{0,10}$")
_AGAIN = re.compile("每[年月周日季天]|定期|经常|[未没不拟将]|计划|准备|下一步|力争|推进|推动")
_STOPS = re.compile("[，。；：！？,;:!?\n]")
_AFTERWARDS = re.compile("(?:了|后|之初|以来)$")
_LONGEST = 24  # characters
_OPENED = re.compile("启用|投用|投入运")
_TOLD = re.compile(f"仪式|典礼|{_DONE}|{_FOUNDED}|揭牌|挂牌|启用|投用|投入运|开业|落户|换届")
_PUT_UP = re.compile(f"{_TO_PUT_UP}|更换|翻修")


def find_event_phrases(context: Context, taken: Iterable[Span]) -> Iterator[Statement]:
    """Yield the events that such phrases tell and that stand at no place taken already; a ceremony is one however often printed."""
    text = context.text
    bodies = context.mentions("bodies", "groups")
    covered = {place for span in taken for place in range(*span)}
    rites: set[str] = set()
    for start, end in context.passages.sentences:
        for span, kind in _phrases(text, bodies, rites, start, end):
            clause = _STOPS.split(text[max(start, span[0] - _LONGEST) : span[0]])[-1]
            if _NOT_DONE.search(clause) or _AGAIN.search(clause + text[slice(*span)]) or not covered.isdisjoint(range(*span)):
                continue
            if context.knowledge.knows("event-kind", kind):
                covered.update(range(*span))
                about = [one for _, one in bodies.within(*span)][-1:] if kind == "founding" else []
                label = _AFTERWARDS.sub("", text[slice(*span)].replace("“", "").replace("”", ""))[:_LONGEST]
                yield Statement("events", label, [span], "phrase-of-event", {"kind": kind, "place": context.home, "after": about})


def _phrases(text: str, bodies: Mentions, rites: set[str], start: int, end: int) -> Iterator[tuple[Span, str]]:
    """Yield where such phrases stand in a sentence, and the kind of event of each."""
    if _PUT_UP.search(text, start, end):
        yield from ((one.span(), "construction") for one in _BY_NUMBER.finditer(text, start, end))
        yield from ((one.span(), "construction") for one in _CARRIED_OUT.finditer(text, start, end))
    yield from ((one.span(), "pilot") for one in _TRIED.finditer(text, start, end))
    yield from ((one.span(), "reorganization") for one in _FEWER.finditer(text, start, end))
    yield from ((one.span(), "introduction") for one in _ROLLED_OUT.finditer(text, start, end))
    yield from ((one.span(), "inspection-visit") for one in _VISITED.finditer(text, start, end))
    yield from ((one.span(), "campaign") for one in _CLEARED.finditer(text, start, end))
    if not _TOLD.search(text, start, end):
        return
    yield from ((one.span(), "construction") for one in _FINISHED.finditer(text, start, end))
    for one in _CEREMONY.finditer(text, start, end):
        if one["rite"] not in rites:
            yield one.span("named"), _OF_RITE.get(one["rite"], "campaign")
        rites.add(one["rite"])
    for (first, last), _ in bodies.within(start, end):
        if (verb := _SET_UP.match(text, last, end)) is not None:
            yield (first, verb.end()), "construction" if _OPENED.search(verb[0]) else "founding"
        elif (verb := _RENEWED.match(text, last, end)) is not None:
            yield (first, verb.end()), "reorganization"

"""Measures that one clause tells by verb and object: duties made clear, forces brought together, things renewed, drawn or turned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cengji.draft.context import Mentions
from cengji.draft.measure_collection import MeasureCollection
from cengji.draft.statements import Statement

__all__ = ["read_clauses"]

_HAN = "[\u4e00-\u9fff]"
# What stands before the verb: nothing, or how; or who does it.
_BEFORE = re.compile("(?:^|[，,。；;：:、\n 　”]|积极|全面|持续|统一|集中|同步|先后|进一步|精心|专门|共同|还|也|并)$")
_LONGEST_ADVERB = 3
_END = "(?=[，,。；;\n])"
# 明确牵头职责, 厘清部门责任边界
_MADE_CLEAR = re.compile(f"(?P<verb>明确|细化|厘清)(?:了|好)?(?P<object>{_HAN}{{0,8}}(?:职责|责任|边界|细则|分工|权限|界限|流程)){_END}")
# 整合党群资源; what is brought together 各类 or 多方 says nothing.
_BROUGHT = re.compile(
    f"(?P<verb>整合|配齐配强|配强)(?:了)?(?P<object>(?!多方|各方|各类|辖区|社会|多种|优质|有限|各种|现有|部门){_HAN}{{2,10}}?(?:资源|力量|资金|经费|场所|人员|委员)){_END}"
)
# 升级了服务大厅的硬件, 粉刷楼道
_RENEWED = re.compile(f"(?P<verb>升级|翻新|硬化|粉刷|铺设|疏通|拓宽|整修|更换|改建|修缮)(?:了)?(?P<object>{_HAN}{{2,14}}){_END}")
_NO_THING = re.compile("水平|能力|质效|形象|环境|体验|服务$|品质|观念|理念|版$|为|成|渠道|途径|堵点")
# 绘制便民路线图, 编印办事指南
_DRAWN = re.compile(
    f"(?P<verb>绘制|编印|编制|制作|发放|张贴|悬挂|推出)(?:了|出|并发布|并发放)?(?P<object>{_HAN}{{2,12}}(?:图|表|册|卡|单|地图|指南|海报|展板|标识|标牌|书|台账)){_END}"
)
# 将老旧厂房改造成创业园, 把网格建成微信群
_TURNED = re.compile(
    f"(?:将|把)(?P<from>{_HAN}{{3,14}}?)(?P<verb>(?:打造|改造|建设|升级|改建|改|转化|转变|变|建)(?:成为|成|为))(?P<into>[\u4e00-\u9fff“”]{{3,20}}){_END}"
)
# 探索积分制, 推行楼长制: a system by its name alone
_SYSTEM = re.compile(
    "(?:推行|实行|探索|建立|健全|实施|创新|引入|采用|落实|施行|推广|采取)(?:了|起)?"
    f"(?P<object>{_HAN}{{0,6}}?(?:积分|[楼路街巷院河湖林田片栋段点]长|负责|承诺|轮值|代办|包联|包保|销号|公示|清单|责任|联户|联系|网格|值班|坐班|领办|认领|代表)制)"
    "(?![度定约作造订品成服止])(?!管理)"
)
# 警格与网格融合, 法官与网格对接: who or what is joined with another
_JOINED = re.compile(
    f"(?<!{_HAN})(?P<lead>(?:推动|推进|促进|加强|强化|实现|深化|畅通)?)(?P<first>(?:(?![与和及的]){_HAN}){{2,8}})[与和](?P<second>(?:(?![与和及的等]){_HAN}){{2,10}}?)"
    f"的?(?P<verb>(?:深度|有效|双向)?(?:融合|联动|对接|衔接|互动|联建|共建|联通|贯通)(?:融合|联动|互动|共治)?){_END}"
)
_ABSTRACT = re.compile("党建|治理|发展|服务|工作|经济|文化|需求|资源|供给|线上|线下|理论|实践|传统|现代|目标|任务|[性化]$")
# 试点带动一批、旧楼改造一批、资金补助一批: what is done with a share each
_BATCHES = re.compile(f"(?:{_HAN}{{2,14}}一批”?(?:[、，,]|以及|和)“?){{1,11}}{_HAN}{{2,14}}一批(?!{_HAN}|[、，,]{_HAN}{{2,14}}一批)")
_BATCH = re.compile("[一-鿿]+?一批")
_OUTLETS = frozenset({"facility", "platform"})
_IMAGE = re.compile("(?:堡垒|港湾|阵地|纽带|桥梁|品牌|引擎|名片|样板|标杆|家园|舞台|优势|效能|动力|力量|现实|实效|行动|习惯|常态)$")


def read_clauses(found: MeasureCollection, mentions: Mentions) -> None:
    """Keep the measures that a clause tells by verb and object, where nothing has been found yet."""

    def matches(pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        text = found.context.text
        for match in found.context.passages.matches(pattern):
            start = match.start()
            if _BEFORE.search(text[max(0, start - _LONGEST_ADVERB) : start]) or any(
                span[1] == start for span, _ in mentions.within(start - 1, start)
            ):
                yield match

    for match in matches(_MADE_CLEAR):
        _note(found, match, match["verb"] + match["object"], "rule")
    for match in matches(_BROUGHT):
        _note(found, match, match["verb"] + match["object"], "mechanism")
    for match in matches(_RENEWED):
        if not _NO_THING.search(match["object"]):
            _note(found, match, match["verb"] + match["object"], "project")
    for match in matches(_DRAWN):
        _note(found, match, match["verb"] + match["object"], found.kinds.kind(match["object"], "list"), match["object"])
    for match in found.context.passages.matches(_TURNED):
        if not _IMAGE.search(match["into"]):
            told = found.kinds.kind(match["into"], "")
            _note(found, match, match["from"] + match["verb"] + match["into"], "facility" if told in _OUTLETS else "project", match[0])
    for match in found.context.passages.matches(_SYSTEM):
        start, end = match.span("object")
        start = max(start, found.context.passages.phrase_start(end))
        if found.context.passages.is_prose(start) and not found.is_taken((start, end)):
            found.note(found.context.text[start:end], (start, end), "clause", "mechanism")
    for match in matches(_JOINED):
        first, second = match.span("first"), match.span("second")
        if any(_ABSTRACT.search(match[side]) for side in ("first", "second")):
            continue
        if any(span[1] in (first[1], second[1]) for span, _ in mentions.within(first[0], second[1])):
            _note(found, match, found.context.text[first[0] : match.end("verb")], "mechanism")
    for match in found.context.passages.matches(_BATCHES):
        sentence, _ = found.context.passages.sentences[found.context.passages.sentence_at(match.start())]
        whole = found.last_whole(sentence, match.start())
        for batch in _BATCH.finditer(found.context.text, *match.span()):
            _note(found, batch, batch[0].removeprefix("通过"), "element", whole=whole)


def _note(found: MeasureCollection, match: re.Match[str], name: str, kind: str, *aliases: str, whole: Statement | None = None) -> None:
    span = match.start("from") if "from" in match.re.groupindex else match.start(), match.end()
    if found.context.passages.is_prose(span[0]) and not found.is_taken(span):
        found.note(name, span, "clause", kind, *aliases, **({"part_of": whole} if whole else {}))

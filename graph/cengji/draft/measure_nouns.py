"""Where the name of a measure ends behind its quote: at the noun, the event or the deed that follows, or at what the quote describes."""

from __future__ import annotations

import re

from cengji.draft.measure_collection import MeasureCollection
from cengji.draft.passages import Span
from cengji.draft.word_lists import either, words

__all__ = ["TIERED", "described_behind", "described_in_topic", "noun_behind"]

_LONGEST, _LONGEST_TEAM = 24, 6
TIERED = re.compile("[二两三四五六七八九十][级步项环]")
_STOP = re.compile("[，,。；;：:！!？?、“\n]")
_GROUPS = ("队", "团", "组", "专班", "网格")  # ends of names of those who work together
_ROOMS = ("室", "站", "厅", "屋", "坊", "馆", "亭")  # and of where they work
# What a quote names may have a verb in it: “甲”问题处置机制.
_ACROSS_VERB = re.compile(
    "(?:[两三四五六][色星])?(?:(?![的了和与及在到向为由将把对从以让使是有个等二三四五六七八九十两])[\u4e00-\u9fff]){2,10}?(?:机制|平台|体系|制度|系统|工作法|办法|计划|管理法|矩阵|综合体|行动|示范岗|先锋岗|网络|架构|链条|流程|分类法|管理(?<=..管理))(?=[，,。；;、\n的和与]|以及|$)"
)
# What is held under a name, up to a place or a time: “616”集中报到日活动中, “甲”协调会举办以来.
_EVENT = re.compile(
    "(?!活动|会议)[\u4e00-\u9fff]{0,6}?(?:活动|协调会|恳谈会|议事会|座谈会|托管班|训练营|体验营|夏令营|集市|擂台|大赛)(?=[中上里内前后时]?(?:[，,。；;、\n]|$)|期间|现场|启动|举办|举行|开展)"
)
_DOING_BEFORE = re.compile(f"(?:{either(words('general', 'doing'))})[^，,。；;、：:“”]{{0,6}}$")
_WAY_OF_MANAGING = "管理"  # “甲、乙、丙”闭环管理
_FAR_VERB = 12
_DEED_BEHIND = re.compile(
    "(?:管理法?|办公|托管|治理|监管|监督|考核|评价|议事|帮办|调解|宣讲|执法|巡查|巡逻)(?=[，,。；;、])"
)  # 实行“甲”管理
_STEPS_METHOD = re.compile("[二两三四五六七八九十][步环段](?:工作|调解|处置|服务)?法")
# “五星”支部创建, “无讼”社区创建工作
_CREATED = re.compile("(?:支部|社区|村|小区|家庭|机关|单位|企业|网格|乡镇|镇)?创建(?:工作|活动|行动)?(?![成为出了一])")
_HELD_THERE = re.compile("(?:举行|举办|召开|组织开展|定期开展)")
_PROGRAM = re.compile("(?i:APP)(?![a-zA-Z])")  # “甲”APP
_WHERE = re.compile("(?<=..)(?:[里内中上]|之中)$")  # 在“甲”调解室里
_LED_TO_COLON = re.compile("[\u4e00-\u9fff]{2,6}(?=[：:])")  # 试行“甲”双向进入：…


def noun_behind(found: MeasureCollection, place: int) -> int:
    """Return where the noun ends that stands behind a quote, if it is one of measures."""
    text, end = found.context.text, place
    if _HELD_THERE.match(text, place):
        return place  # 在“甲”举行主题活动
    while not found.context.passages.is_cut_at(end) and text[end] not in "“”‘’" and end - place < 12:
        end += 1
    noun = text[place:end]
    across = _ACROSS_VERB.match(text, place)
    opening = text.rfind("“", max(0, place - _LONGEST - _LONGEST), place)
    if across and across.end() > end and (end > place or not across[0].startswith(words("general", "doing")) or _is_done(text, opening)):
        noun = across[0]
        if noun.endswith(_WAY_OF_MANAGING):
            return across.end() if len(noun) <= _LONGEST_TEAM else place
    noun = _WHERE.sub("", noun.removesuffix("成员"))
    if method := _STEPS_METHOD.match(text, max(0, place - 2)) or _STEPS_METHOD.match(text, place):
        return max(place, method.end())  # “甲—乙—丙”三步法调解纠纷
    if created := _CREATED.match(text, place):
        return created.end()
    if program := _PROGRAM.match(text, place):
        return program.end()
    if _FORMULA.fullmatch(text[max(0, opening) : place]) and (named := _ANY_NOUN.match(text, place)):
        return named.end()  # “1+2+X”治理力量
    if deed := _DEED_BEHIND.match(text, place):
        return deed.end()
    if (led := _LED_TO_COLON.match(text, place)) and _is_done(text, opening):
        return led.end()
    if event := _EVENT.match(text, place):
        return event.end()
    if 1 < len(noun) <= _LONGEST_TEAM and noun.endswith(_GROUPS) and not TIERED.match(text, place + len(noun)):
        return place + len(noun)  # “老班长”调解队
    if 1 < len(noun) <= _LONGEST_TEAM and noun.endswith(_ROOMS):
        return place + len(noun)  # “同心”调解室
    return next((place + stop for stop in range(len(noun), 0, -1) if found.kinds.head_of(noun[:stop])), place)


_FORMULA = re.compile("“[0-9A-Za-z一二三四五六七八九十]{1,3}(?:\\+[0-9A-Za-z一二三四五六七八九十]{1,3})+”")
_ANY_NOUN = re.compile("(?![的等为和与、]|共建|建设)[一-鿿]{2,8}(?=[，,。；;、：:\\n])")
# What begins a sentence by what all of its paragraph is about: 一是打造“甲”的乙。
_SETS_OUT = re.compile(
    "(?:^|[。；;\\n])[ 　]*(?:[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十\\d]{1,2}[）)、.．])?[ 　]*"
    "(?:打造|构建|培育|建设|建强|组建|织密|形成|构筑|建立|健全|完善)$"
)
_WAY_BEHIND = re.compile("(?:(?!进行|实施|开展|加以)[一-鿿]){2,6}管理(?=[，,。；;、\n])")
_DESCRIBED = re.compile("的(?P<noun>[一-鿿]{3,8})[。\\n]")


def described_in_topic(text: str, quote: re.Match[str]) -> Span | None:
    """Return what a sentence is about that only says that it is set up, and what it is like: “甲” of 一是打造“甲”的乙."""
    described = _DESCRIBED.match(text, quote.end())
    if described and _SETS_OUT.search(text, max(0, quote.start() - _FAR_VERB), quote.start()):
        return described.span("noun")
    return None


def _is_done(text: str, opening: int) -> bool:
    """Return whether a quote is what a verb of doing takes, so that a verb behind it is part of the name: 建立“甲”培养机制."""
    return _DOING_BEFORE.search(text, max(0, opening - _FAR_VERB), max(0, opening)) is not None


def described_behind(found: MeasureCollection, place: int) -> Span | None:
    """Return the name that a quote describes: “第一时间发现问题”的长效机制."""
    text = found.context.text
    if not text.startswith("的", place):
        return None
    stop = _STOP.search(text, place)
    end = min(stop.start() if stop else len(text), place + _LONGEST)
    named = found.name_in(place + 1, end)
    counted = found.context.passages.end_of_count(place + 1, end)  # “甲、乙”的三级联系制度
    if named and named[0] == counted > place + 1 and TIERED.match(text, place + 1):
        return place + 1, named[1]
    if named is None and (way := _WAY_BEHIND.match(text, place + 1)):
        return way.span()  # “网中有格”的网格化管理
    return named if named and named[0] == place + 1 else None

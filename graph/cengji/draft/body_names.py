"""What a noun phrase names: the names of bodies in it, cut at verbs, holders and levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cengji.draft.body_kinds import BodyKinds
from cengji.draft.context import Context, Mentions
from cengji.draft.measure_names import OF_A_KIND
from cengji.draft.passages import Span
from cengji.draft.word_lists import either, words
from cengji.text.characters import plain_name

__all__ = ["BodyName", "names_in"]

# What may stand behind a name and is no part of it: where, and what is done with it.
_REST = re.compile(
    "(?:[上里内中间]|之间|层面|建设|整顿|创建|改造|治理|联动|互动|吹哨|派单|接单|下单|报到|融合|融合一体|一体化?|全覆盖|合一|工作|体系建设|应建尽建|换届|营造|面积|岗位|接待|合建|共建|合署|(?<=党委|纪委|政府|街道|中心|社区|支部)会|(?<=党委|支部|总支|社区|街道|小区|委会|工委)组织|正式|相继|陆续|随之|应运而"
    "|(?:治理|服务|管理|发展|建设)(?:水平|能力|质量|效能|成效|面貌|环境|秩序|难题|问题|工作)[\u4e00-\u9fff]{0,4})$"
)
# What a body does, which other names hold as well.
_ACTS = re.compile(f"(?:{either(words('boundaries', 'acts'))})")
_TO_HOMES = re.compile("[入到进联包访][户村](?![\u4e00-\u9fff])")
_BRIEF = "局办队"  # which end names of one body
_MEETING_RULE = re.compile("(?:制度|机制)$")  # 联席会议制度: the conference exists too
# Who is of a body: what stands before names it.
_HOLDERS = re.compile(
    "(?<=[\u4e00-\u9fff”)])(?:(?:第一|副)?书记|副?(?:主任|会长|理事长|组长|站长|主席|[队社团庭所局处科校院部]长)|秘书长|负责人|成员单位|成员|队员|工作人员|民警|志愿者|(?:在职|退休)?党员(?:干部)?|(?:优秀|专职)?(?:领导)?干部"
    "|(?:组织|宣传|统战|纪检)委员|职工|员工|居民|业主|群众)(?=$|[进抓述任赴到参带联们正也还回]|[\u4e00-\u9fff]{2,3}$)"
)
_PLUS = re.compile("[\u4e00-\u9fff)）”][+＋][\u4e00-\u9fff“]")
# A name that counts, such as “三级联动”, begins a phrase of its own.
_NUMBERED_QUOTE = re.compile("“(?!两委”)[一二三四五六七八九十两]")
_LEVEL = r"(?:[省市区县街镇乡村]|社(?![会工团]))(?:道|区|[(（](?:[县区市]|街道|社区|开发区|园区)[)）])?"
# 区、街、社党群服务中心: one of each level; 市、区、镇三级党代表: all of them too.
_LEVELS = re.compile(rf"(?P<levels>(?:{_LEVEL}、)+{_LEVEL})(?P<together>[两三四五]级)?(?=[\u4e00-\u9fff“])")
_LEVEL_NAMES = {"街": "街道", "社": "社区"}
_TWO_LEVELS = re.compile("(街道|镇街|乡镇)(社区|村)")
# Verbs that names hold as well; before a name that stands for itself they are none of it.
_LONGEST_AFTER_BUILDING = 3  # characters: 建设工程局
_CALLED_BY_TASK = ("service-outlet", "service-station", "command-centre", "internal-office", "leading-group")
_LEADING_VERB = re.compile("服务|组织|建设|领导|联系|帮扶|接待|引领|治理|管理")
_NEVER_NAMED = ("组织", "领导", "帮扶", "引领")  # verbs that tell no task: 组织义警站
# Verbs before a longer name, which begins none: 联动辖区单位, not 联动工作站, 共建单位.
_VERB_OR_PART = re.compile("联动|共建|引入|激活|发动|对接|依靠|开展|参与|纳管")
# Verbs and adjectives that no name begins with.
_ONLY_VERB = re.compile(
    "(?:[民辅交]警|队员|格员|干部)组织|据(?=.{3})|下辖|涉及|配套|赋能|编入|激活|做[实强优细活]|建[强优好]|用好|织密|延伸|唤醒|撬动|贯通|轮值|个别|少数|暨|代表(?=[双各]方|[省市区县])|[设聘](?=.{3})|现入驻|请(?=.{3})|[本此首上]次(?=.{2})"
)
# 难事报村党组织: to whom, behind a verb of one character.
_HANDED_TO = re.compile("(?<=[事题况求单件])[报交送转找](?=[村镇乡街社网])")
# What points back, with its measure word: 这家中心 is one that was named.
_POINTS_BACK = re.compile("(?<=这)[个家支些名位群所处座间类项](?=..)")
_PARTY_AND_GOVERNMENT = re.compile("(?P<party>(?P<level>[省市区县镇乡]|乡镇)党委)政府")  # 镇党委政府 are two
_UNDER_BUREAU = re.compile("局(?=[\u4e00-\u9fff]{2,6}(?:派出所|司法所|大队|中队)$)")  # 某县公安局某派出所
_PRAISE = re.compile("优秀|先进")  # 优秀社区党组织书记: who is praised are the secretaries
_SETS_UP = re.compile("(?:下设|内设|设有|增设|下辖|设(?=[省市区县]))(?=..)")
_LONGEST_PART = 3  # characters behind such a verb that make one name with it
# One body does something with another: 行业党委组织“服务队”, 上级党组织服务下级党组织.
_DOES = re.compile(
    "(?<=大学|学院|集团|公司|银行|医院|学校|分行|支行)(?:共建|合作|联合)(?=[\u4e00-\u9fff]{3})|(?<=[委织部会支局室站业队镇道])(?:设(?:有|立|置)?(?=[\u4e00-\u9fff]{3,10}(?:[站室点组队办科]|中心)$)|组织(?=“|村“?两委|[\u4e00-\u9fff]{2,10}(?:住户|居民|党员|群众|业主|村民|代表|志愿者|干部)$)|服务(?=[上下同各]级)|领导(?=[一-鿿]{4})|带领(?=[一-鿿]{3})|(?:引领|建设)(?=[一-鿿]{3})|(?=驻[镇乡街社村]))"
)
# Of a slogan with a verb of one character: 区领导联街道、部门包社区
_LOOKS_AFTER = re.compile("(?<=[门导员部委位关织])[联包帮挂驻管抓带](?=(?:街道|镇街|乡镇|社区|村|小区|网格|楼栋|楼道|支部|企业|党员)$)")
# 业委会、物业公司三方联席会议: of those listed before
_OF_PARTIES = re.compile("(?<=[^“])[两三四五多]方(?=[\u4e00-\u9fff]{2})")
_TASK_BODY = re.compile("(?:工作)?(?:领导小组|指挥部|专班|协调小组|议事会|工作组)$")
_SET_UP_FOR = re.compile(
    "(?:成立|组建|设立|建立)(?:了|起)?(?:由[^，。；“”]{2,40}的)?(?:一个)?(?P<task>(?:(?!成立|组建|设立|建立|[的任等由])[\u4e00-\u9fff“”]){2,22})$"
)
_LONGEST_TASK = 60
# Who is made one forms no team: 当好“流动网格员”.
_AS = re.compile("(?:当好|当上|争当|甘当|做好|成为|变身|变成)“?[^“”]{2,8}员”?$")
_ALTERNATIVE = re.compile("[镇乡村县区市][(（][^()（）]{0,12}$")  # 镇(场、景区、开发区)20个
_NEAR = 16  # characters
_GOOD = re.compile("(?:优秀|先进|骨干|模范)(?=[\u4e00-\u9fff]{3})")  # holders, not what they are of
_NUMBER_OF_ITEM = re.compile("[(（][一二三四五六七八九十]{1,3}[)）]")
_DENIED = "不未没"  # right before a phrase, which is a verb with what it governs: 小事不出村委会
_LONGEST_CUT = 10  # characters of a name in quotes before a particle in it
_OF_A_NAME = re.compile("[\u4e00-\u9fffA-Za-z0-9+]+")
_GLOSS = re.compile(r"[(（]([“\u4e00-\u9fff”]{3,})[)）]$")
_WHICH = re.compile(
    "包村(?=[乡镇])|[一二三四五六七八九]楼(?=[窗大服])|(?:村|镇|乡|县|社区|街道)里(?=..)|所在|相关|有关|既有|相应|对应|上述|其他|其它|[该本](?=[村镇乡区县市街]|社区|小区)|我(?=[村镇乡区县市局]|社区|街道)|首[支个家所批](?=..)"
)


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name with its span, and another one that is printed behind it in brackets; ``held`` by those who are named and counted."""

    label: str
    span: Span
    alias: str = ""
    held: bool = False


def names_in(context: Context, kinds: BodyKinds, places: Mentions, start: int, end: int) -> Iterator[BodyName]:
    """Yield what a phrase names: without a verb at its end, from the last place of a chain on."""
    text = context.text
    if text.count("”", start, end) > text.count("“", start, end):
        start = _opening(text, start)
    elif start and text[start - 1] in _DENIED and not context.passages.is_quoted(start):
        return
    if _AS.search(text, max(0, start - 2), end) or _ALTERNATIVE.search(text, max(0, start - _NEAR), start):
        return
    if (item := _NUMBER_OF_ITEM.match(text, start, end)) is not None:
        start = item.end()
    end -= 2 if text.endswith("中心大厅", start, end) else 0  # the hall of a centre
    if (bracket := _lone_bracket(text, start, end)) is not None:
        start = bracket if text.startswith("或", start - 1) else start  # 网格长(或网格员): what is called so too
        yield from names_in(context, kinds, places, start, bracket)
        yield from names_in(context, kinds, places, bracket + 1, end)
        return
    quote = text.rfind("“", start + 1, end)
    if quote >= 0 and "”" not in text[quote:end] and text[end : end + 1] != "”":
        yield from names_in(context, kinds, places, start, quote)
        start = quote  # 考察“组织嵌入—资源整合”: of which only the beginning is in the phrase
    if (
        (said := text.find("“", start + 2, end)) >= 0
        and text.startswith(("“吹哨", "“派单", "“报到", "“接单"), said)
        and kinds.is_name(text[start:said])
    ):
        end = said  # 街道“吹哨”
    if (named := text.find("“", start + 2, end)) >= 0 and text[start:named].endswith((*OF_A_KIND, "功能")):
        start = named  # 服务项目“红税直播间”
    phrase = text[start:end]
    while (between := text.find("”“", start, end)) >= 0:
        yield from names_in(context, kinds, places, start, between + 1)
        start = between + 1
    while ("+" in phrase or "＋" in phrase) and (joint := _PLUS.search(text, start, end)):
        yield from names_in(context, kinds, places, start, joint.start() + 1)
        start = joint.end() - 1
    if (verb := _LOOKS_AFTER.search(text, start + 1, end)) is not None:
        yield from names_in(context, kinds, places, start, verb.start())
        start = verb.end()
    if (handed := _HANDED_TO.search(text, start + 1, end)) is not None:
        start = handed.end()
    if (parties := _OF_PARTIES.search(text, start, end)) and kinds.of(plain_name(text[start : parties.start()])):
        yield from names_in(context, kinds, places, start, parties.start())
        start = parties.start()
    if (does := _DOES.search(text, start + 2, end)) and kinds.of(plain_name(text[start : does.start()])):
        yield from names_in(context, kinds, places, start, does.start())
        start = does.end()
    if _TASK_BODY.search(text[start:end]) and (begun := _SET_UP_FOR.search(text, max(0, start - _LONGEST_TASK), start)):
        start = begun.start("task")  # 成立老旧小区改造工作领导小组: the verb is part of its name
        yield BodyName(plain_name(text[start:end]), (start, end))
        return
    if (both := _PARTY_AND_GOVERNMENT.fullmatch(text, start, end)) is not None:
        yield BodyName(plain_name(both["level"] + "党委"), (start, both.end("party")))
        yield BodyName(plain_name(both["level"] + "政府"), (start, end))
        return
    if (under := _UNDER_BUREAU.search(text, start + 3, end)) is not None:
        yield from names_in(context, kinds, places, start, under.end())
        start = under.end()
    if (back := _POINTS_BACK.match(text, start, end)) is not None:
        if kinds.is_name(plain_name(text[back.end() : end])):
            return  # 这支队伍, which was named
        start = back.end()
    if (around := next((s for s, _ in places.within(max(0, start - _LONGEST_CUT), start + 1) if s[0] < start < s[1]), None)) is not None:
        if start in context.passages.counts:
            return  # 九棵树街道: no nine of them
        start = around[0]  # 建光社区党支部: the verb is part of what the place is called
    inside = [span for span, _ in places.within(start, end) if span[1] <= end]
    if any(span[1] == end for span in inside):
        return  # a place, which is a body already
    begin = inside[-1][0] if inside else start
    begin = sets.end() if inside and (sets := _SETS_UP.match(text, inside[-1][1], end)) else begin  # 亭湖区设区城市管理局
    begin += text[begin:end].startswith(("”", "’"))
    if text.count("“", begin, end) != text.count("”", begin, end):
        begin, end = begin + text.startswith("“", begin, end), end - text.endswith("”", begin, end)
    if "“" in phrase and (numbered := _NUMBERED_QUOTE.search(text, begin + 1, end)) is not None:
        yield from names_in(context, kinds, places, begin, numbered.start())
        begin = numbered.start()
    holder = None if kinds.of(plain_name(text[begin:end])) else _HOLDERS.search(text, begin, end)
    begin += len(praise[0]) if holder and (praise := _PRAISE.match(text, begin, end)) else 0
    stop = _end_of_name(text, kinds, begin, holder.start() if holder else end)
    quoted = text.find("”", begin, stop) + 1 if stop < end and not holder and text[begin] == "“" else 0
    if begin < quoted < stop and not _REST.match(text[stop:end]):
        begin = quoted  # “红黄蓝”物业企业信用评价: of the companies, which are not called so
    if stop < end and text[begin] == "“" and text[stop - 1] == "”" and not kinds.is_name(plain_name(text[begin:stop])):
        return  # “红色物业”建设 builds none
    gloss = _GLOSS.search(text, begin, stop) if text[stop - 1] in ")）" else None
    if gloss and kinds.of(plain_name(text[begin : gloss.start()])):
        yield BodyName(plain_name(text[begin : gloss.start()]), (begin, gloss.start()), plain_name(gloss[1]))
        return
    if holder and (good := _GOOD.match(text, begin, stop)):
        begin = good.end()
    named_by_place = bool(inside) and begin == inside[-1][0]  # 建设街道服务中心: no verb
    names = _by_level(text, kinds, begin if named_by_place else _without_verb(text, kinds, begin, stop), stop)
    yield from (replace(name, held=True) for name in names) if holder else names


def _lone_bracket(text: str, start: int, end: int) -> int | None:
    """Return where a bracket is whose other one is outside of a phrase, as what both enclose is listed: (派出所、司法所)."""
    opening, closing = (re.search(marks, text[start:end]) for marks in ("[(（][^)）]*$", "^[^(（]*[)）]"))
    return start + opening.start() if opening else start + closing.end() - 1 if closing else None


def _opening(text: str, start: int) -> int:
    """Return where the quotation mark opens of a name that a particle cuts, else the start: “党建和治理”联盟."""
    opening = text.rfind("“", max(0, start - _LONGEST_CUT), start)
    return opening if opening >= 0 and _OF_A_NAME.fullmatch(text, opening + 1, start) else start


def _end_of_name(text: str, kinds: BodyKinds, begin: int, end: int) -> int:
    """Return where the name ends before what is done with it."""
    if (rule := _MEETING_RULE.search(text[begin:end])) and (met := kinds.of(plain_name(text[begin : begin + rule.start()]))):
        return begin + rule.start() if kinds.is_below(met[1], "joint") else end
    if (homes := _TO_HOMES.search(text, begin, end)) and kinds.of(plain_name(text[begin : homes.start()])):
        return homes.start()  # 驻村工作队入户
    if kinds.of(plain_name(text[begin:end])):
        return end  # 社区治理工作领导小组
    rest = _REST.search(text[begin:end])
    if rest and kinds.of(plain_name(text[begin : begin + rest.start()])):
        return begin + rest.start()
    if (acts := _acting(text, kinds, begin, end)) is not None:
        return acts
    end = kinds.organization_at_start(text, begin, end)
    rest = None if kinds.of(plain_name(text[begin:end])) else _REST.search(text[begin:end])
    return begin + rest.start() if rest else end


def _acting(text: str, kinds: BodyKinds, begin: int, end: int) -> int | None:
    """Return where the name of a body ends before what it does, which no boundary tells: 派出所派人调解."""
    for verb in _ACTS.finditer(text, begin + 2, end):
        known = kinds.of(plain_name(text[begin : verb.start()]))
        if known and (len(known[0]) > 1 or known[0] in _BRIEF) and not kinds.is_below(known[1], "governance-unit"):
            return verb.start()
    return None


def _without_verb(text: str, kinds: BodyKinds, begin: int, end: int) -> int:
    """Return where the name begins behind a verb that stands before a name known by itself."""
    begin = which.end() if (which := _WHICH.match(text, begin, end)) else begin
    if (only := _ONLY_VERB.match(text, begin, end)) and kinds.of(plain_name(text[only.end() : end])):
        begin = only.end()
    verb = _LEADING_VERB.match(text, begin, end)
    part = _VERB_OR_PART.match(text, begin, end)
    if part and end - part.end() > _LONGEST_PART and not kinds.is_name(name := plain_name(text[begin:end])) and kinds.of(name):
        return part.end()
    if verb and not kinds.is_name(plain_name(text[begin:end])) and _is_object(kinds, verb[0], plain_name(text[verb.end() : end])):
        return verb.end()
    return begin


def _is_object(kinds: BodyKinds, verb: str, rest: str) -> bool:
    """Return whether a verb takes what stands behind it; whose task it tells has it in its name: 治理服务站, 管理指挥中心."""
    named = kinds.of(rest) if verb != "建设" else None
    if named and verb not in _NEVER_NAMED and kinds.is_below(named[1], *_CALLED_BY_TASK):
        return False
    return (
        kinds.is_name(rest)
        or (named is not None and rest[:1] in "省市区县")
        or (verb == "建设" and len(rest) > _LONGEST_AFTER_BUILDING and kinds.of(rest) is not None)
    )


def _by_level(text: str, kinds: BodyKinds, begin: int, end: int) -> Iterator[BodyName]:
    """Yield the name, or where it stands behind several levels one of each."""
    levels = _LEVELS.search(text, max(0, begin - 14), begin + 5)
    if levels and levels.start() <= begin <= levels.end() and kinds.of(noun := plain_name(text[levels.end() : end])):
        level = "级" if levels["together"] else ""
        span = (levels.start(), end)
        yield from (BodyName(_LEVEL_NAMES.get(one, one) + level + noun, span) for one in levels["levels"].split("、"))
        if level:
            yield BodyName(noun, (levels.end(), end))
        return
    both = _TWO_LEVELS.match(text, begin, end)
    noun = plain_name(text[both.end() : end]) if both else ""
    if both and (not noun or (kinds.of(noun) and kinds.of(both[2] + noun))):
        yield from (BodyName(one + noun, (begin, end)) for one in both.groups())
        return
    yield BodyName(plain_name(text[begin:end]), (begin, end))

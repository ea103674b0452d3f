"""Quotes that name no measure: images, contrasts, honours, posts, grievances."""

from __future__ import annotations

import re

from cengji.draft.measure_collection import MeasureCollection
from cengji.draft.word_lists import either, words

__all__ = ["AIM_BEHIND", "NO_NAME_BEHIND", "ends_in_image", "is_brought_about", "is_contrast", "is_grievance", "is_no_name"]

_LONGEST = 24  # characters before a quote that tell what it is
# What is described where nothing is named: a grievance, people, an aim.
NO_NAME_BEHIND = re.compile(
    "(?:、[^，,。；;：:]{2,16}){0,4}(?:等|的)?(?:问题|难题|壁垒|藩篱|倾向|误区|困境|困局|现象|矛盾|纠纷|争议|瓶颈|顽疾|乱象|群体|人群|群众)"
    "|(?:等|的)?(?:[\\d一二两三四五六七八九十]+[余多]?[个大项种])?(?:[^，,。；;：:、“”]{0,2}(?:步骤|环节|手续)|需求|诉求|关键字|关键词|议题|话题|隐患|短板)"
    "|(?:[、和]?“[^“”\n]{1,16}”)*等?(?:\\d{1,2}|[二三四五六七八九十]{1,2})个(?:方面|领域|维度|层面)"
    "|的(?:任务|课题|命题|号召|讲话|指示)"
    "|(?:腹地|地带|地区|之称|美誉|(?:的)?雅号)"
    "|(?:[、和]?“[^“”\n]{1,16}”)*(?:标识|标牌|招牌|字样|标语|横幅|牌匾|的?牌子)"
    "|的?(?:[\\d一二两三四五六七八九十]+[个大项种])?[A-Z]{0,2}(?:建设|工作|发展|服务|治理|总体|奋斗)?(?:原则|理念|意识|精神|思想|方针|称号|荣誉|帽子|氛围|特性|特点|特征|共识|作用|目标|愿景|口号|角色|关口)|[所]?蕴[含藏]|为(?:工作|建设|发展)?(?:原则|目标|核心(?!理念)|基础|前提|出发点|落脚点|主线|宗旨|导向|准则|遵循|总要求)"
)
# What is aimed at, also where its parts are listed: “平安、民生、廉政”三个建设目标.
AIM_BEHIND = re.compile(
    "(?:的|的?[\\d一二两三四五六七八九十]+[个大项])?[A-Z]{0,2}(?:建设|工作|发展|服务|治理|总体|奋斗)?(?:理念|目标|愿景|方针)"
)
# What is no deed by what stands right behind it: “三长”7219人, “有事打电话”成为共识, “键对键”代替不了“面对面”, what was said.
_NO_DEED_BEHIND = re.compile(
    "\\d[\\d.万余多]*[人名]|[现共]?有\\d|[？?]|们|不?等于|成为|[\u4e00-\u9fff]{0,2}(?:根基|基石|底座|堤坝)|永远|代替|取代|就[能可]|当上|当选|是?[^，,。；;“”]{0,6}的(?:连接|体现|缩影|写照|见证)|……|[，,]?指的是|的[^，,。；;“”]{0,6}(?:小区|社区|楼栋|院落|商圈)(?=[，,。；;、])"
)
# A row of bodies: “甲”“乙”“丙”4个办公室, “甲”等社会组织.
_BODIES_BEHIND = re.compile(
    "(?:[、和]?“[^“”\n]{1,16}”)*(?:等?[\\d二两三四五六七八九十]+[个家]|等)[^，,。；;“”\n]{0,4}?"
    "(?:办公室|社会组织|企业|单位|公司|机构|部门|商家|商户|协会)(?=[，,。；;、\n])"
)
_IN_ONE = re.compile("等?[^，,。；;]{0,8}(?:于|为)一体")
# 不仅是骑手的“加油站”、“落脚点”: likenesses, of a row each
_IS_MORE = re.compile("(?:不仅|不只|不但|既|也|更|就)是[^，,。；;]{0,40}的(?:“[^“”\n]{1,12}”[、和]){0,8}$")
# What people are like: 下派“肯吃苦”“善沟通”的干部
_PEOPLE_LIKE = re.compile(
    "(?:“[^“”\n]{1,8}”){0,8}的[\u4e00-\u9fff]{0,6}(?:干部|党员|人才|人员|队伍|书记|带头人|骨干|网格员)(?![\u4e00-\u9fff]{0,4}(?:机制|制度|模式|工程|计划|行动))"
)
_ENSURED = re.compile("(?:确保|代替不了|取代不了|不等于)[^，,。；;“”]{0,8}$|(?:考察|探讨|检验|阐释|揭示)$")
# A quote before, in a row of which each may have words before it.
_ROW_BEFORE = re.compile("“[^“”\n]{1,16}”(?:[、和][^“”，,。；;：:\n]{0,6})?$")
_SO_BEFORE = re.compile("“[^“”\n]{1,16}”[\u4e00-\u9fff]{2}[、和][^“”，,。；;：:\n]{0,8}$")
_DRAWN_ON = re.compile("(?:整合|盘活|用好|利用|挖掘|激活|链接)[^，,。；;“”]{0,8}$")
_BY = re.compile("被[^，,。；;“”]{1,24}$")  # 被居民“一扫而空”
_HOLIDAY = re.compile("[一二三四五六七八九十]{2}")  # 七一
_SUBJECT = 2  # characters of who does what a short quote says
_WORD = re.compile("(?![两二三四五六七八九十百千万])[\u4e00-\u9fff]{2}")
_CAPTION = re.compile("^[ 　]*图[为：:]", re.MULTILINE)
_HOW_IT_WAS = "(?:[^“”，,。；;]{1,5}的)?"  # 从单纯的“活动场地”
_FROM = re.compile(f"(?:(?:从|由|变|把|将)(?:原来|原先|以往|过去)?|原来|原先){_HOW_IT_WAS}$")
_TO = re.compile(
    "[^“”，,。；;]{0,6}(?:到|向|为|成)[^“”，,。；;]{0,4}[“‘]|[”’]?[到向][^“”，,。；;]{2,10}(?:转变|转型|升级|进阶|拓展|迈进|跃升|跨越|转化)"
)
_TURNED = re.compile(f"(?:从|由|变|把|将){_HOW_IT_WAS}(?:“[^“”]{{1,16}}”[^“”，,。；;]{{0,6}}(?:到|向|为|成)[^“”，,。；;]{{0,4}})+$")
# Verbs of images, of asking and of showing, before a quote that is no name with them: 找准“第一难题”, 如何“选题”, 让“民声”成为.
_IMAGE_BEFORE = re.compile(
    "(?:让[^，。；“]{1,8}有|如何|怎样|怎么|找准|严把|把好|把牢|扛起|扛牢|让|使|把[^，,。；“]{1,12}|实现[^，,。；“]{0,14}|做到|围绕|聚焦|紧扣|瞄准)$"
)
_SHOWN = {"让": re.compile("成为|变|[，,。]"), "使": re.compile("成为|变|[，,。]")}
# What something is likened to or no longer is: 这里还是“老破小”, 没了“娘家”.
_LIKENED = re.compile(
    "(?:成为[^，,。；;“”]{1,14}的[^，,。；;“”]{0,10}|(?:形成|打造)(?:了|成)?(?:一个个|一支支|一座座)[^，,。；;“”]{0,16}的|是[^，,。；;“”]{1,12}的|(?:还是|就是|仿佛[^，。“]{0,6}|好似|宛如|成了|成为|没了|失去了|变成|变身|化身|当好|争当|甘当|好比|如同|堪称|犹如|被誉为)[^，,。；;“”]{0,10})$"
)
_RESULT = re.compile("^零(?:上访|信访|事故|投诉|发案|积压|失误|延误|违规|差评)$|[双多共三][提赢升]升?$|效应$|到一起$|[新大]?格局$")
_RISE = re.compile(
    "[双多共三齐](?:提升|赢|促进|丰收|融双促)|双向奔赴|新(?:搭档|伙伴|风尚|名片|亮点|篇章|图景|画卷)|(?:处处|人人|时时|事事)[^、]{1,6}"
    "|脏、?乱、?差|[三四五六七八]乱|老破小|急难愁盼|突发事件|跑冒滴漏|[^、]{2,4}[难慢]"
)  # what is come to, and what is wrong
_GRIEVANCE = re.compile(
    "(?:破题|面临|面对|存在|破解|告别|打破|困扰|遭遇|摆脱|消除|曾有|陷入|习惯|跳出|摒弃|扭转|破除|杜绝|避免|防止)(?:了|着|的|以往|过去)?[^，,。；;“”]{0,6}$|针对[^，,。；;“”]{0,12}$"
)
# What is brought about so: 实现矛盾“一站式”化解、风险“全链条”防控.
_BROUGHT_ABOUT = re.compile("实现[^，,。；“”]{1,14}$")
_SO = re.compile("(?:防控|化解|办理|响应|处置|管理|治理|服务|覆盖|监管|流转|处理|解决|对接|互通|共享)(?=[，,。；;、\n])")
# What is awarded names no deed: 获评“先进党组织”.
_HONOURED = re.compile("(?:成功创建|获评|评出|评选出|评为|荣获|授予|命名为|入选|被列为|获得)(?:了|为)?[^，。；“”]{0,10}$")
_RANKED = re.compile("(?:上|登上|列入|进入|落入)$")  # 连续两次上“黑榜”的
# What somebody turns into: 骑手化身“移动探头”.
_TURNS_INTO = re.compile("(?:化身|化作|变身)(?:为|成)?[^，,。；;“”]{0,6}$")
# What people are brought to do or say, or what nobody should have to: 引导群众“有事找网格”.
_BROUGHT_TO = re.compile("(?:为了?让|引导|教育|号召|力求|力争|真正做到)[^，,。；;“”]{0,8}$")
_SHORTEST_SAID = 5
# What people become: 带出一群“田把式”“土郎中”.
_BECOME = re.compile("(?:培育|培养|涌现|走出|挖掘|锻造)(?:了|出)?(?:一批|一大批|更多|大量|一支)[^，,。；;“”]{0,6}$")
# A post in quotes: 担任社区“第一书记”.
_HELD_AS = re.compile(
    "(?:唤作|唤为|昵称|亲切地?(?:称|叫)为?|(?:叫|称)[他她]们?为?|当上了?|当起了?|担任|兼任|当选|(?<![主责])任(?![务职]|[^，。“”]{1,2}[县区市]))[^，。；“”]{0,6}$"
)
# Quotes that name nothing: images and set phrases, persons, questions, words spoken, what is wrong.
_IMAGES = either(words("general", "images"))
_ENDS_IN_IMAGE = re.compile(f"(?:{_IMAGES})$")
_RHETORIC = re.compile(
    f"(?:^|、)(?:{_IMAGES})|(?:{_IMAGES})(?:、|$)|[^议委]员$|[楼栋道格街巷片组院门段]长$|[哥姐嫂叔娃]$|(?:名嘴|能手|达人|尖兵|哨兵|标兵|探头)$|^\\d[个项类种条]$|^\\d0后$|^\\d+(?:小时|分钟|天|年|岁)$|代言人|(?:明星|文明|示范|模范|星级|光荣|先进)户$|[^养]人$|[？?！!。，,你他她咱]|^一[个座盘股根把本篇][\u4e00-\u9fff]{{1,2}}$|要我|我要|我们|什么|怎么|如何|怎样|谁|要干"
    "|(?:起来|下来|出来|上去)$|不[了到敢能足够]|没有|得(?:[好活快稳住上了优强])(?:$|、)"
)
# “小切口”撬动“大治理”
_SMALL_TO_GREAT = re.compile("“[小微][^“”]{1,6}”[^“”，。；]{1,6}“大[^“”]{1,6}”")
# What is listed with a quote, up to a noun: “甲”“乙”等服务项目.
_ROW_BEHIND = re.compile("(?P<row>(?:、?“[^“”\n]{1,16}”)*)等(?:的)?(?P<noun>[\u4e00-\u9fff]{2,8}?)(?=[，,。；;、\n])")


def is_no_name(found: MeasureCollection, quote: re.Match[str]) -> bool:
    """Return whether a quote with no noun of measures behind it is an image, an honour or a post, and not what a place does."""
    text, inner = found.context.text, quote[1] or quote[2]
    start = quote.start()
    while row := _ROW_BEFORE.search(text, max(0, start - _LONGEST), start):
        start = row.start()  # what is said of the first of a row is said of all: 获评“甲”“乙”, 当好社区“甲”、城市“乙”
    before = text[max(0, start - _LONGEST) : start]
    if _among_examples(found, quote):
        return False
    if quote[2] and text.rfind("“", 0, quote.start()) > text.rfind("”", 0, quote.start()) and not found.kinds.kind(inner, ""):
        return True  # what somebody says
    if _NO_DEED_BEHIND.match(text, quote.end()) or _BODIES_BEHIND.match(text, quote.end()) or _HOLIDAY.fullmatch(inner):
        return True
    if _TURNS_INTO.search(before) or _BECOME.search(before) or (len(inner) >= _SHORTEST_SAID and _BROUGHT_TO.search(before)):
        return True
    if before.endswith(("原来", "原先")) or _BY.search(before):
        return True  # 从原来“向上对口”的科室
    if before.endswith("集") and _IN_ONE.match(text, quote.end()):
        return True  # 集“学习、休息”等服务于一体
    if _IS_MORE.search(text[max(0, start - 2 * _LONGEST) : start]) and text[quote.end() : quote.end() + 1] in "，,。、；":
        return True
    if len(inner) < _SHORTEST_SAID and _PEOPLE_LIKE.match(text, quote.end()):
        return True
    if inner.endswith("榜") and _RANKED.search(before):
        return True
    if _CAPTION.match(text, text.rfind("\n", 0, quote.start()) + 1) or _ENSURED.search(before):
        return True
    if _LIKENED.search(before) and text[quote.end() : quote.end() + 1] in "，,。；;、":
        return True
    if (inner.endswith("资源") or max(map(len, inner.split("、"))) == 1) and _DRAWN_ON.search(before):
        return True  # 整合社区“红色资源”, “人、财、物”
    if _WORD.fullmatch(inner) and not found.kinds.kind(inner, "") and not found.kinds.generic(inner) and text.count(quote[0]) == 1:
        printed = (f"+{inner}", f"{inner}+", text[max(0, quote.start() - _SUBJECT) : quote.start()] + inner)  # “部门报到”, then 部门“报到”
        return not any(name in text for name in printed)  # “僵尸”物品: a word that is set off; “后台” of “前台+后台” is a part
    return bool(_RHETORIC.search(inner) or _HONOURED.search(before) or _HELD_AS.search(before)) or _is_image(text, quote)


def _among_examples(found: MeasureCollection, quote: re.Match[str]) -> bool:
    """Return whether a quote is one of several that a noun of measures sums up: “甲”“乙”“丙”等服务项目."""
    text = found.context.text
    row = _ROW_BEHIND.match(text, quote.end())
    is_row = row is not None and (bool(row["row"]) or text[quote.start() - 1 : quote.start()] in ("”", "、"))
    return row is not None and is_row and found.kinds.head_of(row["noun"]) is not None


def _is_image(text: str, quote: re.Match[str]) -> bool:
    """Return whether a quote is what is found, asked or come to, and no name: 如何“选题”, 让“民声”成为, 实现“双提升”."""
    if _RISE.fullmatch(quote[1] or quote[2]):
        return True
    before = _IMAGE_BEFORE.search(text, max(0, quote.start() - _LONGEST), quote.start())
    if not before:
        return _RESULT.search(quote[1] or quote[2]) is not None and quote[0].endswith("效应”")
    if before[0].startswith("让") and before[0].endswith("有"):
        return True
    behind = _SHOWN.get(before[0][0])
    if before[0] in ("做到", "围绕"):
        return quote[0].count("、") > 1 or (before[0] == "做到" and "、" in quote[0])
    if before[0].startswith("实现") or before[0] in ("聚焦", "紧扣", "瞄准"):
        return True
    if before[0][0] in "把实":
        return _RESULT.search(quote[1] or quote[2]) is not None or (before[0][0] == "实" and "、" in quote[0])
    return behind is None or behind.match(text, quote.end()) is not None


def ends_in_image(name: str) -> bool:
    """Return whether a name without quotes likens something to what it is not: 打造温暖港湾."""
    return _ENDS_IN_IMAGE.search(name) is not None


def is_grievance(text: str, place: int) -> bool:
    """Return whether a grievance is named behind a verb that ends before a place: 破解“…”."""
    return _GRIEVANCE.search(text, max(0, place - _LONGEST), place) is not None


def is_brought_about(text: str, quote: re.Match[str]) -> bool:
    """Return whether a quote says how something is done as all of it is brought about: 实现矛盾“一站式”化解."""
    start = quote.start()
    while row := _SO_BEFORE.search(text, max(0, start - _LONGEST), start):
        start = row.start()
    return _SO.match(text, quote.end()) is not None and _BROUGHT_ABOUT.search(text, max(0, start - _LONGEST), start) is not None


def is_contrast(text: str, quote: re.Match[str]) -> bool:
    """Return whether a quote says from what to what something turned: 从“粗放”向“精细”转变."""
    before = text[max(0, quote.start() - 2 * _LONGEST) : quote.start()]
    if quote[0][1] in "小微大" and _SMALL_TO_GREAT.search(text, max(0, quote.start() - _LONGEST), quote.end() + _LONGEST):
        return True
    return (_FROM.search(before) and _TO.match(text, quote.end())) is not None or _TURNED.search(before) is not None

"""Numerals that are no figures, each with the reason: dates, periods, clock times, labels, enumerators."""

from __future__ import annotations

import re

from cengji.text.figure_grammar import SLASH_FRACTION
from cengji.text.figure_latin import LATIN_SCALE, find_latin_refusal
from cengji.text.figure_numbers import TYPED_GROUPS, find_measure_word
from cengji.text.refusal import Refusal

__all__ = ["find_refusal"]

_CN = "[零〇一二三四五六七八九十百两廿卅]"
_YEAR = r"(?:19|20)\d\d"
_TO = r" ?[—–\-~至到]{1,2} ?"
_DATE = re.compile(
    rf"{_YEAR}(?:[-/.](?:0?[1-9]|1[0-2])[-/.]\d{{1,2}}|-(?:0[1-9]|1[0-2]))(?!\d)"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,2})[·•・‧∙](?:\d{1,2}|[一二三四五六七八九十]{1,2})(?![\d·])"
    rf"|{_YEAR}(?:{_TO}{_YEAR}){{0,2}} ?年(?![多余间]|以[上下])(?: ?\d{{1,2}} ?月(?:份| ?\d{{1,2}} ?[日号])?)?"
    rf"|(?=\d{{0,3}}[〇零一二三四五六七八九])[12一二][〇零一二三四五六七八九\d]{{3}}年(?:{_CN}{{1,2}}月(?:{_CN}{{1,3}}[日号])?)?"
    rf"|(?:\d{{1,2}}|{_CN}{{1,2}})(?:{_TO}(?:\d{{1,2}}|{_CN}{{1,2}}))? ?月(?!一)(?:份|(?: ?\d{{1,2}}|{_CN}{{1,3}}) ?[日号])?"
    rf"|(?:\d{{1,2}}|{_CN}{{1,3}})(?:{_TO}(?:\d{{1,2}}|{_CN}{{1,3}}))? ?日(?![内之以间均]|[\d零一二三四五六七八九十])"
    rf"|(?:\d{{2,4}}|{_CN}{{2,3}}) ?年代|(?:\d{{1,2}}|{_CN}{{1,3}}) ?世纪"
)
_CLOCK = re.compile(
    r"(?<=早)(?:\d{1,2}|[七八九])晚(?:\d{1,2}|[五六七八九十])|(?<=逢)\d{1,2}(?=逢|、|的|[，。,]|$)"
    r"|(?:[01]?\d|2[0-4]) ?[::：] ?[0-5]\d(?:[::：][0-5]\d)?(?!\d)|\d{1,2}[时点]\d{1,2}分?|\d{1,2}时(?![间长])"
    r"|(?:\d{1,2}|[一二两三四五六七八九十]{1,3})点(?:[半整钟许]|(?=以?[前后至到起—~-]|之[前后]|开始))"
)
_HOUR = re.compile(r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?P<point>点)(?!\d)(?P<thing>[\w“”%])?")
_TIME_OF_DAY = re.compile(r"(?:上午|中午|下午|[早晚]上|早晨|凌晨|清晨|傍晚|夜里|深夜|[当每今昨]晚|每[天日]) ?\Z")
_QUARTERS = re.compile(rf"[一二三四1-4]{_TO}[一二三四1-4]季度")
_SHORT_YEAR = re.compile(r"(?<![\u4e00-\u9fff])[89]\d ?年(?![多余来间历代期前后]|以[上下]|的?历史)")  # 98年 is 1998 or 98 years
_PERIOD_AFTER = re.compile(rf"(?:\d{{1,4}}|[几数]?{_CN}{{0,4}}几?|半)[余多]? ?(?:年|个?月|天|周)(?P<end>前|后(?!期)|来)?")
_LATIN_BEFORE = re.compile(r"[A-Za-z](?:\d{1,5}-|[-·•])?\Z")  # A5, A-5, c1001-31, the E·12345 of a plate
_AMOUNT = re.compile(r"\d+(?:\.\d+)?[余多]? ?[万亿]")  # GDP12万元
_DIALLED = re.compile(  # 有事打12345; 附件3, 版本3.1, 网格3; DB32/T 4000; the rooms of 6栋1301
    r"(?:(?:拨打?|[^\W\d_]打|致电|热线)[“\"]?|ISO ?|GB ?|附[件表图录]|版本|专栏|案例|网格"
    r"|(?<![代列外填报统地])表|(?<![地意企试力])图|注(?=\d)|/[A-Z] ?)\Z"
)
_NO_LABEL = frozenset("万亿千百余多来")
_ROOM = re.compile(r"\d(?:[幢栋]|单元|号楼)\Z")
_ROOM_NUMBER = re.compile(r"\d{3,4}(?![\d.,余多万])")
_NUMBERED = re.compile(r"(?:(?:电话|手机|传真|邮编|编码|代码|身份证|车牌|QQ群?|微信群?|群)号?码?|[\u4e00-\u9fff]号码?)[:：为是]? ?\Z")
_LONG_NUMBER = re.compile(r"\d{4,}(?![\d.,余多]| ?[万亿千百])")
_HOTLINE = re.compile(
    r"\d{3,6}(?![余多万亿千百])(?=[\u4e00-\u9fff]{1,6}(?:热线|专线|平台))|1(?:10|19|20|22)(?=[联报消急交指警接][动警防救通挥情处])"
    r"|12(?:345|348|315|328|319|320|329|333|338|355)(?![\d.,余多万亿千百个名户条件家项次人元平公里]| ?[万亿])"  # what is dialled
)
_HOST = re.compile(r"(?<=[A-Za-z]\.)\d[\d.]*")  # www.12380
_NO_WHOLE = re.compile(r"(?<=\.)(?<![\dA-Za-z]\.)\d[\d.]*")  # .5
_YEARS = re.compile(rf"{_YEAR}{_TO}{_YEAR}(?![\d年余多万亿])")  # 2020—2022
_LISTED_LABEL = re.compile(  # 1、2、3号楼, 1-3号楼
    r"\d{1,3}(?=(?: ?[、和及] ?\d{1,3}){1,8} ?(?:号(?!人)|[幢栋室楼]))"
    r"|\d{1,3} ?[-—–~至到] ?\d{1,3}(?= ?(?:号(?!人)|单元|室(?!内外)|楼(?![栋宇组道长])))"
)
_PERIOD_BEFORE = re.compile(r"(?:(?<![最附就邻靠临])近|最近|过去|未来|今后|此前|(?<![提目以此之年日月面向])前|(?<=[今去当本]年)前) ?\Z")
_NO_HEADING = "万亿千百十倍元米公平度级个名位家支条项件次场户栋座人余多吨亩年月日天小分秒斤克号楼岁强大类种项处所"
_ENUMERATOR = re.compile(
    r"[①-⑳⑴-⒛㈠-㈩]|(?<=[\[［〔【])\d{1,3}(?:[-–—~,，]\d{1,3})*(?=[\]］〕】])|(?<=[(（])(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?=[)）])"
    rf"|(?P<opening>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?=[ 　\t]*(?![{_NO_HEADING}])[\u4e00-\u9fff“][^\n，。；]{{0,30}}(?:\n|$))"
    rf"|\d{{1,2}}(?=[.．、](?!\d))|[1-9](?=(?![{_NO_HEADING}]|社区|街道|网格|[村镇乡])[\u4e00-\u9fff]{{2,14}}(?:\n|$))|[一二三四五六七八九十]{{1,3}}(?=、))"
)
_LATIN_UNIT = re.compile(r" ?(?:km[²2]?|kg|cm|mm|m[²2]?|kW|kWh|GW|MW|t|g|h|min|s|L|ml)(?![A-Za-z])")
_SCHEMES = "计划|工程|模式|行动|热线|专线|专列|体系|工作法|志愿|机制|政策|报警|平台|系统"
_LABEL = re.compile(
    rf"0\d+(?:-\d+)*(?!\.)|(?:19|20)\d0后|1[3-9]\d{{9}}(?!\d)|\d{{3,4}}-\d{{7,8}}|\d+(?:-\d+){{2,}}|\d{{3,6}}(?={_SCHEMES})|[056789][05]后|[5-9][05](?=、[056789][05]后)"
    r"|\d{1,4}(?=[幢栋号]\d+(?:室|单元|号)|[幢栋]\d{3,4}(?![\d.,余多万]|[\u4e00-\u9fff]))|\d{3}(?=医院)|\d{1,4}(?=国道|省道|县道|乡道|室(?!内外)|单元|弄|#|楼(?![栋宇组道长]))|(?:12\d{3}|96\d{3,4})(?=工单|诉求|来电|话务|投诉)|(?:985|211|863|973)(?=高校|院校|大学|工程|计划)"
    r"|[零〇一二三四五六七八九十]{1,4}(?=号(?!人)|楼(?![栋宇组道长])|单元|环[路线]|马路)|[一二三四五六七八九][零〇一二三四五六七八九]{2,3}(?=室)"
    r"|[二三四五六七八九2-9]分(?=类)|[一二三四五1-5]级(?=警[长司督员]|高级|主任|法官|检察|调研|巡视|科员|建造|响应|医院|甲等|教授|社会工作|运动员|裁判)"
    r"|(?:\d+(?:\.\d+)?|几)?[十百千]{0,2}(?:万亿|[万亿])(?:元|吨|人)?级"
    r"|\d+(?:\.\d+)+\.\d+|\d{1,5} ?号(?!人)|\d+(?=路公交)|\d+(?:\.\d+)+版|\d+强(?![化势])"
)
_NUMERAL = r"(?:\d+(?:\.\d+)?|[零〇一二三四五六七八九十百千万亿两]+)"
_PRODUCT = re.compile(rf"{_NUMERAL}(?:[\u4e00-\u9fff]{{0,2}} ?[×✕*]| ?[xX]) ?{_NUMERAL}")
_PROPORTION = re.compile(rf"{_NUMERAL} ?[:：∶比] ?{_NUMERAL}")
_SPAN = "(?:年|季度|月|周|星期|天|日)"
_EVERY_SEVERAL = re.compile(
    rf"(?<=每){_NUMERAL}个?{_SPAN}{_NUMERAL}次|半个?{_SPAN}{_NUMERAL}次|(?![一1]个?{_SPAN}){_NUMERAL}个?{_SPAN}[一1][次届换评轮]"
)
# 3元5角, 1米2, 2小时30分, 1年零3个月: one figure in several units
_IN_PARTS = re.compile(
    rf"{_NUMERAL}(?:[元块圆]零?{_NUMERAL}[角毛分](?!之|钟)|角{_NUMERAL}分|个?小时零?{_NUMERAL}分|分钟?零?{_NUMERAL}秒|公里{_NUMERAL}米"
    rf"|度(?:[1-9]|[一二三四五六七八九])(?=\W|$)|米{_NUMERAL}厘米|斤{_NUMERAL}两|[年岁][零又]?{_NUMERAL}个半?月|个月[零又]?{_NUMERAL}天"
    r"|[米块元斤尺](?:[1-9]\d?|[一二三四五六七八九])(?=[高宽长深厚]|\W|$))"
)
_IN_TENS = re.compile(rf"{_NUMERAL}(?:折(?![子合射])|旬)")  # 8折 is a price of 80 per cent, 六旬 an age of 60
_MULTIPLIED = re.compile(rf"(?:(?<=翻)|(?<=翻[了近约])){_NUMERAL}(?:倍|(?<![翻了近约][一二两三四五1-5])番)")
_AS_IF_LISTED = re.compile(rf"(?<=第){_NUMERAL}(?:、{_NUMERAL})+|(?<=第)[1-9]\d{{0,2}}，\d{{3}}(?!\d)")  # 第3、4章, 第3，456人
_PAIR = re.compile(r"(?<!\d，)([1-9]\d{0,2})，([1-9]\d{0,2})(?![\d，.,、:：])")
_TWICE = re.compile("(?<=双)(?:十[一二]|1[12])")  # 双11 is a day
_TWO_HUNDREDS = re.compile("(?<=双)[百千万亿]")  # 双百双千双万 names a scheme
_OTHER_SIGNS = re.compile(r"\d+(?:\.\d+)?(?:'\d|\^|[²³⁴⁵½⅓⅔¼¾⅕⅛‱])")
_PHONE = re.compile(r"\(?0\d{2,3}(?:[-) ]?\d{7,8}|-\d{5,6})(?!\d)|\d{3,4}-\d{3,4}-\d{4}(?!\d)|1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_PHONE_SHAPED = re.compile(r"(?!0|(?:19|20)\d\d\D+(?:19|20)\d\d(?!\d))\d{3,4}[-—–]\d{4}(?![\d.,余多%‰]| ?[万亿千百A-Za-z])")  # 1234-5678
_BRACKETED_YEAR = re.compile(rf"(?<=[〔\[［【（(]){_YEAR}(?=[〕\]］】）)])|{_YEAR}(?=全[区市县镇省国年]|[上下]半年|[春夏秋冬])")
_LISTED_DATE = re.compile(r"\d{1,2}(?=(?:[、和及]\d{1,2}){1,8} ?(?:月(?!一)|日(?![内之以间均])))")  # 1、2月
_SLOGAN = re.compile(r"\d+(?:\+\d+)+ ?[=＝>≥<≤] ?\d+")  # 1+1>2
_BROKEN_POINT = re.compile(
    r"\d+(?:[.．] \d+| [.．]\d+|，\d{1,2}) ?(?:[万亿%‰]|个百分点)|\d+\.\d+,\d+"
    r"|\d+(?:\.\d+)?%(?:[%‰]|[oO](?![A-Za-z]))|\d+。\d+(?:万|亿|%|个百分点)|\d+\.(?=[万亿%])"
)  # 3. 5万
_FIRST_FEW = re.compile(rf"(?:{_NUMERAL}|几)(?:[名位]|(?=[^\w%‰.+]|的|$))")
_BEFORE_FIRST = re.compile(r"(?<![目提以此之年日月面向事会天周午空生眼当先])前 ?\Z")
_AFTER_LAST = re.compile(
    r"(?:排名|排序|考核|评比|得分|积分|名列|位列|位居|(?:\A|[，,。;；：:、“（(\n]))后 ?\Z"
)  # 后5名; 整合后5名 are five
_GROUPED = re.compile(r"(?!(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?!,?\d))\d+(?:,\d+)+")  # 12,34
_SPACED = re.compile(r"(?!\d{1,3}(?: \d{3})+(?! ?\d))\d+(?: \d+)+(?![\d.])")
_DIGITS = re.compile(r"[0-9.]*[0-9](?:(?:,\d{3})+(?!\d)|[-/]\d+)*")
_PLACE = re.compile(r"[一二两三四五六七八九十][\u4e00-\u9fff](?:镇|县|乡|街道|湖|湾|岩|江)")  # 七宝镇
_VERSION = re.compile(r"\d\.0(?![\d%‰万亿千百+余多])")
_SLASHES = re.compile(r"\d+(?:\.\d+)?(?: ?/ ?\d+(?:\.\d+)?)+")
_PART_MARK = re.compile(r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?=[”’」』\"](?:就是|是|即|指|为|代表|[:：]))")
_EVENT_DATE = re.compile(
    r"(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12]\d|3[01])(?=事件|事故|专案|案|大案|讲话|精神|宪法|消防|禁毒|[\u4e00-\u9fff]{2,8}(?:日|宣传[周月])(?![常均产报]))"
)
_QUOTED_DATE = re.compile(r"(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12]\d|3[01])(?=[”’」』》\"])")
_QUOTED_LABEL = re.compile(r"\d\.\d(?=[”’」』》\"])|\d{2,}(?![\d.,%+余多来万亿千百])")


# What a numeral is part of goes before what it is itself.
_COMPOSITES = (
    (Refusal.LABEL, _PHONE), (Refusal.LABEL, _TWO_HUNDREDS), (Refusal.DATE, _TWICE), (Refusal.DATE, _BRACKETED_YEAR),
    (Refusal.LABEL, _HOST), (Refusal.MALFORMED_NUMBER, _NO_WHOLE), (Refusal.MALFORMED_NUMBER, _OTHER_SIGNS),
    (Refusal.MALFORMED_NUMBER, _GROUPED), (Refusal.AMBIGUOUS, _SPACED), (Refusal.AMBIGUOUS, TYPED_GROUPS),
    (Refusal.AMBIGUOUS, _MULTIPLIED), (Refusal.AMBIGUOUS, _IN_TENS), (Refusal.COMPOUND_UNIT, _IN_PARTS), (Refusal.PRODUCT, _PRODUCT),
    (Refusal.AMBIGUOUS, _EVERY_SEVERAL), (Refusal.LABEL, _SLOGAN), (Refusal.AMBIGUOUS, _AS_IF_LISTED),
)  # fmt: skip
_TIMES = ((Refusal.ENUMERATOR, _ENUMERATOR), (Refusal.DATE, _LISTED_DATE), (Refusal.DATE, _DATE), (Refusal.CLOCK_TIME, _CLOCK))
_AFTER_TIMES = (
    (Refusal.MALFORMED_NUMBER, _BROKEN_POINT),
    (Refusal.PERIOD, _QUARTERS),
    (Refusal.AMBIGUOUS, _SHORT_YEAR),
    (Refusal.AMBIGUOUS, _PROPORTION),
)


def find_refusal(
    text: str, place: int, floor: int, *, quoted: bool, has_measure_word: bool, priced: bool = False
) -> tuple[Refusal, int, int] | None:
    """Return why the numeral that begins at ``place`` of a normalized text is no figure, and its start and end.

    ``floor`` is where the numeral before it ends; ``quoted`` says that a quotation mark stands right before it, and
    ``has_measure_word`` that a measure word follows, ``priced`` that a currency stands before it.
    """
    if text[place].isdigit() and (latin := find_latin_refusal(text, place)):
        return latin
    if not priced and text[place].isdigit() and _LATIN_BEFORE.search(text[max(0, place - 7) : place]) and not _AMOUNT.match(text, place):
        return Refusal.LABEL, place, _run_end(text, place)
    for reason, pattern in _COMPOSITES:
        if match := pattern.match(text, place):
            return reason, place, match.end()
    slashes = _SLASHES.match(text, place)
    if slashes and (_is_rate(slashes[0]) or find_measure_word(text, slashes.end())):
        return Refusal.AMBIGUOUS, place, slashes.end()
    pair = _PAIR.match(text, place)
    if pair and _is_one_pair(text, pair):
        return Refusal.AMBIGUOUS, place, pair.end()
    if quoted and (mark := _PART_MARK.match(text, place)):
        return Refusal.ENUMERATOR, place, mark.end()
    return _time(text, place, floor, quoted=quoted) or _name(text, place, floor, quoted=quoted, has_measure_word=has_measure_word)


def _time(text: str, place: int, floor: int, *, quoted: bool) -> tuple[Refusal, int, int] | None:
    """Return a date, a time of day or a period."""
    before = text[max(floor, place - 4) : place]
    date = _EVENT_DATE.match(text, place) or (_QUOTED_DATE.match(text, place) if quoted else None)
    if date:
        return Refusal.DATE, place, date.end()
    for reason, pattern in _TIMES:
        match = pattern.match(text, place)
        if match and (reason != Refusal.ENUMERATOR or not match["opening"] or _opens_a_line(text, place)):
            return reason, place, match.end()
    hour = _HOUR.match(text, place)
    if hour and _TIME_OF_DAY.search(before):
        return Refusal.CLOCK_TIME, place, hour.end("point")
    if hour and not hour["thing"]:  # 10点 is an hour or ten points
        return Refusal.AMBIGUOUS, place, hour.end("point")
    for reason, pattern in _AFTER_TIMES:
        if match := pattern.match(text, place):
            return reason, place, match.end()
    ranked = before.endswith(("前", "前 ")) and _BEFORE_FIRST.search(before)
    if (ranked or (before.endswith(("后", "后 ")) and _follows_last(text, place))) and (few := _FIRST_FEW.match(text, place)):
        # 前10名 are ten, or those of rank 1 to 10
        return Refusal.AMBIGUOUS, place, few.end()
    match = _PERIOD_AFTER.match(text, place)
    lead = _PERIOD_BEFORE.search(before) if match else None
    if match and not lead and before.endswith(("后", "后 ")) and _follows_last(text, place):  # 后三年
        return Refusal.PERIOD, place, match.end()
    if match and (lead or match["end"] in ("前", "后")):
        return Refusal.PERIOD, place - (len(lead[0]) if lead else 0), match.end()
    return None


def _name(text: str, place: int, floor: int, *, quoted: bool, has_measure_word: bool) -> tuple[Refusal, int, int] | None:
    """Return a number that names a line, a house, a scheme, a version; some of these only where no measure word follows."""
    if not has_measure_word:
        if hyphened := _PHONE_SHAPED.match(text, place):
            return Refusal.AMBIGUOUS, place, hyphened.end()
        if years := _YEARS.match(text, place):
            return Refusal.DATE, place, years.end()
        if text[place].isdigit() and _DIALLED.search(text, max(floor, place - 4), place):
            end = _run_end(text, place)
            if text[end : end + 1] not in _NO_LABEL:  # 网格3, but 网格14万
                return Refusal.LABEL, place, end
        if (room := _ROOM_NUMBER.match(text, place)) and _ROOM.search(text, max(0, place - 4), place):
            return Refusal.LABEL, place, room.end()
        numbered = _LONG_NUMBER.match(text, place) if _NUMBERED.search(text, max(floor, place - 8), place) else None
        quoted_label = _QUOTED_LABEL.match(text, place) if quoted else None
        if bare := numbered or _HOTLINE.match(text, place) or _VERSION.match(text, place) or _PLACE.match(text, place) or quoted_label:
            return Refusal.LABEL, place, bare.end()
    match = _LABEL.match(text, place) or _LISTED_LABEL.match(text, place)
    if match:
        return Refusal.LABEL, place, match.end()
    end = _run_end(text, place)
    if (
        text[place].isdigit()
        and text[end : end + 1].isascii()
        and text[end : end + 1].isalpha()
        and not (_LATIN_UNIT.match(text, end) or LATIN_SCALE.match(text, end))
    ):
        return Refusal.LABEL, place, end
    return None


def _is_one_pair(text: str, pair: re.Match[str]) -> bool:
    """Return whether two neighbouring numbers with a comma of prose between them may be one of two, as in 3，4个."""
    neighbours = int(pair[2]) - int(pair[1]) == 10 ** (len(pair[1]) - 1) and len(pair[1]) == len(pair[2])
    return neighbours and find_measure_word(text, pair.end()) is not None


def _follows_last(text: str, place: int) -> bool:
    return _AFTER_LAST.search(text, max(0, place - 5), place) is not None


def _is_rate(text: str) -> bool:
    """Return whether numbers with slashes between them are no fraction below 1: 3/2, 1/2/3, 10/2024."""
    match = SLASH_FRACTION.fullmatch(text)
    return match is None or int(match[1]) >= int(match[2])


def _opens_a_line(text: str, place: int) -> bool:
    """Return whether a line or a sentence of a text begins here; an expression alone opens nothing."""
    before = text[max(0, place - 40) : place].rstrip(" \t")
    return before.endswith(("\n", "。", ";", "；"))


def _run_end(text: str, place: int) -> int:
    match = _DIGITS.match(text, place)
    return match.end() if match else place + 1

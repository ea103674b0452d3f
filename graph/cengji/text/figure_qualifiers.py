"""The words around a printed figure that say how it compares: 超过, 近, 约, 以上, 左右; more than, sekitar."""

from __future__ import annotations

import re

from cengji.text.figure_latin import read_latin_behind, read_latin_leading

__all__ = ["OPEN", "combine", "read_leading", "read_trailing"]

OPEN = "open"  # what a word says of the number cannot be told

_BEFORE = {
    "moreThan": "不止 不只 超过了 超过 远超 超 逾 突破了 突破 高于 多于 大于 过 破 >",
    "atLeast": "少则 至少有 至少 最少 最低 最短 起码 不少于 不低于 不下于 不下 不小于 不亚于 大于等于 大于或等于 上 ≥ ⩾ ≧",
    "nearly": "将近 接近 几乎 几近 逼近 临近 近 快",
    "lessThan": "不足 不到 低于 少于 小于 未满 不满 未达 未到 没到 <",
    "atMost": "顶多 多则 至多 最多 最高 最长 最慢 最迟 最晚 不超过 不超 不高于 不多于 不大于 小于等于 小于或等于 ≤ ⩽ ≦",
    "approximately": "大约 大概 约莫 大致 大体 约有 约为 约占 约合 约 差不多 估计 ≈",
    OPEN: "超出",  # by so many, or so many itself
    "exact": "达到了 达到 高达 多达 达",
    "zero": "没有 无",
    "fastest": "最快",  # with 内 behind it, at most
}
_AFTER = {
    "atLeast": "及以上 或以上 以上 或更多 或多个 或多名 或多户 或几个 或几名 或数个 +",
    "atMost": "及以下 或以下 以下 以内 之内 或更少",
    "approximately": "左右 上下",
    "lessThan": "不到 不足",
    "moreThan": "开外 出头 挂零 有余",
}
_NOT_AFTER = {  # 节约 is no 约, 以上 is no 上, 过半 needs no 通
    "约": "节预合公契条特制大签违相邀履续失婚誓赴守应租立毁爽",
    "近": "最附就邻靠临亲新远走贴相挨拉切渐",
    "快": "加尽赶飞更最较很太越得度速要能就也还明轻爽凉愉痛捷",
    "上": "以之线路网身街手楼",
    "达": "到传表发送直抵通",
    "超": "赶反",
    "过": "通经",
    "破": "侦告识勘",
    "不到": "找看见听收拿等想感料遇买得做办",
    "无": "三多",
}
_NOT_OF_WORD = {  # 5部上下楼电梯, 3个有余地
    "上下": "水楼级班学游层车左联铺行",
    "左右": "两侧手邻岸",
    "有余": "地力热量悸粮数",
}
_NOT = re.compile("(?:不[得应能可准宜会要再许该]?|(?:并|尚|从)?未[曾能有]?|没有?|严禁|禁止|切?勿)\\Z")
_IF = re.compile("(?:[是能会]否|不[必用需]|无[须需]?|避免|防止|杜绝)\\Z")  # 是否超过5人 says of 5 nothing
_TURNED = {"moreThan": "atMost", "lessThan": "atLeast", "exact": "lessThan"}
_BARELY = re.compile("不[过出]\\Z")  # 不过3人: no more than three, or but three
_SHORTCOMINGS = re.compile("(?:问题|[查整][找摆改]|梳理|短板|差距|弱项|存在|缺点|发现|反思)\\Z")  # 查摆问题不足15条: 15 of both
_QUANTITIES = frozenset("数量额值率")  # 人数过5000
_FASTER = re.compile(r"[比提][^,，。;；\n]{0,12}$")  # 比以前快3年 is no 快3年
_SAVED = re.compile(r"[\d.零一二三四五六七八九十百两几半]+[多余]?个?(?:分|秒|小时|工作日|天|日|倍|成|%|百分|步)")  # 办理快5分钟
_VERB = re.compile(
    r"(?P<word>至少|至多|最多|最少|不少于|不超过)[\u4e00-\u9fff]{1,2}$"
    r"|(?P<limit>最[高多长低少短])可?(?:[以能]?(?:获得?|享受|给予|补贴|补助|奖励|奖|资助|支持|贷款?|授信|减免|优惠|报销|罚款?|处|达到?|为)){1,2}$|(?P<may>最[高多长低少短])可[以能]?$"
)
_INCLUDED = re.compile(r"[（(](?P<not>不)?含[^()（）]{0,8}[)）]")  # 300人（含）以上, 300人以上（不含300人）
_WITHOUT_END = {"atLeast": "moreThan", "atMost": "lessThan"}
_WEAKER = {("atLeast", "moreThan"): "atLeast", ("atMost", "lessThan"): "atMost", ("lessThan", "nearly"): "lessThan"}
_NEAR_AND_OVER = ({"nearly", "moreThan"}, {"nearly", "atLeast"})
_MOST_IN_A_ROW = 3  # qualifiers before a figure
_PREFIXES = {word: key for key, line in _BEFORE.items() for word in line.split()}
_SUFFIXES = {word: key for key, line in _AFTER.items() for word in line.split()}
_WORD_LENGTHS = range(5, 0, -1)  # longest first


def read_leading(text: str, floor: int, place: int, *, bare: bool, scaled: bool, one: bool, half: bool) -> tuple[set[str], int]:
    """Return the comparators of the words right before ``place``, and where the first of them begins.

    ``bare``: the numeral is made of 十, 百, 千, 万 and 亿 alone, so that 上, 过 and 破 may stand before it; ``scaled``: it
    ends in 万 or 亿, so that 破 may (破5起案件 is another 破); ``one``: it is 一 with a measure word, so that 没有 and 无
    make it zero; ``half``: it is 半, so that 过 may stand before it.
    """
    found: set[str] = set()
    start = place
    for _ in range(_MOST_IN_A_ROW):
        end = start - 1 if start - 1 >= floor and text[start - 1] == " " else start
        word = next((text[end - size : end] for size in _WORD_LENGTHS if end - size >= floor and text[end - size : end] in _PREFIXES), None)
        if word is None:
            break
        key, at = _PREFIXES[word], end - len(word)
        counted = at > 0 and text[at - 1] in _QUANTITIES
        needs = {"上": bare, "过": bare or half or counted, "破": bare or scaled or counted, "没有": one, "无": one}.get(word, True)
        needs = needs and not (word == "快" and (_SAVED.match(text, place) or _FASTER.search(text[max(floor, at - 13) : at])))
        if not needs or (at > 0 and text[at - 1] in _NOT_AFTER.get(word, "")):
            break
        key, start = _deny(text, floor, key, word, at)
        found.add(key)
    if not found and _BARELY.search(text, max(floor, start - 2), start):
        return {OPEN}, start
    if not found - {"exact"} and (match := _VERB.search(text[max(floor, start - 9) : start])):
        found.add(_PREFIXES[match["word"] or match["limit"] or match["may"]])
        start -= len(match[0])
    latin, latin_start = (None, start) if found else read_latin_leading(text, floor, start, place)
    if latin:
        return {latin}, latin_start
    return found - {"exact"}, start


def _deny(text: str, floor: int, key: str, word: str, at: int) -> tuple[str, int]:
    """Return what a word says with the one that denies it before it, if any, and where both begin: 不得超过 is at most."""
    if (word == "不足" and _SHORTCOMINGS.search(text, max(floor, at - 2), at)) or _IF.search(text, max(floor, at - 2), at):
        return OPEN, at
    denied = _NOT.search(text, max(floor, at - 3), at)
    if denied is None or key == "zero":
        return key, at
    return (OPEN if word[0] in "不未" else _TURNED.get(key, OPEN)), denied.start()


def read_trailing(text: str, place: int) -> tuple[str | None, int]:
    """Return the comparator of the word right after ``place``, if any, and where it ends."""
    gap = 1 if text[place : place + 1] == " " else 0
    included = _INCLUDED.match(text, place)
    start = included.end() if included else place + gap
    for size in _WORD_LENGTHS:
        word = text[start : start + size]
        if (
            word in _SUFFIXES
            and len(word) == size
            and not (word == "+" and text[start + 1 : start + 2].isalnum() and text[start + 1] != "的")
        ):
            key, end = _SUFFIXES[word], start + size
            if text[end : end + 1] and text[end] in _NOT_OF_WORD.get(word, ""):
                break
            behind = _INCLUDED.match(text, end)
            without = (included and included["not"]) or (behind and behind["not"])
            return (_WITHOUT_END.get(key, key) if without else key), behind.end() if behind else end
    return read_latin_behind(text, place) if gap else (None, place)


def combine(comparators: set[str]) -> str | None:
    """Return the one comparator that several words make together; None if they contradict each other.

    Of two that agree the weaker holds (超过…以上: at least); 约 beside another, and 近 beside 余 or 以上, leave no
    certain bound, so the number is approximate.

    >>> combine({"atLeast", "moreThan"}), combine({"nearly", "atLeast"}), combine({"lessThan", "moreThan"})
    ('atLeast', 'approximately', None)
    """
    if len(comparators) < 2:
        return next(iter(comparators), "exact")
    if "approximately" in comparators or comparators in _NEAR_AND_OVER:
        return "approximately"
    return _WEAKER.get(tuple(sorted(comparators)))  # type: ignore[arg-type]  # a longer tuple is simply not there

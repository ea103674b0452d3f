"""Places below the register: communities, villages, estates, parks and zones with a name of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cengji.draft.item_lists import COUNTS, items_of
from cengji.draft.passages import Passages, boundary_pattern
from cengji.draft.place_names import ends_in_verb, is_named, opens_clause, verb_before
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words

__all__ = ["find_local_places"]

_LONGEST_BEFORE, _LONGEST_NAME, _SHORTEST_ZONE = 7, 5, 5  # characters: before a noun that are read, of names
_NOUN = r"社区|居民区|小区|嘎查|村(?!小区|社区|[民级干委支规居庄部务转企]|（|\()"
_LOCAL = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{1,{_LONGEST_BEFORE}}}?)(?P<suffix>{_NOUN})")
_LOCAL_NOUN = re.compile(_NOUN)
_ZONE_NOUN = re.compile("经济区|经济带|科技城|(?:科技|产业|工业)园(?!区)|开发区|度假区|保税区|自贸区")
_ZONE = re.compile(rf"[\u4e00-\u9fff]{{2,10}}?(?:{_ZONE_NOUN.pattern})(?![域内党“])")
_TOWN = re.compile("(?P<name>[\u4e00-\u9fff]{1,4}[^乡城街村集级市区县\\W])(?:镇|乡(?!镇|村)|街道)(?=[\u4e00-\u9fff，。：])")
_TOWN_NOUN = re.compile("街道|镇(?!街|村|直|级|域|区)|乡(?!镇|村|贤|土|亲|愁|级|直)")
_NO_TOWN = re.compile(
    "[乡城街村集级市区县小古名重强大该各全本镇心范色化入新老我他这那属驻找]$|^[在为该各全本省市区县原]|[局所站院部委会党]"
)
_TOWN_BEFORE = re.compile(
    "[\u4e00-\u9fff]{2,3}[^乡城街村集级市区县古名各全本\\W](?:镇|乡|街道)(?=[\u4e00-\u9fff]{2,5}$)|[\u4e00-\u9fff][^乡城街村集级市区县古名各全本\\W](?:镇|乡|街道)(?=[\u4e00-\u9fff]{2,5}$)"
)
_COUNTY_FIRST = re.compile(
    "[ 　\\n]*(?P<name>(?!老城|新城|主城|开发|高新|经开|保税|功能|示范|试验|行政|安置)[\u4e00-\u9fff]{1,2}"
    "[^社小辖片园街校景郊地特全各我该市本\\W](?:区|县))(?![委域级镇乡：:])"
)
_AMONG = 2  # characters of 其中
_LONGEST_TOWN, _SHORTEST_TOWN, _SHORTEST_NAME = 5, 2, 2
_TIERS = {
    "社区": "community",
    "居民区": "community",
    "村": "community",
    "嘎查": "community",
    "小区": "estate",
    "街道": "subdistrict",
    "镇": "subdistrict",
}
_WIDE = ("province", "prefecture", "county", "subdistrict")
_COMMON = frozenset(words("general", "places"))
_COMMON_PART = re.compile(either(word for word in _COMMON if len(word) > 1))
_LED_TO = re.compile("走进|来到|位于|坐落于")
_NO_NAME = re.compile(
    "[个前后乡]$|首批$|下辖$|^其[他它余]|^线[上下]|^[以之委]|[一两几数每各]个|[为给]$|(?:属|驻|住|在|作|籍|口|册)地$|(?:居|常|租)住$"
)  # 居住地社区, 区委…社区
# What communities are often called, though it may describe them as well: one right behind its street, of which something is said by itself.
_MAY_BE_NAMED = frozenset(words("general", "may be named"))
_SPOKEN_OF = "(?:是|位于|地处|坐落|有|现有|辖|党委|党总支|党支部|党组织|两委|居委会)"
_LIKE_NAME = re.compile("[苑园庄湾桥巷坊亭塘河湖山岭坪坝堤]$|.第[一二三四五六七八九十]+$")
_STREET_NAME = re.compile("[\u4e00-\u9fff]{2,}(?:路|大道|大街|胡同)")  # 建设路社区 is called after its street
_BREAK = re.compile("[^\u4e00-\u9fff]|[的与在和于到由以对及了将把从向让使被]")
# What only one of them does, that one with a name that describes too is called so: 幸福社区成立…
_ONE_ACTS = re.compile("党(?:委|总支|支部)|居委会|成立|组建|获评|入选|荣获|被评|位于|地处|辖|现?有居民|的?网格员")
# 辖团结、胜利、松滨3个社区: each has its name there.
_LISTED = re.compile(
    "(?P<names>[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,4})+)(?P<more>等)?(?P<count>\\d{1,2}|[两二三四五六七八九十])个(?P<noun>社区|行政村|村|小区|居民区|街道|乡镇|镇)(?![\u4e00-\u9fff]*[和、])"
)
_LISTS = re.compile("[\u4e00-\u9fff]{0,5}?(?:在|辖|有|包括|选取|涉及)(?=[\u4e00-\u9fff]{2,4}、)")
_PARTED = re.compile("\\d+[个家户名]")  # 其中崇明街道47个、华阳街道41个
_THE_STREET = re.compile("(?:该|(?<![\u4e00-\u9fff]))街道[还也又则已]?在$")  # of the street printed before in the paragraph
# A title of what a town or street issues: 井岗镇社区网格化管理实施方案.
_ISSUED = re.compile("[^\n。，；]{2,30}(?:方案|意见|总结|汇报|报告|计划|办法|制度|要点|纪实|简报|通知)[ 　]*(?:\n|$|[（(])")


def find_local_places(passages: Passages, divisions: list[Statement], root: Statement | None) -> list[Statement]:
    """Return the places with a name of their own below the divisions that are printed; ``root`` is the home."""
    names: dict[str, Statement] = {}
    ends = {span[1]: place for place in divisions for span in place.spans}
    for end, county in list(ends.items()):
        if county.fields.get("tier") == "county" and (town := _TOWN.match(passages.text, end)) and town.end() not in ends:
            _read_town(town, county, names, ends, divisions)
    if not divisions:
        _read_county_alone(passages, names, ends)
    if root is not None and len(root.label) > _SHORTEST_NAME:
        short = re.finditer(re.escape(root.label[:-1]), passages.text)
        ends |= {match.end(): root for match in short if match.start() in ends and match.end() + 1 not in ends}  # 浙江义乌陇头朱村
    if root is None or root.fields.get("tier") in ("county", "prefecture"):
        _read_towns_alone(passages, root, names, ends)
    for start, end in passages.sentences:
        for match in _ZONE.finditer(passages.text, start, end) if _ZONE_NOUN.search(passages.text, start, end) else ():
            _read_zone(passages, match, names, ends)
        for match in _local_names(passages.text, start, end):
            place = _read(passages, match, names, ends)
            if place:
                ends[match.end()] = place
                around = ends.get(place.spans[-1][0]) or _street_meant(passages.text, place.spans[-1][0], ends)
                if around is not None and around is not place:
                    _put_into(place, root if root is not None and _lies_in(root, around) else around)
        for match in _LISTED.finditer(passages.text, start, end) if passages.text.find("个", start, end) >= 0 else ():
            _read_listed(passages, match, names, ends)
    _note_before(passages, names, ends)
    towns = [one for one in (*divisions, *names.values()) if one.fields.get("tier") == "subdistrict"]
    around_all = root or (towns[0] if len(towns) == 1 else None)
    for place in names.values():
        if around_all and place is not around_all:
            place.fields.setdefault("part_of", around_all)
    return list(names.values())


def _note_before(passages: Passages, names: dict[str, Statement], ends: dict[int, Statement]) -> None:
    """Add where a place is printed before it was known for one: 位于某街道的某社区，…. 某社区推行…."""
    for label, place in names.items():
        for match in re.finditer(re.escape(label), passages.text[: place.start]):
            alone = match.start() in ends or passages.phrase_start(match.end()) == match.start()
            if alone and match.end() not in ends and passages.is_prose(match.start()):
                place.spans.append(match.span())
                ends[match.end()] = place
                around = ends.get(match.start() - 1) if passages.text[match.start() - 1] == "的" else ends.get(match.start())
                if around is not None and around.fields.get("tier") == "subdistrict":
                    place.fields.setdefault("part_of", around)
        place.spans.sort()


def _read_towns_alone(passages: Passages, root: Statement | None, names: dict[str, Statement], ends: dict[int, Statement]) -> None:
    """Keep the streets and towns that act or are named where a name stands, and that the register does not have."""
    text = passages.text
    for noun in _TOWN_NOUN.finditer(text):
        start = end = noun.start()
        while start > max(0, end - _LONGEST_TOWN) and not _BREAK.match(text[start - 1]):
            start -= 1
        start += _AMONG if text.startswith("其中", start) else 0
        name = text[start:end]
        if noun.end() in ends or not passages.is_prose(start) or len(name) < _SHORTEST_TOWN or _NO_TOWN.search(name) or name in _COMMON:
            continue
        parted = text.endswith(("其中", "、"), 0, start) and _PARTED.match(text, noun.end()) is not None
        called = (
            parted or is_named(text, name, start, noun.end()) or (text[start - 1 : start] in ("", "\n") and _ISSUED.match(text, noun.end()))
        )
        if _COMMON_PART.search(name) is None and called and verb_before(name) is None:
            label = text[start : noun.end()]
            fields: dict[str, object] = {"tier": "subdistrict", **({"part_of": root} if root else {})}
            names.setdefault(label, Statement("places", label, [], "suffix", fields)).spans.append((start, noun.end()))
            ends[noun.end()] = names[label]


def _read_county_alone(passages: Passages, names: dict[str, Statement], ends: dict[int, Statement]) -> None:
    """Keep the district or county that begins a document which names no registered one: one of an older division."""
    match = _COUNTY_FIRST.match(passages.text)
    if match and is_named(passages.text, match["name"], *match.span("name")):
        names[match["name"]] = ends[match.end()] = Statement("places", match["name"], [match.span("name")], "suffix", {"tier": "county"})


def _read_town(
    town: re.Match[str], county: Statement, names: dict[str, Statement], ends: dict[int, Statement], divisions: list[Statement]
) -> None:
    """Keep a town or street right behind the county that it lies in and which the register calls otherwise: 宁蒗县翠玉乡."""
    name = town["name"]
    if name in _COMMON or _COMMON_PART.search(name) or any(match["cut"] for match in boundary_pattern().finditer(name)):
        return
    if same := next((one for one in divisions if one.label == town[0] and one.rule == "homonym"), None):
        same.fields.setdefault("part_of", county)  # which of several of that name is told here
        same.spans.append(town.span())
        ends[town.end()] = same
        return
    place = names.setdefault(town[0], Statement("places", town[0], [], "suffix-behind-place", {"tier": "subdistrict", "part_of": county}))
    place.spans.append(town.span())
    ends[town.end()] = place


def _local_names(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the Chinese characters before each noun for a place, up to so many, with it: what the whole pattern finds in a sentence."""
    for noun in _LOCAL_NOUN.finditer(text, start, end):
        begin = noun.start()
        while begin > max(start, noun.start() - _LONGEST_BEFORE) and "\u4e00" <= text[begin - 1] <= "\u9fff":
            begin -= 1
        if begin < noun.start() and (match := _LOCAL.match(text, begin, end)):
            yield match
            start = match.end()


def _lies_in(place: Statement, around: Statement) -> bool:
    """Return whether a place lies in another one."""
    at: object = place.fields.get("part_of")
    while isinstance(at, Statement) and at is not around:
        at = at.fields.get("part_of")
    return at is around


def _put_into(place: Statement, around: Statement) -> None:
    """Put a place into the one printed before it, if that is no wider than what it lies in by another mention."""
    at = around
    while isinstance(above := at.fields.get("part_of"), Statement):
        at = above
        if place.fields.get("part_of") is at:
            place.fields["part_of"] = around
    place.fields.setdefault("part_of", around)


def _street_meant(text: str, start: int, ends: dict[int, Statement]) -> Statement | None:
    """Return the street or town printed last in the paragraph where what is said before a place means it: 街道还在学府社区…."""
    named = ends.get(start - 1) if text[start - 1 : start] in ("在", "于", "的") else None
    if named is not None and named.fields.get("tier") == "subdistrict":
        return named  # 常青街道在凌大塘社区
    if not _THE_STREET.search(text, max(0, start - 6), start):
        return None
    paragraph = text.rfind("\n", 0, start)
    last = max((end for end, one in ends.items() if paragraph < end < start and one.fields.get("tier") == "subdistrict"), default=None)
    return ends[last] if last is not None else None


def _read(passages: Passages, match: re.Match[str], names: dict[str, Statement], ends: dict[int, Statement]) -> Statement | None:
    """Return the community, village or estate whose suffix is matched, if what stands before it is a name."""
    text, end, suffix = passages.text, match.end(), match.start("suffix")
    start = suffix
    while start > max(match.start(), suffix - _LONGEST_NAME - 6) and not _BREAK.match(text[start - 1]):
        start -= 1
    if suffix in ends and ends[suffix].fields.get("tier") in _WIDE:
        return None  # 西陵区社区: those of it
    inside = max((at for at in range(start + 1, suffix) if at in ends), default=None)
    listed = start - 1 in ends and text[start - 1] in "、和及"  # 启明社区、繁荣社区
    anchored = inside is not None or start in ends or (text[start - 1] == "的" and _is_street(ends.get(start - 1)))  # 北湖街道的正街社区
    start = inside if inside is not None else start
    start = next((at for at in range(start, suffix - 1) if text[at:end] in names), start)  # 项目落地茅坡村, of a village named before
    if inside is None and (led := _LED_TO.search(text, start, suffix)) is not None:
        start = led.end()  # 记者走进某社区
    if inside is None and (town := _TOWN_BEFORE.match(text, start, suffix)) is not None:
        label = town[0]  # 巩昌镇鼓楼社区
        names.setdefault(label, Statement("places", label, [], "suffix", {"tier": "subdistrict"})).spans.append(town.span())
        ends[town.end()], anchored, start = names[label], True, town.end()
    start += text.startswith(("如", "像"), start)  # 如花园小区: an example
    name, label = text[start:suffix], text[start:end]
    if label in names:
        names[label].spans.append((start, end))
        return names[label]
    is_row = listed and len(name) == _SHORTEST_NAME and text[end : end + 1] in "、和；。，"  # 正街社区、建设社区
    proper = 2 <= len(name) <= _LONGEST_NAME and all("\u4e00" <= one <= "\u9fff" for one in name)
    proper = proper and _NO_NAME.search(name) is None and (is_row or verb_before(name) is None) and not ends_in_verb(name)
    common = (name in _COMMON or _COMMON_PART.search(name) is not None) and not (is_row and name in _MAY_BE_NAMED)
    by_street = _STREET_NAME.fullmatch(name) is not None and match["suffix"] in ("社区", "居民区")
    acts = name in _MAY_BE_NAMED and not anchored and opens_clause(text, start) and _ONE_ACTS.match(text, end) is not None
    common = common and not by_street and not acts
    if common and not (anchored and name in _MAY_BE_NAMED and _is_spoken_of(passages, label, ends.get(start))):
        return None
    is_known = anchored or listed or by_street or _LIKE_NAME.search(name) is not None
    if not proper or not (is_known or is_named(text, name, start, end)):
        return None
    if passages.once(_is_counted, label):
        return None  # 15个拼单小区: many of a kind
    rule = "suffix-behind-place" if anchored else "suffix"
    names[label] = Statement("places", label, [(start, end)], rule, {"tier": _TIERS[match["suffix"]]})
    beside = ends[start - 1].fields.get("part_of") if listed else None
    if isinstance(beside, Statement) and _is_street(beside):
        names[label].fields["part_of"] = beside
    return names[label]


def _is_street(place: Statement | None) -> bool:
    """Return whether a place is a street or town."""
    return place is not None and place.fields.get("tier") == "subdistrict"


def _read_listed(passages: Passages, match: re.Match[str], names: dict[str, Statement], ends: dict[int, Statement]) -> None:
    """Keep the communities or villages that are listed by what each is called, up to how many they are."""
    lead = _LISTS.match(passages.text, *match.span("names"))
    items = items_of(passages, lead.end() if lead else match.start("names"), match.end("names"), opens=lead is None, closes=False)
    count = COUNTS.get(match["count"]) or int(match["count"])
    is_whole = len(items) == count or (match["more"] is not None and len(items) < count)
    if not is_whole or any(name in _COMMON or _COMMON_PART.search(name) or verb_before(name) or _NO_NAME.search(name) for name, _ in items):
        return
    noun = {"行政村": "村", "乡镇": "镇"}.get(match["noun"], match["noun"])
    for name, span in items:
        label = name + noun
        place = names.setdefault(label, Statement("places", label, [], "listed", {"tier": _TIERS[noun]}))
        place.spans.append(span)
        ends.setdefault(span[1], place)


def _is_counted(passages: Passages, label: str) -> bool:
    """Return whether the document counts what a name calls."""
    return re.search(f"[\\d二三四五六七八九十两几百余多]个{re.escape(label)}", passages.text) is not None


def _is_spoken_of(passages: Passages, label: str, around: Statement | None) -> bool:
    """Return whether what is printed right behind a street or town is spoken of by itself, too: 先锋社区是…."""
    return (
        around is not None
        and around.fields.get("tier") == "subdistrict"
        and re.search(rf"(?<![\u4e00-\u9fff]){label}{_SPOKEN_OF}", passages.text) is not None
    )


def _read_zone(passages: Passages, match: re.Match[str], names: dict[str, Statement], ends: dict[int, Statement]) -> None:
    """Keep a park or zone with a name of its own; it has no tier."""
    start = max(passages.phrase_start(match.end()), match.start())
    label = passages.text[start : match.end()]
    if label in names:
        names[label].spans.append((start, match.end()))
    elif len(label) >= _SHORTEST_ZONE and not _COMMON_PART.search(label[:-3]):
        names[label] = ends[match.end()] = Statement("places", label, [(start, match.end())], "zone")

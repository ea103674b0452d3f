"""Whose a body is that is called by a level alone: 县司法局 of the county around, 镇党委 and 街道办事处 of the town or street spoken of."""

from __future__ import annotations

import re
from functools import cached_property

from cengji.draft.context import Context, Mentions
from cengji.draft.passages import Span
from cengji.draft.statements import Statement

__all__ = ["Units"]

# What a town, street, village or community has one of, behind the noun for its level.
_ONE_EACH = (
    "党工委|党委|党总支|党支部|党组织|纪工委|纪委|办事处|政府|人大|人大工委|居委会|村委会|居民委员会|村民委员会|“?两委”?|党政办(?:公室)?|党建办(?:公室)?|党群办"
    "|综治(?:办|中心)|综合治理中心|综合指挥中心|网格化(?:综合)?(?:管理|治理|服务)?中心|社会治安综合治理中心|社会治理中心|综合执法(?:大?队|局|办)|综合行政执法(?:大?队|局|办)|党群服务中心|便民服务中心|党群工作部|财政所|卫生院|司法所|派出所|[\u4e00-\u9fff]{2,6}办(?:公室)?"
)
_NAMED_BY_LEVEL = re.compile(f"驻?(?P<level>街道|镇|乡|社区|村)(?:{_ONE_EACH})|(?P<committee>[居村])(?:民委员|委)会")
# What a town or street has one of, and a county, by a name without a level.
_TOWN_HAS = re.compile(
    "(?:公安)?派出所|(?:基层)?司法所|市场(?:监管|监督管理)?所|供电所|财政所|税务所|城管所|房管所|国土所|自然资源所|消防(?:救援)?站|(?:人民|中心)?法庭|卫生院"
    "|(?:社区)?卫生服务中心|(?:总)?商会|总工会|人大工委|纪工委|团工委|妇联|残联|人武部|武装部|党政办|党建办|综治办|平安办|城建办|经发办|信访办|应急办|民政办|社会事务办"
    "|综合执法(?:中?队|办)|综治中心|社工站|市场监督管理分局|市场监管分局|交警[大中]队|城管[大中]队"
)
_COUNTY_HAS = re.compile(
    "(?!分局|邮政局|供电局|电力局|综合(?:行政)?执法局)[\u4e00-\u9fff]{2,12}局|(?:人民)?法院|(?:人民)?检察院|总工会|纪委监委|政法委|组织部|宣传部|统战部|社会工作部"
)
_NOT_THE_ONE = re.compile("(?:各|全[省市区县镇]|每[个一]?|所有|多[个家]|有关|相关|上级|不同|周边|邻近|其他)[\u4e00-\u9fff]{0,4}$")
_LEVEL_OF_COMMITTEE = {"居": "社区", "村": "村"}
_OF_LEVEL = {"街道": ("街道",), "镇": ("镇",), "乡": ("乡",), "社区": ("社区", "居民区"), "村": ("村",)}
_OF_TOWNS = ("街道", "镇", "乡")
_IN_CHAIN = re.compile("[—－+＋→>]|-(?=[\u4e00-\u9fff])")
_CLAUSE_MARKS = tuple("，,。；;该由")
_NOT_ALONE = re.compile("[、—－+及或级里内（(”-]|[和与](?:各|社区|村|[乡镇]|街道|[区县]|部门|网格)|$")
_WIDE = ("country", "province", "prefecture", "county")
_COUNTIES = ("区", "县")
_LONG_AGO = 600  # characters
_NEAR = 200  # characters
_SHORT = 8  # characters
_LISTED = "、“”及和或与"


class Units:
    """Tells which named place is meant by the noun for its level with which the name of a body begins."""

    def __init__(self, context: Context) -> None:
        """Keep where places are read."""
        self._context = context

    @cached_property
    def _places(self) -> Mentions:
        return self._context.mentions("places")

    def around(self, label: str, start: int) -> Statement | None:
        """Return the home, or what is around it, by whose level a name begins: 县司法局, 街道党政联席会议.

        Of a city it is the county spoken of last.
        """
        home = self._context.home
        if level := next((level for level in _OF_TOWNS if label.startswith(level)), None):
            return home if home.label.endswith(level) and len(home.label) > len(level) else None
        at: object = home
        while isinstance(at, Statement):
            if label.startswith(at.label[-1:]) and at.fields.get("tier") in ("province", "prefecture", "county"):
                return at
            at = at.fields.get("part_of")
        if self._context.home.fields.get("tier") != "prefecture" or label[:1] not in _COUNTIES:
            return None
        named = [one for _, one in self._places.within(max(0, start - _LONG_AGO), start) if one.fields.get("tier") == "county"]
        return named[-1] if named and named[-1].label.endswith(label[0]) else None

    def is_of_home(self, label: str, start: int) -> bool:
        """Return whether a name without a level is that of the one such body of the town, street or county that an article is about."""
        home = self._context.home
        tier = home.fields.get("tier")
        has = _TOWN_HAS if tier == "subdistrict" else _COUNTY_HAS if tier == "county" else None
        if has is None or not has.fullmatch(label) or _NOT_THE_ONE.search(self._context.text, max(0, start - _SHORT), start):
            return False
        return not any(one.fields.get("tier") == tier for one in self._context.section("places") if one is not home)

    def taken_up(self, label: str, span: Span) -> Statement | None:
        """Return the town, street or village that a bare noun at the beginning of a clause means: the place named last in its paragraph."""
        text = self._context.text
        if label not in _OF_LEVEL or text[span[0] - 1 : span[0]] not in _CLAUSE_MARKS or _NOT_ALONE.match(text, span[1]):
            return None
        first = text.rfind("\n", 0, span[0]) + 1
        near = self._places.within(max(first, span[0] - _NEAR), span[0])
        before = [one for _, one in near if one.fields.get("tier") not in _WIDE]
        named = before[-1] if before else None
        return named if named is not None and named.label.endswith(_OF_LEVEL[label]) and named is not self._context.home else None

    def spoken_of(self, label: str, span: Span) -> Statement | None:
        """Return the town, street, village or community that the body of a level is of, None where each of them may be meant.

        It is the home, if that is of its level, else the one of its level that is named last before in the paragraph, of communities and
        villages where that names no other, of towns and streets where the sentence that names it does not.
        """
        named = _NAMED_BY_LEVEL.fullmatch(label)
        text = self._context.text
        home = self._context.home
        level = (named["level"] or _LEVEL_OF_COMMITTEE[named["committee"]]) if named else ""
        if level in _OF_TOWNS and home.label.endswith(level):
            return home
        if named is None or _IN_CHAIN.match(text, span[1]) or _IN_CHAIN.match(text, span[0] - 1) or self._is_listed(span):
            return None
        first, last = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
        near = self._places.within(first, last if last >= 0 else len(text))
        same = [(at, one) for at, one in near if one.label.endswith(_OF_LEVEL[level])]
        named_before = [(at, one) for at, one in near if at[1] <= span[0] and one.fields.get("tier") not in _WIDE]
        units = {id(one) for _, one in same}
        if not named_before or id(named_before[-1][1]) not in units:
            return None
        place, unit = named_before[-1]
        begin = self._context.passages.sentences[max(0, self._context.passages.sentence_at(place[0]))][0]
        alone = all(one is unit for at, one in same if begin <= at[0] <= place[0])
        return unit if len(units) == 1 or (level in _OF_TOWNS and alone) else None

    def _is_listed(self, span: Span) -> bool:
        """Return whether something is listed with what stands before or behind it: 街道党工委、社区党委."""
        text = self._context.text
        return text[span[0] - 1 : span[0]] in _LISTED[:3] or text[span[1] : span[1] + 1] in _LISTED[:3]

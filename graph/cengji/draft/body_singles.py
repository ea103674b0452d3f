"""One body or many: whether a name is that of a single body, or of all of a kind."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

from cengji.draft.body_kinds import LONGEST_UNCOUNTED, BodyKinds
from cengji.draft.body_units import Units
from cengji.draft.context import Context, Mentions
from cengji.draft.statements import Statement

__all__ = ["LEVEL_AT_START", "ONE_OF_A_COUNTY", "SET_UP", "SET_UP_ALONE", "SEVERAL_EACH", "TEAMS", "Singles"]

LEVEL_AT_START = re.compile("社区|街道|街镇|小区|村|镇|区域|楼栋|网格|市(?![场民容政])|区(?!块)|县|各")
SET_UP = re.compile(
    "(?:成立|组建|创建|设立|挂牌|建立起|打造|整合为|整合成|合并为|更名为|组成)了?(?:由[^，。；]{2,30}(?:任|为|担任|组成|参加|牵头)[^，。；“”]{0,8}的)?(?:[\\d.]+平(?:方)?米的)?(?:一[个支家]|首[个支家])?“?$"
)  # before the name of one body that is new
# And before the second of several: 组建巡河队、护路队和调解队.
_SET_UP_IN_ROW = re.compile("(?:成立|组建|创建|设立)了?(?:(?:(?![各每的和与及])[\u4e00-\u9fff]){2,12}[、和及与])+$")
SET_UP_ALONE = ("joint", "service-outlet", "leading-group", "team", "social", "party")
ONE_OF_A_COUNTY = re.compile(
    "(?!城区|各|市(?!场)|[省区县镇乡街村小]|社(?!会)).+(?:行业党委|总工会|协会|联合会|商会|联盟|中心|指挥部|基金会|公司|集团|医院|大学|党校|局|人武部|检察院|法院)$|(?:组织部|宣传部|统战部|社会工作部)$"
)
SEVERAL_EACH = ("member-household", "grid-unit", "grid-worker-team", "residents-group", "building-party-group", "household-unit")
TEAMS = ("队伍", "团队")
_SINGLE_ENDS = re.compile(
    "(?:局|(?<!党)委|处|办|办公室|领导小组|委员会|中心|学院|法院|检察院|人武部|大队|科协|红十字会|联席会议|基金会|指挥部|分局)$"
)
_OF_ITS_LEVEL = re.compile("[省市区县旗州]级?[^级直职域、镇街乡社村]|(?:街道|镇|乡)[^级、各内里村和与及（(]")
_NAMED_ENDS = re.compile("(?:联盟|学院|大学|集团|银行|分行|支行|基金|协会|商会|公司|指挥部|促进会)(?:党委|党总支|党支部)?$")
# Who set up one each, right before the verb.
_MANY = re.compile(
    "(?:(?<![合同与和起\\d.])\\d+[万千百]?[余多]?[个家][^，。；]{1,8}|[各每][^，。；]{1,8}|普遍|分别|均|都|全部|陆续|逐步|街道|社区|村|小区|网格|楼栋|片区|楼宇|单元)[内里中上]?(?:还|也|均|都|普遍|分别|同步)?$"
)
_BY_MANY = re.compile("(?:\\d个|各|每个?)(?:街道|乡镇|镇|社区|村|小区|网格)[^，。；]{0,6}(?:设|成立|组建|建立)")
_SPREAD = re.compile("(?:推行|推广|普及|普遍|全面|分别)(?:成立|组建|建立|设立)?“?$")
_NAMED_IN_QUOTES = ("joint", "service-outlet", "team", "residents")  # of which a name in quotes is that of one
_OF_PEOPLE = ("grid-worker-team", "building-lane-yard-heads")
_NUMBERED = re.compile("[二三四五六七八九十两0-9]")
_DESCRIBED = re.compile("^(?:专业|大型|各类|本地|社会|相关|民办|驻区|辖区|周边|行业|第三方|多家|爱心|知名|龙头|重点|品牌|合作|高等)")
_OF_NAMED = re.compile(
    "(?P<unit>[\u4e00-\u9fff]{2,}(?:宾馆|酒店|广场|大厦|商场|医院|学校|小学|中学|大学|银行|集团|公司|股份|厂|矿|园区|商圈|街区|商务区|开发区|高新区|新区|市场|局|处|院))"
    "(?:第[一二三四五六七八九十]|综合|联合|商圈|项目)?(?:党工委|党委|党组|党总支|党支部|党组织|工会联合会)"
)
_ANY_UNIT = re.compile(
    "^(?:非公|国有|民营|科技|物业|各|入驻|辖区|驻区|大型|骨干|龙头|规上|规模以上|建筑|快递|外卖|互联网|商贸|特色|产业|专业|农贸|两新|相关|职能|职业|公立|民办|有关|部分|重点|县级|区级|市级|街道|社区|派出|政府)"
)
_OF_FOUNDERS = ("residents",)
_OF_UNIT = re.compile(
    "(?P<name>[\u4e00-\u9fff]{2,7})(?:街道|社区|居民区|镇|乡|村)(?:党工委|党委|党总支|党支部|办事处|居委会|村委会|纪工委|派出所|卫生院|工委|[\u4e00-\u9fff]{2,4}办|(?:党群|便民)服务中心)"
)
_STATION = re.compile(
    "(?!.*(?:辖区|社区|属地|当地|基层|公安|城区|所在|驻|本地|乡镇|镇街|街道|[省市区县镇乡村各该个]))[\u4e00-\u9fff]{2,5}(?:派出所|司法所)"
)
_WHICH_UNITS = re.compile(
    "^(?:各|全|该|本|城|农|老|新|示范|试点|软弱|涣散|后进|先进|优秀|重点|所有|村转|涉农|纯|混合|大型|国际|安置|搬迁|撤村|单位|两|多|每|部分|相关|相邻|邻近|周边|辖区|包联|联系)|(?:[型式化类级制个名等的旧型]|示范|试点|搬迁|安置|城市|农村|商品房|街道|社区)$"
)
_OF_A_LEVEL = ("joint", "leading-group")
_AT_LEVEL = re.compile("[省市区县](?:级|委|政府)(?:层面)?(?:成立|组建|设立|建立起)了?$")
_OFFICE_ENDS = ("局", "厅", "委员会", "部", "办公室")
_ONE_OF_ITS_KIND = ("leading-group", "joint-conference", "command-centre", "training-college", "innovation-centre")
_UNIT = re.compile("(?<=[。；\n])(?P<noun>街道|社区|村|镇)[里内]?(?:还|也)?$")
_LONGEST_UNIT = 6
_NO_TOPIC = tuple("，,、的：:各有")
_PARAGRAPH = 400  # characters of it that are looked back through
_LOOK_FAR_BACK = 56
_LOOK_BACK = 24  # characters


class Singles:
    """Tells names of one body from those of many."""

    def __init__(self, context: Context, kinds: BodyKinds) -> None:
        """Keep where names are read."""
        self._context, self._kinds, self.units = context, kinds, Units(context)

    @cached_property
    def _place_mentions(self) -> Mentions:
        return self._context.mentions("places")

    def is_of_many(self, start: int) -> bool:
        """Return whether several units that are counted set up what is named behind them, or it is brought in everywhere."""
        passages = self._context.passages
        if _SPREAD.search(self._context.text, max(0, start - _LOOK_BACK), start):
            return True
        first = passages.sentences[max(0, passages.sentence_at(start))][0]
        return _BY_MANY.search(self._context.text, max(first, start - _LOOK_FAR_BACK), start) is not None

    def is_name_of_one(self, label: str, known: tuple[str, str]) -> bool:
        """Return whether a name in quotes is that of one team, outlet or alliance: none of each level, no people of a post."""
        people = self._kinds.is_below(known[1], *_OF_PEOPLE) or label == known[0] or _NUMBERED.match(label) or LEVEL_AT_START.match(label)
        return not people and self._kinds.is_below(known[1], *_NAMED_IN_QUOTES)

    def is_own_by_name(self, place: Statement, label: str, kind: str) -> bool:
        """Return whether a name with that of the home or a place around it in front is that of one body there: 李沧区物业行业党委."""
        if ONE_OF_A_COUNTY.fullmatch(label.removeprefix(place.label)) or len(label) > LONGEST_UNCOUNTED:
            return True
        if label.endswith(_OFFICE_ENDS) and self._kinds.is_below(kind, "government-department", "party-department"):
            return True  # 新罗区市场监管局
        several = self._kinds.is_below(kind, *SEVERAL_EACH, "governance-unit")
        return place is self._context.home and place.fields.get("tier") in ("subdistrict", "community") and not several

    def is_proper(self, label: str, known: tuple[str, str], start: int, *, local: bool) -> bool:
        """Return whether a name is that of one body.

        That is an alliance or a college that is not called by a level alone, a bureau of the home's own level, what is newly set up.
        """
        head, kind = known
        if self.units.is_of_home(label, start):
            return True  # 司法所 in an article on a town
        new = self._is_set_up_alone(start, in_row=self._kinds.is_below(kind, "team"))
        rest = _DESCRIBED.sub("", label)
        if (rest != label and self._kinds.is_name(rest)) or (not new and label != head and self._kinds.is_name(label.removesuffix(head))):
            return False  # 专业院校, 协会商会
        if (of := _OF_NAMED.fullmatch(label)) and not self._kinds.is_name(of["unit"]) and not _DESCRIBED.match(label):
            return _ANY_UNIT.match(label) is None  # 青山宾馆党总支
        if (of := _OF_UNIT.fullmatch(label)) and not _WHICH_UNITS.search(of["name"]):
            return True  # 督院街街道党工委, which no register need know
        if _STATION.fullmatch(label):
            return True  # 石城路派出所
        if LEVEL_AT_START.match(label):
            if new and kind in _ONE_OF_ITS_KIND and len(label) > len(head):
                return True  # 成立小区治理工作领导小组
            return (
                self.units.around(label, start) is not None
                and _OF_ITS_LEVEL.match(self._context.text, start) is not None
                and _SINGLE_ENDS.search(label) is not None
            )
        if new and self._kinds.is_below(kind, *_OF_A_LEVEL) and _AT_LEVEL.search(self._context.text, max(0, start - _LOOK_BACK), start):
            return True  # 在区级成立联席会议
        return (len(label) > len(head) and (_NAMED_ENDS.search(label) is not None or kind in _ONE_OF_ITS_KIND)) or (
            new
            and (len(label) > len(head) or local)
            and not label.endswith(TEAMS)
            and (
                self._kinds.is_below(kind, *SET_UP_ALONE) or (self._kinds.is_below(kind, *_OF_FOUNDERS) and self.founder(start) is not None)
            )
        )

    def _is_set_up_alone(self, start: int, *, in_row: bool) -> bool:
        """Return whether what a name tells is newly set up, and not one by each of several."""
        text = self._context.text
        first = max(0, start - _LOOK_FAR_BACK)
        verb = SET_UP.search(text, first, start) or (_SET_UP_IN_ROW.search(text, first, start) if in_row else None)
        if verb is None:
            return False
        many = _MANY.search(text, max(0, verb.start() - _LOOK_BACK), verb.start())
        return many is None or self.founder(start) is not None

    def founder(self, start: int) -> Statement | None:
        """Return the place that is said to set up what is named behind it: 花园社区成立调解委员会."""
        verb = SET_UP.search(self._context.text, max(0, start - _LOOK_FAR_BACK), start)
        if verb is None:
            return None
        before = self._place_mentions.within(verb.start() - _LOOK_BACK, verb.start())
        named = next((one for span, one in before if span[1] == verb.start()), None) or self._topic(verb.start())
        unit = _UNIT.search(self._context.text, max(0, verb.start() - _LONGEST_UNIT), verb.start()) if named is None else None
        return self._meant(unit) if unit else named

    def _topic(self, place: int) -> Statement | None:
        """Return the place with whose name a sentence begins that goes on with what it does and names no other: 济阳街道针对…，成立…."""
        first = self._context.passages.sentences[max(0, self._context.passages.sentence_at(place))][0]
        named = self._place_mentions.within(first, place)
        chain = [span for (span, _), (after, _) in pairwise(named) if span[1] == after[0]]
        alone = named and named[0][0][0] == first and len(chain) == len(named) - 1 and self._context.text[named[-1][0][1]] not in _NO_TOPIC
        return named[-1][1] if alone else None

    def _meant(self, unit: re.Match[str]) -> Statement | None:
        """Return the street, village or community that a bare noun at the beginning of a sentence means: the one named last before it."""
        text = self._context.text
        first = text.rfind("\n", max(0, unit.start() - _PARAGRAPH), unit.start()) + 1 or max(0, unit.start() - _PARAGRAPH)
        before = [one for span, one in self._place_mentions.within(first, unit.start()) if span[1] < unit.start()]
        return next((one for one in reversed(before) if one.label.endswith(unit["noun"])), None)

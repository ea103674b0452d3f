"""What the sentence around a post says of the body that it is held in: one set up with its heads, each of some units, one that takes in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cengji.draft.context import Context
from cengji.draft.passages import Span
from cengji.draft.post_holders import HELD_IN
from cengji.draft.statements import Statement

__all__ = ["BOARDS", "PostSentences", "is_assumed"]

_ASSUMED = re.compile("(?:担任|兼任|出任|当选|(?<![主责])任|为)“?$")
# Who takes people in for a post: 大党委吸纳…担任兼职委员
_TAKES_IN = re.compile("吸纳|吸收|选聘|聘请|聘任|推选|选举|推荐|邀请|招募")
BOARDS = ("工委", "党委", "委员会", "理事会", "议事会", "联盟", "联席会议")
"""Ends of the names of bodies that have members of their own."""
_TO_UNIT = re.compile("[到赴](?P<unit>村|社区|街道|乡镇|网格|企业)$")
_UNITS_OF = {"村": ("村", "行政村"), "镇": ("镇", "乡镇"), "乡": ("乡", "乡镇")}
_SETS_UP = re.compile("成立|组建|建立|设立|下设|组成|搭建|健全|构建")
_ENDS_CLAUSE = re.compile("[”’]?(?:[(（][^()（）]{2,20}[)）])?[，,：:]")
_BY_SENTENCE = re.compile("[”’]?由")
_HEADS_ANY = re.compile("(?:书记|主任|组长|会长|理事长|秘书长|召集人|委员|成员|主席|队长|团长|指挥长|总指挥|负责人)$")
# Each of some units has so many: 每个网格配备1名专职网格员和若干名联络员.
_EACH = re.compile(
    "(?:每一?个?|各个?)(?P<unit>[\u4e00-\u9fff“”]{2,10}?)(?:都|均|至少|分别|要)?"
    "(?:配备|配强|配齐|配置|配|设立|设置|设有|设|明确|确定|选配|选聘|聘请|选派|派驻|推选|选出|选举|有)"
    "(?:了|起|出)?(?P<held>[^，。；：]*)$"
)
_SENT = re.compile("选派|下派|派驻|派出|派遣|抽调|选调|下沉")
_INTO = re.compile("(?:入驻|进驻|派驻|下沉|常驻|到|赴|驻)(?:到|至)?各?(?P<unit>[\u4e00-\u9fff]{2,8})")
_LONGEST, _LONGEST_PLACE = 16, 8


def is_assumed(text: str, place: int) -> bool:
    """Return whether somebody is said right before a place to become what stands there: 担任组长."""
    return _ASSUMED.search(text, max(0, place - 3), place) is not None


class PostSentences:
    """The sentences of a document, asked for the body that they say a post is held in."""

    def __init__(self, context: Context, named: Mapping[str, Statement]) -> None:
        """Keep where bodies and groups are printed; ``named`` are they by name."""
        self._context = context
        self._named = named
        self._mentions = context.mentions("groups", "bodies")

    def unit(self, level: str) -> Statement | None:
        """Return the group of the units of a level: 行政村 of 村."""
        found = (self._named.get(name) for name in _UNITS_OF.get(level, (level,)))
        return next((one for one in found if one is not None and one.section == "groups"), None)

    def sentence(self, place: int) -> Span:
        """Return the sentence that a place stands in, the whole text before the first."""
        number = self._context.passages.sentence_at(place)
        return self._context.passages.sentences[number] if number >= 0 else (0, len(self._context.text))

    def given(self, begin: int, end: int, office: str) -> Statement | None:
        """Return the body that is said of an office which somebody is said to assume: what is led, sent to, set up or takes in."""
        return self._led_behind(end) or self._sent_to(begin) or self._set_up(begin, office) or self.taking_in(begin, office)

    def of_each(self, begin: int) -> Statement | None:
        """Return the units of which each has the post that is printed at a place."""
        match = _EACH.search(self._context.text, self.sentence(begin)[0], begin)
        if match is None or _SETS_UP.search(match["held"]):
            return None
        return self._unit_at(match.start("unit"), match["unit"].strip("“”"))

    def sent_into(self, begin: int, end: int) -> Statement | None:
        """Return where those are sent to who are printed with their post before it: 选派党建指导员入驻市场."""
        into = _INTO.match(self._context.text, end)
        clause = self._context.text.rfind("，", 0, begin) + 1
        if into is None or not _SENT.search(self._context.text, max(clause, self.sentence(begin)[0]), begin):
            return None
        return self._unit_at(into.start("unit"), into["unit"])

    def taking_in(self, place: int, office: str, *, boards: bool = False) -> Statement | None:
        """Return the body before a verb by which people are taken in for a post printed behind it in the sentence."""
        start = self.sentence(place)[0]
        verbs = list(_TAKES_IN.finditer(self._context.text, start, place))
        before = [one for (_, stop), one in self._mentions.within(start, verbs[-1].start()) if stop <= verbs[-1].start()] if verbs else []
        seats = [one for one in before if one.label.endswith(BOARDS)] if office.endswith("委员") else []
        return next(iter((seats if boards else seats or before)[::-1]), None)

    def _unit_at(self, start: int, unit: str) -> Statement | None:
        """Return what is printed at a place and named so, else the only one whose name ends so."""
        printed = (one for (_, stop), one in self._mentions.within(start, start + 2) if stop <= start + len(unit) + 1)
        if named := next(printed, None) or self._named.get(unit):
            return named
        ending = {id(one): one for name, one in self._named.items() if name.endswith(unit) and one.rule != "place-as-body"}
        return next(iter(ending.values())) if len(ending) == 1 else None

    def _led_behind(self, end: int) -> Statement | None:
        """Return the body that somebody leads as what is printed before: 由区长任主任的委员会."""
        if not self._context.text.startswith("的", end):
            return None
        return next((one for (start, _), one in self._mentions.within(end + 1, end + 2) if start == end + 1), None)

    def _sent_to(self, place: int) -> Statement | None:
        """Return the body that somebody is sent to for a post: 到社区任第一书记."""
        start = place - len(_ASSUMED.search(self._context.text, max(0, place - 3), place)[0])  # type: ignore[index]  # it is asked before
        around = self._mentions.within(max(0, start - _LONGEST), start)
        named = next((one for span, one in around if span[1] == start and self._context.text[span[0] - 1] in "到赴"), None)
        unit = _TO_UNIT.search(self._context.text, max(0, start - _LONGEST_PLACE), start)
        return named or (self.unit(unit["unit"]) if unit else None)

    def _set_up(self, place: int, office: str) -> Statement | None:
        """Return the body that the sentence, or the one before 由…, says to be set up, and of which it then names the heads and members."""
        text = self._context.text
        start = self.sentence(place)[0]
        if _BY_SENTENCE.match(text, start):
            start = self.sentence(start - 1)[0] if start else 0
        found: Statement | None = None
        clause = start
        for (begin, stop), one in self._mentions.within(start, place):
            clause = max(clause, text.rfind("，", start, begin) + 1)
            if (_ENDS_CLAUSE.match(text, stop) or text[stop : stop + 2] in ("。由", "”。")) and _SETS_UP.search(text, clause, begin):
                found = one
        if found is None or found.rule == "place-as-body":
            return None
        ends = next((end for noun, end in HELD_IN.items() if office.endswith(noun)), "")
        return found if _HEADS_ANY.search(office) or (ends and re.search(f"(?:{ends})$", found.label)) else None

"""Bodies and groups: noun phrases that end in the name of a kind of body."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from cengji.draft.body_kinds import LONGEST_LABEL, LONGEST_UNCOUNTED, BodyKinds, state_tiers
from cengji.draft.body_names import BodyName, names_in
from cengji.draft.body_parents import link_parents
from cengji.draft.body_singles import LEVEL_AT_START, ONE_OF_A_COUNTY, SET_UP, SET_UP_ALONE, SEVERAL_EACH, TEAMS, Singles
from cengji.draft.body_synonyms import drop_vague, merge_short, merge_synonyms
from cengji.draft.context import Context, overlaps
from cengji.draft.enumerations import find_listed
from cengji.draft.further_mentions import note_further_mentions, note_taken_up
from cengji.draft.no_bodies import NO_BODY, NO_ITEM, is_listed, is_no_company, is_too_general
from cengji.draft.passages import Span
from cengji.draft.place_bodies import body_of_place, lies_above
from cengji.draft.statements import Statement
from cengji.text.figure import Numeral

__all__ = ["find_bodies"]

_OF_A_WAY = re.compile("化(?![解为作身])")  # 社区网格化治理
_COUNT = re.compile("^(?:[0-9.]+[万千百]?[余多]?[个支家名类]|[NX]?名(?=..)|个(?![人体别性]))")
_OF_A_POST = tuple("长员师者警官")  # who forms such a team is called so, each of them
_NOT_SET_UP_HERE = ("law-enforcement-team", "government")  # by a village or community
_EACH_BEFORE = re.compile("(?:每[个一]?|各)[^，。；、]{1,12}$")  # 每个网格都建起党支部
_OF_A_TOWN = ("internal-office", "public-service-centre")  # which has one of each
_HONOUR = re.compile("(?:评为|获评|获得|荣获|命名为|授予|入选|创建成?)[^。；，,]{0,16}$")
_OF_LOCAL = re.compile("(?:村|社区|居民区)(?=.)(?!.{0,2}网格|居民)")
_MENTIONED = 3  # times, of a village that an article is about
_PEOPLE = ("名", "位", "人", "人次", "口")  # what counts people, never a body
_COUNTS_BODIES = ("个", "家", "支", "座", "处", "所", "类", "栋", "幢", "间", "批", "户", "名")
_BUREAU = re.compile("[省市区县].{2,5}局")  # of the place itself
_ABOVE_LOCAL = re.compile(
    "农村|城市|城乡|基层|上级|两新|非公|省|市(?!场)|区(?!域)|县|街道|街镇|镇|乡|各|独立|单独|临时|功能型"
)  # what a community has no one of, or several
_CHOSEN = re.compile("(?:培育|孵化|走访|结对|帮扶|整顿|签约)+$")  # right before what is counted, which says which ones
_LEVEL_OF_UNIT = re.compile("街道|镇|乡|社区|村")
_LEAD = 3  # sentences, heading among them, that say what an article is about
_LOOK_BACK = 24  # characters
# What a community, a village and an estate call themselves, and what each has one of.
_NOUNS_OF_TIER = {"community": ("社区", "居民区", "村", "本社区", "本村", "村里"), "estate": ("小区", "本小区")}
_ONE_EACH = ("community-party-organization", "village-party-branch", "residents-committee", "villagers-committee", "owners-committee")
_ONE_EACH_BY_NAME = ("党总支", "党支部", "支部", "物业公司", "社区两委", "村两委", "党群服务中心")


def find_bodies(context: Context) -> list[Statement]:
    """Return the bodies of the places, and what phrases name: bodies with a name of their own, groups of a kind."""
    kinds = context.knowledge.learn(BodyKinds)
    found = _Found(context, kinds)
    places = context.mentions("places")
    organs = context.mentions("bodies")
    for listed in find_listed(context, kinds):
        if any(overlaps(listed.span, span) for span, _ in organs.within(*listed.span)):
            continue  # 区委组织部 among departments
        found.note_listed(listed.label, listed.span, listed.kind, named=listed.counted)
    for start, end in context.passages.phrases:
        if kinds.may_be_in(context.text, start, end) and not organs.within(start, end):
            for name in names_in(context, kinds, places, start, end):
                found.note(name)
    state_tiers(kinds, found.by_label)
    merge_synonyms(kinds, found.by_label)
    merge_short(context, found.by_label)
    note_further_mentions(context, found.by_label)
    note_taken_up(context, found.by_label)
    drop_vague(found.by_label)
    link_parents(context, kinds, found.by_label)
    return list(dict.fromkeys(found.by_label.values()))


class _Found:
    """The bodies and groups found so far, by label."""

    def __init__(self, context: Context, kinds: BodyKinds) -> None:
        """Begin with the bodies that places are."""
        self._context, self._kinds, self._singles = context, kinds, Singles(context, kinds)
        bodies = (body_of_place(context, place) for place in context.section("places"))
        self.by_label = {body.label: body for body in bodies if body}
        self._listed: list[Span] = []

    @cached_property
    def _places(self) -> dict[str, Statement]:
        return {place.label: place for place in reversed(self._context.section("places"))}

    def note_listed(self, label: str, span: Span, kind: str, *, named: bool) -> None:
        """Keep an item of a list that a noun sums up: ``named`` where it counts them, so that each is one."""
        if NO_BODY.search(label) or NO_ITEM.search(label):
            return
        self._listed.append(span)
        if label in self.by_label:
            self.by_label[label].spans.append(span)
        else:
            own = (place := self._place(label)) is not None and ONE_OF_A_COUNTY.fullmatch(label.removeprefix(place.label)) is not None
            own = own or (_BUREAU.fullmatch(label) is not None and (named or self._singles.units.around(label, span[0]) is not None))
            own = own or self._singles.units.is_of_home(label, span[0])
            office = self._context.home.fields.get("tier") == "subdistrict" and self._kinds.is_below(kind, *_OF_A_TOWN)
            one = own or office or (named and not self._kinds.is_name(label) and not self._singles.is_of_many(span[0]))
            section = "bodies" if one else "groups"
            kind = (self._kinds.of("区" + label) or (label, kind))[1] if own and self._context.home.fields.get("tier") == "county" else kind
            fields: dict[str, object] = {"kind": kind, "place": self._context.home}
            fields |= {"parent": self.by_label[at]} if office and (at := self._context.home.label) in self.by_label else {}
            self.by_label[label] = Statement(section, label, [span], "listed", fields)

    def note(self, name: BodyName) -> None:
        """Keep what ends in the name of a kind."""
        if not self._kinds.may_end(name.label) or _OF_A_WAY.match(self._context.text, name.span[1]):
            return
        label, span, text = _COUNT.sub("", name.label), name.span, self._context.text
        counted = None if name.held else self._count_before(span[0], label)
        behind = self._is_counted_behind(span[1], label)
        at = self._place(label)
        told = counted or "“" in text[slice(*span)] or SET_UP.search(text, max(0, span[0] - _LOOK_BACK), span[0])
        longest = LONGEST_LABEL if told else LONGEST_UNCOUNTED + (len(at.label) if at else 0)
        known = self._kinds.of(label) if 2 <= len(label) <= longest else self._kinds.of_one(label) if counted else None
        if known and is_no_company(label, text, span[1], counted=counted is not None):
            return
        if not known or any(overlaps(span, one) for one in self._listed_near(span)) or self._is_people(label, known[0]):
            return
        span = (counted.start if counted else span[0], span[1])
        if (counted or behind) and len(label) == len(known[0]) and (chosen := _CHOSEN.search(text[max(0, span[0] - 4) : span[0]])):
            label = f"{chosen[0]}的{label}"  # 培育社会组织100家: these, not all of them
        if not counted and not behind and self._note_of_unit(label, span, known[1]):
            return
        if same := self.by_label.get(label):
            same.spans.append(span)
            if label not in (same.label, *same.aliases):  # 北门社区党委, of which 社区党委 was printed before
                same.label, same.aliases = label, [*same.aliases, same.label]
            return
        if not counted and not behind and (meant := self._home_meant(label)):
            meant.spans.append(span)
            return
        if (
            NO_BODY.search(label)
            or (not label.endswith(TEAMS) and self._is_any_one(span[0]))
            or (not counted and (is_too_general(label, text, span[0]) or _HONOUR.search(text[max(0, span[0] - _LOOK_BACK) : span[0]])))
        ):
            return
        place = self._place(label)
        if place and self._kinds.is_below(known[1], "government-department"):
            known = self._kinds.of(place.label[-1] + label.removeprefix(place.label)) or known  # 北碚区民政局 is one of a district
        elif self._context.home.fields.get("tier") == "county" and (
            label == known[0] == "部门" or self._singles.units.is_of_home(label, span[0])
        ):
            known = label, (self._kinds.of("区" + label) or known)[1]  # of the district that is spoken of
        wide = place is self._context.home or (place is not None and lies_above(place, self._context.home))
        if place and wide and not counted and not behind and self._singles.is_own_by_name(place, label, known[1]):
            self.by_label[label] = Statement("bodies", label, [span], "named-body", {"kind": known[1], "place": self._context.home})
            return  # its own, by its full name: 李沧区物业行业党委
        if place and (wide or text[span[0] + len(place.label)] == "“"):
            label, place = label.removeprefix(place.label), None
        fields: dict[str, object] = {"kind": known[1], "place": place or self._context.home}
        if not place and not counted and not behind and (local := self._local) and self._is_of_local(label, known, span[0]):
            fields["place"] = place = local
        quoted = not is_listed(text, span) and "“" in text[slice(*span)] and self._singles.is_name_of_one(label, known)
        quoted = quoted and not self._singles.is_of_many(span[0])
        if (
            not counted
            and not behind
            and (
                (place and not self._kinds.is_below(known[1], *SEVERAL_EACH))
                or quoted
                or self._singles.is_proper(label, known, span[0], local=self._local is not None)
            )
        ):
            if not place and LEVEL_AT_START.match(label) and (around := self._singles.units.around(label, span[0])):
                fields["place"] = around
            if fields["place"] is self._context.home and (founder := self._singles.founder(span[0])) is not None:
                fields["place"] = founder
            self.by_label[label] = Statement("bodies", label, [span], "named-body", fields)
        else:
            short = self._context.home.label[:-1]
            if label.startswith(short) and (self._kinds.is_name(rest := label.removeprefix(short)) or LEVEL_AT_START.match(rest)):
                label = rest
            rule = "counted-noun" if counted or behind else "noun-of-a-kind" if label == known[0] else "head-noun"
            if rule == "head-noun" and self._kinds.is_below(known[1], "functional-area-unit"):
                return  # 产业园区: areas of a sort
            is_unit = rule == "head-noun" and self._kinds.is_below(known[1], "governance-unit") and "(" not in label
            if is_unit and not is_listed(text, span):
                return  # 老旧社区: which one is meant is not said
            self.by_label[label] = Statement("groups", label, [span], rule, fields)
        if name.alias:
            self.by_label[label].aliases.append(name.alias)
            self.by_label.setdefault(name.alias, self.by_label[label])

    def _note_of_unit(self, label: str, span: Span, kind: str) -> bool:
        """Keep the body of the town, street, village or community that is spoken of, under its full name too if that is printed."""
        units = self._singles.units
        if (named := units.taken_up(label, span)) is not None and named.label in self.by_label:
            self.by_label[named.label].spans.append(span)
            return True
        unit = units.spoken_of(label, span)
        if unit is None or (unit is self._local and label in self.by_label):
            return False
        name = unit.label + (label if unit.label + label in self.by_label else _LEVEL_OF_UNIT.sub("", label, count=1))
        if name not in self.by_label:
            called = name if label in self.by_label else label  # which other streets have too
            self.by_label[name] = Statement("bodies", called, [], "named-body", {"kind": kind, "place": unit})
        body = self.by_label[name]
        body.spans.append(span)
        if label not in (body.label, *body.aliases):
            body.aliases.append(label)
        return True

    def _count_before(self, start: int, label: str) -> Numeral | None:
        """Return the number before a name that counts such bodies: no 一个, and no number of people but of a team's."""
        counted = self._context.passages.counts.get(start)
        if counted is None or self._context.text[counted.start] == "一" or counted.readings[0].kind in ("duration", "ordinal"):
            return None
        word = counted.readings[0].measure_word
        return None if word in _PEOPLE and not self._is_team(label) else counted

    def _is_any_one(self, start: int) -> bool:
        """Return whether 一个 stands before a name, which is any one of them unless it is newly set up."""
        one = self._context.passages.counts.get(start)
        text = self._context.text
        return one is not None and text[one.start] == "一" and SET_UP.search(text, max(0, start - _LOOK_BACK), start) is None

    def _is_team(self, label: str) -> bool:
        """Return whether people may be counted by a name: 480余名网格员."""
        known = self._kinds.of(label) if label else None
        return label.endswith(TEAMS) or (known is not None and self._kinds.is_below(known[1], "team"))

    def _is_counted_behind(self, end: int, label: str) -> bool:
        """Return whether a number of such bodies stands behind a name: 党支部12个, not 社区近万人."""
        number = self._numbers.get(end) if self._context.passages.starts_count(end) else None
        if number is None or not self._context.passages.is_cut_at(number.end):
            return False  # 党建、综治四类职责: they are no such bodies
        word = number.readings[0].measure_word
        return word in _COUNTS_BODIES and (word not in _PEOPLE or self._is_team(label))

    @cached_property
    def _numbers(self) -> dict[int, Numeral]:
        return {one.start: one for one in self._context.passages.counts.values()}

    def _listed_near(self, span: Span) -> list[Span]:
        """Return the item of a list that begins last before a name ends."""
        at = bisect_left(self._listed, span[1:])
        return self._listed[max(0, at - 1) : at]

    def _is_people(self, label: str, head: str) -> bool:
        """Return whether a team is the people of a post or an audience: 社区工作者队伍."""
        return head in TEAMS and bool(people := label.removesuffix(head)) and any(people.endswith(one) for one in self._people)

    @cached_property
    def _people(self) -> frozenset[str]:
        names = {name for name, kind in self._context.knowledge.names("audience").items() if kind != "grid-workers" and len(name) > 1}
        return frozenset(names | {"书记", "干部", "带头人", "骨干"})

    def _place(self, label: str) -> Statement | None:
        """Return the place with whose name a longer name begins."""
        return next((self._places[label[:stop]] for stop in range(len(label) - 1, 1, -1) if label[:stop] in self._places), None)

    @cached_property
    def _local(self) -> Statement | None:
        """Return the one village, community or residential area that the article is about, if there is one."""
        return self._only["community"]

    @cached_property
    def _only(self) -> dict[str, Statement | None]:
        """The one place of each tier that the article is about, if there is one."""
        return {tier: self._find_only(tier) for tier in _NOUNS_OF_TIER}

    def _find_only(self, tier: str) -> Statement | None:
        """Return the one place of a tier that the article is about, if there is one."""
        if self._context.home.fields.get("tier") == tier:
            return self._context.home
        found = [one for one in self._context.section("places") if one.fields.get("tier") == tier and one.spans]
        most = max(found, key=lambda one: len(one.spans), default=None)
        if most is None:
            return None
        others = sum(len(one.spans) for one in found) - len(most.spans)
        starts = {span[0] for place in self._context.section("places") for span in place.spans}
        ends = {span[1] for place in self._context.section("places") for span in place.spans}
        text = self._context.text  # a wider place that is spoken of by itself, not in the heading of an entry, is what the article is about
        alone = sum(span[1] not in starts and text[span[1] : span[1] + 1] not in "：:\n" for span in self._context.home.spans)
        leads = not others and not alone and most.start in ends and self._context.passages.sentence_at(most.start) < _LEAD
        often = len(most.spans) >= _MENTIONED and len(most.spans) > 4 * others and len(most.spans) > 2 * alone
        return most if leads or often else None

    def _home_meant(self, label: str) -> Statement | None:
        """Return the body of the one community, village or estate that an article is about, if a bare noun means it: 社区."""
        for tier, nouns in _NOUNS_OF_TIER.items():
            if label in nouns and (local := self._only[tier]) is not None:
                return self.by_label.get(local.label)
        return None

    def _is_of_local(self, label: str, known: tuple[str, str], start: int) -> bool:
        """Return whether a name is that of a body of the one village or community of an article: what it has one of, what it set up."""
        head, kind = known
        if _ABOVE_LOCAL.match(label):
            return False
        own = self._kinds.is_below(kind, *_ONE_EACH) or head in _ONE_EACH_BY_NAME
        if own and _EACH_BEFORE.search(self._context.text, max(0, start - _LOOK_BACK), start):
            return False
        alone = label != head and self._kinds.is_below(kind, *SET_UP_ALONE) and not self._kinds.is_below(kind, *_NOT_SET_UP_HERE)
        is_local = _OF_LOCAL.match(label) and not self._kinds.is_below(kind, "governance-unit")
        return own or bool(is_local) or (alone and not head.endswith(_OF_A_POST))

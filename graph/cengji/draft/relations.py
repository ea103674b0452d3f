"""Relations: verbs between bodies, groups, people and measures of one sentence, and the bodies that a name counts."""

from __future__ import annotations

import re
from itertools import pairwise

from cengji.draft.context import Context, Mentions
from cengji.draft.item_lists import FEWEST_ITEMS
from cengji.draft.passages import Span
from cengji.draft.statements import Statement

__all__ = ["find_relations", "relation_told"]

# Relation, how its ends stand to the verb, and the verbs that tell it. Ways: "acts": who acts is named before; "adjoins": right
# before; "rests": what rests on something is named behind that; "joins": what is named before comes into what is named behind;
# "makes": what is listed behind makes up what is named last.
_FRAMES = (
    ("contacts", "acts", "挂钩联系到?|挂点联系|对口联系|结对联系|包联|包保"),
    ("sends-staff-to", "acts", "下沉到|下沉(?=[街社网一基])|派驻到?|选派到|进驻"),
    ("draws-members-from", "makes", "由(?=[^。；]{2,80}(?:组成|构成|担任|兼任))"),
    ("draws-members-from", "acts", "吸纳|吸收|成员(?:包含|包括|涵盖)了?"),
    ("draws-members-from", "founds", "整合(?=[^。；]{4,60}(?:组建|成立))"),
    ("consists-of", "founds", "联合(?=[^。；]{2,40}(?:组建|成立))"),
    ("consists-of", "joins", "纳入"),
    ("based-on", "rests", "依托|借助|利用|运用|在(?=[^，,。；]{2,24}基础上)"),
    (
        "coordinates",
        "acts",
        (
            "统筹协调|统筹(?!推进|整合|的|、)|整合(?!为|优化|推动)|协调(?!、)|联动(?=爱心|各|多|驻|辖区|企业|单位|部门)"
            "|牵头(?=[^，,。；抓]{2,24}(?:联合|共同|开展))"
        ),
    ),
    ("dispatches-to", "acts", "派发至|派发到|派单[给至到]|交办至?|转办至?|(?<!部)分派到?"),
    ("reports-to", "acts", "上报至?|反馈至|报送至?|汇总上报"),
    ("pairs-with", "acts", "结对共建|[与和同](?=[^，,。；]{2,30}(?:签订|签约|共建|结对|联建|共谋|达成[^，,。；]{0,2}合作))"),
    ("supports", "acts", "为(?=[^，,。；]{2,14}提供[^，,。；]{0,12}(?:支撑|支持|保障))|扶持|助力|支持"),
    ("serves", "acts", "走访服务|为(?=[^，,。；]{2,14}(?:提供|开展|送))"),
    ("delegates-to", "acts", "向(?=[^，,。；]{2,14}下放)|赋予|下放(?:到|给|至)"),
    ("serves", "adjoins", "服务(?=[企群居业党])"),
    ("guides", "adjoins", "指导|帮带"),
    ("leads", "adjoins", "领导(?![班小干体者])|带领|引领[着了](?=[居群党村社])"),
)
_ASIDE = re.compile(r"\((?:[^()]|\([^()]*\))*\)")  # what a pattern has in brackets
_BEGINS = "".join(
    verb.lstrip("[")[: verb.find("]") - 1 if verb[0] == "[" else 1] for *_, verbs in _FRAMES for verb in _ASIDE.sub("", verbs).split("|")
)
_VERBS = re.compile(f"(?=[{_BEGINS}])(?:{'|'.join(f'(?P<r{number}>{verbs})' for number, (_, _, verbs) in enumerate(_FRAMES))})")
_MADE = re.compile("(?:组成|构成|担任|兼任)(?:了)?")
_FOUNDED = re.compile("(?:组建|成立)(?:了)?")
# Who examines what is handed on: 由社区党组织研究、街道党工委审核、区委组织部审定
_EXAMINES = re.compile("研究|提名|申报|初审|初核|复审|复核|审核|审查|审议|审定|审批|批准|把关|备案")
_LONGEST_LEVEL = 2  # characters of what names a level only: 市、区、街道、社区四级联动机制
_FEWEST_STEPS = 2
# Before what is named with or for something, and does not act.
_ADVERBIAL = re.compile("(?:通过|依托|围绕|根据|按照|针对|借助|以|为|对|向|把|将|在|从|与|和|由|使|让|给)[^，,。；;：:]{0,8}$")
_SIGNED = re.compile("[^，,。；]{0,16}?(?:签订|签约|共建|结对|联建|合作)[^，,。；]{0,8}")
# 以服务中心为主体、服务站为纽带的服务体系
_ROLE = re.compile("为(?:主体|龙头|核心|纽带|支撑|骨干|延伸|基础|补充|末梢|主干|抓手|统领)")
_NEAR = 24  # characters between what something rests on and what rests on it
_FAR = 60  # characters between what makes up a system and its name
_BETWEEN = 12  # characters between a verb and what it takes
_ADVERB = 4
_LONGEST_LIST = 60
_JOINS = re.compile("[、和及与或”“]*(?:以及)?")
_LISTS = re.compile("[、和及与或]|以及")
_STOPS = re.compile("[，,。；;：:]")
_UPWARDS = "reports-to"
_MEMBERS = "draws-members-from"
_REFERS_BACK = re.compile("[前后]者")
_TAKE_IN = ("joint", "leading-group", "residents", "team", "grand-party-committee")  # what has members from other bodies
_OF_BODIES = frozenset({"coordinates", "based-on", "serves"})  # what people do not do by themselves
_OUTLETS = ("service-outlet", "internal-office")
_SYSTEMS = frozenset({"scheme", "mechanism", "organization-setting"})
_TO_MEASURES = frozenset({"based-on"})
_ORGANIZED = ("groups", "bodies", "person_groups")


def find_relations(context: Context) -> list[Statement]:
    """Return the relations that verbs tell between who is printed before and all that is listed behind them."""
    reader = _Reader(context)
    for start, end in context.passages.sentences:
        for match in _VERBS.finditer(context.text, start, end):
            relation, way, _ = _FRAMES[int((match.lastgroup or "r0")[1:])]
            if context.knowledge.knows("relation", relation) and not (
                _REFERS_BACK.search(context.text, max(start, match.start() - _ADVERB), match.start())
                or context.passages.is_quoted(match.start())
                or reader.is_in_name(match)
            ):
                reader.read(relation, way, match, (start, end))
        if context.knowledge.knows("relation", _UPWARDS):
            reader.read_examiners(start, end)
    if context.knowledge.knows("relation", "consists-of"):
        reader.read_systems()
    return list(reader.found.values())


def relation_told(text: str) -> str | None:
    """Return the relation that the first such verb of a text tells, None where there is none."""
    verb = _VERBS.search(text)
    return _FRAMES[int((verb.lastgroup or "r0")[1:])][0] if verb else None


class _Reader:
    """The relations read so far, by their ends and kind, and where their ends are printed."""

    def __init__(self, context: Context) -> None:
        self.found: dict[tuple[str, str, str], Statement] = {}
        self._context = context
        self._mentions = context.mentions(*_ORGANIZED, "measures")
        self._agents = context.mentions(*_ORGANIZED)
        self._parties = context.mentions(*_ORGANIZED, "posts")
        self._home = context.by_name("bodies").get(context.home.label)

    def read(self, relation: str, way: str, verb: re.Match[str], sentence: Span) -> None:
        """Keep what a verb tells of what stands around it in its sentence."""
        start, end = sentence
        targets = self._listed(self._mentions if relation in _TO_MEASURES else self._parties, verb.end(), end)
        subjects = self._before(start, verb.start(), adjoining=way == "adjoins")
        if way == "makes":
            made = _MADE.search(self._context.text, verb.end(), end)
            targets = [(span, one) for span, one in targets if made and span[1] <= made.start()]
            comma = _STOPS.search(self._context.text, made.end(), end) if made else None
            near = min(comma.start() if comma else end, made.end() + _BETWEEN) if made else end
            subjects = (self._behind(made.end(), near) if made else []) or subjects
            targets = [(span, one) for span, one in targets if one.rule != "listed" and not self._is_outlet(one)]  # parts, no members
        elif way == "founds":
            founded = _FOUNDED.search(self._context.text, targets[-1][0][1] if targets else end, end)
            subjects = self._behind(founded.end(), min(end, founded.end() + _BETWEEN)) if founded else []
            if not subjects:
                return
        elif way == "rests":
            place = targets[-1][0][1] if targets else verb.end()
            subjects = self._behind(place, min(end, place + _NEAR), "measures") or self._behind(place, min(end, place + _NEAR)) or subjects
        elif way == "joins":
            subjects, targets = [one for _, one in targets[:1]], self._listed_before(start, verb.start())
        if relation == _UPWARDS and not subjects:
            subjects = [one for _, one in self._parties.within(start, verb.start())][:1]  # 网格员发现的问题，…上报至社区
        if relation == _MEMBERS and way == "acts":
            subjects = self._joint_before(start, verb.start()) or subjects
        if not subjects and way not in ("adjoins", "joins") and self._home:
            subjects = [self._home]
        if relation in _OF_BODIES:
            subjects = [one for one in subjects if one.section != "person_groups"]
        for span, one in targets:
            if relation == "sends-staff-to" and one.section == "posts":
                continue  # 派驻执法人员: whom, not where to
            for subject in subjects:
                self._note(subject, relation, one, self._span(verb, span), verb[0])

    def _joint_before(self, start: int, place: int) -> list[Statement]:
        """Return the alliance, board or team named last before a place in its sentence: 组建联盟，吸纳…."""
        kinds = self._context.knowledge
        named = [one for (_, stop), one in self._agents.within(start, place) if stop <= place]
        joint = [one for one in named if any(kinds.is_below("body-kind", one.kind, kind) for kind in _TAKE_IN)]
        return joint[-1:]

    def is_in_name(self, verb: re.Match[str]) -> bool:
        """Return whether a verb stands inside a name: 服务 in 物业服务企业."""
        around = self._agents.within(max(0, verb.start() - _BETWEEN), verb.end() + _BETWEEN)
        return any(first < verb.start() and verb.end() < last for (first, last), _ in around)

    def _is_outlet(self, one: Statement) -> bool:
        """Return whether something is a window, a room, an office."""
        return any(self._context.knowledge.is_below("body-kind", one.kind, kind) for kind in _OUTLETS)

    def _span(self, verb: re.Match[str], target: Span) -> Span:
        """Return the characters of a relation: from the verb, or what is named before it, to what it takes, and what is signed with it."""
        if target[1] <= verb.start():
            return target[0], verb.end()
        signed = _SIGNED.match(self._context.text, target[1]) if len(verb[0]) == 1 and verb[0] in "与和同" else None
        return verb.start(), signed.end() if signed else target[1]

    def read_systems(self) -> None:
        """Keep what makes up a system: the bodies that its name counts, those that have a role in it."""
        text, passages = self._context.text, self._context.passages
        parts = {span for one in self._context.section("measures") if one.kind == "element" for span in one.spans}
        for (start, _), system in self._mentions.within(0, len(text)):
            bodies = self._adjoining(max(0, start - _LONGEST_LIST), start) if system.section == "measures" else []
            if len(bodies) >= FEWEST_ITEMS and any(len(body.label) > _LONGEST_LEVEL for _, body in bodies):
                for span, body in bodies:
                    if span not in parts:
                        self._note(system, "consists-of", body, span, "")
        for role in _ROLE.finditer(text):
            number = passages.sentence_at(role.start())
            stop = min(role.end() + _FAR, passages.sentences[number][1]) if number >= 0 else role.end()
            systems = [one for _, one in self._mentions.within(role.end(), stop) if one.kind in _SYSTEMS]
            for span, body in self._adjoining(max(0, role.start() - _BETWEEN), role.start())[-1:] if systems else ():
                self._note(systems[0], "consists-of", body, span, "")

    def read_examiners(self, start: int, end: int) -> None:
        """Keep that bodies which examine something one after the other hand it on."""
        steps = []
        for (first, last), one in self._agents.within(start, end):
            if one.section in ("bodies", "groups") and (verb := _EXAMINES.match(self._context.text, last, end)):
                steps.append((first, verb.end(), one))
        if len({one.label for _, _, one in steps}) < _FEWEST_STEPS:
            return
        for (first, stop, one), (begin, last, other) in pairwise(steps):
            if _JOINS.fullmatch(self._context.text[stop:begin]) or self._context.text[stop:begin] in (
                "，",
                ",",
                "，由",
                ",由",
                "，报",
                "、报",
                "后由",
            ):
                self._note(one, _UPWARDS, other, (first, last), self._context.text[begin:last].removeprefix(other.label))

    def _listed(self, mentions: Mentions, place: int, end: int) -> list[tuple[Span, Statement]]:
        """Return what is printed right behind a place, and what is listed with it."""
        listed: list[tuple[Span, Statement]] = []
        found = mentions.within(place, min(end, place + _LONGEST_LIST))
        longest = {start: max(stop for (first, stop), _ in found if first == start) for (start, _), _ in found}
        for span, one in found:
            if span[1] < longest[span[0]]:
                continue  # 党员 in 党员积分管理
            between = self._context.text[listed[-1][0][1] if listed else place : span[0]]
            if span[0] < (listed[-1][0][1] if listed else place) or one.kind == "element":
                continue
            if not (_JOINS.fullmatch(between) if listed else len(between) <= _BETWEEN and not _STOPS.search(between)):
                break
            listed.append((span, one))
        return listed

    def _listed_before(self, start: int, place: int) -> list[tuple[Span, Statement]]:
        """Return who is printed before a place without punctuation between, listed or not."""
        comma = max(self._context.text.rfind(mark, start, place) for mark in "，,。；;")
        return [(span, one) for span, one in self._agents.within(max(start, comma + 1), place) if span[1] <= place]

    def _before(self, start: int, place: int, *, adjoining: bool) -> list[Statement]:
        """Return who acts: what ends right before the verb, with what is listed before it, else what the clause or sentence names first."""
        before = [(span, one) for span, one in self._agents.within(start, place) if span[1] <= place]
        text = self._context.text
        acting = self._adjoining(start, place, _ADVERB)
        by_means = acting and _STOPS.search(text, acting[-1][0][1], place) and _ADVERBIAL.search(text, start, acting[0][0][0])
        if acting and not by_means:
            return [one for _, one in acting]
        if adjoining:
            return []
        acting = [(span, one) for span, one in before if not _ADVERBIAL.search(text, max(start, span[0] - _BETWEEN), span[0])]
        clause = [pair for pair in self._listed_before(start, place) if pair in acting]
        if not acting:
            return [one for span, one in before if self._context.text[span[0] - 1 : span[0]] == "由"][-1:]  # 由街道吹哨，…统筹物业
        return [clause[0][1] if clause else acting[0][1]]

    def _adjoining(self, start: int, place: int, gap: int = 0) -> list[tuple[Span, Statement]]:
        """Return what ends right before a place, or up to some characters before it, with what is listed before that."""
        before = [(span, one) for span, one in self._agents.within(start, place) if span[1] <= place]
        if not before or place - before[-1][0][1] > gap:
            return []
        listed = [before.pop()]
        while before and (before[-1][0] == listed[-1][0] or _LISTS.fullmatch(self._context.text[before[-1][0][1] : listed[-1][0][0]])):
            listed.append(before.pop())
        return listed[::-1]

    def _behind(self, place: int, end: int, section: str = "") -> list[Statement]:
        """Return what is named first in a stretch, alone, or the first of a section."""
        named = (one for (first, _), one in self._mentions.within(place, end) if first >= place)
        return [one for one in named if section in ("", one.section)][:1]

    def _note(self, subject: Statement, relation: str, target: Statement, span: Span, verb: str) -> None:
        if subject is target:
            return
        key = (subject.label, relation, target.label)
        if key in self.found:
            self.found[key].spans.append(span)
            return
        fields: dict[str, object] = {"subject": subject, "relation": relation, "object": target, "label": verb if len(verb) > 1 else None}
        label = f"{subject.label[:8]} {relation} {target.label[:8]}"
        self.found[key] = Statement("relations", label, [span], "verb-between" if verb else "made-up-of", fields)

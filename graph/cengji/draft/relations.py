"""Relations: verbs between bodies, groups, people and measures of one sentence, and the bodies that a name counts."""

from __future__ import annotations

import re

from cengji.draft.context import Context, Mentions
from cengji.draft.item_lists import FEWEST_ITEMS
from cengji.draft.passages import Span
from cengji.draft.relation_ends import is_of_what_follows, listed_up_to
from cengji.draft.relation_formulas import read_formulas
from cengji.draft.relation_subjects import Subjects
from cengji.draft.relation_verbs import BEYOND, FRAMES, SIGNED, VERBS
from cengji.draft.statements import Statement

__all__ = ["find_relations"]

_MADE = re.compile("(?:组成|构成|担任|兼任)(?:了)?")
_FOUNDED = re.compile("(?:组建|成立|建立)(?:了)?")
_COUNTS_TEAMS = re.compile("[0-9一二两三四五六七八九十]+[个支](?:工作|专项)?[组队]")
_LONGEST_LEVEL = 2  # characters of what names a level only: 市、区、街道、社区四级联动机制
# 以服务中心为主体、服务站为纽带的服务体系
_ROLE = re.compile("为(?:主体|龙头|核心|纽带|支撑|骨干|延伸|基础|补充|末梢|主干|抓手|统领)")
_NEAR = 24  # characters between what something rests on and what rests on it
_FAR = 60  # characters between what makes up a system and its name
_BETWEEN = 12  # characters between a verb and what it takes
_ADVERB = 4
_LONGEST_LIST = 60
_JOINS = re.compile("[、和及与或”“]*(?:以及)?")
_BY_OTHERS = re.compile("联合|整合|会同|鼓励|引导|发动|动员|认领")  # 依托调解室，联合司法局: which does not rest on it
_ALL_PEOPLE = re.compile("(?:群众|居民|村民)$")  # 与群众共同商议: no two parties
_HIS = re.compile("近?\\d[\\d.]*[万千百]?[余多]?[名位]")
_SOME_OF = re.compile("的\\d")  # 覆盖社区的11个小区
_STOPS = re.compile("[，,。；;：:]")
_LOOKS_AFTER = "包"
_PARTS = re.compile(
    "[，,。；;：:]|[为将把]|开展|紧邻|打造|创建|成立|组建|设立|建立"
)  # between a verb and what it does not take: 利用资源为老人服务
_WHAT_IT_IS = re.compile(
    "[”》]?等(?:各类|各种|多种|多个|\\d+[个种项])?$"
)  # 运用“甲”“乙”等学习平台: what those are, and not what rests on them
_LED_TO = re.compile(
    "(?:引导|推动|鼓励|支持|让|使|组织|促使)(?:他们|她们|其|大家|广大)[^，,。；;]{0,8}$"
)  # who acts is called by a pronoun
_UPWARDS = "reports-to"
_BEYOND_IT = "escalates-to"
_HANDS_DOWN = "delegates-to"
_HEADS = re.compile("..(?:负责人|书记|主任|经理|会长|成员|代表)$")
_MEMBERS = "draws-members-from"
_REFERS_BACK = re.compile("[前后]者")
_OF_PERSONS = frozenset({"contacts", "serves", "leads", "supports"})  # what holders of posts do, too: 县领导包联乡镇
_OF_BODIES = frozenset({"sends-staff-to", "coordinates", "based-on", "serves"})  # what people do not do by themselves
_HOLDERS = "holders-of-a-post"
_NOT_FOR_WHAT = frozenset({"supports", "coordinates", "leads", "based-on"})
_GIVEN = frozenset({"serves", "supports"})
_NOT_TO_POSTS = frozenset({"sends-staff-to", "coordinates"})  # what is done with bodies and teams
_OUTLETS = ("service-outlet", "internal-office")
_SYSTEMS = frozenset({"scheme", "mechanism", "organization-setting"})
_TO_MEASURES = frozenset({"based-on"})
_RIGHT_BEFORE = re.compile("[，,](?:目前|主要|一般)?")  # 组建了志愿队，由老党员组成
_HOPED = re.compile("希望|期望|期盼|呼吁|务必")  # 期望楼长们积极配合社区: not what they do
_ORGANIZED = ("groups", "bodies", "person_groups")


def find_relations(context: Context) -> list[Statement]:
    """Return the relations that verbs tell between who is printed before and all that is listed behind them."""
    reader = _Reader(context)
    for start, end in context.passages.sentences:
        for match in VERBS.finditer(context.text, start, end):
            relation, way, _ = FRAMES[int((match.lastgroup or "r0")[1:])]
            if context.knowledge.knows("relation", relation) and not (
                _REFERS_BACK.search(context.text, max(start, match.start() - _ADVERB), match.start())
                or context.passages.is_quoted(match.start())
                or reader.is_in_name(match)
                or _LED_TO.search(context.text, start, match.start())
                or _HOPED.search(context.text, start, match.start())
            ):
                reader.read(relation, way, match, (start, end))
    if context.knowledge.knows("relation", "consists-of"):
        reader.read_systems()
    reader.read_formulas()
    return list(reader.found.values())


def _held_in(one: Statement) -> Statement:
    """Return whose head or member somebody is, of whom that says: 吸纳驻区单位负责人."""
    body = one.fields.get("post_in")
    return body if isinstance(body, Statement) and _HEADS.search(one.label) else one


class _Reader:
    """The relations read so far, by their ends and kind, and where their ends are printed."""

    def __init__(self, context: Context) -> None:
        self.found: dict[tuple[str, str, str], Statement] = {}
        self._context = context
        self._mentions = context.mentions(*_ORGANIZED, "measures")
        self._agents = context.mentions(*_ORGANIZED)
        self._parties = context.mentions(*_ORGANIZED, "posts")
        self._subjects = Subjects(context, self._mentions, self._agents, self._parties)
        self._bodies = context.by_name("bodies")
        self._home = self._bodies.get(context.home.label)

    def read(self, relation: str, way: str, verb: re.Match[str], sentence: Span) -> None:
        """Keep what a verb tells of what stands around it in its sentence."""
        start, end = sentence
        if self._context.text[verb.end() : verb.end() + 1] == "、" and relation != _UPWARDS:
            return  # 骨干示范带动、邻里跟进
        targets = self._listed(self._mentions if relation in _TO_MEASURES else self._parties, verb.end(), end)
        targets = targets[:1] if verb[0] == _LOOKS_AFTER else targets  # 干部包社区、楼长包楼栋
        agents = self._parties if relation in _OF_PERSONS else self._agents
        subjects = self._subjects.before(agents, start, verb.start(), adjoining=way == "adjoins", gives=relation in _GIVEN)
        if way == "makes":
            made = _MADE.search(self._context.text, verb.end(), end)
            targets = [(span, one) for span, one in targets if made and span[1] <= made.start()]
            comma = _STOPS.search(self._context.text, made.end(), end) if made else None
            founded_of = made is not None and self._context.text[made.end() : made.end() + 1] == "的"
            near = min(comma.start() if comma else end, made.end() + _BETWEEN) if made else end
            behind = self._behind(made.end(), near) if made else []
            subjects = behind or ([] if founded_of else subjects)
            made_up = [
                one
                for (_, last), one in self._agents.within(start, verb.start())
                if _RIGHT_BEFORE.fullmatch(self._context.text, last, verb.start())
            ]
            subjects = subjects if behind or founded_of else made_up[-1:] or subjects
            targets = targets if subjects or not founded_of else []
            targets = [(span, one) for span, one in targets if one.rule != "listed" and not self._is_outlet(one)]  # parts, no members
        elif way == "founds":
            founded = _FOUNDED.search(self._context.text, targets[-1][0][1] if targets else end, end)
            subjects = self._behind(founded.end(), min(end, founded.end() + _BETWEEN)) if founded else []
            if not subjects:
                return
        elif way == "rests":
            place = targets[-1][0][1] if targets else verb.end()
            near = min(end, place + _NEAR)
            other = _BY_OTHERS.search(self._context.text, place, near)
            near = other.start() if other else near
            resting = self._behind(place, near, "measures") or self._behind(place, near)
            subjects = [one for one in resting if verb[0] != "依托" or one.section != "person_groups"] or subjects
        elif way == "covers":
            targets = [] if targets and _SOME_OF.match(self._context.text, targets[-1][0][1]) else targets
            stop = targets[-1][0][1] if targets else verb.end()
            subjects = (self._behind(stop, min(end, stop + _BETWEEN)) if self._context.text[stop : stop + 1] == "的" else []) or subjects
        elif way == "joins":
            subjects, targets = [one for _, one in targets[:1]], self._subjects.listed_before(start, verb.start())
        if relation == _UPWARDS:
            subjects = self._subjects.handing_up(start, verb.start()) or subjects
        if relation == _UPWARDS and not subjects:
            subjects = [one for _, one in self._parties.within(start, verb.start())][:1]  # 网格员发现的问题，…上报至社区
        if relation == _UPWARDS and BEYOND.search(self._context.text, max(start, verb.start() - _LONGEST_LIST), verb.start()):
            relation = _BEYOND_IT if self._context.knowledge.knows("relation", _BEYOND_IT) else relation
        if way == "obtains":
            for span, one in targets:
                for actor in subjects or self._subjects.topic(start, relation):
                    self._note(one, relation, actor, self._span(verb, span), verb[0])
            return
        if relation == _MEMBERS:
            targets = [(span, _held_in(one)) for span, one in targets]
        if relation == _MEMBERS and way == "acts":
            subjects = self._subjects.joint_before(start, verb.start()) or subjects
        if not subjects and way not in ("adjoins", "joins"):
            subjects = [self._home] if relation == _HANDS_DOWN and self._home else self._subjects.topic(start, relation)
            subjects = subjects or self._subjects.named_first(agents, start, verb.start())
        if relation in _OF_BODIES:
            subjects = [one for one in subjects if one.section != "person_groups"]
        for span, one in targets:
            if relation in _NOT_TO_POSTS and (one.section == "posts" or one.rule == _HOLDERS):
                continue  # 派驻执法人员: whom, not where to
            if relation == "pairs-with" and _ALL_PEOPLE.search(one.label):
                continue
            if relation in _NOT_FOR_WHAT and is_of_what_follows(self._context.text, span[1]):
                continue
            for subject in subjects:
                self._note(subject, relation, one, self._span(verb, span), verb[0])

    def is_in_name(self, verb: re.Match[str]) -> bool:
        """Return whether a verb stands inside a name: 服务 in 物业服务企业."""
        around = self._parties.within(max(0, verb.start() - _BETWEEN), verb.end() + _BETWEEN)
        return any(first <= verb.start() and verb.end() < last for (first, last), _ in around)

    def _is_outlet(self, one: Statement) -> bool:
        """Return whether something is a window, a room, an office."""
        return any(self._context.knowledge.is_below("body-kind", one.kind, kind) for kind in _OUTLETS)

    def _span(self, verb: re.Match[str], target: Span) -> Span:
        """Return the characters of a relation: from the verb, or what is named before it, to what it takes, and what is signed with it."""
        if target[1] <= verb.start():
            return target[0], verb.end()
        signed = SIGNED.match(self._context.text, target[1]) if len(verb[0]) == 1 and verb[0] in "与和同" else None
        return verb.start(), signed.end() if signed else target[1]

    def read_systems(self) -> None:
        """Keep what makes up a system: the bodies that its name counts, those that have a role in it."""
        text, passages = self._context.text, self._context.passages
        parts = {span for one in self._context.section("measures") if one.kind == "element" for span in one.spans}
        for (start, _), system in self._mentions.within(0, len(text)):
            bodies = listed_up_to(text, self._agents, max(0, start - _LONGEST_LIST), start) if system.section == "measures" else []
            above = {id(one): one for _, body in bodies if isinstance(one := body.fields.get("parent"), Statement)}
            if len(above) == 1 and _COUNTS_TEAMS.match(system.label):
                system = next(iter(above.values()))  # 下设党群工作、矛盾调处两个工作组
            if len(bodies) >= FEWEST_ITEMS and any(len(body.label) > _LONGEST_LEVEL for _, body in bodies):
                for span, body in bodies:
                    if span not in parts:
                        self._note(system, "consists-of", body, span, "")
        for role in _ROLE.finditer(text):
            number = passages.sentence_at(role.start())
            stop = min(role.end() + _FAR, passages.sentences[number][1]) if number >= 0 else role.end()
            systems = [one for _, one in self._mentions.within(role.end(), stop) if one.kind in _SYSTEMS]
            for span, body in listed_up_to(text, self._agents, max(0, role.start() - _BETWEEN), role.start())[-1:] if systems else ():
                self._note(systems[0], "consists-of", body, span, "")

    def read_formulas(self) -> None:
        """Keep what set phrases tell."""
        for told in read_formulas(self._context, self._agents, self._parties, self._mentions):
            if self._context.knowledge.knows("relation", told.relation):
                self._note(told.subject, told.relation, told.object, told.span, told.word, formula=True)

    def _listed(self, mentions: Mentions, place: int, end: int) -> list[tuple[Span, Statement]]:
        """Return what is printed right behind a place, and what is listed with it."""
        listed: list[tuple[Span, Statement]] = []
        found = mentions.within(place, min(end, place + _LONGEST_LIST))
        longest = {start: max(stop for (first, stop), _ in found if first == start) for (start, _), _ in found}
        for span, one in found:
            if span[1] < longest[span[0]]:
                continue  # 党员 in 党员积分管理
            if listed and listed[-1][0][1] == span[0] and listed[-1][1].rule == "place-as-body":
                listed[-1] = (span, one)  # 与和睦街道华丰社区签约: the last of a chain of places
                continue
            between = self._context.text[listed[-1][0][1] if listed else place : span[0]]
            if listed and (_HIS.fullmatch(between) or (not between and self._context.text[span[0]].isdigit())):
                listed[-1] = (span, one)  # 社区200多名在职党员: those of it
                continue
            if span[0] < (listed[-1][0][1] if listed else place) or one.kind == "element":
                continue
            if not (_JOINS.fullmatch(between) if listed else len(between) <= _BETWEEN and not _PARTS.search(between)):
                break
            listed.append((span, one))
        return listed

    def _behind(self, place: int, end: int, section: str = "") -> list[Statement]:
        """Return what is named first in a stretch, alone, or the first of a section; no part, and not what the last that is named is."""
        named = (
            one
            for (first, _), one in self._mentions.within(place, end)
            if one.kind != "element" and not _WHAT_IT_IS.match(self._context.text, place, first)
        )
        return [one for one in named if section in ("", one.section)][:1]

    def _note(self, subject: Statement, relation: str, target: Statement, span: Span, verb: str, *, formula: bool = False) -> None:
        if subject is target or (target.label, relation, subject.label) in self.found:
            return
        key = (subject.label, relation, target.label)
        if key in self.found:
            self.found[key].spans.append(span)
            return
        fields: dict[str, object] = {"subject": subject, "relation": relation, "object": target, "label": verb if len(verb) > 1 else None}
        label = f"{subject.label[:8]} {relation} {target.label[:8]}"
        self.found[key] = Statement(
            "relations", label, [span], "set-phrase" if formula else "verb-between" if verb else "made-up-of", fields
        )

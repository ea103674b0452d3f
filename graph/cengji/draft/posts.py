"""Posts: the nouns that name one, each with the body or group that it is held in. Nobody is named."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from operator import itemgetter

from cengji.draft.body_kinds import BodyKinds
from cengji.draft.context import Context
from cengji.draft.knowledge import Knowledge
from cengji.draft.passages import Span
from cengji.draft.post_holders import HELD_IN, SENT_THERE, TEAMS_OF, in_short, is_end, is_organ
from cengji.draft.post_nouns import is_qualifier, post_nouns
from cengji.draft.post_sentences import BOARDS, PostSentences, is_assumed
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words
from cengji.text.characters import plain_name

__all__ = ["find_posts"]

_CLASSIFIER = re.compile("^(?:[N若数几每]?(?:名(?!誉)|位))(?=..)")
_NO_POST = re.compile("总书记|记者|贴心人|某|^一委员$")
_LONGEST = 16
_LONGEST_PLACE = 8
# What says which or how good holders are, and what counts them: no part of the name of a post.
_PRAISE = re.compile(f"^(?:{either(words('posts', 'praise'))})+")
_FROM_ASSUMED = re.compile("^.*(?:担任|兼任|出任|当选|(?<![主责])任)|^.*为(?=.)|^.*(?<![建开])设(?:有|立|置)?(?![施计备])(?=.)")
_BETWEEN = tuple("、与和")  # on one side of those who are listed with others
_PARTY_OFFICES = re.compile("书记$|(?:纪检|组织|宣传|统战)委员$")
# Units whose Party organization is meant where 书记 stands behind their name.
_PARTY_ORGANIZATIONS = ("党组织", "党工委", "党（工）委", "党委", "党总支", "党支部", "支部")
_TWO, _SOME = 2, ("相关", "有关", "主要")
_OFFICES = re.compile("书记|主任|[局区市县镇乡组站所会事书校部处科庭队团社厅挥察]长$|主席|委员|负责人|召集人|领导|干部|成员$")
_HEADS = re.compile("^副?(?P<unit>[省市区县镇乡])长$")  # of the place itself
# Who fills a post is named for it where no body is: 招募民情观察员.
_FILLS = re.compile("(?:选派|派遣|派驻|派出|下派|聘任|聘请|选聘|招募|招聘|招录)(?:了|起)?(?:\\d+余?[名位])?[“‘]?[\u4e00-\u9fff]{0,2}$")
_TEAM = re.compile("队伍")
_JOB = re.compile("..[员师者]$|驻.干部$")  # called so without its body as well
_MUCH_MORE = 3  # times, that the one unit is printed which is meant by its level
_TOWNS = ("镇", "乡")
_LOWER = ("街道", "社区", "乡镇", "镇街", "村")  # levels of which a place has several units
_NAMED_FOR_TASK = re.compile("(?P<task>[^人]{2})人?员$")
_STAFF_OF_LEVEL = re.compile("(?P<level>[县区市镇乡村]|街道|社区|乡镇|镇街)级?(?:领导(?:干部)?|干部|班子(?:成员|领导)|书记|主任)$")
_ORGANIZES = re.compile("^组织(?!部)(?=.)|^组织$")  # the verb: 组织居民代表
_SEATS = ("委员", "代表", "成员")  # which say too little without a board
_BARE = frozenset({"书记", "副书记", "委员", "主任", "副主任", "成员", "组长", "会长", "主席", "领导", "代表"})


def find_posts(context: Context) -> list[Statement]:
    """Return the posts that are printed, each with the body or group in whose name it is printed."""
    posts = _Posts(context)
    for (start, _), noun in post_nouns(context):
        if not posts.is_end_of_place(noun):
            posts.note(posts.with_place(start), noun)
    return posts.found()


class _Posts:
    """The posts found so far, by label."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._by_label: dict[str, Statement] = {}
        self._named = context.by_name("groups", "bodies")
        self._kinds = context.knowledge.learn(BodyKinds)
        self._places = context.mentions("places")
        self._mentions = context.mentions("groups", "bodies")
        self._synonyms = context.knowledge.learn(_learn_synonyms)
        self._sentences = PostSentences(context, self._named)
        self._in: dict[int, list[Statement]] = {}
        self._teams: dict[str, Statement] = {}

    def found(self) -> list[Statement]:
        """Return the posts, and the groups that the holders of some form."""
        return [*self._teams.values(), *dict.fromkeys(self._by_label.values())]

    def with_place(self, start: int) -> int:
        """Return where a phrase begins together with the place whose name goes on into it: 建华社区."""
        return next((span[0] for span, _ in self._places.within(start - _LONGEST_PLACE, start) if span[1] > start), start)

    def is_end_of_place(self, noun: Span) -> bool:
        """Return whether the first character of an office is the last of a place and its second begins another name: 长春市长山花园."""
        if self._context.text[noun[0] + 1 : noun[1]] != "长" or self._context.passages.is_cut_at(noun[1]):
            return False
        around = self._places.within(noun[0] - _LONGEST_PLACE, noun[0] + 2)
        return any(span[1] == noun[0] + 1 or span[0] == noun[0] + 1 for span, _ in around)

    def note(self, start: int, noun: Span) -> None:
        """Keep a post with what is printed of its body before it in its phrase."""
        begin = noun[0] - _TWO
        if (which := self._context.text[begin : noun[0]]) in _SOME and (body := self._ending_at(begin)):
            name = body.label + which + self._context.text[slice(*noun)]
            self._keep([name], (begin - len(body.label), noun[1]), body)  # 物业公司相关负责人
            return
        text, home, office = self._context.text, self._context.home.label, plain_name(self._context.text[slice(*noun)])
        if office == "组长" and text.startswith("小", noun[0] - 1) and (body := self._ending_at(noun[0] + 1)):
            self._keep([body.label + "长"], (noun[0] + 1 - len(body.label), noun[1]), body)  # 村民小组长
            return
        whole = text[start : noun[0]]
        holder = _PRAISE.sub("", _CLASSIFIER.sub("", _FROM_ASSUMED.sub("", whole).removeprefix("”")))
        if (chain := holder.find(home)) > 0 and holder[chain - 1] in "省市州盟区县旗":
            holder = holder[chain:]  # 湖北省宜昌市西陵区网格员
        if (
            (holder == home or plain_name(holder) not in self._named)
            and holder.startswith(home)
            and (len(holder) > len(home) or not _OFFICES.search(office))
        ):
            rest = holder.removeprefix(home)
            holder = rest if not rest.startswith("委") else home[-1] + rest if home[-1] + rest in self._named else holder
        if not office.endswith(("委员", "干事")):
            holder = _ORGANIZES.sub("", holder)
        held = plain_name(holder)
        body, known = self._organization(held, office, noun[0])
        begin = noun[0] - len(holder)
        own = body is not None and body.label == held + office  # 担任社区兼职网格员: who are a group
        if known is None:
            body = self._said(begin, noun[1], held + office, own=own) or body
        qualifier = held if known is None and (is_qualifier(held) or (office in _BARE and is_organ(self._kinds, held))) else ""
        label = (known or qualifier) + office
        bare = known is None and not qualifier
        if body is None or not 2 <= len(label) <= _LONGEST or _NO_POST.search(label) or (bare and label in _BARE and body.label == home):
            return
        if bare and label in _SEATS and not body.label.endswith(BOARDS):
            return
        span = (noun[0] - (len(holder) if known or qualifier else 0), noun[1])
        names = [label]
        if known and (kind := self._kinds.of(known)) and kind[0] != known:
            names.append(kind[0] + office)
        if known and body.section == "bodies" and _JOB.search(office):
            names.append(office)
        self._keep(names, span, body)

    def _said(self, begin: int, end: int, office: str, *, own: bool) -> Statement | None:
        """Return the body that the sentence says a post is held in; what holders form by themselves gives way to units alone."""
        if each := self._sentences.of_each(begin):
            return each
        if own:
            return None
        if is_assumed(self._context.text, begin):
            return self._sentences.given(begin, end, office)
        if office.startswith("兼职委员"):  # 大党委吸纳驻区单位等兼职委员20名
            return self._sentences.taking_in(begin, office, boards=True)
        return self._sentences.sent_into(begin, end)

    def _ending_at(self, end: int) -> Statement | None:
        """Return the body or group whose name ends at a place."""
        around = self._mentions.within(max(0, end - _LONGEST), end)
        return next((one for span, one in around if span[1] == end and self._context.text[span[0] : end].endswith(one.label)), None)

    def _keep(self, names: list[str], span: Span, body: Statement) -> None:
        """Keep a post under its names, together with one in the same body of which a name is the end of the other."""
        label = names[0]
        same = self._by_label.get(label) or self._by_label.get(self._synonyms.get(label, label))
        if same is None:
            same = next((one for one in self._in.get(id(body), ()) if is_end(one.label, label) or is_end(label, one.label)), None)
        if same is None:
            same = Statement("posts", label, [], "noun-of-post", {"post_in": body})
            self._in.setdefault(id(body), []).append(same)
        same.spans.append(span)
        same.aliases += [name for name in dict.fromkeys(names) if name != same.label and name not in same.aliases]
        self._by_label.setdefault(self._synonyms.get(label, label), same)
        self._by_label.setdefault(label, same)

    def _organization(self, holder: str, office: str, place: int) -> tuple[Statement | None, str | None]:
        """Return where a post is held, and the name of it that the post bears, None where it bears none.

        It is what is named before the office, what the holders form, what offices of this name are held in, else the holders themselves.
        """
        if holder and office.endswith("成员") and (one := self._named.get((holder + office).removesuffix("成员"))):
            return one, holder  # 社区两委成员
        if SENT_THERE.match(holder) and is_qualifier(holder) and (unit := self._sentences.unit(holder[1:])):  # 驻村第一书记
            return unit, None
        for start in range(len(holder)):
            name = holder[start:]
            if one := self._party_of(name, office) or self._named.get(name):
                return one, name
        for team in (holder + office, holder + office + "队伍", office, office + "队伍"):
            if team in self._named:
                return self._named[team], None
        for stop in range(len(holder) - 1, 1, -1):
            if one := self._named.get(holder[:stop]):
                return one, holder if is_qualifier(holder[stop:]) else None
        if short := in_short(self._named, holder):
            return short, holder
        inside = next((self._named[office[:stop]] for stop in range(len(office) - 1, 0, -1) if office[:stop] in self._named), None)
        of_level = inside or self._of_level(holder + office, place - len(holder))
        return of_level or self._usual(office, place) or self._named_within(office, place) or self._around(office, place, holder), None

    def _of_level(self, office: str, start: int) -> Statement | None:
        """Return the unit of which the staff of a level are: the only village that is named, of 村干部, else all of them."""
        level = _STAFF_OF_LEVEL.match(office)
        if level is None or (named := self._sentences.unit(level["level"])):
            return named if level else None
        units = [one for one in self._units if one.label.endswith(level["level"])]
        home = self._context.home
        most = max(units, key=lambda one: len(one.spans), default=None)
        alone = most is not None and all(len(most.spans) > _MUCH_MORE * len(one.spans) for one in units if one is not most)
        only = next((one for one in units if one.fields["place"] is home), most if alone else None)
        kind = self._kinds.of(level["level"]) or self._kinds.of_one(level["level"])
        if only or level["level"] not in _LOWER or not kind:
            return only
        return self._group(level["level"], start, kind[1])

    def _named_within(self, office: str, place: int) -> Statement | None:
        """Return the companies that only the names of offices hold: 物业 of 物业经理."""
        name, kind = "物业", self._kinds.of("物业")
        if not office.startswith(name) or kind is None:
            return None
        return self._group(name, place, kind[1])

    def _group(self, name: str, start: int, kind: str) -> Statement:
        """Return the group that a noun before an office names, which nothing else does."""
        fields: dict[str, object] = {"kind": kind, "place": self._context.home}
        return self._teams.setdefault(name, Statement("groups", name, [(start, start + len(name))], "noun-of-a-kind", fields))

    @cached_property
    def _units(self) -> list[Statement]:
        """The bodies that places are."""
        return [one for one in self._context.section("bodies") if one.rule == "place-as-body"]

    def _party_of(self, name: str, office: str) -> Statement | None:
        """Return the Party organization of a unit whose name stands before 书记."""
        if not _PARTY_OFFICES.search(office):
            return None
        return next((self._named[name + party] for party in _PARTY_ORGANIZATIONS if name + party in self._named), None)

    def _usual(self, office: str, place: int) -> Statement | None:
        """Return the body printed last before an office, else first behind it in the sentence, that offices of this name are held in."""
        ends = next((end for noun, end in HELD_IN.items() if office.endswith(noun)), "")
        fits = re.compile(f"(?:{ends})$") if ends else self._for_task(office)
        if fits is None:
            return None
        start, end = self._sentences.sentence(place)
        near = [one for _, one in self._mentions.within(start, end) if fits.search(one.label)]
        if near:
            before = [one for (_, stop), one in self._mentions.within(start, place) if stop <= place and fits.search(one.label)]
            return before[-1] if before else near[0]
        anywhere = {id(one): one for name, one in self._named.items() if fits.search(name)}
        return next(iter(anywhere.values())) if len(anywhere) == 1 else None

    def _for_task(self, office: str) -> re.Pattern[str] | None:
        """Return how the names of bodies end in which a post is held that is called by its task: 议事会 of 议事员, 执法队 of 执法人员."""
        named = _NAMED_FOR_TASK.search(office)
        return re.compile(f"{re.escape(named['task'])}.{{0,2}}[队会室站所团]$") if named else None

    def _around(self, office: str, place: int, holder: str) -> Statement | None:
        """Return what is named before in the sentence, else of an office the home; of those listed with others their group."""
        home = self._named.get(self._context.home.label)
        before = [one for (_, stop), one in self._mentions.within(self._sentences.sentence(place)[0], place) if stop <= place]
        if home and (head := _HEADS.search(office)):
            units = [one for one in (*before[::-1], home) if one.label.endswith(head["unit"])]
            return units[0] if units else self._named.get(head["unit"], home if head["unit"] not in _TOWNS else None)
        if _PARTY_OFFICES.search(office):
            before = [one for one in before if self._is_party(one)] or self._party_before(place)
        if _OFFICES.search(office) or home is None:
            return before[-1] if before else home
        label = (holder if is_qualifier(holder) else "") + office
        span: Span = (place - len(label) + len(office), place + len(office))
        text = self._context.text
        if text[span[0] - 1 : span[0]] not in _BETWEEN and text[span[1] : span[1] + 1] not in _BETWEEN:
            if before or _FILLS.search(text, max(0, span[0] - _LONGEST), span[0]):
                return before[-1] if before else home
            if team := _TEAM.match(text, span[1]):
                label, span = label + team[0], (span[0], team.end())
        return self._holders(label, span, home)

    def _is_party(self, one: Statement) -> bool:
        return self._context.knowledge.is_below("body-kind", one.kind, "party")

    def _party_before(self, place: int) -> list[Statement]:
        """Return the Party organization printed last before a place, if there is one."""
        at = bisect_left(self._party, place, key=itemgetter(0))
        return [self._party[at - 1][1]] if at else []

    @cached_property
    def _party(self) -> list[tuple[int, Statement]]:
        """Where Party organizations are printed, in reading order."""
        return [(start, one) for (start, _), one in self._mentions.within(0, len(self._context.text)) if self._is_party(one)]

    def _holders(self, label: str, span: Span, home: Statement) -> Statement:
        """Return the group that the holders of a post form."""
        kinds = (*(kind for ends, kind in TEAMS_OF.items() if label.removesuffix("队伍").endswith(ends)), "team", home.kind)
        kind = next(one for one in kinds if one == home.kind or self._context.knowledge.knows("body-kind", one))
        if label in self._teams:
            self._teams[label].spans.append(span)
        else:
            self._teams[label] = Statement("groups", label, [span], "holders-of-a-post", {"kind": kind, "place": self._context.home})
        return self._teams[label]


def _learn_synonyms(knowledge: Knowledge) -> dict[str, str]:
    """Return the label of a post of the cases by each other name that it has there."""
    posts = (one for case in knowledge.cases for one in case.posts)
    pairs = ((plain_name(alias), plain_name(one.label.zh)) for one in posts for alias in one.aliases)
    return {alias: label for alias, label in pairs if len(alias) > 2}

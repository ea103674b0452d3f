"""Posts: the nouns that name one, each with the body or group that it is held in. Nobody is named."""

from __future__ import annotations

import re

from cengji.draft.body_kinds import BodyKinds
from cengji.draft.context import Context
from cengji.draft.knowledge import Knowledge
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words
from cengji.text.characters import plain_name

__all__ = ["find_posts"]

# What a longer word goes on with that is no post: 委员会, 律师协会, 书记处.
_GOES_ON = re.compile("[会处部站局]|调解(?!员)|援助|协会|事务所|大会|之家|办公室|工作室|联席")
_NO_POST = re.compile("总书记|记者|贴心人|某|^一委员$")
_LONGEST = 16
_LONGEST_PLACE = 8
# What says which or how good holders are, and what counts them: no part of the name of a post.
_PRAISE = re.compile(f"^(?:{either(words('posts', 'praise'))})+")
_FROM_ASSUMED = re.compile("^.*(?:担任|兼任|当选|(?<![主责])任)|^.*为(?=.)")
_ASSUMED = re.compile("(?:担任|兼任|当选|(?<![主责])任|为)“?$")
# Who takes people in for a post: 大党委吸纳…担任兼职委员
_TAKES_IN = re.compile("吸纳|吸收|选聘|聘请|聘任|推选|选举|推荐|邀请|招募")
# What an office is held in ends so: 组长 in a 组, 站长 in a 站.
_HELD_IN = {
    "组长": "组|专班", "站长": "站", "所长": "所", "局长": "局", "会长": "会|联盟", "理事长": "会", "队长": "队", "队员": "队",
    "校长": "校",
    "主席": "会", "网格长": "网格", "网格员": "网格员队伍|网格队伍|网格", "楼长": "楼栋|楼", "区长": "区政府", "市长": "市政府",
    "县长": "县政府", "镇长": "镇政府", "名师": "名师工作室|名师团队", "书记": "党委|党组织|党工委|党总支|支部",
}  # fmt: skip
# The kind of what the holders form.
_TEAMS_OF = {
    ("楼长", "巷长", "院长", "栋长", "单元长", "楼组长"): "building-lane-yard-heads", ("警",): "law-enforcement-team",
    ("网格员", "网格长"): "grid-worker-team",
}  # fmt: skip
_BETWEEN = tuple("、与和")  # on one side of those who are listed with others
_PARTY_OFFICES = re.compile("书记$")
# Units whose Party organization is meant where 书记 stands behind their name.
_PARTY_ORGANIZATIONS = ("党组织", "党工委", "党（工）委", "党委", "党总支", "党支部", "支部")
_OFFICES = re.compile("书记|主任|[局区市县镇乡组站所会事书校]长$|主席|委员|负责人|召集人|领导|干部|成员$")
_BOARDS = ("工委", "党委", "委员会", "理事会", "议事会", "联盟", "联席会议")  # which have members of their own
_HEADS = re.compile("[省市区县镇乡]长$")  # of the place itself
_BARE = frozenset({"书记", "副书记", "委员", "主任", "副主任", "成员", "组长", "会长", "主席", "领导", "代表"})


def find_posts(context: Context) -> list[Statement]:
    """Return the posts that are printed, each with the body or group in whose name it is printed."""
    pattern = context.knowledge.learn(_pattern)
    posts = _Posts(context)
    for start, end in context.passages.phrases:
        for match in pattern.finditer(context.text, start, end):
            if not _GOES_ON.match(context.text, match.end(), end) and not posts.is_end_of_place(match):
                posts.note(posts.with_place(start), match)
    return posts.found()


def _pattern(knowledge: Knowledge) -> re.Pattern[str]:
    """Return the pattern of the nouns that name a post: the listed ones, and those of the cases that end in none of these."""
    listed = words("posts", "offices")
    names = {plain_name(name) for name, _, _ in knowledge.labelled("posts") if 2 <= len(name) <= 8}
    return re.compile(either({*listed, *(name for name in names if not name.endswith(listed))}))


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
        self._in: dict[int, list[Statement]] = {}
        self._teams: dict[str, Statement] = {}

    def found(self) -> list[Statement]:
        """Return the posts, and the groups that the holders of some form."""
        return [*self._teams.values(), *dict.fromkeys(self._by_label.values())]

    def with_place(self, start: int) -> int:
        """Return where a phrase begins together with the place whose name goes on into it: 建华社区."""
        return next((span[0] for span, _ in self._places.within(start - _LONGEST_PLACE, start) if span[1] > start), start)

    def is_end_of_place(self, match: re.Match[str]) -> bool:
        """Return whether the first character of an office is the last of a place and its second begins another name: 长春市长山花园."""
        if match[0][1:] != "长" or self._context.passages.is_cut_at(match.end()):
            return False
        around = self._places.within(match.start() - _LONGEST_PLACE, match.start() + 2)
        return any(span[1] == match.start() + 1 or span[0] == match.start() + 1 for span, _ in around)

    def note(self, start: int, match: re.Match[str]) -> None:
        """Keep a post with what is printed of its body before it in its phrase."""
        text, home = self._context.text, self._context.home.label
        whole = text[start : match.start()]
        holder = _PRAISE.sub("", _FROM_ASSUMED.sub("", whole).removeprefix("”"))
        if holder.startswith(home) and (len(holder) > len(home) or not _OFFICES.search(match[0])):
            holder = holder.removeprefix(home)
        held = plain_name(holder)
        body, known = self._organization(held, match[0], match.start())
        begin = match.start() - len(holder)
        if known is None and _ASSUMED.search(text, max(0, begin - 3), begin):
            body = self._led_behind(match.end()) or self._sent_to(begin) or self._taking_in(begin, match[0]) or body
        qualifier = held if known is None and _is_qualifier(held) else ""
        label = (known or qualifier) + match[0]
        bare = known is None and not qualifier
        if body is None or not 2 <= len(label) <= _LONGEST or _NO_POST.search(label) or (bare and label in _BARE and body.label == home):
            return
        span = (match.start() - (len(holder) if known or qualifier else 0), match.end())
        names = [label]
        if known and (kind := self._kinds.of(known)) and kind[0] != known:
            names.append(kind[0] + match[0])
        self._keep(names, span, body)

    def _led_behind(self, end: int) -> Statement | None:
        """Return the body that somebody leads as what is printed before: 由区长任主任的委员会."""
        if not self._context.text.startswith("的", end):
            return None
        return next((one for (start, _), one in self._mentions.within(end + 1, end + 2) if start == end + 1), None)

    def _sent_to(self, place: int) -> Statement | None:
        """Return the body that somebody is sent to for a post: 到社区任第一书记."""
        start = place - len(_ASSUMED.search(self._context.text, max(0, place - 3), place)[0])  # type: ignore[index]  # it is asked before
        around = self._mentions.within(max(0, start - _LONGEST), start)
        return next((one for span, one in around if span[1] == start and self._context.text[span[0] - 1] in "到赴"), None)

    def _taking_in(self, place: int, office: str) -> Statement | None:
        """Return the body before a verb by which people are taken in for a post printed behind it in the sentence."""
        start = self._sentence(place)[0]
        verbs = list(_TAKES_IN.finditer(self._context.text, start, place))
        before = [one for (_, stop), one in self._mentions.within(start, verbs[-1].start()) if stop <= verbs[-1].start()] if verbs else []
        boards = [one for one in before if one.label.endswith(_BOARDS)] if office.endswith("委员") else []
        return (boards or before)[-1] if before else None

    def _keep(self, names: list[str], span: Span, body: Statement) -> None:
        """Keep a post under its names, together with one in the same body of which a name is the end of the other."""
        label = names[0]
        same = self._by_label.get(label) or self._by_label.get(self._synonyms.get(label, label))
        if same is None:
            same = next((one for one in self._in.get(id(body), ()) if one.label.endswith(label) or label.endswith(one.label)), None)
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
        for start in range(len(holder)):
            name = holder[start:]
            if one := self._party_of(name, office) or self._named.get(name):
                return one, name
        for team in (holder + office, holder + office + "队伍", office, office + "队伍"):
            if team in self._named:
                return self._named[team], None
        for stop in range(len(holder) - 1, 1, -1):
            if one := self._named.get(holder[:stop]):
                return one, holder if _is_qualifier(holder[stop:]) else None
        inside = next((self._named[office[:stop]] for stop in range(len(office) - 1, 0, -1) if office[:stop] in self._named), None)
        return inside or self._usual(office, place) or self._around(office, place, holder), None

    def _party_of(self, name: str, office: str) -> Statement | None:
        """Return the Party organization of a unit whose name stands before 书记."""
        if not _PARTY_OFFICES.search(office):
            return None
        return next((self._named[name + party] for party in _PARTY_ORGANIZATIONS if name + party in self._named), None)

    def _usual(self, office: str, place: int) -> Statement | None:
        """Return the body printed last before an office, else first behind it in the sentence, that offices of this name are held in."""
        ends = next((end for noun, end in _HELD_IN.items() if office.endswith(noun)), "")
        if not ends:
            return None
        fits = re.compile(f"(?:{ends})$")
        start, end = self._sentence(place)
        near = [one for _, one in self._mentions.within(start, end) if fits.search(one.label)]
        if near:
            before = [one for (_, stop), one in self._mentions.within(start, place) if stop <= place and fits.search(one.label)]
            return before[-1] if before else near[0]
        anywhere = {id(one): one for name, one in self._named.items() if fits.search(name)}
        return next(iter(anywhere.values())) if len(anywhere) == 1 else None

    def _around(self, office: str, place: int, holder: str) -> Statement | None:
        """Return what is named before in the sentence, else of an office the home; of those listed with others their group."""
        home = self._named.get(self._context.home.label)
        if home and _HEADS.search(office):
            return home
        if _OFFICES.search(office) or home is None:
            before = [one for (_, stop), one in self._mentions.within(self._sentence(place)[0], place) if stop <= place]
            return before[-1] if before else home
        label = (holder if _is_qualifier(holder) else "") + office
        span: Span = (place - len(label) + len(office), place + len(office))
        text = self._context.text
        if text[span[0] - 1 : span[0]] not in _BETWEEN and text[span[1] : span[1] + 1] not in _BETWEEN:
            before = [one for (_, stop), one in self._mentions.within(self._sentence(place)[0], place) if stop <= place]
            return before[-1] if before else None
        kinds = (*(kind for ends, kind in _TEAMS_OF.items() if label.endswith(ends)), "team", home.kind)
        kind = next(one for one in kinds if one == home.kind or self._context.knowledge.knows("body-kind", one))
        if label in self._teams:
            self._teams[label].spans.append(span)
        else:
            self._teams[label] = Statement("groups", label, [span], "holders-of-a-post", {"kind": kind, "place": self._context.home})
        return self._teams[label]

    def _sentence(self, place: int) -> Span:
        number = self._context.passages.sentence_at(place)
        return self._context.passages.sentences[number] if number >= 0 else (0, len(self._context.text))


_QUALIFIER = re.compile(f"(?:{either(words('posts', 'qualifiers'))})+")


def _is_qualifier(holder: str) -> bool:
    """Return whether what stands before a noun says which kind of post it is."""
    return _QUALIFIER.fullmatch(holder) is not None


def _learn_synonyms(knowledge: Knowledge) -> dict[str, str]:
    """Return the label of a post of the cases by each other name that it has there."""
    posts = (one for case in knowledge.cases for one in case.posts)
    pairs = ((plain_name(alias), plain_name(one.label.zh)) for one in posts for alias in one.aliases)
    return {alias: label for alias, label in pairs if len(alias) > 2}

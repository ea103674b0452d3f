"""People of a kind who are spoken of as a mass: Party members, residents, cadres. Nobody is named."""

from __future__ import annotations

import re

from cengji.draft.context import Context
from cengji.draft.knowledge import Knowledge, most_common
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words, words_by_name
from cengji.text.characters import plain_name

__all__ = ["find_person_groups"]

# What goes on with another word is no such people: 居民小区, 党员中心户, 业主委员会.
_GOES_ON = re.compile(
    "性|小区|党员|小组|委员会|人才|中心户|大会|之家|代表|楼|住宅|自治章程|会(?!议)|身份|组织|书记|先锋|(?<=员)评议|(?<=民)区|书屋|食堂|驿站|公寓|宿舍|活动室|[学党]校|医院|大学|联合|党?支部|党总支|党委|协会|联盟"
)
_OF_CITIES = re.compile("[政宗革盟建营企生主族间兵情意事办]")  # 市民政局, 城市民生: behind 市民
# What only looks so across two words.
_ACROSS = {"职工": re.compile("作"), "业主": re.compile("[体导管营要题线动攻]")}
_BEFORE_OWNER = tuple("企产行农工商就创专作")
_NOT_BEFORE = re.compile("[非某]$")
_NO_PEOPLE = frozenset({"企业", "社会组织", "两新组织", "新社会组织", "新经济组织", "辖区企业"})
# What says which people they are, right before the noun.
_WHICH = re.compile(f"(?:{either(words('general', 'people'))})+$")
_ALL = re.compile("^(?:普通|广大|全体)")
_TEAM = re.compile("队伍")
_POSTS = frozenset({"grid-workers"})  # kinds of people who are told by their posts
_STAFF = frozenset({"community-workers", "community-secretaries"})  # who are told by their posts unless they are counted or a team
_CADRES_OF_BODIES = re.compile("(?:社区|[)]|街道|乡镇|村|机关|机关优秀|离任)干部$")
# Nouns for the same people.
_SAME = {
    "人民群众": "群众", "居民群众": "群众", "党员群众": "群众", "百姓": "群众", "老百姓": "群众", "共产党员": "党员",
    "全体党员": "党员", "困难家庭": "困难群众", "生活困难群众": "困难群众",
}  # fmt: skip
_OF_UNITS = re.compile("^(?:机关|企业|单位|企事业单位|社区|小区|街道|村)+(?=(?:在职|退休|社工|社区后备|老旧小区|流动|无职)党员$)")
_WIDE = frozenset({"干部", "人才", "领导"})  # people of these only where it is said which, or they are counted
_LEVELS_OF_RESIDENTS = re.compile("^(?:社区|小区|街道|村|辖区内?)+(?=居民$)")


def find_person_groups(context: Context) -> list[Statement]:
    """Return the people of a kind, those named by one noun together; a number of them is a group of its own."""
    kinds = context.knowledge.learn(_kinds)
    pattern = context.knowledge.learn(_pattern)
    places = {place for one in context.section("places") for start, end in one.spans for place in range(start + 1, end)}
    found: dict[str, Statement] = {}
    for start, end in context.passages.phrases:
        for match in pattern.finditer(context.text, start, end):
            inside = next((at for at in range(match.start(), match.end()) if at in places), None)
            if inside is None and not _goes_on(context.text, match):
                begin = next((at for at in range(match.start(), start, -1) if at - 1 in places), start)
                _note(context, kinds, begin, match, found)
    return list(dict.fromkeys(found.values()))


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Return whether a noun for people is part of another word or of a title: 居民小区, 市民政局, 《重点人员走访册》."""
    line = text.rfind("\n", 0, match.start()) + 1
    if text.rfind("《", line, match.start()) > text.rfind("》", line, match.start()):
        return True
    if match[0] in _ACROSS and (_ACROSS[match[0]].match(text, match.end()) or text[match.start() - 1 : match.start()] in _BEFORE_OWNER):
        return True  # 专兼职工作人员, 企业主体
    return _GOES_ON.match(text, match.end()) is not None or (match[0] == "市民" and _OF_CITIES.match(text, match.end()) is not None)


def _note(context: Context, kinds: dict[str, str], start: int, match: re.Match[str], found: dict[str, Statement]) -> None:
    text, noun = context.text, plain_name(match[0])
    which = _WHICH.search(text, start, match.start())
    begin = which.start() if which else match.start()
    counted = context.passages.counts.get(begin)
    if noun in _WIDE and not which and not counted:
        return
    label = _ALL.sub("", plain_name(text[begin : match.start()]) + noun)
    span: Span = (counted.start if counted else begin, match.end())
    team = _TEAM.match(text, match.end())
    if team and label + "队伍" in context.by_name("bodies", "groups"):
        return  # a team by that name
    if team:
        label, span = label + "队伍", (span[0], team.end())
    if _CADRES_OF_BODIES.search(label) or (kinds[match[0]] in _STAFF and not team and not counted):
        return
    bare = _OF_UNITS.sub("", _LEVELS_OF_RESIDENTS.sub("", label))
    bare = _SAME.get(bare, bare)
    same = found.get(label) or found.get(bare)
    if same is None:
        found[label] = Statement("person_groups", label, [span], "audience", {"kind": kinds[match[0]], "place": context.home})
        found.setdefault(bare, found[label])
        return
    same.spans.append(span)
    if label != same.label and label not in same.aliases:
        same.aliases.append(label)


def _pattern(knowledge: Knowledge) -> re.Pattern[str]:
    return re.compile(either(knowledge.learn(_kinds)))


def _kinds(knowledge: Knowledge) -> dict[str, str]:
    """Return the kind of people by noun: of the packaged list, of the scheme, and as the cases at hand have it."""
    listed = {noun: kind for kind, nouns in words_by_name("people").items() for noun in nouns}
    votes: dict[str, list[str]] = {}
    for name, item, _ in knowledge.labelled("person_groups"):
        if 2 <= len(name) <= 5:
            votes.setdefault(name, []).append(getattr(item, "kind", ""))
    learnt = {name: most_common(kinds) or "" for name, kinds in votes.items()}
    named = listed | knowledge.names("audience") | {name: kind for name, kind in learnt.items() if not _says_more(name, kind, listed)}
    return {
        name: kind
        for name, kind in named.items()
        if len(name) > 1 and name not in _NO_PEOPLE and kind not in _POSTS and knowledge.knows("audience", kind)
    }


def _says_more(name: str, kind: str, nouns: dict[str, str]) -> bool:
    """Return whether a name is a noun for the same people with something before it: 小区居民."""
    return any(name[start:] in nouns and nouns[name[start:]] == kind for start in range(1, len(name) - 1))

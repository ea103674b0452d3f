"""People: posts by the nouns that name one, groups of persons by the names of audiences. Nobody is named."""

from __future__ import annotations

import re

from cengji.draft.context import Context
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words
from cengji.text.characters import plain_name
from cengji.text.persons import is_person

__all__ = ["find_person_groups", "find_posts"]

# What may stand behind a post: nothing, its holder, or what its holders form.
_BEHIND = re.compile("队伍|岗位|名单|岗|职业化|职业体系|人才|等")
_NO_POST = re.compile("总书记|我|他|记者|贴心人|某")
_IN_GRIDS = frozenset({"网格员", "专职网格员", "网格长"})
_LONGEST = 16
_TOO_WIDE = frozenset({"干部", "人才", "企业", "社会组织"})


def find_posts(context: Context) -> list[Statement]:
    """Return the posts that are printed, each with the body or group in whose name it is printed."""
    learnt = {plain_name(name) for name, _, _ in context.knowledge.labelled("posts") if 2 <= len(name) <= 8}
    pattern = re.compile(either({*words("posts", "offices"), *learnt}))
    organizations = _Organizations(context)
    found: dict[str, Statement] = {}
    for phrase in context.passages.phrases:
        start, end = phrase
        for match in pattern.finditer(context.text, start, end):
            if _is_post(context, match.end(), end):
                _note_post(
                    context, organizations, (max(start, context.text.rfind("任", start, match.start()) + 1), match.end()), match, found
                )
    return list(found.values())


def _note_post(context: Context, organizations: _Organizations, span: Span, match: re.Match[str], found: dict[str, Statement]) -> None:
    text = context.text
    home = context.home.label
    begin = span[0] + len(home) if text.startswith(home, span[0]) and match.start() > span[0] + len(home) else span[0]
    holder = plain_name(text[begin : match.start()])
    body, known = organizations.of(holder, match[0], match.start())
    label = (known or holder) + match[0]
    if not 2 <= len(label) <= _LONGEST or _NO_POST.search(label) or body is None:
        return
    if label in found:
        found[label].spans.append((begin, span[1]))
    else:
        found[label] = Statement("posts", label, [(begin, span[1])], "noun-of-post", {"post_in": body})


class _Organizations:
    """The bodies and groups, asked for the one that a post is held in."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._named = context.by_name("groups", "bodies")
        self._mentions = context.mentions("groups", "bodies")

    def of(self, holder: str, office: str, place: int) -> tuple[Statement | None, str]:
        """Return where a post is held, and the name of it that the post bears, empty where it bears none.

        It is what the holders form, what is named before the office, else what is printed last before it in the sentence.
        """
        formed = next(
            (self._named[name] for name in (holder + office, holder + office + "队伍", office, office + "队伍") if name in self._named),
            None,
        )
        if formed:
            return formed, ""
        for start in range(len(holder)):
            if one := self._named.get(holder[start:]):
                return one, holder[start:]
        for stop in range(len(holder) - 1, 1, -1):
            if one := self._named.get(holder[:stop]):
                return one, ""
        whole = holder + office
        inside = next((self._named[whole[:stop]] for stop in range(len(whole) - 1, 0, -1) if whole[:stop] in self._named), None)
        usual = self._named.get("网格") if office in _IN_GRIDS else None
        return inside or usual or self._before(place) or self._named.get(self._context.home.label), ""

    def _before(self, place: int) -> Statement | None:
        number = self._context.passages.sentence_at(place)
        start = self._context.passages.sentences[number][0] if number >= 0 else 0
        before = [one for (_, end), one in self._mentions.within(start, place) if end <= place]
        return before[-1] if before else None


def _is_post(context: Context, place: int, end: int) -> bool:
    """Return whether what stands behind the noun in its phrase lets it be a post."""
    rest = plain_name(context.text[place:end])
    return not rest or rest.startswith("任") or _BEHIND.match(rest) is not None or is_person(rest)


def find_person_groups(context: Context) -> list[Statement]:
    """Return the people of a kind that are spoken of as a mass."""
    names = context.knowledge.names("audience")
    found: dict[str, Statement] = {}
    for start, end in context.passages.phrases:
        plain = plain_name(context.text[start:end])
        known = next((plain[at:] for at in range(len(plain)) if plain[at:] in names), None)
        if not known or len(plain) > _LONGEST or known in _TOO_WIDE or len(known) < 2:
            continue
        counted = context.passages.counts.get(start)
        span: Span = (counted.start if counted else start, end)
        if plain in found:
            found[plain].spans.append(span)
        else:
            found[plain] = Statement("person_groups", plain, [span], "audience", {"kind": names[known], "place": context.home})
    return list(found.values())

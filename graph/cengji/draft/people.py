"""People: posts by the nouns that name one, groups of persons by the names of audiences. Nobody is named."""

from __future__ import annotations

import re

from cengji.draft.context import Context
from cengji.draft.knowledge import plain_name
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words
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
    organizations = context.by_name("groups", "bodies")
    found: dict[str, Statement] = {}
    for start, end in context.passages.phrases:
        matches = [match for match in pattern.finditer(context.text, start, end) if _is_post(context, match.end(), end)]
        if not matches:
            continue
        last = matches[-1]
        begin = _begin(context, start, last)
        label = plain_name(context.text[begin : last.end()])
        if not 2 <= len(label) <= _LONGEST or _NO_POST.search(label):
            continue
        if label in found:
            found[label].spans.append((begin, last.end()))
            continue
        holder = plain_name(context.text[begin : last.start()])
        body = (
            organizations.get(holder)
            or (organizations.get("网格") if last[0] in _IN_GRIDS else None)
            or organizations.get(context.home.label)
        )
        fields: dict[str, object] = {"post_in": body} if body else {}
        if fields:
            found[label] = Statement("posts", label, [(begin, last.end())], "noun-of-post", fields)
    return list(found.values())


def _begin(context: Context, start: int, match: re.Match[str]) -> int:
    """Return where the name of a post begins: behind a quote that closes before it, and behind the home."""
    closing = context.text.rfind("、", start, match.start())
    start = max(start, closing + 1)
    home = context.home.label
    return start + len(home) if context.text.startswith(home, start) and match.start() > start + len(home) else start


def _is_post(context: Context, place: int, end: int) -> bool:
    """Return whether what stands behind the noun in its phrase lets it be a post."""
    rest = plain_name(context.text[place:end])
    return not rest or _BEHIND.match(rest) is not None or is_person(rest)


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

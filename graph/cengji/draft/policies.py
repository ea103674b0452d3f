"""Cited documents: official papers that the text names by their title, 出台《楼长考核办法》, with the measures that they set out."""

from __future__ import annotations

import re

from cengji.draft.context import Context
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words
from cengji.text.characters import plain_name

__all__ = ["find_policies", "sort_of_paper"]

_SORT = f"(?:{either(words('policies', 'which'))})?(?:{either(words('policies', 'sorts'))})"
_SORTED = re.compile(f"{_SORT}(?=(?:[（(][^（）()]{{1,8}}[）)])?$)")
_TITLE = re.compile("《(?P<title>[^《》\n]{2,60})》")


def find_policies(context: Context) -> list[Statement]:
    """Return the papers that are cited, each once; what is named in a title and a measure rests on it. Books and newspapers are none."""
    found: dict[str, Statement] = {}
    measures = context.mentions("measures")
    for match in context.passages.matches(_TITLE):
        title, span = match["title"].strip(), match.span("title")
        if not sort_of_paper(title) or not context.passages.is_prose(span[0]):
            continue
        policy = found.setdefault(plain_name(title), Statement("policies", title, [], "cited-title", {"title": title, "basis_of": []}))
        policy.spans.append(span)
        based = policy.fields["basis_of"]
        if isinstance(based, list):
            based += [one for _, one in measures.within(match.start(), match.end()) if one not in based]
    return list(found.values())


def sort_of_paper(title: str) -> str | None:
    """Return what sort of official paper a title says it is, with what describes it: 实施方案; None if it says none."""
    sort = _SORTED.search(title.strip("”"))
    return sort[0] if sort else None

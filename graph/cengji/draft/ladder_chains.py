"""Chains of bodies that stand in quotation marks with dashes between them, of which all rungs are taken up: “社区党委—网格党支部”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cengji.draft.body_kinds import BodyKinds
from cengji.draft.context import Context
from cengji.draft.item_lists import COUNTS
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.text.characters import plain_name

__all__ = ["quoted_chains"]

_DASH = "(?:—{1,2}|–|－|→|-{1,2}>?)"
_NAME = "[\u4e00-\u9fff()（）]{2,14}"
_QUOTED = re.compile(f"“(?P<rungs>{_NAME}(?:{_DASH}{_NAME}){{2,6}})”")
_ITEM = re.compile(_NAME)
_ASIDE = re.compile("[(（][^()（）]*[)）]$")  # 网格党支部（党小组）
_FEWEST_KNOWN = 2
_COUNT = re.compile("的?(?P<count>[三四五六七])级")
_HOLDERS = "team"  # the kind of rungs that no noun tells


def quoted_chains(context: Context) -> Iterator[tuple[list[tuple[Span, Statement]], list[Statement]]]:
    """Yield the rungs of each such chain of three or more, and the groups that are to be made for those that are not known.

    At least two and half of the rungs have to be known bodies or groups, and all others bodies or people by their names.
    """
    names = context.by_name("groups", "bodies", "person_groups")
    kinds = context.knowledge.learn(BodyKinds)
    for match in _QUOTED.finditer(context.text):
        items = [(item.span(), item[0]) for item in _ITEM.finditer(context.text, *match.span("rungs"))]
        known = [names.get(plain_name(name)) or names.get(plain_name(_ASIDE.sub("", name))) for _, name in items]
        there = sum(one is not None and one.section in ("groups", "bodies") for one in known)
        told = [None if one else kinds.of(name) for one, (_, name) in zip(known, items, strict=True)]
        counted = _COUNT.match(context.text, match.end())
        if counted and COUNTS[counted["count"]] == len(items):
            told = [kind or (None if one else ("", _HOLDERS)) for one, kind in zip(known, told, strict=True)]  # …—党员骨干—服务管家”五级
        if there < max(_FEWEST_KNOWN, len(items) / 2) or not all(known[at] or told[at] for at in range(len(items))):
            continue
        chain: list[tuple[Span, Statement]] = []
        made: list[Statement] = []
        for (span, name), one, kind in zip(items, known, told, strict=True):
            body = one
            if body is None and kind is not None:
                body = names[plain_name(name)] = Statement("groups", name, [], "listed-level", {"kind": kind[1], "place": context.home})
                made.append(body)
            if body is not None:
                if body in made:
                    body.spans.append(span)
                chain.append((span, body))
        yield chain, made

"""One body or group under several names: 支部 and 党支部, 基层党组织 and 党组织, a long name and its end."""

from __future__ import annotations

import re

from cengji.draft.body_kinds import BodyKinds
from cengji.draft.statements import Statement

__all__ = ["merge_synonyms"]

_WIDENING = re.compile("(?:各级|基层|城市|广大|全体|相关|有关|各)+(?=[\u4e00-\u9fff]{2})")  # says nothing about which ones
_BRANCH = re.compile("(?<!党)支部$")
_SHORTENED = ("service-outlet", "team", "joint", "enterprise", "owners", "residents")  # kinds whose names are cut short when printed again
_SHORTEST = 3  # characters of a name cut short


def merge_synonyms(kinds: BodyKinds, found: dict[str, Statement]) -> None:
    """Put groups that are one under several names together: the first keeps its label, the others become aliases."""
    by_end: dict[str, list[str]] = {}
    for name in found:
        by_end.setdefault(name[-_SHORTEST:], []).append(name)
    for label, one in list(found.items()):
        if one.section != "groups" or found.get(label) is not one:
            continue
        names = (_WIDENING.sub("", label, count=1), _BRANCH.sub("党支部", label))
        other = next((found[name] for name in names if name != label and name in found), None) or _longer(
            kinds, label, one, {name: found[name] for name in by_end[label[-_SHORTEST:]]}
        )
        if other is not None and other is not one and other.section == "groups":
            other.spans += one.spans
            other.aliases += [name for name in (one.label, *one.aliases) if name not in other.aliases]
            found[label] = other


def _longer(kinds: BodyKinds, label: str, one: Statement, found: dict[str, Statement]) -> Statement | None:
    """Return the only longer name that was printed before and ends in this one."""
    if len(label) < _SHORTEST or not any(kinds.is_below(one.kind, kind) for kind in _SHORTENED):
        return None
    longer = [other for name, other in found.items() if len(name) > len(label) and name.endswith(label) and other is not one]
    return longer[0] if len(longer) == 1 and longer[0].start < one.start else None

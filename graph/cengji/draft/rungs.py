"""What makes a ladder of a chain of bodies: the tiers of its rungs, its kind and line by the words around."""

from __future__ import annotations

import re
from itertools import pairwise

from cengji.draft.context import Context
from cengji.draft.levels import RANKS
from cengji.draft.passages import Span
from cengji.draft.statements import Statement

__all__ = ["Chain", "are_joined", "descends", "highest_first", "make_ladder", "tier_of"]

Chain = list[tuple[Span, Statement]]
"""Bodies with where they are printed, as rungs in their order."""

_ESCALATES = re.compile("上报|逐级报|层层报|提级|呈报|报告|反映")
_DISPATCH = re.compile("派发|派单|交办|转办|流转")
_LINES = (("party", "party"), ("service-outlet", "service-outlet"), ("team", "team"), ("joint", "party"), ("representative", "deputies"))
_LONGEST_LABEL = 60
_SUBDISTRICT = RANKS.index("subdistrict")  # between it and communities there may be areas
_NEAR = 4  # characters behind a chain that tell what passes along it


def highest_first(context: Context, chain: Chain) -> Chain:
    """Return a chain from its highest rung down: one whose tiers rise throughout, as far as they are told, is turned round."""
    tiers = [tier for _, one in chain if (tier := tier_of(context, one)) in RANKS]  # 楼栋—居民小组—社区居委会: one may tell none
    return chain[::-1] if len(tiers) > 1 and all(descends(below, above) for above, below in pairwise(tiers)) else chain


def descends(above: str | None, below: str | None) -> bool:
    """Return whether both are tiers and the second is the lower one."""
    return above in RANKS and below in RANKS and RANKS.index(above) < RANKS.index(below)


def are_joined(context: Context, parts: Span, whole: Span) -> bool:
    """Return whether what is printed first is put together into fewer of what follows: 9个社区划分为三个片区联盟."""
    many, few = context.passages.number_of(parts), context.passages.number_of(whole)
    return many is not None and few is not None and few < many


def tier_of(context: Context, one: Statement) -> str | None:
    """Return the usual tier of the kind of a body, or of the nearest broader one."""
    concepts = context.knowledge.schemes.get("body-kind", {})
    kind: str | None = one.kind
    while kind and kind in concepts:
        if concepts[kind].tier:
            return concepts[kind].tier
        kind = concepts[kind].broader
    if one.fields.get("tier"):
        return str(one.fields["tier"])
    return next((tier for noun, tier in _TIER_NOUNS.items() if one.label.startswith(noun)), None)


# What a name begins with tells the tier where its kind does not.
_TIER_NOUNS = {
    "省": "province", "市": "prefecture", "区域": "area", "片区": "sub-community", "区": "county", "县": "county", "街": "subdistrict",
    "镇": "subdistrict", "乡": "subdistrict", "社区": "community", "村": "community", "网格": "grid", "小区": "estate", "楼": "building",
}  # fmt: skip


def make_ladder(context: Context, rule: str, kind: str, chain: Chain) -> Statement:
    """Return the ladder of a chain; what would be command may be told otherwise by the words around. Printed chains give parents."""
    start, end = min(span[0] for span, _ in chain), max(span[1] for span, _ in chain)
    kinds = [one.kind for _, one in chain]
    if rule != "put-together" and kind == "command" and _DISPATCH.search(context.text, start, end + _NEAR):
        kind = "dispatch"
    elif rule != "put-together" and kind == "command" and _ESCALATES.search(context.text, start, end + 2 * _NEAR):
        kind = "escalation"
    if all(one.label.endswith("代表") or context.knowledge.is_below("body-kind", one.kind, "representative") for _, one in chain):
        kind = "representation"
    line = next((line for above, line in _LINES if context.knowledge.is_below("body-kind", kinds[0], above)), "administrative")
    rungs: dict[str, dict[str, object]] = {}
    for span, one in chain:
        tier = tier_of(context, one)
        if one.rule != "place-as-body" and tier:
            one.fields.pop("tier", None)  # the ladder says it
        rungs.setdefault(one.label, {"body": one, "tier": tier, "evidence": [span]})
    label = "—".join(one.label for one in dict.fromkeys(other for _, other in chain))
    fields: dict[str, object] = {"line": line, "kind": kind, "place": context.home, "rungs": list(rungs.values())}
    ranks = [RANKS.index(tier) if (tier := tier_of(context, one)) in RANKS else -1 for _, one in chain]
    adjoining = line == "administrative" and all(below - above <= 1 + (above == _SUBDISTRICT) for above, below in pairwise(ranks))
    goes_down = all(-1 < above < below for above, below in pairwise(ranks))
    # Of those who only act together none is above another.
    is_chain = rule in ("printed-chain", "listed-levels") and (kind != "enumeration" or goes_down)
    if is_chain or (rule == "put-together" and adjoining):
        for (_, above), (_, below) in pairwise(chain):
            if below is not above:
                below.fields.setdefault("parent", above)
    return Statement("ladders", label[:_LONGEST_LABEL], [(start, end)], rule, fields)

"""Ladders: chains that are printed, lists of one noun by levels, and the bodies of a line put together by their tiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from cengji.draft.context import Context
from cengji.draft.ladder_chains import quoted_chains
from cengji.draft.levels import RANKS, listed_levels
from cengji.draft.rungs import Chain, are_joined, descends, highest_first, make_ladder, tier_of
from cengji.draft.statements import Statement

__all__ = ["find_ladders"]

_LINK = re.compile(r"”?(?:[(（][\u4e00-\u9fff]{2,8}[)）])? *(?:—{1,2}|–|－|→|-+>?|(?P<plus>[+＋])) *“?")  # 网格党支部（党小组）—党员中心户
_QUOTED_LIST = re.compile("“([^“”]{2,20}(?:、[^“”、]{2,20})+)”")
_STEP = re.compile("(?!为)[\u4e00-\u9fff]{2,6}、")
_SETS_UP = re.compile("下设|下辖|下属|设立|划分为")
_BY_THEM = re.compile("(?:[由经对请向]|牵头)$")  # 由小区党支部、楼栋党小组统领: they do it together
_WHERE = re.compile("在[^，,。；;、]{0,3}$")  # 在每个小区设立议事厅 says where
_ROLES = re.compile("为(?:主体|龙头|核心|纽带|支撑|骨干|延伸|基础|补充|末梢|主干|抓手|统领)")
_LAYERS = re.compile("[两二三四五六]个?(?:层面|层级|级)")
_ONLY_TOGETHER = re.compile("”?(?:[两三四五六]级)?(?:联动|协同|贯通)(?!(?:的)?(?:指挥|领导|管理|组织|服务))")
_LEADS = re.compile("抓|(?<![纳接代托])管|带|领|统|引|导")
_MAY_REPEAT = ("list-by-level", "printed-chain")  # what is printed within a list of levels
_MOST_EVIDENCES = 4
_FEWEST_TIERS = 3
_COUNTY = re.compile("(?:城区|区|县|县级市)级?党委")
_LINES = frozenset({"governance-unit", "party", "service-outlet", "team", "joint", "representative", "government"})
_FEWEST_UNITS = 4  # of places, which articles name without saying how they are tied
# Lines whose bodies are put together by tier, and the kind that these are narrower than.
_TOGETHER = (("administrative", "governance-unit", ("county", "subdistrict", "community", "grid")), ("party", "party", RANKS))


def find_ladders(context: Context) -> list[Statement]:
    """Return the ladders of a document, the printed ones first."""
    bodies = [one for one in context.section("groups", "bodies") if one.rule != "place-as-body"]
    mentions = sorted(((span, one) for one in bodies for span in one.spans), key=lambda pair: pair[0])  # those of one span stay in order
    found: dict[tuple[str, ...], Statement] = {}
    levels: list[Statement] = []
    of_levels = []
    for chain, made in listed_levels(context):
        levels += made
        of_levels.append(("listed-levels", _kind_behind(context, chain), chain))
    for chain, made in quoted_chains(context):
        levels += made
        of_levels.append(("printed-chain", _kind_behind(context, chain), chain))
    for rule, kind, chain in (
        *of_levels,
        *_chains(context, mentions),
        *_clauses(context),
        *_steps(context, mentions),
        *_lists(context, mentions),
    ):
        ordered = highest_first(context, chain)
        rungs = tuple(dict.fromkeys(one.label for _, one in ordered))
        if len(rungs) >= 2 and rungs not in found and not (rule in _MAY_REPEAT and _is_within(chain, of_levels)):
            found[rungs] = make_ladder(context, rule, kind, ordered)
    return [*levels, *found.values(), *_put_together(context, found.values())]


def _is_within(chain: Chain, others: list[tuple[str, str, Chain]]) -> bool:
    """Return whether a chain is printed within another one of these."""
    return any(other is not chain and other[0][0][0] <= chain[0][0][0] and chain[-1][0][0] < other[-1][0][1] for _, _, other in others)


def _put_together(context: Context, printed: Iterable[Statement]) -> Iterator[Statement]:
    """Yield a ladder of each line of which bodies of three tiers or more are printed, though no chain of so many: of the most printed."""
    lines = {str(one.fields["line"]) for one in printed if len(one.fields["rungs"]) >= _FEWEST_TIERS}  # type: ignore[arg-type]  # a list
    for line, above, tiers in _TOGETHER:
        by_tier: dict[str, Statement] = {}
        for one in context.section("bodies", "groups"):
            is_home = one.rule == "place-as-body" and one.fields.get("place") is context.home
            is_plain = (
                (one.rule == "organ" and one.kind != "party-department")
                or one.label in context.knowledge.names("body-kind")
                or _COUNTY.fullmatch(one.label)
            )
            elsewhere = isinstance(place := one.fields.get("place"), Statement) and not _is_of_line(place, context.home)
            tier = tier_of(context, one) if one.spans and not elsewhere and (is_home or is_plain) else None
            if tier and tier in tiers and context.knowledge.is_below("body-kind", one.kind, above):
                known = by_tier.get(tier)
                if known is None or len(one.spans) > len(known.spans):
                    by_tier[tier] = one
        chained = [{str(rung["body"].label) for rung in ladder.fields["rungs"]} for ladder in printed]  # type: ignore[attr-defined]
        if any(len(told & {one.label for one in by_tier.values()}) > 1 for told in chained):
            continue
        chain = [(by_tier[tier].spans[0], by_tier[tier]) for tier in tiers if tier in by_tier]
        if len(chain) >= (_FEWEST_TIERS if line == "party" else _FEWEST_UNITS) and line not in lines:
            ladder = make_ladder(context, "put-together", "command" if line == "party" else "enumeration", chain)
            for rung, (_, one) in zip(ladder.fields["rungs"], chain, strict=True):  # type: ignore[call-overload]  # a list of mappings
                rung["evidence"] = one.spans[:_MOST_EVIDENCES]
            ladder.spans = []
            ladder.fields["status"] = "inferred"
            ladder.note = "由各处提到的单位按层级合成"
            yield ladder


def _is_of_line(place: Statement, home: Statement) -> bool:
    """Return whether a place is that of the case, lies in it or holds it."""
    return any(_holds(*pair) for pair in ((place, home), (home, place)))


def _holds(place: Statement, other: object) -> bool:
    """Return whether a place is another one or holds it."""
    while isinstance(other, Statement) and other is not place:
        other = other.fields.get("part_of")
    return other is place


def _chains(context: Context, mentions: Chain) -> Iterator[tuple[str, str, Chain]]:
    """Yield runs of mentions with a dash or plus sign between them, and pairs of which one sets up the other."""
    chain: Chain = []
    plus = False  # what is added up is no chain unless it goes down: “企业+社区”
    for (span, one), (after, other) in pairwise(mentions):
        between = context.text[span[1] : after[0]]
        if link := _LINK.fullmatch(between):
            chain, plus = [*(chain or [(span, one)]), (after, other)], plus or bool(link["plus"])
            continue
        if chain and not (plus and not _goes_down(context, chain)):
            yield "printed-chain", _kind_behind(context, chain), chain
        chain, plus = [], False
        listed = other.rule == "listed" and other.section == "bodies"  # windows of one hall
        if (
            one is not other
            and not listed
            and len(between) <= 6
            and _SETS_UP.match(between)
            and not are_joined(context, span, after)
            and not _is_where(context.text, span[0], between)
        ):
            yield "sets-up", "command", [(span, one), (after, other)]
    if chain and not (plus and not _goes_down(context, chain)):
        yield "printed-chain", _kind_behind(context, chain), chain


def _is_where(text: str, start: int, between: str) -> bool:
    """Return whether a name says where something is set up: 在每个小区设立议事厅."""
    return between.startswith("设立") and _WHERE.search(text[max(0, start - 4) : start]) is not None


def _goes_down(context: Context, chain: Chain) -> bool:
    """Return whether a chain of three rungs or more is one of Party organizations, or goes from each tier to a lower one."""
    party = all(context.knowledge.is_below("body-kind", one.kind, "party") for _, one in chain)
    pairs = pairwise(tier_of(context, one) for _, one in chain)
    return len(chain) >= _FEWEST_TIERS and (party or all(descends(*pair) for pair in pairs))


def _kind_behind(context: Context, chain: Chain) -> str:
    """Return what ties the rungs of a chain by the words behind it: those that only act together are listed, others command."""
    return "enumeration" if _ONLY_TOGETHER.match(context.text, chain[-1][0][1]) else "command"


def _lists(context: Context, mentions: Chain) -> Iterator[tuple[str, str, Chain]]:
    """Yield runs of mentions listed with 、 whose tiers descend, and those at one place that stand for several levels."""
    run: Chain = []  # alike and descending
    row: Chain = []  # listed, whatever they are
    parted = False  # each with its role
    for span, one in [*mentions, ((len(context.text) + 1, len(context.text) + 1), context.home)]:
        tier = tier_of(context, one)
        between = context.text[run[-1][0][1] : span[0]] if run else ""
        same = bool(run) and run[-1][0] == span
        row = [*row, (span, one)] if row and context.text[row[-1][0][1] : span[0]] == "、" else [(span, one)]
        if len(row) > 1 and _LAYERS.match(context.text, span[1]):
            yield "list-by-level", "enumeration", row
            run = []
            continue
        in_roles = between.endswith("、") and _ROLES.fullmatch(between[:-1]) is not None and _ROLES.match(context.text, span[1]) is not None
        parted = parted or in_roles
        if in_roles or (
            run and (same or (between == "、" and _is_alike(context, run[-1][1], one) and descends(tier_of(context, run[-1][1]), tier)))
        ):
            run.append((span, one))
            continue
        units = not parted and bool(run) and context.knowledge.is_below("body-kind", run[0][1].kind, "governance-unit")
        one_noun = bool(run) and run[0][0] == run[-1][0] and "级" not in context.text[slice(*run[0][0])]
        if len(run) >= (_FEWEST_TIERS if units or one_noun else 2):
            by_them = len(run) == 2 and _BY_THEM.search(context.text, max(0, run[0][0][0] - 4), run[0][0][0]) is not None
            goes_on = len(run) == 2 and context.text.startswith("、", run[-1][0][1])  # 网格员、楼栋长、物业公司等力量: a row of any
            if by_them or goes_on:
                run, parted = [(span, one)], False
                continue
            outlets = all(context.knowledge.is_below("body-kind", other.kind, "service-outlet") for _, other in run)
            yield "list-by-level", "service-chain" if outlets else "enumeration", run
        run, parted = [(span, one)], False


def _is_alike(context: Context, one: Statement, other: Statement) -> bool:
    """Return whether two bodies are of one line: units of governance, Party organizations, outlets."""
    broader = context.knowledge.with_broader
    return bool(_LINES & broader("body-kind", one.kind) & broader("body-kind", other.kind))


def _clauses(context: Context) -> Iterator[tuple[str, str, Chain]]:
    """Yield what clauses listed in quotes begin with, if it is a body each: “党委抓支部、支部管党员、党员带群众”."""
    mentions = context.mentions("groups", "bodies", "person_groups")
    for match in _QUOTED_LIST.finditer(context.text):
        chain: Chain = []
        at = match.start(1)
        for number, clause in enumerate(items := match[1].split("、"), start=1):
            inside = mentions.within(at, at + len(clause))
            if inside and inside[0][0][0] == at:
                chain.append(inside[0])
            if number == len(items) and len(inside) > 1 and len(chain) > 1 and _follow(chain, items):
                chain.append(inside[-1])
            at += len(clause) + 1
        roles = all(one.rule == "holders-of-a-post" for _, one in chain) and not _LEADS.search(match[1])
        asked = len(chain) == 2 and any(one.section == "person_groups" for _, one in chain)  # 群众需要、街道报到
        if len(chain) >= len(items) > 1 and not roles and not asked:
            yield "listed-clauses", "command" if _follow(chain, items) or _LEADS.search(match[1]) else "enumeration", chain


def _steps(context: Context, mentions: Chain) -> Iterator[tuple[str, str, Chain]]:
    """Yield who does one thing after another, the highest first: 居委会提出、街道复核、区委批准."""
    run: Chain = []
    for span, one in [*mentions, ((len(context.text) + 1, len(context.text) + 1), context.home)]:
        if run and _STEP.fullmatch(context.text[run[-1][0][1] : span[0]]):
            run.append((span, one))
            continue
        if len(run) >= _FEWEST_TIERS:
            tiers = [tier_of(context, other) for _, other in run]
            if all(descends(below, above) for above, below in pairwise(tiers)):
                yield "listed-steps", "escalation", run
            else:
                down = all(descends(*pair) for pair in pairwise(tiers))
                if down or all(_is_alike(context, above, below) for (_, above), (_, below) in pairwise(run)):
                    yield "listed-steps", "command" if down else "enumeration", run
        run = [(span, one)]


def _follow(chain: Chain, items: list[str]) -> bool:
    """Return whether each clause ends in what the next begins with."""
    return all(items[number].endswith(one.label[-2:]) for number, (_, one) in enumerate(chain[1:]))

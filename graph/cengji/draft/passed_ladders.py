"""Ladders along which matters pass: handed down from body to body, or up by what the lower one cannot settle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cengji.draft.context import Context
from cengji.draft.levels import body_of_level
from cengji.draft.passages import Span
from cengji.draft.rungs import Chain, descends, make_ladder, tier_of
from cengji.draft.statements import Statement

__all__ = ["find_passed_ladders"]

_FEWEST, _FEWEST_GRADED = 3, 2
# How matters pass, and what then ties the rungs.
_PASSING = {"dispatches-to": "dispatch", "reports-to": "escalation", "escalates-to": "escalation"}
# Matters by their weight, of which each level settles its own: 小事…报村, 大事…报镇; what one cannot settle.
_MATTER = "(?:问题|事项|矛盾|纠纷|诉求)"
_GRADED = re.compile(
    f"小事|大事|难事|急事|要事|(?:一般性?|普通|重大|疑难|复杂|重点)+{_MATTER}|(?:能|可以?)(?:当场)?(?:办|解决|处理|处置|化解)的"
    "|(?:不能|无法|无力|难以|需要?)(?:[\u4e00-\u9fff]{0,4})(?:解决|办理|处理|处置|协调|化解|配合)的|(?:解决|处理|处置|化解|办)不了的"
)
_UPWARDS = re.compile("上报|呈报|报|提交|提级|移交|交|吹哨|转")
# A level that a clause names: 社区能办的, 由街道“吹哨”, 大事报村.
_LEVEL = re.compile("(?:^|[小大难]事|不出|报|交|由|至|到)(?P<level>村|社区|网格|街道|镇街|乡镇|镇|小区|楼栋)(?=[能可不解办处自内研“]|$)")
_CLAUSE = re.compile("[^，、；;。！？\n]+")
_HELPS = re.compile("配合|协助|支持|协同|参与")  # 需要部门配合的由街道吹哨: they stand on no rung for that


def find_passed_ladders(context: Context) -> list[Statement]:
    """Return a ladder of each chain in which one body passes matters to the next, and of each list of what every level settles."""
    known = {_rungs(one) for one in context.section("ladders")}
    found: list[Statement] = []
    for chain in _graded(context):
        ladder = _ladder(context, "graded-matters", "escalation", chain)
        if _rungs(ladder) not in known:
            made = [(span, one) for span, one in chain if not one.spans]
            for span, one in made:
                one.spans.append(span)
            found += [*(one for _, one in made), ladder]
    for relation, kind in _PASSING.items():
        printed = (one for one in (*context.section("ladders"), *found) if one.section == "ladders" and one.rule != "put-together")
        passed = [set(_rungs(one)) for one in printed]
        told = [one for one in _chains(context, relation, kind) if _rungs(one) not in known]
        found += [one for one in told if not any(set(_rungs(one)) <= rungs for rungs in passed)]
    return found


def _ladder(context: Context, rule: str, kind: str, chain: Chain) -> Statement:
    """Return a ladder of the line along which matters pass."""
    ladder = make_ladder(context, rule, kind, chain)
    ladder.fields["line"] = "dispatch"
    return ladder


def _rungs(ladder: Statement) -> tuple[str, ...]:
    """Return the names of the rungs of a ladder, in order."""
    return tuple(str(rung["body"].label) for rung in ladder.fields["rungs"])  # type: ignore[attr-defined]  # a list of mappings


def _chains(context: Context, relation: str, kind: str) -> Iterator[Statement]:
    """Yield a ladder of each chain of relations of one kind, the highest rung first."""
    rule = "passed-on" if kind == "dispatch" else "passed-up"
    passed: dict[int, list[Statement]] = {}
    for one in context.section("relations"):
        if one.fields["relation"] == relation and _is_organized(one.fields["subject"]) and _is_organized(one.fields["object"]):
            passed.setdefault(id(one.fields["subject"]), []).append(one)
    received = {id(one.fields["object"]) for held in passed.values() for one in held}
    for hops in [held for subject, held in passed.items() if subject not in received]:
        first: Statement = hops[0].fields["subject"]  # type: ignore[assignment]  # a statement
        received_at = hops[0].spans[0]
        chain: Chain = [(hops[0].spans[0], first)]
        steps = {first.label: 0}
        while hops and hops[0].fields["object"] not in [one for _, one in chain]:
            reached: Chain = [(hop.spans[0], hop.fields["object"]) for hop in hops]  # type: ignore[misc]  # statements
            chain += reached
            steps |= {one.label: len(chain) for _, one in reached if one.label not in steps}
            hops = next((passed[id(one)] for _, one in reached if id(one) in passed), [])
        chain = chain[::-1] if kind == "escalation" else chain
        if len(chain) >= _FEWEST or (_goes_down(context, chain) and _is_told_at_once(context, first, received_at)):
            yield _side_by_side(_ladder(context, rule, kind, chain), steps)


def _side_by_side(ladder: Statement, steps: dict[str, int]) -> Statement:
    """Return a ladder whose rungs that are reached in one step stand side by side."""
    rungs: list[dict[str, object]] = ladder.fields["rungs"]  # type: ignore[assignment]  # a list of mappings
    numbers = [steps[rung["body"].label] for rung in rungs]  # type: ignore[attr-defined]  # a statement
    for number, rung in enumerate(rungs):
        if number and numbers[number] == numbers[number - 1]:
            rung["beside"] = True
    return ladder


def _goes_down(context: Context, chain: Chain) -> bool:
    """Return whether a chain of two goes from a tier to a lower one."""
    return len(chain) == 2 and descends(tier_of(context, chain[0][1]), tier_of(context, chain[1][1]))


def _is_told_at_once(context: Context, one: Statement, span: Span) -> bool:
    """Return whether who passes something on is named in the sentence that says so."""
    number = context.passages.sentence_at(span[0])
    start, end = context.passages.sentences[number] if number >= 0 else span
    return any(start <= first < end for first, _ in one.spans)


def _is_organized(one: object) -> bool:
    return isinstance(one, Statement) and one.section in ("bodies", "groups")


def _graded(context: Context) -> Iterator[Chain]:
    """Yield who settles matters of each weight, the highest first, where the list rises from tier to tier and says that they go up."""
    mentions = context.mentions("groups", "bodies")
    known = context.by_name("groups")
    for start, end in context.passages.sentences:
        if len(list(_GRADED.finditer(context.text, start, end))) < _FEWEST_GRADED:
            continue
        chain: Chain = []
        upwards = open_ = False
        for clause in _CLAUSE.finditer(context.text, start, end):
            inside = [pair for pair in mentions.within(*clause.span()) if not _HELPS.match(context.text, pair[0][1])]
            if not inside and (level := _LEVEL.search(clause[0])):
                span = (clause.start() + level.start("level"), clause.start() + level.end("level"))
                body = body_of_level(context, known, level["level"])
                inside = [(span, known.setdefault(body.label, body))]
            is_graded = _GRADED.search(clause[0]) is not None
            if not is_graded and not open_:
                continue
            open_ = is_graded and not inside  # the body follows: 对无法解决的，上报街道
            upwards = upwards or _UPWARDS.search(clause[0]) is not None
            chain += [pair for pair in inside if pair[1] not in [one for _, one in chain]]
        tiers = [tier_of(context, one) for _, one in chain]
        if upwards and len(chain) > 1 and all(descends(above, below) for below, above in pairwise(tiers)):
            yield chain[::-1]

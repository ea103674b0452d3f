"""Relations: verbs between two bodies, groups or measures of one sentence."""

from __future__ import annotations

import re

from cengji.draft.context import Context, Mentions
from cengji.draft.passages import Span
from cengji.draft.statements import Statement

__all__ = ["find_relations"]

# Relation → the verbs that tell it.
_FRAMES = (
    ("contacts", "挂钩联系到?|挂点联系|对口联系|包联"),
    ("sends-staff-to", "下沉到|下沉(?=[街社网一基])|派驻到?|选派到|进驻"),
    ("draws-members-from", "吸纳|由(?=[^，。；]{2,24}(?:组成|担任|兼任))"),
    ("based-on", "依托|借助|建在|利用|运用"),
    ("coordinates", "统筹协调|统筹(?!推进|整合|的|、)|整合(?!为|优化|推动)|协调"),
    ("dispatches-to", "派发至|派发到|派单给|交办至?|转办至?"),
    ("reports-to", "上报至?|反馈至|报送至?|汇总上报"),
    ("pairs-with", "结对共建|与(?=[^，。；]{2,16}(?:签订|共建|结对|联建|共谋))"),
    ("serves", "走访服务|为(?=[^，。；]{2,14}提供)|服务(?=[企群居业党])|覆盖(?=\\d)"),
    ("supports", "扶持|助力|支持"),
    ("delegates-to", "向(?=[^，。；]{2,14}下放)|赋予|下放(?:到|给|至)"),
    ("guides", "指导|帮带"),
    ("leads", "领导(?![班小干体者])|引领|带领|带动"),
)
_VERBS = re.compile("|".join(f"(?P<r{number}>{verbs})" for number, (_, verbs) in enumerate(_FRAMES)))
_NEAR = 24  # characters between what something rests on and what rests on it
_BETWEEN = 12  # characters between a verb and what it takes
_ADVERB = 4
_LONGEST_LIST = 60
_JOINS = re.compile("[、和及与”“]*(?:以及)?")
_STOPS = re.compile("[，,。；;：:]")
_TO_MEASURES = frozenset({"based-on", "leads", "coordinates"})
_SECTIONS = ("groups", "bodies", "person_groups", "measures")


def find_relations(context: Context) -> list[Statement]:
    """Return the relations that verbs tell between who is printed before and all that is listed behind them."""
    mentions = context.mentions(*_SECTIONS)
    agents = context.mentions("groups", "bodies")
    home = context.by_name("bodies").get(context.home.label)
    found: dict[tuple[str, str, str], Statement] = {}
    for start, end in context.passages.sentences:
        for match in _VERBS.finditer(context.text, start, end):
            relation = _FRAMES[int((match.lastgroup or "r0")[1:])][0]
            if not context.knowledge.knows("relation", relation):
                continue
            targets = _listed(context, mentions, match.end(), end)
            if relation == "based-on" and match[0] != "建在":
                place = targets[-1][0][1] if targets else match.end()
                subject = next((one for (first, _), one in mentions.within(place, min(end, place + _NEAR)) if first >= place), home)
            else:
                subject = _subject(agents, start, match.start()) or home
            for span, one in targets:
                if subject is not None and subject is not one and (one.section != "measures" or relation in _TO_MEASURES):
                    _note(found, subject, relation, one, (match.start(), span[1]), match[0])
    return list(found.values())


def _listed(context: Context, mentions: Mentions, place: int, end: int) -> list[tuple[Span, Statement]]:
    """Return what is printed right behind a verb, and what is listed with it."""
    listed: list[tuple[Span, Statement]] = []
    for span, one in mentions.within(place, min(end, place + _LONGEST_LIST)):
        between = context.text[listed[-1][0][1] if listed else place : span[0]]
        if span[0] < (listed[-1][0][1] if listed else place):
            continue
        if not (_JOINS.fullmatch(between) if listed else len(between) <= _BETWEEN and not _STOPS.search(between)):
            break
        listed.append((span, one))
    return listed


def _subject(agents: Mentions, start: int, place: int) -> Statement | None:
    """Return who acts: what ends right before the verb, else what the sentence names first."""
    before = [(span, one) for span, one in agents.within(start, place) if span[1] <= place]
    if not before:
        return None
    return before[-1][1] if place - before[-1][0][1] <= _ADVERB else before[0][1]


def _note(
    found: dict[tuple[str, str, str], Statement], subject: Statement, relation: str, target: Statement, span: Span, verb: str
) -> None:
    key = (subject.label, relation, target.label)
    if key in found:
        found[key].spans.append(span)
        return
    fields: dict[str, object] = {"subject": subject, "relation": relation, "object": target, "label": verb if len(verb) > 1 else None}
    found[key] = Statement("relations", f"{subject.label[:8]} {relation} {target.label[:8]}", [span], "verb-between", fields)

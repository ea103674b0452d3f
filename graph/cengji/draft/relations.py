"""Relations: verbs between two bodies, groups or measures of one sentence."""

from __future__ import annotations

import re

from cengji.draft.context import Context
from cengji.draft.statements import Statement

__all__ = ["find_relations"]

_FRAMES = (
    ("contacts", "挂钩联系到?|挂点联系|挂钩|对口联系|包联|联系服务"),
    ("sends-staff-to", "下沉到?|派驻到?|选派到|进驻"),
    ("draws-members-from", "吸纳|由(?=[^，。；]{2,24}(?:组成|担任|兼任))"),
    ("based-on", "依托|借助|建在"),
    ("coordinates", "统筹协调|统筹|整合|牵头协调"),
    ("dispatches-to", "派发至|派发到|派单给|交办至?|转办至?"),
    ("reports-to", "上报至?|反馈至?|报送至?|汇总上报"),
    ("pairs-with", "结对共建|结对|与(?=[^，。；]{2,16}(?:签订|共建|结对|联建))"),
    ("serves", "走访服务|为(?=[^，。；]{2,14}提供)|服务(?=[企群居业])"),
    ("delegates-to", "向(?=[^，。；]{2,14}下放)|赋予|下放(?:到|给|至)"),
    ("guides", "指导|帮带"),
    ("leads", "领导|引领|带领"),
)
_VERBS = re.compile("|".join(f"(?P<r{number}>{verbs})" for number, (_, verbs) in enumerate(_FRAMES)))
_NEAR = 24  # characters between a verb and what it takes
_SECTIONS = ("groups", "bodies", "person_groups", "measures")


def find_relations(context: Context) -> list[Statement]:
    """Return the relations that verbs tell between what is printed next before and behind them."""
    mentions = context.mentions(*_SECTIONS)
    found: dict[tuple[str, str, str], Statement] = {}
    for start, end in context.passages.sentences:
        for match in _VERBS.finditer(context.text, start, end):
            relation = _FRAMES[int((match.lastgroup or "r0")[1:])][0]
            behind = [(span, one) for span, one in mentions.within(match.end(), min(end, match.end() + _NEAR)) if span[0] >= match.end()]
            before = [(span, one) for span, one in mentions.within(start, match.start()) if span[1] <= match.start()]
            subject, target = before[-1][1] if before else None, behind[0] if behind else None
            if relation == "based-on" and target and context.text[match.start() : match.end()] != "建在":
                subject = next((one for span, one in behind[1:] if span[0] > target[0][1]), subject)
            if subject is None or target is None or subject is target[1] or not context.knowledge.knows("relation", relation):
                continue
            key = (subject.label, relation, target[1].label)
            span = (match.start(), target[0][1])
            if key in found:
                found[key].spans.append(span)
                continue
            fields: dict[str, object] = {
                "subject": subject,
                "relation": relation,
                "object": target[1],
                "label": match[0] if len(match[0]) > 1 else None,
            }
            found[key] = Statement("relations", f"{subject.label[:8]} {relation} {target[1].label[:8]}", [span], "verb-between", fields)
    return list(found.values())

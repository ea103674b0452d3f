"""A difference as text, in Chinese or English, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any, Final

from cengji.core.namespaces import PREFIXES
from cengji.core.neutralize import neutralize_text
from cengji.core.texts import WORDS_IN, Language, Text
from cengji.diff.statements import Change, Difference, Effect, Passage, Statement

__all__ = [
    "HEADINGS", "KIND_NAMES", "VERB_NAMES", "count_statements", "difference_json", "difference_text", "format_passages", "select_changes",
]  # fmt: skip

VERB_NAMES: Final = {
    "added": Text("新增", "added"),
    "withdrawn": Text("撤去", "withdrawn"),
    "changed": Text("改动", "changed"),
    "evidence": Text("证据改动", "evidence changed"),
    "mapped": Text("对应改动", "mapping changed"),
    "reordered": Text("次序改动", "reordered"),
}
KIND_NAMES: Final = {
    "case": Text("案例", "case"),
    "document": Text("文献", "document"),
    "place": Text("地方", "place"),
    "ladder": Text("阶梯", "ladder"),
    "rung": Text("阶", "rung"),
    "group": Text("机构群", "group of bodies"),
    "body": Text("机构", "body"),
    "person-group": Text("人群", "person group"),
    "post": Text("岗位", "post"),
    "measure": Text("措施", "measure"),
    "problem": Text("问题", "problem"),
    "outcome": Text("成效", "outcome"),
    "power": Text("职权", "power"),
    "figure": Text("数字", "figure"),
    "event": Text("事件", "event"),
    "relation": Text("关系", "relation"),
    "holding": Text("兼任", "concurrent holding"),
    "secondment": Text("派驻", "secondment"),
    "same-body": Text("同一机构", "same body"),
    "policy": Text("文件", "cited document"),
    "concept": Text("概念", "concept"),
    "thing": Text("其他", "other"),
}
HEADINGS: Final = {
    "shared": Text("各地共用", "Shared by all places"),
    "effects": Text("对查询的影响", "Effect on the queries"),
    "nothing": Text("没有差别。", "No difference."),
    "silent": Text("只有推导出的或不属于任何事物的语句不同。", "Only derived statements, or such as belong to no thing, differ."),
    "old": Text("旧证据", "old evidence"),
    "new": Text("新证据", "new evidence"),
    "same": Text("证据", "evidence"),
    "parts": Text("包括", "with"),
    "none": Text("（无）", "(none)"),
}
_CJ: Final = PREFIXES["cj"]
# Properties that follow from another one, and go without saying where that one changed; JSON gives them all the same.
_FOLLOWING: Final = {
    f"{_CJ}asWritten": {
        PREFIXES["qudt"] + "numericValue",
        *(
            _CJ + name
            for name in (
                "lowerBound", "lowerInclusive", "upperBound", "upperInclusive", "precision", "comparator", "readingLower",
                "readingUpper", "readingRule", "direction",
            )
        ),
    },
    **{
        _CJ + time: {_CJ + name for name in ("startDate", "endDate", "monthAndDay", "resolutionRule", "granularity")}
        for time in ("timeAsWritten", "eventDate", "dateAsWritten", "since", "sinceAsWritten")
    },
    f"{_CJ}relationKind": {PREFIXES["skos"] + "prefLabel"},
}  # fmt: skip
_TITLE: Final = 16  # the most characters of a document's title
_MORE: Final = Text("，共{}处", ", the first of {}")


def difference_text(difference: Difference, effects: Sequence[Effect] = (), *, language: Language = WORDS_IN) -> str:
    """Return a difference as lines of text in ``zh`` or ``en``, by place and kind; the last line counts.

    No label or value, whatever it holds, makes a line of its own or steers a terminal.
    """
    lines: list[str] = []
    for place, of_place in groupby(difference.statements, key=lambda one: one.place):
        lines.append(place[language] or HEADINGS["shared"][language])
        for kind, statements in groupby(of_place, key=lambda one: one.kind):
            lines.append(f"  {KIND_NAMES[kind][language]}")
            lines += (f"    {line}" for statement in statements for line in _format_statement(statement, language))
        lines.append("")
    if effects:
        lines.append(HEADINGS["effects"][language])
        lines += (f"  {one.query}  −{one.withdrawn} +{one.added}" for one in effects)
        lines.append("")
    return "\n".join(map(neutralize_text, [*lines, count_statements(difference)[language], ""]))


def count_statements(difference: Difference) -> Text:
    """Return the sentence that counts a difference."""
    if not difference:
        return HEADINGS["nothing"]
    count = len(difference.statements)
    quads = f"−{difference.withdrawn_quads} +{difference.added_quads}"
    if not count:
        return Text(f"{HEADINGS['silent'].zh}（四元组 {quads}）", f"{HEADINGS['silent'].en} (quads {quads})")
    return Text(f"{count}处差别（四元组 {quads}）", f"{count} {'difference' if count == 1 else 'differences'} (quads {quads})")


def select_changes(statement: Statement) -> tuple[Change, ...]:
    """Return the changes of a statement without those that follow from another of them."""
    found = {change.property for change in statement.changes}
    following = {name for lead, names in _FOLLOWING.items() if lead in found for name in names}
    return tuple(change for change in statement.changes if change.property not in following)


def format_passages(passages: Sequence[Passage]) -> Text:
    """Return evidence as ``title start–end “expression”``, one after the other."""
    texts = [_format_passage(passage) for passage in passages]
    return Text("；".join(text.zh for text in texts), "; ".join(text.en for text in texts))


def _format_passage(passage: Passage) -> Text:
    title = passage.document if len(passage.document) <= _TITLE else f"{passage.document[: _TITLE - 1]}…"
    where = "" if passage.start is None or passage.end is None else f"{passage.start}–{passage.end}"
    zh = f"《{title}》" if title else ""
    return Text(f"{zh}{where}「{passage.expression}」", " ".join(filter(None, (title, where, f"“{passage.expression}”"))))


def _format_statement(statement: Statement, language: str) -> Iterator[str]:
    yield f"{VERB_NAMES[statement.verb][language]}  {statement.label[language]}"
    inner = "    "
    for change in select_changes(statement):
        yield f"{inner}{change.label[language]}  {_format_values(change, statement, language)}"
    if statement.parts:
        colon = "" if language == "zh" else " "
        counts = [f"{KIND_NAMES[kind][language]}{colon}{count}" for kind, count in statement.parts]
        yield f"{inner}{HEADINGS['parts'][language]}  {('、' if language == 'zh' else ', ').join(counts)}"
    for heading, passages in _evidence(statement):
        if passages:
            more = "" if len(passages) == 1 or heading != "same" else _MORE[language].format(len(passages))
            shown = passages[:1] if more else passages
            yield f"{inner}{HEADINGS[heading][language]}  {format_passages(shown)[language]}{more}"


def _format_values(change: Change, statement: Statement, language: str) -> str:
    joint = "、" if language == "zh" else ", "
    if change.property == f"{_CJ}position":
        joint = " › "
    old, new = (joint.join(text[language] for text in texts) for texts in (change.old, change.new))
    if statement.verb in ("added", "withdrawn"):
        return old or new
    none = HEADINGS["none"][language]
    return f"{old or none} → {new or none}"


def _evidence(statement: Statement) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    """Yield the evidence under its heading: what both sides share once, else each side's own."""
    old, new = statement.old_evidence, statement.new_evidence
    if not old or not new or old == new:
        yield "same", new or old
    else:
        yield "old", tuple(one for one in old if one not in new)
        yield "new", tuple(one for one in new if one not in old)


def difference_json(difference: Difference, effects: Sequence[Effect] = ()) -> str:
    """Return a difference as JSON: ``statements`` with all their changes, ``effects``, and the numbers of quads."""
    document: dict[str, Any] = {
        "statements": [asdict(statement) for statement in difference.statements],
        "effects": [asdict(one) for one in effects],
        "withdrawn_quads": difference.withdrawn_quads,
        "added_quads": difference.added_quads,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

"""Exclusions: the numerals and names that no statement of a draft rests on, with the reason why."""

from __future__ import annotations

from collections.abc import Iterable

from cengji.draft.context import Context
from cengji.draft.repeats import printed_again
from cengji.draft.statements import Statement
from cengji.text.coverage import Spans, Token, open_tokens
from cengji.text.refusal import Refusal

__all__ = ["find_exclusions"]

_REFUSED = {
    Refusal.AMBIGUOUS: "数字可作几种读法",
    Refusal.CLOCK_TIME: "钟点",
    Refusal.COMPOUND_UNIT: "单位由几个组成",
    Refusal.CONFLICTING_QUALIFIERS: "限定词互相矛盾",
    Refusal.DATE: "日期或其一部分",
    Refusal.ENUMERATOR: "标题或列项的序号",
    Refusal.LABEL: "用作名称或编号的数字",
    Refusal.MALFORMED_NUMBER: "不成数的数字",
    Refusal.NO_MEASURE_WORD: "没有量词说明所数何物",
    Refusal.PERIOD: "指时间，不是时长",
    Refusal.PRODUCT: "数字相乘的写法",
    Refusal.TOO_LONG: "过长，不是数字",
}
_COUNTS_NOTHING = "泛指或修辞，不计数"
_NO_NAME = "比喻、引语或他处的名称，不是措施"
_ONE_CHARACTER = "单字，不是名称"
_DENIED = "原文否定或只是计划，不是事实"
_NAVIGATION = "报头、导航或重复的文字"


def find_exclusions(context: Context) -> list[Statement]:
    """Return an exclusion a reason, with all that is left out for it; together with the statements it covers the document."""
    document = context.passages.document
    covered = {span for one in context.statements for span in (*one.spans, *printed_again(context.passages, one.spans))}
    numerals = [one for one in context.passages.all_numerals if (one.start, one.end) not in covered]
    return _by_reason(context, open_tokens(document, covered, numerals))


def _by_reason(context: Context, tokens: Iterable[Token]) -> list[Statement]:
    found: dict[str, Statement] = {}
    denied = Spans(context.denied)
    for token in tokens:
        start, end = token.start, token.end
        reason = _reason(token) if context.passages.is_prose(start) else _NAVIGATION
        if denied.touch(start, end):
            reason = _DENIED
        if reason not in found:
            found[reason] = Statement("exclusions", reason, [], "open-token", {"reason": reason})
        found[reason].spans.append((start, end))
    return list(found.values())


def _reason(token: Token) -> str:
    if token.numeral is None:
        return _ONE_CHARACTER if len(token.text) == 1 else _NO_NAME
    return _REFUSED.get(token.numeral.refusal, _COUNTS_NOTHING) if token.numeral.refusal else _COUNTS_NOTHING

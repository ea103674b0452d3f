"""What a text denies or only plans: 没有设立业委会, 取消联席会议, 拟建立服务站; none of it is proposed as a fact."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from cengji.draft.context import Context
from cengji.draft.outline import Outline
from cengji.draft.passages import Passages, Span
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words
from cengji.text.coverage import Spans

__all__ = ["keep_stated"]

_VERB = f"(?:{either(words('denials', 'verbs'))})(?:起来|了|过|起)?"
_HOW = f"(?:{either(words('denials', 'how'))})*"
_NEGATOR = f"(?:{either((*words('denials', 'has not'), *words('denials', 'does not')))})"
# What may stand between the verb and a later item of what it governs; behind 的 or another verb something else is spoken of.
_LISTED = f"(?:{either(words('denials', 'which'))})*(?:(?!{_NEGATOR})[^的由将在对向从以让使被把而但就也都均，。；：！？,;:!?\n]){{0,20}}$"
_ITEMS = f"(?:{either(words('denials', 'which'))})*(?:[\u4e00-\u9fff“”]{{2,12}}[、和及与])*$"
_HAS_NOT = f"(?:{either(words('denials', 'has not'))})"
_DOES_NOT = f"(?:{either(words('denials', 'does not'))})"
_ENDS = f"(?:{either(words('denials', 'ends'))})(?:了)?"
_PLANS = f"(?:{either(words('denials', 'plans'))})(?:要|在[^，。；]{{1,12}}|[到于]?(?:\\d{{4}}|[今明后])年[^，。；、]{{0,6}})?"
# Twice denied, asked, or a word that only looks so: 不能没有, 有没有, 未取消.
_NOT_AFTER = r"(?<!有)(?<!不)(?<!不能)(?<!不是)(?<!并非)(?<!不可)(?<!未)(?<!没)(?<!没有)"
_WHERE = "(?:在[^，,。；;]{1,12}?)?"  # 杜绝在社区设立专门机构
_CURBS = "(?:严格控制|从严控制|严控)[^，,。；;]{0,20}?"
_DENIED = re.compile(f"(?:{_NOT_AFTER}(?:{_HAS_NOT}|{_DOES_NOT}){_WHERE}|{_CURBS}){_HOW}{_VERB}{_LISTED}|{_NOT_AFTER}{_HAS_NOT}{_ITEMS}")
_ENDED = re.compile(f"{_NOT_AFTER}{_ENDS}{_LISTED}")
_PLANNED = re.compile(f"{_NOT_AFTER}{_PLANS}{_HOW}{_VERB}{_LISTED}")
_DENIED_VERB = re.compile(f"{_NOT_AFTER}(?:{_HAS_NOT}|{_DOES_NOT}){_HOW}$")
_PLANNED_VERB = re.compile(f"{_NOT_AFTER}{_PLANS}{_HOW}$")
_BEGINS_WITH_VERB = re.compile(f"{_HOW}{_VERB}")
_SAYS_ITSELF = re.compile(_NEGATOR)  # 没有一处违章建筑: a number of nought
# Without one of these words right before a name, or at its beginning, nothing is denied, ended or planned.
_TELLING = [word for name in ("has not", "does not", "ends", "plans") for word in words("denials", name)] + ["控制", "严控"]
_TOLD_AT = re.compile(f"(?={either(_TELLING)})")
_STILL = re.compile("[^，。；！？]*?(?:不|未)")  # 没有一个社区不设服务站
_COUNT = "[一二两三四五六七八九十\\d几]"
_SOON = f"(?=[：:]|[^，。；\\n]{{0,14}}(?:{either((*words('denials', 'verbs'), *words('general', 'doing')))}))"
_CLAUSE = re.compile("[，。；：！？,;:!?\n]")
_PLANNED_SENTENCE = re.compile(f"(?:^|[，,：:\\d年])(?:{either(words('denials', 'plans'))})(?:{_HOW})(?:{_VERB})")
_SENTENCE = re.compile("[。；！？;!?\n]")
# What a paper advises: under its heading for advice, behind 建议：, and in a paper of research behind 应当 and the like.
_ADVISING = re.compile("(?:对策|建议|启示|展望)(?!书|征集)[^。，；\\n]{0,6}$")
_ADVICE = re.compile(
    f"(?:(?:{_COUNT}[点条项个]|如下|以下|政策|对策)建议[：:][^\\n]*)"
    f"|(?:^|[，,。；;：:\\n])(?:本文|为此|据此|笔者|因此)?[，,]?建议{_SOON}[^。\\n]*",
    re.MULTILINE,
)
_OUGHT = re.compile(f"(?:应当|应该|应|亟须|亟待|有待|须|宜|可考虑)(?:由[^，。；\\n]{{2,10}})?{_HOW}{_VERB}[^。\\n]*")
# What the centre asks of all: 党的二十大提出健全甲制度，….
_CENTRAL = re.compile(
    "(?:党中央|中共中央|国务院|[一二三四五六七八九十]届[一二三四五六七]中全会|党的[一二三四五六七八九十]+大|总书记)[^，,。；;\n]{0,24}?"
    "(?:提出|指出|强调|要求|明确|部署)[^，,。；;：:\n]*(?:[：:]“[^”\n]*”)?"
)
_RESEARCH = re.compile("关\\s*键\\s*词|摘\\s*要[：:\\]】]")
_FAR = 120  # characters
_REACH = 40  # characters before a name in which its verb is looked for
_READ = frozenset({"bodies", "groups", "person_groups", "ladders", "measures", "figures", "posts", "events"})
_MAY_BE_ADVISED = frozenset({"measures", "events"})
_MAY_BE_PLANNED = {"measures": ("stage", "planned"), "figures": ("role", "target")}  # what says of these that they are to come


def keep_stated(context: Context, found: Iterable[Statement]) -> list[Statement]:
    """Return the statements of a step without what the text denies everywhere it is printed; planned measures and figures say so.

    Other planned things are left out like what is denied. References to what is left out are taken away, its places are noted for
    the reasons of exclusions.
    """
    all_found = list(found)
    advice = context.passages.once(_advice)
    kept = [one for one in all_found if one.section not in _READ or one.rule == "place-as-body" or _is_stated(context, one, advice)]
    left_out = {id(one) for one in all_found} - {id(one) for one in kept}
    for one in (*context.statements, *kept) if left_out else ():
        for name in [name for name, held in one.fields.items() if id(held) in left_out]:
            del one.fields[name]
    return kept


def _advice(passages: Passages) -> Spans:
    """Return the stretches in which a document says what ought to be done, by somebody, some time, or what the centre asks of all."""
    text = passages.text
    found = [match.span() for pattern in (_ADVICE, _CENTRAL) for match in pattern.finditer(text)]
    found += [(one.span[1], one.stop) for one in Outline(passages).headings if _ADVISING.search(text[slice(*one.span)].strip())]
    return Spans(found + ([match.span() for match in _OUGHT.finditer(text)] if _RESEARCH.search(text) else []))


def _told_at(passages: Passages) -> list[int]:
    """Return where a word begins that may tell that something is denied, ended or planned; first of all a place before the text."""
    return [-2 * _FAR, *(match.start() for match in _TOLD_AT.finditer(passages.text))]


def _is_stated(context: Context, one: Statement, advice: Spans) -> bool:
    """Take the spans away at which a statement is denied or only advised; return whether any is left, or there was none."""
    if not one.spans:
        return True
    if one.section in _MAY_BE_ADVISED:
        advised = [span for span in one.spans if advice.touch(*span)]
        context.denied += advised
        one.spans = [span for span in one.spans if span not in advised]
        if not one.spans:
            return False
    reach = _FAR if one.section == "events" else _REACH
    told_at = context.passages.once(_told_at)
    told = [span for span in one.spans if span[0] - told_at[bisect_right(told_at, span[0]) - 1] <= reach]
    if not told:
        return True
    denied = [span for span in told if _is_denied(context.text, span, standing=one.section != "figures")]
    is_deed = one.section == "events"
    planned = [span for span in told if span not in denied and _is_planned(context.text, span, is_deed=is_deed)]
    says_so = _MAY_BE_PLANNED.get(one.section)
    if planned and says_so and len(planned) == len(one.spans):
        one.fields[says_so[0]] = says_so[1]
        return True
    gone = denied if says_so else [*denied, *planned]
    if is_deed and one.spans[0] in gone:
        gone = list(one.spans)  # its date as well
    context.denied += gone
    one.spans = [span for span in one.spans if span not in gone]
    if gone and not any(one.label in context.text[slice(*span)] for span in one.spans):
        printed = (name for name in one.aliases if any(name in context.text[slice(*span)] for span in one.spans))
        if (name := next(printed, None)) is not None:
            one.label, one.aliases = name, [alias for alias in one.aliases if alias != name]
    return bool(one.spans)


def _is_denied(text: str, span: Span, *, standing: bool) -> bool:
    """Return whether what is printed at a span is said not to be there, or, of what stands, to be no more."""
    before = _before(text, span[0])
    if _SAYS_ITSELF.match(text, span[0]):
        return _STILL.match(text, span[1]) is not None
    if _DENIED.search(before) or (_DENIED_VERB.search(before) and _BEGINS_WITH_VERB.match(text, span[0])):
        return _STILL.match(text, span[1]) is None
    return standing and _ENDED.search(before) is not None


def _is_planned(text: str, span: Span, *, is_deed: bool) -> bool:
    """Return whether what is printed at a span, a deed with its verb or a thing, is said to be going to be."""
    before = _before(text, span[0])
    if is_deed and _PLANNED_SENTENCE.search(_SENTENCE.split(text[max(0, span[0] - _FAR) : span[0]])[-1]):
        return True  # 2025年，拟新建服务中心9个，选聘社区工作者120名
    return _PLANNED.search(before) is not None or (
        _PLANNED_VERB.search(before) is not None and (is_deed or _BEGINS_WITH_VERB.match(text, span[0]) is not None)
    )


def _before(text: str, place: int) -> str:
    """Return the clause up to a place."""
    return _CLAUSE.split(text[max(0, place - _REACH) : place])[-1]

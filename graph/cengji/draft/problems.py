"""Problems: what the text says is wrong and measures answer: 破解“小马拉大车”难题, 针对职责不清问题."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cengji.draft.context import Context
from cengji.draft.links.means import Means, refer
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words
from cengji.text.coverage import Spans

__all__ = ["find_problems"]

_ANSWERS = f"(?:(?:{either(words('problems', 'answers'))})(?:了|好|掉)?)+"
_NOUN = f"(?:{either(words('problems', 'nouns'))})"
_STRESS = "(?:突出|较为突出|凸显|明显)"
_QUOTE = "“[^“”\n]{2,20}”"
_SORT = f"(?:{either(words('problems', 'sorts'))})"
# 破解“小马拉大车”难题, 有效解决停车难、充电难等问题, 打破行政隶属壁垒
_ANSWERED = re.compile(
    f"{_ANSWERS}(?P<items>[^，,。；;：:！？!?\n]{{2,40}}?)"
    f"(?P<rest>(?:等(?:方面)?的?{_SORT}?|的[^，“”、。的]{{0,4}}|的)?(?P<noun>{_NOUN}))(?!{_STRESS})"
)
_BROKEN = re.compile(f"(?:{either(words('problems', 'breaks'))})(?P<items>[^，,。；;：:、“”\n]{{0,6}}{_QUOTE})")
# “停车难”问题, “爬楼难”: what is wrong by its own name, with a verb or not.
_NAMED = re.compile(
    f"“(?P<name>[^“”\n，。；一]{{1,12}}(?:{either(words('problems', 'endings'))}))”|“(?P<told>[^“”\n，。；]{{2,16}})”(?:的|等)?{_NOUN}"
)
# 变“独角戏”为“大合唱”, 从“单打独斗”到“众人划桨”: what was, before what came of it.
_WAS = re.compile(
    "(?:从|由|变|把|将)(?:[^“”，,。；;]{1,6}的|[^“”，,。；;为成到向]{0,4})?“(?P<name>[^“”\n]{2,12})”"
    "(?=[^“”，,。；;]{0,6}(?:到|向|为|成)[^“”，,。；;]{0,4}“)"
)
_WHOSE = re.compile("^(?:相关|有关|当前|目前|长期存在的?)(?:工作)?的?")
_SPLIT = re.compile(f"{_QUOTE}|[^“”]+")
_ENDS_IN_STATE = re.compile(f"(?:{'|'.join(words('problems', 'states'))})(?:{_NOUN}?{_STRESS})?$")
_STRESSED = re.compile(f"{_NOUN}{_STRESS}$")
_QUOTED_STATE = re.compile("^[^“”]{0,12}(“[^“”]{4,}”)$")
_SILENT_BEHIND_STATE = frozenset(words("problems", "silent behind a state"))
_STRONG = frozenset(words("problems", "nouns")) - frozenset(words("problems", "weak"))
_NO_PROBLEM = re.compile(
    "一站式|一条龙|一揽子|解难题|^一条|"
    f"^(?:{either(words('problems', 'general'))})+$|^(?:这|那|该|此|从|许多|各种|群众反映)|的(?:重大|重要)$|(?:解决|办理|遇到的?|需要?)$"
)
_SHORTEST, _LONGEST = 3, 24


def find_problems(context: Context) -> list[Statement]:
    """Return the problems that a text names; the measures that answer them refer to them. One that no measure answers is left out."""
    found: dict[str, Statement] = {}
    means = Means(context)
    for span, label in sorted(_spans(context)):
        answering = means.around(span)
        if not answering:
            continue
        problem = found.setdefault(label, Statement("problems", label, [], "answered-problem", {"place": context.home}))
        problem.spans.append(span)
        refer(answering, "addresses", problem)
    return list(found.values())


def _spans(context: Context) -> Iterable[tuple[Span, str]]:
    """Yield where a problem is named and what it is called; of what overlaps the first."""
    taken = Spans(span for one in context.section("measures", "figures") for span in one.spans)
    kept: set[int] = set()
    for span, label in (*_answered(context), *_named(context)):
        printed = context.text[slice(*span)]
        if not _SHORTEST <= len(label) <= _LONGEST or _NO_PROBLEM.search(label) or not context.passages.is_prose(span[0]):
            continue
        if printed.count("“") != printed.count("”") or not kept.isdisjoint(range(*span)):
            continue
        if taken.hold(*span):
            continue  # the name of a measure
        kept.update(range(*span))
        yield span, label


def _answered(context: Context) -> Iterable[tuple[Span, str]]:
    for match in context.passages.matches(_ANSWERED):
        items = _WHOSE.sub("", match["items"])
        start = match.end("items") - len(items)
        parts = list(_SPLIT.finditer(items))
        quoted = _QUOTED_STATE.match(items)
        if all(one[0].startswith("“") for one in parts):
            yield from (((start + one.start(), start + one.end()), one[0].strip("“”")) for one in parts)
        elif quoted:
            yield (start + quoted.start(1), start + quoted.end(1)), quoted[1].strip("“”")
        elif len(items) > _LONGEST:
            yield from _listed(items, start)
        elif _ENDS_IN_STATE.search(items) and match["noun"] in _SILENT_BEHIND_STATE:
            yield (start, match.end("items")), _unquoted(items).removesuffix("的")
        elif match["noun"] in _STRONG and not _NO_PROBLEM.search(items):
            yield (start, match.end()), _unquoted(items + match["rest"])


def _listed(items: str, start: int) -> Iterable[tuple[Span, str]]:
    """Yield the items of a list that is too long for one name, each that tells a state."""
    for one in re.finditer("[^、]+", items):
        if _ENDS_IN_STATE.search(one[0]):
            yield (start + one.start(), start + one.end()), _STRESSED.sub("", one[0])


def _named(context: Context) -> Iterable[tuple[Span, str]]:
    for match in context.passages.matches(_BROKEN):
        yield match.span("items"), _unquoted(match["items"])
    for match in context.passages.matches(_NAMED):
        yield match.span(), match["name"] or match["told"]
    for match in context.passages.matches(_WAS):
        yield (match.start("name") - 1, match.end("name") + 1), match["name"]


def _unquoted(name: str) -> str:
    return name.replace("“", "").replace("”", "")

"""What a case says against itself: numbers against print, units against kinds, parents against ladders, dates against the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cengji.cases.breakdowns import find_parts_outside
from cengji.cases.figure_checks import check_figures
from cengji.cases.hierarchy import Found, Severity, find_inversions
from cengji.cases.linkage import find_loose_links
from cengji.cases.opposites import find_single_ends
from cengji.cases.parts import Evidence
from cengji.cases.tree import Path
from cengji.cases.vocabulary import Vocabulary
from cengji.cases.wording import check_wording
from cengji.core.errors import Fault
from cengji.text.numerals import chinese_number, normalize_digits
from cengji.text.raw_forms import could_be_raw

if TYPE_CHECKING:
    from cengji.cases.case import Case, Document
    from cengji.cases.loader import LoadedCase

__all__ = ["Contradiction", "find_contradictions"]

_YEAR: Final = re.compile("([0-9０-９]{4}|[〇○零一二三四五六七八九]{4})年(?![^，。]{0,4}前)")
_IN_CHINESE = {
    "after-the-document": "日期晚于文献：请改正，或标为计划、目标",
    "alias-repeats": "别名与名称或前一别名相同：请去掉",
    "below-zero": "数值为负：请改正，或改用变化量",
    "circle-of-origins": "措施循环相承：请改正其中一处",
    "code-against-tier": "区划代码的位数与层级不符：请改正代码或层级",
    "differs-from-print": "数值与所印表述不符：请改正数值或所印表述",
    "evidence-digest": "所印表述与该处字符的摘要不符：请对照文献核查",
    "evidence-length": "所印表述长于该处字符：请去掉位置后重新锚定",
    "figure-hangs-twice": "同一数字挂在两处：只留文献所说的一处，整体由部分得之",
    "fractional-count": "计数不是整数：请改正，或改用比率",
    "invisible-text": "文字为空白或含不可见字符：请照原文书写",
    "kind-against-unit": "数字类别与单位不符：请改正其一",
    "looks-like-a-person": "名称像是人名：图中只有岗位与组织，没有个人",
    "named-twice": "同一事物列了两次：请去掉一次，或改为所指的另一事物",
    "nothing-changed": "事件前后相同：请写出事件之后的情况",
    "outside-the-part": "证据不在文献中属于本案例的部分之内：请改正证据，或改正该部分的起止",
    "parent-below": "上级在阶梯上低于下级：请改正上级或梯级次序",
    "parent-in-smaller-place": "上级所在地方在下级所在地方之内：请改正上级或地方",
    "part-outside-whole": "分类的部分不是总体的子集：请为它写 subset_of，或改正部分",
    "place-in-lower-place": "地方属于更低层级的地方：请改正所属",
    "radicals-for-characters": "文字含部首字符（PDF 中抄出），无法查到：请改写为通用汉字",
    "ratio-of-one-figure": "分子与分母是同一数字：请写出其分母",
    "relation-both-ways": "同一关系互为主宾：请改正其中一处的方向",
    "relation-to-itself": "关系的两端相同：请写出另一端",
    "role-against-field": "数字的作用与所在字段不符：请移到 inputs、results 或 figures，或改正其作用",
    "share-out-of-range": "份额不在0与100之间：请改正，或改用变化量、比率",
    "tier-against-rung": "自身层级与所在梯级不符：请改正其一，或标为有争议",
    "time-backwards": "结束早于开始：请改正其一",
    "year-against-print": "年份与所印不符：请改正其一",
    "written-beside-evidence": "所写表述不见于其证据：请照所印书写，或改正证据",
}


@dataclass(frozen=True, order=True, slots=True)
class Contradiction:
    """One thing that a case says against itself: how grave it is, where it stands, of which item of which case; ``zh`` in Chinese.

    ``key`` is empty where it is no item that says it.
    """

    severity: Severity
    check: str
    fault: Fault
    case: str
    section: str
    key: str
    zh: str


def find_contradictions(cases: Iterable[LoadedCase], vocabulary: Vocabulary, *, evidence: bool = True) -> list[Contradiction]:
    """Find what cases say against themselves; no document is needed. Errors come first, then file and line.

    :param evidence: hold expressions against lengths and digests too, which takes milliseconds a piece of evidence.
    """
    found: list[Contradiction] = []
    for loaded in cases:
        for severity, check, path, problem, remedy in _contradictions(loaded, vocabulary, evidence=evidence):
            fault = loaded.tree.fault(loaded.path, path, problem, remedy)
            section, held = str(path[0]), getattr(loaded.case, str(path[0]))
            key = getattr(held[int(path[1])], "key", "") if isinstance(held, list) else ""
            found.append(Contradiction(severity, check, fault, loaded.case.case, section, key, _IN_CHINESE[check]))
    return sorted(set(found))


def _contradictions(loaded: LoadedCase, vocabulary: Vocabulary, *, evidence: bool) -> Iterator[Found]:
    yield from check_figures(loaded)
    yield from find_inversions(loaded, vocabulary.tier_ranks)
    yield from find_single_ends(loaded)
    yield from find_parts_outside(loaded.case)
    yield from _dates(loaded)
    yield from find_loose_links(loaded.case)
    yield from check_wording(loaded, vocabulary.names | {place.label.zh for place in loaded.case.places})
    for at, one in _evidences(loaded.case):
        yield from _outside(loaded.case.document, one, at)
        if evidence:
            yield from _held(one, at)


def _dates(loaded: LoadedCase) -> Iterator[Found]:
    for index, figure in enumerate(loaded.case.figures):
        start, end = (figure.time.start, figure.time.end) if figure.time else (None, None)
        if start and end and end < start[: len(end)]:
            problem = f"is {end}, before the start {start}"
            yield "error", "time-backwards", ("figures", index, "time", "end"), problem, "correct one of the two"
    if loaded.case.document.language in (None, "zh"):
        yield from _years(loaded.case)
    published = loaded.case.document.published
    if published is None:
        return
    case = loaded.case
    dated: list[tuple[Path, str | None]] = [(("events", index, "date"), event.date) for index, event in enumerate(case.events)]
    dated += [(("measures", index, "since"), measure.since) for index, measure in enumerate(case.measures) if measure.stage != "planned"]
    dated += [(("policies", index, "date"), policy.date) for index, policy in enumerate(case.policies)]
    for index, figure in enumerate(case.figures):
        if figure.time and figure.role not in ("target", "threshold"):
            end = figure.time.end and figure.time.end[:4]  # that of a whole year may lie behind the document
            dated += [(("figures", index, "time", "start"), figure.time.start), (("figures", index, "time", "end"), end)]
    for path, date in dated:
        if date and date[: len(published)] > published[: len(date)]:
            problem = f"is {date}, after the document of {published}"
            yield "warning", "after-the-document", path, problem, "correct it, or mark it as planned or as a target"


def _years(case: Case) -> Iterator[Found]:
    """Yield the times that lie in none of the years which their print names."""
    times = [
        (("figures", index, "time", "start" if one.time.start else "end"), one.time.written, (one.time.start, one.time.end))
        for index, one in enumerate(case.figures)
        if one.time
    ]
    said: list[tuple[Path, str | None, tuple[str | None, ...]]] = [*times]
    said += [(("measures", index, "since"), one.since_written, (one.since,)) for index, one in enumerate(case.measures)]
    said += [(("events", index, "date"), one.date_written, (one.date,)) for index, one in enumerate(case.events)]
    for path, written, dates in said:
        printed = {_year(year) for year in _YEAR.findall(written or "")}
        found = {int(date[:4]) for date in dates if date}
        if printed and found and not printed & found:
            problem = f"is {next(date for date in dates if date)}, but {written} is printed"
            yield "warning", "year-against-print", path, problem, "correct the one or the other"


def _year(printed: str) -> int:
    number = chinese_number(printed)
    return int(number.value if number else normalize_digits(printed))


def _evidences(case: Case) -> Iterator[tuple[Path, list[Evidence]]]:
    """Yield the evidence of each item, rung and exclusion, with where it stands."""
    for at, item in case.placed_items():
        yield (*at, "evidence"), item.evidence
        for place, rung in enumerate(getattr(item, "rungs", ())):
            yield (*at, "rungs", place, "evidence"), rung.evidence
    for index, exclusion in enumerate(case.exclusions):
        yield ("exclusions", index, "evidence"), exclusion.evidence


def _outside(document: Document, evidence: list[Evidence], at: Path) -> Iterator[Found]:
    """Find evidence that stands in another part of the document than the one that is about the case."""
    part = document.part
    if part is None or part.start is None or part.end is None:
        return
    for place, one in enumerate(evidence):
        if one.start is not None and one.end is not None and not part.start <= one.start <= one.end <= part.end:
            problem = f"characters {one.start} to {one.end} are outside the part of this case, {part.start} to {part.end}"
            yield "error", "outside-the-part", (*at, place), problem, "take out start, end and sha256 and anchor it again"


def _held(evidence: list[Evidence], at: Path) -> Iterator[Found]:
    """Hold printed expressions against the length and the digest of their own characters."""
    for place, one in enumerate(evidence):
        if one.text is None or one.start is None or one.end is None or one.sha256 is None:
            continue
        length = one.end - one.start
        if length < len(one.text):
            problem = f"{one.text} has {len(one.text)} characters, more than the {length} from {one.start} to {one.end}"
            yield "error", "evidence-length", (*at, place), problem, "take out start, end and sha256 and anchor it again"
        elif not could_be_raw(one.text, one.sha256, length):
            problem = f"{one.text} is nothing that characters {one.start} to {one.end} with this digest can read"
            yield "warning", "evidence-digest", (*at, place), problem, "hold it against the document: `cengji check --sources`"

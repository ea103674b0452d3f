"""Marks on a cleaned text: paragraphs repeated, broken or cut off, captions, site navigation. Nothing is deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cengji.text.pinyin_brackets import is_reading

__all__ = ["Mark", "MarkKind", "find_marks", "is_hard_wrapped"]


class MarkKind(StrEnum):
    """What is the matter with a stretch of text."""

    REPEATED = "repeated"  # printed before, word for word
    BROKEN = "broken"  # a paragraph that stops inside a sentence; the sentence goes on in a later one
    CUT_OFF = "cut-off"  # a sentence whose end is not printed
    CAPTION = "caption"  # the legend of a picture
    NAVIGATION = "navigation"  # links and notices of the site
    GARBLED = "garbled"  # characters lost in copying


@dataclass(frozen=True, order=True, slots=True)
class Mark:
    """A span of the cleaned text, half-open, and its kind."""

    start: int
    end: int
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class _Paragraph:
    start: int
    end: int
    text: str


# Lengths in characters.
_SHORTEST_BODY = 100  # a paragraph that is surely running prose
_LONGEST_CAPTION = 80
_LONGEST_NAVIGATION = 120
_SHORTEST_LINE = 10  # shorter lines, such as headings, say nothing of how a text is wrapped
_SHORTEST_OPEN = 40  # an open paragraph with commas is prose from here on
_SHORTEST_REPEAT = 16  # shorter sentences recur by chance
_SHORTEST_OVERLAP = 8
_LONGEST_OVERLAP = 400
_FEWEST_LINES = 5  # of a text that can be told to be hard-wrapped
_WRAPPED_SHARE = 0.6  # of the median line: an open line of a hard-wrapped text is prose from here on
_STOPS = "。！？!?…；;：:"
_CLOSERS = "”’\"')）》】]"
_SENTENCE = re.compile(rf"[^。！？!?]*[。！？!?…]*[{re.escape(_CLOSERS)}]*")
_PROSE = re.compile("[。！？；]")
_COMMAS = re.compile("[,，、;]")
_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
_NAVIGATION = re.compile(
    "扫一扫|>>|^[•·|\\-\\s]+$"
    "|^[(（]?(?:责编|责任编辑|编辑|校对|审核|[一二三初复终]审|监制|供稿|撰稿|作者|文字|摄影)[:：|丨]"
    "|^[【\\[]?(?:返回(?:目录|首页|顶部)|上一[篇页版]|下一[篇页版]|放大|缩小|全文复制|打印|关闭|收藏|字[体号][:：])"
    "|^[【\\[]?(?:分享到|分享让更多人看到|相关阅读|推荐阅读|相关链接)"
    "|^(?:收藏|分享|点赞|评论|转发|举报|\\d{1,7})$|^[\\d年月日./: -]{0,24}(?:信息|文章|稿件)?(?:来源|稿源)[:：][^。]*$"
    # Where on the site a page stands, when it was put there, how often it was read, who keeps the site.
    "|^(?:您?的?(?:当前|所在|现在)?的?位置|您现在的位置)(?:是)?[:：]|^(?:网站)?首页 ?[>＞»›/|]"
    "|^(?:[^>＞»›。，]{1,12} ?[>＞»›] ?){2,}[^>＞»›。，]{1,40}$"
    "|^[^。]*(?:浏览|阅读|点击|访问)(?:次数|量|数)?[:： ]{0,2}\\d+ ?次?[^。]{0,20}$"
    "|^[^。]*(?:发布|更新|成文|发稿|录入)(?:时间|日期)[:：][^。]*$"
    f"|[{_PROVINCES}]ICP备|公网安备|网站标识码|版权所有|Copyright|©"
    "|^(?:关于我们|联系我们|[^|｜。]{2,10}(?: ?[|｜] ?[^|｜。]{2,10}){3,}$)|^[^。，]{2,20}主办[ 　]*[^。，]{2,20}承办"
    "|^(?:主办|承办|技术支持|网站地图|联系电话|地址|邮编)(?:单位)?[:：]"
)
_LEGEND = re.compile(r"^(?:[▲▼▶◀►◄△▽]|图为|[上下左右]图|图片?\d*[:：])|摄[)）]?。?$")
_LOST = re.compile("(?:[?\ufffd][a-zA-Z\u00e0-\u024f\u0300-\u030c]{1,8}+[)）])+|\ufffd+")


def find_marks(text: str) -> tuple[Mark, ...]:
    """Find the stretches of a cleaned text that are not its running prose, in reading order.

    Rules of thumb: they tell a curator where to look, and nothing is dropped on their word.

    >>> [(mark.kind.value, mark.start) for mark in find_marks("返回目录\\n▲居民议事。")]
    [('navigation', 0), ('caption', 5)]
    """
    paragraphs = list(_paragraphs(text))
    navigation = [paragraph for paragraph in paragraphs if _is_navigation(paragraph.text)]
    captions = _captions([paragraph for paragraph in paragraphs if not _is_navigation(paragraph.text)])
    aside = {paragraph.start for paragraph in (*navigation, *captions)}
    running = [paragraph for paragraph in paragraphs if paragraph.start not in aside]
    marks = [Mark(paragraph.start, paragraph.end, MarkKind.NAVIGATION) for paragraph in navigation]
    marks += [Mark(paragraph.start, paragraph.end, MarkKind.CAPTION) for paragraph in captions]
    marks += _unfinished(running)
    marks += _repeated(running, text)
    marks += _garbled(text)
    return tuple(sorted(marks))


def is_hard_wrapped(text: str) -> bool:
    """Return whether most lines stop inside a sentence, as text copied from a PDF does.

    >>> is_hard_wrapped("\\n".join(["姑苏区推动资源力量下沉一线并完善"] * 6))
    True
    """
    lines = [line.strip() for line in text.split("\n")]
    lines = [line for line in lines if len(line) >= _SHORTEST_LINE]
    return len(lines) >= _FEWEST_LINES and sum(map(_is_open, lines)) > len(lines) / 2


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped[0])
            yield _Paragraph(start, start + len(stripped), stripped)
        at += len(line) + 1


def _is_navigation(paragraph: str) -> bool:
    return len(paragraph) <= _LONGEST_NAVIGATION and _NAVIGATION.search(paragraph) is not None


def _is_open(paragraph: str) -> bool:
    """Return whether a paragraph stops without a stop."""
    return paragraph.rstrip(_CLOSERS)[-1:] not in _STOPS and paragraph[-1] not in _CLOSERS


def _captions(paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    """Find legends by their sign, and single short sentences before the first or after the last long paragraph."""
    long = [index for index, paragraph in enumerate(paragraphs) if len(paragraph.text) >= _SHORTEST_BODY]
    found = []
    for index, paragraph in enumerate(paragraphs):
        if len(paragraph.text) > _LONGEST_CAPTION:
            continue
        outside = bool(long) and not long[0] <= index <= long[-1]
        alone = outside and paragraph.text[-1] == "。" and paragraph.text.count("。") == 1
        if alone or _LEGEND.search(paragraph.text):
            found.append(paragraph)
    return found


def _unfinished(paragraphs: list[_Paragraph]) -> Iterator[Mark]:
    lengths = sorted(len(paragraph.text) for paragraph in paragraphs if len(paragraph.text) >= _SHORTEST_LINE)
    wrapped = is_hard_wrapped("\n".join(paragraph.text for paragraph in paragraphs))
    least = _WRAPPED_SHARE * lengths[len(lengths) // 2] if wrapped else _SHORTEST_OPEN
    for index, paragraph in enumerate(paragraphs):
        if not _is_open(paragraph.text):
            continue
        prose = len(paragraph.text) >= least and (wrapped or _COMMAS.search(paragraph.text))
        if prose or _PROSE.search(paragraph.text) or paragraph.text[-1] in ",，、":
            kind = MarkKind.BROKEN if index + 1 < len(paragraphs) else MarkKind.CUT_OFF
            yield Mark(paragraph.start, paragraph.end, kind)


def _repeated(paragraphs: list[_Paragraph], text: str) -> Iterator[Mark]:
    """Find sentences printed before; a repeat that starts inside a sentence shows where that one was cut off."""
    first: dict[str, int] = {}
    printed: set[str] = set()
    for paragraph in paragraphs:
        if len(paragraph.text) >= _SHORTEST_OVERLAP:
            if paragraph.text in printed:
                yield Mark(paragraph.start, paragraph.end, MarkKind.REPEATED)
                continue
            printed.add(paragraph.text)
        run: Mark | None = None
        before = paragraph.start  # where the sentence before began
        for found in _SENTENCE.finditer(paragraph.text):
            start, end = paragraph.start + found.start(), paragraph.start + found.end()
            if start == end:
                continue
            seen = first.setdefault(found[0], start) if len(found[0]) >= _SHORTEST_REPEAT else start
            if seen == start:
                if run:
                    yield run
                    run = None
            elif run:
                run = Mark(run.start, end, MarkKind.REPEATED)
            else:
                overlap = _overlap(text, seen, start, start - before)
                if overlap:
                    yield Mark(before, start - overlap, MarkKind.CUT_OFF)
                run = Mark(start - overlap, end, MarkKind.REPEATED)
            before = start
        if run:
            yield run


def _overlap(text: str, seen: int, start: int, limit: int) -> int:
    """Count how far the text before two places agrees, inside the one sentence that is printed before the second."""
    length = 0
    while length < min(limit, seen, _LONGEST_OVERLAP) and text[seen - length - 1] == text[start - length - 1] != "\n":
        length += 1
    return length if _SHORTEST_OVERLAP <= length < limit else 0


def _garbled(text: str) -> list[Mark]:
    found = (match for match in _LOST.finditer(text) if match[0][0] == "\ufffd" or is_reading(re.split("[)）]", match[0][1:])[0]))
    return [Mark(match.start(), match.end(), MarkKind.GARBLED) for match in found]

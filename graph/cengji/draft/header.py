"""The head of a document: title, publisher, date and page, as printed before its first long paragraph or credited at its end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cengji.draft.passages import Passages

__all__ = ["Header", "read_header"]

_DATE = re.compile(r"((?:19|20)\d\d) ?[年./-] ?(\d{1,2}) ?[月./-] ?(\d{1,2}) ?日?")
_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_PAGE = re.compile(r"第 ?\d{1,3} ?版")
_PUBLISHER = re.compile(
    r"(?:来源|文章来源|稿源)[:：] ?《? ?(?P<source>[\u4e00-\u9fff·]{2,16})|《 ?(?P<quoted>[\u4e00-\u9fff]{2,10}(?:报|刊|杂志|日报|网)) ?》"
    r"|(?P<plain>[\u4e00-\u9fff]{2,8}(?:日报|晚报|时报|早报|人民网|新华网|(?:城市|组织人事|青年|工人|农民)报|网))(?=讯|[ 　\d]|\d{1,2}月|$)"
)
# What credits the source at the end: (湖南日报 2024-11-08 第6版), 来源:…
_CREDIT = re.compile(
    r"(?:[(（](?=[^()（）\n]*(?:《|(?:19|20)\d\d))[^()（）\n]{4,60}[)）]|(?:^|\n)[ 　]*(?:文章来源|来源|稿源)[:：][^\n]{2,60})\s*\Z"
)
_CREDITED = re.compile(r"(?P<name>[\u4e00-\u9fff·]{1,10}(?:报|刊|杂志|网)) ?》?(?=[ 　,，:：()\d（）]|$)")
# Where a paragraph is no head any more, in characters.
_LONG = 90
_LONGEST_TITLE = 80
_MOST_LINES = 14
_NO_TITLE = re.compile(
    r"^[【\[](?:案例|编者按)|^第 ?\d+ ?版|https?:"
    r"|^返回|^来源|^责编|^编辑|^作者|^记者|^《[^》]*》 ?\(|日报|日讯|\d{4}年\d{1,2}月|讯[,， ]|字号|打印|^\W*$|>>|＞＞"
)

_PLACE_ALONE = re.compile(
    "[\u4e00-\u9fff]{2,20}(?:[省市州盟区县旗镇乡村站]|街道|社区)[:：]"
)  # says of which place the entry of a digest is


@dataclass(frozen=True, slots=True)
class Header:
    """What identifies a document, as far as it is printed."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    date_written: str | None = None
    page: str | None = None
    end: int = 0


def read_header(passages: Passages) -> Header:
    """Return the head of a document; ``end`` is where its first long paragraph begins, in the cleaned text."""
    return passages.once(_read_header)


def _read_header(passages: Passages) -> Header:
    text = passages.text
    lines, titles, at = [], list[str](), 0
    for line in text.split("\n"):
        if len(line.strip()) >= _LONG:
            break
        if not any(start <= at < stop for start, stop in passages.contents[:1]):
            lines.append(line.strip().removeprefix("<![CDATA[").removesuffix("]]>"))
            titles += lines[-1:] if lines[-1] and passages.is_prose(at + len(line) - len(line.lstrip())) else []
        at += len(line) + 1
    end = min(at, len(text))
    opening = text[end : end + _LONGEST_TITLE]
    head = "\n".join(lines[:_MOST_LINES])
    publisher = _PUBLISHER.search(head) or _PUBLISHER.search(opening)
    if publisher is None and (credit := _CREDIT.search(text, end)) and (publisher := _CREDITED.search(credit[0])):
        head += "\n" + credit[0]
    published = next(filter(None, map(_read_day, _DATE.finditer(head))), None)
    day = None if published else _DAY.search(opening[:30])
    page = _PAGE.search(head)
    return Header(
        _title(titles[:_MOST_LINES]),
        next((group for group in publisher.groups() if group), None) if publisher else None,
        published,
        day[0] if day else None,
        page[0] if page else None,
        end,
    )


def _read_day(match: re.Match[str]) -> str | None:
    """Return a day of the calendar as YYYY-MM-DD, None for what is none."""
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None


def _title(lines: list[str]) -> str | None:
    """Return the longest line of the head that is no date, page or link, behind the line before that ends in a colon.

    A line that names a place alone, as entries of a digest begin, is no part of it.
    """
    fit = [
        number
        for number, line in enumerate(lines)
        if 4 <= len(line) <= _LONGEST_TITLE and line[-1] not in "。；;" and not _NO_TITLE.search(line)
    ]
    if not fit:
        return None
    best = max(fit, key=lambda number: (len(lines[number]), -number))
    if lines[best].startswith(("——", "—", "--")) and best - 1 in fit:
        best -= 1  # below it stands what it is about
    before = lines[best - 1] if best else ""
    leads = before.endswith((":", "：", "——")) and not _PLACE_ALONE.fullmatch(before)
    return f"{before} {lines[best]}".strip() if leads else lines[best]

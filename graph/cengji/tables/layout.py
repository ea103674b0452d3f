"""Where in a grid the table stands: its row or two rows of headings, its rows of data, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cengji.core.errors import Fault
from cengji.tables.grid import Grid, letters
from cengji.tables.headings import Role, is_counted, normalize_heading, role_of
from cengji.tables.tiers import Scale, level_number

__all__ = ["Layout", "find_layout", "find_misplaced", "layout_below", "level_heading"]

_LOOKED_AT: Final = 25
# A table on its side has a row a heading, so no more than these.
_MOST_HEADINGS: Final = 60
_MACHINE: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*")
_FOOT: Final = re.compile(
    r"(合计|总计|小计|共计|注|备注|说明|填表|制表|审核|填报|单位负责人|联系人|制单|日期|total|sum|note|source|remark)s?\s*(人|单位|时间|日期)?\s*([:：].*|[0-9]*)",
    re.IGNORECASE | re.DOTALL,
)
_FOOT_STARTS: Final = frozenset("合总小共注备说填制审单联日tsnrTSNR")
_NUMBER: Final = re.compile(r"-?[0-9][0-9,.]*%?")
_TOTAL: Final = re.compile(
    r".{0,20}(合计|小计|总计|共计)\s*(?:[（(].*[）)])?\s*[:：]?|(?:.{0,40}\s)?(?:sub-?|grand )?total(?: .{0,40})?\s*:?", re.IGNORECASE
)
_SUMS: Final = ("合计", "小计", "总计", "共计", "otal", "OTAL")
# Headings over several columns that say nothing about them.
_GROUP: Final = re.compile(r".*(信息|情况|数据|数量|指标|统计|其中)|general|details|figures|numbers", re.IGNORECASE)
_BELONGING: Final = re.compile(r"^(所属|所在|归属|隶属)")
_NAMED: Final = re.compile(r"(名称|全称|单位|部门|机构|组织|名|name)$")


@dataclass(frozen=True, slots=True)
class Layout:
    """The headings of the columns, the rows that hold data, and the rows passed over: titles, totals, remarks.

    ``header`` is the last row of headings, -1 where there is none; rows count from 0. Headings are unlike each other: of columns
    called the same, the later ones have their letter behind; a column without a heading is called by its letter.
    """

    headings: tuple[str, ...]
    header: int
    rows: tuple[int, ...]
    passed: tuple[int, ...]


def find_layout(grid: Grid, scale: Scale) -> Layout:
    """Return where the table stands in a grid.

    The row, or the two rows, of which most cells are known as headings are the headings; without any that is known, the first row
    of several texts unlike each other, none a number.
    """
    top, bottom = _find_header(grid, scale)
    upper = grid.rows[top] if 0 <= top < bottom else None
    return layout_below(grid, bottom, upper)


def layout_below(grid: Grid, header: int, upper: Sequence[str] | None = None) -> Layout:
    """Return the layout with this row of headings, and ``upper`` above it where there are two."""
    lower = grid.rows[header] if header >= 0 else [""] * grid.width
    own = [_join(above, below) for above, below in zip(_spread(upper, lower), lower, strict=True)] if upper else list(map(_clean, lower))
    headings: list[str] = []
    for column, heading in enumerate(own):
        name = heading or letters(column)
        headings.append(name if name not in headings else f"{name} ({letters(column)})")
    rows: list[int] = []
    passed = list(range(max(header, 0)))
    text = "\n".join(map("".join, grid.rows))
    sums_up = any(word in text for word in _SUMS)
    for place in range(header + 1, len(grid.rows)):
        row = grid.rows[place]
        first = row[0].strip() or next((cell.strip() for cell in row if cell and not cell.isspace()), "")
        if not first:
            continue
        if (first[0] in _FOOT_STARTS and _FOOT.fullmatch(first)) or row == lower or (sums_up and any(map(_is_total, row))):
            passed.append(place)
        else:
            rows.append(place)
    return Layout(tuple(headings), header, tuple(rows), tuple(one for one in passed if any(map(str.strip, grid.rows[one]))))


def find_misplaced(grid: Grid, layout: Layout, scale: Scale) -> list[Fault]:
    """Return a fault for two tables that stand side by side, and for one that lies on its side: read as they are, both would be wrong."""
    twice = [column for column, heading in enumerate(layout.headings) if heading.endswith(f" ({letters(column)})")]
    bare = {column: layout.headings[column].removesuffix(f" ({letters(column)})") for column in twice}
    named = [column for column, heading in bare.items() if role_of(heading) in (Role.ID, Role.NAME) or level_heading(heading, scale)]
    if named and layout.header >= 0:
        problem = f"the heading {bare[named[0]]} stands twice: these are two tables side by side"
        return [grid.fault(layout.header, named[0], problem, "put one below the other, or give the columns other headings")]
    if unlike := _unlike(grid, layout, bare):
        return unlike
    if len(layout.rows) > _MOST_HEADINGS:
        return []
    firsts = [grid.rows[row][0] for row in layout.rows if grid.rows[row] and grid.rows[row][0].strip()]
    known = [text for text in firsts if role_of(text) not in (None, Role.SKIP)]
    across = [text for text in layout.headings[1:] if role_of(text) or level_heading(text, scale)]
    if layout.header >= 0 and firsts and len(known) * 2 >= len(firsts) and not across and grid.width > 2:
        row = layout.rows[firsts.index(known[0])]
        problem = f"{known[0].strip()} is a heading, and stands in the first column: the table lies on its side"
        return [grid.fault(row, 0, problem, "copy it and paste it transposed, with a row a body")]
    return []


def _unlike(grid: Grid, layout: Layout, again: Mapping[int, str]) -> list[Fault]:
    """Return a fault for each column of numbers that has the heading of one before it, and other numbers."""
    faults = []
    for column, heading in again.items():
        first = layout.headings.index(heading) if role_of(heading) is Role.COUNT else column
        row = next((row for row in layout.rows if grid.rows[row][first].strip() != grid.rows[row][column].strip()), None)
        if row is not None and layout.header >= 0:
            problem = f"the heading {heading} stands twice, over other numbers: {grid.where(row, first)} and {grid.where(row, column)}"
            faults.append(grid.fault(layout.header, column, problem, "say in the headings what each counts"))
    return faults


def level_heading(heading: str, scale: Scale) -> tuple[str, bool] | None:
    """Return the word for a level that a heading is, and whether it says what rows belong to; None where it is none.

    >>> from cengji.tables.tiers import read_scale
    >>> [level_heading(one, read_scale()) for one in ("所属街道", "社区名称", "二级部门", "党员数")]
    [('街道', True), ('社区', False), ('二级', False), None]
    """
    text = normalize_heading(heading)
    bare = _BELONGING.sub("", text)
    for word in (bare, _NAMED.sub("", bare)):
        if word and (scale.candidates(word) or (level_number(word) and not word.isdigit())):
            return word, bare != text
    return None


def _find_header(grid: Grid, scale: Scale) -> tuple[int, int]:
    """Return the first and the last row of headings, (-1, -1) where there is none."""
    known = [_known(row, scale) for row in grid.rows[:_LOOKED_AT]]
    if not known:
        return -1, -1
    best = max(range(len(known)), key=lambda at: (known[at], -at))
    single = grid.width == 1 or not any(sum(1 for cell in row if cell.strip()) > 1 for row in grid.rows)
    found = (best, best) if known[best] >= (1 if single else 2) else (-1, -1)
    for at in range(len(known) - 1):
        pair = _pair(grid.rows[at], grid.rows[at + 1])
        if pair and _known(pair, scale) > max(known[best], 1) and not single:
            return at, at + 1
    if found[1] >= 0 and found[1] + 1 < len(grid.rows) and _is_machine(grid.rows[found[1] + 1]):
        return found[1] + 1, found[1] + 1
    if found[0] < 0 and not single:
        return _first_texts(grid, known)
    return found


def _first_texts(grid: Grid, known: Sequence[int]) -> tuple[int, int]:
    """Return the first row of several texts unlike each other where the rows below it differ from it in kind; a known word is enough."""
    for at, row in enumerate(grid.rows[:_LOOKED_AT]):
        texts = [cell.strip() for cell in row if cell.strip()]
        if len(texts) < 2:
            continue
        if any(map(_NUMBER.fullmatch, texts)) or len(set(texts)) < len(texts):
            return -1, -1
        below = grid.rows[at + 1 : at + 30]
        codes = any(below and _all_have_digits([other[column] for other in below]) for column, cell in enumerate(row) if _is_word(cell))
        return (at, at) if known[at] or codes else (-1, -1)
    return -1, -1


def _is_word(cell: str) -> bool:
    return bool(cell.strip()) and not any(map(str.isdigit, cell))


def _all_have_digits(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(any(map(str.isdigit, cell)) for cell in filled)


def _known(row: Sequence[str], scale: Scale) -> int:
    """Return how many different headings that are known a row has."""
    return len({cell for cell in row if cell and len(cell) < 40 and (role_of(cell) or level_heading(cell, scale))})


def _pair(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """Return two rows of headings as one; None where they are not: one stands over several, another over the blank of a merged cell."""
    if any(_NUMBER.fullmatch(cell.strip()) for cell in lower):
        return None
    spread = _spread(upper, lower)
    over_blank = sum(1 for above, below in zip(upper, lower, strict=True) if above.strip() and not below.strip())
    over_several = any(not upper[at].strip() and below.strip() and spread[at] for at, below in enumerate(lower))
    return [_join(above, below) for above, below in zip(spread, lower, strict=True)] if over_blank and over_several else None


def _spread(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Return the upper row with the text of a cell over all columns that it stands above."""
    spread: list[str] = []
    for above, below in zip(upper, lower, strict=True):
        spread.append(above if above.strip() or not spread or not below.strip() else spread[-1])
    return spread


def _join(above: str, below: str) -> str:
    above, below = _clean(above), _clean(below)
    if not above or not below or above == below or _GROUP.fullmatch(above):
        return below or above
    if is_counted(below):
        return f"{above}（{below}）"
    joined = f"{above} {below}"
    return joined if role_of(below) is None or role_of(below) is role_of(joined) is Role.COUNT else below


def _is_total(cell: str) -> bool:
    """Return whether a cell says that its row sums up others: 合计, 乙街道小计, Subtotal."""
    return bool(_TOTAL.fullmatch(cell.strip()))


def _clean(text: str) -> str:
    return " ".join(text.split())


def _is_machine(row: Sequence[str]) -> bool:
    """Return whether a row is one of names for machines, as the second one of our own workbooks: ``prefLabel_zh``, ``iri``."""
    texts = [cell for cell in row if cell]
    return bool(texts) and all(map(_MACHINE.fullmatch, texts)) and bool({"iri", "key"} & set(texts))

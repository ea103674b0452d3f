"""How a table is read: what each column is, by which of them superiors are found, and the guess at it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from cengji.tables.grid import Grid
from cengji.tables.headings import Role, normalize_heading, role_of
from cengji.tables.layout import Layout, find_layout, level_heading
from cengji.tables.numbers import is_amount, number_in
from cengji.tables.tiers import Scale, division_prefix
from cengji.text.persons import is_person

__all__ = ["NUMBERED", "Parents", "Reading", "by_paragraphs", "guess_reading", "is_code", "paragraph_level"]


class Parents(StrEnum):
    """By what superiors are found."""

    ID = "id"
    NAME = "name"
    LEVELS = "levels"
    PREFIX = "prefix"
    INDENT = "indent"
    OUTLINE = "outline"
    NONE = "none"


@dataclass(frozen=True)
class Reading:
    """How a table is read: the role of each column by its place, and by what superiors are found.

    ``words`` are the words for levels of the columns that list the bodies of one, ``level`` the one of all rows where a heading
    says it, ``indents`` how far each row is indented by the format of its cell. ``is_stated`` says that the file is no table but of a form
    that states superiors and levels itself, ``is_verbatim`` that it is an export of ours, whose names are taken as they stand, and
    ``is_numbered`` that names begin with numbers of paragraphs, which are no part of them.
    """

    layout: Layout
    roles: Mapping[int, Role]
    parents: Parents
    words: Mapping[int, str] = field(default_factory=dict)
    level: str = ""
    indents: Sequence[int] = ()
    is_stated: bool = False
    is_verbatim: bool = False
    is_numbered: bool = False

    def column(self, role: Role) -> int | None:
        """Return the first column of a role."""
        return next((column for column in sorted(self.roles) if self.roles[column] is role), None)

    def columns(self, role: Role) -> list[int]:
        """Return all columns of a role, from the left."""
        return [column for column in sorted(self.roles) if self.roles[column] is role]


_HAN: Final = "[一二三四五六七八九十]+"
NUMBERED: Final = re.compile(rf"(?:({_HAN})、|[（(]({_HAN})[）)]、?|([0-9]+)[.、．](?![0-9])|[（(]([0-9]+)[）)])\s*")
"""The number of a paragraph before a name; the group that matches is its level."""
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/#\-]*")
_DOTTED: Final = re.compile(r"[0-9]+([.\-][0-9]+)*\.?")
_INTEGER: Final = re.compile(r"[0-9]+(\.0+)?")
# Headings of lists of staff: what somebody is, who it is, to whom they report.
_JOBS: Final = frozenset({"jobtitle", "title", "position", "post", "designation", "role", "职务", "职位", "岗位", "职务职称"})
_STAFF: Final = frozenset({"name", "fullname", "staffname", "staff", "名字", "人员", "成员", "employeename", "membername"})
_CHIEFS: Final = frozenset({"reportsto", "manager", "supervisor", "superior", "linemanager", "上级领导", "直属上级", "上级"})
_MANY_LEVELS: Final = 16
_SAMPLE: Final = 300
_MOST: Final = 0.9
_HALF: Final = 0.5


def guess_reading(grid: Grid, scale: Scale, layout: Layout | None = None) -> Reading:
    """Return how a table is likely to be read: by its headings first, then by what its columns hold."""
    layout = layout or find_layout(grid, scale)
    values = [[grid.rows[row][column].strip() for row in layout.rows] for column in range(grid.width)]
    roles = _by_heading(layout, values, scale)
    steps = _steps(layout, values, scale)
    found = _resolve(grid, Reading(layout, roles, Parents.NONE), values, steps, scale)
    return by_paragraphs(grid, found) if found.parents is Parents.NONE else found


def by_paragraphs(grid: Grid, reading: Reading) -> Reading:
    """Return the reading by the numbers of paragraphs before the names, if all have one and there are several levels of them."""
    column = reading.column(Role.NAME)
    levels = {} if column is None else {row: paragraph_level(grid.rows[row][column].strip()) for row in reading.layout.rows}
    if not levels or not all(levels.values()) or len(set(levels.values())) == 1:
        return reading
    indents = [levels.get(row, 0) for row in range(len(grid.rows))]
    return replace(reading, parents=Parents.INDENT, indents=indents, is_numbered=True)


def paragraph_level(name: str) -> int:
    """Return the level that the number of a paragraph before a name says, 1 the highest; 0 where there is none.

    >>> [paragraph_level(one) for one in ("一、党工委", "（二）社区党委", "3.网格支部", "（4）小组", "第一网格")]
    [1, 2, 3, 4, 0]
    """
    found = NUMBERED.match(name)
    return found.lastindex or 0 if found else 0


def is_code(text: str) -> bool:
    """Return whether a text is a code, not a name: of Latin letters, digits and marks, with a digit or a colon in it."""
    return bool(_CODE.fullmatch(text)) and any(one.isdigit() or one == ":" for one in text)


def _by_heading(layout: Layout, values: Sequence[list[str]], scale: Scale) -> dict[int, Role]:
    roles: dict[int, Role] = {}
    for column, heading in enumerate(layout.headings):
        filled = [value for value in values[column][: _SAMPLE * 4] if value][:_SAMPLE]
        role = (role_of(heading) if layout.header >= 0 else None) if filled else Role.SKIP
        if role in (None, Role.NAME, Role.LEVEL, Role.KIND, Role.ALIAS, Role.PARENT, Role.ID) and sum(map(is_person, filled)) > _HALF * len(
            filled
        ):
            role = Role.PERSON
        elif role in (Role.KIND, Role.LEVEL):
            role = _level_or_kind(role, set(filled), scale)
        elif role is Role.COUNT and not any(one.isdigit() for value in filled for one in value):
            role = Role.SKIP
        if role is not None:
            roles[column] = role
    _tell_persons(layout, roles)
    for role in (Role.ID, Role.NAME, Role.PARENT, Role.LEVEL, Role.KIND, Role.ENGLISH):
        same = [column for column in sorted(roles) if roles[column] is role]
        kept = _best(role, same, layout, values) if len(same) > 1 else same[:1]
        for column in same:
            if column not in kept:
                roles[column] = Role.SKIP
    return roles


def _tell_persons(layout: Layout, roles: dict[int, Role]) -> None:
    """Take names beside job titles, and whom they report to, for persons, and titles for no bodies.

    That is a list of staff, whatever the language of its names.
    """
    headings = {column: normalize_heading(heading) for column, heading in enumerate(layout.headings)}
    if len(set(headings.values()) & _JOBS) and set(headings.values()) & (_STAFF - _JOBS):
        for column, heading in headings.items():
            if heading in _STAFF | _CHIEFS:
                roles[column] = Role.PERSON
            elif heading in _JOBS:
                roles[column] = Role.SKIP


def _level_or_kind(role: Role, words: set[str], scale: Scale) -> Role:
    """Return whether a column of words holds levels or kinds of bodies: what most of them are says it."""
    tiers = sum(1 for word in words if scale.candidates(word))
    kinds = sum(1 for word in words if word in scale.kinds or word.lower() in scale.kinds)
    if role is Role.KIND and tiers > _HALF * len(words) and tiers > kinds:
        return Role.LEVEL
    if role is Role.LEVEL and (kinds > tiers or len(words) > _MANY_LEVELS):
        return Role.KIND if kinds > tiers else Role.SKIP
    return role


def _best(role: Role, columns: Sequence[int], layout: Layout, values: Sequence[list[str]]) -> list[int]:
    """Return the columns, at most two, that a role stays with: the fullest one that is likest to it."""

    def rank(column: int) -> tuple[int, int, int]:
        filled = [value for value in values[column] if value]
        heading = normalize_heading(layout.headings[column])
        exact = heading in {"id", "iri", "名称", "name", "preflabelzh", "label", "编码", "代码", "单位名称", "机构名称", "pid", "parentid"}
        alike = len(set(filled)) if role in (Role.ID, Role.NAME) else sum(map(is_code, filled[:_SAMPLE]))
        exact = exact or (role is Role.PARENT and heading.startswith(("上级", "父", "parent", "superior")))
        return exact, len(filled) * 10 // max(len(values[column]), 1), alike

    found = max(columns, key=lambda column: (*rank(column), -column))
    return [found]


def _steps(layout: Layout, values: Sequence[list[str]], scale: Scale) -> dict[int, tuple[str, bool]]:
    """Return the columns whose heading is a word for a level, with it, highest first, and whether rows belong to what they name."""
    found = {}
    for column, heading in enumerate(layout.headings):
        step = level_heading(heading, scale)
        texts = [value for value in values[column][:_SAMPLE] if value]
        if not step or not texts or role_of(heading) is Role.COUNT or all(number_in(text) is not None or is_amount(text) for text in texts):
            continue
        if not all(scale.candidates(text) for text in texts):
            found[column] = step
    tiers = [scale.candidates(word) for word, _ in found.values()]
    if found and all(tiers):
        order = sorted(found, key=lambda column: scale.ranks[scale.candidates(found[column][0])[-1]])
        return {column: found[column] for column in order}
    return found


def _resolve(grid: Grid, given: Reading, values: Sequence[list[str]], steps: Mapping[int, tuple[str, bool]], scale: Scale) -> Reading:
    """Return the reading with the way to superiors that the columns allow."""
    roles = dict(given.roles)
    _find_missing(roles, values, steps, has_header=given.layout.header >= 0)
    ident, parent = _only(roles, Role.ID), _only(roles, Role.PARENT)
    name = _only(roles, Role.NAME)
    ids = set(values[ident]) - {""} if ident is not None else set()
    if parent is not None:
        above = [value for value in values[parent] if value]
        in_ids, in_names = _share(above, ids), _share(above, set(values[name]) if name is not None else set())
        if ids and in_ids >= in_names and (in_ids or not in_names) and not _texts_for_codes(above, ids):
            return replace(given, roles=roles, parents=Parents.ID)
    level = ""
    if len(steps) > 1 or (steps and name is not None and name not in steps and not (parent is not None and parent not in steps)):
        words = {column: word for column, (word, _) in steps.items()}
        for column in words:
            roles[column] = Role.NAMES
        if name is not None and name not in words:
            words[name] = ""
        if parent is not None:
            roles[parent] = Role.SKIP if parent not in words else Role.NAMES
        return replace(given, roles=roles, parents=Parents.LEVELS, words=words)
    for column, (word, belonging) in steps.items():
        if not belonging:
            roles[column], level = Role.NAME, word
    if parent is not None:
        return replace(given, roles=roles, parents=Parents.NAME, level=level)
    return replace(given, roles=roles, parents=_by_form(grid, given.layout, roles, values, scale), level=level)


def _find_missing(roles: dict[int, Role], values: Sequence[list[str]], steps: Mapping[int, tuple[str, bool]], *, has_header: bool) -> None:
    """Find the columns of names, codes and superiors that no heading tells by what they hold."""
    free = [column for column in range(len(values)) if column not in roles and any(values[column])]
    if Role.NAME not in roles.values() and not steps:
        texts = [one for one in free if _share_of(values[one], lambda value: not is_code(value) and not _INTEGER.fullmatch(value)) > _HALF]
        if texts:
            roles[max(texts, key=lambda one: (len(set(values[one])), -one))] = Role.NAME
    if Role.ID not in roles.values():
        codes = [one for one in free if one not in roles and all(values[one]) and len(set(values[one])) == len(values[one]) > 1]
        codes = [one for one in codes if _share_of(values[one], lambda value: bool(_CODE.fullmatch(value))) == 1]
        uppers = _uppers(roles, values)
        if codes := [one for one in codes if uppers <= set(values[one])] if uppers else [] if has_header else codes:
            roles[codes[0]] = Role.ID
    if Role.ID not in roles.values() and _uppers(roles, values):
        serial = [one for one in sorted(roles) if roles[one] is Role.SKIP and _uppers(roles, values) <= set(values[one])]
        if serial:  # 序号 and 上级序号
            roles[serial[0]] = Role.ID
    if Role.PARENT not in roles.values():
        known = {value for role in (Role.ID, Role.NAME) for column in roles if roles[column] is role for value in values[column]} - {""}
        for one in free:
            above = [value for value in values[one] if value]
            if one not in roles and known and _share(above, known) >= _MOST and len(set(above)) > 1:
                roles[one] = Role.PARENT
                break


def _uppers(roles: Mapping[int, Role], values: Sequence[list[str]]) -> set[str]:
    """Return what stands for superiors."""
    return {value for column, role in roles.items() if role is Role.PARENT for value in values[column]} - {""}


def _by_form(grid: Grid, layout: Layout, roles: Mapping[int, Role], values: Sequence[list[str]], scale: Scale) -> Parents:
    """Return by what superiors are found where no column names them: codes, indents, the order of levels."""
    ident, name, level = _only(roles, Role.ID), _only(roles, Role.NAME), _only(roles, Role.LEVEL)
    if ident is not None and _nests(values[ident]):
        return Parents.PREFIX
    if name is not None:
        starts = {len(cell) - len(cell.lstrip()) for cell in (grid.rows[row][name] for row in layout.rows) if cell.strip()}
        if len(starts) > 1:
            return Parents.INDENT
    if level is not None and len(scale.order(sorted(set(values[level]) - {""}))) > 1:
        return Parents.OUTLINE
    return Parents.NONE


def _nests(codes: Sequence[str]) -> bool:
    """Return whether most codes begin with another one, with a step between them."""
    plain = {division_prefix(code) for code in codes if code}
    if len(plain) < 2 or not all(_DOTTED.fullmatch(code) or is_code(code) for code in plain):
        return False
    lengths = sorted({len(code) for code in plain})
    nested = sum(1 for code in plain if any(code[:length] in plain for length in lengths if length < len(code)))
    return len(lengths) > 1 and nested >= _HALF * (len(plain) - 1)


def _texts_for_codes(above: Sequence[str], ids: set[str]) -> bool:
    """Return whether what stands for superiors are names, while the identifiers are codes."""
    return not any(map(is_code, above[:_SAMPLE])) and all(map(is_code, list(ids)[:_SAMPLE]))


def _only(roles: Mapping[int, Role], role: Role) -> int | None:
    return next((column for column in sorted(roles) if roles[column] is role), None)


def _share(values: Sequence[str], known: set[str]) -> float:
    return sum(value in known for value in values) / len(values) if values else 0.0


def _share_of(values: Sequence[str], holds: Callable[[str], bool]) -> float:
    filled = [value for value in values if value][:_SAMPLE]
    return sum(1 for value in filled if holds(value)) / len(filled) if filled else 0.0

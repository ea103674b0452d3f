"""Divisions of the register that are printed with their full names, homonyms settled by the places around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cengji.draft.passages import Passages, Span
from cengji.draft.register import Division, Register
from cengji.draft.word_lists import either

__all__ = ["CITY", "GOES_ON", "LONGER", "division_ends", "official_divisions", "short_names", "streets_by_name"]

CITY = 4
"""Digits of the codes of prefectures."""
GOES_ON = re.compile("(?<=乡)[贤亲愁音土]|路(?![\u4e00-\u9fff]区)|大道|银行|大学|学院|医院|经验|模式|晚报|日报|时报|早报")
"""What makes a name part of another: 中山路, 上海经验, 姑苏区委 is no place but a body of one."""
LONGER = re.compile(
    "[省市区县旗州盟]|(?P<below>街(?!头)|[镇乡村路桥]|社区|小区|广场|湖|邮政|支行|分行|花园|饭店|宾馆|小学|中学|[东南西北中]{1,2}路|门(?![店户类牌诊市]))"
)
"""How a short name goes on that is printed in full, or is that of what lies ``below``: 朝阳街道 is not of 朝阳市."""
_COUNTY = 6  # digits of the codes of counties
_SUFFIXES = "(?P<full>[省市区县旗州盟镇乡]|街道)"
_ORDINARY = frozenset(("老城区", "新城区", "市中区", "城关区", "城中区", "城东区", "城西区", "城北区", "河东区", "河西区", "城区街道"))
_NEAR = {4: 6, 6: 9, 9: 9}  # the longest code that is told by one of so many digits wherever its name is printed
_LONGEST_NAME = 12
_SHORTEST_PROPER = 2
_SHORTEST_STREET = 3
# A part of a province, before what lies there: 皖东南旌德县.
_REGION = re.compile("[京津冀晋辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇陕甘青宁新藏蒙][东南西北中]{1,2}部?$")
_End = tuple[int, list[str] | None, list[tuple[int, list[Division]]]]


def official_divisions(
    passages: Passages, register: Register, home: Division | None = None, doubtful: dict[str, list[Span]] | None = None
) -> Iterator[tuple[Division, Span]]:
    """Yield the divisions that are printed with their full names, homonyms settled by the places printed before and the home.

    :param doubtful: takes the spans of names that several divisions have and nothing settles.
    """
    text = passages.text
    seen = dict.fromkeys([home.code] if home else [])
    last = last_short = 0
    before = ""
    for end, short, named in passages.once(_ends_of_names, register):
        if short is not None:
            last_short = end
            for code in short:
                _see(seen, code)
        for start, divisions in named:
            if start < last:
                continue
            opens = (
                start in (last, last_short)
                or passages.phrase_start(end) == start
                or text[start - 1 : start] == "”"
                or _REGION.search(text, max(0, start - 4), start) is not None
            )
            chosen = _settle(divisions, seen, opens=opens)
            if chosen is None and opens and len(divisions) > 1 and doubtful is not None and text[start:end] not in _ORDINARY:
                doubtful.setdefault(text[start:end], []).append((start, end))
            if chosen and start == last and not (chosen.code.startswith(before) or before.startswith(chosen.code)):
                break  # 临江市老城区 is not the 老城区 of another city
            if chosen:
                _see(seen, chosen.code)
                last, before = end, chosen.code
                yield chosen, (start, end)
                break


def _ends_of_names(passages: Passages, register: Register) -> list[_End]:
    """Return where the name of a division may end in the prose: with the codes of a short name, else the longer names and their starts."""
    text = passages.text
    found: list[_End] = []
    for match in passages.matches(division_ends(register)):
        end = match.end()
        if not passages.is_prose(match.start()) or GOES_ON.match(text, end):
            continue
        if match.lastgroup == "short" and LONGER.match(text, end):
            continue
        if match.lastgroup == "short":
            found.append((end, [one.code for one in register.find(match[0]) if len(one.code) <= CITY], []))
            continue
        if not register.ends_with_name(text, end):
            continue
        starts = range(max(0, end - _LONGEST_NAME), end - _SHORTEST_PROPER + 1)
        named = [(start, divisions) for start in starts if (divisions := register.by_name.get(text[start:end]))]
        if named:
            found.append((end, None, named))
    return found


def streets_by_name(passages: Passages, register: Register) -> dict[str, Division]:
    """Return the streets and towns of which the register has one by a name that is printed where a phrase begins, by their names."""
    found = {}
    for end, _, named in passages.once(_ends_of_names, register):
        for start, divisions in named:
            opens = passages.phrase_start(end) == start and (start == 0 or not "\u4e00" <= passages.text[start - 1] <= "\u9fff")
            if opens and len(divisions) == 1 and divisions[0].tier == "subdistrict" and end - start >= _SHORTEST_STREET:
                found[passages.text[start:end]] = divisions[0]
    return found


@cache
def short_names(register: Register) -> tuple[str, ...]:
    """Return the names of provinces and cities without their last character."""
    short = (one.short for one in register.by_code.values() if len(one.code) <= CITY)
    return tuple(sorted({name for name in short if len(name) >= _SHORTEST_PROPER}))


@cache
def division_ends(register: Register) -> re.Pattern[str]:
    """Return the pattern of the last characters of divisions, and of the short names of provinces and cities, which tell where one is."""
    first = "".join(sorted({name[0] for name in short_names(register)}))
    return re.compile(f"{_SUFFIXES}|(?=[{first}])(?P<short>{either(short_names(register))})")


def _see(seen: dict[str, None], code: str) -> None:
    """Note a place as the last that is printed."""
    seen.pop(code, None)
    seen[code] = None


def _settle(divisions: list[Division], seen: dict[str, None], *, opens: bool) -> Division | None:
    """Return the one of equal names that lies nearest to a place printed before; None where nothing settles it.

    A name that is registered once tells itself where it begins a phrase (``opens``); 江城区 within 吴江城区 does not. Where a county is
    spoken of, a province alone settles no street or town: that of another county is hardly meant, rather one that the register lacks.
    """
    county = any(len(code) >= _COUNTY for code in seen)
    for code in reversed(seen):
        if county and len(code) < CITY and all(len(one.code) > _COUNTY for one in divisions):
            continue
        inside = [one for one in divisions if one.code == code or one.code.startswith(code) or code.startswith(one.code)]
        if len(inside) == 1 and (opens or len(inside[0].code) <= _NEAR.get(len(code), 0)):
            return inside[0]
    tells_itself = opens and len(divisions) == 1 and len(divisions[0].code) <= _COUNTY and divisions[0].name not in _ORDINARY
    return divisions[0] if tells_itself else None

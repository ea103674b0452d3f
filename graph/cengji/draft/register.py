"""The official divisions of China down to the street, by name: codes of provinces, cities, counties, streets and towns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cengji.core.memory import without_collector

__all__ = ["Division", "Register", "read_register"]

_FILE = Path(__file__).resolve().parent / "divisions.txt"
_TIERS = {2: "province", 4: "prefecture", 6: "county", 9: "subdistrict"}
# The codes of these provinces' only "city" stand for no place of their own: 市辖区, 县 and the like.
_NO_PLACES = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
# Names that say what a place is and not which.
_NO_NAMES = frozenset(
    ("开发区", "新区", "高新区", "矿区", "城区", "郊区", "镇区", "街道", "经济开发区", "示范区", "工业区", "园区", "农场", "林场")
)
_SHORTEST_NAME = 2
_TAIL = 3  # characters at the end of names by which most other words are told from them
# 玉龙纳西族自治县 is mostly printed 玉龙县.
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉"
    "|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
_REGION = re.compile("(内蒙古|广西|西藏|宁夏|新疆).*自治区")  # printed by these
_AUTONOMOUS = re.compile(f"(?P<name>..+?)(?:(?:{_PEOPLES})族|蒙古|哈萨克|柯尔克孜)+自治(?P<suffix>[县州旗])")


@dataclass(frozen=True, slots=True)
class Division:
    """A division: its code of 2, 4, 6 or 9 digits, and its name as registered."""

    code: str
    name: str

    @property
    def tier(self) -> str:
        """The key of its tier on the common scale."""
        return _TIERS[len(self.code)]

    @property
    def short(self) -> str:
        """Its name without what says its tier: 苏州, 广西; a name of two characters is whole."""
        region = _REGION.fullmatch(self.name)
        return region[1] if region else self.name[:-1] if len(self.name) > _SHORTEST_NAME else self.name

    @property
    def parents(self) -> tuple[str, ...]:
        """The codes of the divisions that it lies in, nearest first."""
        return tuple(self.code[:length] for length in (6, 4, 2) if length < len(self.code))


class Register:
    """The divisions by code and by name."""

    def __init__(self, divisions: Iterable[Division]) -> None:
        """Index them."""
        self.by_code: dict[str, Division] = {}
        self.by_name: dict[str, list[Division]] = {}
        for division in divisions:
            self.by_code[division.code] = division
            autonomous = _AUTONOMOUS.fullmatch(division.name) if "自治" in division.name else None
            if autonomous:
                self.by_name.setdefault(autonomous["name"] + autonomous["suffix"], []).append(division)
            if region := _REGION.fullmatch(division.name):
                self.by_name.setdefault(region[1], []).append(division)
            if division.name.endswith("街街道"):  # printed 民族街道, too
                self.by_name.setdefault(division.name.removesuffix("街道") + "道", []).append(division)
            if division.name not in (*_NO_PLACES, *_NO_NAMES) and len(division.name) >= _SHORTEST_NAME:
                self.by_name.setdefault(division.name, []).append(division)
        self._tails = {name[-_TAIL:] for name in self.by_name}

    def ends_with_name(self, text: str, end: int) -> bool:
        """Return whether the last characters before a place of a text are those of some name, which most that look so are not."""
        return text[max(0, end - _TAIL) : end] in self._tails or text[max(0, end - _SHORTEST_NAME) : end] in self._tails

    def find(self, name_or_code: str) -> list[Division]:
        """Return the divisions with this code or name.

        A code may have zeros behind; a name may lack its last character, or stand behind the names of those above.
        """
        if name_or_code.isdigit():
            code = name_or_code
            while len(code) > 2 and code not in self.by_code and code.endswith("0"):
                code = code[:-1]
            return [self.by_code[code]] if code in self.by_code else []
        if name_or_code in self.by_name:
            return self.by_name[name_or_code]
        for at in range(_SHORTEST_NAME, len(name_or_code) - 1):  # 武汉市青山区: the division of a division
            inside = [one for one in self.by_name.get(name_or_code[at:], ()) if self._lies_in(one, name_or_code[:at])]
            if inside:
                return inside
        return [one for suffix in "省市区县旗州" for one in self.by_name.get(name_or_code + suffix, ())]

    def _lies_in(self, division: Division, around: str) -> bool:
        """Return whether each division that a name is made of is above another one."""
        names = {self.by_code[code].name for code in division.parents if code in self.by_code}
        return around in names or any(around.endswith(name) and self._lies_in(division, around[: -len(name)]) for name in names)

    def chain(self, division: Division) -> list[Division]:
        """Return a division and those it lies in, nearest first; what only the register calls a city is left out."""
        above = [self.by_code[code] for code in division.parents if code in self.by_code]
        return [division, *(one for one in above if one.name not in _NO_PLACES)]


@cache
@without_collector
def read_register() -> Register:
    """Return the packaged register: read once in a process."""
    divisions, street_of = [], ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, _, name = line.partition(" ")
        if len(code) == 3:
            code = street_of + code
        else:
            street_of = code
        divisions.append(Division(code, name))
    return Register(divisions)

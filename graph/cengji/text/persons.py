"""What looks like the name of a person: surname and given name, bare or with a title before or behind; nicknames, foreign names."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path

__all__ = ["find_person", "is_person", "name_in"]

_QUOTES = "“”‘’\"' "
_LIST = Path(__file__).resolve().parent / "person_names.txt"
# 高新区, 石路街道: what ends so is a place or a body, and what stands before it no given name.
_ORGANIZATIONS = "省市区县镇乡村街道社组部委局办会院站所党网格楼栋片室厅处科企团妇寨里巷路庄"


def is_person(label: str) -> bool:
    """Return whether a whole label looks like a person.

    >>> [is_person(label) for label in ("王建国", "书记王建国", "老李", "高新区", "王家村")]
    [True, True, True, False, False]
    """
    return _patterns().whole.fullmatch(label.strip(_QUOTES)) is not None


def find_person(label: str) -> str | None:
    """Return what looks like a person within a longer label, told by a title, an honorific or what is named after people.

    >>> find_person("王建国同志当选书记"), find_person("书记项目")
    ('王建国同志', None)
    """
    match = _patterns().within.search(label)
    return match[0] if match else None


def name_in(person: str) -> str | None:
    """Return the name within what looks like a person, without titles; None for 老李 and 王书记.

    >>> name_in("书记王建国")
    '王建国'
    """
    match = _patterns().name.search(person)
    return match[0] if match else None


class _Patterns:
    """What matches a whole label, a person within one, and the name of a person without titles; each is compiled when it is asked for."""

    def __init__(self, whole: str, within: str, name: str) -> None:
        self._whole, self._within, self._name = whole, within, name

    @cached_property
    def whole(self) -> re.Pattern[str]:
        return re.compile(self._whole)

    @cached_property
    def within(self) -> re.Pattern[str]:
        return re.compile(self._within)

    @cached_property
    def name(self) -> re.Pattern[str]:
        return re.compile(self._name)


@cache
def _patterns() -> _Patterns:
    parts = _parts()
    word = set(parts["word"])
    common = "".join(one for one in parts["common"] if one not in word)
    surname = "".join(one for one in (*parts["common"], *parts["rare"]) if one not in word)
    given, foreign = f"[{''.join(parts['given'])}]", f"[{''.join(parts['foreign'])}]{{2,6}}"
    compound, title, house = _either(parts["compound"]), _either(parts["title"]), _either(parts["house"])
    honorific = _either(parts["honorific"])
    any_given = rf"(?:(?![{_ORGANIZATIONS}])[\u4e00-\u9fff])"
    no_place = rf"(?![\u4e00-\u9fff]?[{_ORGANIZATIONS}])"  # 司徒新村
    some_one = rf"[{surname}]某{{1,2}}|{foreign}(?:·{foreign})+|{compound}{given}{{1,2}}{no_place}"
    plain = rf"(?:[{common}]{given}{{1,2}}|[{surname}]{given}{{2}}|{compound}{any_given}{{1,2}}|{some_one})"  # told without a title
    titled = rf"(?:[{surname}{''.join(parts['common'])}]{given}{{1,2}}|{compound}{given}{{1,2}}|{some_one})"
    of_words = f"[{''.join(one for one in parts['common'] if one in word)}]"
    # 高新区长 is the head of 高新区: of a surname that is a word an office tells too little behind one character
    named = rf"{titled}{honorific}|(?!{of_words}{given}{title}){titled}{title}"
    nickname = rf"(?:[{''.join(parts['nickname'])}][{common}]|[{common}]{_either([*parts['honorific'], *parts['short']])})"
    behind_title = rf"[\u4e00-\u9fff“”]{{0,8}}{title}[“”]?{plain}"
    counted = r"(?:等(?:\d+|[一二三四五六七八九十几]+)?(?:人|位|名|同志)?)?"
    with_title = rf"[{surname}](?:{any_given}{{0,2}}{honorific}|{given}{{0,2}}{title})|{named}"
    whole = rf"(?:{with_title}|{plain}|{nickname}|{behind_title})(?:{counted}|{house})"
    firsts = (parts[name] for name in ("common", "rare", "compound", "title", "foreign", "nickname"))
    begins = "".join(sorted({one[0] for held in firsts for one in held} | {"任"}))  # told first, that costs a quarter
    within = (
        rf"(?=[{begins}])(?:{named}|(?:{plain}|{nickname}){house}|{some_one}|{titled}等(?:人|\d|同志)"
        rf"|{title}{plain}(?![\u4e00-\u9fff]{{0,2}}[{_ORGANIZATIONS}])|{plain}{_either(parts['appoint'])}[\u4e00-\u9fff]{{0,8}}{title}"
        rf"|任命{plain}为)"
    )
    return _Patterns(whole, within, f"{plain}|{titled}")


def _either(words: list[str]) -> str:
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


def _parts() -> dict[str, list[str]]:
    """Read what names are made of, by class."""
    parts: dict[str, list[str]] = {}
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, words = line.partition(": ")
            parts.setdefault(name, []).extend(words.split())
    return parts

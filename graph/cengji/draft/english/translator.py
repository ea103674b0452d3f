"""The English name of a Chinese one: of the longest known parts, in the order that names of its section have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import copy

from cengji.draft.english.grammar import Words, head_at, indefinite, is_well_formed, join_words, plural, singular
from cengji.draft.english.pieces import FREE, NUMBERS, PLURAL, SINGULAR, Pieces
from cengji.draft.knowledge import Knowledge, most_common
from cengji.draft.word_lists import words_by_name
from cengji.text.characters import HAN, is_han, plain_name

__all__ = ["English"]

_LONGEST_PIECE = 16  # characters
_MOST_PIECES = 5
_LIST = re.compile("[、和与及]")
_CHINESE = re.compile(f"[{HAN}]")
_FOREIGN = re.compile(r"[A-Za-z0-9+·.%-]+")
_BRACKET = re.compile(r"^(?P<before>[^()]+)\((?P<inside>[^()]+)\)(?P<behind>[^()]*)$")
_SMALL = frozenset({"counted", "relations"})  # sections whose names stand in running text
_SELDOM = 2  # a part that was met less often counts as much as half a part more
_HALF = 0.5


class English:
    """Puts English names together; learned once for all drafts of what is known."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Learn the parts of names."""
        self._take(Pieces(knowledge))

    def _take(self, pieces: Pieces) -> None:
        """Put names together of these parts, and forget what others gave."""
        self._pieces = pieces
        self._wholes: dict[tuple[str, str], str | None] = {}
        self._heads: dict[tuple[str, str], Words | None] = {}
        self._modifiers: dict[str, Words | None] = {}
        self._costs: dict[str, float] = {}

    def with_names(self, pairs: Iterable[tuple[str, str, str]]) -> English:
        """Return what also knows the names of one case, before all others: section, Chinese and English of each."""
        own = copy(self)
        own._take(self._pieces.with_names((section, plain_name(chinese), english) for section, chinese, english in pairs))
        return own

    def name(self, section: str, chinese: str, places: Mapping[str, str] | None = None) -> str | None:
        """Return the English of a name, none where a part of it is not known.

        :param section: what the thing is: it tells number and order; "counted" and "rungs" are sections here too.
        :param places: the English names of the places of the document, by their Chinese.
        """
        plain = plain_name(chinese)
        if not _CHINESE.search(plain):
            return None
        if (section, plain) in self._pieces.whole:
            return self._known_whole(section, plain)
        words = self._words(section, plain, NUMBERS.get(section, FREE), places or {})
        return join_words(words, capital=section not in _SMALL) if words and is_well_formed(words) else None

    def _known_whole(self, section: str, plain: str) -> str | None:
        """Return what a name that is known as it stands is mostly called."""
        if (section, plain) not in self._wholes:
            self._wholes[section, plain] = most_common(sorted(self._pieces.whole[section, plain].elements()))
        return self._wholes[section, plain]

    def _words(self, section: str, chinese: str, number: str, places: Mapping[str, str]) -> Words | None:
        """Return the words of a name: known as it stands, else of what is listed, bracketed or put together in it."""
        if chinese in self._pieces.by_name and (told := self._known_head(chinese, number)):
            return told
        if (bracket := _BRACKET.match(chinese)) and (outside := bracket["before"] + bracket["behind"]):
            return self._bracketed(section, (outside, bracket["before"] + "|" + bracket["inside"]), number, places)
        if _LIST.search(chinese):
            items = [self._words(section, item, number, places) if item else None for item in _LIST.split(chinese)]
            return _joined([one for one in items if one]) if all(items) else None
        if "的" in chinese:
            first, _, last = chinese.rpartition("的")
            return self._of(self._words(section, first, PLURAL, places), self._words(section, last, number, places))
        return self._composed(section, chinese, number, places)

    def _bracketed(self, section: str, parts: tuple[str, str], number: str, places: Mapping[str, str]) -> Words | None:
        """Return the words of a name with another part of it in brackets: 村(社区)工作站."""
        before, _, inside = parts[1].partition("|")
        behind = parts[0].removeprefix(before)
        inner = number if not behind else SINGULAR
        first, second = (self._words(section, one, inner, places) for one in (before, inside))
        last = self._words(section, behind, number, places) if behind else ()
        return (*first, f"({' '.join(second)})", *last) if first and second and last is not None else None

    def _of(self, first: Words | None, last: Words | None) -> Words | None:
        return (*last, "of", *first) if first and last else None

    def _composed(self, section: str, chinese: str, number: str, places: Mapping[str, str]) -> Words | None:
        """Return the words of a name that is put together of known parts, the last one its head."""
        parts = self._cut(chinese, places)
        if not parts:
            return None
        *modifiers, last = parts
        head = self._head(last, number, places)
        before = [self._modifier(one, places) for one in modifiers]
        if head is None or None in before:
            return None
        told = tuple(word for words in before for word in words or ())
        order = self._order(section, last) if modifiers else "before"
        if order == "before" or not told:
            return (*told, *head)
        if modifiers[-1] in places:
            return (*head, "of", *told)
        at = head_at(told)
        behind = (*told[:at], (plural if order == "of plural" else singular)(told[at]), *told[at + 1 :])
        article = order.removeprefix("of").strip()
        if article in ("a", "an"):
            article = indefinite(behind[0])
        return (*head, "of", *((article,) if article in ("a", "an", "the") else ()), *behind)

    def _order(self, section: str, last: str) -> str:
        """Return how most names of a section that end in a part are ordered."""
        known = self._pieces.orders.get((section, last))
        return most_common(sorted(known.elements())) or "before" if known else "before"

    def _head(self, part: str, number: str, places: Mapping[str, str]) -> Words | None:
        if part in places:
            return tuple(places[part].split())
        return self._known_head(part, number) if part in self._pieces.by_name else (part,) if not is_han(part[0]) else None

    def _known_head(self, part: str, number: str) -> Words | None:
        """Return what a known part is called at the end of a name."""
        if (part, number) not in self._heads:
            self._heads[part, number] = self._pieces.by_name[part].as_head(number)
        return self._heads[part, number]

    def _modifier(self, part: str, places: Mapping[str, str]) -> Words | None:
        if part in places:
            return tuple(places[part].split())
        if part not in self._pieces.by_name:
            return (part,) if not is_han(part[0]) else None
        if part not in self._modifiers:
            self._modifiers[part] = self._pieces.by_name[part].as_modifier()
        return self._modifiers[part]

    def _cut(self, chinese: str, places: Mapping[str, str]) -> list[str] | None:
        """Return the fewest known parts that make up a name, those met more often first; none where something is unknown."""
        best: list[tuple[float, list[str]] | None] = [(0.0, []), *(None for _ in chinese)]
        for start in range(len(chinese)):
            reached = best[start]
            if reached is None or len(reached[1]) >= _MOST_PIECES:
                continue
            for stop, cost in self._ways(chinese, start, places):
                told = (reached[0] + cost, [*reached[1], chinese[start:stop]])
                held = best[stop]
                if held is None or told < held:
                    best[stop] = told
        return found[1] if (found := best[-1]) else None

    def _ways(self, chinese: str, start: int, places: Mapping[str, str]) -> list[tuple[int, float]]:
        if (foreign := _FOREIGN.match(chinese, start)) is not None:
            return [(foreign.end(), 1.0)]
        ways = []
        for stop in range(start + 1, min(len(chinese), start + _LONGEST_PIECE) + 1):
            part = chinese[start:stop]
            if part in places:
                ways.append((stop, 1.0))
            elif part in self._pieces.by_name and (cost := self._cost(part)):
                ways.append((stop, cost))
        return ways

    def _cost(self, part: str) -> float:
        """Return what a known part costs, 0 where it makes up no name."""
        if part not in self._costs:
            weight = self._pieces.by_name[part].weight
            is_part = weight and (len(part) > 1 or part in words_by_name("english"))
            self._costs[part] = 1.0 + _HALF * ((weight < _SELDOM) + (len(part) == 1)) if is_part else 0.0
        return self._costs[part]


def _joined(items: list[Words]) -> Words:
    """Return the words of several names: two with "and", more with commas."""
    if len(items) == 2:
        return (*items[0], "and", *items[1])
    told = [word for item in items for word in (*item[:-1], f"{item[-1]},")]
    return (*told[:-1], told[-1].removesuffix(","))

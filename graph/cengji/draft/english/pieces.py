"""What the parts of Chinese names are called in English, learned from the pairs of labels of the schemes and the cases at hand."""

from __future__ import annotations

import re
from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from copy import copy
from dataclasses import dataclass, field

from cengji.cases.case import Case
from cengji.cases.measures import Figure
from cengji.cases.organization import Ladder
from cengji.cases.parts import Labelled, Text
from cengji.core.pinyin import syllables
from cengji.draft.english.grammar import ARTICLES, Words, head_at, plural, singular, stems
from cengji.draft.knowledge import Knowledge
from cengji.draft.word_lists import words_by_name
from cengji.text.characters import plain_name

__all__ = ["FREE", "NUMBERS", "PLURAL", "SINGULAR", "Piece", "Pieces"]

PLURAL, SINGULAR, FREE = "plural", "singular", "free"
NUMBERS = {"groups": PLURAL, "person_groups": PLURAL, "counted": PLURAL, "bodies": SINGULAR, "posts": SINGULAR, "places": SINGULAR}
"""The number of the names of things by section; of others it depends."""
_ROUNDS = 3
_WHOLE = 3  # how much more a whole label tells than a part of one
_MOST_WORDS = 2  # more words than characters a part never has
_PROPER = re.compile("[A-Z][a-z']+")
_LONGEST = 16  # characters of a label that is taken apart


@dataclass(slots=True)
class Piece:
    """What a part of names is called: before another part, and by number where it ends a name or stands alone."""

    before: Counter[Words] = field(default_factory=Counter)
    forms: dict[str, Counter[Words]] = field(default_factory=lambda: {PLURAL: Counter(), SINGULAR: Counter(), FREE: Counter()})

    def as_modifier(self) -> Words | None:
        """Return what it is called before another part."""
        if self.before:
            return _most(self.before)
        told = self.as_head(SINGULAR)
        return told if told and head_at(told) == len(told) - 1 else None

    def as_head(self, number: str) -> Words | None:
        """Return what it is called at the end of a name, in a number."""
        if self.forms[number]:
            return _most(self.forms[number])
        others = (FREE, SINGULAR, PLURAL) if number != FREE else (SINGULAR, PLURAL)
        told = next((_most(self.forms[one]) for one in others if self.forms[one]), None) or (_most(self.before) if self.before else None)
        return told and in_number(told, number)

    @property
    def weight(self) -> int:
        """How often it was met."""
        return self.before.total() + sum(one.total() for one in self.forms.values())

    def known(self) -> set[Words]:
        """Return the stems of all that it is called."""
        return {stems(one) for one in (*self.before, *(form for one in self.forms.values() for form in one))}


def in_number(words: Words, number: str) -> Words:
    """Return a name in a number."""
    if number == FREE or not words:
        return words
    at = head_at(words)
    return (*words[:at], plural(words[at]) if number == PLURAL else singular(words[at]), *words[at + 1 :])


class Pieces:
    """The parts of names by their Chinese, and how names of a section and an end are ordered."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Learn of all pairs of labels, the packaged terms first."""
        self.by_name: MutableMapping[str, Piece] = {}
        self.orders: dict[tuple[str, str], Counter[str]] = {}
        self.whole: MutableMapping[tuple[str, str], Counter[str]] = {}
        for term, told in words_by_name("english").items():
            bar = told.index("|") if "|" in told else len(told)
            self._piece(term).forms[SINGULAR][told[:bar]] += 1
            self._piece(term).before[told[bar + 1 :] or told] += 1
        pairs = list(_pairs(knowledge))
        self._proper = _proper_words(english for _, _, english in pairs)
        named = [(section, chinese, self._words(english)) for section, chinese, english in pairs]
        for (section, chinese, words), (_, _, english) in zip(named, pairs, strict=True):
            self.whole.setdefault((section, chinese), Counter())[english] += 1
            self._piece(chinese).forms[NUMBERS.get(section, FREE)][words] += _WHOLE
        for _ in range(_ROUNDS):
            known = {name: piece.known() for name, piece in self.by_name.items()}
            found = [one for section, chinese, words in named for one in self._take_apart(section, chinese, words, known)]
            for kind, chinese, words in dict.fromkeys(found):
                piece = self._piece(chinese)
                (piece.before if kind == "before" else piece.forms[kind])[words] += 1

    def with_names(self, pairs: Iterable[tuple[str, str, str]]) -> Pieces:
        """Return these parts with the names of one case before all others: section, Chinese and English of each."""
        by_name: dict[str, Piece] = {}
        whole: dict[tuple[str, str], Counter[str]] = {}
        for section, chinese, english in pairs:
            whole.setdefault((section, chinese), Counter())[english] += 1
            by_name.setdefault(chinese, Piece()).forms[NUMBERS.get(section, FREE)][self._words(english)] += _WHOLE
        own = copy(self)
        hidden = {(section, chinese): Counter[str]() for section, chinese in self.whole if chinese in by_name}
        own.by_name, own.whole = ChainMap(by_name, self.by_name), ChainMap(whole, hidden, self.whole)
        return own

    def _piece(self, chinese: str) -> Piece:
        if chinese not in self.by_name:
            self.by_name[chinese] = Piece()
        return self.by_name[chinese]

    def _words(self, english: str) -> Words:
        """Return the words of a label, with small letters unless they are proper names."""
        return tuple(self._word(word) for word in english.replace("’", "'").split())

    def _word(self, word: str) -> str:
        if "-" in word and (as_inside := word[:1].upper() + word[1:].lower()) in self._proper:  # Party-Building, as a title has it
            return as_inside
        is_proper = word in self._proper or (not word[1:].islower() and "-" not in word)
        return word if is_proper else word[:1].lower() + word[1:]

    def _take_apart(self, section: str, chinese: str, words: Words, known: Mapping[str, set[Words]]) -> Iterator[tuple[str, str, Words]]:
        """Yield what the parts of a name must be called, if another part of it is known; note in which order they stand.

        :param known: the stems of all that the parts known so far are called.
        """
        number = NUMBERS.get(section, FREE)
        of = words.index("of") if "of" in words else 0
        behind = tuple(word for word in words[of + 1 :] if word not in ARTICLES) if of else ()
        stem, stem_behind = stems(words), stems(behind)
        for at in range(1, len(chinese) if len(chinese) <= _LONGEST else 0):
            first, last = chinese[:at], chinese[at:].removeprefix("的")
            for told in known.get(first, ()):
                if len(told) < len(words) and stem[: len(told)] == told and _fits(last, rest := words[len(told) :]):
                    yield number, last, rest
                    self._note_order(section, last, "before")
                if of and stem_behind == told and _fits(last, words[:of]):
                    yield number, last, words[:of]
                    self._note_order(section, last, _order(words, of))
            for told in known.get(last, ()):
                if len(told) < len(words) and stem[-len(told) :] == told and _fits(first, words[: -len(told)]):
                    yield "before", first, words[: -len(told)]
                if of and stem[:of] == told and _fits(first, behind):
                    yield PLURAL if singular(behind[-1]) != behind[-1] else SINGULAR, first, behind

    def _note_order(self, section: str, last: str, order: str) -> None:
        self.orders.setdefault((section, last), Counter())[order] += 1
        self.orders.setdefault((section, ""), Counter())[order] += 1


def _order(words: Words, of: int) -> str:
    """Return how what is told behind "of" is introduced: by an article, in the plural, or neither."""
    article = words[of + 1] if len(words) > of + 1 and words[of + 1] in ARTICLES else ""
    return f"of {article}".strip() if article else "of plural" if singular(words[-1]) != words[-1] else "of"


def _fits(chinese: str, words: Words) -> bool:
    return len(chinese) > 1 and 0 < len(words) <= len(chinese) + _MOST_WORDS and words[0] not in ("of", "and", "in", "for", "on")


def _most(counted: Counter[Words]) -> Words:
    return min(counted, key=lambda one: (-counted[one], one))


def _proper_words(labels: Iterable[str]) -> frozenset[str]:
    """Return the words that are written with a large letter inside labels, too."""
    large: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for label in labels:
        for word in label.replace("’", "'").split()[1:]:
            (large if word[:1].isupper() else small)[word.lower()] += 1
    return frozenset(word.capitalize() if "-" not in word else word[:1].upper() + word[1:] for word in large if large[word] > small[word])


def _pairs(knowledge: Knowledge) -> Iterator[tuple[str, str, str]]:
    """Yield section, Chinese and English of every pair of labels: of things, of what is counted, of rungs, of concepts."""
    for scheme, concepts in knowledge.schemes.items():
        for concept in concepts.values():
            if concept.english:
                yield scheme, plain_name(concept.names[0]), concept.english
    for case in knowledge.cases:
        local = _place_words(case)
        for section, item in case.items():
            told: list[tuple[str, Text | None]] = [(section, item.label)] if isinstance(item, Labelled) else []
            told += [("counted", item.counted)] if isinstance(item, Figure) else []
            told += [("rungs", rung.label) for rung in item.rungs] if isinstance(item, Ladder) else []
            told += [(section, getattr(item, "label", None))] if section == "relations" else []
            for name, text in told:
                if text and text.en and (english := _without_places(text.zh, text.en, local)):
                    yield name, plain_name(text.zh), english


def _place_words(case: Case) -> dict[str, str]:
    """Return the proper words of the English names of the places of a case, each with its letters as pinyin has them."""
    found: dict[str, str] = {}
    for place in case.places:
        spelt = _spell(place.label.zh)
        for word in _PROPER.findall(place.label.en or ""):
            if spelt.startswith(letters := word.lower().replace("'", "")):
                found[word] = letters
    return found


def _without_places(chinese: str, english: str, local: Mapping[str, str]) -> str:
    """Return a label without the place of its case that only the English names: 区委 of one district is the 区委 of no other.

    Empty where that place stands inside.
    """
    for word in _PROPER.findall(english):
        if word in local and local[word] not in _spell(chinese):
            english = english.removeprefix(f"{word} ")
            if word in english:
                return ""
    return english


def _spell(chinese: str) -> str:
    return syllables(chinese).replace(" ", "")

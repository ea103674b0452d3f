"""What a measure does, by the words in its name: what the cases at hand say of names with the same words, and the packaged cues."""

from __future__ import annotations

import math
from collections import Counter
from functools import cached_property

from cengji.cases.measures import Measure
from cengji.draft.knowledge import Knowledge
from cengji.draft.word_lists import words_by_name
from cengji.text.characters import plain_name

__all__ = ["Functions"]

_CUE = 8.0  # how many measures of the cases a packaged cue stands for
_PRIOR = 2.0  # and how many the share of a function over all measures
_LEAST = 0.01  # share of a function that no case has
_IN_NAME = 0.6  # words overlap, so that each tells less than the kind
_FIRST, _SECOND = -0.4, 0.4  # logarithms of the odds above which a function is proposed
_LOWEST = min(_FIRST, _SECOND) - 1
_LENGTHS = (2, 3, 4)  # characters of the words that tell
_LONGEST = 24


class Functions:
    """The functions that words in names tell, each by its odds."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Count in which measures each word stands, and what these do."""
        self._met: dict[str, float] = {}
        self._doing: dict[tuple[str, str], float] = {}
        self._known_weights: dict[str, list[float]] = {}
        told: Counter[str] = Counter()
        measures = [one for one in knowledge.items("measures") if isinstance(one, Measure) and one.function]
        cues = {key: held for key, held in words_by_name("functions").items() if knowledge.knows("measure-function", key)}
        for function, held in cues.items():
            for cue in held:
                self._note(cue, function, _CUE)
                self._met[cue] = self._met.get(cue, 0.0) + _CUE
        for one in measures:
            generic = one.generic.measure if one.generic else None
            told.update(one.function)
            inside, ends = _words(one.label.zh, one.kind, generic)
            for word in (*inside, *ends):
                self._met[word] = self._met.get(word, 0.0) + 1
                for function in one.function:
                    self._note(word, function, 1)
        functions = [key for key in knowledge.schemes.get("measure-function", {}) if key in told or key in cues]
        self._share = {one: max(told[one] / max(len(measures), 1), _LEAST) for one in sorted(functions)}

    def _note(self, word: str, function: str, count: float) -> None:
        self._doing[word, function] = self._doing.get((word, function), 0.0) + count

    def of(self, name: str, kind: str, generic: str | None) -> list[str]:
        """Return what a measure most likely does, the main function first; none where no word tells it."""
        weights = self._known_weights
        rows = [weights.get(word) or self._weights(word) for word in self._known_words(name, kind, generic)]
        sums = map(sum, zip(self._bases.values(), *rows, strict=True))
        likely = sorted((-round(odd, 9), function) for function, odd in zip(self._bases, sums, strict=True) if odd > _LOWEST)
        return [
            *(function for odd, function in likely[:1] if -odd > _FIRST),
            *(function for odd, function in likely[1:2] if -odd > _SECOND),
        ]

    def _known_words(self, name: str, kind: str, generic: str | None) -> list[str]:
        """Return those of the words of a name that are known."""
        inside, told = _words(name, kind, generic)
        return [*sorted(inside & self._met.keys()), *(word for word in told if word in self._met)]

    @cached_property
    def _bases(self) -> dict[str, float]:
        """The logarithm of the odds of each function where nothing is known."""
        return {function: math.log(share / (1 - share)) for function, share in self._share.items()}

    def _weights(self, word: str) -> list[float]:
        """Return what a word adds to the odds of each function."""
        if word not in self._known_weights:
            weight = 1.0 if ":" in word else _IN_NAME
            met = self._met[word] + _PRIOR
            seen = [(self._doing.get((word, function), 0.0) + _PRIOR * share) / met for function, share in self._share.items()]
            self._known_weights[word] = [
                weight * (math.log(one / (1 - one)) - base) for one, base in zip(seen, self._bases.values(), strict=True)
            ]
        return self._known_weights[word]


def _words(name: str, kind: str, generic: str | None) -> tuple[set[str], list[str]]:
    """Return the words of a name up to four characters; and what it ends in, its kind and its generic measure."""
    plain = plain_name(name)[:_LONGEST]
    told = [f"end:{plain[-2:]}", f"kind:{kind}"]
    return {plain[at : at + length] for length in _LENGTHS for at in range(len(plain) - length + 1)}, (
        [*told, f"generic:{generic}"] if generic else told
    )

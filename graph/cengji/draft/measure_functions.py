"""What a measure does, by the words in its name: what the cases at hand say of names with the same words, and the packaged cues."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
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
            for word in _words(one.label.zh, one.kind, generic):
                self._met[word] = self._met.get(word, 0.0) + 1
                for function in one.function:
                    self._note(word, function, 1)
        functions = [key for key in knowledge.schemes.get("measure-function", {}) if key in told or key in cues]
        self._share = {one: max(told[one] / max(len(measures), 1), _LEAST) for one in sorted(functions)}

    def _note(self, word: str, function: str, count: float) -> None:
        self._doing[word, function] = self._doing.get((word, function), 0.0) + count

    def of(self, name: str, kind: str, generic: str | None) -> list[str]:
        """Return what a measure most likely does, the main function first; none where no word tells it."""
        words = [word for word in _words(name, kind, generic) if word in self._met]
        rows = [self._weights(word) for word in words]
        sums = map(sum, zip(self._bases.values(), *rows, strict=True))
        odds = {function: round(odd, 9) for function, odd in zip(self._bases, sums, strict=True) if odd > _LOWEST}
        ordered = sorted(odds, key=lambda function: (-odds[function], function))
        return [
            *(one for one in ordered[:1] if odds[one] > _FIRST),
            *(one for one in ordered[1:2] if odds[one] > _SECOND),
        ]

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


def _words(name: str, kind: str, generic: str | None) -> Iterator[str]:
    """Yield, each once, the words of a name up to four characters, what it ends in, its kind and its generic measure."""
    plain = plain_name(name)[:_LONGEST]
    yield from sorted({plain[at : at + length] for length in _LENGTHS for at in range(len(plain) - length + 1)})
    yield f"end:{plain[-2:]}"
    yield f"kind:{kind}"
    if generic:
        yield f"generic:{generic}"

"""What kind a measure is of, which generic one it is a variant of, and what it does: by the nouns in its name and the cases at hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from cengji.cases.measures import Measure
from cengji.draft.knowledge import Knowledge, most_common
from cengji.draft.word_lists import either, words_by_name
from cengji.text.characters import plain_name

__all__ = ["MeasureKinds"]

_FEWEST_VOTES = 3  # measures of the cases whose names end alike, to tell the kind of another one
_ENDINGS = (2, 3)  # characters of an ending that is learnt
_FORMULA = re.compile("[0-9A-Za-z一二三四五六七八九十]\\+")  # 1+5+X counts parts; 党建+公益 is a way of doing things
_FORM_OF_NAMES = re.compile("[一二三四五六七八九十两]个")  # 五个一 names something else in each place
_VERB_END = re.compile("[绘编研控限抑]制$|[执司普守违]法$")  # no noun for a system or a method
_BY_SUMS = "working-method"
_SHORTEST_NAMED = 5  # and of one that is a measure by itself: 志愿服务 is a common noun
_SHORTEST_KNOWN = 3  # characters of the name of a generic measure that tell it inside a longer name


class MeasureKinds:
    """The kinds, generic measures and functions that names of measures tell."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Learn from the schemes and the cases."""
        self._knowledge = knowledge

    @cached_property
    def heads(self) -> dict[str, str]:
        """The kind by the noun that ends a name."""
        heads = {noun: kind for kind, nouns in words_by_name("measures").items() for noun in nouns}
        named = {name: kind for name, kind in self._knowledge.names("measure-kind").items() if len(name) > 1 and kind != "element"}
        return named | heads

    @cached_property
    def _endings(self) -> dict[str, str]:
        """The kind by an ending that tells it only where nothing else does: the last characters of names in the cases, a packaged list."""
        votes: dict[str, list[str]] = {}
        for name, item in self._learnt.items():
            for length in _ENDINGS:
                if len(name) > length:
                    votes.setdefault(name[-length:], []).append(item.kind)
        usual = {end: most_common(kinds) or "" for end, kinds in votes.items() if len(kinds) >= _FEWEST_VOTES}
        learnt = {end: kind for end, kind in usual.items() if 2 * votes[end].count(kind) > len(votes[end])}
        return learnt | {end: kind for kind, ends in words_by_name("endings").items() for end in ends}

    @cached_property
    def _learnt(self) -> dict[str, Measure]:
        found: dict[str, Measure] = {}
        for name, item, _ in self._knowledge.labelled("measures"):
            if isinstance(item, Measure) and item.kind != "element":
                found.setdefault(name, item)
        return found

    @cached_property
    def usual_kind(self) -> str:
        """The kind that most measures of the cases at hand have whose name tells none."""
        return most_common(item.kind for name, item in self._learnt.items() if not self.head_of(name)) or "programme"

    def head_of(self, name: str) -> str | None:
        """Return the longest noun of a kind of measure in which a name ends."""
        plain = plain_name(name)
        return None if plain[-1:] not in self._last or _VERB_END.search(plain) else self._end_in(plain, self.heads)

    @cached_property
    def _last(self) -> frozenset[str]:
        """The characters in which nouns of a kind end."""
        return frozenset(noun[-1] for noun in self.heads)

    @staticmethod
    def _end_in(plain: str, ends: Mapping[str, str]) -> str | None:
        return next((plain[start:] for start in range(len(plain)) if plain[start:] in ends), None)

    def kind(self, name: str, default: str) -> str:
        """Return the key of the kind of a measure by its name."""
        plain = plain_name(name)
        if plain in self._learnt and not _FORM_OF_NAMES.match(plain):
            return self._learnt[plain].kind
        if head := self.head_of(name):
            return self.heads[head]
        if plain.count("+") and not _FORMULA.search(plain) and self._knowledge.knows("measure-kind", _BY_SUMS):
            return _BY_SUMS
        end = None if _FORM_OF_NAMES.match(plain) else self._end_in(plain[1:], self._endings)
        return self._endings[end] if end else default

    def is_known(self, name: str) -> bool:
        """Return whether a case at hand has a measure of this name."""
        return plain_name(name) in self._learnt

    def knows(self, kind: str) -> bool:
        """Return whether the schemes have a kind of measure."""
        return self._knowledge.knows("measure-kind", kind)

    @cached_property
    def _generic_names(self) -> list[tuple[str, str]]:
        names = {name: key for name, key in self._knowledge.names("generic-measure").items() if len(name) >= _SHORTEST_KNOWN}
        return sorted(names.items(), key=lambda pair: (-len(pair[0]), pair[0]))

    def generic(self, *names: str) -> str | None:
        """Return the key of the generic measure that one of the names is, contains, had in a case at hand, or has a word for."""
        plain = list(dict.fromkeys(map(plain_name, names)))
        for name in plain:
            known = self._learnt.get(name)
            if known and known.generic and self._knowledge.knows("generic-measure", known.generic.measure):
                return known.generic.measure
            if self._holds_generic.search(name):
                return next(key for generic, key in self._generic_names if generic in name)
        return next((cued for name in plain if self._holds_cue.search(name) and (cued := self._cued(name))), None)

    @cached_property
    def _holds_generic(self) -> re.Pattern[str]:
        return re.compile(either(name for name, _ in self._generic_names) or "(?!)")

    @cached_property
    def _holds_cue(self) -> re.Pattern[str]:
        return re.compile(either(self._cues) or "(?!)")

    @cached_property
    def _cues(self) -> dict[str, str]:
        cues = {cue: key for key, held in words_by_name("generics").items() for cue in held}
        return {cue: key for cue, key in cues.items() if self._knowledge.knows("generic-measure", key)}

    def _cued(self, name: str) -> str | None:
        """Return the generic measure that a word in a name tells: of several the longest word, then the last."""
        found = [(len(cue), name.rfind(cue), key) for cue, key in self._cues.items() if cue in name]
        return max(found)[2] if found else None

    @cached_property
    def known_names(self) -> frozenset[str]:
        """The names of measures that are known beforehand and tell one where a phrase is no more than that."""
        generic = [name for name, _ in self._generic_names]
        return frozenset(name for name in (*generic, *self._learnt) if len(name) >= _SHORTEST_NAMED)

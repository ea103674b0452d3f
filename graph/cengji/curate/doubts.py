"""What of a proposal its own sentence does not bear out: a thing that it names and that is not spoken of there, a parent far above."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from cengji.cases import Vocabulary
from cengji.curate.article import Article
from cengji.draft.passages import Span
from cengji.text.characters import plain_name

__all__ = ["Doubts"]

_TOLD: Final = {
    "figures": ("about",), "relations": ("subject", "object"), "measures": ("run_by", "place"), "posts": ("post_in",), "events": ("place",),
}  # fmt: skip
"""The fields of each section whose thing the sentence of the evidence ought to speak of; of the place of the case none needs to."""
_THE_PLACE: Final = re.compile("[全该我本][省市州区县旗镇乡村街社]")
_NEXT_TIERS: Final = 2
"""So many steps of the common scale a place is below the one that it is part of, at most: a street may lie in a city without districts."""


class Doubts:
    """The things of a case, of which a proposal can be asked whether its own words speak of what it names.

    :param entries: those of the page by section, shorthands written out.
    """

    def __init__(self, article: Article, vocabulary: Vocabulary, entries: Mapping[str, list[dict[str, Any]]]) -> None:
        self._article = article
        tiers = sorted(vocabulary.tier_ranks, key=lambda tier: vocabulary.tier_ranks[tier])
        self._step = {tier: at for at, tier in enumerate(tiers)}
        self._things = {one["key"]: one for held in entries.values() for one in held if one["key"]}
        places = Counter(str(one["value"].get("place")) for held in entries.values() for one in held if one["value"].get("place"))
        self._home = places.most_common(1)[0][0] if places else ""

    def of(self, entry: Mapping[str, Any]) -> list[str]:
        """Return the fields of an entry that are to be looked at, of what is only proposed."""
        if not entry["proposed"]:
            return []
        section, value = entry["section"], entry["value"]
        if section == "places":
            return ["part_of"] if self._is_far(value) else []
        sentences = list(self._sentences(value))
        told = {field: value.get(field) or () for field in _TOLD.get(section, ())} if sentences else {}
        return [
            field
            for field, held in told.items()
            for keys in [held if isinstance(held, list | tuple) else [held]]
            if any(not self._is_spoken_of(str(key), sentences) for key in keys if field != "place" or key != self._home)
        ]

    def _is_far(self, place: Mapping[str, Any]) -> bool:
        parent = self._things.get(str(place.get("part_of")), {"value": {}})["value"]
        steps = [self._step.get(str(one.get("tier"))) for one in (parent, place)]
        return None not in steps and steps[1] - steps[0] > _NEXT_TIERS  # type: ignore[operator]  # None is excluded

    def _sentences(self, value: Mapping[str, Any]) -> Iterator[Span]:
        """Yield the sentences of the cleaned text in which the evidence of an entry stands."""
        passages = self._article.found.passages
        for start, _ in self._spans(value):
            number = passages.sentence_at(start)
            if number >= 0:
                yield passages.sentences[number]

    def _spans(self, value: Mapping[str, Any]) -> Iterator[Span]:
        for one in value.get("evidence", ()):
            start, end = (one.get(name) if isinstance(one, Mapping) else None for name in ("start", "end"))
            if isinstance(start, int) and isinstance(end, int):
                yield self._article.clean_span(start, end)

    def _is_spoken_of(self, key: str, sentences: list[Span]) -> bool:
        """Return whether one of some sentences prints a thing or a name of it, or speaks of the place that it is; so of what is unknown."""
        thing = self._things.get(key)
        if thing is None:
            return True
        value, text = thing["value"], self._article.document.text
        label = value.get("label")
        names = [thing["name"], *(label.values() if isinstance(label, Mapping) else ()), *value.get("aliases", ())]
        spans = list(self._spans(value))
        for start, end in sentences:
            printed = plain_name(text[start:end])
            if any(str(name) and plain_name(str(name)) in printed for name in names) or any(start <= one < end for one, _ in spans):
                return True
            if any(str(thing["name"]).endswith(found[1]) for found in _THE_PLACE.findall(printed)):
                return True
        return False

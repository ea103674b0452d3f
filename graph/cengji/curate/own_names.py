"""The names of the case under curation: what its curator has settled gives the English of what is named alike, or after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from cengji.curate.actions import Address, Value, entry_at
from cengji.curate.article import Article
from cengji.draft.english.labels import places_in_english
from cengji.draft.english.translator import English
from cengji.text.characters import plain_name

__all__ = ["Namer", "spread_names", "text_of"]

_SHORTEST: Final = 2


class Namer:
    """Gives the English of a name: as the accepted statements of a case say it, else as a draft would."""

    def __init__(self, article: Article, value: Mapping[str, Any], without: object = None) -> None:
        """Note whose names are to be read when one is asked for.

        :param without: the key of an entry whose own names are not to be read.
        """
        self._article, self._value, self._without = article, value, without

    @cached_property
    def _english(self) -> English:
        told = [
            (named_as, chinese, text["en"])
            for section, entry in _entries(self._value)
            if "proposed" not in entry and (self._without is None or entry.get("key") != self._without)
            for named_as, text in _names(section, entry)
            if isinstance(chinese := text.get("zh"), str) and isinstance(text.get("en"), str) and len(chinese) >= _SHORTEST
        ]
        return self._article.knowledge.learn(English).with_names(told)

    @cached_property
    def _places(self) -> dict[str, str]:
        return places_in_english(self._article.found)

    def name(self, section: str, chinese: str) -> str | None:
        """Return the English of a name, None where a part of it is not known."""
        return self._english.name(section, chinese, self._places)


def spread_names(article: Article, before: Value, after: Value, address: Address) -> Value:
    """Return a case, an entry of which was named, with the English that follows for what is still proposed and was not touched.

    What was named by hand or is accepted stays.
    """
    section, _ = address
    if not isinstance(after.get(section), list):
        return after
    had, has = (dict(_names(section, _as_mapping(entry_at(one, address)))) for one in (before, after))
    named = {plain_name(str(text.get("zh"))) for name, text in has.items() if name != "rungs" and text.get("en") and text != had.get(name)}
    named = {one for one in named if len(one) >= _SHORTEST}
    if not named:
        return after
    old, new = Namer(article, before), Namer(article, _accepted(after, address))
    changed = dict(after)
    for other, entry in _entries(after):
        if "proposed" not in entry or entry is entry_at(after, address):
            continue
        follows: dict[str, str] = {}
        for named_as, text in _names(other, entry):
            chinese = plain_name(str(text.get("zh")))
            if any(one in chinese for one in named) and text.get("en") == old.name(named_as, chinese):
                given = new.name(named_as, chinese)
                if given and given != text.get("en"):
                    follows[chinese] = given
        if follows:
            held = changed[other]
            changed[other] = [_renamed(one, follows) if one is entry else one for one in held]
    return changed


def text_of(held: Any) -> Mapping[str, Any]:  # noqa: ANN401 - a plain YAML value
    """Return a text in two languages as a mapping, also where it is a plain Chinese one."""
    return held if isinstance(held, Mapping) else {"zh": held} if isinstance(held, str) else {}


def _renamed(entry: Value, english: Mapping[str, str]) -> Value:
    """Return an entry with other English for its names, by their Chinese."""

    def renamed(held: Any) -> Any:  # noqa: ANN401 - a plain YAML value
        text = text_of(held)
        given = english.get(plain_name(str(text.get("zh"))))
        return {**text, "en": given} if given else held

    told = {name: renamed(held) if name in ("label", "counted") else held for name, held in entry.items()}
    if "rungs" in told:
        told["rungs"] = [{**one, "label": renamed(one["label"])} if "label" in one else one for one in told["rungs"]]
    return told


def _accepted(value: Value, address: Address) -> Value:
    """Return a case in which one entry is not proposed."""
    section, index = address
    held = list(value[section])
    held[index] = {name: one for name, one in held[index].items() if name != "proposed"}
    return {**value, section: held}


def _entries(value: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for section, held in value.items():
        yield from ((section, one) for one in (held if isinstance(held, list) else ()) if isinstance(one, dict))


def _names(section: str, entry: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the names of an entry, each with what it is named as."""
    if text := text_of(entry.get("label")):
        yield section, text
    if text := text_of(entry.get("counted")):
        yield "counted", text
    for rung in entry.get("rungs") or ():
        if isinstance(rung, Mapping) and (text := text_of(rung.get("label"))):
            yield "rungs", text


def _as_mapping(entry: Any) -> Mapping[str, Any]:  # noqa: ANN401 - a plain YAML value
    return entry if isinstance(entry, Mapping) else {}

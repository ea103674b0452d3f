"""The last step of a draft: English names beside the Chinese ones, where all their parts are known."""

from __future__ import annotations

from cengji.draft.context import Context
from cengji.draft.english.place_names import name_place
from cengji.draft.english.translator import English
from cengji.draft.statements import Statement

__all__ = ["name_in_english", "places_in_english"]

_NAMED = frozenset({"bodies", "groups", "person_groups", "ladders", "measures", "events", "posts", "problems", "outcomes"})


def name_in_english(context: Context) -> None:
    """Give each statement its English name, and each count that of what it counts, where they are known."""
    english = context.knowledge.learn(English)
    places = places_in_english(context)
    for one in context.statements:
        if one.section in _NAMED:
            one.english = english.name(one.section, one.label, places)
        if one.section == "figures" and isinstance(counted := one.fields.get("counted"), str):
            one.fields["counted"] = _text(counted, english.name("counted", counted, places))
        if one.section == "relations" and isinstance(label := one.fields.get("label"), str):
            one.fields["label"] = _text(label, english.name("relations", label, places))
        for rung in one.fields.get("rungs") or () if one.section == "ladders" else ():  # type: ignore[attr-defined]  # a list of mappings
            body: Statement = rung["body"]
            rung["label"] = _text(body.label, english.name("rungs", body.label, places))


def places_in_english(context: Context) -> dict[str, str]:
    """Return the English names of the places of a document by their Chinese, and give them to the places."""
    found: dict[str, str] = {}
    for one in context.section("places"):
        label = one.fields.get("label")
        told = label.get("en") if isinstance(label, dict) else name_place(one.label)
        if told:
            found[one.label] = str(told)
            one.english = str(told)
    return found


def _text(chinese: str, english: str | None) -> dict[str, str]:
    return {"zh": chinese, "en": english} if english else {"zh": chinese}

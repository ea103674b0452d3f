"""What follows from what a curator says, and need not be typed: the English of a name, the name and the tier of a rung."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cengji.curate.article import Article
from cengji.curate.known_texts import give_english
from cengji.curate.own_names import Namer, text_of
from cengji.draft.knowledge import Knowledge

__all__ = ["follow"]

_NAMES: Final = {"label": "", "counted": "counted"}
"""The fields that hold a name in two languages, and as what it is named; a label as its section."""
_BODIES: Final = ("bodies", "groups", "person_groups")


def follow(article: Article, section: str, old: Mapping[str, Any], fields: Mapping[str, Any], value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that are to be set with what follows from them.

    The English of a name that changes is given anew, unless the curator has typed it; that of any text whose Chinese is typed is given
    where the case or another one says the same; a rung is called as its body, and has the usual
    tier of its kind, where nothing else is said. What becomes the label is no alias.
    """
    told, namer = dict(fields), Namer(article, value, without=old.get("key"))
    for name, named_as in _NAMES.items():
        if isinstance(fields.get(name), dict):
            told[name] = _named(namer, named_as or section, text_of(old.get(name)), fields[name])
    told = {name: give_english(one, old.get(name), value, article.knowledge) for name, one in told.items()}
    aliases = fields.get("aliases", old.get("aliases"))
    chinese = text_of(told.get("label")).get("zh")
    if isinstance(aliases, list) and chinese in aliases:
        told["aliases"] = [one for one in aliases if one != chinese] or None
    if section == "ladders" and isinstance(fields.get("rungs"), list):
        known = {rung.get("body") for rung in old.get("rungs") or () if isinstance(rung, dict)}
        told["rungs"] = [
            _rung(article, namer, rung, value) if isinstance(rung, dict) and rung.get("body") not in known else rung
            for rung in fields["rungs"]
        ]
    return told


def _named(namer: Namer, section: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return a name with its English, where that was not typed by hand."""
    chinese, english, before = new.get("zh"), new.get("en"), old.get("en")
    untouched = english == before and (not before or before == namer.name(section, str(old.get("zh"))))
    if not isinstance(chinese, str) or chinese == old.get("zh") or not untouched:
        return dict(new)
    found = namer.name(section, chinese)
    return {"zh": chinese, **({"en": found} if found else {})}


def _rung(article: Article, namer: Namer, rung: Mapping[str, Any], value: Mapping[str, Any]) -> dict[str, Any]:
    """Return a rung with name and tier, if it names its body and nothing else."""
    body = next((one for name in _BODIES for one in value.get(name) or () if one.get("key") == rung.get("body")), None)
    chinese = text_of(body.get("label")).get("zh") if body else None
    if body is None or not chinese or "label" in rung:
        return dict(rung)
    english, tier = namer.name("rungs", chinese), body.get("tier") or _tier(article.knowledge, body.get("kind"))
    return {**({"tier": tier} if tier else {}), **rung, "label": {"zh": chinese, **({"en": english} if english else {})}}


def _tier(knowledge: Knowledge, kind: str | None) -> str | None:
    """Return the usual tier of a kind of body, or of the nearest broader one."""
    concepts = knowledge.schemes.get("body-kind", {})
    while kind and kind in concepts:
        if concepts[kind].tier:
            return concepts[kind].tier
        kind = concepts[kind].broader
    return None

"""What a run of text tells of the statement that is made of it, where no draft has one there: its kind, and who is named in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from cengji.cases.organization import Relation
from cengji.cases.parts import roles_of
from cengji.cases.shorthand import holds_many
from cengji.curate.article import Article
from cengji.curate.forms import model_of
from cengji.curate.refusals import RefusalError
from cengji.draft.body_kinds import BodyKinds
from cengji.draft.event_verbs import kind_told
from cengji.draft.knowledge import Knowledge, most_common
from cengji.draft.measure_kinds import MeasureKinds
from cengji.draft.passages import Span
from cengji.draft.relation_verbs import relation_told
from cengji.text.characters import plain_name

__all__ = ["kind_of", "named_in", "tell"]

_ORGANIZED: Final = ("groups", "bodies", "person_groups")
_CONCERNED: Final = ("outcomes", "problems")
_INVOLVED: Final = ("measures", *_ORGANIZED)
_SHORTEST: Final = 2
# What is said to be brought about, not to have come about: an outcome behind it is intended.
_AIM: Final = re.compile("(?:推动|确保|促使|促进|带动|助力)(?!了)|努力|力争|进一步|着力|著力|大力|以期|旨在")


def kind_of(article: Article, section: str, label: str) -> str:
    """Return the kind that a name or the words of a deed tell, empty where none."""
    knowledge = article.knowledge
    if section == "measures":
        kinds = knowledge.learn(MeasureKinds)
        return kinds.kind(label, "")
    if section == "events":
        told = kind_told(label)
        return told if told and knowledge.knows("event-kind", told) else ""
    role = roles_of(model_of(section))["kind"]
    if role.scheme and role.scheme.scheme == "body-kind" and (known := knowledge.learn(BodyKinds).of(label)):
        return known[1]
    names = knowledge.names(role.scheme.scheme) if role.scheme else {}
    return next((names[label[at:]] for at in range(len(label)) if label[at:] in names), "")


def tell(article: Article, section: str, span: Span, value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the references and the relation that a run of the cleaned text tells a statement of a section."""
    text = plain_name(article.document.text[slice(*span)])
    if section == "relations":
        named = _named(text, _ORGANIZED, value)
        before = _named(plain_name(article.document.text[_start_of_sentence(article, span[0]) : span[0]]), _ORGANIZED, value)
        ends = dict(zip(("object", "subject"), [*reversed(named), *reversed(before)], strict=False))
        return {**ends, **_relation(article, text)}
    if section == "events":
        involved = _named(text, _INVOLVED, value)
        return {"involves": involved} if involved else {}
    if section not in _CONCERNED:
        return {}
    named = _named(text, _ORGANIZED, value)
    aimed_at = section == "outcomes" and _AIM.search(article.document.text, _start_of_sentence(article, span[0]), span[1])
    return {**({"mode": "intended"} if aimed_at else {}), **({"concerns": named} if named else {})}


def named_in(article: Article, section: str, field: str, span: Span, value: Mapping[str, Any]) -> list[str]:
    """Return the keys that a list of a section may hold of all that a run of the cleaned text names, in the order in which it does.

    Of a list of concepts these are the concepts that the run names.

    :raises RefusalError: if the field is no list of keys.
    """
    model = model_of(section)
    role = roles_of(model).get(field)
    if role is None or field not in holds_many(model) or not (role.ref or role.scheme):
        raise RefusalError("list")
    text = plain_name(article.document.text[slice(*span)])
    if role.ref:
        return _named(text, role.ref.sections, value)
    return _keys_in(text, article.knowledge.names(role.scheme.scheme) if role.scheme else {})


def _relation(article: Article, text: str) -> dict[str, Any]:
    """Return the relation that a text tells: by the longest name that the cases at hand have for one, else by a verb of the drafts."""
    names = article.knowledge.learn(_names_of_relations)
    name = max((one for one in names if one in text), key=lambda one: (len(one), one), default=None)
    told = names[name][0] if name else relation_told(text)
    if not told or not article.knowledge.knows("relation", told):
        return {}
    english = {"en": names[name][1]} if name and names[name][1] else {}
    return {"relation": told, **({"label": {"zh": name, **english}} if name else {})}


def _names_of_relations(knowledge: Knowledge) -> dict[str, tuple[str, str | None]]:
    """Return the relation and the English that each name mostly stands for in the cases."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in knowledge.items("relations"):
        if isinstance(one, Relation) and one.label and len(one.label.zh) >= _SHORTEST:
            found.setdefault(one.label.zh, []).append((one.relation, one.label.en or ""))
    return {name: (str(most_common(one for one, _ in held)), most_common(one for _, one in held)) for name, held in found.items()}


def _start_of_sentence(article: Article, place: int) -> int:
    passages = article.found.passages
    number = passages.sentence_at(place)
    return passages.sentences[number][0] if number >= 0 else place


def _named(text: str, sections: Iterable[str], value: Mapping[str, Any]) -> list[str]:
    """Return the keys of what is named in a text in the order in which it is printed; a name within a longer one is not counted."""
    names: dict[str, str] = {}
    for section in sections:
        for one in value.get(section) or ():
            label = one.get("label")
            for name in (label.get("zh") if isinstance(label, Mapping) else label, *(one.get("aliases") or ())):
                if isinstance(name, str):
                    names.setdefault(plain_name(name), str(one["key"]))
    return _keys_in(text, names)


def _keys_in(text: str, names: Mapping[str, str]) -> list[str]:
    """Return the keys of the names in a text, the longest first where they share a character, in reading order."""
    found: dict[int, str] = {}
    taken: set[int] = set()
    for name in sorted((name for name in names if len(name) >= _SHORTEST and name in text), key=lambda name: (-len(name), name)):
        for at in (match.start() for match in re.finditer(re.escape(name), text)):
            if taken.isdisjoint(range(at, at + len(name))):
                taken.update(range(at, at + len(name)))
                found[at] = names[name]
    return list(dict.fromkeys(found[at] for at in sorted(found)))

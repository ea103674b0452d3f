"""What a run of text becomes as a statement of some kind, before its curator has said anything: read by the rules of a draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from cengji.cases.parts import Labelled
from cengji.core.keys import Keys
from cengji.curate.article import Article
from cengji.curate.forms import model_of
from cengji.curate.marked import kind_of, tell
from cengji.curate.own_names import Namer
from cengji.curate.refusals import RefusalError
from cengji.draft.links.actors import state_runners
from cengji.draft.links.functions import state_functions
from cengji.draft.links.targets import state_targets
from cengji.draft.measure_kinds import MeasureKinds
from cengji.draft.passages import Span
from cengji.draft.repeats import printed_again
from cengji.draft.statements import Statement
from cengji.draft.write import write_evidence
from cengji.text.characters import plain_name
from cengji.text.persons import find_person, is_person

__all__ = ["default_entry", "left_out"]

_LONGEST_LABEL: Final = 60
_LONGEST_WRITTEN: Final = 24


def default_entry(article: Article, section: str, span: Span, value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entry that a run of the cleaned text suggests in a section: key, label, kind, place, and of a figure its reading.

    :param value: the case, whose keys are taken and whose things are referred to.
    :raises RefusalError: if the run is empty, or is the name of a person.
    """
    text = article.document.text[slice(*span)]
    if not text.strip():
        raise RefusalError("mark")
    label = plain_name(" ".join(text.split()))[:_LONGEST_LABEL]
    if section != "places" and (is_person(label) or find_person(label)):
        raise RefusalError("person")
    model, printed = model_of(section), [span, *printed_again(article.found.passages, [span])]
    evidence = [write_evidence(article.document, one) for one in printed]
    if section == "exclusions":
        return {"evidence": evidence}
    entry: dict[str, Any] = {}
    found = _found(article, section, span)
    if issubclass(model, Labelled):
        english = Namer(article, value).name(section, label)
        entry["label"] = {"zh": label, **({"en": english} if english else {})}
    if section == "policies":
        entry["title"] = label
    if section == "figures":
        entry["written"] = text[:_LONGEST_WRITTEN]
    if "kind" in model.model_fields:
        entry["kind"] = kind_of(article, section, label)
    if "place" in model.model_fields:
        entry["place"] = _usual_place(value)
    if section == "measures":
        entry |= _resolved(article, _as_drafted(article, label, span, entry["kind"]), value, set(model.model_fields))
    entry |= tell(article, section, span, value)
    if found is not None:
        entry |= _resolved(article, found, value, set(model.model_fields))
    key = Keys(_keys(value)).give(str(entry.get("written", label)), section)
    return {"key": key, **entry, "evidence": evidence}


def _as_drafted(article: Article, label: str, span: Span, kind: str) -> Statement:
    """Return a measure as a draft would propose it if it found one at a run of text: what it does, to what, and who does it."""
    generic = article.knowledge.learn(MeasureKinds).generic(label)
    told: dict[str, object] = {"kind": kind, **({"generic": {"measure": generic}} if generic else {})}
    measure = Statement("measures", label, [span], "marked", told)
    for state in (state_functions, state_runners, state_targets):
        state(article.found, [measure])
    return measure


def left_out(article: Article, section: str, full: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return who runs a measure and what it acts on by what a draft finds where the entry leaves it out: the names by field.

    :param full: the entry with its shorthands written out.
    """
    told: dict[str, list[str]] = {}
    for one in full.get("evidence", ()) if section == "measures" else ():
        start, end = (one.get(name) if isinstance(one, Mapping) else None for name in ("start", "end"))
        found = _found(article, section, article.clean_span(start, end)) if isinstance(start, int) and isinstance(end, int) else None
        for name in ("run_by", "acts_on") if found else ():
            held = found.fields.get(name) if found and name not in full else None
            named = [other.label for other in (held if isinstance(held, list) else [held]) if isinstance(other, Statement)]
            if named:
                told.setdefault(name, named)
    return told


def _found(article: Article, section: str, span: Span) -> Statement | None:
    """Return what a draft finds in a section at a run of text: of several what shares most of it."""
    best, found = 0, None
    for one in article.found.statements:
        if one.section == section:
            shared = max((min(span[1], end) - max(span[0], start) for start, end in one.spans), default=0)
            if shared > best:
                best, found = shared, one
    return found


def _resolved(article: Article, found: Statement, value: Mapping[str, Any], fields: set[str]) -> dict[str, Any]:
    """Return the plain fields of a statement of a draft, and of those that refer to something what the case names likewise."""
    known = {
        (section, plain_name(_label(entry))): entry["key"]
        for section, held in value.items()
        for entry in (held if isinstance(held, list) else ())
        if isinstance(entry, dict) and "key" in entry and "label" in entry
    }

    def plain(one: object) -> object:
        if isinstance(one, Statement):
            return known.get((one.section, plain_name(one.label)))
        if isinstance(one, list):
            return [kept for part in one if (kept := plain(part)) is not None]
        if isinstance(one, dict):
            kept = {name: held for name, part in one.items() if (held := plain(part)) is not None}
            return kept if kept.keys() >= one.keys() & {"body"} else None  # a rung without its body is none
        return write_evidence(article.document, (one[0], one[1])) if isinstance(one, tuple) else one

    resolved = {name: plain(one) for name, one in found.fields.items() if name in fields}
    return {name: one for name, one in resolved.items() if one not in (None, [], {})}


def _label(entry: Mapping[str, Any]) -> str:
    label = entry["label"]
    return str(label.get("zh") if isinstance(label, Mapping) else label)


def _usual_place(value: Mapping[str, Any]) -> str:
    """Return the place that most of the case is about, else its first place."""
    entries = list(_entries(value))
    places = Counter(place for one in entries if isinstance(place := one.get("place"), str))
    first = [one["key"] for one in value.get("places") or () if isinstance(one, dict) and "key" in one]
    return places.most_common(1)[0][0] if places else str(first[0]) if first else ""


def _keys(value: Mapping[str, Any]) -> list[str]:
    return [str(one["key"]) for one in _entries(value) if "key" in one]


def _entries(value: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield from (entry for held in value.values() if isinstance(held, list) for entry in held if isinstance(entry, dict))

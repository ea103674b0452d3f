"""What the page shows of a case: its entries as forms want them, marks on the article, counts, and every fault beside its field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from cengji.cases import LoadedCase, Vocabulary
from cengji.cases.anchor import unanchored
from cengji.cases.case import HEAD_FIELDS
from cengji.cases.consistency import find_contradictions
from cengji.cases.loader import check_case
from cengji.cases.parts import Part, roles_of
from cengji.cases.shorthand import expand
from cengji.cases.tree import Tree
from cengji.core.errors import Fault
from cengji.core.pinyin import syllables
from cengji.curate.article import Article, Mark
from cengji.curate.defaults import left_out
from cengji.curate.doubts import Doubts
from cengji.curate.forms import HEAD, SECTIONS, held_in, model_of, scheme_of
from cengji.curate.in_chinese import in_chinese
from cengji.curate.mentions import refers_to
from cengji.curate.session import Session
from cengji.text.characters import plain_name
from cengji.text.evidence import digest_slice

__all__ = ["describe_case", "describe_entry", "entry_id", "names_of", "spans_of"]

_FIELD: Final = re.compile(r"(concepts\.[\w-]+|\w+)(?:\[(\d+)\])?\.?(.*)")
_EXACT: Final = 2**53
"""Whole numbers up to here are exact in a script."""


def describe_case(session: Session, article: Article, vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the state of a case as plain values for the page."""
    tree, value = session.tree, session.tree.value
    names = names_of(value)
    entries: dict[str, list[dict[str, Any]]] = {}
    for section in SECTIONS:
        entries[section] = [describe_entry(section, at, one, names) for at, one in enumerate(held_in(value, section))]
        for entry in entries[section]:
            entry["drafted"] = left_out(article, section, entry["value"])
            entry["refers"] = refers_to(model_of(section), entry["value"]) if section != HEAD else []
    doubts = Doubts(article, vocabulary, entries)
    for entry in (one for held in entries.values() for one in held):
        entry["doubts"] = doubts.of(entry)
    faults: dict[str, list[dict[str, str]]] = {}
    for one, severity, chinese in _faults(tree, str(session.path), article, vocabulary):
        place, field = _place(one.field, entries)
        told = {"field": field, "problem": one.problem, "remedy": one.remedy, "zh": in_chinese(one, chinese), "severity": severity}
        faults.setdefault(place, []).append(told)
    marks = [*_evidence_marks(entries), *_open_marks(entries, session, article)]
    return {
        "version": session.version,
        "file": session.path.name,
        "entries": entries,
        "concepts": _own_concepts(value),
        "faults": faults,
        "unanchored": sum(1 for _ in unanchored(tree)),
        "marks": [{"kind": one.kind, "entries": one.entries, **article.both_spans(one.start, one.end)} for one in marks],
        "counts": _counts(entries, marks),
        "undo": _last(session.log.done),
        "redo": _last(session.log.undone),
    }


def entry_id(section: str, index: int, entry: object) -> str:
    """Return by what the page knows an entry: section and key, where it has none its place."""
    key = entry.get("key") if isinstance(entry, Mapping) and section != HEAD else None
    return f"{section}/{key}" if isinstance(key, str) and key else f"{section}/[{index}]"


def describe_entry(section: str, index: int, entry: Any, names: Mapping[str, str]) -> dict[str, Any]:  # noqa: ANN401 - any YAML value
    """Return an entry as the page shows it, its shorthands written out."""
    model = model_of(section)
    full = _plain(_expanded(model, entry, set(HEAD_FIELDS) if section == HEAD else None))
    name = _name(full, names)
    return {
        "id": entry_id(section, index, entry),
        "section": section,
        "index": index,
        "key": full.get("key", ""),
        "name": name,
        "pinyin": syllables(name),
        "proposed": full.get("proposed", ""),
        "value": full,
    }


def _expanded(model: type[Part], entry: Any, only: set[str] | None) -> dict[str, Any]:  # noqa: ANN401 - any YAML value
    """Return the fields of an entry with shorthands written out; what is no field, or none of its form, is left out: it has a fault."""
    if not isinstance(entry, dict):
        return {}
    full: dict[str, Any] = {}
    for name, held in entry.items():
        if name in roles_of(model) and (only is None or name in only):
            try:
                full |= expand(model, {name: held})
            except (AttributeError, KeyError, TypeError):
                continue
    return full


def _plain(value: Any) -> Any:  # noqa: ANN401 - any YAML value
    """Return a value that JSON and a script hold exactly."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal) or (isinstance(value, int) and abs(value) > _EXACT):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    return value


def names_of(value: Mapping[str, Any]) -> dict[str, str]:
    """Return the name of each thing of the case by its key."""
    found: dict[str, str] = {}
    for held in value.values():
        for entry in held if isinstance(held, list) else ():
            if isinstance(entry, dict) and isinstance(entry.get("key"), str):
                found[entry["key"]] = _name(entry, {}) or entry["key"]
    return found


def _name(entry: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return what an entry is called in a list: its label, title, print or Chinese, else what it ties together, else its evidence."""
    for field in ("label", "title", "written", "zh"):
        held = entry.get(field)
        text = held.get("zh") if isinstance(held, Mapping) else held
        if isinstance(text, str) and text:
            return text
    tied = [one for field in _ENDS if isinstance(one := entry.get(field), str)]
    if tied:
        return " → ".join(names.get(one, one) for one in tied)
    evidence = entry.get("evidence")
    texts = [str(one.get("text") or "…") for one in evidence if isinstance(one, Mapping)] if isinstance(evidence, list) else []
    return " · ".join(texts)


_ENDS: Final = ("subject", "object", "measure", "scope", "sent_from", "sent_to", "of", "body", "other")


def _own_concepts(value: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """Return the concepts that the case declares, as the page completes them."""
    held = value.get("concepts")
    declared: dict[str, list[dict[str, str]]] = {}
    for scheme, concepts in held.items() if isinstance(held, dict) else ():
        for one in concepts if isinstance(concepts, list) else ():
            if isinstance(one, dict) and "key" in one:
                named = {name: str(one.get(name) or "") for name in ("key", "zh", "en", "tier")}
                declared.setdefault(scheme, []).append({**named, "pinyin": syllables(named["zh"])})
    return declared


def _faults(tree: Tree, name: str, article: Article, vocabulary: Vocabulary) -> Iterator[tuple[Fault, str, str]]:
    """Yield what is wrong with the case, how grave it is, and its kind in Chinese: by its loading, against itself, and the document."""
    case, found = check_case(tree, name, vocabulary)
    yield from ((one, "error", "") for one in found)
    if case is None:
        return
    for one in find_contradictions([LoadedCase(case, name, {}, tree)], vocabulary, evidence=False):
        yield one.fault, one.severity, one.zh
    for path, evidence in _anchored(tree.value, ()):
        if digest_slice(article.document.raw, evidence["start"], evidence["end"]) != evidence["sha256"]:
            yield tree.fault(name, path, "does not stand there in the article", "mark it in the article again"), "error", ""


def _anchored(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:  # noqa: ANN401 - any YAML value
    """Yield whatever has offsets and a digest, with its path."""
    if isinstance(value, dict):
        if {"start", "end", "sha256"} <= value.keys():
            yield path, value
        else:
            for name, one in value.items():
                yield from _anchored(one, (*path, name))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _anchored(one, (*path, place))


def spans_of(entry: object) -> list[tuple[int, int]]:
    """Return the raw spans of all evidence of an entry."""
    found = (one for _, one in _anchored(entry, ()))
    return [(one["start"], one["end"]) for one in found if isinstance(one["start"], int) and isinstance(one["end"], int)]


def _place(field: str, entries: Mapping[str, list[dict[str, Any]]]) -> tuple[str, str]:
    """Return the entry that a fault is about, the head of the case where it is none, and the field within it."""
    match = _FIELD.fullmatch(field)
    if match and match[2] and match[1] in entries and int(match[2]) < len(entries[match[1]]):
        return str(entries[match[1]][int(match[2])]["id"]), match[3]
    return f"{HEAD}/[0]", field


def _evidence_marks(entries: Mapping[str, list[dict[str, Any]]]) -> Iterator[Mark]:
    """Yield a mark for each stretch that is evidence, with the entries that rest on it."""
    found: dict[tuple[int, int, str], list[str]] = {}
    for section, held in entries.items():
        for entry in held if section != HEAD else ():
            kind = "excluded" if section == "exclusions" and not entry["proposed"] else "proposed" if entry["proposed"] else "accepted"
            for start, end in spans_of(entry["value"]):
                ids = found.setdefault((start, end, kind), [])
                if start < end and entry["id"] not in ids:
                    ids.append(entry["id"])
    yield from (Mark(kind, start, end, tuple(ids)) for (start, end, kind), ids in sorted(found.items()))


def _open_marks(entries: Mapping[str, list[dict[str, Any]]], session: Session, article: Article) -> list[Mark]:
    stated = [(one.start, one.end) for one in _evidence_marks({name: held for name, held in entries.items() if name != "exclusions"})]
    excluded = [(one.start, one.end) for one in _evidence_marks({"exclusions": entries["exclusions"]})]
    decided = [span for change in session.log.done for span in change.decided]
    return article.open_marks(stated, [*excluded, *decided], _known(entries))


def _known(entries: Mapping[str, list[dict[str, Any]]]) -> set[str]:
    """Return what the case calls its things: labels, aliases and the words of their evidence, without quotes."""
    known: set[str] = set()
    for entry in (one["value"] for held in entries.values() for one in held):
        label = entry.get("label")
        known.update(str(one) for one in (label.get("zh") if isinstance(label, dict) else None, *entry.get("aliases", ())) if one)
        known.update(str(one["text"]) for one in entry.get("evidence", ()) if isinstance(one, dict) and "text" in one)
    return set(map(plain_name, known))


def _counts(entries: Mapping[str, list[dict[str, Any]]], marks: list[Mark]) -> dict[str, int]:
    statements = [one for section, held in entries.items() if section != HEAD and not scheme_of(section) for one in held]
    proposed = sum(bool(one["proposed"]) for one in statements)
    kinds = Counter(one.kind for one in marks)
    return {"accepted": len(statements) - proposed, "proposed": proposed, **{kind: kinds[kind] for kind in ("numeral", "name", "sentence")}}


def _last(changes: list[Any]) -> dict[str, str] | None:
    return {"action": changes[-1].action, "what": changes[-1].what} if changes else None

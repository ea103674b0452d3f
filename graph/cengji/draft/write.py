"""A draft as the plain value of a case: keys, evidence with its characters, references, the rule of each guess."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from cengji.cases.field_types import PRINTED_LIMIT
from cengji.cases.held_keys import named_concepts
from cengji.core.keys import Keys
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.text.clean import Cleaned
from cengji.text.evidence import digest_slice
from cengji.text.persons import find_person, is_person

__all__ = ["SECTIONS", "lacking_concepts", "write_evidence", "write_statements"]

SECTIONS = (
    "places", "bodies", "groups", "person_groups", "ladders", "problems", "measures", "outcomes", "figures", "relations", "events", "posts",
    "policies", "exclusions",
)  # fmt: skip
_ORDER = {section: place for place, section in enumerate(SECTIONS)}
_LABELLED = frozenset({"places", "bodies", "groups", "person_groups", "ladders", "problems", "measures", "outcomes", "events", "posts"})
_MAY_NAME_PERSONS = (_LABELLED | {"policies"}) - {"places"}
_MOST_KEPT = 10_000  # expressions looked at
_MOST_EVIDENCES = 12
# References without which an entry says nothing: what they refer to may have been left out.
_NEEDED = {"relations": ("subject", "object"), "posts": ("post_in",), "figures": ("about",)}


def lacking_concepts(value: Mapping[str, Any], declared: Mapping[tuple[str, str], dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return the concepts that a case names and other cases declare, and those above them, by scheme: it has to declare them too.

    :param value: the plain value of the case, or of some of its sections; what its own ``concepts`` declare is left out.
    :param declared: the concepts that other cases declare, by scheme and key.
    """
    own = {(scheme, str(one.get("key"))) for scheme, held in (value.get("concepts") or {}).items() for one in held}
    waiting = sorted(named_concepts(value) & declared.keys() - own)
    wanted: dict[tuple[str, str], None] = {}
    while waiting:
        scheme, key = waiting.pop(0)
        wanted[scheme, key] = None
        above = (scheme, str(declared[scheme, key].get("broader")))
        if above in declared.keys() - own and above not in wanted:
            waiting.append(above)
    concepts: dict[str, list[dict[str, Any]]] = {}
    for scheme, key in wanted:
        concepts.setdefault(scheme, []).append(dict(declared[scheme, key]))
    return concepts


def write_statements(
    document: Cleaned, statements: Iterable[Statement], *, there: Mapping[int, str] | None = None, taken: Iterable[str] = ()
) -> dict[str, list[dict[str, Any]]]:
    """Return the entries of each section in the order of the document, as the plain values of a case file.

    :param there: the keys of statements that the case has already, by identity: they are referred to and not written.
    :param taken: keys that are not to be given again.
    """
    there = there or {}
    ordered = sorted(statements, key=lambda one: (_ORDER[one.section], min(one.spans, default=(0, 0))))
    kept = [one for one in ordered if not _names_person(one) and id(one) not in there]
    keys = Keys(taken)
    names = {**there, **{id(one): keys.give(one.key or one.label, one.section) for one in kept if one.section != "exclusions"}}
    writer = _Writer(document, names)
    while dangling := {id(one) for one in kept if not writer.stands(one)}:
        kept = [one for one in kept if id(one) not in dangling]
        for identity in dangling:
            names.pop(identity, None)
    entries: dict[str, list[dict[str, Any]]] = {}
    for one in kept:
        entries.setdefault(one.section, []).append(writer.entry(one))
    return entries


def _names_person(statement: Statement) -> bool:
    """Return whether a label holds what looks like the name of a person; no such thing enters a case."""
    return statement.section in _MAY_NAME_PERSONS and _holds_person(statement.label)


def write_evidence(document: Cleaned, span: Span) -> dict[str, Any]:
    """Return the evidence of a span of the cleaned text: the expression, if it is short enough, and its raw characters."""
    start, end = document.raw_span(*span)
    text = document.text[span[0] : span[1]]
    located = {"start": start, "end": end, "sha256": digest_slice(document.raw, start, end)}
    return {"text": text, **located} if len(text) <= PRINTED_LIMIT and _may_be_printed(text) else located


@lru_cache(_MOST_KEPT)
def _may_be_printed(text: str) -> bool:
    """Return whether an expression says something and holds what looks like the name of no person."""
    return text.isprintable() and any(map(str.isalnum, text)) and not _holds_person(text)


@lru_cache(_MOST_KEPT)
def _holds_person(text: str) -> bool:
    return is_person(text) or find_person(text) is not None


class _Writer:
    def __init__(self, document: Cleaned, names: Mapping[int, str]) -> None:
        self._document, self._names = document, names

    def stands(self, one: Statement) -> bool:
        """Return whether a statement has the references without which it says nothing."""
        return all(self._plain(one.fields.get(name)) for name in _NEEDED.get(one.section, ()))

    def entry(self, one: Statement) -> dict[str, Any]:
        """Return the entry of a statement."""
        entry: dict[str, Any] = {}
        if one.section != "exclusions":
            entry["key"] = self._names[id(one)]
        if one.section in _LABELLED:
            entry["label"] = {"zh": one.label, "en": one.english} if one.english else one.label
            entry["aliases"] = [name for name in dict.fromkeys(one.aliases) if name != one.label]
        for name, value in one.fields.items():
            plain = self._plain(value)
            if plain is not None and plain != []:
                entry[name] = plain
        entry["proposed"] = one.rule
        evidence = [write_evidence(self._document, span) for span in sorted(set(one.spans))[:_MOST_EVIDENCES]]
        if evidence:
            entry["evidence"] = evidence
        if one.note:
            entry["note"] = one.note
        return entry

    def _plain(self, value: object) -> Any:  # noqa: ANN401 - plain YAML values
        """Return a value with keys for statements; those that are left out leave nothing."""
        if value is None or type(value) is str:
            return value
        if isinstance(value, Statement):
            return self._names.get(id(value))
        if isinstance(value, list):
            return [plain for one in value if (plain := self._plain(one)) is not None]
        if isinstance(value, dict):
            return {name: plain for name, one in value.items() if (plain := self._plain(one)) is not None}
        if isinstance(value, tuple):  # a span
            return write_evidence(self._document, (value[0], value[1]))
        if isinstance(value, Decimal) and value == value.to_integral_value():
            return int(value)
        return value

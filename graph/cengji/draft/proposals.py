"""Proposals for a case that is begun: what a draft states where the case does not yet say anything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cengji.cases.case import Case
from cengji.cases.parts import Labelled
from cengji.draft.context import Mentions
from cengji.draft.knowledge import Knowledge
from cengji.draft.pipeline import find_statements
from cengji.draft.statements import Statement
from cengji.draft.write import lacking_concepts, write_statements
from cengji.text.characters import plain_name
from cengji.text.clean import Cleaned
from cengji.text.coverage import Account, Token

__all__ = ["propose"]


def propose(document: Cleaned, knowledge: Knowledge, tokens: Iterable[Token], case: Case | None = None) -> dict[str, Any]:
    """Return the entries of a draft that rest on the open tokens, and those that these refer to and the case lacks.

    With them come the concepts that they name and neither the ontology nor the case declares. What the case has under the same name in
    the same section is referred to by its key.
    """
    statements = find_statements(document, knowledge).statements
    mentions = Mentions(statements)
    wanted: dict[int, Statement] = {}
    for token in tokens:
        if token.account is Account.OPEN:
            start, end = document.clean_span(token.start, token.end)
            for (first, last), one in mentions.within(max(0, start - _REACH), end):
                if first < end and start < last:
                    _take(one, wanted)
    there = _there(case, statements) if case else {}
    keys = [item.key for _, item in case.items()] if case else []
    entries: dict[str, Any] = write_statements(document, wanted.values(), there=there, taken=keys)
    own = {scheme: [{"key": one.key} for one in held] for scheme, held in case.concepts.items()} if case else {}
    concepts = lacking_concepts({"concepts": own, **entries}, knowledge.declared)
    return {"concepts": concepts, **entries} if concepts else entries


_REACH = 80  # characters before a token at which evidence that holds it begins


def _take(one: Statement, wanted: dict[int, Statement]) -> None:
    """Take a statement and all that it refers to."""
    waiting = [one]
    while waiting:
        taken = waiting.pop()
        if id(taken) not in wanted:
            wanted[id(taken)] = taken
            waiting += _references(taken.fields.values())


def _references(values: Iterable[object]) -> list[Statement]:
    found: list[Statement] = []
    for value in values:
        if isinstance(value, Statement):
            found.append(value)
        elif isinstance(value, list):
            found += _references(value)
        elif isinstance(value, dict):
            found += _references(value.values())
    return found


def _there(case: Case, statements: Iterable[Statement]) -> dict[int, str]:
    """Return the keys of the things of a case by the statements that have their name and section."""
    names = {
        (section, plain_name(name)): item.key
        for section, item in case.items()
        if isinstance(item, Labelled)
        for name in (item.label.zh, *item.aliases)
    }
    return {id(one): names[one.section, plain_name(one.label)] for one in statements if (one.section, plain_name(one.label)) in names}

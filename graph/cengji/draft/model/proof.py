"""The proof of what a model says: it enters a draft only if the text prints it, once, and our reader reads the same number."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from cengji.core.keys import key_of
from cengji.draft.context import Context, overlaps
from cengji.draft.figures import read_as_figure
from cengji.draft.model.prompt import SCHEMES
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.text.characters import fold_typed, is_han, plain_name
from cengji.text.persons import find_person, is_person

__all__ = ["Answered", "Refused", "prove"]

_SHORTEST, _LONGEST, _LONGEST_LABEL = 2, 60, 40
_FENCED: Final = re.compile(r"```(?:json)?\s*\n(.*)\n```", re.DOTALL)
_TELLS = frozenset({"section", "quote", "label", "kind", "value"})
# What makes of a deed a plan, or of a claim its opposite.
_DOUBT: Final = re.compile(r"[未没拟将](?!来)|不(?![断仅但只同])|计划|争取|力争|尚")
_ALIKE = {"bodies": ("bodies", "groups"), "groups": ("bodies", "groups")}


@dataclass(frozen=True, slots=True)
class Answered:
    """What a model answered about a stretch of the cleaned text."""

    chunk: Span
    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A proposal that did not enter, and why; ``quote`` is what it rests on by its own account."""

    reason: str
    section: str
    quote: str


class _NoProofError(Exception):
    """Why a proposal has no proof."""


def prove(answers: Iterable[Answered], context: Context, *, name: str) -> tuple[list[Statement], list[Refused]]:
    """Return the statements that have a proof, in the order of the text, and what was refused.

    The same answers give the same statements. What the rules propose already is not repeated.
    """
    rule = f"model-{key_of(name)}".strip("-")[:63]
    found: list[Statement] = []
    refused: list[Refused] = []
    for answer in answers:
        try:
            proposals = list(_read(answer.text))
        except _NoProofError as error:
            refused.append(Refused(str(error), "", answer.text[:_LONGEST]))
            continue
        for proposal in proposals:
            try:
                statement = _Proof(context, answer.chunk, rule).of(proposal)
                if any(_is_same(statement, other) for other in (*context.statements, *found)):
                    raise _NoProofError("proposed already")
                found.append(statement)
            except _NoProofError as error:
                refused.append(Refused(str(error), *(_text(proposal, field)[:_LONGEST] for field in ("section", "quote"))))
    return sorted(found, key=lambda one: (one.start, one.section, one.label)), refused


def _read(text: str) -> Iterator[Any]:
    """Yield the proposals of an answer: one JSON object and nothing else, fenced or not."""
    fenced = _FENCED.fullmatch(text.strip())
    try:
        said = json.loads(fenced[1] if fenced else text, parse_float=Decimal, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise _NoProofError("no JSON") from error
    listed = said.get("proposals") if isinstance(said, dict) else None
    if not isinstance(listed, list):
        raise _NoProofError("not of the schema")
    yield from listed


def _refuse_constant(text: str) -> Any:  # noqa: ANN401 - json's own signature
    raise ValueError(text)


def _text(proposal: object, name: str) -> str:
    held = proposal.get(name) if isinstance(proposal, dict) else None
    return held if isinstance(held, str) else ""


class _Proof:
    """The proof of proposals about one stretch of the text."""

    def __init__(self, context: Context, chunk: Span, rule: str) -> None:
        self._context, self._chunk, self._rule = context, chunk, rule

    def of(self, proposal: object) -> Statement:
        """Return the statement that a proposal comes to.

        :raises _NoProofError: naming the reason.
        """
        if not isinstance(proposal, dict) or proposal.keys() - _TELLS or not isinstance(proposal.get("section"), str):
            raise _NoProofError("not of the schema")
        section, quote, label = (_text(proposal, name) for name in ("section", "quote", "label"))
        if section not in SCHEMES:
            raise _NoProofError("no such section")
        span = self._find(quote, self._chunk)
        if section == "figures":
            return self._figure(span, proposal.get("value"))
        if proposal.get("value") is not None:
            raise _NoProofError("not of the schema")
        kind = _text(proposal, "kind")
        if not self._context.knowledge.knows(SCHEMES[section], kind):
            raise _NoProofError("no such kind")
        named = self._find(label, span)
        printed = self._context.text[slice(*named)]
        if len(printed) > _LONGEST_LABEL or not any(map(is_han, printed)):
            raise _NoProofError("label too long" if len(printed) > _LONGEST_LABEL else "label without a name")
        if is_person(printed) or find_person(printed) is not None:
            raise _NoProofError("names a person")
        return Statement(section, printed, [span], self._rule, {"kind": kind, "place": self._context.home}, note=self._doubt(span))

    def _find(self, quote: str, within: Span) -> Span:
        """Return where a stretch of the text prints an expression, the only time that it does."""
        wanted = fold_typed(" ".join(quote.split()))
        if not _SHORTEST <= len(wanted) <= _LONGEST:
            raise _NoProofError("too short" if len(wanted) < _SHORTEST else "too long")
        text = fold_typed(self._context.text[slice(*within)])
        first = text.find(wanted)
        if first < 0:
            raise _NoProofError("not printed")
        if text.find(wanted, first + 1) >= 0:
            raise _NoProofError("printed several times")
        start = within[0] + first
        if not self._context.passages.is_prose(start):
            raise _NoProofError("no prose of the document")
        return start, start + len(wanted)

    def _figure(self, span: Span, value: object) -> Statement:
        """Return the one figure that our reader reads in a span, if it is of this value."""
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            raise _NoProofError("not of the schema")
        numerals = [one for one in self._context.passages.numerals if span[0] <= one.start and one.end <= span[1]]
        readings = [(one, reading) for one in numerals for reading in one.readings]
        if len(readings) != 1:
            raise _NoProofError("several figures" if readings else "no figure is read there")
        numeral, reading = readings[0]
        if reading.value is None or reading.value != value:
            raise _NoProofError("another number is read there")
        figure = read_as_figure(self._context, numeral, reading)
        if figure is None:
            raise _NoProofError("no figure is read there")
        figure.rule, figure.note = self._rule, self._doubt(span)
        return figure

    def _doubt(self, span: Span) -> str | None:
        """Return what the curator is to look at: a word of the same sentence that makes a plan or a denial of it."""
        at = self._context.passages.sentence_at(span[0])
        sentence = self._context.passages.sentences[at] if at >= 0 else span
        word = _DOUBT.search(self._context.text, sentence[0], max(sentence[1], span[1]))
        return f"同句有“{word[0]}”：请核对是计划、否定还是已成之事" if word else None


def _is_same(one: Statement, other: Statement) -> bool:
    """Return whether two proposals come to the same: figures at the same characters, things of a name at some."""
    if other.section not in _ALIKE.get(one.section, (one.section,)):
        return False
    touches = any(overlaps(mine, theirs) for mine in one.spans for theirs in other.spans)
    if one.section == "figures":
        return touches
    names = {plain_name(name) for name in (other.label, *other.aliases)}
    return plain_name(one.label) in names or (touches and one.kind == other.kind and one.section == "events")

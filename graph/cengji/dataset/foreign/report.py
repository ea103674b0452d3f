"""Reports what became of foreign data when they were mapped: what was read, what left out, cut or not shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cengji.core.namespaces import FOREIGN
from cengji.core.resources import query_text
from cengji.dataset.foreign.beside import Tier
from cengji.dataset.foreign.ladders import DEEPEST, MOST_LADDERS
from cengji.dataset.foreign.levels import Levels
from cengji.dataset.foreign.people import People, Remaining
from cengji.dataset.foreign.skolemize import Skolemized
from cengji.dataset.store import Dataset

__all__ = ["Outcome", "report_left_in", "report_left_out", "report_outcome"]

# How many loops are named.
_NAMED: Final = 3
# How many members of a loop are named.
_LONGEST: Final = 6


@dataclass(frozen=True)
class Outcome:
    """What the mapping of some files found; ``organizations`` is False where SKOS concepts stand in for them."""

    name: str
    dataset: Dataset
    found: Levels
    people: Remaining
    plain: Skolemized
    stated: Mapping[str, Tier]
    unknown: Sequence[str]
    organizations: bool


def report_outcome(outcome: Outcome) -> tuple[str, ...]:
    """Return the notes, each one sentence that begins with the files' names."""
    return tuple(f"{outcome.name}: {note}" for note in _notes(outcome))


def report_left_out(name: str, people: Remaining) -> tuple[str, ...]:
    """Return the note on persons, none where there were none."""
    return tuple(f"{name}: {note}" for note in _people(people))


def report_left_in(name: str, people: People) -> tuple[str, ...]:
    """Return the note on persons in data that are not mapped, none where there are none."""
    listed = _list_people(*map(len, people))
    note = f"{name}: {listed} stay in, since these data are taken as they are; `cengji export nq` writes them without persons"
    return (note,) if listed else ()


def _notes(outcome: Outcome) -> Iterator[str]:
    yield from _read(outcome)
    yield from _left_out(outcome)
    yield from _cut(outcome.found)
    yield from _tiers(outcome)


def _read(outcome: Outcome) -> Iterator[str]:
    found, word = outcome.found, "organization" if outcome.organizations else "SKOS concept"
    roots = _roots(found)
    shape = f"{_number(roots, 'hierarchy', 'hierarchies')} of up to {max(found.depth.values())} levels" if roots else "no hierarchy"
    yield f"{_number(len(found.depth), word)} in {shape}, mapped into the graph <{FOREIGN}>"


def _left_out(outcome: Outcome) -> Iterator[str]:
    people, plain = outcome.people, outcome.plain
    yield from _people(people)
    if same := plain.blank - plain.named:
        yield f"of {plain.blank} blank nodes {same} say the very same as another and count as one with it"
    if outcome.organizations and (number := len(outcome.dataset.rows(query_text("internal/concept-hierarchy")))):
        yield f"the hierarchy of {_number(number, 'SKOS concept')} is not drawn, because there are organizations"
    if (roots := _roots(outcome.found)) > MOST_LADDERS:
        yield f"ladders are given for the {MOST_LADDERS} largest of the {roots} hierarchies; all organizations stand in the other views"
    if (deepest := max(outcome.found.depth.values())) > DEEPEST:
        yield f"what stands at depth {DEEPEST + 1} to {deepest} is put on depth {DEEPEST}"


def _people(people: Remaining) -> Iterator[str]:
    if listed := _list_people(people.persons, people.memberships, people.statements):
        yield (
            f"{listed} left out: the graph is about organizations, posts and aggregates; "
            "labels, notes and other texts stay as written, also where they name somebody"
        )


def _list_people(persons: int, memberships: int, statements: int) -> str:
    """Return the numbers in words, empty where all are 0."""
    counts = (
        (persons, "person", "persons"),
        (memberships, "membership", "memberships"),
        (statements, "statement that names or reaches one", "statements that name or reach one"),
    )
    parts = [_number(number, word, plural) for number, word, plural in counts if number]
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _cut(found: Levels) -> Iterator[str]:
    """Yield where loops were cut: at the link from their first member up to their last."""
    for loop in found.loops[:_NAMED]:
        shown = loop if len(loop) <= _LONGEST else (*loop[: _LONGEST - 1], "…", loop[-1])
        way = " > ".join(f"<{iri}>" if iri != "…" else iri for iri in (*shown, loop[0]))
        yield f"a loop {way} is cut: <{loop[0]}> is not put below <{loop[-1]}>"
    if (more := len(found.loops) - _NAMED) > 0:
        yield f"{_number(more, 'loop')} more cut in the same way"


def _tiers(outcome: Outcome) -> Iterator[str]:
    """Yield what is odd about the tiers that the data state: none of the common scale, or higher than that of a superior."""
    stated = outcome.stated
    if unknown := outcome.unknown:
        more = f" and {len(unknown) - _NAMED} more" if len(unknown) > _NAMED else ""
        names = ", ".join(f"<{tier}>" for tier in unknown[:_NAMED])
        yield f"cj:commonTier names what is no tier of the common scale, so the depth decides: {names}{more}"
    inverted = sorted(
        (lower, upper)
        for upper, below in outcome.found.children.items()
        for lower in below
        if upper in stated and lower in stated and stated[lower].rank < stated[upper].rank
    )
    for lower, upper in inverted[:_NAMED]:
        yield f"<{lower}> is stated to stand on a higher tier than <{upper}>, which is above it; both stand where they are stated"
    if (rest := len(inverted) - _NAMED) > 0:
        yield f"{_number(rest, 'body', 'bodies')} more stand on a higher tier than what is above them"


def _roots(found: Levels) -> int:
    return sum(found.depth[body] == 1 and bool(below) for body, below in found.children.items())


def _number(number: int, word: str, plural: str = "") -> str:
    return f"{number:,} {word if number == 1 else plural or word + 's'}"

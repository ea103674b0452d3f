"""What is wrong with bodies as a whole: the same identifier twice, loops, orphans, a level above that of the superior."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cengji.cases.tree import quote_value
from cengji.core.errors import Fault
from cengji.tables.bodies import Bodies
from cengji.tables.headings import Role
from cengji.tables.reading import Parents
from cengji.tables.tiers import COMMUNITY, Scale, level_number

__all__ = ["find_doubles", "find_inversions", "find_loops", "find_orphans", "find_same_iris"]

_SHOWN: Final = 8


def find_doubles(bodies: Bodies) -> list[Fault]:
    """Return a fault for each body whose identifier another one has, and without identifiers for each of the same name and superior."""
    faults: list[Fault] = []
    seen: dict[object, int] = {}
    for body, ident in enumerate(bodies.ids):
        key: object = ident or (bodies.names[body], bodies.parents[body])
        first = seen.setdefault(key, body)
        if first == body:
            continue
        if ident:
            problem, remedy = (
                f"the code {quote_value(ident)} stands twice, first in {bodies.where(first)}",
                "give each body a code of its own",
            )
        else:
            problem = f"{quote_value(bodies.names[body])} stands below the same superior twice, first in {bodies.where(first)}"
            remedy = "delete one of the rows, or give each body a code"
        faults.append(bodies.fault(body, Role.ID, problem, remedy))
    return faults


def find_same_iris(bodies: Bodies, iris: Sequence[str]) -> list[Fault]:
    """Return a fault for each body without a code whose names make the IRI that another one has by its code."""
    if all(bodies.ids) or not any(bodies.ids):
        return []
    coded = {iri: body for body, iri in enumerate(iris) if bodies.ids[body]}
    return [
        bodies.fault(
            body, Role.ID, f"goes by its name, which is the code of the body in {bodies.where(coded[iri])}", "give it a code of its own"
        )
        for body, iri in enumerate(iris)
        if not bodies.ids[body] and iri in coded
    ]


def find_loops(bodies: Bodies) -> list[Fault]:
    """Return a fault for each loop, in the row of its first body; it names the way around. The loops are cut there."""
    faults: list[Fault] = []
    done = bytearray(len(bodies))
    parents = bodies.parents
    for start in range(len(bodies)):
        way: list[int] = []
        body = start
        while body >= 0 and not done[body]:
            done[body] = 2
            way.append(body)
            body = parents[body]
        if body >= 0 and done[body] == 2:
            loop = way[way.index(body) :]
            names = [bodies.names[one] for one in (*loop[:_SHOWN], *(() if len(loop) > _SHOWN else loop[:1]))]
            shown = " → ".join(map(quote_value, names)) + (" …" if len(loop) > _SHOWN else "")
            first = min(loop)
            faults.append(bodies.fault(first, Role.PARENT, f"is its own superior: {shown}", "correct the superior of one of them"))
            parents[body] = -1
        for one in way:
            done[one] = 1
    return faults


def find_orphans(bodies: Bodies, tiers: Sequence[str], scale: Scale) -> list[Fault]:
    """Return a fault for each body that stands below nothing, though others without a superior stand on a higher level."""
    lone = [body for body, upper in enumerate(bodies.parents) if upper < 0]
    ranks = {body: scale.ranks[tiers[body]] for body in lone if tiers[body]}
    numbers = {body: number for body in lone if body not in ranks and (number := level_number(bodies.levels[body]))}
    faults: list[Fault] = []
    for found in (ranks, numbers):
        top = min(found.values(), default=0)
        for body, rank in found.items():
            if rank > top and not (reading := bodies.readings[body]).is_stated and reading.parents not in (Parents.NONE, Parents.LEVELS):
                word = bodies.levels[body] or tiers[body]
                problem = f"{quote_value(bodies.names[body])} has no superior, though it is on the level {quote_value(word)}, below others"
                faults.append(bodies.fault(body, Role.PARENT, problem, "name its superior, or say `orphans: keep` in the map"))
    return faults


def find_inversions(bodies: Bodies, tiers: Sequence[str], scale: Scale) -> tuple[list[Fault], list[str]]:
    """Return a fault for each body on a higher level than its superior, and a note for each where both stand below the community."""
    faults: list[Fault] = []
    notes: list[str] = []
    ranks = {**scale.ranks, "": 0}
    numbers = {level: level_number(level) for level in set(bodies.levels)}
    for body, upper in enumerate(bodies.parents):
        if upper < 0:
            continue
        own, above = ranks[tiers[body]], ranks[tiers[upper]]
        number = numbers[bodies.levels[body]]
        higher = number and numbers[bodies.levels[upper]] >= number
        if not (own and above and own < above) and not higher:
            continue
        words = [quote_value(bodies.levels[one] or tiers[one]) for one in (body, upper)]
        problem = f"{quote_value(bodies.names[body])} is on the level {words[0]}, not below that of its superior, {words[1]}"
        if own > COMMUNITY and above > COMMUNITY:
            notes.append(f"{bodies.where(body)}: {problem}: below the community the order is a convention")
        elif bodies.readings[body].is_stated:
            notes.append(f"{bodies.where(body)}: {problem}")
        else:
            faults.append(bodies.fault(body, Role.LEVEL, problem, "correct its level or its superior"))
    return faults, notes

"""A register of invented Party bodies and grids upon the real divisions of China, for rehearsals and benchmarks: never data about China."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from math import log
from pathlib import Path
from typing import Final

from cengji.core.errors import UsageError
from cengji.core.files import replace_file
from cengji.register.divisions import Unit

__all__ = ["COLUMNS", "MAPPING", "simulate_bodies", "write_simulation"]

MAPPING: Final = Path(__file__).resolve().parent / "synthetic.rml.ttl"
COLUMNS: Final = ("key", "name", "class", "kind", "tier", "parent", "place", "seed")
_MARK: Final = "（模拟）"
_GRIDS: Final = 4.25
"""Bodies below a community for each grid among them: the grid, 0.75 branches (933 for 1236 grids in the case gusu) and 2.5
micro-grids (17482 for 6963 in the case lijiang), the latter as groups of Party members."""
_BRANCHES: Final = 0.75
_KINDS: Final = {
    2: ("provincial-party-committee", "province", "委员会"),
    4: ("municipal-party-committee", "prefecture", "委员会"),
    6: ("district-party-committee", "county", "委员会"),
    9: ("town-party-committee", "subdistrict", "委员会"),
    12: ("community-party-organization", "community", "党组织"),
}
_CHUNK: Final = 20_000


def simulate_bodies(units: Iterable[Unit], count: int, seed: int) -> Iterator[tuple[str, ...]]:
    """Yield ``count`` invented bodies as rows of :data:`COLUMNS`, a body after the one above it; the same for the same seed.

    Each division has one Party body, below that of the division above; with a smaller count those of the lowest tier are chosen by the
    seed. What is left is shared out among the communities as grids, their branches and groups; how many each gets falls off
    exponentially, which is assumed. Nothing is held but the divisions.

    :raises UsageError: if the count is not positive, or the seed negative.
    """
    if count < 1 or seed < 0:
        raise UsageError.naming("{units} must be at least 1, and {seed} at least 0")
    divisions = sorted((unit for unit in units if unit.official or len(unit.code) < 9), key=lambda unit: unit.code)
    official = {unit.code for unit in divisions}
    divisions = [unit for unit in divisions if not unit.parent or unit.parent in official]
    kept = _choose(divisions, count, seed)
    communities = sum(len(unit.code) == 12 for unit in divisions if unit.code in kept)
    if count > len(kept) and not communities:
        raise UsageError.naming(
            "{units} {count} is more than the {kept} divisions of a register without communities: take another {year}",
            count=count, kept=len(kept),
        )  # fmt: skip
    total = sum(_weight(unit.code, seed) for unit in divisions if len(unit.code) == 12 and unit.code in kept)
    rest, run, given = count - len(kept), 0, 0
    for unit in divisions:
        if unit.code not in kept:
            continue
        yield _of_division(unit, seed)
        if len(unit.code) == 12 and rest:
            run += _weight(unit.code, seed)
            due = rest * run // total
            yield from _below(unit, due - given, seed)
            given = due


def _choose(divisions: list[Unit], count: int, seed: int) -> set[str]:
    """Return the codes of the first tiers that fit whole, and of the next tier as many as the count allows, chosen by the seed."""
    kept: set[str] = set()
    for length in _KINDS:
        tier = [unit.code for unit in divisions if len(unit.code) == length]
        if len(kept) + len(tier) > count:
            tier = sorted(tier, key=lambda code: _draw(code, seed))[: count - len(kept)]
        kept.update(tier)
    return kept


def _draw(text: str, seed: int) -> int:
    """Return 32 bits that follow from a text and the seed alone."""
    return int.from_bytes(blake2b(f"{seed} {text}".encode(), digest_size=4).digest(), "big")


def _weight(code: str, seed: int) -> int:
    """Return how much a community gets, in millionths of the mean: at random, with an exponential tail, whole so that sums are exact."""
    return int(-log((_draw(code, seed) + 1) / (1 << 32)) * 1_000_000) + 1


def _row(key: str, name: str, kind: tuple[str, str, str], parent: str, place: str, seed: int) -> tuple[str, ...]:
    return key, _MARK + name, kind[0], kind[1], kind[2], parent, place, str(seed)


def _of_division(unit: Unit, seed: int) -> tuple[str, ...]:
    kind, tier, ending = _KINDS[len(unit.code)]
    if len(unit.code) == 9 and unit.code[6] == "0":
        kind, ending = "subdistrict-party-working-committee", "工作委员会"
    elif len(unit.code) == 12 and unit.code[9] in "23":
        kind, ending = "village-party-branch", "支部"
    return _row(unit.code, f"中共{unit.name}{ending}", ("PartyBody", kind, tier), unit.parent, unit.code, seed)


def _below(unit: Unit, count: int, seed: int) -> Iterator[tuple[str, ...]]:
    """Yield so many bodies below a community: grids, below each at most a branch, and groups below branches and grids in turn."""
    grids = -int(-count // _GRIDS)
    branches = min(count - grids, int(grids * _BRANCHES + 0.5))
    above: list[str] = []
    for number in range(1, grids + 1):
        key = f"{unit.code}-g{number}"
        yield _row(key, f"{unit.name}第{number}网格", ("GovernanceUnit", "grid-unit", "grid"), unit.code, unit.code, seed)
        above.append(key)
        if number <= branches:
            above[-1] = f"{unit.code}-b{number}"
            yield _row(above[-1], f"{unit.name}第{number}网格党支部", ("PartyBody", "grid-party-branch", "grid"), key, unit.code, seed)
    for number in range(1, count - grids - branches + 1):
        parent = above[(number - 1) % grids]
        label = f"{unit.name}第{number}党小组"
        yield _row(f"{unit.code}-p{number}", label, ("PartyBody", "building-party-group", "building"), parent, unit.code, seed)


def write_simulation(units: Iterable[Unit], count: int, seed: int, out: Path) -> None:
    """Write the bodies as ``synthetic-bodies.csv`` into a folder, with their mapping, ``synthetic.rml.ttl``.

    :raises UnavailableError: if a file cannot be written.
    :raises UsageError: as :func:`simulate_bodies`.
    """
    replace_file(out / MAPPING.name, MAPPING.read_bytes())
    replace_file(out / "synthetic-bodies.csv", _lines(simulate_bodies(units, count, seed)))


def _lines(rows: Iterator[tuple[str, ...]]) -> Iterator[bytes]:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, row in enumerate(rows, 1):
        writer.writerow(row)
        if number % _CHUNK == 0:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()

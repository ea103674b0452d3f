"""How often what a draft links to a measure is right: of the measures that a draft and its case share, field by field.

    python -m tests.draft.linked_fields --sources DIR [CASE …] [--misses FIELD]

A value is right if the case has it, too: the same key of a scheme, or the same thing. Measures, and what the draft has for
nothing beside them, are counted by tests/draft/leave_one_out.py.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.draft.leave_one_out import Comparison, compare_all, describe

FIELDS = ("function", "generic", "run_by", "acts_on", "figures", "results", "inputs", "addresses", "outcomes")


@dataclass
class Count:
    """Values of the case, of the draft, and of both."""

    gold: int = 0
    drafted: int = 0
    right: int = 0


def held(item: Any, name: str) -> list[str]:  # noqa: ANN401 - a measure
    """Return the values of a field, one or several."""
    value = getattr(item, name)
    if name == "generic":
        return [value.measure] if value else []
    return [str(one) for one in value]


def pairs_of(compared: Comparison, name: str) -> Iterator[tuple[Any, list[tuple[str, bool]], list[str]]]:
    """Yield each shared measure with what the draft says in a field, right or not, and what the case says."""
    for gold, drafted in compared.pairs["measures"]:
        wanted = held(gold, name)
        if name in ("function", "generic"):
            told = [(one, one in wanted) for one in held(drafted, name)]
        else:
            told = [(one, any(compared.same_thing(other, one) for other in wanted)) for one in held(drafted, name)]
        yield gold, told, wanted


def table(compared: dict[str, Comparison]) -> Iterator[str]:
    """Yield a table in Markdown, a row a field."""
    yield "| field | in the cases | proposed | right | found |"
    yield "| --- | --- | --- | --- | --- |"
    for name in FIELDS:
        count = Count()
        for one in compared.values():
            for _, told, wanted in pairs_of(one, name):
                count.gold += len(wanted)
                count.drafted += len(told)
                count.right += sum(right for _, right in told)
        shares = (100 * count.right / max(whole, 1) for whole in (count.drafted, count.gold))
        yield f"| `{name}` | {count.gold} | {count.drafted} | {' | '.join(f'{share:.0f} %' for share in shares)} |"


def misses(compared: dict[str, Comparison], name: str) -> Iterator[str]:
    """Yield what is proposed and wrong, and what is not found."""
    for key, one in compared.items():
        for gold, told, wanted in pairs_of(one, name):
            wrong = [value for value, right in told if not right]
            if wrong or (wanted and not told):
                yield f"{key} {describe(gold)[:60]} | wrong {wrong} | wanted {wanted}"


def main(show: Callable[[str], None] = print) -> None:
    """Draft and compare; print the table, or what one field misses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--sources", default=os.environ.get("CENGJI_SOURCES"), type=Path)
    parser.add_argument("--misses", choices=FIELDS)
    given = parser.parse_args()
    compared = compare_all(given.cases, given.sources)
    for line in misses(compared, given.misses) if given.misses else ():
        show(line)
    for line in table(compared):
        show(line)


if __name__ == "__main__":
    main()

"""What a case says of its measures against itself: which figures are results, and that each figure hangs on one thing.

How many are sent is the number of a secondment and beside that what a measure puts in: the one claim, the other a thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from cengji.cases.case import Case
from cengji.cases.parts import Item
from cengji.cases.tree import Path

__all__ = ["ROLES_OF_FIELDS", "find_loose_links"]

# What the figures of these fields are there for; the other figures of a thing quantify it.
ROLES_OF_FIELDS: Final = {"inputs": frozenset({"input"}), "results": frozenset({"result", "changeTo"})}
_FIELDS: Final = (*ROLES_OF_FIELDS, "figures")


def find_loose_links(case: Case) -> Iterator[tuple[Literal["error", "warning"], str, Path, str, str]]:
    """Yield where a figure hangs on what it says nothing of: severity, check, path in the case, problem, remedy."""
    roles = {figure.key: figure.role for figure in case.figures}
    hangs_on: dict[tuple[str, bool], str] = {}
    for (section, index), holder in _holders(case).items():
        for field in _FIELDS:
            for place, figure in enumerate(getattr(holder, field, ())):
                at = (section, index, field, place)
                wanted = ROLES_OF_FIELDS.get(field)
                if wanted is not None and roles[figure] not in wanted:
                    yield "error", "role-against-field", at, f"{figure} has the role {roles[figure]}", _remedy(roles[figure])
                elif wanted is None and roles[figure] == "input" and hasattr(holder, "inputs"):
                    yield "error", "role-against-field", at, f"{figure} has the role input", _remedy("input")
                first = hangs_on.setdefault((figure, section == "secondments"), holder.key)
                if first != holder.key:
                    problem = f"{figure} hangs on {first} already; what a part has its whole has by that"
                    yield "warning", "figure-hangs-twice", at, problem, "leave it with the one that the document says it of"


def _remedy(role: str) -> str:
    field = next((name for name, roles in ROLES_OF_FIELDS.items() if role in roles), "figures")
    return f"put it under {field}, or correct its role"


def _holders(case: Case) -> dict[tuple[str, int], Item]:
    sections = ("measures", "events", "powers", "relations", "concurrent_holdings", "secondments")
    return {(section, index): item for section in sections for index, item in enumerate(getattr(case, section))}

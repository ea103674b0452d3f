"""Breakdowns of a case held against its groups: each part is a subset of the whole, directly or by way of others."""

from __future__ import annotations

from collections.abc import Iterator

from cengji.cases.case import Case
from cengji.cases.hierarchy import Found

__all__ = ["find_parts_outside"]


def find_parts_outside(case: Case) -> Iterator[Found]:
    """Yield the parts of breakdowns that are no subset of the whole, the whole itself among them."""
    wholes = {group.key: group.subset_of for group in case.groups}
    for index, breakdown in enumerate(case.breakdowns):
        for place, part in enumerate(breakdown.into):
            at, above = ("breakdowns", index, "into", place), wholes.get(part)
            while above not in (None, breakdown.of):
                above = wholes.get(above)
            if part == breakdown.of:
                yield "error", "part-outside-whole", at, f"is {part}, the whole itself", "name the parts of it"
            elif above is None:
                remedy = f"give {part} subset_of: {breakdown.of}, or name another part"
                yield "error", "part-outside-whole", at, f"is {part}, no subset of {breakdown.of}", remedy

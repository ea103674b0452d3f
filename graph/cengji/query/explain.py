"""What will run, before it runs: as a query file that one may keep, change and ask."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from cengji.core.neutralize import neutralize_text
from cengji.core.queryfile import QueryFile
from cengji.query.limits import Limits
from cengji.query.names import Names
from cengji.query.parameters import parameter_terms

__all__ = ["explained"]


def explained(query: QueryFile, sparql: str, names: Names, given: Mapping[str, str], *, data: str, limits: Limits | None) -> str:
    """Return the text that an engine gets, below comments that say what it asks, of which data, and what the values are.

    ``data`` says where the data come from. The comments come before the text's own header.
    """
    lines = [f"query: {query.name}", f"data: {data}", f"bounds: {_bounds(limits)}"]
    for name, term in parameter_terms(query, given, names).items():
        label = names.labels([term[1:-1]]).get(term[1:-1]) if term.startswith("<") else None
        lines.append(f"{name} = {term}" + (f"  {label.value}" if isinstance(label, ox.Literal) else ""))
    return "".join(f"# {neutralize_text(line)}\n" for line in lines) + sparql.rstrip("\n") + "\n"


def _bounds(limits: Limits | None) -> str:
    if limits is None or limits == Limits():
        return "none"
    bounds = ((limits.seconds, "s"), (limits.rows, "rows"), (limits.megabytes, "MB beside the data"))
    return ", ".join(
        f"{bound:,.10g} {unit}" if isinstance(bound, float) else f"{bound:,} {unit}" for bound, unit in bounds if bound is not None
    )

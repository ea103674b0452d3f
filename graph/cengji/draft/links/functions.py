"""What the measures of a draft do: each but an element, once its kind and its generic measure are settled."""

from __future__ import annotations

from collections.abc import Iterable

from cengji.draft.context import Context
from cengji.draft.measure_functions import Functions
from cengji.draft.statements import Statement

__all__ = ["state_functions"]


def state_functions(context: Context, only: Iterable[Statement] | None = None) -> None:
    """Give each measure that is no element its most likely functions.

    :param only: the measures to look at, where not all of the context.
    """
    functions = context.knowledge.learn(Functions)
    for one in context.section("measures") if only is None else only:
        generic = one.fields.get("generic")
        if one.kind != "element":
            one.fields["function"] = functions.of(one.label, one.kind, generic["measure"] if isinstance(generic, dict) else None)

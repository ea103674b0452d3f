"""Which queries ran away: known again by their shape, so that the next of the same kind costs the others nothing."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from typing import Final

from cengji.core.sparql import read_tokens
from cengji.serve.messages import Task

__all__ = ["Runaways", "shape_of"]

_KNOWN: Final = 1024


@lru_cache(maxsize=256)
def shape_of(task: Task) -> tuple[str, ...]:
    """Return what a task has in common with those that differ in constants, names of variables, comments and format only.

    IRIs and names stay: what is asked of one class costs something else than what is asked of another.

    >>> shape_of(Task("sparql", "SELECT ?a { ?a ?b 'x' } #1")) == shape_of(Task("sparql", "SELECT  ?c{?c ?d 'y'}"))
    True
    """
    if task.kind != "sparql":
        return (task.kind, task.text)
    variables: dict[str, str] = {}
    return (task.kind, *(_shape(token.kind, token.text, variables) for token in read_tokens(task.text)))


def _shape(kind: str, text: str, variables: dict[str, str]) -> str:
    """Return a token as it stands in a shape: variables by the order in which they first appear, literals as what they are."""
    if kind == "variable":
        return variables.setdefault(text[1:], f"?{len(variables)}")
    if kind == "string" or text.isdecimal():
        return kind
    return text.upper() if kind == "word" else text


class Runaways:
    """The shapes of queries that were stopped and have not been answered since."""

    def __init__(self, before: Runaways | None = None) -> None:
        """Begin with what was known ``before``."""
        self._shapes: OrderedDict[tuple[str, ...], None] = OrderedDict(before._shapes if before else {})

    def __contains__(self, task: Task) -> bool:
        """Return whether one like it was stopped; where none was, at no cost."""
        return bool(self._shapes) and shape_of(task) in self._shapes

    def add(self, task: Task) -> None:
        """Note that a task was stopped."""
        self._shapes[shape_of(task)] = None
        self._shapes.move_to_end(shape_of(task))
        if len(self._shapes) > _KNOWN:
            self._shapes.popitem(last=False)

    def forget(self, task: Task) -> None:
        """Note that a task was answered."""
        if self._shapes:
            self._shapes.pop(shape_of(task), None)

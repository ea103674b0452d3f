"""The collector of cyclic garbage, put off while many objects are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

__all__ = ["without_collector"]

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def without_collector(make: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Return a function during which no cyclic garbage is looked for: for one that makes many objects and no cycles.

    Where the collector is off already it stays so.

    >>> import gc
    >>> without_collector(gc.isenabled)(), gc.isenabled()
    (False, True)
    """

    @wraps(make)
    def run(*args: _Given.args, **named: _Given.kwargs) -> _Made:
        if not gc.isenabled():
            return make(*args, **named)
        gc.disable()
        try:
            return make(*args, **named)
        finally:
            if not gc.get_freeze_count():  # what was made counts as old at once, or it were looked through at the next object made
                gc.freeze()
                gc.unfreeze()
            gc.enable()

    return run

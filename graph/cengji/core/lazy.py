"""Modules that are imported at the first use of a name in them: heavy ones, and those of an extra."""

from __future__ import annotations

from contextlib import nullcontext
from importlib import import_module
from types import ModuleType
from typing import Any

from cengji.core.extras import require_extra

__all__ = ["lazy_module"]


class _LazyModule(ModuleType):
    def __init__(self, name: str, extra: str) -> None:
        super().__init__(name)
        self._extra = extra

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - what the module gives by that name
        with require_extra(self._extra) if self._extra else nullcontext():
            module = import_module(self.__name__)
        return getattr(module, name)


def lazy_module(name: str, extra: str = "") -> ModuleType:
    """Return a stand-in for a module, which imports it when a name is asked of it.

    Annotations may name what it holds, and ``typing.get_type_hints`` finds it. For type checkers, import the
    module itself under ``TYPE_CHECKING``.

    >>> lazy_module("decimal").Decimal("76.9")
    Decimal('76.9')
    >>> lazy_module("no_such_module", extra="frames").DataFrame
    Traceback (most recent call last):
    cengji.core.errors.UnavailableError: no_such_module is not installed: pip install 'cengji[frames]' brings it

    :param extra: the extra of this distribution that brings the module, if the core does not.
    """
    return _LazyModule(name, extra)

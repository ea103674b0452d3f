"""Modules that are imported at the first use of a name in them: heavy ones, those of an extra, the parts of a package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from importlib import import_module
from types import ModuleType
from typing import Any

from cengji.core.extras import require_extra

__all__ = ["import_on_use", "lazy_module"]


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


def import_on_use(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """Return the module ``__getattr__`` (https://peps.python.org/pep-0562/) of a package with names that live in its modules.

    A name that was asked for once is kept in the package.

    >>> import_on_use("cengji.core", {"UsageError": "errors"})("UsageError").__module__
    'cengji.core.errors'

    :param package: its ``__name__``.
    :param homes: the module of the package, or one below it, that each name lives in.
    """

    def find(name: str) -> Any:  # noqa: ANN401 - what the package gives by that name
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(f"{package}.{homes[name]}"), name)
        vars(import_module(package))[name] = found
        return found

    return find

"""The errors of the package: one root, a child a kind of trouble, data on the exception."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cengji.core.neutralize import neutralize_text

__all__ = ["CengjiError", "CengjiWarning", "Fault", "InputError", "QueryError", "RefusedError", "UnavailableError", "UsageError"]


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing wrong in an input: where it stands, what is wrong, what to do about it.

    ``line`` is 1-based, 0 when the fault belongs to the file as a whole; ``field`` is a dotted
    path such as ``ladders[0].rungs[2].tier``, empty for the whole file.
    """

    path: str
    line: int
    field: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Return the fault as one line of visible characters: ``file:line: field: problem — remedy``."""
        where = f"{self.path}:{self.line}" if self.line else self.path
        subject = f"{self.field}: " if self.field else ""
        return neutralize_text(f"{where}: {subject}{self.problem} — {self.remedy}")


class CengjiError(Exception):
    """The root of every error that this package raises on purpose."""

    exit_code = 4


class _WordedError(Exception):
    """A message that may name arguments: ``name=`` for who calls from Python, and the command line says ``--name``."""

    _template = ""
    _values: dict[str, object]

    @classmethod
    def naming(cls, template: str, **values: object) -> Self:
        """Return the error with this message; a ``{name}`` in it that ``values`` does not fill names an argument.

        >>> error = UsageError.naming("{data} stands alone: leave out {cases} or {path!r}", path="a.ttl")
        >>> str(error)
        "data= stands alone: leave out cases= or 'a.ttl'"
        >>> error.worded("--{}".format)
        "--data stands alone: leave out --cases or 'a.ttl'"
        """
        error = cls(template.format_map(_Arguments(values, "{}=".format)))
        error._template, error._values = template, values
        return error

    def worded(self, name_of: Callable[[str], str]) -> str:
        """Return the message with each argument named as the caller knows it."""
        return self._template.format_map(_Arguments(self._values, name_of)) if self._template else str(self)


class _Arguments(dict[str, object]):
    """Values by field; a field without one is an argument's name."""

    def __init__(self, values: dict[str, object], name_of: Callable[[str], str]) -> None:
        super().__init__(values)
        self._name_of = name_of

    def __missing__(self, name: str) -> str:
        return self._name_of(name)


class UsageError(_WordedError, CengjiError):
    """The request itself is wrong: an unknown query, parameter, format or case."""

    exit_code = 2


class RefusedError(UsageError):
    """A query text would reach out of the data or change them."""


class InputError(CengjiError):
    """An input is wrong; ``faults`` lists all that is wrong with it, in reading order."""

    exit_code = 3

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults sorted by file, line and field, each once."""
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))

    @classmethod
    def of(cls, path: Path | str, problem: str, remedy: str, *, line: int = 0, field: str = "") -> InputError:
        """Return the error for a single fault."""
        return cls([Fault(str(path), line, field, problem, remedy)])


class QueryError(CengjiError):
    """A query file or a query text cannot be used; the message names the place."""

    exit_code = 3


class UnavailableError(_WordedError, CengjiError):
    """Something outside the input stopped the work: a disk, a cache, an endpoint, a time limit."""

    exit_code = 4


class CengjiWarning(_WordedError, UserWarning):  # noqa: N818 - a warning
    """Something went less well than it should have, and the work was done all the same."""

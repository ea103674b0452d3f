"""Libraries that only an extra of the distribution brings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cengji.core.errors import UnavailableError

__all__ = ["require_extra"]


@contextmanager
def require_extra(extra: str) -> Iterator[None]:
    """Run imports; a library that is missing is answered with the extra that brings it.

    >>> with require_extra("xlsx"):
    ...     import no_such_library
    Traceback (most recent call last):
    cengji.core.errors.UnavailableError: no_such_library is not installed: pip install 'cengji[xlsx]' brings it

    :raises UnavailableError: if a module is not there.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        library = (error.name or str(error)).partition(".")[0]
        raise UnavailableError(f"{library} is not installed: pip install 'cengji[{extra}]' brings it") from error

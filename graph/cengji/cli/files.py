"""What a command writes: to a file, to standard output, and to standard error what it has to say."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO, TextIO, TypeVar

import click

from cengji.core.errors import UnavailableError
from cengji.core.files import replace_file
from cengji.core.neutralize import neutralize_text
from cengji.core.texts import LANGUAGES, WORDS_IN

__all__ = ["binary_output", "lang_option", "print_message", "show_any_character", "write_output"]

# The longest line of a message, and how much of its start and of its end stays where it is longer: place and remedy.
_LONGEST, _START, _END = 1500, 1000, 400

_Command = TypeVar("_Command", bound=Callable[..., Any])


def lang_option(what: str) -> Callable[[_Command], _Command]:
    """Add --lang, the language of ``what``: one default for all commands."""
    text = f"The language of {what}.  [default: {WORDS_IN}]"
    return click.option("--lang", default=WORDS_IN, type=click.Choice(LANGUAGES), help=text)


def print_message(text: str) -> None:
    """Print a message to standard error, without control characters and with the middle of an endless line left out."""
    lines = neutralize_text(text, lines=True).split("\n")
    click.echo("\n".join(line if len(line) <= _LONGEST else f"{line[:_START]} … {line[-_END:]}" for line in lines), err=True)


def write_output(target: str, content: bytes | Iterable[bytes]) -> None:
    """Write to a file, or to standard output where the target is ``-``, chunk after chunk where chunks are given.

    :raises UnavailableError: if the file cannot be written.
    """
    if target != "-":
        replace_file(Path(target), content)
        return
    output = binary_output()
    try:
        output.writelines([content] if isinstance(content, bytes) else content)
        output.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnavailableError(f"cannot write to standard output: {error.strerror}") from error


def binary_output() -> BinaryIO:
    """Return standard output as it takes bytes.

    :raises UnavailableError: if it is closed.
    """
    if sys.stdout is None:
        raise UnavailableError("standard output is closed")
    return sys.stdout.buffer


def show_any_character(stream: TextIO | None) -> None:
    r"""Have a stream of text write what its encoding lacks as ``\uXXXX``: Chinese where it is cp1252, names of files that are no text.

    >>> stream = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    >>> show_any_character(stream)
    >>> stream.write("café 网格"), stream.flush(), stream.buffer.getvalue()
    (7, None, b'caf\xe9 \\u7f51\\u683c')
    """
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")

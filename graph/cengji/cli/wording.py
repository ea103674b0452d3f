"""Messages in the words of the command line: an argument of the API is the option that gives it."""

from __future__ import annotations

import click

from cengji.core.errors import CengjiError, CengjiWarning, UnavailableError, UsageError

__all__ = ["worded"]


def worded(message: CengjiError | CengjiWarning, command: click.Command | None) -> str:
    """Return the message of an error or a warning, arguments named as the command's options are.

    An option gives the argument that click calls its parameter: ``--timeout`` gives ``seconds``.
    """
    options = {param.name: param.opts[0] for param in (command.params if command else ()) if param.param_type_name == "option"}
    if isinstance(message, UsageError | UnavailableError | CengjiWarning):
        return message.worded(lambda name: options.get(name, f"--{name.replace('_', '-')}"))
    return str(message)

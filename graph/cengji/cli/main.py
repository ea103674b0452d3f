"""The command `cengji` and its verbs; each verb's module is imported only when it is used."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import Any

import click

from cengji import __version__
from cengji.cli.files import print_message, show_any_character
from cengji.core.errors import CengjiError, CengjiWarning, InputError, UnavailableError, UsageError
from cengji.core.texts import counted

__all__ = ["cengji"]

_VERBS = {
    "agree": "Show how far two curations of one document agree.",
    "analyze": "Analyse how places organize themselves.",
    "anchor": "Fill in the characters of a case's evidence.",
    "case": "Begin a case, or turn one into a workbook and back.",
    "clean": "Print a document as it is quoted from.",
    "coverage": "List which numerals and names no statement accounts for.",
    "build": "Build the graph of the cases and write its files.",
    "check": "Check cases or data against the ontology.",
    "curate": "Curate a case beside its article, in a browser.",
    "diff": "Show what became of one graph in another.",
    "draft": "Draft a whole case from an article.",
    "docs": "Write the generated reference of the documentation.",
    "export": "Write the graph in one format.",
    "import": "Read what an office has: tables, charts, networks.",
    "pull": "Read the graphs of a SPARQL server into a file.",
    "push": "Write the graphs to a SPARQL server.",
    "queries": "List the queries of the library, or explain one.",
    "query": "Ask a query of the library or of a file.",
    "register": "Build registers of places and bodies from tables.",
    "serve": "Serve SPARQL, the questions and the page at one address.",
    "verify": "Check that the files of a build are whole and of one build.",
    "view": "Write the interactive page of the graph.",
}

_MODULES = {"import": "importing"}  # a verb that is a word of Python, and the module and command called otherwise


class _Verbs(click.Group):
    """Verbs that load on use; errors leave as one message and the exit code of their kind."""

    def main(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - click's signature
        if "_CENGJI_COMPLETE" in os.environ:
            from cengji.cli.completion import register_bash

            register_bash()
        show_any_character(sys.stdout)
        try:
            return super().main(*args, **options)
        except OSError as error:
            _abandon_output()
            where = os.fsdecode(error.filename) if error.filename else "reading or writing failed"
            with suppress(OSError):
                print_message(f"cengji: {where}: {error.strerror or error}")
            sys.exit(UnavailableError.exit_code)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _VERBS:
            return None
        name = _MODULES.get(cmd_name, cmd_name)
        command: click.Command = getattr(import_module(f"cengji.cli.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Verbs"):
            formatter.write_dl(sorted(_VERBS.items()))

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("always", CengjiWarning)
                warnings.showwarning = partial(self._show_warning, ctx, warnings.showwarning)
                return super().invoke(ctx)
        except CengjiError as error:
            self._explain(error, ctx)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            _abandon_output()
            ctx.exit(0)
        except (OSError, click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if os.environ.get("CENGJI_DEBUG"):
                raise
            print_message(f"cengji: this should not happen: {type(error).__name__}: {error}")
            click.echo("Please report it; CENGJI_DEBUG=1 shows where it comes from.", err=True)
            ctx.exit(4)

    def _explain(self, error: CengjiError, ctx: click.Context) -> None:
        if isinstance(error, InputError):
            for fault in error.faults:
                print_message(str(fault))
            click.echo(f"{counted(len(error.faults), 'faults')}; nothing was written.", err=True)
        else:
            print_message(f"cengji: {self._worded(error, ctx)}")

    def _show_warning(self, ctx: click.Context, otherwise: Callable[..., None], message: Warning | str, *rest: Any) -> None:
        """Show what a user should know in one line, and other warnings as they are."""
        if isinstance(message, CengjiWarning):
            print_message(f"cengji: {self._worded(message, ctx)}")
        else:
            otherwise(message, *rest)

    def _worded(self, message: CengjiError | CengjiWarning, ctx: click.Context) -> str:
        """Return a message with the arguments of the API as the options that give them: ``--timeout`` gives ``seconds``."""
        command = self.get_command(ctx, ctx.invoked_subcommand or "")
        commands = [*command.commands.values(), command] if isinstance(command, click.Group) else [command] if command else []
        options = {param.name: param.opts[0] for one in commands for param in one.params if isinstance(param, click.Option)}
        if isinstance(message, UsageError | UnavailableError | CengjiWarning):
            return message.worded(lambda name: options.get(name, f"--{name.replace('_', '-')}"))
        return str(message)


def _abandon_output() -> None:
    """Give up what standard output does not take, which Python would try to write once more when it ends."""
    with suppress(AttributeError, OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cengji")
def cengji() -> None:
    """Reports on how places organize themselves, as a knowledge graph.

    \b
    cengji build                       write graph, ontology and page to out/
    cengji query ladders --format csv  ask a question
    cengji queries                     list the questions
    """

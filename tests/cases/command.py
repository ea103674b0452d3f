"""Running the command line as a user does, with what it prints and how it ends."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path
from subprocess import CompletedProcess

from click.testing import CliRunner

from cengji.cli import cengji as command

HERE = Path(__file__).resolve().parent


def cengji(*arguments: str | Path, cwd: Path | None = None) -> CompletedProcess[str]:
    """Run `cengji` with these arguments in a folder and return what it answered, without a process of its own."""
    given = list(map(str, arguments))
    with chdir(cwd or Path.cwd()):
        done = CliRunner().invoke(command, given, catch_exceptions=False)
    return CompletedProcess(given, done.exit_code, done.stdout, done.stderr)

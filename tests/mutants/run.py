"""Plant the mutants of the lists one by one in a copy of the package and run the tests of their room on each.

``python tests/mutants/run.py [LIST …] [--workers N]`` runs all lists, or those named (``numerals``, ``tree`` …), and exits
with 1 if others survive than those of which the lists say so.

The libraries that tests import are imported once; each run is a fork with a fresh import of the package, which keeps it
short. That needs POSIX.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import importlib
import os
import resource
import shutil
import signal
import sys
import tempfile
import tomllib
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from time import monotonic, sleep

import pyoxigraph as ox
import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LISTS = sorted(path.stem for path in HERE.glob("*.toml"))
SECONDS = 120  # of CPU: an endless loop is a mutant killed
PATIENCE = 20 * SECONDS  # by the clock: so is one that waits for ever; a busy machine is none
OPTIONS = [
    *("-x", "-q", "-o", "addopts=--import-mode=importlib", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # of the libraries that are imported before pytest begins
]
LIBRARIES = ("hypothesis", "networkx", "pydantic", "pyoxigraph", "pyshacl", "rdflib", "yaml")


class StaleMutantError(Exception):
    """The text that a mutant replaces does not stand once in its function."""


@dataclass(frozen=True)
class Mutant:
    """A mistake: in the function (or constant) of the file, or in a query, ``before`` becomes ``after``; the tests ought to notice."""

    file: str
    function: str
    before: str
    after: str
    tests: tuple[str, ...]
    survives: str = ""  # why, where it is known to survive

    def __str__(self) -> str:
        """Return the place and the edit on one line."""
        return f"{self.file}: {self.function}: {self.before!r} → {self.after!r}"

    def path(self, checkout: Path) -> Path:
        """Return the file in a checkout: a query is named from its root, a module from the package."""
        return checkout / self.file if self.is_query else checkout / "graph" / "cengji" / self.file

    @property
    def is_query(self) -> bool:
        """Tell whether the mistake is one in SPARQL."""
        return self.file.endswith(".rq")

    def plant(self, source: str) -> str:
        """Return the source of the file with the mistake in it.

        :raises StaleMutantError: if the function is gone, or the text does not stand in it once.
        """
        start, end = (0, len(source)) if self.is_query else _span(source, self.function)
        if source.count(self.before, start, end) != 1:
            raise StaleMutantError(f"{self}: stands {source.count(self.before, start, end)} times where it should once")
        at = source.index(self.before, start, end)
        mutated = source[:at] + self.after + source[at + len(self.before) :]
        (ox.Store().query if self.is_query else ast.parse)(mutated)  # what cannot be read is no mutant
        return mutated


@lru_cache(maxsize=8)
def _parse(source: str) -> ast.Module:
    return ast.parse(source)


def _span(source: str, name: str) -> tuple[int, int]:
    """Return where a function, ``Class.method`` or constant stands in the source, in characters."""
    body: Sequence[ast.AST] = _parse(source).body
    node: ast.AST | None = None
    for step in name.split("."):
        node = next((one for one in body if step in _names(one)), None)
        if node is None:
            raise StaleMutantError(f"nothing is called {name}")
        body = getattr(node, "body", ())
    assert isinstance(node, ast.stmt) and node.end_lineno is not None
    lines = source.splitlines(keepends=True)
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(one.lineno for one in decorators)])
    return sum(map(len, lines[: first - 1])), sum(map(len, lines[: node.end_lineno]))


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def mutants(names: Sequence[str] = ()) -> Iterator[Mutant]:
    """Yield the mutants of the lists with these names, of all lists if none is named."""
    for name in names or LISTS:
        table = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
        for entry in table["mutant"]:
            tests = entry.get("tests", table["tests"])
            yield Mutant(
                entry.get("file", table["file"]),
                entry.get("function", ""),
                entry["before"],
                entry["after"],
                tuple(tests),
                entry.get("survives", ""),
            )


class Copy:
    """A copy of the checkout, to be broken at will."""

    def __init__(self, folder: Path) -> None:
        """Copy what the tests read into a fresh folder."""
        self.folder, self.package, self.source = folder, folder / "graph" / "cengji", ""
        for name in ("graph", "ontology", "queries", "tests"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy2(ROOT / "pyproject.toml", folder)
        compileall.compile_dir(folder, quiet=1)

    def start(self, tests: Sequence[str], mutant: Mutant | None) -> int:
        """Start the tests, with a mutant planted if there is one, and return the number of the process."""
        if mutant:
            path = mutant.path(self.folder)
            self.source = path.read_text(encoding="utf-8")
            path.write_text(mutant.plant(self.source), encoding="utf-8")
        pid = os.fork()
        if pid:
            return pid
        code = int(pytest.ExitCode.INTERNAL_ERROR)
        try:
            code = self._run(tests)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)

    def _run(self, tests: Sequence[str]) -> int:
        """Run the tests in a process that is used for nothing else."""
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        output = os.open(self.folder / "output.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.chdir(self.folder)
        os.environ["PYTHONPATH"] = str(self.package.parent)
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(self.folder / "hypothesis")
        os.environ["XDG_CACHE_HOME"] = str(self.folder / "cache")
        sys.path[:0] = [str(self.package.parent), str(self.folder)]
        return int(pytest.main([*OPTIONS, *tests]))

    def restore(self, mutant: Mutant) -> None:
        """Take a mutant out again."""
        mutant.path(self.folder).write_text(self.source, encoding="utf-8")


@dataclass(frozen=True)
class Run:
    """A run of tests under way: on which copy, of which mutant, and when it is stopped."""

    copy: Copy
    tests: tuple[str, ...]
    mutant: Mutant | None
    deadline: float


def pass_all(jobs: Sequence[tuple[tuple[str, ...], Mutant | None]], folder: Path, workers: int) -> list[bool]:
    """Return for each selection of tests, with its mutant planted, whether it passes.

    :raises RuntimeError: if pytest itself fails.
    """
    sys.dont_write_bytecode = True  # a mutant of the same size and second would be taken for its forerunner
    for name in LIBRARIES:
        importlib.import_module(name)
    idle = [Copy(folder / str(number)) for number in range(workers)]
    waiting = list(enumerate(jobs))[::-1]
    running: dict[int, tuple[int, Run]] = {}
    passed = [False] * len(jobs)
    while waiting or running:
        while idle and waiting:
            number, (tests, mutant) = waiting.pop()
            copy = idle.pop()
            running[copy.start(tests, mutant)] = number, Run(copy, tests, mutant, monotonic() + PATIENCE)
        for pid, (number, run) in list(running.items()):
            if monotonic() > run.deadline:
                os.kill(pid, signal.SIGKILL)
            ended, status = os.waitpid(pid, os.WNOHANG)
            if not ended:
                continue
            code = os.waitstatus_to_exitcode(status)
            if code not in (0, 1, 2, -signal.SIGKILL):  # 1: tests failed, 2: a module could not be imported
                raise RuntimeError(
                    f"pytest {' '.join(run.tests)} ended with {code}: {(run.copy.folder / 'output.txt').read_text()[-2000:]}"
                )
            passed[number] = code == 0
            if run.mutant:
                run.copy.restore(run.mutant)
            idle.append(run.copy)
            del running[pid]
        sleep(0.02)
    return passed


def survivors(chosen: Sequence[Mutant], *, workers: int = 2) -> list[Mutant]:
    """Return the mutants that survive, in the order of the lists.

    :raises StaleMutantError: if one of them can no longer be planted.
    :raises RuntimeError: if the tests fail without any mutant.
    """
    for mutant in chosen:
        mutant.plant(mutant.path(ROOT).read_text(encoding="utf-8"))
    selections = sorted({mutant.tests for mutant in chosen})
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        passed = pass_all([*((tests, None) for tests in selections), *((mutant.tests, mutant) for mutant in chosen)], Path(folder), workers)
    for tests, well in zip(selections, passed, strict=False):
        if not well:
            raise RuntimeError(f"these tests fail without any mutant: {' '.join(tests)}")
    return [mutant for mutant, survived in zip(chosen, passed[len(selections) :], strict=True) if survived]


def main() -> int:
    """Run the lists named on the command line and print what survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", nargs="*", metavar="LIST", help=f"one of {', '.join(LISTS)}; all if none is named")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    start = monotonic()
    chosen = list(mutants(arguments.lists))
    alive = survivors(chosen, workers=arguments.workers)
    for file, group in groupby(chosen, key=lambda mutant: mutant.file):
        of_file = list(group)
        print(f"{file}: {sum(mutant not in alive for mutant in of_file)} of {len(of_file)} killed")
    for mutant in alive:
        print(f"survives{', as listed' if mutant.survives else ''}: {mutant}")
    for mutant in chosen:
        if mutant.survives and mutant not in alive:
            print(f"listed as a survivor, but killed: {mutant}")
    killed = len(chosen) - len(alive)
    print(f"{killed} of {len(chosen)} mutants killed ({killed / len(chosen):.1%}) in {monotonic() - start:.0f} s")
    return int(alive != [mutant for mutant in chosen if mutant.survives])


if __name__ == "__main__":
    sys.exit(main())

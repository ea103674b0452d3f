"""Mutated inputs, each given to a command as a stranger would: ``python -m tests.fuzz.campaign --seed 1 --count 2000``.

Prints a line of JSON for each fault, and one of counts at the end. Input NUMBER of a seed is always the same bytes and the
same command; ``--only NUMBER --keep FOLDER`` makes one again.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from pathlib import Path
from random import Random
from time import process_time

import click
import pyoxigraph as ox

from cengji.api import Case
from cengji.cli import cengji
from cengji.core.resources import query_files
from tests.conftest import ROOT
from tests.dataset.foreign import write
from tests.fuzz.child import CPU_SECONDS, MEGABYTES, Outcome, run_command
from tests.fuzz.mutators import mutate_archive, mutate_bytes, mutate_cells, mutate_lines, mutate_tokens, mutate_tree

__all__ = ["KINDS", "Trial", "main", "trial"]

KINDS = ("case", "workbook", "rdf", "query", "document")
_CASES = (ROOT / "tests/cases/two_streets.yaml", ROOT / "tests/cases/sixth/yunxi.yaml")
_SYNTAXES = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
_DOCUMENT = """<p>青山區下辖１２個社區（shèqū）和八十余个网格，网格员超过３００名。</p>
2032年5月，县委书记牵头设立“一网三长”机制，下降5.5%，三分之二的居民参与；零点六亿元投入其中，8小时内办结。
　　竹楼共有12个社区,称为“一网、三长”。&nbsp;1.2万件诉求，按时办结率99.5%。
"""
_CASE_OF_DOCUMENT = """case: qingshan
title: {{zh: 青山区, en: Qingshan District}}
document: {{title: 青山, publisher: 青山报, kind: news-report, published: "2032-06", sha256: "{sha256}", characters: {characters}}}
places: [{{key: qingshan, label: {{zh: 青山区, en: Qingshan District}}, division: true, tier: county, evidence: 青山}}]
groups:
  - {{key: communities, label: 社区, kind: community-unit, place: qingshan, evidence: 12个社区}}
  - {{key: leaders, label: 三长, kind: community-unit, place: qingshan, evidence: {{text: 一网三长, start: 90, end: 94}}}}
"""
_EXPORTS = [
    "turtle", "trig", "nt", "nq", "json-ld", "rdf-xml", "turtle-1.2", "graphml", "gexf", "cytoscape", "node-link", "dot", "svg",
    "csv-excel", "xlsx", "org", "cpov", "cube", "dcat",
]  # fmt: skip
_TABLES = ["table", "csv", "tsv", "json", "xml", "csv-excel", "md", "html"]
_QUERY_LIMITS = ["--timeout", "8", "--max-memory", "300"]


@dataclass(frozen=True)
class Trial:
    """A mutated input, the files beside it, and the command that it is given to."""

    number: int
    kind: str
    files: dict[str, bytes]
    arguments: list[str]


class Seeds:
    """The inputs as they are before anything is done to them."""

    def __init__(self, folder: Path) -> None:
        self.cases = [path.read_bytes() for path in _CASES]
        self.workbooks = [Case(str(path)).to_xlsx() for path in _CASES]
        foreign = write(folder)
        department = list(ox.parse(path=foreign["department"], format=ox.RdfFormat.TURTLE))
        thesaurus = list(ox.parse(path=foreign["thesaurus"], format=ox.RdfFormat.TURTLE))
        self.small = ox.serialize(department + thesaurus, format=ox.RdfFormat.N_QUADS) or b""
        self.rdf = {
            suffix: [ox.serialize((quad.triple for quad in quads), format=syntax) or b"" for quads in (department, thesaurus)]
            for suffix, syntax in _SYNTAXES.items()
        }
        self.queries = [path.read_bytes() for path in query_files()]


def trial(seeds: Seeds, seed: int, number: int) -> Trial:
    """Return input ``number`` of a seed."""
    random = Random(f"{seed}/{number}")  # noqa: S311 - repeatable, no secret
    kind = KINDS[number % len(KINDS)]
    files, arguments = _MAKERS[kind](seeds, random)
    return Trial(number, kind, files, arguments)


def _case(seeds: Seeds, random: Random) -> tuple[dict[str, bytes], list[str]]:
    mutate = random.choice([mutate_tree, mutate_tree, mutate_tokens, mutate_tokens, mutate_lines, mutate_bytes])
    content = mutate(random.choice(seeds.cases), random)
    check = ["check", "--cases", "in.yaml", "--only"]
    commands = [
        *[check] * 4,
        ["case", "to-xlsx", "in.yaml", "-o", "out.xlsx"],
        ["anchor", "in.yaml", "--sources", "sources", "-o", "-"],
        ["diff", "in.yaml", "seed.yaml"],
        ["export", random.choice(_EXPORTS), "--cases", "in.yaml", "--only"],
        ["build", "--cases", "in.yaml", "--only"],
        ["query", "figures", "--cases", "in.yaml", "--only", "--labels", "zh"],
    ]
    return {"in.yaml": content, "seed.yaml": seeds.cases[1], "sources/a.txt": _DOCUMENT.encode()}, random.choice(commands)


def _workbook(seeds: Seeds, random: Random) -> tuple[dict[str, bytes], list[str]]:
    mutate = random.choice([mutate_cells, mutate_cells, mutate_archive, mutate_archive, mutate_bytes])
    return {"in.xlsx": mutate(random.choice(seeds.workbooks), random)}, ["case", "from-xlsx", "in.xlsx"]


def _rdf(seeds: Seeds, random: Random) -> tuple[dict[str, bytes], list[str]]:
    suffix = random.choice(list(_SYNTAXES))
    mutate = random.choice([mutate_tokens, mutate_tokens, mutate_lines, mutate_bytes])
    name = f"in.{suffix}"
    files = {name: mutate(random.choice(seeds.rdf[suffix]), random), "seed.nq": seeds.small}
    commands = [
        ["export", random.choice(_EXPORTS), "--data", name],
        ["export", random.choice(_EXPORTS), "--data", name, "--base", "http://b.example/"],
        ["query", random.choice(["ladders", "places", "figures"]), "--data", name, "--labels", "zh"],
        ["check", "--data", name],
        ["view", "--data", name, "-o", "-"],
        ["diff", name, "seed.nq", "--no-queries"],
    ]
    return files, random.choice(commands)


def _query(seeds: Seeds, random: Random) -> tuple[dict[str, bytes], list[str]]:
    mutate = random.choice([mutate_tokens, mutate_tokens, mutate_tokens, mutate_lines, mutate_bytes])
    files = {"in.rq": mutate(random.choice(seeds.queries), random), "seed.nq": seeds.small}
    data = ["--data", "seed.nq"]
    commands = [
        *[["query", "in.rq", *data, "-f", random.choice(_TABLES), *_QUERY_LIMITS]] * 4,
        ["query", "in.rq", *data, "--labels", "en", "--evidence", *_QUERY_LIMITS],
        ["query", "in.rq", *data, "--explain"],
        ["queries", "in.rq"],
        ["view", "--query", "in.rq", *data, "-o", "-"],
    ]
    return files, random.choice(commands)


def _document(seeds: Seeds, random: Random) -> tuple[dict[str, bytes], list[str]]:
    del seeds
    mutate = random.choice([mutate_tokens, mutate_tokens, mutate_lines, mutate_bytes])
    content = mutate(_DOCUMENT.encode(), random)
    characters = len(content.decode("utf-8", "replace"))
    case = _CASE_OF_DOCUMENT.format(sha256=sha256(content).hexdigest(), characters=characters)
    own = ["--cases", "in.yaml", "--only", "--sources", "sources"]
    commands = [
        ["case", "new", "qingshan", "--document", "sources/in.txt", "-o", "-"],
        ["check", *own],
        ["check", *own, "--result", "-"],
        ["coverage", *own],
        ["coverage", *own, "--propose"],
        ["anchor", "in.yaml", "--sources", "sources", "-o", "-"],
    ]
    return {"sources/in.txt": content, "in.yaml": case.encode()}, random.choice(commands)


_MAKERS = {"case": _case, "workbook": _workbook, "rdf": _rdf, "query": _query, "document": _document}
# The commands that answer "no" with exit code 1; a query does where it is an ASK.
_SAYS_NO = {"anchor", "build", "check", "coverage", "diff", "query"}
_BOUND = re.compile(r"took longer than|more than .* rows|needs more memory|MB beside|exceeded|raise --")
_LONGEST_LINE = 2_000


def faults_of(made: Trial, outcome: Outcome, folder: Path) -> Iterator[str]:
    """Yield what is wrong with how a command ended."""
    lines = outcome.stderr.splitlines()
    if outcome.code not in range(5):
        yield f"ended by exit code {outcome.code}"
    if outcome.code == 1 and made.arguments[0] not in _SAYS_NO:
        yield "says no to what is no question"
    if outcome.code == 2 and made.kind != "query":  # bounds of a query's text, and parameters that it needs, are usage
        yield "the input is blamed on how the command was used"
    if outcome.code == 3 and outcome.stdout:
        yield "wrote something beside refusing the input"
    if outcome.code == 4 and not _BOUND.search(outcome.stderr):
        yield "could not be done, by no bound of the query"
    if outcome.code and not lines and not outcome.stdout:
        yield "says nothing"
    if re.search(r"Traceback|should not happen|Exception|Warning:|object at 0x|<class ", outcome.stderr):
        yield "a message for programmers"
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", outcome.stderr):
        yield "control characters in a message"
    if len(lines) != len(set(lines)):
        yield "a message twice"
    if any(len(line) > _LONGEST_LINE for line in lines):
        yield f"a message of {max(map(len, lines))} characters"
    if str(folder).encode() in outcome.stdout:
        yield "a place on this machine in an output"
    if outcome.seconds > CPU_SECONDS:
        yield f"{outcome.seconds:.0f} s of CPU time"
    if outcome.megabytes > MEGABYTES:
        yield f"{outcome.megabytes:.0f} MB"


def _try(made: Trial, folder: Path) -> Outcome:
    for name, content in made.files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "sources").mkdir(exist_ok=True)
    return run_command(made.arguments, folder)


def _warm(folder: Path, seeds: Seeds) -> None:
    """Import in the parent what the children use; what keeps threads of its own (polars) stays out."""
    given = {"w.yaml": seeds.cases[1], "w.xlsx": seeds.workbooks[1], "w.nq": seeds.small, "sources/a.txt": _DOCUMENT.encode()}
    commands = ["check --cases w.yaml --only --sources sources", "case from-xlsx w.xlsx", "query ladders --data w.nq"]
    commands += ["export rdf-xml --data w.nq", "export json-ld --data w.nq", "export gexf --data w.nq", "diff w.nq w.nq"]
    commands += ["coverage --cases w.yaml --only --sources sources", "view --data w.nq -o w.html", "export svg --data w.nq -o w.svg"]
    (folder / "sources").mkdir()
    for name, content in given.items():
        (folder / name).write_bytes(content)
    for command in commands:
        words = [str(folder / word) if word.startswith(("w.", "sources")) else word for word in command.split()]
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            cengji.main(args=words, prog_name="cengji", standalone_mode=False)


def main(arguments: list[str] | None = None) -> int:
    """Try the inputs; return 1 if a command ended as none should."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--only", type=int, help="the number of one input")
    parser.add_argument("--keep", type=Path, help="an empty folder to leave its files in")
    given = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    slowest, largest = 0.0, 0.0
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(base / "cache")
        (base / "seeds").mkdir()
        seeds = Seeds(base / "seeds")
        (base / "warm").mkdir()
        _warm(base / "warm", seeds)
        for number in range(given.count) if given.only is None else (given.only,):
            made = trial(seeds, given.seed, number)
            with tempfile.TemporaryDirectory(dir=base) as room:
                folder = given.keep or Path(room)
                outcome = _try(made, folder)
                problems = list(faults_of(made, outcome, folder))
            counts[f"{made.kind} {outcome.code}"] += 1
            slowest, largest = max(slowest, outcome.seconds), max(largest, outcome.megabytes)
            if problems:
                said = {"number": number, "kind": made.kind, "command": made.arguments, "code": outcome.code, "faults": problems}
                click.echo(json.dumps({**said, "stderr": outcome.stderr[:600]}, ensure_ascii=False))
                counts["faults"] += 1
    used = {"cpu of the slowest": round(slowest, 1), "MB of the largest": round(largest), "parent": round(process_time(), 1)}
    click.echo(json.dumps({"seed": given.seed, **dict(sorted(counts.items())), **used}))
    return bool(counts["faults"])


if __name__ == "__main__":
    sys.exit(main())

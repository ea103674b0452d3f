"""The build gives the same bytes whatever the hash seed, the folder, the locale and the order of the cases."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest

from cengji.core.namespaces import CJ, SCHEME, SHAPES
from cengji.core.resources import case_files
from cengji.dataset import Dataset, Ontology
from cengji.export import write_rdf
from tests.conftest import ROOT

OUTPUTS: Final = {"graph.jsonld", "graph.nq", "graph.trig", "graph.ttl", "index.html", "ontology.ttl", "report.json"}


def start(out: Path, folder: Path, seed: str, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """Start a build in a process of its own."""
    command = [sys.executable, "-c", "from cengji.cli import cengji; cengji()", "build", "--out", str(out), *arguments]
    settings = {**os.environ, "PYTHONHASHSEED": seed, **environment}
    return subprocess.Popen(command, cwd=folder, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two builds of the packaged cases, made under conditions as different as can be."""
    here, there = tmp_path_factory.mktemp("here"), tmp_path_factory.mktemp("another folder 另")
    backwards = [argument for path in reversed(case_files()) for argument in ("--cases", str(path))]
    ascii_only = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Asia/Shanghai"}
    running = [
        start(here / "out", ROOT, "1"),
        start(there / "out", there, "2", "--only", *backwards, **ascii_only),
    ]
    for process in running:
        stdout, stderr = process.communicate()
        assert (process.returncode, stdout) == (0, b""), stderr.decode()
    return here / "out", there / "out"


def test_build_writes_just_its_seven_files(builds: tuple[Path, Path]) -> None:
    for folder in builds:
        assert {path.name for path in folder.iterdir()} == OUTPUTS
    assert [path.name for path in builds[1].parent.iterdir()] == ["out"]


@pytest.mark.parametrize("name", sorted(OUTPUTS))
def test_output_is_the_same_to_the_byte(name: str, builds: tuple[Path, Path]) -> None:
    first, second = ((folder / name).read_bytes() for folder in builds)
    assert sha256(first).hexdigest() == sha256(second).hexdigest()


def test_outputs_say_nothing_of_where_they_were_made(builds: tuple[Path, Path]) -> None:
    for path in builds[0].iterdir():
        content = path.read_bytes()
        assert str(builds[0].parent).encode() not in content, path.name
        assert b"\r" not in content or path.suffix == ".html", path.name


def test_build_is_that_of_the_library(builds: tuple[Path, Path], dataset: Dataset) -> None:
    assert (builds[0] / "graph.nq").read_bytes() == write_rdf(dataset, "nq")


def test_canonical_lines_are_sorted_and_without_blank_nodes(builds: tuple[Path, Path]) -> None:
    lines = (builds[0] / "graph.nq").read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    assert lines == sorted(set(lines))
    assert [line for line in lines if "_:" in line] == []


def test_each_triple_stands_in_one_graph(builds: tuple[Path, Path]) -> None:
    quads = list(ox.parse(path=str(builds[0] / "graph.nq"), format=ox.RdfFormat.N_QUADS))
    assert all(isinstance(quad.graph_name, ox.NamedNode) for quad in quads)
    assert len({quad.triple for quad in quads}) == len(quads)
    store = Dataset(quads).store
    (counted,) = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", use_default_graph_as_union=True)
    assert int(counted["n"].value) == len(quads)


def test_every_term_of_ours_is_declared(dataset: Dataset, ontology: Ontology) -> None:
    used = {
        term.value
        for quad in dataset
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith((CJ, SCHEME, SHAPES))
    }
    described = {
        q.subject.value for q in dataset.store.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/2004/02/skos/core#inScheme"), None)
    }
    assert used - ontology.declared - described == set()
    assert len(used) > 100

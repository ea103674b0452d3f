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

import cengji
from cengji.core.namespaces import CJ, SCHEME, SHAPES
from cengji.dataset import Dataset, Ontology
from cengji.export import write_rdf
from tests.conftest import ROOT

TWO_STREETS, SIXTH = (ROOT / "tests" / "cases" / name for name in ("two_streets.yaml", "sixth/yunxi.yaml"))
OUTPUTS: Final = {"graph.jsonld", "graph.nq", "graph.trig", "graph.ttl", "index.html", "ontology.ttl", "report.json"}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two builds of the same cases, made under conditions as different as can be; one in this process."""
    here, there = tmp_path_factory.mktemp("here") / "out", tmp_path_factory.mktemp("another folder 另") / "out"
    cases = [TWO_STREETS, SIXTH]
    cengji.build(cases=cases, only=True, out=here)
    backwards = [argument for path in reversed(cases) for argument in ("--cases", str(path))]
    command = [sys.executable, "-c", "from cengji.cli import cengji; cengji()", "build", "--only", *backwards, "--out", str(there)]
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    ascii_only = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Asia/Shanghai"}
    done = subprocess.run(
        command, cwd=there.parent, env={**os.environ, "PYTHONHASHSEED": seed, **ascii_only}, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, b""), done.stderr.decode()
    return here, there


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


def test_build_is_that_of_the_library(builds: tuple[Path, Path], small_cases: Dataset) -> None:
    assert (builds[0] / "graph.nq").read_bytes() == write_rdf(small_cases, "nq")


def test_canonical_lines_are_sorted_and_without_blank_nodes(dataset: Dataset) -> None:
    lines = write_rdf(dataset, "nq").decode().split("\n")
    assert lines.pop() == ""
    assert lines == sorted(set(lines))
    assert [line for line in lines if "_:" in line] == []


def test_each_triple_stands_in_one_graph(dataset: Dataset) -> None:
    quads = list(dataset)
    assert all(isinstance(quad.graph_name, ox.NamedNode) for quad in quads)
    assert len({quad.triple for quad in quads}) == len(quads)
    (counted,) = dataset.store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", use_default_graph_as_union=True)
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

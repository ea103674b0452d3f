"""The distribution: bounded and pinned dependencies, extras that bring what they are asked for, a wheel that needs no checkout."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distributions, packages_distributions
from importlib.util import find_spec
from pathlib import Path
from shutil import copy, copytree, ignore_patterns
from zipfile import ZipFile

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from cengji.dataset import Dataset
from cengji.export import write_rdf
from tests.conftest import ROOT, need
from tests.test_imports import FILES, libraries, running, tree

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = SETTINGS["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
CONSTRAINTS = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8")
PINNED = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9a-z.]+)(?: ; (?P<marker>.+))?")
NOT_OURS = {"cengji", "pip", "setuptools"}


def required(lines: list[str]) -> list[Requirement]:
    """Return the requirements among lines, without the extras of Cengji itself."""
    return [found for found in map(Requirement, lines) if found.name != "cengji"]


ALL = [*required(PROJECT["dependencies"]), *(found for lines in EXTRAS.values() for found in required(lines))]


def names_of(lines: list[str]) -> set[str]:
    """Return the distributions that lines of requirements name."""
    return {canonicalize_name(found.name) for found in required(lines)}


def pins() -> Iterator[re.Match[str]]:
    """Yield the lines of the constraints: name, version, marker or None."""
    for line in CONSTRAINTS.splitlines():
        if not line.startswith("#"):
            found = PINNED.fullmatch(line)
            assert found, line
            yield found


def test_every_dependency_is_bounded_on_both_sides() -> None:
    bounds = {str(found): {one.operator for one in found.specifier} for found in [*ALL, *required(SETTINGS["build-system"]["requires"])]}
    bounds["python"] = {one.operator for one in SpecifierSet(PROJECT["requires-python"])}
    assert {name for name, operators in bounds.items() if operators not in ({"=="}, {">=", "<"})} == set()


def test_constraints_hold_within_the_bounds() -> None:
    pinned = [(pin["name"], pin["version"]) for pin in pins()]
    for found in [*ALL, *required(SETTINGS["build-system"]["requires"])]:
        versions = [version for name, version in pinned if name == canonicalize_name(found.name)]
        assert versions, found
        assert all(map(found.specifier.contains, versions)), found


def test_every_installed_distribution_is_pinned() -> None:
    if os.environ.get("CENGJI_REQUIRE_ALL") != "1":
        pytest.skip("needs an environment made by .ci/run (CENGJI_REQUIRE_ALL=1)")
    installed = {canonicalize_name(found.metadata["Name"]) for found in distributions()}
    here = {pin["name"] for pin in pins() if pin["marker"] is None or Marker(pin["marker"]).evaluate()}
    assert installed - here - NOT_OURS == set(), "renew .ci/constraints.txt by the command in its head"


def test_what_is_imported_is_a_dependency_or_of_the_extra_named_with_it() -> None:
    distributed = {module: {canonicalize_name(name) for name in names} for module, names in packages_distributions().items()}
    core, extras = names_of(PROJECT["dependencies"]), {extra: names_of(lines) for extra, lines in EXTRAS.items()}
    assert distributed.keys() > {"yaml", "rdflib"}
    for path in FILES:
        optional: dict[str, set[str]] = {}
        for node in running(tree(path)):
            if isinstance(node, ast.With) and (
                found := re.fullmatch(r"require_extra\('([\w-]+)'\)", ast.unparse(node.items[0].context_expr))
            ):
                optional |= {library: optional.get(library, set()) | extras[found[1]] for library in libraries(node)}
        for library in libraries(tree(path)) & distributed.keys() - {"cengji", "pydantic_core"}:  # pydantic pins its core
            assert distributed[library] & optional.get(library, core), f"{path}: {library}"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed in it, beside which there is no checkout."""
    need("hatchling", find_spec("hatchling"))
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    (file,) = folder.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--no-compile", "--target", str(folder / "site")]
    subprocess.run([*pip, str(file)], check=True, capture_output=True)
    return folder / "site"


@pytest.fixture(scope="module")
def no_extras(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that takes the libraries of the extras from the Python that has it on its path."""
    brought = {name for extra in ("frames", "parquet", "server", "tables", "text", "xlsx") for name in names_of(EXTRAS[extra])}
    modules = [module for module, names in packages_distributions().items() if brought & set(map(canonicalize_name, names))]
    assert {"requests", "pandas", "openpyxl"} <= set(modules)
    folder = tmp_path_factory.mktemp("no-extras")
    (folder / "sitecustomize.py").write_text(f"import sys\nsys.modules |= dict.fromkeys({modules!r})\n", encoding="utf-8")
    return folder


def run(*command: str, paths: list[Path], folder: Path) -> str:
    """Run Python with folders in front of its path and return what it printed."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths)), "XDG_CACHE_HOME": str(folder / "cache")}
    done = subprocess.run([sys.executable, *command], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_the_package_with_its_ontology_and_queries_alone(wheel: Path) -> None:
    assert sorted(path.name.partition("-")[0] for path in wheel.iterdir()) == ["bin", "cengji", "cengji"]
    for name in ("ontology", "queries"):
        here, there = ROOT / name, wheel / "cengji" / "_resources" / name
        assert {path.relative_to(there) for path in there.rglob("*")} == {path.relative_to(here) for path in here.rglob("*")}


def test_the_wheel_works_without_a_checkout_and_without_extras(wheel: Path, no_extras: Path, dataset: Dataset, tmp_path: Path) -> None:
    def ask(*command: str) -> str:
        return run(*command, paths=[wheel, no_extras], folder=tmp_path)

    assert ask("-c", "import cengji; print(cengji.__file__)").startswith(str(wheel))
    with pytest.raises(AssertionError, match="No module named 'graph'"):
        ask("-c", "import graph")
    sixth = str(ROOT / "tests" / "cases" / "sixth")
    small = ["--cases", sixth, "--only"]
    ask("-m", "cengji", "build", *small, "--out", "out")
    ask("-m", "cengji", "view", *small, "-o", "page.html")
    assert (tmp_path / "page.html").read_bytes() == (tmp_path / "out" / "index.html").read_bytes()
    assert "No difference" in ask("-m", "cengji", "diff", sixth, "out", "--no-queries")
    ask("-m", "cengji", "export", "turtle", "-o", "graph.ttl")
    assert (tmp_path / "graph.ttl").read_bytes() == write_rdf(dataset, "turtle")
    assert "街道党工委" in ask("-m", "cengji", "query", "ladders")


def test_an_editable_install_copies_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backend = pytest.importorskip("hatchling.build")
    for name in ("graph", "ontology", "queries"):
        copytree(ROOT / name, tmp_path / name, ignore=ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        copy(ROOT / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    with ZipFile(tmp_path / backend.build_editable(str(tmp_path))) as wheel:
        (link,) = (name for name in wheel.namelist() if ".dist-info/" not in name)
        source = Path(wheel.read(link).decode().strip())
    assert source == tmp_path / "graph"
    query = tmp_path / "queries" / "places.rq"
    query.write_text(re.sub(r"(?<=question\(en\): ).*", "Edited?", query.read_text(encoding="utf-8")), encoding="utf-8")
    assert "Edited?" in run("-m", "cengji", "queries", "places", paths=[source], folder=tmp_path)

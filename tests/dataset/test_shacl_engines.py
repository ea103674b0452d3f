"""Another engine of SHACL agrees with pySHACL on the packaged cases and on what must fail."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cengji.core.resources import ontology_files
from cengji.dataset import Dataset
from cengji.export import write_rdf
from tests.conftest import need
from tests.dataset.test_shapes import expected_in, files
from tests.export.jena import jena_command

pytestmark = pytest.mark.foreign

CROSSED = next(path for path in files("fail") if path.stem == "fail-bounds-crossed")


@pytest.fixture(scope="module")
def jena(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command that validates with Apache Jena, without its data."""
    folder = tmp_path_factory.mktemp("jena")
    command = jena_command("shacl.shacl", folder)
    need("Apache Jena (libapache-jena-java) and java", command)
    assert command
    shapes = folder / "shapes.ttl"
    shapes.write_bytes(b"\n".join(path.read_bytes() for path in ontology_files("shapes")))
    return [*command, "validate", "--text", "--shapes", str(shapes), "--data"]


def verdict(command: list[str], data: Path) -> str:
    """Return what Jena prints of the data."""
    done = subprocess.run([*command, str(data)], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    return done.stdout.strip()


def test_jena_finds_the_packaged_cases_to_conform(jena: list[str], dataset: Dataset, tmp_path: Path) -> None:
    data = tmp_path / "graph.nt"
    data.write_bytes(write_rdf(dataset, "nt"))
    assert verdict(jena, data) == "Conforms"


def test_jena_finds_bounds_that_cross(jena: list[str]) -> None:
    (result,) = expected_in(CROSSED)
    said = verdict(jena, CROSSED)
    assert "Conforms" not in said
    assert result.focus in said

"""`cengji export`: every format to a file, to standard output, of a part or an answer; refusals that help."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from cengji.cases import load_cases
from cengji.cli import cengji
from cengji.dataset import Dataset, Ontology
from cengji.dataset.build import case_quads
from cengji.export import ALIASES, FORMATS, write, write_files
from tests.conftest import ROOT
from tests.dataset.small import trig

CASES = (ROOT / "graph" / "cengji" / "cases" / "gusu.yaml", ROOT / "tests" / "cases" / "two_streets.yaml")
DATA = [*(f"--cases={path}" for path in CASES), "--only"]
OFFICE = """GRAPH <case/two-streets> {
<id/two-streets/body/office> a cj:GovernmentBody ; skos:prefLabel "街道办事处"@zh ; cj:inCase <case/two-streets> . }"""


@pytest.fixture(scope="module")
def small(ontology: Ontology) -> Dataset:
    """What a small case states, and a public body: something in every format, and quick to write."""
    (loaded,) = load_cases(CASES[1:], ontology.vocabulary)
    return Dataset([*case_quads(loaded.case, ontology), *trig(OFFICE)])


@pytest.fixture(scope="module")
def small_data(small: Dataset, tmp_path_factory: pytest.TempPathFactory) -> str:
    """That case as a file."""
    path = tmp_path_factory.mktemp("data") / "small.nq"
    path.write_bytes(b"".join(write(small, "nq")))
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cengji, ["export", *arguments])


NEED_A_BUILD = ("schemaorg", "skos")
"""What describes the schemes or the publication of a build, of which the small data have none."""


@pytest.mark.filterwarnings("ignore:(schemaorg|skos) is empty")
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_goes_to_a_file_whole(name: str, small_data: str, small: Dataset, tmp_path: Path) -> None:
    target = tmp_path / "new" / "file"
    done = run(name, "--data", small_data, "-o", str(target))
    said = f"cengji: {name} is empty: the data hold nothing for this profile" if name in NEED_A_BUILD else ""
    assert (done.exit_code, done.output[: len(said)] if said else done.output) == (0, said)
    assert target.read_bytes() == b"".join(write(small, name))
    assert [path.name for path in target.parent.iterdir()] == ["file"]


def test_standard_output_gets_the_same_bytes(small_data: str, small: Dataset) -> None:
    assert run("nq", "--data", small_data).stdout_bytes == b"".join(write(small, "nq"))


@pytest.mark.parametrize(("alias", "name"), ALIASES.items())
def test_other_names_mean_the_same(alias: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<urn:x:a> <urn:x:b> <urn:x:c> .")
    assert run(alias, "--data", str(path)).stdout_bytes == run(name, "--data", str(path)).stdout_bytes


def test_tables_go_to_a_folder(small_data: str, small: Dataset, tmp_path: Path) -> None:
    assert run("csv", "--data", small_data, "-o", f"{tmp_path}/tables/").exit_code == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()} == write_files(small, "csv")


def test_tables_to_standard_output_are_a_zip_archive(small_data: str) -> None:
    assert "Figure.parquet" in zipfile.ZipFile(io.BytesIO(run("parquet", "--data", small_data).stdout_bytes)).namelist()


def test_answer_to_a_query_is_one_table() -> None:
    rows = list(csv.DictReader(io.StringIO(run("csv", *DATA, "--query", "figures", "-p", "case=gusu").stdout, newline="")))
    asked = CliRunner().invoke(cengji, ["query", "figures", *DATA, "-p", "case=gusu", "-f", "csv"])
    assert rows == list(csv.DictReader(io.StringIO(asked.stdout, newline="")))
    assert len(rows) > 20


def test_query_in_another_format_names_what_is_exported() -> None:
    written = run("nt", *DATA, "--query", "ladders", "-p", "case=gusu").stdout_bytes
    subjects = {triple.subject.value for triple in ox.parse(written, format=ox.RdfFormat.N_TRIPLES)}
    assert "https://w3id.org/cengji/case/gusu" in subjects
    assert not [iri for iri in subjects if "/id/two-streets/" in iri or "/gusu/measure/" in iri]


def test_case_place_and_graph_narrow_the_export() -> None:
    counts = [
        run("nq", *DATA, *options).stdout_bytes.count(b"\n")
        for options in ((), ("--case", "gusu"), ("--case", "gusu", "--place", "金筑社区"), ("--case", "gusu", "--graph", "gusu"))
    ]
    assert counts[0] > counts[1] > counts[2] > 50
    assert counts[1] > counts[3] > 50


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("turtel",), 2, "'turtel' is none of the formats: turtle, trig, nt"),
        (("turtle", "--case", "atlantis"), 2, "there is no case 'atlantis'; the data hold: gusu, two-streets"),
        (("turtle", "--place", "大西洲"), 2, "nothing is called '大西洲'"),
        (("turtle", "--graph", "x"), 2, "there is no graph 'x'; the data hold:"),
        (("turtle", "--query", "figure"), 2, "there is no query 'figure': did you mean figures"),
        (("turtle", "-p", "case=gusu"), 2, "--param needs --query"),
        (("csv", "--query", "figures", "--case", "gusu"), 2, "give the case or place in --param, not with --case, --place or --graph"),
        (("turtle", "-o", "{folder}"), 2, "turtle is one file, not a folder of them: name a file to write to"),
        (("turtle", "-o", "/dev/null/x"), 4, "cannot write"),
    ],
)
def test_what_cannot_be_is_said_with_a_remedy(arguments: tuple[str, ...], code: int, said: str, tmp_path: Path) -> None:
    done = run(*(one.format(folder=tmp_path) for one in arguments), *DATA)
    assert done.exit_code == code
    assert said in done.stderr
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_statements_that_a_format_cannot_hold_leave_no_file(tmp_path: Path) -> None:
    source, target = tmp_path / "a.nq", tmp_path / "a.rdf"
    source.write_bytes(b"".join(write(Dataset(trig('<urn:x:a> cj:page "\\u0000" ; cj:asWritten "\\u0001" .')), "nq")))
    target.write_text("before")
    done = run("rdf-xml", "--data", str(source), "-o", str(target))
    assert done.exit_code == 3
    assert "U+0001" in done.stderr
    assert "U+0000" in done.stderr
    assert "2 faults; nothing was written." in done.stderr
    assert target.read_text() == "before"


@pytest.mark.parametrize(("name", "library", "extra"), [("xlsx", "xlsxwriter", "xlsx"), ("parquet", "polars", "parquet")])
def test_missing_library_is_named_with_its_extra(
    name: str, library: str, extra: str, small_data: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, library, None)
    done = run(name, "--data", small_data)
    assert done.exit_code == 4
    assert f"pip install 'cengji[{extra}]'" in done.stderr

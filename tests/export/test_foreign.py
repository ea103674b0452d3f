"""Foreign readers take every export without complaint and count as much as there is."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import Final

import pypdf
import pytest
from pyld import jsonld

import cengji
from cengji.dataset import Dataset, Ontology
from cengji.export import FORMATS, RDF_WRITERS, write, write_ontology
from tests.conftest import need
from tests.export.conftest import LABELS, WITH_GRAPHS, hostile
from tests.export.jena import jena_command
from tests.system_packages import N3_FOLDER

pytestmark = pytest.mark.foreign

ALL: Final = [name for name in RDF_WRITERS if name != "turtle-1.2"]
PROFILES: Final = ("org", "cpov", "cube", "dcat", "schemaorg", "skos", "owl")
RAPPER: Final = {"turtle": "turtle", "nt": "ntriples", "rdf-xml": "rdfxml"}
RIOT: Final = {"turtle": "ttl", "trig": "trig", "nt": "nt", "nq": "nq", "rdf-xml": "rdf"}
"""All but JSON-LD 1.1: Debian ships Jena without the JSON parser that it reads it with (org.eclipse.parsson)."""
N3: Final = {"turtle": "text/turtle", "trig": "application/trig", "nt": "application/n-triples", "nq": "application/n-quads"}
N3_COUNT: Final = """
const {StreamParser} = require(process.argv[1]); let count = 0;
require("fs").createReadStream(process.argv[2]).pipe(new StreamParser({format: process.argv[3]}))
  .on("data", () => count++).on("error", (error) => { console.error(String(error)); process.exit(1); }).on("end", () => console.log(count));
"""
NOT_NFC: Final = "astral"
"""The label that Jena, rightly, warns of, because it is not in normal form C."""
CSV_FILTER: Final = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@pytest.fixture(scope="module")
def files(dataset: Dataset, ontology: Ontology, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged cases, hostile labels among them, in every format of RDF and profile, and the ontology."""
    folder = tmp_path_factory.mktemp("exports")
    quads = [*dataset, *(quad for name in LABELS if name != NOT_NFC for quad in hostile(LABELS[name], ontology))]
    for name in (*ALL, *PROFILES):
        (folder / name).write_bytes(b"".join(write(Dataset(quads), name)))
    (folder / "ontology").write_bytes(write_ontology(ontology))
    return folder


@pytest.fixture(scope="module")
def expected(files: Path) -> dict[str, int]:
    """How many statements each file holds: the lines of N-Quads and N-Triples, and what pyoxigraph reads of the rest."""
    import pyoxigraph as ox

    lines = {name: (files / name).read_bytes().count(b"\n") for name in ("nt", "nq")}
    turtle = {name: len(set(ox.parse((files / name).read_bytes(), format=ox.RdfFormat.TURTLE))) for name in (*PROFILES, "ontology")}
    return {name: lines["nq" if name in WITH_GRAPHS else "nt"] for name in ALL} | turtle


def ran(command: Sequence[str]) -> str:
    """Run a reader; it must neither fail nor warn."""
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    said = done.stdout + done.stderr
    assert not re.search(r"\b(warn|warning|error)\b", said, re.IGNORECASE), said
    return said


@pytest.mark.parametrize("name", [*RAPPER, *PROFILES, "ontology"])
def test_raptor_counts_as_many(name: str, files: Path, expected: dict[str, int]) -> None:
    need("rapper", shutil.which("rapper"))
    said = ran(["rapper", "-c", "-i", RAPPER.get(name, "turtle"), str(files / name)])
    assert re.findall(r"returned (\d+) triples", said) == [str(expected[name])]


def test_jena_counts_as_many(files: Path, expected: dict[str, int], tmp_path: Path) -> None:
    command = jena_command("riotcmd.riot", tmp_path)
    need("Apache Jena (libapache-jena-java) and java", command)
    assert command
    wanted = {f"{name}.{RIOT.get(name, 'ttl')}": expected[name] for name in (*RIOT, *PROFILES, "ontology")}
    for file in wanted:
        (tmp_path / file).symlink_to(files / file.rpartition(".")[0])
    said = ran([*command, "--count", *(str(tmp_path / file) for file in wanted)])
    counted = re.findall(r"/([^/\s]+) : (?:Triples|Quads) = ([\d,]+)", said)
    assert {file: int(count.replace(",", "")) for file, count in counted} == wanted


@pytest.mark.parametrize("name", [*N3, *PROFILES])
def test_n3_js_counts_as_many(name: str, files: Path, expected: dict[str, int]) -> None:
    need("node", shutil.which("node"))
    need("N3.js (npm: n3)", N3_FOLDER.is_dir())
    said = ran(["node", "-e", N3_COUNT, str(N3_FOLDER), str(files / name), N3.get(name, "text/turtle")])
    assert int(said) == expected[name]


def test_pyld_gives_the_same_quads(ontology: Ontology, dataset: Dataset) -> None:
    """Pyld takes minutes for all cases: here are the hostile labels and everything about one ladder."""
    from cengji.export import add_context

    ladder = min(quad.subject.value for quad in dataset if "/ladder/" in str(quad.subject))
    part = Dataset([*add_context(dataset, {ladder}), *(quad for label in LABELS.values() for quad in hostile(label, ontology))])
    document = json.loads(b"".join(write(part, "json-ld")))
    read = jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert sorted(read.splitlines()) == sorted(b"".join(write(part, "nq")).decode().splitlines())


def test_libreoffice_reads_every_sheet_of_the_workbook(dataset: Dataset, ontology: Ontology, tmp_path: Path) -> None:
    need("LibreOffice (libreoffice-calc-nogui)", shutil.which("soffice"))
    quads = Dataset([*dataset, *(quad for label in LABELS.values() for quad in hostile(label, ontology))])
    (tmp_path / "book.xlsx").write_bytes(b"".join(write(quads, "xlsx")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", CSV_FILTER, "--outdir", str(tmp_path), str(tmp_path / "book.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    from cengji.export import tabulate
    from cengji.export.workbook import sheets_for_people, title_of

    for sheet in sheets_for_people(tabulate(quads)):
        with (tmp_path / f"book-{title_of(sheet, ontology.term_labels)}.csv").open(encoding="utf-8", newline="") as file:
            _, *read = [tuple(row) for row in csv.reader(file)]
        assert read[0] == tuple(column.name for column in sheet.columns)
        assert len(read) == len(sheet.rows) + 1, sheet.name
        texts = [place for place, column in enumerate(sheet.columns) if column.kind in ("iri", "string")]
        assert [[row[place] for place in texts] for row in read[1:]] == [[row[place] for place in texts] for row in sheet.texts], sheet.name


@pytest.mark.slow
def test_every_sheet_prints_one_page_wide_and_few_pages_long(ontology: Ontology, tmp_path: Path) -> None:
    need("LibreOffice (libreoffice-calc-nogui)", shutil.which("soffice"))
    paths = [cengji.Case(key).path for key in ("gusu", "fuzhou", "guanghan", "lijiang", "wujiang")]
    dataset = cengji.open(cases=paths, only=True).dataset
    from cengji.export import tables_of
    from cengji.export.workbook import sheets_for_people, title_of

    sheets = {title_of(sheet, ontology.term_labels).replace(" ", ""): sheet for sheet in sheets_for_people(list(tables_of(dataset)))}
    (tmp_path / "book.xlsx").write_bytes(b"".join(write(dataset, "xlsx")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "book.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    pages: Counter[str] = Counter()
    for page in pypdf.PdfReader(tmp_path / "book.pdf").pages:
        text = page.extract_text()
        name = next((name for name in sheets if re.search(rf"{re.escape(name)}\d+/\d+", text.replace(" ", ""))), "")
        pages[name] += 1
        assert not name or sheets[name].columns[0].name in text, "each page has the first column: the sheet is one page wide"
    assert pages.keys() - {""} == sheets.keys()
    long = {name: (number, len(sheets[name].rows)) for name, number in pages.items() if name}
    assert {name: found for name, found in long.items() if found[0] > ceil(1.3 * found[1] / 40)} == {}


def test_every_format_is_read_by_a_foreign_reader_somewhere() -> None:
    here = {*ALL, *PROFILES, "xlsx"}
    elsewhere = {
        "turtle-1.2": "test_rdf",
        "csv": "test_tables",
        "csv-excel": "test_tables",
        "parquet": "test_tables",
        "sqlite": "test_databases",
        "duckdb": "test_databases",
        "nodes": "test_network",
        "edges": "test_network",
        "svg": "test_ladders",
        "neo4j": "test_network",
    }
    networks = {"graphml", "gexf", "cytoscape", "cytoscape-style", "node-link", "dot"}
    assert FORMATS.keys() == here | elsewhere.keys() | networks

"""Files that hold nothing: every command that takes one says so, with its name and a remedy, writes nothing and does not end with 0."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cengji.cli import cengji
from tests.conftest import ROOT

NOTHING = {"of no bytes": "", "a mark and a line end": "\N{BYTE ORDER MARK}\n"}
COMMENT = {"a comment": "# nothing yet\n"}  # where the format has any
PAGE = {"markup": "<html><body><p> </p></body></html>"}
CASE, DATA, SHEET = NOTHING | COMMENT, NOTHING | COMMENT, NOTHING
COMMANDS = {  # what stands for the file is called FILE, and named as the command wants it
    "case migrate FILE.yaml": CASE,
    "check --cases FILE.yaml --only": CASE,
    "build --cases FILE.yaml --only --out out": CASE,
    "agree FILE.yaml gusu": CASE,
    "diff FILE.yaml sixth --no-queries": CASE,
    "anchor FILE.yaml --sources .": CASE,
    "coverage --cases FILE.yaml --only --sources .": CASE,
    "curate FILE.yaml --source report.txt": CASE,
    "case to-xlsx FILE.yaml -o out": CASE,
    "case from-xlsx FILE.xlsx -o out": SHEET,
    "case migrate FILE.xlsx": SHEET,
    "case correct FILE.json sixth": NOTHING,
    "case new key --document FILE.txt -o out": NOTHING,
    "check --data FILE.ttl": DATA,
    "check --data FILE.nq": DATA,
    "query ladders --data FILE.ttl": DATA,
    "view --data FILE.rdf -o out": NOTHING,
    "view --data FILE.ttl -o out": DATA,
    "export csv --data FILE.ttl -o out": DATA,
    "analyze span --data FILE.ttl": DATA,
    "query FILE.rq --cases sixth --only": NOTHING | COMMENT,
    "import FILE.csv -o out": NOTHING,
    "import FILE.tsv -o out": NOTHING,
    "import FILE.json -o out": NOTHING,
    "import FILE.xlsx -o out": NOTHING,
    "import FILE.xlsb -o out": NOTHING,
    "import FILE.ods -o out": NOTHING,
    "import FILE.sqlite -o out": NOTHING,
    "import FILE.graphml -o out": NOTHING,
    "import FILE.ttl -o out": DATA,
    "draft FILE.txt -o out": NOTHING | PAGE,
    "draft FILE.docx -o out": NOTHING,
    "draft FILE.pdf -o out": NOTHING,
    "clean FILE.txt": NOTHING | PAGE,
    "register build table.csv --mapping FILE.ttl --out out": DATA,
    "register build FILE.csv --mapping mapping.ttl --out out": NOTHING,
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CENGJI_SOURCES", raising=False)
    (tmp_path / "sixth").symlink_to(ROOT / "tests" / "cases" / "sixth")
    (tmp_path / "table.csv").write_text("code,name\n1,one\n", encoding="utf-8")
    (tmp_path / "mapping.ttl").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "report.txt").write_text("青山区", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_holds_nothing_is_named(command: str, folder: Path) -> None:
    name = next(word for word in command.split() if word.startswith("FILE."))
    left = sorted(folder.iterdir())
    for kind, text in COMMANDS[command].items():
        file = folder / name
        file.write_text(text, encoding="utf-8")
        done = CliRunner().invoke(cengji, command.split())
        told = f"{kind}: {done.exit_code} {done.output} {done.exception!r}"
        assert done.exit_code in (2, 3), told
        assert name in done.stderr and "should not happen" not in done.stderr, told
        assert file.read_text(encoding="utf-8") == text
        file.unlink()
        assert sorted(folder.iterdir()) == left, told


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_in_the_place_of_a_file_is_named(command: str, folder: Path) -> None:
    name = next(word for word in command.split() if word.startswith("FILE."))
    (folder / name).mkdir()
    left = sorted(folder.iterdir())
    done = CliRunner().invoke(cengji, command.split())
    assert done.exit_code in (2, 3), done.output
    assert name in done.stderr and "should not happen" not in done.stderr, done.output
    assert sorted(folder.iterdir()) == left


@pytest.mark.parametrize("text", ["[]\n", "a list of sentences\n", "sections: []\n"])
def test_yaml_that_is_no_case_is_not_migrated(text: str, folder: Path) -> None:
    (folder / "other.yaml").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(cengji, ["case", "migrate", "other.yaml"])
    assert (done.exit_code, "other.yaml:1: is no case file" in done.stderr) == (3, True), done.output


MAPPING = """@prefix rml: <http://w3id.org/rml/> .
<#map> rml:logicalSource [ rml:source [ a rml:RelativePathSource ; rml:path "FILE.csv" ] ; rml:referenceFormulation rml:CSV ] ;
  rml:subjectMap [ rml:template "https://example.org/{code}" ] ;
  rml:predicateObjectMap [ rml:predicate <https://example.org/name> ; rml:objectMap [ rml:reference "name" ] ] .
"""

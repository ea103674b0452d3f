"""The inputs that once gave a wrong answer with exit code 0, each as a stranger gives it to the command line."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest

from cengji.text.clean import clean
from cengji.text.figure import read_figure
from tests.cases.command import cengji
from tests.conftest import ROOT

COUNT = ("-f", "csv", "-e", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
ORG, SKOS = "@prefix org: <http://www.w3.org/ns/org#> .", "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
RELATIVE = {
    "r01.jsonld": """{"@context": {"org": "http://www.w3.org/ns/org#", "under": {"@id": "org:subOrganizationOf", "@type": "@id"}},
 "@graph": [{"@id": "#office", "@type": "org:Organization"},
            {"@id": "units/7", "@type": "org:OrganizationalUnit", "under": "#office"},
            {"@id": "http://example.org/registry", "@type": "org:Organization"}]}""",
    "r02.ttl": f"{ORG} @prefix : <#> . :office a org:Organization ; org:hasUnit <units/7> .",
    "r02.rdf": """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
 <skos:Concept rdf:about="#a"><skos:narrower rdf:resource="#b"/></skos:Concept></rdf:RDF>""",
    "r11-bom.ttl": f"\ufeff{ORG} <#a> a org:Organization ; org:hasUnit <#b> .",
    "r12-upper.TTL": "<#a> <http://www.w3.org/ns/org#hasUnit> <#b> .",
}
THINGS = {"r01.jsonld": 3, "r02.ttl": 2, "r02.rdf": 2, "r11-bom.ttl": 2, "r12-upper.TTL": 2}
HOSTILE = [
    "</script><script>document.title='PWNED'</script>", "<img src=x onerror=document.title='PWNED'>", '\\" onload=\\"document.title=1',
    "__proto__", "constructor", "line\\nbreak\\ttab", "\\u202Eevil\\u202C", "مجلس المدينة", "  ", "=1+1", "{{x}}", "%s %d", "a" * 2000,
    "\\u2028\\u2029", "]]>", "<!--", "$&$1", "e\\u0301", "𠮷", "-cmd|' /C calc'!A0",
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), RELATIVE.items())
def test_every_organization_of_a_file_of_relative_names_is_read(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = cengji("export", "nq", "--data", name, cwd=tmp_path)
    assert done.returncode == 0
    assert re.search(rf"^cengji: {name}: {THINGS[name]} (organizations|SKOS concepts) in 1 hierarchy of up to 2 levels", done.stderr)
    assert str(tmp_path) not in done.stdout and "file:" not in done.stdout


def test_a_triple_of_two_graphs_counts_once(tmp_path: Path) -> None:
    text = "@prefix ex: <http://example.org/> . ex:g1 { ex:unit ex:staff 10 } ex:g2 { ex:unit ex:staff 10 }"
    (tmp_path / "r09.trig").write_text(text, encoding="utf-8")
    assert cengji("query", *COUNT, "--data", "r09.trig", cwd=tmp_path).stdout.split() == ["n", "1"]
    (tmp_path / "again.trig").write_text(text, encoding="utf-8")
    assert cengji("query", *COUNT, "--data", "r09.trig", "--data", "again.trig", cwd=tmp_path).stdout.split() == ["n", "1"]


def test_hostile_labels_leave_no_format_empty_or_broken(tmp_path: Path) -> None:
    units = "".join(
        f'<u{number}> a org:Organization ; skos:prefLabel "{label}" ; org:subOrganizationOf <r> .\n' for number, label in enumerate(HOSTILE)
    )
    (tmp_path / "a.ttl").write_text(f"{ORG} {SKOS} <r> a org:Organization .\n{units}", encoding="utf-8")
    for form in ("cpov", "org", "rdf-xml", "json-ld", "graphml", "gexf", "dot", "svg", "csv-excel"):
        done = cengji("export", form, "--data", "a.ttl", "--query", "ladders", "-o", "out", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "out").stat().st_size or "is empty: the data hold nothing" in done.stderr
        (tmp_path / "out").unlink()
    assert cengji("view", "--data", "a.ttl", "-o", "a.html", cwd=tmp_path).returncode == 0
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<script>document.title" not in page and "<img src=x" not in page


def test_a_query_cut_in_its_middle_is_described_and_refused_in_its_line(tmp_path: Path) -> None:
    header = "# question(zh): 概念叫什么？\n# question(en): What are the concepts called?\n"
    (tmp_path / "08.rq").write_text(f"{header}CONSTRUCT {{ ?thing ?p ?label }}\nWHE>RE {{ ?thing ?p ?label }}", encoding="utf-8")
    (tmp_path / "a.nt").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    assert cengji("queries", "08.rq", cwd=tmp_path).stdout.startswith("08.rq  What are the concepts called?")
    done = cengji("query", "08.rq", "--data", "a.nt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "") and done.stderr.startswith("cengji: 08.rq is not SPARQL 1.1: error at 4:")


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("零点八个百分点", 0.8, "percentage-point"),
        ("零点六亿元", 6e7, "cny"),
        ("13万2", 132_000, None),
        ("5万6", 56_000, None),
        ("-5%", -5, "percent"),
        ("8个小时", 8, "hour"),
        ("过万", 10_000, None),
        ("三点零六亿元", 3.06e8, "cny"),
        ("2万5千人", 25_000, "person"),
        ("负三度", -3, None),
        ("０．５万", 5_000, None),
    ],
)
def test_a_figure_is_what_it_means(written: str, value: float, unit: str | None) -> None:
    (figure,) = read_figure(written)
    assert (float(figure.value), figure.unit) == (value, unit)


def test_a_value_beside_another_print_is_a_fault_where_it_stands(tmp_path: Path) -> None:
    assert cengji("case", "to-xlsx", ROOT / "tests/cases/two_streets.yaml", "-o", "a.xlsx", cwd=tmp_path).returncode == 0
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book["数字"]
    heads = [head.value for head in sheet[2]]
    (row,) = (row for row in sheet.iter_rows(min_row=3, values_only=True) if row[heads.index("written")] == "3个")
    cells = (999, 30, 0.3, -3)
    for number, cell in enumerate(cells):
        sheet.append([{"key": f"copy-{number}", "value": cell}.get(head, held) for head, held in zip(heads, row, strict=True)])
    book.save(tmp_path / "a.xlsx")
    assert cengji("case", "from-xlsx", "a.xlsx", "-o", "a.yaml", cwd=tmp_path).returncode == 0
    done = cengji("check", "--cases", "a.yaml", "--only", cwd=tmp_path)
    assert done.returncode == 1
    found = re.findall(r"^a\.yaml:\d+: figures\[\d+\]\.value: error \[differs-from-print\] is (\S+), ", done.stderr, re.MULTILINE)
    assert found == [str(cell) for cell in cells], done.stderr


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("徵收特徵\n以後\n瞭解\n社區黨委以後瞭解特徵", "征收特征\n以后\n了解\n社区党委以后了解特征"),
        ("以後\n社區以後", "以后\n社区以后"),
        ("社區瞭解\n瞭解發展\n瞭望塔", "社区了解\n了解发展\n瞭望塔"),
        ("發展於此\n於是", "发展于此\n于是"),
        ("打坏布料\n損壞布料", "打坏布料\n损坏布料"),  # what only simplified lines hold stays
        ("乾县\n社區", "乾县\n社区"),
    ],
)
def test_a_character_is_simplified_alike_throughout_a_document(raw: str, cleaned: str) -> None:
    assert clean(raw).text == cleaned
    assert clean(cleaned).text == cleaned


def test_a_message_has_no_control_characters_no_end_of_its_own_and_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "a.rdf").write_bytes(b"<rdf:RDF\0\x1b[2J")
    (tmp_path / "a.rq").write_text(
        f"# question(zh): 甲？\n# question(en): A?\n# columns: ?{'a' * 20_000}\nSELECT ?a {{}}", encoding="utf-8"
    )
    (tmp_path / "a.trig").write_text('<a> <p> "\\u0000" . <g> { <a> <p> "\\u0000" }', encoding="utf-8")
    for arguments in (("check", "--data", "a.rdf"), ("queries", "a.rq"), ("export", "rdf-xml", "--data", "a.trig")):
        done = cengji(*arguments, cwd=tmp_path)
        assert done.returncode == 3
        *faults, count = done.stderr.splitlines()
        assert count == "1 fault; nothing was written." and len(faults) == 1 and faults[0].isprintable() and len(faults[0]) < 1500


def test_a_folder_of_cases_says_what_it_skips(tmp_path: Path) -> None:
    (tmp_path / "cases" / "old.yaml").mkdir(parents=True)
    for name in ("a.YAML", "a.yaml.gz", "b.xlsx", "notes.txt"):
        (tmp_path / "cases" / name).write_bytes((ROOT / "tests/cases/sixth/yunxi.yaml").read_bytes())
    done = cengji("query", "ladders", "--cases", "cases", "--only", "-f", "csv", cwd=tmp_path)
    assert done.stderr == "cengji: cases: not read, as their names end in no suffix of cases: a.yaml.gz, b.xlsx, notes.txt, old.yaml\n"
    assert len(done.stdout.splitlines()) == 3


def test_a_stated_length_is_held_against_the_document(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    document = tmp_path / "sources" / "a.txt"
    document.write_text("\ufeff云栖县设立云栖竹海党建联盟。𠮷", encoding="utf-8")
    case = (
        (ROOT / "tests/cases/sixth/yunxi.yaml")
        .read_text(encoding="utf-8")
        .replace("0" * 63 + "6", sha256(document.read_bytes()).hexdigest())
    )
    for stated, found in ((15, 0), (16, 1)):
        (tmp_path / "a.yaml").write_text(case.replace("characters: 400", f"characters: {stated}"), encoding="utf-8")
        done = cengji("check", "--cases", "a.yaml", "--only", "--sources", "sources", cwd=tmp_path)
        assert done.stderr.count("error [document-length]") == found
        assert ("is said to have 16 characters, the file of its digest has 15" in done.stderr) == bool(found)


def test_an_open_quote_hides_no_other_fault(tmp_path: Path) -> None:
    text = """case: qingshan
title: {zh: '青山区, en: Qingshan District}
document: {title: 观察, publisher: 某报, kind: news-report, published: "2024-05-01", characters: 1200}
places:
  - {key: qingshan, label: {zh: 青山区, en: Qingshan District}, tier: country}
"""
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    done = cengji("check", "--cases", "a.yaml", "--only", cwd=tmp_path)
    assert done.returncode == 3
    assert [line.split(": ")[0] for line in done.stderr.splitlines()] == [
        "a.yaml:2",
        "a.yaml:3",
        "a.yaml:5",
        "3 faults; nothing was written.",
    ]

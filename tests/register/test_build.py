"""Tables become quads as R2RML says, to the byte, whatever the format they come in."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
from pathlib import Path

import duckdb
import openpyxl
import polars as pl
import pyoxigraph as ox
import pytest
import xlsxwriter

from cengji import api
from cengji.core.errors import CengjiWarning, InputError, UsageError
from cengji.register import sorting
from tests.register.nasty import MAPPING, NASTY, expected

PREFIXES = """\
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <http://example.org/> .
"""
ORGS = (
    PREFIXES
    + """\
<#Org> rml:logicalSource [ rml:source "orgs.csv" ] ;
    rr:subjectMap [ rr:template "http://example.org/org/{code}" ; rr:class ex:Org ] ;
    rr:predicateObjectMap [ rr:predicate ex:name ; rr:objectMap [ rml:reference "name" ; rr:language "zh" ] ] ;
    rr:predicateObjectMap [ rr:predicate ex:size ; rr:objectMap [ rml:reference "size" ; rr:datatype xsd:integer ] ] ;
    rr:predicateObjectMap [ rr:predicate ex:under ; rr:objectMap [ rr:parentTriplesMap <#Org> ;
        rr:joinCondition [ rr:child "up" ; rr:parent "code" ] ] ] .
"""
)
GOOD = "code,name,up,size\n01,甲,,5\n0101,乙,01,3\n0102,丙,01,\n"


def values() -> list[tuple[str, str | None]]:
    """Return the nasty values as rows, the last one without a value."""
    return [*((str(i), value) for i, (value, _, _) in enumerate(NASTY, 1)), (str(len(NASTY) + 1), None)]


def write(folder: Path, **texts: str | bytes) -> dict[str, Path]:
    """Write files by name, a double underscore for the dot."""
    paths = {name: folder / name.replace("__", ".") for name in texts}
    for name, path in paths.items():
        text = texts[name]
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return paths


def orgs(folder: Path, text: str | bytes = GOOD, mapping: str = ORGS) -> tuple[Path, Path]:
    paths = write(folder, orgs__csv=text, orgs__ttl=mapping)
    return paths["orgs__csv"], paths["orgs__ttl"]


def faults(error: pytest.ExceptionInfo[InputError], folder: Path) -> list[str]:
    return [str(fault).replace(f"{folder}/", "") for fault in error.value.faults]


def write_nasty(path: Path) -> Path:
    """Write the nasty rows in the format that the path's ending names."""
    rows = values()
    if path.suffix == ".csv":
        cells = "".join(f"{n},{'' if value is None else chr(34) + value.replace(chr(34), chr(34) * 2) + chr(34)}\n" for n, value in rows)
        path.write_bytes(("n,value\n" + cells).encode())
    elif path.suffix == ".parquet":
        pl.DataFrame({"n": [int(n) for n, _ in rows], "value": [value for _, value in rows]}).write_parquet(path)
    else:
        with sqlite3.connect(path) as base:
            base.execute("CREATE TABLE nasty (n INTEGER, value TEXT)")
            base.executemany("INSERT INTO nasty VALUES (?, ?)", rows)
        base.close()
    return path


@pytest.mark.parametrize("ending", ["csv", "parquet", "sqlite"])
def test_nasty_rows_become_what_the_specifications_say(tmp_path: Path, ending: str) -> None:
    assert len(NASTY) >= 60
    path, mapping = write_nasty(tmp_path / f"nasty.{ending}"), write(tmp_path, m__ttl=MAPPING)["m__ttl"]
    built = api.build_register([path], mapping, tmp_path / "out", store=ending == "csv")
    text = (tmp_path / "out/quads.nq").read_bytes()
    assert text == expected()
    quads = {*ox.parse(text, format=ox.RdfFormat.N_QUADS)}
    assert len(quads) == built.quads == text.count(b" .\n")
    if ending == "csv":
        assert {*ox.Store.read_only(str(tmp_path / "out/store"))} == quads


def test_a_bad_row_of_one_table_leaves_the_rows_of_another_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "two.db") as base:
        base.executescript(
            "CREATE TABLE a (code, n, share); INSERT INTO a VALUES ('1', 'x', 0.5), ('2', '2', 0.25);"
            "CREATE TABLE b (code, n, yes); INSERT INTO b VALUES ('1', '1', 'true'), ('2', 'y', 'ja'), ('3', '3', 'false');"
        )
    base.close()
    head = "@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix x: <http://www.w3.org/2001/XMLSchema#> .\n"
    made = '[ rr:predicate <http://ex/{0}> ; rr:objectMap [ rr:column "{0}" ; rr:datatype x:{1} ] ]'
    subject = 'rr:subjectMap [ rr:template "http://ex/{0}/{{code}}" ]'
    one = '<#{0}> rr:logicalTable [ rr:tableName "{0}" ] ; ' + subject + " ; rr:predicateObjectMap {1} .\n"
    n, yes = made.format("n", "integer"), made.format("yes", "boolean")
    mapping = write(tmp_path, m__ttl=head + one.format("a", n) + one.format("b", f"{n}, {yes}"))["m__ttl"]
    built = api.build_register([tmp_path / "two.db"], mapping, tmp_path / "out", skip_bad=True, rejects=tmp_path / "bad.csv")
    lines = (tmp_path / "out/quads.nq").read_text().splitlines()
    assert [line.split()[0] for line in lines] == ["<http://ex/a/2>", *["<http://ex/b/1>"] * 2, *["<http://ex/b/3>"] * 2]
    assert built.rejected == 2, "a row with two faults is one row"
    assert [line.split(",")[:3] for line in (tmp_path / "bad.csv").read_text().splitlines()[1:]] == [
        ["two.db#a", "1", "n"],
        ["two.db#b", "2", "n"],
        ["two.db#b", "2", "yes"],
    ]
    wrong = write(tmp_path, w__ttl=head + one.format("a", made.format("share", "double")))["w__ttl"]
    with pytest.raises(InputError, match="share: is of the type REAL"):
        api.build_register([tmp_path / "two.db"], wrong, tmp_path / "no")


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("int", ["-2147483648", "+7"], ["2147483648", "9" * 44]),
        ("long", ["9223372036854775807"], ["9223372036854775808"]),
        ("unsignedByte", ["255", "-0"], ["256", "-1"]),
        ("negativeInteger", ["-1"], ["0", "12"]),
        ("dateTime", ["2024-02-29T24:00:00"], ["2024-02-30T00:00:00", "2024-01-01T24:30:00"]),
        ("time", ["12:00:00Z"], ["25:00:00"]),
    ],
)
def test_values_beyond_a_datatype_are_bad_rows(tmp_path: Path, kind: str, good: list[str], bad: list[str]) -> None:
    source, mapping = orgs(tmp_path, mapping=ORGS.replace("xsd:integer", f"xsd:{kind}"))
    source.write_text("code,name,up,size\n" + "".join(f"{n},x,,{value}\n" for n, value in enumerate(good + bad)), encoding="utf-8")
    built = api.build_register([source], mapping, tmp_path / "out", skip_bad=True)
    assert (built.rows, built.rejected) == (len(good), len(bad))
    lines = (tmp_path / "out/quads.nq").read_text(encoding="utf-8")
    assert sorted(line.split('"')[1] for line in lines.splitlines() if "/size>" in line) == sorted(good)


def test_a_datatype_that_there_is_not_and_no_language_are_refused(tmp_path: Path) -> None:
    source, mapping = orgs(tmp_path, mapping=ORGS.replace("xsd:integer", "xsd:integr").replace('"zh"', '"a-english"'))
    with pytest.raises(InputError) as error:
        api.build_register([source], mapping, tmp_path / "out")
    assert re.findall("xsd:integr, .* 'integer'|'a-english'", str(error.value)) == [
        "'a-english'",
        "xsd:integr, which XML Schema has not; did you mean 'integer'",
    ]


@pytest.mark.parametrize("as_numbers", [False, True])
def test_a_workbook_gives_what_its_cells_show(tmp_path: Path, as_numbers: bool) -> None:
    book = xlsxwriter.Workbook(tmp_path / "orgs.xlsx")
    sheet = book.add_worksheet("orgs.csv")
    for row, cells in enumerate(
        [("code", "name", "up", "size"), ("01", "甲", None, 5), ("0101", "乙", "01", 3.0), ("0102", "丙", "01", None)]
    ):
        for column, cell in enumerate(cells):
            if as_numbers and isinstance(cell, str) and cell.isdecimal():
                sheet.write_number(row, column, int(cell), book.add_format({"num_format": "0" * len(cell)}))
            else:
                sheet.write(row, column, cell) if not isinstance(cell, str) else sheet.write_string(row, column, cell)
    book.close()
    source, mapping = orgs(tmp_path)
    api.build_register([source], mapping, tmp_path / "a")
    api.build_register([tmp_path / "orgs.xlsx"], mapping, tmp_path / "b")
    text = (tmp_path / "a/quads.nq").read_text(encoding="utf-8")
    assert text == (tmp_path / "b/quads.nq").read_text(encoding="utf-8")
    assert text.splitlines()[0] == '<http://example.org/org/0101> <http://example.org/name> "乙"@zh .'
    assert "<http://example.org/org/0101> <http://example.org/under> <http://example.org/org/01> ." in text.splitlines()
    assert '<http://example.org/org/01> <http://example.org/size> "5"^^<http://www.w3.org/2001/XMLSchema#integer> .' in text.splitlines()
    assert text.count("under") == 2 and text.count("size") == 2


def test_rows_of_a_workbook_that_do_not_fit_are_named_or_left_out(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "orgs.xlsx")
    sheet = book.add_worksheet("orgs.csv")
    for row, cells in enumerate(
        [("code", "name", "up", "size"), ("01", "甲"), ("02", "乙", "", "", "x"), ("03", "丙"), ("04", "丁", "", "no")]
    ):
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell)
    book.close()
    mapping = write(tmp_path, m__ttl=ORGS)["m__ttl"]
    with pytest.raises(InputError) as error:
        api.build_register([tmp_path / "orgs.xlsx"], mapping, tmp_path / "out")
    assert [line.split(" — ")[0] for line in faults(error, tmp_path)] == [
        "orgs.xlsx:3: orgs.csv: row 2 has a cell right of the named columns"
    ]
    built = api.build_register([tmp_path / "orgs.xlsx"], mapping, tmp_path / "out", skip_bad=True, rejects=tmp_path / "bad.csv")
    assert (built.rows, built.rejected) == (2, 2)
    with (tmp_path / "bad.csv").open(encoding="utf-8", newline="") as file:
        rejected = [(row["row"], row["problem"], row["content"]) for row in csv.DictReader(file)]
    assert rejected[0] == ("2", "has a cell right of the named columns", "02,乙,,,x")
    assert rejected[1][:2] == ("4", "is no xsd:integer: 'no'")


def test_what_no_mapping_reads_is_left_out_and_named(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "orgs.xlsx")
    notes = {
        "notes": (("read me", ""), ("a", "b", "beside")),
        "说明": (("x", "x"), ("1", "2")),
        "orgs": (("code", "name", "up", "size"), ("01", "甲")),
    }
    for name, rows in notes.items():
        sheet = book.add_worksheet(name)
        for place, cells in enumerate(rows):
            sheet.write_row(place, 0, cells)
    book.close()
    files = write(tmp_path, m__ttl=ORGS.replace("orgs.csv", "orgs"), other__csv=b"a,a\n\xff\n", beside__csv=b"a,b\n\xff\n")
    inputs = [tmp_path / "orgs.xlsx", files["other__csv"], files["beside__csv"]]
    for skip_bad in (False, True):
        with pytest.warns(CengjiWarning, match=r"reads beside\.csv, other\.csv: left out$"):
            built = api.build_register(inputs, files["m__ttl"], tmp_path / "out", skip_bad=skip_bad)
        assert (built.rows, built.quads, built.rejected) == (1, 2, 0)
    for name, said in (
        ("notes", "cell right"),
        ("说明", "names two columns"),
        ("other.csv", "names two columns"),
        ("beside", "is not UTF-8"),
    ):
        write(tmp_path, m__ttl=ORGS.replace("orgs.csv", name))
        with pytest.raises(InputError, match=said):
            api.build_register(inputs, files["m__ttl"], tmp_path / "out")


def test_text_of_sqlite_that_is_not_utf8_is_named_or_left_out(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "two.db") as base:
        base.executescript(
            "CREATE TABLE notes (text); INSERT INTO notes VALUES (CAST(x'FF' AS TEXT));"
            "CREATE TABLE orgs (code TEXT, name TEXT, up, size); INSERT INTO orgs VALUES ('01', '甲', NULL, 5),"
            " (CAST(x'C3' AS TEXT), CAST(x'61FF' AS TEXT), NULL, 1), ('03', '丙', NULL, 'no'), ('04', '丁', NULL, NULL);"
        )
    base.close()
    mapping = write(tmp_path, m__ttl=ORGS.replace("orgs.csv", "orgs"))["m__ttl"]
    with pytest.raises(InputError) as error:
        api.build_register([tmp_path / "two.db"], mapping, tmp_path / "out")
    assert [line.split(" — ")[0] for line in faults(error, tmp_path)] == [
        "two.db: orgs.code: row 2 is not UTF-8: byte C3",
        "two.db: orgs.name: row 2 is not UTF-8: byte FF",
    ]
    built = api.build_register([tmp_path / "two.db"], mapping, tmp_path / "out", skip_bad=True, rejects=tmp_path / "bad.csv")
    assert (built.rows, built.rejected) == (2, 2)
    with (tmp_path / "bad.csv").open(encoding="utf-8", newline="") as file:
        rejected = [(row["file"], row["row"], row["content"][:12]) for row in csv.DictReader(file)]
    assert rejected[0] == rejected[1] == ("two.db#orgs", "2", r"\xc3,a\xff,,")
    assert rejected[2][:2] == ("two.db#orgs", "3")


def test_parquet_with_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    column = pa.StringArray.from_buffers(1, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xffa"))
    parquet.write_table(pa.table({"code": column}), tmp_path / "orgs.parquet")
    with pytest.raises(InputError, match=r"orgs\.parquet: holds text that is not UTF-8"):
        api.build_register([tmp_path / "orgs.parquet"], write(tmp_path, m__ttl=ORGS)["m__ttl"], tmp_path / "out")


def test_natural_types_graphs_and_bases(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"id": ["a", "b"], "n": [1, 2], "ok": [True, None], "day": ["2020-02-29", None], "p": ["1.50", "2"], "g": ["x", None]}
    )
    frame = frame.with_columns(pl.col("day").str.to_date(), pl.col("p").str.to_decimal(scale=2))
    frame.write_parquet(tmp_path / "t.parquet")
    mapping = """
@prefix rml: <http://w3id.org/rml/> .
@prefix ex: <http://example.org/> .
ex:T rml:logicalSource [ rml:source [ a rml:RelativePathSource ; rml:path "t.parquet" ] ] ; rml:baseIRI <http://b.org/> ;
    rml:subjectMap [ rml:reference "id" ; rml:graphMap [ rml:template "http://g.org/{g}" ] ] ;
    rml:predicateObjectMap [ rml:predicate ex:p, ex:q ; rml:objectMap [ rml:reference "n" ], [ rml:reference "p" ] ;
        rml:graph rml:defaultGraph ] ;
    rml:predicateObjectMap [ rml:predicate ex:day ; rml:objectMap [ rml:reference "day" ], [ rml:reference "ok" ] ; rml:graph ex:h ] .
"""
    api.build_register([tmp_path / "t.parquet"], write(tmp_path, m__ttl=mapping)["m__ttl"], tmp_path / "out")
    xsd = "http://www.w3.org/2001/XMLSchema#"
    wanted = []
    for name, graph, n, p in (("a", " <http://g.org/x>", 1, "1.50"), ("b", None, 2, "2.00")):
        for predicate in "pq":
            for place in ("", graph):
                if place is not None:
                    head = f"<http://b.org/{name}> <http://example.org/{predicate}>"
                    wanted += [f'{head} "{n}"^^<{xsd}integer>{place} .', f'{head} "{p}"^^<{xsd}decimal>{place} .']
    for place in (" <http://g.org/x>", " <http://example.org/h>"):
        head = "<http://b.org/a> <http://example.org/day>"
        wanted += [f'{head} "2020-02-29"^^<{xsd}date>{place} .', f'{head} "true"^^<{xsd}boolean>{place} .']
    assert (tmp_path / "out/quads.nq").read_text().splitlines() == sorted(wanted)


def test_what_the_subset_lacks_is_refused_by_name_and_line(tmp_path: Path) -> None:
    mapping = ORGS.replace('rml:source "orgs.csv"', 'rml:source "orgs.csv" ; rml:iterator "$"').replace(
        'rr:template "http://example.org/org/{code}"', 'rr:template "http://example.org/o rg/{code}" ; rr:termType rr:BlankNode'
    )
    mapping += '<#Two> rr:logicalTable [ rr:sqlQuery "SELECT 1" ] ;\n rr:subject ex:x ; '
    mapping += 'rr:predicateObjectMap [ rr:predicate ex:p ; rr:objectMap [ rr:column "a" ;'
    mapping += ' rr:inverseExpression "x" ] ] .\n'
    source, path = orgs(tmp_path, mapping=mapping)
    with pytest.raises(InputError) as error:
        api.build_register([source], path, tmp_path / "out")
    found = faults(error, tmp_path)
    for said in (
        "orgs.ttl:5: <#Org>: uses rml:iterator in the logical source",
        "orgs.ttl:6: <#Org>: has the template 'http://example.org/o rg/{code}': no IRI has ' '",
        "orgs.ttl:5: <#Org>: makes a BlankNode",
        "orgs.ttl:11: <#Two>: uses rr:sqlQuery in the logical source",
        "orgs.ttl:12: <#Two>: uses rr:inverseExpression in the object map",
    ):
        assert any(line.startswith(said) for line in found), (said, found)


def test_columns_and_tables_that_are_not_there_are_named(tmp_path: Path) -> None:
    source, path = orgs(
        tmp_path, mapping=ORGS.replace('"size" ;', '"sise" ;') + '<#X> rr:logicalTable [ rr:tableName "org" ] ; rr:subject ex:x .\n'
    )
    with pytest.raises(InputError) as error:
        api.build_register([source], path, tmp_path / "out")
    assert faults(error, tmp_path) == [
        "orgs.ttl:8: sise: orgs.csv has no such column; did you mean 'size'? — name one of: code, name, up, size",
        "orgs.ttl:11: org: no input has the table 'org'; did you mean 'orgs'? — name a file or table that is given",
    ]


BAD = """\
code,name,up,size
01,甲,,5
0101,乙,01,many
0101,"two
lines",01,3
03,丁,99,3
04,戊,05,3
05,己,04,3
06,庚,04,3
"""


def test_bad_rows_are_named_with_line_and_row_and_nothing_is_written(tmp_path: Path) -> None:
    source, path = orgs(tmp_path, BAD)
    with pytest.raises(InputError) as error:
        api.build_register([source], path, tmp_path / "out", keys=["orgs.csv:code"], parents=["orgs.csv:up=code"])
    found = [line.split(" — ")[0] for line in faults(error, tmp_path)]
    assert found == [
        "orgs.csv:3: size: row 2 is no xsd:integer: 'many'",
        "orgs.csv:4: code: row 3 has the key of an earlier row: '0101 (row 2)'",
        "orgs.csv:6: up: row 4 names a parent that is not there: '99'",
        "orgs.csv:6: up: row 4 points to a row that is not there, by code: '99'",
        "orgs.csv:7: up: row 5 lies above itself: '05'",
        "orgs.csv:8: up: row 6 lies above itself: '04'",
    ]
    assert not (tmp_path / "out").exists() and not [*tmp_path.glob(".*")]


@pytest.mark.parametrize("held", [0, 1 << 20])
def test_bad_rows_can_be_left_out_and_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    monkeypatch.setattr("cengji.register.staging._HELD", held)
    source, path = orgs(tmp_path, BAD.encode() + b"07,\xff,,1\n08,x\n09,y,,1\n")
    with pytest.raises(InputError) as error:
        api.build_register([source], path, tmp_path / "out")
    assert [line.split(" — ")[0] for line in faults(error, tmp_path)] == [
        "orgs.csv:10: row 8 is not UTF-8: byte FF",
        "orgs.csv:11: row 9 has 2 fields, the header 4",
    ]
    options = {"keys": ["orgs.csv:code"], "parents": ["orgs.csv:up=code"], "skip_bad": True, "rejects": tmp_path / "bad.csv"}
    built = api.build_register([source], path, tmp_path / "out", **options)
    with (tmp_path / "bad.csv").open(encoding="utf-8", newline="") as file:
        rejected = [(row["row"], row["problem"]) for row in csv.DictReader(file)]
    assert {row for row, _ in rejected} == {"2", "3", "4", "5", "6", "7", "8", "9"}
    assert ("7", "names a parent that is not there: '04'") in rejected, "what a row left out would have been above"
    assert built.rows == 2
    subjects = {line.split()[0] for line in (tmp_path / "out/quads.nq").read_text(encoding="utf-8").splitlines()}
    assert subjects == {"<http://example.org/org/01>", "<http://example.org/org/09>"}
    report = json.loads((tmp_path / "out/report.json").read_text())
    assert report["rejected"] == 8


def test_rows_without_a_subject_are_told(tmp_path: Path) -> None:
    source, path = orgs(tmp_path, "code,name,up,size\n01,甲,,5\n,乙,01,3\n02,丙,01,\n,丁,,\n")
    built = api.build_register([source], path, tmp_path / "out")
    (told,) = built.unmapped
    assert (told.map, told.table, told.columns, told.rows, told.first) == ("Org", "orgs", ("code",), 2, (2, 4))
    report = json.loads((tmp_path / "out/report.json").read_text())
    assert report["unmapped"] == [{"map": "Org", "table": "orgs", "columns": ["code"], "rows": 2}]
    source.write_text("code,name,up,size\n,乙,,3\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"makes no quad of any row; Org: 1 of the rows of orgs make no quad, as code is empty"):
        api.build_register([source], path, tmp_path / "out")
    assert json.loads((tmp_path / "out/report.json").read_text()) == report, "what was there stays"


def test_the_first_twenty_and_the_total_are_named(tmp_path: Path) -> None:
    source, path = orgs(tmp_path, "code,name,up,size\n" + "".join(f"{n},x,,no\n" for n in range(1000)))
    with pytest.raises(InputError) as error:
        api.build_register([source], path, tmp_path / "out")
    assert len(error.value.faults) == 21
    assert "1,000 rows in all" in str(error.value.faults[0])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.parquet", b"PAR1 cut", "is no whole Parquet file"),
        ("t.xlsx", b"PK\x03\x04", "is no whole XLSX workbook"),
        ("t.sqlite", b"SQLite format 3\x00" + bytes(50), "is no whole SQLite file"),
        ("t.csv", b"a,a\n1,2\n", "names two columns"),
        ("t.csv", b"", "has no columns"),
        ("t.json", b"{}", "is of a format that is not read"),
    ],
)
def test_inputs_that_are_not_what_their_names_say(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=said):
        api.build_register([tmp_path / name], write(tmp_path, m__ttl=ORGS)["m__ttl"], tmp_path / "out")


def test_a_truncated_parquet_file_and_a_bomb_are_refused(tmp_path: Path) -> None:
    import zipfile

    whole = tmp_path / "whole.parquet"
    duckdb.sql("SELECT range::VARCHAR AS code FROM range(50000)").write_parquet(str(whole))
    (tmp_path / "cut.parquet").write_bytes(whole.read_bytes()[:-2000])
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(40_000_000))
    mapping = write(tmp_path, m__ttl=ORGS)["m__ttl"]
    with pytest.raises(InputError) as error:
        api.build_register([tmp_path / "cut.parquet", tmp_path / "bomb.xlsx"], mapping, tmp_path / "out")
    bomb, cut = faults(error, tmp_path)
    assert "bomb.xlsx: unpacks to more than" in bomb and "cut.parquet: is no whole Parquet file" in cut


def test_parts_and_partitions_do_not_change_the_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "code,name,up,size\n" + "".join(f"{n},{n % 7},{n // 10 or ''},{n}\n" for n in range(1, 800))
    source, mapping = orgs(tmp_path, text)
    api.build_register([source], mapping, tmp_path / "one")
    monkeypatch.setattr("cengji.register.cuts.QUADS", 1000)
    monkeypatch.setattr("cengji.register.build._ROWS", 300)
    api.build_register([source], mapping, tmp_path / "many")
    assert len([*(tmp_path / "many/quads").iterdir()]) >= 3
    assert (tmp_path / "one/quads.nq").read_bytes() == (tmp_path / "many/quads.nq").read_bytes()
    lines = (tmp_path / "one/quads.nq").read_bytes().splitlines(keepends=True)
    assert lines == sorted(set(lines))
    parts = duckdb.read_parquet(f"{tmp_path}/many/quads/*.parquet")
    parquet = parts.aggregate("count(*), count(DISTINCT (subject, predicate, object, datatype))").fetchall()
    assert parquet == [(len(lines), len(lines))]


@pytest.mark.parametrize("held", [0, 1 << 20])
def test_tables_of_names_without_ascii_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    monkeypatch.setattr("cengji.register.staging._HELD", held)
    one, other = tmp_path / "机构.csv", tmp_path / "街道.csv"
    one.write_text("code,name,up,size\n01,甲,,5\n", encoding="utf-8")
    other.write_text("code\n02\n", encoding="utf-8")
    second = (
        '<#Street> rml:logicalSource [ rml:source "街道.csv" ] ; rr:subjectMap [ rr:template "http://s/{code}" ; rr:class ex:Street ] .\n'
    )
    mapping = write(tmp_path, two__ttl=ORGS.replace("orgs.csv", "机构.csv") + second)["two__ttl"]
    assert api.build_register([one, other], mapping, tmp_path / "out").rows == 2
    subjects = {line.split()[0] for line in (tmp_path / "out/quads.nq").read_text(encoding="utf-8").splitlines()}
    assert subjects == {"<http://example.org/org/01>", "<http://s/02>"}


@pytest.mark.parametrize("damaged", [False, True])
def test_a_build_that_stops_while_it_sorts_goes_on_from_what_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damaged: bool) -> None:
    text = "code,name,up,size\n" + "".join(f"{n},{n % 7},{n // 10 or ''},{n}\n" for n in range(1, 800))
    source, mapping = orgs(tmp_path, text)
    monkeypatch.setattr("cengji.register.cuts.QUADS", 700)
    api.build_register([source], mapping, tmp_path / "whole")
    told: list[str] = []

    def stop(step: str, _done: int, _total: int) -> None:
        told.append(step)
        if told.count("writing: quads") == 2:
            raise RuntimeError("power is lost")

    with pytest.raises(RuntimeError):
        api.build_register([source], mapping, tmp_path / "out", progress=stop)
    half = tmp_path / ".out.register/new"
    written = half / "quads.nq"
    with written.open("r+b") as file:
        file.seek(100 if damaged else 0, 0 if damaged else 2)
        file.write(bytes(40))  # in what is marked as done, or behind it
    first = half / "quads/part-00000.parquet"
    before = first.stat().st_ino
    api.build_register([source], mapping, tmp_path / "out")
    assert ((tmp_path / "out/quads/part-00000.parquet").stat().st_ino == before) is not damaged
    for name in ("quads.nq", "report.json"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


SHARED = (
    PREFIXES
    + """\
<#One> rml:logicalSource [ rml:source "one.csv" ] ;
    rr:subjectMap [ rr:template "http://example.org/{id}" ; rr:class ex:B, ex:A ] ;
    rr:predicateObjectMap [ rr:predicate ex:p, ex:q ; rr:objectMap [ rml:reference "x" ], [ rml:reference "y" ] ] ;
    rr:predicateObjectMap [ rr:predicate ex:r ; rr:objectMap [ rr:parentTriplesMap <#Two> ;
        rr:joinCondition [ rr:child "x" ; rr:parent "x" ] ] ] .
<#Two> rml:logicalSource [ rml:source "two.csv" ] ;
    rr:subjectMap [ rr:template "http://example.org/{id}" ; rr:class ex:A ] ;
    rr:predicateObjectMap [ rr:predicateMap [ rr:template "http://example.org/{kind}" ] ; rr:objectMap [ rml:reference "x" ] ] .
"""
)


@pytest.mark.parametrize("twice", ["", "a,1,p\na,1,p\n"])
def test_a_subject_of_several_rows_maps_and_joins_has_each_line_once_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, twice: str
) -> None:
    paths = write(tmp_path, one__csv="id,x,y\na,1,1\nb,1,0\na.b,2,\n", two__csv=f"id,x,kind\n{twice}c,1,p\nc,2,q\na-,1,s\n", m__ttl=SHARED)
    two = [("c", 1, "p"), ("c", 2, "q"), ("a-", 1, "s"), *[("a", 1, "p")] * bool(twice)]
    wanted = {f"<http://example.org/{id}> a <http://example.org/A> ." for id in ("a", "b", "a.b", *(one for one, _, _ in two))}  # noqa: A001
    wanted |= {f"<http://example.org/{id}> a <http://example.org/B> ." for id in ("a", "b", "a.b")}  # noqa: A001
    for subject, values in (("a", "1"), ("b", "01"), ("a.b", "2")):
        wanted |= {f'<http://example.org/{subject}> <http://example.org/{p}> "{value}" .' for p in "pq" for value in values}
        wanted |= {
            f"<http://example.org/{subject}> <http://example.org/r> <http://example.org/{o}> ." for o, x, _ in two if str(x) in values
        }
    wanted |= {f'<http://example.org/{subject}> <http://example.org/{p}> "{x}" .' for subject, x, p in two}
    whole = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    lines = b"".join(sorted(line.replace("> a <", f"> {whole} <").encode() + b"\n" for line in wanted))
    for cut in (1000, 3):
        monkeypatch.setattr("cengji.register.cuts.QUADS", cut)
        built = api.build_register([paths["one__csv"], paths["two__csv"]], paths["m__ttl"], tmp_path / "out")
        assert (tmp_path / "out/quads.nq").read_bytes() == lines
        assert built.quads == len(wanted)


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    source, mapping = orgs(tmp_path)
    with pytest.raises(UsageError, match="holds other things"):
        api.build_register([source], mapping, tmp_path)


def test_subjects_are_sorted_as_their_lines_are() -> None:
    names = [f"http://例.org/𠀀é{rest}" for rest in ("", "a", "a/", "a?", "ab", "甲", "𠀀", "é", "1", "10", "1-")]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE subjects AS SELECT unnest(?) AS subject", [names])
        for some in ("FROM subjects", "FROM subjects LIMIT 1", "FROM subjects LIMIT 0"):
            held = [name for (name,) in connection.execute(some).fetchall()]
            ordered = connection.sql(some).order(sorting._key(some, connection)).fetchall()
            assert [name for (name,) in ordered] == sorted(held, key=lambda name: f"<{name}> ".encode())


def test_cells_that_a_reader_takes_for_empty_or_rounds_are_bad_where_they_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("空")
    sheet = book.active
    sheet.title = "units"
    for row in (
        ("code", "name", "up", "size", "notes"),
        ("01", "甲", None, "#DIV/0!", "#N/A"),
        ("02", "=A3"),
        (123456789012345678, "丙"),
        ("04", "丁"),
    ):
        sheet.append(row)
    book.save(tmp_path / "orgs.xlsx")
    mapping = write(tmp_path, m__ttl=ORGS.replace("orgs.csv", "orgs.xlsx"))["m__ttl"]
    with pytest.raises(InputError) as error:
        api.build_register([tmp_path / "orgs.xlsx"], mapping, tmp_path / "out")
    assert [line.split(" — ")[0] for line in faults(error, tmp_path)] == [
        "orgs.xlsx:2: units.size: row 1 holds the error #DIV/0!",
        "orgs.xlsx:3: units.name: row 2 holds a formula whose value the file does not hold",
        "orgs.xlsx:4: units.code: row 3 is a number of more than 15 digits, of which spreadsheets keep only 15",
    ]
    built = api.build_register([tmp_path / "orgs.xlsx"], mapping, tmp_path / "out", skip_bad=True, rejects=tmp_path / "bad.csv")
    assert (built.rows, built.rejected) == (1, 3)
    assert (tmp_path / "bad.csv").read_text(encoding="utf-8").count("orgs.xlsx#units") == 3


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("代码,name\n1,甲\n".encode("gbk"), "has a first row that is not UTF-8: byte B4"),
        ("code,name\n1,甲\n".encode("utf-16"), "is UTF-16"),
        (b"code,name\r1,a\r", "has lines that end in CR alone"),
        (b"code;name\n1;a\n", "has a single column, whose name 'code;name' has ';' in it"),
        (b"code,name\n1," + b"a" * (1 << 24) + b"\n2,b\n", "row 1 is longer than 16 MB"),
    ],
)
def test_csv_of_another_kind_is_called_what_it_is(data: bytes, problem: str, tmp_path: Path) -> None:
    files = write(tmp_path, m__ttl=ORGS)
    (tmp_path / "orgs.csv").write_bytes(data)
    with pytest.raises(InputError) as error:
        api.build_register([tmp_path / "orgs.csv"], files["m__ttl"], tmp_path / "out")
    assert [fault.problem for fault in error.value.faults] == [problem]


def test_a_column_of_parquet_without_any_value_is_of_no_type(tmp_path: Path) -> None:
    pl.DataFrame({"code": ["1"], "name": ["甲"], "up": [None], "size": [None]}).write_parquet(tmp_path / "orgs.parquet")
    mapping = write(tmp_path, m__ttl=ORGS.replace("orgs.csv", "orgs"))["m__ttl"]
    assert api.build_register([tmp_path / "orgs.parquet"], mapping, tmp_path / "out").quads == 2


def test_inputs_are_told_apart_by_where_they_are(tmp_path: Path) -> None:
    files = write(tmp_path, orgs__csv="code,name,up,size\n1,甲,,\n", m__ttl=ORGS)
    (tmp_path / "b").mkdir()
    other = Path(shutil.copy(files["orgs__csv"], tmp_path / "b"))
    twice = [files["orgs__csv"], tmp_path / "b/../orgs.csv"]
    assert api.build_register(twice, files["m__ttl"], tmp_path / "out").rows == 1
    with pytest.raises(InputError) as error:
        api.build_register([files["orgs__csv"], other, tmp_path / "b"], files["m__ttl"], tmp_path / "out")
    folder, *_ = error.value.faults
    assert folder.problem == "is a folder"
    with pytest.raises(InputError, match=r"may be .*/b/orgs\.csv#orgs or .*/orgs\.csv#orgs"):
        api.build_register([files["orgs__csv"], other], files["m__ttl"], tmp_path / "out")

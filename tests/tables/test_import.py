"""Files of offices imported, or refused with cell and remedy; maps; the command; the two workbooks told apart."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

import cengji
from cengji.api.importing import Import
from cengji.cli.main import cengji as command
from cengji.core.errors import InputError
from cengji.tables.hidden import find_hidden
from cengji.tables.numbers import measure_of, table_unit
from tests.tables.offices import BAD, BY_ID, GOOD, Office, book, text


def read(folder: Path, office: Office) -> Import:
    path = folder / office.name
    path.write_bytes(office.content)
    return cengji.read_tables(path)


@pytest.mark.parametrize("office", GOOD, ids=lambda office: office.name)
def test_a_file_of_an_office_is_read(office: Office, tmp_path: Path) -> None:
    found = read(tmp_path, office)
    assert found.faults == (), "\n".join(map(str, found.faults))
    bodies, tiers = found.found.bodies, found.found.placing.tiers
    above = {name: bodies.names[upper] for name, upper in zip(bodies.names, bodies.parents, strict=True) if upper >= 0}
    assert office.above.items() <= above.items()
    placed = dict(zip(bodies.names, tiers, strict=True))
    assert {name: placed.get(name, "absent") for name in office.tiers} == office.tiers
    assert [note for note in office.notes if not any(note in said for said in found.notes)] == []
    counts = {(bodies.names[count.body], count.heading): count.written for count in bodies.counts}
    assert office.counts.items() <= counts.items()
    turtle = found.write("out.ttl").decode()
    for person in ("王建国", "李建华", "张伟", "Zed", "Somebody", 'example.org"', "020 "):
        assert person not in turtle


@pytest.mark.parametrize("office", BAD, ids=lambda office: office.name)
def test_a_faulty_file_is_refused_with_cell_and_remedy(office: Office, tmp_path: Path) -> None:
    try:
        said = "\n".join(map(str, read(tmp_path, office).faults))
    except InputError as error:
        said = str(error)
    said = said.replace(f"{tmp_path}/", "")
    assert [part for part in office.faults if part not in said] == [], said
    assert all(" — " in line for line in said.splitlines())


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    paths = []
    for office in BAD[:4]:
        paths.append(tmp_path / office.name)
        paths[-1].write_bytes(office.content)
    assert {Path(fault.path).name for fault in cengji.read_tables(paths).faults} == {path.name for path in paths}


def test_what_is_written_is_a_graph_to_ask_and_to_look_at(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_bytes(text([[*BY_ID[0], "网格数"], *([*row, "7"] for row in BY_ID[1:])]))
    found = cengji.read_tables(tmp_path / "units.csv")
    for name in ("units.ttl", "units.trig", "units.nq"):
        (tmp_path / name).write_bytes(found.write(name))
    with pytest.warns(cengji.errors.CengjiWarning, match="4 organizations in 1 hierarchy"):
        graph = cengji.open(data=tmp_path / "units.nq")
    bodies = graph.query("bodies")
    placed = {name: str(tier).rpartition("/")[2] for name, tier in zip(bodies["label"], bodies["common_tier"], strict=True)}
    assert placed["第一网格"] == "grid"
    assert graph.query("figures")["value"] == [7, 7, 7, 7]
    assert "石路街道" in graph.view()
    assert graph.export("gexf")
    assert found.graph().query("bodies").rows == graph.query("bodies").rows


def test_numbers_in_words_are_figures_with_bounds_in_the_unit_of_their_column(tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    rows = (
        "9人,,100", "约30,1.2万,50", "30余,3—4,约20", "不足10人,100以上,1.5", "近30,十二户,12万元", "20—30人,12,", "１２名,≥30,40余",
        "上百,２０户左右,80-90", "30+,多达5户,不超过60",
    )  # fmt: skip
    path.write_text("单位,党员数（人）,户数,经费（万元）\n" + "".join(f"第{at}科,{row}\n" for at, row in enumerate(rows)), encoding="utf-8")
    found = cengji.read_tables(path)
    assert found.faults == ()
    rows = found.graph().query("figures").to_pandas().itertuples()
    said = {one.written: " ".join(map(_short, (one.unit, one.comparator, one.value, one.lower, one.upper))) for one in rows}
    assert said == {
        "9人": "person exact 9 9 9", "约30": "person approximately 30 nan nan", "30余": "person moreThan 30 30 nan",
        "不足10人": "person lessThan 10 nan 10", "近30": "person nearly 30 nan 30", "20—30人": "person range nan 20 30",
        "１２名": "person exact 12 12 12", "上百": "person atLeast 100 100 nan", "30+": "person atLeast 30 30 nan",
        "1.2万": "household exact 12000 11000 13000", "3—4": "household range nan 3 4", "100以上": "household atLeast 100 100 nan",
        "十二户": "household exact 12 12 12", "12": "household exact 12 12 12", "≥30": "household atLeast 30 30 nan",
        "２０户左右": "household approximately 20 nan nan", "多达5户": "household exact 5 5 5", "100": "cny exact 1000000 990000 1010000",
        "50": "cny exact 500000 490000 510000", "约20": "cny approximately 200000 nan nan", "1.5": "cny exact 15000 14000 16000",
        "12万元": "cny exact 120000 110000 130000", "40余": "cny moreThan 400000 400000 nan", "80-90": "cny range nan 800000 900000",
        "不超过60": "cny atMost 600000 nan 600000",
    }  # fmt: skip


def test_a_growth_and_a_mean_are_no_counts_and_merged_cells_are_those_of_all_their_rows(tmp_path: Path) -> None:
    rows = [
        ["名称", "上级", "同比增长（%）", "户均人口（人）", "党员数（人）", None], [None, None, None, None, "正式", "预备"],
        ["甲街道", None, 3, 2.5, 30, 3], ["乙社区", "甲街道", -2, 3.1, "1，200", 2], ["丙社区", None, 1, "约3", 18, 1],
    ]  # fmt: skip
    path = tmp_path / "merged.xlsx"
    path.write_bytes(book(("表", rows, ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "B4:B5"])))
    found = cengji.read_tables(path)
    assert found.faults == ()
    assert [found.found.bodies.names[upper] for upper in found.found.bodies.parents if upper >= 0] == ["甲街道", "甲街道"]
    figures = found.graph().query("figures").to_pandas()
    said = sorted(map(" ".join, zip(*(map(_short, figures[name]) for name in ("written", "value", "kind", "direction")), strict=True)))
    assert said == sorted([
        "3 3 change increase", "-2 -2 change None", "1 1 change increase", "2.5 2 ratio None", "3.1 3 ratio None", "约3 3 ratio None",
        "30 30 count None", "1，200 1200 count None", "18 18 count None", "3 3 count None", "2 2 count None", "1 1 count None",
    ])  # fmt: skip


def test_codes_keep_the_zeros_that_their_format_shows(tmp_path: Path) -> None:
    def style(made: openpyxl.Workbook) -> None:
        for cell in ("A2", "A3", "C3"):
            made.active[cell].number_format = "000000"

    path = tmp_path / "units.xlsx"
    path.write_bytes(book(("A", [["编码", "名称", "上级编码"], [10101, "甲街道", None], [10102, "乙社区", 10101]], []), style=style))
    bodies = cengji.read_tables([path]).found.bodies
    assert (list(bodies.ids), list(bodies.parents)) == (["010101", "010102"], [-1, 0])


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_cells_with_an_error_are_found_behind_repeated_ones(form: str) -> None:
    blank = b'<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    cells = b'<table:table-cell table:number-columns-repeated="2"/><table:table-cell calcext:value-type="error"/>'
    table = b'<table:table table:name="A">' + blank + b"<table:table-row>" + cells + b"</table:table-row></table:table>"
    out = io.BytesIO(book(("A", [[]] * 3 + [[None, None, "#N/A"]], []), style=lambda made: setattr(made.active["C4"], "data_type", "e")))
    if form == "ods":
        with zipfile.ZipFile(out := io.BytesIO(), "w") as archive:
            archive.writestr("content.xml", table)
    assert {name: held.errors for name, held in find_hidden(out.getvalue()).items()} == {"A": ((3, 2),)}


def _short(cell: object) -> str:
    """Return an answer's cell in short: the key of a concept, a number as a whole one."""
    return f"{cell:.0f}" if isinstance(cell, float) else str(cell).rpartition("/")[2]


def test_a_line_above_the_table_says_the_unit_of_numbers(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("人口一览表,,\n,,单位：万人\n单位,上级,人口数\n甲县,,30\n乙镇,甲县,2.5\n", encoding="utf-8")
    figures = cengji.read_tables(path).graph().query("figures")
    assert (sorted(map(str, figures["value"])), set(map(_short, figures["unit"]))) == (["25000", "300000"], {"person"})


def test_a_line_above_the_table_says_nothing_of_what_counts_something_else(tmp_path: Path) -> None:
    path = tmp_path / "money.csv"
    path.write_text("单位：万元,,,,\n单位,上级,网格数,党员数,预算数\n甲县,,620,30,12.5\n乙镇,甲县,45,2,3\n", encoding="utf-8")
    figures = cengji.read_tables(path).graph().query("figures")
    found = {(_short(unit), str(value)) for unit, value in zip(figures["unit"], figures["value"], strict=True)}
    assert found == {("item", "620"), ("item", "45"), ("person", "30"), ("person", "2"), ("cny", "125000"), ("cny", "30000")}


@pytest.mark.parametrize(
    ("heading", "line", "unit", "scale"),
    [
        ("户数", "万人", "household", 1),
        ("户数", "万户", "household", 10_000),
        ("社区数", "万人", "item", 1),
        ("网格长数", "人", "person", 1),
        ("社会组织数", "家", "household-unit", 1),
        ("人员经费", "万元", "cny", 10_000),
        ("经费", "万元", "cny", 10_000),
        ("干部数", "万元", "person", 1),
        ("经费", "萬元", "cny", 10_000),
    ],
)
def test_what_a_column_is_in_where_the_table_says_a_unit(heading: str, line: str, unit: str, scale: int) -> None:
    found = measure_of(heading, table_unit([[f"單位：{line}" if line == "萬元" else f"单位：{line}"]]))
    assert (found.unit, found.scale) == (unit, scale)


def test_the_number_of_a_row_that_names_no_body_is_not_left_out_without_a_word(tmp_path: Path) -> None:
    path, kept = tmp_path / "groups.csv", tmp_path / "groups.yaml"
    path.write_text("县,村,组,户数\n甲县,太平村,一组,30\n,,二组,25\n,永安村,一组,9\n,,,\n", encoding="utf-8")
    (fault,) = cengji.read_tables(path).faults  # 组 is no level that is known, and 25 is not that of the village
    assert (fault.line, fault.problem) == (3, "'25' is about none of the bodies of the table")
    kept.write_text(
        "tables:\n  - of: groups.csv\n    parents: levels\n    columns: {县: names, 村: names, 组: names, 户数: count}\n", encoding="utf-8"
    )
    found = cengji.read_tables(path, map_file=kept)
    assert (found.faults, sorted(one.written for one in found.found.bodies.counts)) == ((), ["25", "30", "9"])


def test_levels_of_divisions_are_kinds_of_units_and_no_new_ones(tmp_path: Path) -> None:
    path = tmp_path / "county.csv"
    path.write_text("编码,名称,上级,级别\n1,甲县,,县\n2,乙乡,1,乡\n3,丙苏木,1,苏木\n4,丁村,2,行政村\n5,戊中队,2,中队\n", encoding="utf-8")
    out = tmp_path / "county.yaml"
    said = CliRunner().invoke(command, ["import", str(path), "-o", str(out)])
    assert said.exit_code == 0, said.output
    text_ = out.read_text(encoding="utf-8")
    found = [line.split()[1] for line in text_.splitlines() if line.startswith("    kind: ")]
    assert found == ["district-unit", "town-unit", "town-unit", "village-unit", "zhong-dui"]
    assert text_.count("- {key:") == 1, "of the levels none but 中队 is a kind of this case"


def test_the_map_of_one_time_reads_the_file_of_the_next(tmp_path: Path) -> None:
    first, later, out = tmp_path / "march.csv", tmp_path / "april.csv", tmp_path / "out.nq"
    first.write_bytes("甲,乙,丙\nA1,东局,\nA2,东科,A1\n".encode())
    said = CliRunner().invoke(command, ["import", str(first), "-o", str(out)])
    assert (said.exit_code, out.exists()) == (0, True), said.output
    kept = tmp_path / "out.map.yaml"
    kept.write_text(
        kept.read_text(encoding="utf-8").replace("丙: parent", "丙: skip").replace("parents: id", "parents: none"), encoding="utf-8"
    )
    later.write_bytes("月报,,\n甲,乙,丙\nA1,东局,\nA2,东科,A1\n".encode())
    found = cengji.read_tables(later, map_file=kept)
    assert (found.faults, found.found.bodies.parents) == ((), [-1, -1])


def test_a_map_decides_words_orphans_and_unknown_superiors(tmp_path: Path) -> None:
    path, kept = tmp_path / "a.csv", tmp_path / "a.yaml"
    path.write_bytes("编码,名称,上级,层级\n1,甲区,,区\n2,乙中心,1,中心\n3,丙社区,,社区\n4,丁社区,9,社区\n".encode())
    kept.write_text("tiers: {中心: area, 社区: open}\norphans: keep\nunknown: add\n", encoding="utf-8")
    found = cengji.read_tables(path, map_file=kept)
    assert (found.faults, list(found.found.placing.tiers)) == ((), ["county", "area", "", "", ""])
    kept.write_text("tiers: {中心: aera}\norphan: keep\ntables: [{columns: {名称: nam}, parents: ids}]\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        cengji.read_tables(path, map_file=kept)
    assert {"did you mean area?", "did you mean orphans?", "did you mean name?", "did you mean id?"} <= {
        fault.remedy.replace(" or name-en", "").replace("name or names?", "name?") for fault in error.value.faults
    }


def test_the_guess_is_shown_before_anything_is_written(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_bytes(text(BY_ID))
    said = CliRunner().invoke(command, ["import", str(path)])
    assert said.exit_code == 0
    assert "机构编码" in said.stderr
    assert "parent" in said.stderr
    assert "nothing is written" in said.stderr
    assert max(map(len, said.stderr.splitlines()[1:-1])) <= 80
    path.write_bytes(text([*BY_ID, ["X", "戊社区", "Y", "社区"]]))
    out = tmp_path / "units.ttl"
    said = CliRunner().invoke(command, ["import", str(path), "-o", str(out)])
    assert (said.exit_code, out.exists(), (tmp_path / "units.map.yaml").exists()) == (3, False, False)
    assert "1 fault; nothing was written." in said.stderr


def test_a_case_begins_with_the_bodies_and_says_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_bytes(text(BY_ID))
    start = tmp_path / "shi-lu.yaml"
    start.write_bytes(cengji.read_tables(tmp_path / "units.csv").write("shi-lu.yaml"))
    said = CliRunner().invoke(command, ["check", "--cases", str(start), "--only"])
    assert said.exit_code == 3
    lacking = [line for line in said.stderr.splitlines() if "shi-lu.yaml:" in line]
    assert len(lacking) >= 5
    assert [line for line in lacking if "is empty" not in line] == [], "only blanks are left to fill in"
    filled = start.read_text(encoding="utf-8").replace("{zh: , en: }", "{zh: 石路, en: Shilu}").replace('sha256: ""', f"sha256: {'0' * 64}")
    for name, value in (("title", "石路"), ("publisher", "某报"), ("kind", "news-report"), ("characters", "99"), ("evidence", "石路")):
        filled = filled.replace(f"  {name}:\n", f"  {name}: {value}\n")
    start.write_text(filled, encoding="utf-8")
    said = CliRunner().invoke(command, ["check", "--cases", str(start), "--only"])
    assert said.exit_code == 0, said.output
    assert "tier: subdistrict" in start.read_text(encoding="utf-8")


def test_the_two_workbooks_are_told_apart_where_they_are_mixed_up(tmp_path: Path) -> None:
    case, export = tmp_path / "case.xlsx", tmp_path / "export.xlsx"
    case.write_bytes(cengji.Case.new_xlsx("here"))
    export.write_bytes(book(("cover 封面", [["层级 Cengji"]], []), ("Body 机构", [["a"]], [])))
    with pytest.raises(InputError, match="cengji case from-xlsx"):
        cengji.read_tables(case)
    with pytest.raises(InputError, match="cengji import"):
        cengji.Case.from_xlsx(export)
    with pytest.raises(cengji.errors.UsageError, match="cengji import"):
        cengji.open(data=export)
    with pytest.raises(InputError, match="is a workbook, no case file"):
        cengji.open(cases=export)
    plain = tmp_path / "list.xlsx"
    plain.write_bytes(book(("名单", [["单位", "上级"], ["甲局", None]], [])))
    with pytest.raises(InputError, match=r"no sheet 案例.*cengji import"):
        cengji.Case.from_xlsx(plain)


def test_data_without_the_model_give_no_empty_analysis(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<urn:x:a> a <http://xmlns.com/foaf/0.1/Document> .", encoding="utf-8")
    with pytest.raises(InputError, match="holds no hierarchy to show"):
        cengji.open(data=tmp_path / "a.ttl").analyze("depth")

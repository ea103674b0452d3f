"""Files as offices have them, written by code: wrong headings, merged cells, two heading rows, codes as numbers, GBK, indents, loops."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

import openpyxl
from openpyxl.styles import Alignment

Row = Sequence[object]


class Office(NamedTuple):
    """A file: its name and bytes; the superior and the tier of each body by name, or what its faults say, each with its cell."""

    name: str
    content: bytes
    above: Mapping[str, str] = MappingProxyType({})
    tiers: Mapping[str, str] = MappingProxyType({})
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    counts: Mapping[tuple[str, str], str] = MappingProxyType({})


def book(*sheets: tuple[str, Sequence[Row], Sequence[str]], style: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    """Return a workbook of sheets, each with its rows and merged areas."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows, merged in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
    if style:
        style(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _indented(made: openpyxl.Workbook) -> None:
    for row, indent in enumerate((0, 1, 2, 2, 1), start=2):
        made.active.cell(row, 1).alignment = Alignment(indent=indent)


def _hidden(made: openpyxl.Workbook) -> None:
    made["旧"].sheet_state = "hidden"


def _hidden_row(made: openpyxl.Workbook) -> None:
    made.active.row_dimensions[3].hidden = True


def _formula(made: openpyxl.Workbook) -> None:
    made.active["C3"] = "=1+2"  # openpyxl writes no value with it


def ods(rows: Sequence[Sequence[str]]) -> bytes:
    """Return a table of OpenDocument."""
    names = "".join(f' xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text"))
    cells = (
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    sheet = f'<table:table table:name="表">{"".join(cells)}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<office:document-content{names}>{body}</office:document-content>")
        namespace = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{namespace}"/>')
    return out.getvalue()


LADDER: Final = {"石路街道": "姑苏区", "金筑社区": "石路街道", "第一网格": "金筑社区"}
TIERS: Final = {"姑苏区": "county", "石路街道": "subdistrict", "金筑社区": "community", "第一网格": "grid"}
BY_ID: Final = [
    ["机构编码", "机构名称", "上级编码", "层级"],
    ["320508", "姑苏区", "", "区级"],
    ["320508017", "石路街道", "320508", "街道"],
    ["320508017008", "金筑社区", "320508017", "社区"],
    ["WG01", "第一网格", "320508017008", "网格"],
]


def text(rows: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Return rows as a file of text."""
    return "".join(delimiter.join(row) + "\r\n" for row in rows).encode(encoding)


def chart(name: str, **others: object) -> dict[str, object]:
    """Return a node of a chart."""
    return {"name": name, **others}


ORGANOGRAM: Final = """\
Post Unique Reference,Name,Grade (or equivalent),Job Title,Job/Team Function,Parent Department,Organisation,Unit,Contact Phone,\
Contact E-mail,Reports to Senior Post,Salary Cost of Reports (£),FTE
1,Zed Quux,SCS4,Permanent Secretary,Lead,Department of Roads,Department of Roads,Board,020 1,z@example.org,XX,100,1
2,N/D,SCS2,Director of Bridges,Bridges,Department of Roads,Department of Roads,Bridges,020 2,b@example.org,1,50,1
"""

YED: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key for="node" id="d6" yfiles.type="nodegraphics"/><graph edgedefault="directed" id="G">
<node id="n0"><data key="d6"><y:ShapeNode><y:NodeLabel>甲局</y:NodeLabel></y:ShapeNode></data></node>
<node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>乙科</y:NodeLabel></y:ShapeNode></data></node>
<edge id="e0" source="n0" target="n1"/></graph></graphml>
"""

WIKIDATA: Final = """\
@prefix wd: <http://www.wikidata.org/entity/> . @prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
wd:Q1 rdfs:label "Ministry"@en . wd:Q2 rdfs:label "Agency"@en ; wdt:P749 wd:Q1 ; wdt:P131 wd:Q9 .
wd:Q1 wdt:P355 wd:Q3 . wd:Q3 rdfs:label "Office"@en . wd:Q4 rdfs:label "Desk"@en ; wdt:P361 wd:Q3 .
wd:Q5 a <http://schema.org/Person> ; rdfs:label "Somebody"@en .
"""

THESAURUS: Final = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix iso: <http://purl.org/iso25964/skos-thes#> . @prefix : <https://example.org/> .
:a a skos:Concept ; xl:prefLabel :la . :la xl:literalForm "网格"@zh . :b a skos:Concept ; xl:prefLabel :lb ; iso:broaderPartitive :a .
:lb xl:literalForm "楼栋"@zh .
"""

SCHEMA_ORG: Final = {
    "@context": {"@vocab": "https://schema.org/"},
    "@id": "https://example.org/a",
    "@type": "Organization",
    "name": "Council",
    "department": [{"@id": "https://example.org/b", "@type": "Organization", "name": "Parks"}],
    "employee": {"@id": "https://example.org/p", "@type": "Person", "name": "Somebody"},
}

POPOLO: Final = {
    "organizations": [
        {"id": "c", "name": "Council"},
        {"id": "p", "name": "Parks Committee", "parent_id": "c", "classification": "committee"},
    ],
    "persons": [{"id": "z", "name": "Zed Quux"}],
    "memberships": [{"person_id": "z", "organization_id": "p"}],
    "posts": [{"id": "chair", "label": "Chair", "organization_id": "p"}],
}

SPARQL: Final = {
    "head": {"vars": ["item", "itemLabel", "parent"]},
    "results": {
        "bindings": [
            {"item": {"type": "uri", "value": "https://example.org/1"}, "itemLabel": {"type": "literal", "value": "Ministry"}},
            {
                "item": {"type": "uri", "value": "https://example.org/2"},
                "itemLabel": {"type": "literal", "value": "Agency"},
                "parent": {"type": "uri", "value": "https://example.org/1"},
            },
        ]
    },
}

TITLED: Final = book(
    (
        "汇总",
        [
            ["姑苏区基层组织一览表"],
            ["填报单位：民政股", None, None, None, None, "单位：个"],
            ["基本信息", None, None, None, "数量", None, "负责人"],
            ["编码", "名称", "上级编码", "级别", "党员（人）", "网格数", None],
            [320508, "姑苏区", None, "区级", None, None, "王建国"],
            [320508017, "石路街道", 320508, "街道", "1,236", 56, "李建华"],
            [320508017008, "金筑社区", 320508017, "社区", 80, 12, "张伟"],
            ["合计", None, None, None, 1316, 68, None],
            ["填表人：王建国"],
        ],
        ["A1:G1", "A3:D3", "E3:F3", "G3:G4"],
    )
)

GOOD: Final = (
    Office("utf8.csv", text(BY_ID), LADDER, TIERS),
    Office("gbk.csv", text(BY_ID, encoding="gbk"), LADDER, TIERS),
    Office("utf16.txt", text(BY_ID, "\t", "utf-16"), LADDER, TIERS),
    Office("utf16-unmarked.tsv", text(BY_ID, "\t", "utf-16-le"), LADDER, TIERS),
    Office("semicolons.csv", text(BY_ID, ";"), LADDER, TIERS),
    Office("by-id.ods", ods(BY_ID), LADDER, TIERS),
    Office(
        "titled.xlsx",
        TITLED,
        {"石路街道": "姑苏区", "金筑社区": "石路街道"},
        {name: tier for name, tier in TIERS.items() if tier != "grid"},
        notes=("负责人",),
        counts={("石路街道", "网格数"): "56", ("石路街道", "党员（人）"): "1,236"},
    ),
    Office(
        "merged-levels.xlsx",
        book(
            (
                "Sheet1",
                [
                    ["区县", "街道", "社区", "网格"],
                    ["姑苏区", "石路街道", "金筑社区", "第一网格"],
                    [None, None, None, "第二网格"],
                    [None, None, "民主社区", "第三网格"],
                ],
                ["A2:A4", "B2:B4", "C2:C3"],
            )
        ),
        LADDER | {"第二网格": "金筑社区", "民主社区": "石路街道", "第三网格": "民主社区"},
        TIERS,
    ),
    Office(
        "blank-levels.csv",
        "区县,街道,社区\n姑苏区,石路街道,金筑社区\n,,民主社区\n,平江街道,历史社区\n".encode("gb18030"),
        {"民主社区": "石路街道", "历史社区": "平江街道"},
        {"平江街道": "subdistrict"},
    ),
    Office(
        "staircase.csv",
        "一级单位,二级单位,三级单位\n甲局,,\n,乙科,\n,,丙股\n,丁科,\n".encode(),
        {"乙科": "甲局", "丙股": "乙科", "丁科": "甲局"},
        {"乙科": ""},
    ),
    Office(
        "staff-by-department.csv",
        b"Name,Title,Department,Parent Department\nZed Quux,Director,Roads,Council\nAnn Other,Clerk,Roads,Council\nBob Else,Head,Council\n",
        {"Roads": "Council"},
        notes=("1 row left out", "Name"),
    ),
    Office(
        "by-name.csv", "单位名称,上级单位,类型\n甲局,,\n乙科,甲局,政府部门\n丙科,甲局,政府部门\n".encode(), {"乙科": "甲局", "丙科": "甲局"}
    ),
    Office(
        "belongs-to.csv",
        "所属街道,社区名称,网格数\n石路街道,金筑社区,12\n石路街道,民主社区,8\n平江街道,历史社区,3\n".encode(),
        {"金筑社区": "石路街道", "历史社区": "平江街道"},
        {"金筑社区": "community", "石路街道": "subdistrict"},
    ),
    Office(
        "indented.txt",
        "甲区\n　乙街道\n　　丙社区\n　　丁社区\n　戊街道\n".encode(),
        {"乙街道": "甲区", "丁社区": "乙街道", "戊街道": "甲区"},
        {"甲区": "county", "丁社区": "community"},
    ),
    Office(
        "tabs.txt", b"Council\n\tParks\n\t\tTrees\n\tRoads\n", {"Parks": "Council", "Trees": "Parks", "Roads": "Council"}, {"Parks": ""}
    ),
    Office(
        "indented-cells.xlsx",
        book(("单位", [["单位"], ["甲局"], ["乙科"], ["丙股"], ["丁股"], ["戊科"]], []), style=_indented),
        {"乙科": "甲局", "丁股": "乙科", "戊科": "甲局"},
    ),
    Office(
        "codes-as-numbers.xlsx",
        book(("码", [["区划代码", "名称"], [320508, "姑苏区"], [320508017, "石路街道"], [320508017008, "金筑社区"]], [])),
        {"石路街道": "姑苏区", "金筑社区": "石路街道"},
        {"石路街道": "subdistrict", "金筑社区": "community"},
    ),
    Office(
        "long-codes.csv",
        "代码,名称\n320500000000,苏州市\n320508000000,姑苏区\n320508017000,石路街道\n320508017008,金筑社区\n".encode(),
        {"姑苏区": "苏州市", "金筑社区": "石路街道"},
        {"苏州市": "prefecture", "石路街道": "subdistrict"},
    ),
    Office(
        "numbered.csv",
        b"No,Code,Unit\n1,1,Council\n2,1.1,Parks\n3,1.1.1,Trees\n4,1.2,Roads\n",
        {"Parks": "Council", "Trees": "Parks", "Roads": "Council"},
    ),
    Office(
        "paragraphs.txt",
        "一、石路街道党工委\n（一）金筑社区党委\n1.第一网格党支部\n（二）民主社区党委\n1.第二网格党支部\n".encode("gbk"),
        {"金筑社区党委": "石路街道党工委", "第一网格党支部": "金筑社区党委", "第二网格党支部": "民主社区党委"},
    ),
    Office(
        "outline.csv",
        "名称,级别\n甲区,区\n乙街道,街道\n丙社区,社区\n丁街道,街道\n".encode(),
        {"乙街道": "甲区", "丙社区": "乙街道", "丁街道": "甲区"},
        {"丙社区": "community"},
    ),
    Office(
        "two-areas.csv",
        "编码,名称,上级,层级\n1,甲区,,区\n2,乙街道,1,街道\n3,东片区,2,片区\n4,丙社区,3,社区\n5,丁社区,2,社区\n6,西片区,5,片区\n".encode(),
        {"丙社区": "东片区"},
        {"东片区": "area", "西片区": "sub-community"},
    ),
    Office(
        "words-alone.csv",
        "编码,名称,上级,层级\n1,甲公司,,\n2,乙小区,1,小区\n3,丙市,,市\n".encode(),
        {"乙小区": "甲公司"},
        {"乙小区": "", "丙市": ""},
    ),
    Office(
        "aligned-names.csv",
        "单位名称,上级单位\n甲区　,\n乙 街道,甲区\n 丙社区 ,乙　街道\n丁社区,乙街道 \n".encode("gbk"),
        {"乙街道": "甲区", "丙社区": "乙街道", "丁社区": "乙街道"},
    ),
    Office("broken-lines.xlsx", book(("S", [["单位\n名称", "上级\n单位"], ["甲局", None], ["乙\n科", "甲局"]], [])), {"乙科": "甲局"}),
    Office(
        "subtotals.csv",
        "街道,社区,户数\n乙街道,丙社区,10\n乙街道小计,,10\n戊街道,己社区,5\n戊街道,小计,5\n全区合计,,15\n".encode("gbk"),
        {"丙社区": "乙街道", "己社区": "戊街道"},
        {"乙街道小计": "absent", "小计": "absent", "全区合计": "absent"},
        notes=("totals or remarks: line 3, line 5, line 6",),
    ),
    Office(
        "same-as-above.csv",
        "街道,社区\n乙街道,丙社区\n同上,丁社区\n〃,戊社区\n".encode(),
        {"丁社区": "乙街道", "戊社区": "乙街道"},
        {"同上": "absent"},
    ),
    Office(
        "uneven-codes.csv",
        "编码;名称\n01;甲局\n0101;乙处\n010101;丙科\n01010101;丁组\n02;戊局\n0201;己处\n".encode("gbk"),
        {"丙科": "乙处", "丁组": "丙科", "己处": "戊局"},
    ),
    Office(
        "unseen.csv",
        "单位,上级单位\n公安\u200b局,\n⼾籍科,公安\ufe00局\n⺠警队,户\u200d籍科\n".encode(),
        {"户籍科": "公安局", "民警队": "户籍科"},
    ),
    Office(
        "unseen-levels.csv",
        "单位,层级,上级单位\n甲区,区,\n乙路,街\u200b道,甲区\n丁里,社\ufe00区,乙路\n丙楼,⽹格,丁里\n".encode(),
        {"丙楼": "丁里"},
        {"乙路": "subdistrict", "丁里": "community", "丙楼": "grid"},
    ),
    Office("joiners.csv", "Name,Superior\nکمیته\u200cها,\nWard,کمیته\u200cها\n".encode(), {"Ward": "کمیته\u200cها"}),
    Office("serial-numbers.csv", "序号,单位名称,上级序号\n1,甲局,\n2,乙科,1\n3,丙股,2\n".encode(), {"乙科": "甲局", "丙股": "乙科"}),
    Office(
        "sections.xlsx",
        book(("S", [["社区", "网格数"], ["乙街道", None], ["丙社区", 3], ["戊街道", None], ["己社区", 5]], ["A2:B2", "A4:B4"])),
        {"丙社区": "乙街道", "己社区": "戊街道"},
        {"乙街道": "", "丙社区": "community"},
        counts={("己社区", "网格数"): "5"},
    ),
    Office(
        "counted-grids.csv",
        "社区,网格（个）,户籍人口（万人）\n丙社区,12个,0.8\n丁社区,8,约1\n".encode(),
        {},
        {"12个": "absent", "8": "absent"},
        counts={("丙社区", "网格（个）"): "12个", ("丁社区", "户籍人口（万人）"): "约1"},
    ),
    Office(
        "instructions.xlsx",
        book(
            ("填写说明", [["1、本表由各单位填写"], ["2、上级单位填全称"]], []),
            ("名单", [["单位", "上级"], ["甲局", None], ["乙科", "甲局"]], []),
        ),
        {"乙科": "甲局"},
        {"本表由各单位填写": "absent", "1、本表由各单位填写": "absent"},
        notes=("填写说明: no headings",),
    ),
    Office(
        "hidden-row.xlsx",
        book(("S", [["编码", "名称", "上级"], [1, "甲局", None], [2, "乙科", 1]], []), style=_hidden_row),
        {"乙科": "甲局"},
        notes=("hidden rows are read like the others: 3",),
    ),
    Office(
        "two-parents.csv",
        "机构代码,机构名称,主管部门,上级机构代码\nA,甲局,,\nB,乙科,甲局,A\nC,丙中心,乙科,A\n".encode(),
        {"丙中心": "甲局"},
        notes=("another column names the superiors: 主管部门",),
    ),
    Office(
        "english-numbers.csv",
        b"Unit Name;Parent Unit;Headcount\nCouncil;;1,200\nParks;Council;approx. 30\nTrees;Parks;20 to 25 staff\n",
        {"Parks": "Council"},
        counts={("Parks", "Headcount"): "approx. 30"},
    ),
    Office("no-headings.csv", b"A1,Council,\nA2,Parks,A1\nA3,Roads,A1\nA4,Trees,A2\n", {"Parks": "Council", "Trees": "Parks"}),
    Office(
        "a-sheet-a-street.xlsx",
        book(
            ("区", [["编码", "名称", "上级编码"], ["1", "甲区", None]], []),
            ("街道", [["编码", "名称", "上级编码"], ["2", "乙街道", "1"], ["3", "丙街道", "1"]], []),
            ("旧", [["编码", "名称", "上级编码"], ["2", "旧街道", "1"]], []),
            style=_hidden,
        ),
        {"乙街道": "甲区", "丙街道": "甲区"},
        notes=("hidden sheet 旧",),
    ),
    Office(
        "chart.json",
        json.dumps(chart("Council", children=[chart("Parks Department", children=[chart("Trees Team")])])).encode(),
        {"Parks Department": "Council", "Trees Team": "Parks Department"},
    ),
    Office(
        "chart-of-persons.json",
        json.dumps([chart("王建国", id=1, title="局长"), chart("李建华", id=2, pid=1, title="科长")]).encode(),
        {"科长": "局长"},
        notes=("may be those of persons",),
    ),
    Office("popolo.json", json.dumps(POPOLO).encode(), {"Parks Committee": "Council"}, notes=("1 persons left out",)),
    Office("organogram.csv", ORGANOGRAM.encode("utf-8-sig"), {"Bridges": "Department of Roads"}, notes=("columns left out",)),
    Office("yed.graphml", YED.encode(), {"乙科": "甲局"}),
    Office("sparql.json", json.dumps(SPARQL).encode(), {"Agency": "Ministry"}),
    Office(
        "sparql.csv",
        b"item,itemLabel,parent,parentLabel\nhttp://x.org/1,Ministry,,\nhttp://x.org/2,Agency,http://x.org/1,Ministry\n",
        {"Agency": "Ministry"},
    ),
    Office("wikidata.ttl", WIKIDATA.encode(), {"Agency": "Ministry", "Office": "Ministry", "Desk": "Office"}, notes=("1 persons",)),
    Office("thesaurus.ttl", THESAURUS.encode(), {"楼栋": "网格"}, {"楼栋": ""}),
    Office("schema.jsonld", json.dumps(SCHEMA_ORG).encode(), {"Parks": "Council"}, notes=("1 persons",)),
)

_ROWS: Final = (
    ("机构编码", "机构名称", "上级编码", "层级", "党员数（人）"),
    ("A1", "甲街道", "", "街道", 30),
    ("A11", "乙社区", "A1", "社区", 12),
    ("A12", "丙社区", "A1", "社区", 18),
)


def _set(cell: str, value: object) -> Callable[[openpyxl.Workbook], None]:
    """Return what writes a value into a cell of the sheet."""

    def change(made: openpyxl.Workbook) -> None:
        made.active[cell] = value
        if isinstance(value, str) and value.startswith("#"):
            made.active[cell].data_type = "e"

    return change


BAD: Final = (
    Office("error.xlsx", book(("表", _ROWS, []), style=_set("E3", "#N/A")), faults=("error.xlsx: 表!E3: holds an error",)),
    Office("error-above.xlsx", book(("表", _ROWS, []), style=_set("C3", "#REF!")), faults=("error-above.xlsx: 表!C3: holds an error",)),
    Office("merged-number.xlsx", book(("表", _ROWS, ["E3:E4"])), faults=("表!E3: holds one number for the rows 3 to 4, merged",)),
    Office("footnote.xlsx", book(("表", _ROWS, []), style=_set("E3", "12①")), faults=("表!E3: '12①' is no number",)),
    Office(
        "twice.xlsx",
        book(("表", [(*_ROWS[0], "党员数（人）"), *((*row, 7) for row in _ROWS[1:])], [])),
        faults=("表!F1: the heading 党员数（人） stands twice, over other numbers: E2 and F2",),
    ),
    Office("fall.csv", "单位,下降（%）\n甲局,3\n乙局,-2\n".encode(), faults=("fall.csv:3: column B: '-2' is below zero, under",)),
    Office(
        "unknown.csv",
        "单位,上级单位\n甲局,\n乙科,甲局\n丙科,甲局\n丁科,甲句\n".encode(),
        faults=("unknown.csv:5: column B: no body has the name '甲句'", "did you mean '甲局'"),
    ),
    Office(
        "loop.xlsx",
        book(("表", [["编码", "名称", "上级"], [1, "甲局", 3], [2, "乙科", 1], [3, "丙科", 2]], [])),
        faults=("loop.xlsx: 表!C2: is its own superior: '甲局' → '丙科' → '乙科' → '甲局'",),
    ),
    Office(
        "double.csv",
        "编码,名称,上级\n1,甲局,\n2,乙科,1\n2,丙科,1\n".encode(),
        faults=("double.csv:4: column A: the code '2' stands twice, first in line 3",),
    ),
    Office(
        "double-name.csv",
        "街道,社区\n石路街道,金筑社区\n石路街道,金筑社区\n".encode(),
        faults=("double-name.csv:3: column B", "twice, first in line 2"),
    ),
    Office(
        "seen-twice.csv",
        "单位,上级单位\n公安局,\n户籍科,公安局\n⼾籍科,公安局\n".encode(),
        faults=("seen-twice.csv:4: column A: '户籍科' stands below the same superior twice, first in line 3",),
    ),
    Office(
        "orphan.csv",
        "编码,名称,上级,层级\n1,甲区,,区\n2,乙街道,1,街道\n3,丙社区,,社区\n".encode(),
        faults=("orphan.csv:4: column C: '丙社区' has no superior",),
    ),
    Office(
        "orphan-code.csv",
        "区划代码,名称\n320508,姑苏区\n320508017,石路街道\n320508017008,金筑社区\n320508018001,民主社区\n".encode(),
        faults=("orphan-code.csv:5: column A: no body has the code '320508018'",),
    ),
    Office(
        "inverted.csv",
        "编码,名称,上级,层级\n1,甲社区,,社区\n2,乙街道,1,街道\n".encode(),
        faults=("inverted.csv:3: column D: '乙街道' is on the level",),
    ),
    Office(
        "lost-digits.csv",
        "编码,名称,上级\n3.20508E+11,甲区,\n320508017008,乙社区,3.20508E+11\n".encode(),
        faults=("lost-digits.csv:2: column A", "its digits are lost"),
    ),
    Office(
        "long-number.xlsx",
        book(("表", [["统一社会信用代码", "名称"], [1234567890123456789, "甲局"], [2, "乙局"]], [])),
        faults=("long-number.xlsx: 表!A2: is a number of more than 15 digits", "format the column as text"),
    ),
    Office(
        "number-words.csv",
        "单位,上级,党员数（人）,户数,满意率（%）\n甲局,,9户,约,80\n乙科,甲局,男12女8,12/36,7:3\n丙科,甲局,每户3,若干,第3\n".encode(),
        faults=(
            "number-words.csv:2: column C: '9户' is in 户, the column in 人",
            "number-words.csv:2: column D: '约' is no number",
            "number-words.csv:3: column C: '男12女8' is no number",
            "number-words.csv:3: column D: '12/36' is no number",
            "number-words.csv:3: column E: '7:3' is no number",
            "number-words.csv:4: column C: '每户3' is no number",
            "number-words.csv:4: column E: '第3' is no number",
        ),
    ),
    Office(
        "percent-as-part.xlsx",
        book(("表", [["单位", "上级", "满意率（%）"], ["甲局", None, 0.8], ["乙科", "甲局", 1]], [])),
        faults=("percent-as-part.xlsx: 表!C2: the column is in %, and holds parts of one",),
    ),
    Office(
        "person.csv",
        "编码,名称,上级\n1,甲区党委,\n2,王建国,1\n3,乙街道党工委,1\n".encode(),
        faults=("person.csv:3: column B: '王建国' looks like the name of a person",),
    ),
    Office(
        "ambiguous.csv",
        "单位,上级\n甲区,\n乙社区,甲区\n丙区,\n乙社区,丙区\n一网格,乙社区\n".encode(),
        faults=("ambiguous.csv:6: column B: '乙社区' is the name of 2 bodies (line 3, line 5)",),
    ),
    Office(
        "person-in-name.csv",
        "单位,上级\n甲局（王建国）,\n乙科 李建华,甲局（王建国）\n".encode(),
        faults=("person-in-name.csv:2: column A", "person-in-name.csv:3: column A: '乙科李建华' looks like the name of a person"),
    ),
    Office(
        "formula.xlsx",
        book(("S", [["单位", "上级", "人数"], ["甲局", None, 3], ["乙科", "甲局", None]], []), style=_formula),
        faults=("formula.xlsx: S!C3: holds a formula whose value the file does not hold",),
    ),
    Office(
        "one-below-the-other.csv",
        "单位,上级\n甲局,\n乙科,甲局\n,\n社区,所属街道\n丙社区,丁街道\n".encode(),
        faults=("one-below-the-other.csv:5: column A: these are headings, 社区, 所属街道",),
    ),
    Office(
        "former-name.csv",
        "单位名称,上级单位\n甲局（原甲委）,\n乙科,甲局\n".encode(),
        faults=("former-name.csv:3: column B: no body has the name '甲局'", "did you mean '甲局（原甲委）'"),
    ),
    Office(
        "sentence.csv", "单位,上级\n甲局,\n请核对；勿删,甲局\n".encode(), faults=("sentence.csv:3: column A: '请核对；勿删' is a sentence",)
    ),
    Office("dedent.txt", "甲区\n    乙街道\n  丙社区\n".encode(), faults=("dedent.txt:3: column A: is indented by 2",)),
    Office(
        "empty-name.xlsx",
        book(("表", [["编码", "名称", "上级"], [1, "甲局", None], [2, None, 1], [3, "丙科", 1]], [])),
        faults=("empty-name.xlsx: 表!B3: names no body",),
    ),
    Office(
        "staff.csv",
        b"Name,Job Title,Reports To,Email\nZed Quux,Director,,z@example.org\nAnn Other,Clerk,Zed Quux,a@example.org\n",
        faults=("staff.csv: holds no table of bodies",),
    ),
    Office(
        "name-as-code.csv", "编码,名称,上级\n甲局,县民政局,\n,甲局,\n".encode(), faults=("name-as-code.csv:3: column A: goes by its name",)
    ),
    Office(
        "side-by-side.csv",
        "社区,网格数,,社区,网格数\n金筑社区,5,,民主社区,4\n".encode(),
        faults=("side-by-side.csv:1: column D: the heading 社区 stands twice",),
    ),
    Office(
        "on-its-side.csv", "单位,甲局,乙科\n上级,,甲局\n编制数,10,4\n".encode(), faults=("on-its-side.csv:2: column A: 上级 is a heading",)
    ),
    Office("gap.csv", "名称,级次\n甲局,1\n乙科,2\n丙股,4\n".encode(), faults=("gap.csv:4: column B: is on level 4",)),
    Office(
        "lost-zero.csv",
        "代码,名称\n01,水务局\n0101,水政科\n010101,水政股\n02,林业局\n201,林政科\n".encode(),
        faults=("lost-zero.csv:6: column A: no body has the code '20'",),
    ),
    Office("broken.json", b'[{"name": "a",]', faults=("broken.json:1: is not JSON",)),
    Office("entities.graphml", b'<!DOCTYPE a [<!ENTITY x "y">]><graphml/>', faults=("entities.graphml: declares XML entities",)),
    Office("picture.csv", b"\x89PNG\r\n\x1a\n1234", faults=("picture.csv: is a PNG picture",)),
    Office("empty.csv", b"\r\n", faults=("empty.csv: is empty",)),
    Office("not.xlsx", b"PK\x03\x04nothing", faults=("not.xlsx: is no whole workbook",)),
)

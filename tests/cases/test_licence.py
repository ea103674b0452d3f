"""The licence of a case: what is published of it states that one, or none; nobody's data are given away unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import cengji
from cengji.core.errors import InputError
from tests.conftest import ROOT

CASE = ROOT / "tests" / "cases" / "two_streets.yaml"
STATED = "licence: CC-BY-4.0\n"


@pytest.mark.parametrize(
    ("line", "iri", "name"),
    [
        ("", "", None),
        ("licence: ODbL-1.0\n", "https://spdx.org/licenses/ODbL-1.0", "ODbL-1.0"),
        (STATED, "https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
    ],
)
def test_what_is_published_states_the_licence_of_the_case(tmp_path: Path, line: str, iri: str, name: str | None) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(CASE.read_text(encoding="utf-8").replace(STATED, line), encoding="utf-8")
    graph = cengji.open(cases=[path], only=True)
    (tmp_path / "tables").mkdir()
    graph.export("csv", tmp_path / "tables")
    package = json.loads((tmp_path / "tables" / "datapackage.json").read_text(encoding="utf-8"))
    assert [one["title"] for one in package.get("licenses", [])] == ([name] if name else [])
    page = graph.view()
    assert ("creativecommons.org/licenses" in page) == ("creativecommons" in iri)
    assert f'"licence":"{name or ""}"' in page
    assert ("dcterms:license" in graph.export("turtle").decode()) == bool(iri)


def test_what_is_no_licence_is_refused_with_a_remedy(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(CASE.read_text(encoding="utf-8").replace(STATED, "licence: all rights reserved\n"), encoding="utf-8")
    with pytest.raises(InputError, match=r"licence: is not a licence: .* — give its SPDX identifier"):
        cengji.open(cases=[path], only=True)

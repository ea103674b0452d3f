"""A case that a user adds as one YAML file: it builds with the packaged ones and alone, conforms, is found and is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cengji.core.resources import case_files
from tests.cases.command import HERE, cengji

SIXTH = HERE / "sixth"
SCHEME = "https://w3id.org/cengji/scheme/"
THING = "https://w3id.org/cengji/id/yunxi/"
FILES = ["graph.jsonld", "graph.nq", "graph.trig", "graph.ttl", "index.html", "ontology.ttl", "report.json"]
PACKAGED = [path.stem for path in case_files()]
LABELS = ["云栖竹海党建联盟", "竹楼党小组", "村党委"]
KIND, INDICATOR = f"<{SCHEME}body-kind/bamboo-house-party-group>", f"<{SCHEME}indicator/bamboo-house-count>"


@pytest.fixture(scope="module", params=[pytest.param([], marks=pytest.mark.slow), ["--only"]], ids=["with the packaged cases", "alone"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The folder of a build with the sixth case, and the keys of the cases it should hold."""
    out = tmp_path_factory.mktemp("built")
    done = cengji("build", "--cases", SIXTH, *request.param, "--out", out)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return out, ["yunxi"] if request.param else sorted([*PACKAGED, "yunxi"])


def test_build_holds_it_and_conforms(built: tuple[Path, list[str]]) -> None:
    out, keys = built
    assert sorted(path.name for path in out.iterdir()) == FILES
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert list(report["cases"]) == keys
    assert report["cases"]["yunxi"] == {"places": 1, "bodies": 1, "groups": 2, "ladders": 1, "figures": 1}
    assert (report["check"]["conforms"], [f for f in report["check"]["findings"] if "yunxi" in f["focus"]]) == (True, [])


def test_declared_concepts_are_complete(built: tuple[Path, list[str]]) -> None:
    lines = (built[0] / "graph.nq").read_text(encoding="utf-8").splitlines()
    for concept, zh, en, broader in (
        (KIND, "竹楼党小组", "Bamboo-house Party group", "body-kind/building-party-group"),
        (INDICATOR, "竹楼数", "Number of bamboo houses", "indicator/size"),
    ):
        said = [line.split(" ", 1)[1] for line in lines if line.startswith(f"{concept} ")]
        for predicate, value in (("prefLabel", f'"{zh}"@zh'), ("prefLabel", f'"{en}"@en'), ("broader", f"<{SCHEME}{broader}>")):
            assert f"<http://www.w3.org/2004/02/skos/core#{predicate}> {value} <https://w3id.org/cengji/graph/schemes> ." in said


def test_bodies_are_on_the_page(built: tuple[Path, list[str]]) -> None:
    page = (built[0] / "index.html").read_text(encoding="utf-8")
    assert [label for label in LABELS if label not in page] == []


def test_check() -> None:
    done = cengji("check", "--cases", SIXTH, "--only")
    assert (done.returncode, done.stdout) == (0, "")
    assert "yunxi" not in done.stderr
    assert ": 0 errors, " in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("given", "alone"), [(SIXTH, []), (SIXTH / "yunxi.yaml", ["--only"])], ids=["folder with the packaged cases", "file alone"]
)
def test_query_finds_its_bodies(given: Path, alone: list[str]) -> None:
    done = cengji("query", "bodies", "--cases", given, *alone, "-f", "json")
    assert (done.returncode, done.stderr) == (0, "")
    rows = [{name: cell["value"] for name, cell in row.items()} for row in json.loads(done.stdout)["results"]["bindings"]]
    found = [
        tuple(
            row.get(name, "").removeprefix(THING).removeprefix(SCHEME)
            for name in ("body", "label", "named", "kind", "common_tier", "parent")
        )
        for row in rows
        if row["case"].endswith("/yunxi")
    ]
    assert found == [
        ("body/yunxi-alliance", LABELS[0], "true", "body-kind/party-building-alliance", "", ""),
        (
            "group/bamboo-house-groups",
            LABELS[1],
            "false",
            "body-kind/bamboo-house-party-group",
            "tier/building",
            "group/village-committees",
        ),
        ("group/village-committees", LABELS[2], "false", "body-kind/community-party-committee", "tier/community", ""),
    ]
    assert (len({row["case"] for row in rows}) == 1) == bool(alone)


def test_figure_names_the_declared_indicator() -> None:
    done = cengji("query", "figures", "--cases", SIXTH, "--only", "-f", "json")
    (row,) = json.loads(done.stdout)["results"]["bindings"]
    assert (row["written"]["value"], row["indicator"]["value"]) == ("300余座", INDICATOR.strip("<>"))


def test_anchored_case_conforms() -> None:
    """Offsets pass through the store and still satisfy the shapes: two_streets has one anchored evidence."""
    done = cengji("check", "--cases", HERE / "two_streets.yaml", "--only")
    assert (done.returncode, done.stderr.splitlines()[:-1]) == (0, [])

"""Networks of registers: a register's Parquet tells of things and links what its store tells, or the store is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import cengji
from cengji import api
from cengji.analysis import analyze
from cengji.api.parquet import suspects_of
from cengji.cli import cengji as command
from cengji.core.errors import UnavailableError, UsageError
from cengji.dataset import Dataset, Ontology, check_dataset
from cengji.projection import Projection, project
from cengji.projection.source import Patterns
from cengji.register import projecting
from cengji.register.projecting import RegisterSource, open_source
from tests.register.test_columns import LINKS, TEXTS, build

ODD = LINKS + (
    "|urn:e org:subOrganizationOf urn:b|urn:h a cj:Body|urn:h org:subOrganizationOf urn:a|urn:a org:hasUnit urn:i"
    "|urn:x a cj:GenericMeasure|urn:y a cj:GenericMeasure|urn:y a cj:Problem|urn:z a cj:GenericMeasure|urn:m a cj:GenericMapping"
    "|urn:m cj:mappedGeneric urn:x|urn:m cj:mappedGeneric urn:e|urn:b cj:inCase urn:case2|urn:b cj:inCase urn:case1|urn:i cj:status urn:s"
    "|urn:q cj:commonTier tier:province|urn:a cj:subordinateTo urn:a|urn:j a cj:Figure|urn:j cj:about urn:a|urn:j cj:about urn:none"
)
WORDS = (
    TEXTS
    + """\
urn:a,skos:prefLabel,又甲,Another,,
urn:h,skos:altLabel,别名,,,
urn:x,dcterms:title,题,Title,,
urn:i,cj:asWritten,照写,as written,,
urn:b,cj:atPlace,某地,,,
"""
)


@pytest.fixture(autouse=True)
def of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projecting, "LEAST_QUADS", 0)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("odd"), WORDS, ODD)


def told(folder: Path, *, slim: bool) -> tuple[Projection, Projection]:
    """Return the projection of a register by its Parquet, and by its store."""
    dataset = Dataset.on_disk(folder / "store")
    with open_source(folder / "store") as source:
        assert source is not None
        return project(dataset, slim=slim, source=source), project(dataset, slim=slim)


@pytest.mark.parametrize("slim", [True, False])
def test_a_register_tells_what_its_store_tells(odd: Path, tmp_path: Path, *, slim: bool) -> None:
    api.join_registers([odd], tmp_path / "joined", cases=[api.Case("fuzhou").path], only=True)
    for folder in (odd, tmp_path / "joined"):
        ours, engine = told(folder, slim=slim)
        assert ours == engine
        assert {"urn:a", "urn:x", "urn:y"} <= {node.iri for node in ours.nodes}
        assert "urn:z" not in {node.iri for node in ours.nodes}  # no measure is mapped to it


def page_of(store: Path, to: Path) -> dict[str, bytes]:
    """Return the files of the page of a store in parts, in one file, whole and of one place, and of its network, by name."""
    graph = cengji.open(store=store)
    graph.view_parts(to / "index.html")
    graph.view(to / "whole.html")
    graph.view(to / "place.html", place="urn:p")
    for name in ("gexf", "graphml", "edges", "neo4j"):
        graph.export(name, to / f"network.{name}")
    return {path.name: path.read_bytes() for path in to.rglob("*.*")}


def test_pages_and_networks_of_the_parquet_are_those_of_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = (
        "urn:p,skos:altLabel,别省,other,,|urn:p,skos:altLabel,别省,,,|urn:p,skos:notation,,32,,|urn:p,skos:notation,,31,,"
        "|urn:b,skos:note,注,a note,,|urn:b,skos:note,又注,,,|urn:l,skos:prefLabel,梯,,,"
    )
    links = (
        "|urn:l a cj:Ladder|urn:k a cj:Ladder|urn:l cj:hasRung urn:u|urn:k cj:hasRung urn:u|urn:u a cj:Rung|urn:p skos:altLabel urn:name"
    )
    odd = build(
        tmp_path, WORDS + words.replace("|", "\n") + "\n", ODD + links,
        proposed="urn:guess a cj:Body|urn:b cj:subordinateTo urn:i|urn:i org:classification urn:kind9|urn:a a cj:GovernmentBody",
    )  # fmt: skip
    api.join_registers([odd], tmp_path / "joined", cases=[api.Case("fuzhou").path], only=True)
    for folder, is_left in ((odd, True), (tmp_path / "joined", False)):
        with monkeypatch.context() as asked:
            asked.setattr(Patterns, "read_things", lambda *_: pytest.fail("the Parquet is whole"))
            ours = page_of(folder / "store", folder / "ours")
        for file in (folder / "quads").glob("*.parquet"):
            size = file.stat().st_size
            file.unlink()  # another register may have it too
            if is_left:
                file.write_bytes(bytes(size))
        assert ours == page_of(folder / "store", folder / "engine")
        assert b"urn:kind2" in ours["index.html"]
        assert b"urn:kind2" in ours["network.graphml"]
        parts = [text for name, text in ours.items() if name == "index.html" or name.endswith(".js")]
        assert not any(one in text for text in parts for one in (b"urn:guess", b"urn:kind9"))


def test_a_check_finds_by_the_parquet_what_it_finds_in_the_store(odd: Path, tmp_path: Path, ontology: Ontology) -> None:
    faults = (
        "|urn:f a cj:Figure|urn:w a cj:Place|urn:w cj:partOfPlace urn:w|urn:w cj:atPlace https://w3id.org/cengji/id/nowhere"
        "|urn:v a cj:GovernmentBody|urn:v cj:madeUp urn:w"
    )
    plain = WORDS.replace("007", "7")
    whole, broken = build(tmp_path / "whole", plain), build(tmp_path / "broken", plain + "urn:w,skos:prefLabel,名,,,\n", ODD + faults)
    api.join_registers([whole], tmp_path / "joined", cases=[api.Case("fuzhou").path], only=True)
    assert suspects_of(Dataset.on_disk(odd / "store"), ontology) is None, "it holds 007, which its store keeps as 7"
    rules = set[str]()
    for folder in (broken, tmp_path / "joined"):
        dataset = Dataset.on_disk(folder / "store")
        suspects = suspects_of(dataset, ontology)
        assert suspects is not None
        found = check_dataset(dataset, ontology)
        assert check_dataset(dataset, ontology, suspects) == found
        assert suspects[0] == any(one.check.startswith("shape ") for one in found)
        rules |= suspects[1]
    assert {"dangling-reference", "own-ancestor"} <= rules


def test_where_a_store_may_write_otherwise_it_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = build(tmp_path, WORDS + "urn:f,skos:prefLabel,,,007,\n")
    with pytest.raises(UnavailableError, match="is no text"):
        told(folder, slim=True)
    assert cengji.open(store=folder / "store").to_networkx().nodes["urn:f"]["label"] == "7"
    [*_, last] = sorted((folder / "quads").glob("*.parquet"))
    held = last.read_bytes()
    last.write_bytes(bytes(len(held)))
    assert cengji.open(store=folder / "store").to_networkx().nodes["urn:f"]["label"] == "7"
    last.write_bytes(held)
    (folder / "report.json").unlink()
    monkeypatch.setattr(RegisterSource, "_ask", lambda *_: pytest.fail("the Parquet may be of another register"))
    assert len(cengji.open(store=folder / "store").to_networkx()) > 10


def test_commands_say_what_fits_a_store_better(odd: Path) -> None:
    said = CliRunner().invoke(command, ["check", "--store", str(odd / "store")]).stderr
    assert f"`cengji register check {odd.resolve()}`" in said
    with pytest.raises(UsageError, match="is a store, not a file of RDF: `cengji export nq --store "):
        cengji.open(data=odd / "store")


def test_things_of_a_store_are_read_once_for_networks_and_analyses(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = cengji.open(store=odd / "store")
    first = graph.to_networkx("bodies")
    monkeypatch.setattr(RegisterSource, "read_things", lambda *_: pytest.fail("the things were read before"))
    assert list(graph.to_networkx("bodies").edges) == list(first.edges)
    assert graph.analyze("depth") == analyze(Dataset.on_disk(odd / "store"), "depth")

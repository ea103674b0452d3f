"""What cases only propose stands apart: nothing stated changes by it, and wherever it is shown it says what it is."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import defaultdict
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner

import cengji
from cengji.cli import cengji as command_line
from cengji.core.errors import UsageError
from cengji.core.namespaces import PROPOSED, SCHEME
from cengji.core.resources import query_text
from cengji.projection import project
from cengji.query import Catalogue
from cengji.text.sources import SourceFolder
from tests.dataset.drafted import write_drafted
from tests.query.engines import oxigraph_rows, rdflib_rows

GUANGHAN = "d9ff4d1755e54a6b984e75cc96a671a1ad2d9ea353546319f5383046ae073cba"
STATUS = f"{SCHEME}status/proposed"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of which a part is only proposed."""
    return write_drafted(tmp_path_factory.mktemp("drafted"))


@pytest.fixture(scope="module")
def without(drafted: Path) -> cengji.Build:
    return cengji.build(cases=drafted, only=True)


@pytest.fixture(scope="module")
def proposing(drafted: Path) -> cengji.Build:
    return cengji.build(cases=drafted, only=True, proposed=True)


def by_graph(built: cengji.Build) -> dict[str, list[str]]:
    graphs = defaultdict(list)
    for line in built.contents["graph.nq"].decode().splitlines():
        graphs[line.rsplit(" ", 2)[1].strip("<>")].append(line)
    return graphs


def test_nothing_that_is_stated_changes(without: cengji.Build, proposing: cengji.Build) -> None:
    graphs = by_graph(proposing)
    assert len(graphs.pop(f"{PROPOSED}qingshan")) > 80
    assert graphs == by_graph(without)
    assert proposing.contents["graph.ttl"] == without.contents["graph.ttl"]
    assert project(proposing.graph.dataset).without_proposals() == project(without.graph.dataset)
    assert (proposing.report["cases"], proposing.report["classes"]) == (without.report["cases"], without.report["classes"])
    assert proposing.report["proposed"]["qingshan"] == {
        "places": 1, "groups": 1, "ladders": 1, "measures": 1, "figures": 1, "relations": 1,
    }  # fmt: skip
    assert proposing.report["quads"] == without.report["quads"] == proposing.check.quads


def test_no_query_of_the_library_takes_it_for_stated(without: cengji.Build, proposing: cengji.Build) -> None:
    names = [query.name for query in Catalogue() if not any(parameter.required for parameter in query.parameters)]
    told = {name: proposing.graph.query(name) for name in names}
    assert [name for name in names if told[name] != without.graph.query(name)] == ["proposals"]
    everything = rdflib.Dataset()
    everything.parse(data=proposing.contents["graph.nq"], format="nquads")  # to_rdflib leaves proposals out
    asked = query_text("proposals")
    assert rdflib_rows(everything, asked) == oxigraph_rows(proposing.graph.dataset, asked)
    rows = [dict(zip(told["proposals"].columns, row, strict=True)) for row in told["proposals"].texts()]
    assert [(row["thing"].rpartition("/")[2], row["rule"], row["printed"]) for row in rows] == [
        ("lushui", "a-rule", "绿水街道"),
        ("size", "a-rule", "9个"),
        ("stations", "a-rule", "驿站"),
        ("ladder", "a-chain", "社区网格"),
        ("part", "a-rule", "单报到"),
        ("leads", "a-rule", "领导"),
    ]
    assert [row["once_accepted"].rpartition("/")[2] for row in rows if row["once_accepted"]] == ["inferred"]
    assert len(proposing.graph.to_rdflib()) == without.report["quads"]


def test_it_conforms_also_when_it_is_read_again(proposing: cengji.Build, tmp_path: Path) -> None:
    assert proposing.check.findings == ()
    proposing.write(tmp_path)
    read = cengji.open(data=tmp_path / "graph.nq")
    assert read.check().findings == ()
    assert (len(read.query("figures")), len(read.query("proposals"))) == (1, 6)


def test_networks_and_tables_carry_the_mark(proposing: cengji.Build) -> None:
    network = proposing.graph.to_networkx()
    marked = {iri.rpartition("/")[2] for iri, node in network.nodes(data=True) if node.get("status") == STATUS}
    assert marked == {"size", "stations", "ladder", "ladder-communities", "ladder-grids", "part", "lushui"}
    assert all(link.get("status") == STATUS for one, other, link in network.edges(data=True) if "part" in f"{one}{other}".split("/"))
    with zipfile.ZipFile(io.BytesIO(proposing.graph.export("csv"))) as archive:
        tables = {name: list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig")))) for name in archive.namelist()}
    rows = {row["iri"].rpartition("/")[2]: row for name, table in tables.items() for row in table if "iri" in row and "status" in row}
    assert {key for key, row in rows.items() if row["status"] == STATUS} >= marked
    assert b"proposed" not in proposing.graph.export("nt")


def test_a_case_that_proposes_nothing_is_the_same_either_way() -> None:
    sixth = Path(__file__).parent.parent / "cases" / "sixth"
    assert cengji.build(cases=sixth, only=True, proposed=True).contents == cengji.build(cases=sixth, only=True).contents


def test_a_draft_of_a_packaged_document_is_built_apart_and_conforms(sources: Path, tmp_path: Path) -> None:
    article = SourceFolder(sources).find(GUANGHAN)
    assert article is not None
    draft = cengji.Case.draft(article.path)
    path = draft.write(tmp_path / "drafted.yaml")
    built = cengji.build(cases=path, only=True, proposed=True)
    assert built.check.conforms
    assert set(by_graph(built)) >= {f"{PROPOSED}{draft.key}"}
    assert built.graph.query("figures").rows == ()
    assert len(built.graph.query("proposals")) == sum(built.report["proposed"][draft.key].values())
    assert b"proposed" in built.contents["index.html"]


def test_the_commands_take_it_in_where_cases_are_built(drafted: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    done = run(command_line, ["build", "--cases", str(drafted), "--only", "--proposed", "--out", str(tmp_path)])
    assert (done.exit_code, "6 proposed entries apart" in done.stderr) == (0, True), done.output
    asked = run(command_line, ["query", "proposals", "--cases", str(drafted), "--only", "--proposed", "-f", "csv"])
    assert len(asked.stdout.splitlines()) == 7
    viewed = run(command_line, ["view", "--cases", str(drafted), "--only", "--proposed", "-o", str(tmp_path / "page.html")])
    assert (viewed.exit_code, (tmp_path / "page.html").read_bytes()) == (0, (tmp_path / "index.html").read_bytes())
    with pytest.raises(UsageError, match="proposed= takes in what case files propose"):
        cengji.open(data=tmp_path / "graph.nq", proposed=True)

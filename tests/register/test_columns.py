"""Questions that sum a register up: the same rows from its Parquet as from its store, and the store where that is not certain."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import cengji
from cengji import api
from cengji.api import Graph
from cengji.cli import cengji as command
from cengji.core.errors import InputError, UsageError
from cengji.core.namespaces import PREFIXES, PROPOSED
from cengji.core.resources import query_files, resource_dir
from cengji.core.storemarks import is_distinct
from cengji.query import Table
from cengji.query.parameters import parameter_terms
from cengji.query.running import answer
from cengji.register import columns

NAMES = sorted(path.stem for path in resource_dir("queries").rglob("*.sql"))
MAPPING = """\
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<#Link> rml:logicalSource [ rml:source "links" ] ;
    rr:subjectMap [ rml:reference "s" ; rr:graphMap [ rml:reference "g" ] ] ;
    rr:predicateObjectMap [ rr:predicateMap [ rml:reference "p" ] ; rr:objectMap [ rml:reference "o" ; rr:termType rr:IRI ] ] .
<#Text> rml:logicalSource [ rml:source "texts" ] ;
    rr:subjectMap [ rml:reference "s" ; rr:graph <urn:one> ] ;
    rr:predicateObjectMap [ rr:predicateMap [ rml:reference "p" ] ; rr:objectMap [ rml:reference "zh" ; rr:language "zh-CN" ] ] ;
    rr:predicateObjectMap [ rr:predicateMap [ rml:reference "p" ] ; rr:objectMap [ rml:reference "en" ; rr:language "en" ] ] ;
    rr:predicateObjectMap [ rr:predicateMap [ rml:reference "p" ] ; rr:objectMap [ rml:reference "whole" ; rr:datatype xsd:integer ] ] ;
    rr:predicateObjectMap [ rr:predicateMap [ rml:reference "p" ] ; rr:objectMap [ rml:reference "part" ; rr:datatype xsd:decimal ] ] .
"""
TIER = "https://w3id.org/cengji/scheme/tier/"
LINKS = """\
urn:p a cj:Place|urn:p cj:commonTier tier:province|urn:q a cj:Division|urn:q cj:commonTier tier:prefecture
urn:q cj:partOfPlace urn:p|urn:r a cj:Place|urn:r cj:commonTier tier:county|urn:r cj:commonTier tier:province
urn:r cj:partOfPlace urn:q|urn:r cj:partOfPlace urn:p|urn:c a cj:Place|urn:c cj:partOfPlace urn:d|urn:d cj:partOfPlace urn:c
urn:d a cj:Place|urn:d cj:commonTier tier:province|urn:a a cj:GovernmentBody|urn:a org:classification urn:kind1
urn:a cj:commonTier tier:province|urn:a cj:atPlace urn:p|urn:b a cj:Body|urn:b a cj:PartyBody|urn:b org:classification urn:kind1
urn:b org:classification urn:kind2|urn:b cj:atPlace urn:r|urn:b cj:commonTier tier:county|urn:b cj:commonTier tier:own
urn:b cj:atPlace urn:q|urn:b cj:subordinateTo urn:a|urn:e a cj:ResidentsBody|urn:e cj:subordinateTo urn:a|urn:f a cj:PartyBody
urn:f cj:subordinateTo urn:a|urn:f cj:subordinateTo urn:b|urn:f cj:commonTier urn:tier|urn:g cj:subordinateTo urn:g
urn:h cj:commonTier tier:county|urn:i a cj:Body|urn:i cj:atPlace urn:nowhere|urn:i org:classification urn:kind2|urn:姑苏 a cj:Body
urn:姑苏 cj:atPlace urn:c|urn:姑苏 cj:commonTier tier:community|urn:姑苏 org:classification urn:kind2"""
TEXTS = """\
s,p,zh,en,whole,part
urn:a,skos:prefLabel,甲,Alpha,,
urn:b,skos:prefLabel,乙,,,
tier:own,cj:rank,,,007,
tier:own,cj:rank,,,7,
"""


def expand(text: str) -> str:
    for prefix, base in {**PREFIXES, "tier": TIER}.items():
        text = text.replace(f" {prefix}:", f" {base}").replace(f",{prefix}:", f",{base}").replace(f"\n{prefix}:", f"\n{base}")
    return text.replace(" a ", f" {PREFIXES['rdf']}type ")


def build(folder: Path, texts: str = TEXTS, links: str = LINKS, proposed: str = "") -> Path:
    """Build a register of odd data with a store: each third triple stands in a second graph too, what is proposed in one of its own."""
    rows = expand(links.replace("|", "\n")).split("\n")
    lines = [f"{row.replace(' ', ',')},urn:one" for row in rows] + [f"{row.replace(' ', ',')},urn:two" for row in rows[::3]]
    lines += [f"{row.replace(' ', ',')},{PROPOSED}odd" for row in expand(proposed).split("|") if row]
    folder.mkdir(exist_ok=True)
    (folder / "links.csv").write_text("\n".join(["s,p,o,g", *lines, ""]), encoding="utf-8")
    (folder / "texts.csv").write_text(expand(texts), encoding="utf-8")
    (folder / "m.ttl").write_text(MAPPING, encoding="utf-8")
    api.build_register([folder / "links.csv", folder / "texts.csv"], folder / "m.ttl", folder / "out", store=True)
    return folder / "out"


@cache
def opened(store: Path) -> Graph:
    return cengji.open(store=store)


def both(store: Path, name: str, parameters: dict[str, str] | None = None) -> tuple[Table | None, Table]:
    """Return the rows of a question from the columns, None where they refuse, and those of its SPARQL from the store."""
    graph = opened(store)
    query = graph.queries[name]
    terms = parameter_terms(query, parameters or {}, graph.names)
    found = columns.answer_from_columns(query, terms, columns.find_columns(store, 0) or Path())
    return found and Table.of(found), Table.of(answer(query, graph.data, parameters))


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("odd"))


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory, odd: Path) -> Path:
    """Return the folder of the odd register, another of the same things, and a case."""
    folder = tmp_path_factory.mktemp("joined")
    other = build(folder / "other", links=LINKS + "|urn:new a cj:Place|urn:new cj:commonTier tier:county")
    api.join_registers([odd, other], folder / "joined", cases=[api.Case("fuzhou").path], only=True)
    return folder / "joined"


def test_sql_stands_beside_a_question_of_the_library() -> None:
    assert NAMES
    assert {path.stem for path in query_files()} >= set(NAMES)
    assert [path for path in resource_dir("queries").rglob("*.sql") if path.parent != resource_dir("queries")] == []


@pytest.mark.parametrize("name", NAMES)
def test_columns_give_the_rows_of_the_store(name: str, odd: Path, joined: Path) -> None:
    for folder in (odd, joined):
        for given in ({}, {"of": f"{TIER}county"}, {"of": "urn:none"}) if name == "bodies-within-places" else ({},):
            ours, engine = both(folder / "store", name, given)
            assert ours is not None
            assert (ours.columns, ours.rows) == (engine.columns, engine.rows), given
            assert engine.rows or given


def test_what_columns_do_not_cover_is_asked_of_the_store(tmp_path: Path) -> None:
    literal = build(tmp_path / "a", TEXTS + "urn:i,cj:commonTier,县,,,\n")
    assert both(literal / "store", "bodies-by-tier")[0] is None
    number = build(tmp_path / "b", TEXTS + "tier:own,cj:rank,,,,7.5\n")
    ours, engine = both(number / "store", "bodies-by-tier")
    assert ours is None
    assert "7.5" in {row[0].value for row in engine.rows if row[0] is not None}


def answered(store: Path) -> tuple[bool, int]:
    graph = cengji.open(store=store)
    return len(graph.query("class-counts")), graph.from_columns


def test_columns_are_asked_only_where_they_are_what_the_store_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = build(tmp_path)
    rows, quick = answered(out / "store")
    assert not quick, "a small register"
    monkeypatch.setattr(columns, "LEAST_QUADS", 0)
    assert answered(out / "store") == (rows, True)
    graph = cengji.open(store=out / "store")
    graph.query("places")
    assert not graph.from_columns, "no SQL"
    part = out / "columns/links.parquet"
    held = part.read_bytes()
    part.write_bytes(held[:-1])
    assert answered(out / "store") == (rows, False), "another Parquet"
    part.write_bytes(held)
    assert answered(out / "store") == (rows, True)
    graph.update("INSERT DATA { GRAPH <urn:mine> { <urn:x> a <urn:Class> } }")
    assert answered(out / "store") == (rows + 1, False), "a store that was changed"


def test_the_command_says_where_the_answer_came_from(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "LEAST_QUADS", 0)
    told = CliRunner().invoke(command, ["query", "class-counts", "--store", str(odd / "store"), "-f", "csv"])
    assert (told.exit_code, told.stderr) == (0, "cengji: answered by DuckDB from the register's columns\n")
    bounded = CliRunner().invoke(command, ["query", "class-counts", "--store", str(odd / "store"), "-f", "csv", "--timeout", "60"])
    assert (bounded.stdout, bounded.stderr) == (told.stdout, ""), "within bounds the store answers"


def triples(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    return [quad.triple for quad in quads]


def test_a_store_has_the_classes_that_follow_and_the_schemes(odd: Path) -> None:
    graph = opened(odd / "store")
    assert graph.ask("ASK { <urn:a> a cj:Body . <urn:q> a cj:Place . tier:county cj:rank ?rank }".replace("tier:county", f"<{TIER}county>"))
    assert graph.ask("ASK { GRAPH <https://w3id.org/cengji/graph/derived> { <urn:e> a cj:Body } }")
    assert not graph.ask("ASK { GRAPH <https://w3id.org/cengji/graph/derived> { <urn:b> a cj:Body } }"), "it is stated"
    report = json.loads((odd / "report.json").read_bytes())
    assert {"added/beside.parquet", "added/types.parquet"} < set(report["files"])


def test_a_register_of_other_terms_stays_alone(tmp_path: Path) -> None:
    out = build(tmp_path, "s,p,zh,en,whole,part\n", "urn:a urn:p urn:b")
    assert len(ox.Store.read_only(str(out / "store"))) == 2
    assert not (out / "added").exists()


def test_joined_registers_hold_each_triple_once_beside_the_cases(odd: Path, joined: Path) -> None:
    store = ox.Store.read_only(str(joined / "store"))
    twice = set(triples(store.quads_for_pattern(None, None, None, ox.NamedNode("urn:two"))))
    held = [triple for triple in triples(store) if triple not in twice]
    assert len(held) == len(set(held)), "but for those that a register itself has in two graphs"
    assert set(triples(ox.Store.read_only(str(odd / "store")))) < set(triples(store))
    assert not is_distinct(joined / "store")
    graph = opened(joined / "store")
    assert len(graph.query("documents")) == 1
    assert graph.ask("ASK { <urn:new> cj:commonTier ?tier }")


def test_a_join_keeps_what_stands_in_one_graph_known_as_such(tmp_path: Path) -> None:
    links = "urn:a a cj:PartyBody|urn:a cj:atPlace urn:p"
    (tmp_path / "one").mkdir()
    out = build(tmp_path / "one", "s,p,zh,en,whole,part\n", links)
    assert not is_distinct(out / "store"), "one of its triples stands in two"
    rows = [line for line in (tmp_path / "one/links.csv").read_text().splitlines() if "urn:two" not in line]
    (tmp_path / "one/links.csv").write_text("\n".join([*rows, ""]))
    api.build_register([tmp_path / "one/links.csv", tmp_path / "one/texts.csv"], tmp_path / "one/m.ttl", tmp_path / "one/out")
    (tmp_path / "one/out/quads.nq").unlink()
    api.join_registers([tmp_path / "one/out"], tmp_path / "joined", only=True)
    assert is_distinct(tmp_path / "joined/store")
    assert cengji.open(store=tmp_path / "joined/store").ask("ASK { <urn:a> a cj:Body }")


def test_a_thing_that_two_registers_name_differently_keeps_its_first_name(tmp_path: Path) -> None:
    links = "urn:p a cj:Place|urn:p cj:commonTier tier:county"
    names = (("urn:p,skos:prefLabel,桂城街道,Guicheng,,", ""), ("urn:p,skos:prefLabel,桂城,Guicheng,,", "urn:p,skos:altLabel,桂城,,,\n"))
    built = [build(tmp_path / str(n), f"s,p,zh,en,whole,part\n{name}\n{other}", links) for n, (name, other) in enumerate(names)]
    api.join_registers(built, tmp_path / "joined", only=True)
    graph = cengji.open(store=tmp_path / "joined/store")
    assert [(row[1].value, row[2]) for row in graph.query("places") if row[1]] == [("桂城街道", None)]
    labels = "SELECT ?name WHERE { <urn:p> skos:altLabel ?name }"
    assert [row[0].value for row in graph.query(labels) if row[0]] == ["桂城"]
    assert not [one for one in api.check_register(tmp_path / "joined").breaches if one.name.endswith("uniqueLang")]


def test_a_join_names_what_is_no_register(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(InputError) as error:
        api.join_registers([tmp_path / "a", tmp_path / "b"], tmp_path / "out")
    assert [fault.path for fault in error.value.faults] == [str(tmp_path / "a"), str(tmp_path / "b")]
    with pytest.raises(UsageError, match="no register is given"):
        api.join_registers([], tmp_path / "out")
    assert not (tmp_path / "out").exists()

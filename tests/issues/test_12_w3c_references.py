"""Relative IRIs in every syntax: the examples of RFC 3986, section 5.4, and where the base comes from (section 5.1)."""

from __future__ import annotations

import json
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

import cengji
from cengji.core.errors import CengjiWarning, InputError, QueryError, UsageError
from cengji.core.namespaces import FILE
from cengji.dataset.reading import read_dataset
from cengji.query.catalogue import declare_base, read_query_text

BASE = "http://a/b/c/d;p?q"
# Reference → what it is short for below that base: 5.4.1, then 5.4.2 as strict parsers read it.
EXAMPLES = {
    "g:h": "g:h", "g": "http://a/b/c/g", "./g": "http://a/b/c/g", "g/": "http://a/b/c/g/", "/g": "http://a/g", "//g": "http://g",
    "?y": "http://a/b/c/d;p?y", "g?y": "http://a/b/c/g?y", "#s": "http://a/b/c/d;p?q#s", "g#s": "http://a/b/c/g#s",
    "g?y#s": "http://a/b/c/g?y#s", ";x": "http://a/b/c/;x", "g;x": "http://a/b/c/g;x", "g;x?y#s": "http://a/b/c/g;x?y#s",
    "": "http://a/b/c/d;p?q", ".": "http://a/b/c/", "./": "http://a/b/c/", "..": "http://a/b/", "../": "http://a/b/",
    "../g": "http://a/b/g", "../..": "http://a/", "../../": "http://a/", "../../g": "http://a/g",
    "../../../g": "http://a/g", "../../../../g": "http://a/g", "/./g": "http://a/g", "/../g": "http://a/g", "g.": "http://a/b/c/g.",
    ".g": "http://a/b/c/.g", "g..": "http://a/b/c/g..", "..g": "http://a/b/c/..g", "./../g": "http://a/b/g", "./g/.": "http://a/b/c/g/",
    "g/./h": "http://a/b/c/g/h", "g/../h": "http://a/b/c/h", "g;x=1/./y": "http://a/b/c/g;x=1/y", "g;x=1/../y": "http://a/b/c/y",
    "g?y/./x": "http://a/b/c/g?y/./x", "g?y/../x": "http://a/b/c/g?y/../x", "g#s/./x": "http://a/b/c/g#s/./x",
    "g#s/../x": "http://a/b/c/g#s/../x", "http:g": "http:g",
}  # fmt: skip
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://example.org/"'
NUMBERED = list(enumerate(EXAMPLES))
TEXTS = {
    "ttl": "".join(f"<urn:n{n}> <urn:p> <{one}> .\n" for n, one in NUMBERED),
    "trig": "GRAPH <urn:g> {" + "".join(f"<urn:n{n}> <urn:p> <{one}> .\n" for n, one in NUMBERED) + "}",
    "rdf": f"<rdf:RDF {RDF}>"
    + "".join(f'<rdf:Description rdf:about="urn:n{n}"><e:p rdf:resource={quoteattr(one)}/></rdf:Description>' for n, one in NUMBERED)
    + "</rdf:RDF>",
    "jsonld": json.dumps([{"@id": f"urn:n{n}", "http://example.org/p": {"@id": one}} for n, one in NUMBERED]),
}
IN_FILE = {
    "ttl": (f"@base <{BASE}> .\n", f"BASE <{BASE}>\n"),
    "trig": (f"@base <{BASE}> .\n", f"base <{BASE}>\n"),
}
EXPECTED = {f"urn:n{n}": EXAMPLES[one] for n, one in NUMBERED}


def resolved(path: Path, text: str, base: str | None = None) -> dict[str, str]:
    """Return what a file of that text states, subject by subject."""
    path.write_text(text, encoding="utf-8")
    return {quad.subject.value: quad.object.value for quad in read_dataset([path], base=base)}  # type: ignore[union-attr]  # no triples


@pytest.mark.parametrize("syntax", TEXTS)
def test_every_example_in_every_syntax(syntax: str, tmp_path: Path) -> None:
    assert resolved(tmp_path / f"a.{syntax}", TEXTS[syntax], BASE) == EXPECTED


@pytest.mark.parametrize(("syntax", "head"), [(syntax, head) for syntax, heads in IN_FILE.items() for head in heads])
def test_a_base_within_turtle_and_trig(syntax: str, head: str, tmp_path: Path) -> None:
    assert resolved(tmp_path / f"a.{syntax}", head + TEXTS[syntax], "http://other.example/") == EXPECTED


def test_a_base_within_rdf_xml_and_json_ld(tmp_path: Path) -> None:
    text = TEXTS["rdf"].replace("<rdf:RDF ", f'<rdf:RDF xml:base="{BASE}" ')
    assert resolved(tmp_path / "a.rdf", text, "http://other.example/") == EXPECTED
    nodes = json.dumps({"@context": {"@base": BASE}, "@graph": json.loads(TEXTS["jsonld"])})
    assert resolved(tmp_path / "a.jsonld", nodes, "http://other.example/") == EXPECTED


def test_one_base_is_relative_to_the_one_before(tmp_path: Path) -> None:
    text = "@base <b/c/> . <x> <p> <../d> . BASE <e/> <y> <p> <f> ."
    found = resolved(tmp_path / "a.ttl", text, "http://a/")
    assert found == {"http://a/b/c/x": "http://a/b/d", "http://a/b/c/e/y": "http://a/b/c/e/f"}
    answer = cengji.open().query("BASE <http://a/> BASE <b/c/> PREFIX d: <../d/> SELECT * { VALUES (?x ?y) { (<x> d:y) } }").texts()
    assert list(answer) == [("http://a/b/c/x", "http://a/b/d/y")]


@pytest.mark.parametrize("syntax", TEXTS)
def test_else_the_base_is_the_iri_of_the_file(syntax: str, tmp_path: Path) -> None:
    found = resolved(tmp_path / f"单位.{syntax}", TEXTS[syntax])
    own = f"{FILE}%E5%8D%95%E4%BD%8D.{syntax}"
    below = {
        "": own,
        "#s": f"{own}#s",
        "?y": f"{own}?y",
        "g": f"{FILE}g",
        "../g": "https://w3id.org/cengji/g",
        "//g": "https://g",
        "g:h": "g:h",
    }
    assert {one: found[f"urn:n{n}"] for n, one in NUMBERED if one in below} == below


@pytest.mark.parametrize("suffix", ["nt", "nq"])
def test_lines_take_absolute_iris_only(suffix: str, tmp_path: Path) -> None:
    for line in ("<a> <urn:p> <urn:o> .", "<urn:s> <p> <urn:o> .", "<urn:s> <urn:p> <#o> .", "<urn:s> <urn:p> <> ."):
        path = tmp_path / f"a.{suffix}"
        path.write_text(line, encoding="utf-8")
        with pytest.raises(InputError, match=r"a\.\w+:1: is not RDF"):
            read_dataset([path], base=BASE)


def values(text: str, name: str, base: str | None = None) -> list[str]:
    """Return the IRIs of a query that gives those written in it back."""
    return [row[0] for row in cengji.Graph(cengji.open().dataset).query(declare_base(read_query_text(text, name), base)).texts()]


def test_every_example_in_sparql() -> None:
    text = "SELECT * { VALUES ?iri { " + " ".join(f"<{one}>" for one in EXAMPLES) + " } }"
    assert values(text, "mine.rq", BASE) == list(EXAMPLES.values())
    assert values(f"BASE <{BASE}>\n{text}", "mine.rq", "http://other.example/") == list(EXAMPLES.values())


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("mine.rq", f"{FILE}mine.rq"),
        ("我的 a.rq", f"{FILE}%E6%88%91%E7%9A%84%20a.rq"),
        ("-", f"{FILE}stdin"),
        ("-e", FILE),
        ("query", FILE),
    ],
)
def test_the_base_of_a_query_is_the_iri_of_its_file(name: str, base: str) -> None:
    assert values("# a comment\nSELECT * { VALUES ?iri { <> <#s> } }", name) == [base, f"{base}#s"]


def test_data_and_query_meet(tmp_path: Path) -> None:
    (tmp_path / "org.ttl").write_text("<#office> <p> <#desk> .", encoding="utf-8")
    (tmp_path / "mine.rq").write_text("ASK FROM <org.ttl> { <org.ttl#office> <p> <org.ttl#desk> }", encoding="utf-8")
    graph = cengji.open(data=tmp_path / "org.ttl", map_foreign=False)
    assert graph.ask(tmp_path / "mine.rq")
    assert graph.ask("ASK { GRAPH <org.ttl> { <org.ttl#office> <p> ?desk } }")
    assert not graph.ask("ASK { <#office> <p> ?desk }")
    based = cengji.open(data=tmp_path / "org.ttl", base="http://example.org/org", map_foreign=False)
    assert based.ask("ASK FROM <org> { <#office> <p> <http://example.org/org#desk> }")
    assert "BASE <http://example.org/org>" in based.explain("ASK { <#office> ?p ?o }")


def test_a_fault_keeps_its_place_and_files_stay_refused() -> None:
    with pytest.raises(QueryError, match="at 1:20:"):
        cengji.open().query("SELECT * { <#a> ?p }")
    for text in ("BASE <file:///etc/> ASK FROM <passwd> {}", "ASK FROM <file:///etc/passwd> {}"):
        with pytest.raises(UsageError, match="may not read files"):
            cengji.open().ask(text)


def test_iris_made_of_strings_have_the_base_too() -> None:
    assert values("SELECT (IRI('g') AS ?iri) {}", "mine.rq", BASE) == ["http://a/b/c/g"]
    assert values(f"BASE <{BASE}> SELECT (URI('../g') AS ?iri) {{}}", "mine.rq") == ["http://a/b/g"]


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?a <urn:p> ?b FILTER (?a < ?b && ?b > 1) }",
        "ASK { ?a ?b '<c>' } # <d> IRI()",
        "BASE <http://a/> ASK { <a> ?b ?c FILTER (?b = IRI('d')) }",
        'BASE <urn:x:y> ASK { ?iri ?b """<c>""" }',
    ],
)
def test_a_text_that_needs_no_base_stays_as_it_is(text: str) -> None:
    assert declare_base(read_query_text(text, "mine.rq")).text == text


@pytest.mark.parametrize("context", ["org.jsonld", "https://schema.org/", ["org.jsonld", {}], {"@version": 1.1, "@import": "org.jsonld"}])
def test_a_context_that_stands_elsewhere_is_refused_not_fetched(context: object, tmp_path: Path) -> None:
    (tmp_path / "org.jsonld").write_text('{"@context": {"name": "urn:name"}}', encoding="utf-8")
    path = tmp_path / "a.jsonld"
    path.write_text(json.dumps({"@context": context, "@id": "a", "name": "x"}), encoding="utf-8")
    with pytest.raises(InputError, match="names a context that stands elsewhere"):
        read_dataset([path])


def test_contexts_resolve_what_they_say_against_the_base(tmp_path: Path) -> None:
    node = {"@context": {"@base": "sub/", "@vocab": "terms#", "to": {"@type": "@id"}}, "@id": "a", "to": "../b", "@type": "T"}
    path = tmp_path / "a.jsonld"
    path.write_text(json.dumps(node), encoding="utf-8")
    assert {(quad.predicate.value, quad.object.value) for quad in read_dataset([path])} == {
        (f"{FILE}sub/terms#to", f"{FILE}b"),
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"{FILE}sub/terms#T"),
    }


@pytest.mark.parametrize(("name", "text"), [("a.jsonld", '{"@id": "a", "name": "x"}'), ("a.ttl", "# nothing"), ("a.nq", "")])
def test_a_file_that_states_nothing_says_so(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.warns(CengjiWarning, match=r"holds no statement(; JSON-LD leaves out .*)?$"):
        assert not len(read_dataset([path]))

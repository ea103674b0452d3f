"""Files of RDF as people have them, and the base of relative IRIs: nothing is lost, and no place on this machine comes out."""

from __future__ import annotations

import gzip
import subprocess
import sys
import warnings
from pathlib import Path

import pyoxigraph as ox
import pytest

import cengji
from cengji.core.errors import CengjiWarning, InputError, UsageError
from cengji.core.namespaces import FILE
from cengji.dataset.reading import read_dataset

TURTLE = '@prefix : <#> .\n:office <p> <units/7>, "汉字" .\n'
TRIG = "<#g> { <#office> <p> <units/7> } _:b { <#office> <p> <#here> }"
JSON_LD = '{"@id": "#office", "http://example.org/p": {"@id": "units/7"}}'
RDF_XML = """<?xml version="1.0" encoding="UTF-16"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://example.org/">
 <rdf:Description rdf:about="#office"><e:p rdf:resource="units/7"/></rdf:Description>
</rdf:RDF>"""
SYNTAXES = {"a.ttl": TURTLE, "a.trig": TRIG, "a.jsonld": JSON_LD, "a.rdf": RDF_XML.replace("UTF-16", "UTF-8")}


def lines(*paths: Path, base: str | None = None, data_format: str | None = None) -> list[str]:
    """Return what files state, as sorted N-Quads."""
    return [str(quad) for quad in read_dataset(paths, base=base, data_format=data_format).sorted_quads]


def write(path: Path, content: str | bytes) -> Path:
    """Write a file, and return its path."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("name", SYNTAXES)
def test_relative_iris_stand_below_the_name_of_the_file_alone(name: str, tmp_path: Path) -> None:
    one, other = write(tmp_path / "one" / name, SYNTAXES[name]), write(tmp_path / "other" / name, SYNTAXES[name])
    text = "\n".join(lines(one))
    assert f"<{FILE}{name}#office>" in text
    assert f"<{FILE}units/7>" in text
    assert "file:" not in text
    assert str(tmp_path) not in text
    if name != "a.trig":  # blank graphs have another name each time
        assert lines(other) == lines(one)


@pytest.mark.parametrize("name", SYNTAXES)
def test_another_base_may_be_given(name: str, tmp_path: Path) -> None:
    text = "\n".join(lines(write(tmp_path / name, SYNTAXES[name]), base="http://example.org/data/"))
    assert "<http://example.org/data/#office>" in text
    assert "<http://example.org/data/units/7>" in text
    assert FILE not in text


def test_a_base_in_the_file_or_the_query_goes_before(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ttl", "BASE <http://example.org/> <a> <p> <b> .")
    graph = cengji.open(data=path, base="http://other.example/")
    assert graph.ask("BASE <http://example.org/> ASK { GRAPH <http://other.example/> { <a> <p> <b> } }")


@pytest.mark.parametrize("base", ["units", "not an IRI", "", "file:///home/someone/"])
def test_a_base_is_an_absolute_iri_and_no_place_here(base: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="base="):
        cengji.open(data=write(tmp_path / "a.ttl", TURTLE), base=base)


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    paths = [write(tmp_path / folder / "单位 a.ttl", TURTLE) for folder in ("one", "other")]
    graphs = {quad.graph_name.value for quad in read_dataset(paths) if isinstance(quad.graph_name, ox.NamedNode)}
    assert graphs == {f"{FILE}%E5%8D%95%E4%BD%8D%20a.ttl", f"{FILE}2/%E5%8D%95%E4%BD%8D%20a.ttl"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ttl", b"\xef\xbb\xbf" + TURTLE.encode()),
        ("a.ttl", TURTLE.replace("\n", "\r\n").encode()),
        ("a.ttl", TURTLE.encode("utf-16")),
        ("a.ttl", b"\xfe\xff" + TURTLE.encode("utf-16-be")),
        ("a.ttl.gz", gzip.compress(TURTLE.encode())),
        ("a.TTL.GZ", gzip.compress(b"\xef\xbb\xbf" + TURTLE.encode())),
        ("a.TTL", TURTLE.encode()),
    ],
    ids=["utf-8 mark", "crlf", "utf-16", "utf-16-be", "gzip", "gzip mark upper case", "upper case"],
)
def test_files_as_people_have_them(name: str, content: bytes, tmp_path: Path) -> None:
    expected = lines(write(tmp_path / "plain" / "a.ttl", TURTLE))
    assert [line.replace("a.TTL", "a.ttl") for line in lines(write(tmp_path / name, content))] == expected


def test_rdf_xml_may_be_utf_16(tmp_path: Path) -> None:
    assert len(lines(write(tmp_path / "a.rdf", RDF_XML.encode("utf-16")))) == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.ttl", TURTLE.encode("gbk"), "is not RDF: .*UTF-8"),
        ("a.ttl", TURTLE.encode("utf-16")[:-1], "is not utf-16"),
        ("a.ttl.gz", b"plain", "is no whole gzip file"),
        ("a.ttl.gz", gzip.compress(TURTLE.encode())[:-9], "is no whole gzip file"),
    ],
    ids=["gbk", "half a character", "no gzip", "half a gzip"],  # gzip holds the time, and every worker must collect the same
)
def test_what_cannot_be_decoded_is_refused(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        lines(write(tmp_path / name, content))


def test_a_table_is_refused_with_how_to_go_on(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"a table, no RDF.*\.xlsx.*from-xlsx"):
        lines(write(tmp_path / "a.ods", b""))


def test_a_folder_says_what_it_skips(tmp_path: Path) -> None:
    for name in ("a.ttl", "b.TTL.gz", "notes.txt", "more/c.ttl"):
        write(tmp_path / name, gzip.compress(TURTLE.encode()) if name.endswith("gz") else TURTLE)
    with pytest.warns(CengjiWarning, match=r"not read.*: more, notes\.txt$"):
        graph = cengji.open(data=tmp_path)
    assert len(graph.dataset) == 4
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        cengji.open(data=[tmp_path / "a.ttl", tmp_path / "b.TTL.gz"])


def run(*arguments: str, given: bytes = b"") -> tuple[int, str, str]:
    """Run a query on the command line; return its exit code, output and messages."""
    done = subprocess.run([sys.executable, "-m", "cengji", "query", *arguments], input=given, capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_format_of_standard_input_and_of_other_names_is_said(tmp_path: Path) -> None:
    question = ["-f", "csv", "-e", "SELECT ?o { ?s ?p ?o FILTER(isIRI(?o)) }"]
    assert run(*question, "--data", "-", "--data-format", "ttl", given=TURTLE.encode())[:2] == (0, f"o\r\n{FILE}units/7\r\n")
    named = str(write(tmp_path / "data.txt", TURTLE))
    assert run(*question, "--data", named, "--data-format", "ttl")[:2] == (0, f"o\r\n{FILE}units/7\r\n")
    code, _, message = run(*question, "--data", "-", given=TURTLE.encode())
    assert (code, "--data-format" in message) == (2, True)
    code, _, message = run("-", "--data", "-", "--data-format", "ttl", given=b"ASK {}")
    assert (code, "standard input is empty" in message) == (3, True)

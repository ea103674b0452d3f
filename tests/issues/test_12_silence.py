"""What comes out empty, or was not used, is said."""

from __future__ import annotations

from pathlib import Path

import pytest

import cengji
from cengji.core.errors import CengjiWarning, InputError
from cengji.core.namespaces import PREFIXES
from tests.dataset.foreign import DEPARTMENT, turtle

SKOS = PREFIXES["skos"]
NOTHING = "<a> a cj:Case ."
OFFICE = '<a> a org:Organization ; skos:prefLabel "A" .'


def open_turtle(folder: Path, text: str) -> cengji.Graph:
    """Open these statements."""
    path = folder / "given.ttl"
    path.write_text(turtle(text), encoding="utf-8")
    return cengji.open(data=[path])


@pytest.mark.filterwarnings("ignore:given.ttl")
@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("cpov", NOTHING, "^cpov is empty: the data hold nothing"),
        ("cube", OFFICE, "^cube is empty: the data hold nothing"),
        ("svg", OFFICE, "^the picture is empty: the data hold no ladder"),
        *((name, NOTHING, "^the network is empty") for name in ("graphml", "gexf", "cytoscape", "node-link", "dot")),
    ],
)
def test_what_comes_out_empty_says_so(name: str, text: str, said: str, tmp_path: Path) -> None:
    graph = open_turtle(tmp_path, text)
    with pytest.warns(CengjiWarning, match=said):
        graph.export(name)


def test_an_empty_part_says_so(tmp_path: Path) -> None:
    graph = open_turtle(tmp_path, "<a> a cj:Body ; cj:inCase <c> .")
    with pytest.warns(CengjiWarning, match="^what is written is empty"):
        assert graph.export("nq", query="SELECT ?x { ?x a <urn:nothing> }") == b""


def test_a_page_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="hold nothing that a page shows"):
        open_turtle(tmp_path, "<a> a cj:Case .").view()


def test_a_term_of_the_model_does_not_keep_foreign_data_from_being_mapped(tmp_path: Path) -> None:
    with pytest.warns(CengjiWarning) as warned:
        graph = open_turtle(tmp_path, f"{OFFICE} <a> org:hasUnit <b> . <b> cj:commonTier <t> .")
    said = [str(one.message) for one in warned]
    assert any("2 organizations in 1 hierarchy" in one for one in said)
    assert any("names what is no tier of the common scale" in one for one in said)
    assert "given" in graph.view() and len(graph.query("ladders")) == 2


def test_labels_of_skos_xl_are_labels(tmp_path: Path) -> None:
    xl = "http://www.w3.org/2008/05/skos-xl#"
    with pytest.warns(CengjiWarning, match="2 SKOS concepts"):
        graph = open_turtle(
            tmp_path,
            f"<a> a skos:Concept ; <{xl}prefLabel> [ <{xl}literalForm> '街道'@zh-Hans ], [ <{xl}literalForm> 'subdistrict'@en ] ."
            f"<b> skos:broader <a> ; <{xl}altLabel> [ <{xl}literalForm> 'other' ] .",
        )
    nquads = graph.export("nq").decode()
    assert f'<{DEPARTMENT}a> <{SKOS}prefLabel> "街道"@zh ' in nquads
    assert f'<{DEPARTMENT}a> <{SKOS}prefLabel> "subdistrict"@en ' in nquads
    assert f'<{DEPARTMENT}b> <{SKOS}altLabel> "other" ' in nquads


def test_two_builds_of_a_case_in_one_file_are_told(tmp_path: Path) -> None:
    figure = "<https://w3id.org/cengji/id/small/figure/f> a cj:Figure ; cj:inCase <https://w3id.org/cengji/case/small> ; cj:asWritten "
    with pytest.warns(CengjiWarning, match="two builds of the case small: 1 figures have two values where there is one"):
        open_turtle(tmp_path, f'{figure} "3个" . {figure} "4个" .')

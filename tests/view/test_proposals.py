"""On the page what nobody has accepted is off at first, has a word and a mark of its own, and is counted apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cengji.projection.records import NODE_TYPES, PROPOSED
from cengji.view import page
from cengji.view.content import Content
from tests.view.conftest import Open, write_page
from tests.view.sample import concept, iri, sample_graph

LADDER = "yunxi"
DRAFTS = {iri("yunxi", "measure", "m0"), iri("lanting", "measure", "m0")}


def drafted_graph(*, everything: bool = False) -> Content:
    """Return the sample with two measures, and the ladder of a place, that are only proposed; or all of it."""
    whole = sample_graph()
    ladder = next(one for one in whole.ladders if one.case == LADDER)
    drafts = DRAFTS | {ladder.iri} | {rung.iri for rung in ladder.rungs}
    if everything:
        drafts = {node.iri for node in whole.nodes if node.case}
    return replace(
        whole,
        nodes=tuple(node._replace(status=PROPOSED) if node.iri in drafts else node for node in whole.nodes),
        edges=tuple(edge._replace(status=PROPOSED) if {edge.source, edge.target} & drafts else edge for edge in whole.edges),
        ladders=tuple(replace(one, status=PROPOSED) if one.iri in drafts else one for one in whole.ladders),
        concepts=(*whole.concepts, concept("status", "proposed", "拟议")),
    )


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("drafted"), page(drafted_graph()))


def test_it_is_off_at_first_and_the_address_says_when_it_is_on(open_page: Open, drafted: Path) -> None:
    tab = open_page("#view=lanes&lanes.all=1", path=drafted)
    assert tab.locator("#lanes .rung.proposed").count() == 0
    assert "status" not in tab.url
    assert tab.locator("#all").is_hidden()
    tab.locator("details[data-axis=status] > summary").click()
    tab.get_by_label("拟议").first.check()
    tab.locator("#lanes .rung.proposed").first.wait_for()
    assert "no-status=" in tab.url
    again = open_page(tab.url[tab.url.index("#") :], path=drafted, fresh=True)
    assert again.locator("#lanes .rung.proposed").count() == tab.locator("#lanes .rung.proposed").count() > 2
    tab.locator("#all").click()
    tab.locator("#lanes .rung.proposed").first.wait_for(state="detached")
    assert "status" not in tab.url


def test_it_is_counted_apart_and_named_in_both_languages(open_page: Open, drafted: Path) -> None:
    tab = open_page("#view=network&no-status=", path=drafted)
    row = tab.locator(f"#filters .row:has(input[data-axis=type][data-value='{NODE_TYPES.index('measure')}'])")
    accepted, drafts = row.locator(".n").inner_text().split(" + ")
    assert (int(accepted) > 2, drafts) == (True, "2")
    assert " + " in tab.locator("[role=status]").inner_text()
    for language, mark in (("zh", "〔拟议〕"), ("en", " [proposed]")):
        shown = open_page(f"#sel=id/yunxi/measure/m0&lang={language}&no-status=", path=drafted)
        assert shown.locator("#details h2").inner_text().endswith(mark)


def test_a_page_of_proposals_alone_shows_them(open_page: Open, tmp_path: Path) -> None:
    tab = open_page("#view=lanes&lanes.all=1", path=write_page(tmp_path, page(drafted_graph(everything=True))))
    assert tab.locator("#lanes .rung.proposed").count() > 5

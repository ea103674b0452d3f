"""The query view: it answers as the command line does, stays live, says what is wrong, and leads to what an answer names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from cengji.dataset import Dataset
from cengji.query import Catalogue, answer
from cengji.query.names import Names
from cengji.query.running import prepare_text
from cengji.view import Asking, page
from cengji.view.engine import BrowserEngine
from tests.conftest import need
from tests.system_packages import AXE_SCRIPT
from tests.view.conftest import Open, keep_shot, write_page
from tests.view.sample import HOSTILE, hostile_graph
from tests.view.tabs import FirefoxTab
from tests.view.test_access import faults

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
REQUIRED = {
    "evidence-of": {"thing": "https://w3id.org/cengji/id/gusu/figure/grid-worker-team-size"},
    "relations-of": {"body": "gusu/group/linkage-workstations"},
    "superiors-and-subordinates": {"node": "gusu/group/area-party-committees"},
}
CATCH = """() => {
  URL.createObjectURL = blob => { blob.text().then(text => { document.documentElement.dataset.saved = text; }); return "blob:null/none"; };
  HTMLAnchorElement.prototype.click = () => {};
}"""
"""Have the page give its files to the test."""
TYPE = """text => {
  const field = document.querySelector(".editor-field");
  field.value = text;
  field.dispatchEvent(new Event("input"));
}"""
OWN_WORKER = """async () => {
  const text = id => document.getElementById(id).textContent;
  window.worker = new Worker(URL.createObjectURL(new Blob([text("engine-script")])));
  window.askWorker = job => new Promise((done, fail) => {
    worker.onmessage = ({ data }) => "done" in data ? done(data.done) : fail(new Error(data.fault));
    worker.postMessage(job);
  });
  const { united, proposed } = JSON.parse(text("asking"));
  await askWorker({ job: "start", module: text("engine-module"), data: text("engine-data"), united, proposed });
}"""
"""A worker of the page's own blocks, asked without drawing: the whole library takes seconds."""


def fragment(**values: str) -> str:
    """Return the fragment that opens the query view in this state."""
    return "#view=sparql" + "".join(f"&sparql.{name}={quote(value)}" for name, value in values.items())


def write(tab: Any, text: str) -> None:  # noqa: ANN401
    """Write a query into the editor."""
    if not tab.locator("#query-source[open]").count():
        tab.locator("#query-source summary").click()
    tab.locator(".editor-field").fill(text)


def run(tab: Any, text: str) -> Any:  # noqa: ANN401
    """Ask a query and return the place of what comes of it."""
    write(tab, text)
    tab.locator("[data-keep=run]").click()
    tab.locator("#query-result[aria-busy=false]").wait_for(state="attached")
    return tab.locator("#query-count, .query-fault").first


def expected(name: str, dataset: Dataset) -> Any:  # noqa: ANN401
    """Return what the command line answers to a question, as SPARQL results in JSON."""
    found = answer(Catalogue()[name], dataset, REQUIRED.get(name))
    assert isinstance(found, ox.QuerySolutions)
    return json.loads(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")


def test_every_question_of_the_library_gives_the_rows_of_the_command_line(open_page: Open, asking_page: Path, dataset: Dataset) -> None:
    tab = open_page(path=asking_page)
    tab.evaluate(OWN_WORKER)
    names = Names(dataset)
    wrong = []
    for query in Catalogue():
        text = prepare_text(query, REQUIRED.get(query.name, {}), names)
        given = tab.evaluate("text => askWorker({ job: 'ask', text, form: 'SELECT', named: false })", text)
        if json.loads(given["answer"]) != expected(query.name, dataset):
            wrong.append(query.name)
    tab.evaluate("worker.terminate()")
    assert wrong == []
    assert len(Catalogue()) > 60


@pytest.mark.parametrize("name", ["before-and-after", "evidence-of", "figures", "linked-measures"])
def test_a_question_asked_by_its_form_gives_the_rows_of_the_command_line(
    open_page: Open, asking_page: Path, dataset: Dataset, name: str
) -> None:
    tab = open_page(fragment(name=name, p=urlencode(REQUIRED.get(name, {})), run="1"), path=asking_page, fresh=True)
    tab.locator("#query-count").wait_for()
    tab.evaluate(CATCH)
    tab.locator("#query-result .buttons button", has_text="JSON").click()
    tab.locator("html[data-saved]").wait_for()
    assert json.loads(tab.evaluate("document.documentElement.dataset.saved")) == expected(name, dataset)


def test_arithmetic_is_read_from_the_left(open_page: Open, asking_page: Path) -> None:
    tab = open_page("#view=sparql", path=asking_page)
    for text, value in (("8-4-2", "2"), ("8/4/2", "1"), ("1.0/9*1000", "111.111111111111111")):
        run(tab, f"SELECT ({text} AS ?x) {{}}")
        assert tab.locator(".verdict-big").text_content() == value


def test_a_runaway_is_stopped_by_the_user_and_by_the_clock_and_the_page_goes_on(open_page: Open, asking_page: Path) -> None:
    tab = open_page("#view=sparql&lang=en", path=asking_page, fresh=True)
    tab.clock.install()
    write(tab, RUNAWAY)
    tab.locator("[data-keep=run]", has_text="Run").click()
    tab.locator("#tab-lanes").click()  # meanwhile the page is live
    tab.locator("#lanes .rung").first.wait_for()
    tab.locator("#tab-sparql").click()
    tab.locator("[data-keep=run]", has_text="Stop").click()
    assert tab.locator(".query-fault").text_content().startswith("Stopped")
    assert run(tab, "ASK { ?x a cj:Measure }").text_content().startswith("yes")
    write(tab, RUNAWAY)
    tab.locator("[data-keep=run]", has_text="Run").click()
    tab.locator("[data-keep=run]", has_text="Stop").wait_for()
    tab.clock.fast_forward(30_000)
    assert tab.locator(".query-fault").text_content().startswith("Stopped after 30 s")
    assert run(tab, "ASK { ?x a cj:Measure }").text_content().startswith("yes")


def test_a_query_that_takes_too_much_memory_says_so_and_spoils_no_other(open_page: Open, asking_page: Path) -> None:
    tab = open_page("#view=sparql&lang=en", path=asking_page, fresh=True)
    assert "512 MB" in run(tab, "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f").text_content()
    assert run(tab, "ASK { ?x a cj:Measure }").text_content().startswith("yes")


def test_what_is_wrong_is_marked_at_its_place(open_page: Open, asking_page: Path) -> None:
    tab = open_page("#view=sparql&lang=en", path=asking_page)
    fault = run(tab, "SELECT ?x {\n  ?x a cj:Measure ; foo:bar 1 .\n}")
    assert fault.text_content().startswith("Line 2, column 21 its prefix is not declared: foo:bar")
    assert tab.locator(".q-fault").text_content() == "foo:bar"
    tab.locator("[data-keep=go]").click()
    selected = "(field => field.value.slice(field.selectionStart, field.selectionEnd))(document.activeElement)"
    assert tab.evaluate(selected) == "foo:bar"
    assert tab.locator(".editor-field").get_attribute("aria-invalid") == "true"
    assert "no SELECT" in run(tab, "DELETE WHERE { ?s ?p ?o }").text_content()
    refused = run(tab, "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }").text_content()
    assert refused.startswith("A query here calls no other server")
    assert "not supported" in refused
    run(tab, "SELECT ?x { ?x a cj:Mesure }")
    assert "cj:Mesure is no term of the model" in tab.locator("#query-status").text_content()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("SELECT ?x { ?x a cj:Meas", "cj:Measure"),
        ("SELECT ?x { ?x a 措施", "cj:Measure"),
        ("SELECT ?x { ?x a cuos", "cj:Measure"),
        ("SELECT ?x { ?x cj:commonTier community", "tier/community"),
        ("SELECT ?thing { ?th", "?thing"),
        ("SEL", "SELECT"),
    ],
)
def test_terms_keys_and_labels_are_completed(open_page: Open, asking_page: Path, typed: str, offered: str) -> None:
    tab = open_page("#view=sparql&sparql.name=-", path=asking_page)
    write(tab, "")
    tab.locator(".editor-field").press_sequentially(typed)
    offers = tab.locator("#editor-offers .code").all_text_contents()
    assert offered in offers
    for _ in range(offers.index(offered)):
        tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    text = tab.locator(".editor-field").input_value()
    assert text.endswith((offered, f"{offered}>"))
    assert text.startswith(typed[: typed.rfind(" ") + 1])


def test_a_form_takes_names_and_says_what_is_missing(open_page: Open, asking_page: Path) -> None:
    tab = open_page("#view=sparql&lang=en&sparql.name=evidence-of", path=asking_page)
    tab.locator("[data-keep=run]").click()
    assert tab.locator("#query-param-thing-note").text_content() == "this is required"
    tab.locator("#query-param-thing").fill("no such thing")
    tab.locator("[data-keep=run]").click()
    assert "nothing is called" in tab.locator("#query-param-thing-note").text_content()
    tab.locator("#query-param-thing").fill("quyudangwei")  # pinyin
    tab.locator("#query-param-thing-offers [role=option]", has_text="gusu/group/area-party-committees").first.wait_for()
    tab.locator("#query-param-thing").fill("area-party-committees")
    tab.keyboard.press("Escape")
    tab.locator("[data-keep=run]").click()
    tab.locator("#query-count", has_text="row").wait_for()
    assert "sparql.p=thing%3Darea-party-committees" in tab.evaluate("location.hash")


def test_a_case_is_no_generic_measure(open_page: Open, asking_page: Path) -> None:
    tab = open_page("#view=sparql&lang=en&sparql.name=co-adoption&sparql.p=has%3Dgusu", path=asking_page)
    tab.locator("[data-keep=run]").click()
    assert "nothing is called" in tab.locator("#query-param-has-note").text_content()
    tab.locator("#query-param-has").fill("branch-on-grid")
    tab.keyboard.press("Escape")
    tab.locator("[data-keep=run]").click()
    tab.locator("#query-count", has_text="row").wait_for()


def test_an_answer_leads_to_its_things_their_evidence_and_back_by_its_link(open_page: Open, asking_page: Path) -> None:
    text = "SELECT ?body ?label { ?body a cj:BodyGroup ; skos:prefLabel ?label . FILTER(CONTAINS(?label, '区域党委')) } ORDER BY ?body"
    tab = open_page("#view=sparql", path=asking_page)
    run(tab, text)
    tab.locator(".result-table .stop", has_text="区域党委").first.click()
    assert tab.locator("#details h2").text_content() == "区域党委"
    tab.locator(".result-table button[aria-expanded]").first.click()
    tab.locator(".row-evidence .quote q", has_text="区域党委").first.wait_for()
    tab.locator("[data-keep='on lanes']").click()
    assert tab.locator("#lanes .answered").count() >= 1
    assert "区域党委" in tab.locator("#lanes .rung.answered").first.text_content()
    tab.locator("#tab-sparql").click()
    tab.locator("[data-keep='in network']").click()
    tab.locator("#canvas[data-answered='1'], #canvas[data-answered='2']").wait_for()
    link = tab.evaluate("location.hash").replace("view=network", "view=sparql")
    again = open_page(link, path=asking_page)
    again.locator("#query-count").wait_for()
    assert again.locator(".editor-field").input_value() == text
    again.locator("[data-keep='query filter']").fill("没有这样的")
    assert again.locator(".result-table").count() == 0


def test_the_query_of_what_was_shown_opens_here(open_page: Open, asking_page: Path) -> None:
    tab = open_page("#view=network&no-type=figure", path=asking_page)
    tab.locator("#tab-sparql").click()
    tab.locator("[data-keep=here]").click()
    assert "cj:Figure" not in tab.locator(".editor-field").input_value()
    tab.locator("[data-keep=run]").click()
    tab.locator("#query-count").wait_for()
    assert tab.locator(".result-table tbody tr").count() == 200


def test_a_construct_is_triples_and_an_endless_answer_is_cut(open_page: Open, asking_page: Path) -> None:
    tab = open_page("#view=sparql&lang=en", path=asking_page)
    assert run(tab, "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o . ?s a cj:Tier }").text_content().partition(" rows")[0].isdecimal()
    assert tab.locator(".result-table thead").text_content().endswith("subjectpredicateobject")
    assert "the first 10,000 rows" in run(tab, "SELECT * { ?s ?p ?o }").text_content()


def test_hostile_texts_in_answers_run_nothing(open_page: Open, browser_engine: BrowserEngine, tmp_path: Path) -> None:
    quads = [
        ox.Quad(ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:p"), ox.Literal(text.encode(errors="replace").decode()))
        for n, text in enumerate(HOSTILE)
    ]
    quads.append(ox.Quad(ox.NamedNode("urn:x%22onload=hurt()"), ox.NamedNode("urn:p"), ox.NamedNode("javascript:hurt()")))
    data = ox.serialize(quads, format=ox.RdfFormat.TRIG) or b""
    path = write_page(tmp_path, page(hostile_graph(), Asking(engine=browser_engine, data=data, united=False)))
    for shape in ("table", "json"):
        tab = open_page(fragment(name="-", q="SELECT ?text ?s { ?s <urn:p> ?text }", run="1", shape=shape), path=path)
        tab.locator("#query-count").wait_for()
        assert "<img" in tab.locator("#query-result").text_content()
        assert tab.locator("#query-result img, #query-result script, #query-result a").count() == 0


def test_hostile_links_and_queries_run_nothing(open_page: Open, asking_page: Path) -> None:
    for text in HOSTILE[:2]:
        for state in (
            {"name": "-", "q": text, "run": "1"},
            {"name": text, "p": text, "sort": text, "filter": text, "bar": text, "run": "1"},
            {"name": "evidence-of", "p": urlencode({"thing": text, text: text}), "run": "1"},
        ):
            tab = open_page(fragment(**state), path=asking_page)
            tab.locator(".query-fault, .fault, #query-count").first.wait_for()
            assert tab.locator("#sparql img, #sparql script, #sparql b[onclick]").count() == 0
    run(tab, 'SELECT ?constructor ?__proto__ ?x { VALUES (?constructor ?__proto__ ?x) { (UNDEF UNDEF "1") ("a" "b" "2") } }')
    rows = tab.locator(".result-table tbody tr").all_text_contents()
    assert [row.removeprefix("依据") for row in rows] == ["1", "ab2"]


def test_a_query_too_long_for_a_link_stays_whole_and_says_so(open_page: Open, asking_page: Path) -> None:
    text = f"SELECT ?x {{ VALUES ?x {{ {'1 ' * 10_000}}} }} LIMIT 3"
    tab = open_page("#view=sparql&lang=en", path=asking_page)
    assert run(tab, text).text_content().startswith("3 rows")
    assert tab.locator(".editor-field").input_value() == text
    assert "sparql.q=" not in tab.evaluate("location.hash")
    tab.locator("[data-keep=link]").click()
    assert "too long for a link" in tab.locator("#shown").text_content()


@pytest.mark.parametrize(
    ("size", "dark", "language"), [((1440, 900), False, "zh"), ((1024, 768), True, "en"), ((390, 844), False, "zh")], ids=str
)
def test_axe_finds_nothing_and_nothing_leaves_the_window(
    open_page: Open, asking_page: Path, size: tuple[int, int], dark: bool, language: str
) -> None:
    need("axe-core (python tests/system_packages.py)", AXE_SCRIPT.is_file())
    tab = open_page(f"#view=sparql&lang={language}", path=asking_page, size=size, dark=dark, fresh=True)
    tab.locator(".query-start .link").first.wait_for()
    assert faults(tab) == []
    tab = open_page(fragment(name="more-than", p="threshold=5000", run="1") + f"&lang={language}", path=asking_page, size=size, dark=dark)
    tab.locator("#query-count").wait_for()
    for shape in ("bars", "json", "table"):
        tab.locator(f"[data-keep='queryShape {shape}']").click()
        assert faults(tab) == [], shape
    tab.locator("#query-source summary").click()
    tab.locator(".editor-field").fill("SELECT ?x { ?x a ")
    tab.locator(".editor-field").press_sequentially("cj:Mea")
    tab.locator("#editor-offers .offer").first.wait_for()
    assert faults(tab) == []
    assert tab.evaluate("(view => view.scrollWidth <= view.clientWidth)(document.querySelector('#sparql'))")
    keep_shot(tab, f"sparql-{language}-{size[0]}")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.keyboard.press("Escape")
    tab.keyboard.press("Control+Enter")
    tab.locator(".query-fault").wait_for()
    assert faults(tab) == []


def test_in_firefox_too_it_answers_stops_and_asks_for_nothing(firefox: FirefoxTab, asking_page: Path, dataset: Dataset) -> None:
    firefox.resize(1366, 768)
    firefox.open(asking_page.as_uri() + fragment(name="ladders", run="1") + "&lang=en")
    firefox.until("() => document.querySelector('#query-count')")
    rows = len(expected("ladders", dataset)["results"]["bindings"])
    assert firefox.ask("() => document.querySelector('#query-count').textContent").startswith(f"{rows} rows")
    firefox.click("#query-source summary")
    firefox.ask(TYPE, RUNAWAY)
    firefox.click("[data-keep=run]", "Run")
    firefox.click("[data-keep=run]", "Stop")
    firefox.until("() => document.querySelector('.query-fault')?.textContent.startsWith('Stopped')")
    firefox.ask(TYPE, "ASK { ?x a cj:Measure }")
    firefox.click("[data-keep=run]", "Run")
    firefox.until("() => document.querySelector('#query-count')?.textContent.startsWith('yes')")
    heard = firefox.do("heard")
    assert [one for one in heard if not one.startswith(("data:", "blob:", "about:", asking_page.as_uri()))] == []

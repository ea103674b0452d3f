"""What an answer of the query view reads like, and the ways that lead from nothing asked to it and on to the other views."""

from __future__ import annotations

from pathlib import Path

from cengji.query import Catalogue
from cengji.view.column_words import chinese_column
from tests.view.conftest import Open, keep_shot
from tests.view.test_query_view import RUNAWAY, fragment, run, write


def test_each_column_of_the_library_has_a_chinese_name() -> None:
    names = {column.name for query in Catalogue() for column in query.columns}
    assert [name for name in sorted(names) if not chinese_column(name)] == []
    assert chinese_column("no_such_label") == ""


def test_by_keyboard_alone_a_question_is_found_asked_and_its_evidence_opened(open_page: Open, asking_page: Path) -> None:
    tab = open_page("#view=sparql", path=asking_page, fresh=True)
    tab.locator(".query-start .link").first.wait_for()
    tab.locator("[data-keep=run]").focus()

    def go(selector: str) -> None:
        for _ in range(40):
            tab.keyboard.press("Tab")
            if tab.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(selector)

    go("[data-keep='ask ladders']")
    tab.keyboard.press("Enter")
    tab.locator("#query-count").wait_for()
    assert "sparql.name=ladders" in tab.evaluate("location.hash")
    go(".result-table [aria-expanded]")
    tab.keyboard.press("Enter")
    tab.locator(".row-evidence .quote q").first.wait_for()
    assert tab.locator(".row-evidence .evidence-document .stop").count() >= 1, "evidence names its document"


def test_a_chinese_page_is_chinese_in_forms_heads_and_codes(open_page: Open, asking_page: Path) -> None:
    tab = open_page(fragment(name="more-than", p="threshold=5000", run="1"), path=asking_page)
    tab.locator("#query-count").wait_for()
    assert tab.locator("#query-param-threshold-note").text_content() == "要超过的数，按基本单位计"
    assert tab.locator("[data-keep='sort answer']").text_content() == "判断"
    assert "不明" in {one.removeprefix("unknown") for one in tab.locator(".result-table td").all_text_contents()}
    tab.locator("#language").click()
    assert tab.locator("#query-param-threshold-note").text_content() == "the number to exceed, in base units"
    assert tab.locator("[data-keep='sort answer']").text_content() == "answer"


def test_bars_draw_what_measures_and_another_column_where_it_is_chosen(open_page: Open, asking_page: Path) -> None:
    text = "SELECT ?body ?rank ?size { ?body a cj:BodyGroup . BIND (1 AS ?rank) BIND (STRLEN(STR(?body)) AS ?size) } ORDER BY ?body LIMIT 5"
    tab = open_page(fragment(name="-", q=text, run="1", shape="bars"), path=asking_page)
    tab.locator(".query-bar").first.wait_for()
    assert tab.locator("[data-keep=queryBar]").input_value() == "size"
    assert len(set(tab.locator(".query-bars .n").all_text_contents())) > 1
    tab.locator("[data-keep=queryBar]").select_option("rank")
    assert set(tab.locator(".query-bars .n").all_text_contents()) == {"1"}
    assert "sparql.bar=rank" in tab.evaluate("location.hash")


def test_marks_are_counted_where_they_are_shown_and_taken_off(open_page: Open, asking_page: Path) -> None:
    tab = open_page("#view=sparql&lang=en", path=asking_page)
    run(tab, "SELECT DISTINCT ?actor { ?ladder cj:line/skos:notation 'administrative' ; cj:hasRung/cj:occupiedBy ?actor }")
    things = int(tab.locator(".field", has_text="Mark").text_content().split()[1])
    assert things > 3
    tab.locator("[data-keep='on lanes']").click()
    note = tab.locator("#answer-note").text_content()
    assert note.startswith(f"{things} things of the answer are marked · ")
    assert int(note.split(" · ")[1].split()[0]) >= things, "the main ladders alone show fewer"
    keep_shot(tab, "sparql-marked")
    tab.locator("[data-keep='back to query']").click()
    tab.locator("[data-keep='in network']").click()
    assert f"{things} marks in this view" in tab.locator("#answer-note").text_content()
    tab.locator("[data-keep='take marks off']").click()
    assert tab.locator("#answer-note").is_hidden()
    tab.locator("#tab-lanes").click()
    assert tab.locator("#lanes .answered").count() == 0


def test_after_a_runaway_is_stopped_the_next_answer_comes_as_fast_as_the_first_did(open_page: Open, asking_page: Path) -> None:
    tab = open_page("#view=lanes", path=asking_page, fresh=True)
    first = tab.evaluate(TIMED, "#tab-sparql")
    write(tab, RUNAWAY)
    tab.locator("[data-keep=run]").click()
    tab.locator("[data-keep=run]", has_text="停止").wait_for()
    again = tab.evaluate(TIMED, "[data-keep=run]")
    assert again < 3 * first, (again, first)


TIMED = """async selector => {
  const start = performance.now();
  const until = async (wanted) => {
    while (!wanted()) await new Promise(done => setTimeout(done, 5));
  };
  document.querySelector(selector).click();
  await until(() => document.querySelector(".editor-field") && !document.querySelector("#query-status .running"));
  const field = document.querySelector(".editor-field");
  field.value = "ASK { ?x a cj:Measure }";
  field.dispatchEvent(new Event("input"));
  document.querySelector("[data-keep=run]").click();
  await until(() => document.querySelector("#query-count")?.textContent.startsWith("是"));
  return performance.now() - start;
}"""
"""Click, ask for little, and return the milliseconds until that is answered."""

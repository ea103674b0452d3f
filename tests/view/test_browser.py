"""The page in a browser: quiet, offline, found by name and sound, filtered, opened, kept in the address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.view.conftest import Open, keep_shot
from tests.view.sample import iri


def short(case: str, kind: str, key: str) -> str:
    return iri(case, kind, key).removeprefix("https://w3id.org/cengji/")


def find(tab: Any, text: str) -> list[str]:  # noqa: ANN401
    tab.keyboard.press("/")
    tab.keyboard.insert_text(text)
    return list(tab.locator(".hit .t").all_text_contents())


def test_the_first_picture_is_the_ladders_by_tier(open_page: Open) -> None:
    tab = open_page()
    assert tab.locator(".rung").count() == 20
    assert tab.locator("th.place").count() == 5
    assert tab.locator("tbody tr.between").count() == 1
    assert "云溪区" in tab.locator("th.place").first.text_content()
    assert "据《虚构日报》" in tab.locator("th.place").first.text_content()
    assert tab.locator(".ghost").count() == 1


OVERLAPS = """() => {
  const seen = [];
  for (const box of document.getElementById("lanes").querySelectorAll(".t, .pos, .size, .quiet, .tier, .ghost, .tool")) {
    const range = document.createRange();
    range.selectNodeContents(box);
    const text = range.getBoundingClientRect(), clip = box.getBoundingClientRect();
    const [left, top] = [Math.max(text.left, clip.left), Math.max(text.top, clip.top)];
    seen.push([left, top, Math.min(text.right, clip.right), Math.min(text.bottom, clip.bottom), box]);
  }
  const over = [];
  seen.forEach((one, at) => seen.slice(0, at).forEach((other) => {
    if (one[4].contains(other[4]) || other[4].contains(one[4])) return;
    const wide = Math.min(one[2], other[2]) - Math.max(one[0], other[0]);
    const high = Math.min(one[3], other[3]) - Math.max(one[1], other[1]);
    if (wide > 1 && high > 1) over.push([one[4].textContent, other[4].textContent]);
  }));
  return [seen.length, over];
}"""


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844), (720, 450)], ids=str)  # the last is 1440 × 900 at 200 %
def test_no_label_of_the_ladders_covers_another(open_page: Open, packaged_page: Path, size: tuple[int, int]) -> None:
    tab = open_page(path=packaged_page, size=size)
    for language, shown, least in (("zh", "", 80), ("en", "", 80), ("zh", "&lanes.all=1", 300), ("en", "&lanes.all=1", 300)):
        tab.evaluate(f"location.hash = '#view=lanes&lang={language}{shown}'")
        tab.locator(f"html[lang|={language}]").wait_for()
        number, over = tab.evaluate(OVERLAPS)
        assert over == []
        assert number > least
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        keep_shot(tab, f"ladders-{size[0]}-{language}")


@pytest.mark.parametrize("typed", ["溪连心办法0", "邻里积", "measure 0", "yunxilianxin", "yxlx", "LLJF"])
def test_a_part_of_the_name_finds_it(open_page: Open, typed: str) -> None:
    assert "云溪连心办法0" in find(open_page(), typed)


def test_enter_opens_the_details_and_escape_closes_them(open_page: Open) -> None:
    tab = open_page()
    find(tab, "云溪网格小组")
    tab.keyboard.press("Enter")
    text = tab.locator("#details").inner_text()
    for part in (
        "云溪网格小组",
        "据《虚构日报》",
        "1200余个",
        "> 1,200",
        "四级联动",
        "云溪区治理见闻",
        "第3版",
        iri("yunxi", "group", "grid"),
    ):
        assert part in text
    tab.keyboard.press("Escape")
    assert not tab.locator("#details").is_visible()


def test_a_figure_shows_form_bounds_reading_and_evidence(open_page: Open) -> None:
    text = open_page(f"#sel={short('yunxi', 'figure', 'grids')}").locator("#details").inner_text()
    for part in ("1200余个", "> 1,200", "(1,200, 1,300)", "多于", "第 32–37 字符"):
        assert part in text


def test_a_rung_shows_its_mapping_and_who_stands_on_it(open_page: Open) -> None:
    text = open_page(f"#sel={short('lanting', 'rung', 'area')}").locator("#details").inner_text()
    for part in ("片区级", "存疑", "范围相当", "兰亭片区联会"):
        assert part in text


def test_filters_take_away_and_bring_back(open_page: Open) -> None:
    tab = open_page()
    tab.locator("#filters details[data-axis=place] label", has_text="云溪区").click()
    assert tab.locator("th.place").count() == 4
    assert "no-place=yunxi" in tab.url
    tab.locator("#filters label", has_text="网格级").click()
    assert tab.locator(".rung").count() == 12
    tab.locator("#all").click()
    assert tab.locator(".rung").count() == 20
    tab.locator("#filters details[data-axis=place] .row", has_text="荷风区").hover()
    tab.locator("#filters details[data-axis=place] .row", has_text="荷风区").locator(".only").click()
    assert tab.locator(".rung").count() == 4
    tab.locator("#filters label", has_text="党组织线").click()
    assert tab.locator("#lanes .empty").is_visible()


def test_the_address_brings_the_view_back(open_page: Open) -> None:
    tab = open_page()
    tab.locator("#tab-network").click()
    find(tab, "云溪社区委员会")
    tab.keyboard.press("Enter")
    tab.locator("#language").click()
    fragment = "#" + tab.url.split("#")[1]
    again = open_page(fragment)
    assert again.locator("#network").is_visible()
    assert again.locator("#details h2").inner_text() == "community"
    assert again.url.endswith(fragment)


@pytest.mark.parametrize("fragment", ["#view=<img>&sel=%00&lang=xx&no-place=__proto__", "#sel=constructor&rows=x&theme=y", "#%E0%A4%A"])
def test_a_tampered_address_does_no_harm(open_page: Open, fragment: str) -> None:
    assert open_page(fragment).locator(".rung").count() == 20


def test_the_network_draws_labels_and_answers_the_keys(open_page: Open) -> None:
    tab = open_page("#view=network")
    assert int(tab.locator("#canvas[data-labels]").get_attribute("data-labels")) >= 20
    tab.locator("#canvas").focus()
    tab.keyboard.press("ArrowRight")
    assert tab.locator("#details h2").inner_text()
    assert "sel=" in tab.url


def test_the_arrows_move_among_the_rungs(open_page: Open) -> None:
    tab = open_page()
    tab.locator(".rung").first.focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")
    assert tab.locator(".rung.selected .t").first.inner_text() in ("片区联会", "社区委员会", "街道委员会")
    assert tab.locator(".rung[tabindex='0']").count() == 1


def test_the_page_follows_the_system_and_the_switch(open_page: Open) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    light, dark = open_page(), open_page(dark=True)
    assert light.evaluate(colour) != dark.evaluate(colour)
    light.locator("#theme").click()
    assert light.evaluate(colour) == dark.evaluate(colour)
    assert "theme=dark" in light.url


def test_english_names_everything_in_english(open_page: Open) -> None:
    tab = open_page("#lang=en", size=(1920, 1080))
    assert tab.locator("html").get_attribute("lang") == "en"
    assert tab.locator("#tab-lanes").inner_text() == "Ladders"
    assert "as reported by 虚构日报" in tab.locator("th.place").first.inner_text()


def test_chinese_on_the_english_page_is_as_printed_and_says_its_language(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#lang=en&sel=id/gusu/group/area-party-committees", path=packaged_page)
    assert tab.locator("#details .other").get_attribute("lang") == "zh-Hans"
    assert "p. 29" in tab.locator("#details .quote").first.inner_text()
    tab.locator("#tab-figures").click()
    assert tab.locator("#figures td.written .t:not([lang])").filter(has_text="个").count() == 0


def test_every_button_and_field_has_a_name(open_page: Open) -> None:
    tab = open_page(f"#sel={short('yunxi', 'rung', 'grid')}")
    unnamed = tab.eval_on_selector_all(
        "button, input:not([type=checkbox]), [role]",
        "all => all.filter(e => !e.hidden && !(e.textContent.trim() || e.getAttribute('aria-label') || e.id === 'hits' || e.title "
        "|| e.getAttribute('aria-labelledby'))).map(e => e.outerHTML.slice(0, 80))",
    )
    assert [one for one in unnamed if 'role="search"' not in one and 'id="network"' not in one and 'id="table"' not in one] == []


def test_the_page_of_the_five_places_finds_a_body_by_part_of_its_name(open_page: Open, packaged_page: Path) -> None:
    tab = open_page(path=packaged_page)
    assert {"姑苏区", "广汉市", "福州市", "吴江区", "柳州市"} <= {text.strip()[:3] for text in tab.locator("th.place").all_text_contents()}
    assert any("金筑社区党委" in hit for hit in find(tab, "金筑"))


@pytest.mark.parametrize("view", ["lanes", "measures", "figures", "timeline", "documents", "network"])
def test_the_page_of_the_five_places_is_quiet_in_every_view(view: str, open_page: Open, packaged_page: Path) -> None:
    tab = open_page(f"#view={view}", path=packaged_page)
    find(tab, "qydw")
    tab.keyboard.press("Enter")
    tab.locator("#details h2", has_text="区域党委").wait_for()
    assert "area-party-committees" in tab.url


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_opens_on_one_ladder_a_place_without_scrolling(open_page: Open, packaged_page: Path, language: str) -> None:
    tab = open_page(f"#lang={language}", path=packaged_page, size=(1366, 768))
    assert tab.locator("th.place").count() == 5
    assert tab.locator("button.ladder").count() == 5
    assert 2 <= tab.locator(".differences li").count() <= 3
    assert tab.evaluate(
        "(box => box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth)(document.getElementById('lanes'))"
    )
    tab.locator(".story .tool").click()
    assert tab.locator("button.ladder").count() == 34


def test_what_is_filtered_is_shown_of_all_ladders(open_page: Open, packaged_page: Path) -> None:
    """One ladder a place may not hide what a filter asks for."""
    shown = [
        open_page(f"#view=lanes&only-status=inferred{ladders}", path=packaged_page).locator(".rung.inferred").count()
        for ladders in ("", "&lanes.all=1")
    ]
    assert shown[0] == shown[1] > 30


def test_a_link_to_a_rung_of_another_ladder_shows_it(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=lanes&sel=id/gusu/ladder/four-bodies", path=packaged_page)
    assert tab.locator("button.ladder.selected").count() == 1


def test_many_places_stand_as_small_tables_in_the_order_that_is_asked_for(open_page: Open, many_places: Path) -> None:
    tab = open_page("#view=lanes", path=many_places, size=(1366, 768))
    assert tab.locator(".multiples table").count() == 24
    tab.locator("th.place .front").last.focus()
    tab.keyboard.press("Enter")
    assert tab.locator("th.place .big").first.text_content() == "第23区"
    tab.locator(".field select").select_option("name")
    assert tab.locator("th.place .big").first.text_content() == "第0区"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_help_names_the_documents_and_says_what_the_terms_mean(open_page: Open, packaged_page: Path, language: str) -> None:
    tab = open_page(f"#lang={language}", path=packaged_page)
    tab.locator("#open-help").focus()
    tab.keyboard.press("Enter")
    assert tab.locator("#help .sources li").count() == 5
    terms = tab.locator("#help dt:not(.key)").all_text_contents()
    assert len(terms) == len(set(terms)) > 12
    assert tab.locator("#help dt").count() == tab.locator("#help dd").count()
    assert {"阶梯", "组织群", "线", "确定区间"} <= set(terms) or language == "en"
    assert not [term for term in terms if (term.isascii()) != (language == "en") and "…" not in term]
    tab.keyboard.press("Escape")
    assert not tab.locator("#help").is_visible()
    assert tab.evaluate("document.activeElement.id") == "open-help"


def test_a_term_says_beside_itself_what_it_means(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#sel=id/gusu/figure/grid-worker-team-size", path=packaged_page)
    assert "肯定" in (tab.locator("#details .term", has_text="确定区间").get_attribute("data-tip") or "")


def test_the_details_show_the_official_code_of_a_division(open_page: Open, packaged_page: Path) -> None:
    facts = open_page("#sel=id/gusu/body/gusu-district", path=packaged_page).locator("#details dl").first
    assert "320508" in facts.inner_text(), "of the place that the body is of"
    facts = open_page("#sel=id/place/320508", path=packaged_page).locator("#details dl").first
    assert facts.inner_text().split("区划代码")[1].split()[0] == "320508"


def test_back_brings_back_the_details_that_were_closed(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=lanes&sel=id/gusu/group/area-party-committees", path=packaged_page)
    for view in ("documents", "lanes"):
        tab.locator(f"#tab-{view}").click()
        assert tab.locator("#details h2").inner_text() == "区域党委"
    tab.keyboard.press("Escape")
    assert not tab.locator("#details").is_visible()
    tab.go_back()
    tab.locator("#details").wait_for()
    assert tab.locator("#details h2").inner_text() == "区域党委"

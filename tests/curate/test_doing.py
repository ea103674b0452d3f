"""What the page asks for, done to the file: only what changes is edited, and all of it can be taken back."""

from __future__ import annotations

import difflib
import re
from typing import Any

import pytest

from cengji.cases import Vocabulary
from cengji.cases.tree import read_tree
from cengji.core.errors import UsageError
from cengji.curate.article import Article
from cengji.curate.doing import act
from cengji.curate.forms import HEAD, describe_forms
from cengji.curate.session import ConflictError, Session
from cengji.curate.state import describe_case
from cengji.dataset import Ontology


@pytest.fixture
def vocabulary(ontology: Ontology) -> Vocabulary:
    return ontology.vocabulary


def changes(before: str, after: str) -> list[str]:
    """Return the lines that went and came."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-"]


def do(session: Session, article: Article, action: str, *entries: tuple[str, int], **rest: Any) -> str | None:
    return act(session, article, {"do": action, "version": session.version, "entries": [list(one) for one in entries], **rest})


def run_of(article: Article, expression: str, view: str = "clean") -> dict[str, Any]:
    """Return where an expression stands, as the page names a run."""
    text = article.document.raw if view == "raw" else article.document.text
    start = text.index(expression)
    return {"view": view, "start": start, "end": start + len(expression)}


def test_accepting_takes_one_line_away(session: Session, article: Article) -> None:
    before = session.text
    do(session, article, "accept", ("groups", 1))
    assert changes(before, session.text) == ["-     proposed: counted-noun"]


def test_accepting_with_what_it_refers_to_takes_its_proposals_along(session: Session, article: Article) -> None:
    before = session.text
    do(session, article, "accept", ("figures", 0), whole=True)
    assert changes(before, session.text) == ["-     proposed: counted-noun", "-     proposed: numeral"]


def test_rejecting_with_what_hangs_on_it_leaves_nothing_that_names_it(session: Session, article: Article, vocabulary: Vocabulary) -> None:
    before, numerals = session.text, describe_case(session, article, vocabulary)["counts"]["numeral"]
    do(session, article, "reject", ("groups", 1), whole=True)
    value = session.tree.value
    assert [one["key"] for one in value["groups"]] == ["party-organizations", "grids-again"]
    assert "figures" not in value, "a figure of it says nothing without it"
    assert [one["body"] for one in value["ladders"][0]["rungs"]] == ["party-organizations"], "a proposal loses the rung alone"
    assert describe_case(session, article, vocabulary)["counts"]["numeral"] == numerals, "what the figure rested on is decided too"
    session.undo(session.version)
    assert session.text == before
    do(session, article, "accept", ("figures", 0), ("ladders", 0))
    do(session, article, "reject", ("groups", 1), whole=True)
    faults = describe_case(session, article, vocabulary)["faults"]
    assert {place: one[0]["field"] for place, one in faults.items()} == {"figures/grids-size": "about", "ladders/lines": "rungs[1].body"}, (
        "what is accepted stays, with the fault at its field"
    )


def test_a_proposal_that_names_what_its_sentence_does_not_speak_of_is_doubtful(
    session: Session, article: Article, vocabulary: Vocabulary
) -> None:
    def doubts() -> dict[str, list[str]]:
        entries = describe_case(session, article, vocabulary)["entries"]
        return {one["id"]: one["doubts"] for held in entries.values() for one in held if one["doubts"]}

    assert doubts() == {"measures/red-steward": ["run_by"]}, "it is the sentence behind that speaks of them"
    do(session, article, "mend", ("figures", 0), fields={"about": "red-steward"})
    assert doubts()["figures/grids-size"] == ["about"]
    do(session, article, "accept", ("figures", 0), ("measures", 0))
    assert doubts() == {}, "what is accepted is decided"


def test_mending_edits_the_field_alone(session: Session, article: Article) -> None:
    before = session.text
    assert do(session, article, "mend", ("figures", 0), fields={"value": "81.5", "role": "stock", "note": {"zh": "看", "en": ""}}) == (
        "figures/grids-size"
    )
    assert changes(before, session.text) == ["-     value: 80", "+     value: 81.5", "+     role: stock", "+     note: 看"]
    do(session, article, "mend", ("figures", 0), fields={"value": "80", "role": None, "note": {}})
    assert session.text == before


def test_mending_a_rung_leaves_the_others_as_they_are_written(session: Session, article: Article) -> None:
    before = session.text
    rungs = [{"body": "party-organizations", "tier": "community"}, {"body": "grids", "tier": "grid", "beside": "true"}]
    do(session, article, "mend", ("ladders", 0), fields={"rungs": rungs})
    assert changes(before, session.text) == [
        "-       - {body: grids, tier: grid} # the lower",
        "+       - {body: grids, beside: true, tier: grid} # the lower",
    ]


def test_a_key_that_changes_changes_wherever_it_is_referred_to(session: Session, article: Article) -> None:
    before = session.text
    do(session, article, "mend", ("groups", 1), fields={"key": "net"})
    assert session.text == before.replace("key: grids #", "key: net #").replace("body: grids,", "body: net,").replace(
        "about: grids", "about: net"
    )


def test_rejecting_takes_the_entry_out_and_leaves_its_comments(session: Session, article: Article, vocabulary: Vocabulary) -> None:
    before = describe_case(session, article, vocabulary)
    do(session, article, "reject", ("groups", 1))
    assert "# kept as it was" in session.text
    assert [one["key"] for one in session.tree.value["groups"]] == ["party-organizations", "grids-again"]
    after = describe_case(session, article, vocabulary)
    assert after["counts"]["numeral"] == before["counts"]["numeral"], "what was rejected is decided, and not uncovered"
    assert {field for id_, faults in after["faults"].items() for field in [id_, *(one["field"] for one in faults)]} >= {
        "figures/grids-size",
        "about",
        "ladders/lines",
        "rungs[1].body",
    }
    do(session, article, "reject", ("figures", 0))
    assert "figures" not in session.tree.value


def test_merging_joins_evidence_names_and_references(session: Session, article: Article) -> None:
    assert do(session, article, "merge", ("groups", 1), ("groups", 2)) == "groups/grids-again"
    (merged,) = session.tree.value["groups"][1:]
    assert (merged["key"], merged["aliases"], [one["text"] for one in merged["evidence"]]) == (
        "grids-again",
        ["网格"],
        ["网格", "80余个网格"],
    )
    assert session.tree.value["figures"][0]["about"] == session.tree.value["ladders"][0]["rungs"][1]["body"] == "grids-again"
    with pytest.raises(UsageError):
        do(session, article, "merge", ("groups", 0), ("figures", 0))


def test_what_merged_entries_said_of_each_other_goes(session: Session, article: Article) -> None:
    do(session, article, "mend", ("groups", 2), fields={"parent": "grids"})
    do(session, article, "merge", ("groups", 1), ("groups", 2))
    assert "parent" not in session.tree.value["groups"][1], "a group above itself"
    do(session, article, "undo")
    do(session, article, "mend", ("groups", 2), fields={"parent": "party-organizations"})
    do(session, article, "merge", ("groups", 1), ("groups", 2))
    assert session.tree.value["groups"][1]["parent"] == "party-organizations"


@pytest.mark.parametrize("view", ["clean", "raw"])
def test_marked_text_becomes_a_figure_by_the_reader_of_numbers(session: Session, article: Article, view: str) -> None:
    assert do(session, article, "add", section="figures", **run_of(article, "，惠及居民1.4万人。", view)) == "figures/1-4-wan-ren"
    figure = session.tree.value["figures"][-1]
    assert {name: str(figure[name]) for name in ("written", "value", "precision", "unit", "comparator", "place")} == {
        "written": "1.4万人", "value": "14000", "precision": "1000", "unit": "person", "comparator": "exact", "place": "qingshan",
    }  # fmt: skip
    evidence = figure["evidence"]
    assert article.document.raw[evidence["start"] : evidence["end"]] == evidence["text"] == "惠及居民1.4万人"


def test_marked_text_becomes_a_measure_with_the_kind_of_its_head_noun(session: Session, article: Article) -> None:
    do(session, article, "add", section="measures", **run_of(article, "网格合伙人”制度"))
    measure = session.tree.value["measures"][-1]
    assert (measure["label"]["zh"], measure["kind"], measure["place"]) == ("网格合伙人制度", "rule", "qingshan")


def test_what_is_made_for_the_open_statement_is_named_there_or_names_it(session: Session, article: Article) -> None:
    before, opened = session.text, ("measures", 0)
    assert (
        do(session, article, "add", opened, section="outcomes", field="outcomes", **run_of(article, "化解矛盾"))
        == "outcomes/hua-jie-mao-dun"
    )
    assert session.tree.value["measures"][0]["outcomes"] == ["hua-jie-mao-dun"]
    do(session, article, "add", opened, section="outcomes", field="outcomes", **run_of(article, "惠及居民"))
    assert session.tree.value["measures"][0]["outcomes"] == ["hua-jie-mao-dun", "hui-ji-ju-min"]
    assert do(session, article, "add", opened, section="measures", field="part_of", **run_of(article, "网格合伙人”制度")) is not None
    assert [one.get("part_of") for one in session.tree.value["measures"]] == [None, "red-steward"]
    for _ in range(3):
        do(session, article, "undo")
    assert session.text == before, "each is one action, naming included"
    for section, field in (("outcomes", "part_of"), ("groups", "run_by"), ("outcomes", "nonsense"), ("places", "place")):
        with pytest.raises(UsageError):
            do(session, article, "add", opened, section=section, field=field, **run_of(article, "化解矛盾"))
    assert session.text == before


def test_what_one_says_is_said_of_others_of_its_kind_in_one_action(session: Session, article: Article) -> None:
    before, one, others = session.text, ("groups", 1), (("groups", 0), ("groups", 2))
    do(session, article, "mend", one, fields={"parent": "party-organizations", "note": {"zh": "同为网格", "en": "Grids both"}})
    assert do(session, article, "spread", one, *others, field="parent") == "groups/grids"
    assert [group.get("parent") for group in session.tree.value["groups"]] == [None, *["party-organizations"] * 2], "none is its own parent"
    do(session, article, "spread", one, *others, field="note")
    assert [group["note"] for group in session.tree.value["groups"]] == [{"zh": "同为网格", "en": "Grids both"}] * 3
    assert [group.get("proposed") for group in session.tree.value["groups"]] == [None, "counted-noun", "head-noun"], (
        "none is accepted by that"
    )
    for _ in range(3):
        do(session, article, "undo")
    assert session.text == before
    for field in ("label", "key", "evidence", "subset_of", "nonsense"):
        with pytest.raises(UsageError):
            do(session, article, "spread", one, *others, field=field)
    for wrong in ((), (("figures", 0),), (one,)):
        with pytest.raises(UsageError):
            do(session, article, "spread", one, *wrong, field="kind")


def test_the_english_of_a_text_that_is_said_elsewhere_is_given(session: Session, article: Article) -> None:
    do(session, article, "mend", ("groups", 0), fields={"note": {"zh": "仅见于此", "en": "Only here"}})
    do(session, article, "mend", ("figures", 0), fields={"note": {"zh": "仅见于此"}})
    assert session.tree.value["figures"][0]["note"] == {"zh": "仅见于此", "en": "Only here"}
    do(session, article, "mend", ("figures", 0), fields={"note": {"zh": "仅见于此", "en": "Nowhere else"}})
    do(session, article, "mend", ("measures", 0), fields={"note": {"zh": "从未说过"}})
    assert session.tree.value["figures"][0]["note"]["en"] == "Nowhere else", "what is typed stays"
    assert session.tree.value["measures"][0]["note"] == "从未说过"


def test_marked_text_tells_the_relation_and_its_ends(session: Session, article: Article) -> None:
    do(session, article, "add", section="relations", **run_of(article, "，划分80余个网格"))
    relation = session.tree.value["relations"][-1]
    assert (relation["subject"], relation["object"]) == ("party-organizations", "grids")


def test_a_run_behind_a_wide_character_is_anchored_where_it_stands(session: Session, article: Article) -> None:
    do(session, article, "add", section="places", **run_of(article, "𠮷村"))
    evidence = session.tree.value["places"][-1]["evidence"]
    assert article.document.raw[evidence["start"] : evidence["end"]] == "𠮷村"
    assert evidence["end"] - evidence["start"] == 2


def test_marked_text_becomes_evidence_of_an_entry_or_a_rung(session: Session, article: Article) -> None:
    before = session.text
    do(session, article, "evidence", ("groups", 0), **run_of(article, "社区党组织牵头"))
    assert [one["text"] for one in session.tree.value["groups"][0]["evidence"]] == ["12个社区党组织", "社区党组织牵头"]
    do(session, article, "evidence", ("ladders", 0), rung=1, **run_of(article, "网格"))
    assert session.tree.value["ladders"][0]["rungs"][1]["evidence"]["text"] == "网格"
    do(session, article, "undo")
    do(session, article, "undo")
    assert session.text == before


def test_the_head_of_the_case_is_mended_too(session: Session, article: Article) -> None:
    before = session.text
    document = {**session.tree.value["document"], "publisher": "某报"}
    do(session, article, "mend", ("case", 0), fields={"document": document})
    assert changes(before, session.text) == ["+   publisher: 某报"]


@pytest.mark.parametrize(
    "body",
    [
        {"do": "destroy"},
        {"do": "accept"},
        {"do": "accept", "entries": [["groups", 99]]},
        {"do": "accept", "entries": [["__class__", 0]]},
        {"do": "accept", "entries": [["groups", "0"]]},
        {"do": "mend", "entries": [["groups", 0]], "fields": {"nonsense": "x"}},
        {"do": "mend", "entries": [["groups", 0]]},
        {"do": "add", "section": "case", "view": "clean", "start": 0, "end": 3},
        {"do": "add", "section": "groups", "view": "clean", "start": 3, "end": 3},
        {"do": "add", "section": "groups", "view": "clean", "start": 0, "end": 10**6},
        {"do": "merge", "entries": [["groups", 0]]},
        {"do": "merge", "entries": [["groups", 0], ["groups", 0]]},
    ],
    ids=str,
)
def test_what_is_no_action_is_refused_in_words(session: Session, article: Article, body: dict[str, Any]) -> None:
    before = session.text
    with pytest.raises(UsageError):
        act(session, article, {"version": session.version, **body})
    assert session.path.read_text(encoding="utf-8") == before


def test_an_action_upon_an_old_state_is_a_conflict_before_it_is_anything_else(session: Session, article: Article) -> None:
    with pytest.raises(ConflictError):
        act(session, article, {"do": "accept", "version": session.version - 1, "entries": [["groups", 99]]})


@pytest.mark.parametrize("text", ["a\x00b", "\u2028", "# no comment", "- x: [y", "yes", "𠮷", "a\nproposed: x"])
def test_whatever_is_typed_is_one_value_of_the_file(session: Session, article: Article, text: str) -> None:
    do(session, article, "mend", ("groups", 0), fields={"label": {"zh": text}})
    assert read_tree(session.path.read_bytes(), "x").value["groups"][0]["label"] == text


def test_faults_stand_at_their_fields(session: Session, article: Article, vocabulary: Vocabulary) -> None:
    do(session, article, "mend", ("figures", 0), fields={"value": "800", "unit": "nonsense"})
    faults = describe_case(session, article, vocabulary)["faults"]["figures/grids-size"]
    assert ("unit", "the scheme unit has no 'nonsense'") in [(one["field"], one["problem"]) for one in faults]
    assert "value" in [one["field"] for one in faults]


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        (("figures", 0), {"value": "800", "unit": "nonsense", "comparator": "nonsense", "kind": "share"}),
        (("figures", 0), {"about": "nobody", "evidence": [{"text": "80余个", "start": 1}], "direction": "increase"}),
        (("figures", 0), {"time": {"written": "今年", "start": "2025-13-01", "end": "x", "rule": "month"}, "written": "x" * 60}),
        (("figures", 0), {"comparator": "range", "lower": "9", "upper": "3", "value": None}),
        (("figures", 0), {"value": "1.5", "per": {"of": "lines"}, "denominator": "grids-size"}),
        (("groups", 0), {"kind": None, "key": "A b", "parent": "party-organizations", "label": {"zh": "a\nb"}}),
        (("groups", 0), {"parent": "grids", "tier": "nonsense", "aliases": ["社区党组织"]}),
        (("places", 0), {"code": "12345", "part_of": "grids"}),
        (("places", 0), {"code": "3205", "division": None, "label": {"en": "x"}}),
        (("ladders", 0), {"rungs": [{"body": "grids", "tier": "grid"}, {"body": "grids", "tier": "community"}], "proposed": None}),
        (("case", 0), {"document": {"title": "", "kind": "x", "published": "2024-02-31", "sha256": "0", "characters": "many"}}),
    ],
)
def test_every_fault_is_said_in_chinese_too(
    session: Session, article: Article, vocabulary: Vocabulary, address: tuple[str, int], fields: dict[str, Any]
) -> None:
    do(session, article, "mend", address, fields=fields)
    found = [one for held in describe_case(session, article, vocabulary)["faults"].values() for one in held]
    assert found
    for one in found:
        assert re.fullmatch(r"[^：]*[\u4e00-\u9fff].*：.*[\u4e00-\u9fff].*", one["zh"], re.DOTALL), one


def test_the_state_tells_what_stands_where(session: Session, article: Article, vocabulary: Vocabulary) -> None:
    state = describe_case(session, article, vocabulary)
    assert {name: state["counts"][name] for name in ("accepted", "proposed")} == {"accepted": 2, "proposed": 5}
    marks = {article.document.raw[slice(*one["raw"])]: (one["kind"], one["entries"]) for one in state["marks"] if one["entries"]}
    assert marks["80余个网格"] == ("proposed", ("groups/grids",))
    assert marks["12个社区党组织"] == ("accepted", ("groups/party-organizations",))
    open_texts = [(one["kind"], article.document.text[slice(*one["clean"])]) for one in state["marks"] if not one["entries"]]
    assert ("numeral", "320件") in open_texts
    assert ("name", "网格合伙人") in open_texts


def test_what_a_draft_finds_stands_at_the_field_that_is_left_out(session: Session, article: Article, vocabulary: Vocabulary) -> None:
    start = article.document.text.index("12个社区党组织")
    do(session, article, "add", section="measures", view="clean", start=start, end=start + 8)
    made = ("measures", 1)
    assert session.tree.value["measures"][1]["acts_on"] == ["party-organizations"]
    do(session, article, "mend", made, fields={"acts_on": None})
    assert describe_case(session, article, vocabulary)["entries"]["measures"][1]["drafted"]["acts_on"] == ["社区党组织"]
    do(session, article, "mend", made, fields={"acts_on": ["grids"]})
    assert "acts_on" not in describe_case(session, article, vocabulary)["entries"]["measures"][1]["drafted"]


def test_each_field_has_a_name_of_its_own() -> None:
    forms = describe_forms()
    case = forms[HEAD]
    document = next(field for field in case["fields"] if field["name"] == "document")

    def repeated(fields: list[dict[str, Any]]) -> list[str]:
        names = [field["zh"] for field in fields]
        here = [name for name in names if names.count(name) > 1 or name == case["zh"]]
        return here + [name for field in fields for name in repeated(field.get("fields", []))]

    assert {section: found for section, form in forms.items() if (found := repeated(form["fields"]))} == {}
    assert document["zh"] not in [field["zh"] for field in document["fields"]]


def test_the_english_of_a_name_follows_the_chinese_until_it_is_typed(session: Session, article: Article) -> None:
    def label() -> object:
        return read_tree(session.path.read_bytes(), "x").value["groups"][0]["label"]

    do(session, article, "mend", ("groups", 0), fields={"label": {"zh": "社区党委"}})
    assert label() == {"zh": "社区党委", "en": "Community Party committees"}
    do(session, article, "mend", ("groups", 0), fields={"label": {"zh": "网格党支部", "en": "Community Party committees"}})
    assert label() == {"zh": "网格党支部", "en": "Grid Party branches"}
    do(session, article, "mend", ("groups", 0), fields={"label": {"zh": "网格党支部", "en": "Branches of the grids"}})
    do(session, article, "mend", ("groups", 0), fields={"label": {"zh": "小区党支部", "en": "Branches of the grids"}})
    assert label() == {"zh": "小区党支部", "en": "Branches of the grids"}


def test_a_concept_that_no_scheme_has_is_declared_named_and_taken_back(session: Session, article: Article, vocabulary: Vocabulary) -> None:
    before = session.text
    made = do(session, article, "declare", scheme="body-kind", zh="梯口岗")
    assert made == "concepts.body-kind/ti-kou-gang"
    do(session, article, "mend", ("groups", 1), fields={"kind": "ti-kou-gang"})
    faults = describe_case(session, article, vocabulary)["faults"]
    assert [one["field"] for one in faults.pop(made)] == ["en"]
    do(session, article, "mend", ("concepts.body-kind", 0), fields={"en": "stairway post", "broader": "grid-unit", "key": "stairway-post"})
    assert changes(before, session.text) == [
        "+ ", "+ concepts:", "+   body-kind:", "+     - {key: stairway-post, zh: 梯口岗, en: stairway post, broader: grid-unit}",
        "-     kind: grid-unit", "+     kind: stairway-post",
    ]  # fmt: skip
    assert made not in describe_case(session, article, vocabulary)["faults"]
    do(session, article, "reject", ("concepts.body-kind", 0))
    assert "concepts" not in session.tree.value
    for _ in range(4):
        do(session, article, "undo")
    assert session.text == before


def test_a_closed_scheme_takes_no_concept(session: Session, article: Article) -> None:
    with pytest.raises(UsageError, match="name the scheme"):
        do(session, article, "declare", scheme="status", zh="传闻")


def test_a_concept_of_another_case_is_declared_where_it_is_named(session: Session, article: Article, vocabulary: Vocabulary) -> None:
    before = session.text
    do(session, article, "mend", ("groups", 1), fields={"kind": "village-two-committees"})
    assert [one["key"] for one in session.tree.value["concepts"]["body-kind"]] == ["village-two-committees"]
    assert "groups/grids" not in describe_case(session, article, vocabulary)["faults"]
    do(session, article, "undo")
    assert session.text == before

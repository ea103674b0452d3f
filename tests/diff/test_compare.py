"""One edit of a case makes one statement, whatever it does to the triples."""

from __future__ import annotations

from pathlib import Path

import pytest

from cengji.core.errors import InputError
from cengji.core.namespaces import CJ, DERIVED, ID, PREFIXES
from cengji.dataset import Dataset, Ontology
from cengji.diff import Difference, compare, difference_json, difference_page, difference_text
from tests.dataset.small import trig
from tests.diff.planted import CASE, EDITS, Edit, built, edited, quads

HERE = Path(__file__).resolve().parent
TEXT = CASE.read_text(encoding="utf-8")
THING = f"{ID}two-streets/"
RDF, SKOS = PREFIXES["rdf"], PREFIXES["skos"]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory, ontology: Ontology) -> Dataset:
    return built(TEXT, tmp_path_factory.mktemp("before"), ontology)


@pytest.fixture(scope="module")
def difference(before: Dataset, tmp_path_factory: pytest.TempPathFactory, ontology: Ontology) -> Difference:
    return compare(before, built(edited(TEXT, EDITS), tmp_path_factory.mktemp("after"), ontology))


def small(turtle: str) -> Dataset:
    """Return a dataset of this Turtle, with the usual prefixes."""
    return Dataset(trig(turtle))


def reported(difference: Difference) -> list[tuple[str, str, str]]:
    return sorted((one.verb, one.kind, one.thing) for one in difference.statements)


def test_twenty_edits_are_reported_as_exactly_these_statements(difference: Difference) -> None:
    expected = sorted(statement for edit in EDITS for statement in edit.reported)
    assert len(expected) == 20
    assert reported(difference) == expected


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.reported[0][2].rsplit("/", 1)[-1])
def test_each_edit_alone(edit: Edit, before: Dataset, tmp_path: Path, ontology: Ontology) -> None:
    assert reported(compare(before, built(edited(TEXT, [edit]), tmp_path, ontology))) == sorted(edit.reported)


@pytest.mark.parametrize(("name", "language"), [("zh.txt", "zh"), ("en.txt", "en"), ("json", "")])
def test_golden_words(name: str, language: str, difference: Difference, request: pytest.FixtureRequest) -> None:
    written = difference_text(difference, language=language) if language else difference_json(difference)
    golden = HERE / "golden" / f"twenty.{name}"
    if request.config.getoption("--refresh-golden"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


def test_the_other_way_round_withdraws_what_was_added(before: Dataset, tmp_path: Path, ontology: Ontology) -> None:
    after = built(edited(TEXT, EDITS), tmp_path, ontology)
    opposite = {"added": "withdrawn", "withdrawn": "added"}
    back = [(opposite.get(verb, verb), kind, thing) for verb, kind, thing in reported(compare(after, before))]
    assert sorted(back) == reported(compare(before, after))


def test_equal_builds_differ_in_nothing(before: Dataset, tmp_path: Path, ontology: Ontology) -> None:
    same = compare(before, built(TEXT, tmp_path, ontology))
    assert (bool(same), same.statements, difference_text(same, language="zh"), difference_text(same)) == (
        False,
        (),
        "没有差别。\n",
        "No difference.\n",
    )


def test_a_rung_that_changes_its_place_is_one_reordered_ladder(before: Dataset, tmp_path: Path, ontology: Ontology) -> None:
    first, second = (
        "      - {body: east-street-committee, tier: subdistrict, evidence: 街道}\n",
        "      - {body: community-committees, tier: community, evidence: 社区}\n",
    )
    after = built(TEXT.replace(first + second, second + first), tmp_path, ontology)
    (statement,) = compare(before, after).statements
    assert (statement.verb, statement.thing) == ("reordered", f"{THING}ladder/party")
    assert [text.zh for text in statement.changes[0].old] == ["东溪街道党工委", "社区党委", "茶馆党支部"]
    assert [text.zh for text in statement.changes[0].new] == ["社区党委", "东溪街道党工委", "茶馆党支部"]


def test_a_rung_that_comes_to_stand_beside_another_is_one_reordered_ladder(before: Dataset, tmp_path: Path, ontology: Ontology) -> None:
    rung = "      - {body: community-committees, tier: community"
    after = built(TEXT.replace(rung, rung.replace("tier:", "beside: true, tier:")), tmp_path, ontology)
    for one, other, expected in (
        (before, after, "社区党委 ∥ 东溪街道党工委 › 茶馆党支部"),
        (after, before, "东溪街道党工委 › 社区党委 › 茶馆党支部"),
    ):
        (statement,) = compare(one, other).statements
        assert statement.verb == "reordered"
        assert " › ".join(text.zh for text in statement.changes[0].new) == expected


def test_the_tier_of_a_place_is_its_own_and_no_mapping(before: Dataset, tmp_path: Path, ontology: Ontology) -> None:
    tier = "    division: true\n    tier: county\n"
    assert tier in TEXT
    for other in ("    division: true\n    tier: prefecture\n", "    division: true\n"):
        (statement,) = compare(before, built(TEXT.replace(tier, other), tmp_path, ontology)).statements
        assert (statement.verb, statement.kind) == ("changed", "place")
        assert [change.property for change in statement.changes] == [CJ + "commonTier"]


def test_a_case_or_ladder_that_comes_is_one_statement(before: Dataset, tmp_path: Path, ontology: Ontology) -> None:
    start, end = TEXT.index("ladders:\n"), TEXT.index("measures:\n")
    without = built(TEXT[:start] + TEXT[end:], tmp_path, ontology)
    (ladder,) = compare(without, before).statements
    assert (ladder.verb, ladder.thing, ladder.parts) == ("added", f"{THING}ladder/party", (("rung", 3),))
    nothing = Dataset(quad for quad in before if "scheme/" in str(quad.subject))
    (case,) = compare(nothing, before).statements
    assert (case.verb, case.kind, case.label.zh) == ("added", "case", "双溪区")
    (gone,) = compare(before, nothing).statements
    assert (gone.verb, gone.kind, gone.label, gone.parts) == ("withdrawn", "case", case.label, case.parts)
    assert dict(case.parts) == {
        "document": 1, "place": 3, "ladder": 1, "rung": 3, "group": 6, "body": 2, "post": 2, "measure": 2, "figure": 7, "event": 1,
        "relation": 1, "holding": 1, "secondment": 1, "policy": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "changed", "names"),
    [
        ("tier_reason: 茶馆未必等于网格", "tier_reason: 茶馆大于网格", "reason", ("茶馆未必等于网格", "茶馆大于网格")),
        ("        tier_reason: 茶馆未必等于网格\n", "", "reason", ("茶馆未必等于网格",)),
        ("tier_status: disputed", "tier_status: stated", "mappedTier", ("网格（有争议）", "网格（明示）")),
        ("reason: 茶馆在小区里", "reason: 茶馆在小区中", "reason", ("茶馆在小区里", "茶馆在小区中")),
        ("[{tier: estate,", "[{tier: building,", "mappedTier", ("小区（有争议）", "楼栋（有争议）")),
    ],
)
def test_of_a_mapping_only_what_differs_is_reported(
    old: str, new: str, changed: str, names: tuple[str, str], before: Dataset, tmp_path: Path, ontology: Ontology
) -> None:
    (statement,) = compare(before, built(TEXT.replace(old, new), tmp_path, ontology)).statements
    (change,) = statement.changes
    assert (statement.verb, statement.thing) == ("mapped", f"{THING}rung/party-tea-house-branches")
    assert (change.property, [text.zh for text in (*change.old, *change.new)]) == (CJ + changed, list(names))
    assert (statement.old_evidence, statement.new_evidence) == ((), ())


def test_derived_quads_are_counted_only() -> None:
    derived = compare(quads(f"<urn:a> <urn:p> <urn:b> <{DERIVED}> ."), quads())
    assert (bool(derived), derived.statements, derived.withdrawn_quads, derived.added_quads) == (True, (), 1, 0)
    assert difference_text(derived, language="en") == "Only derived statements, or such as belong to no thing, differ. (quads −1 +0)\n"


def test_a_moved_passage_gives_both_places(before: Dataset, tmp_path: Path, ontology: Ontology) -> None:
    old, new = ("start: 10, end: 14", "start: 20, end: 24")
    (statement,) = compare(before, built(TEXT.replace(old, new), tmp_path, ontology)).statements
    passages = [(one.start, one.end, one.expression) for one in (*statement.old_evidence, *statement.new_evidence)]
    assert (statement.verb, passages) == ("evidence", [(10, 14, "东溪街道"), (20, 24, "东溪街道")])


def test_a_figure_that_comes_or_goes_says_what_is_written() -> None:
    nothing, figure = quads(), small("<urn:f> a cj:Figure ; cj:asWritten '168个' .")
    for old, new, verb, values in ((nothing, figure, "added", ([], ["168个"])), (figure, nothing, "withdrawn", (["168个"], []))):
        (statement,) = compare(old, new).statements
        (change,) = statement.changes
        assert (statement.verb, [text.zh for text in change.old], [text.zh for text in change.new]) == (verb, *values)


def test_a_class_is_reported_where_nothing_else_differs() -> None:
    old, new = (
        "<urn:m> a cj:Measure, cj:Programme ; skos:prefLabel 'one'@en .",
        "<urn:m> a cj:Measure, cj:Platform ; skos:prefLabel '{}'@en .",
    )
    for label, properties in (("one", [RDF + "type"]), ("two", [SKOS + "prefLabel"])):
        (statement,) = compare(small(old), small(new.format(label))).statements
        assert (statement.verb, [change.property for change in statement.changes]) == ("changed", properties)


def test_mappings_are_compared_as_a_whole_whichever_claim_makes_them() -> None:
    things = "<urn:r> a cj:Rung . <urn:grid> a cj:Tier . <urn:estate> a cj:Tier ."
    claims = f"{things} <urn:1> cj:mappedRung <urn:r> . <urn:2> cj:mappedRung <urn:r> ."
    first = small(f"{claims} <urn:1> cj:mappedTier <urn:grid> . <urn:2> cj:mappedTier <urn:estate> .")
    swapped = small(f"{claims} <urn:1> cj:mappedTier <urn:estate> . <urn:2> cj:mappedTier <urn:grid> .")
    assert compare(first, swapped).statements == ()


def test_a_direct_triple_belongs_to_the_claim_of_just_that_triple() -> None:
    things = "<urn:a> a cj:Body . <urn:b> a cj:Body ."
    claim = "<urn:c> a cj:RelationClaim ; cj:claimSubject <urn:a> ; cj:claimPredicate cj:leads ; cj:claimObject <urn:b> ."
    for other in ("<urn:a> cj:supports <urn:b> .", "<urn:b> cj:leads <urn:b> ."):
        (statement,) = compare(small(things + claim + other), small(things + claim)).statements
        assert (statement.verb, statement.thing) == ("changed", other[1:6])
    assert compare(small(things + claim + "<urn:a> cj:leads <urn:b> ."), small(things + claim)).statements == ()


def test_evidence_is_in_the_order_of_the_document() -> None:
    spans = "".join(
        f"<urn:f> cj:evidence <urn:e{start}> . <urn:e{start}> oa:hasSelector <urn:s{start}> . <urn:s{start}> oa:start {start} ; oa:end 99 ."
        for start in (0, 30, 5)
    )
    whole = "<urn:f> cj:evidence <urn:z> . <urn:z> cj:printedExpression 'z' ."
    (statement,) = compare(quads(), small(f"<urn:f> a cj:Figure . {whole} {spans}")).statements
    assert [one.start for one in statement.new_evidence] == [None, 0, 5, 30]


def test_each_difference_belongs_to_the_thing_that_a_reader_looks_for_it_at() -> None:
    rung = "<urn:r> a cj:Rung ; cj:occupiedBy <urn:b> ; skos:prefLabel '{}'@zh . <urn:b> a cj:Body ; skos:prefLabel '甲'@zh ."
    evidence = "<urn:f> cj:evidence <urn:e{0}> . <urn:e{0}> oa:hasSelector <urn:s{0}> . <urn:s{0}> oa:start {0} ; oa:end 9 ."
    ladder = "<urn:l> a cj:Ladder . <urn:r> a cj:Rung ."
    figure = "<urn:f> a cj:Figure ." + evidence.format(1)
    for old, new, expected in (
        (rung.format("甲"), rung.format("乙"), [("changed", "urn:r")]),
        (figure, figure + evidence.format(2), [("evidence", "urn:f")]),
        (ladder, ladder + "<urn:l> cj:hasRung <urn:r> .", []),
        ("<urn:a> a cj:Body .", "<urn:a> a cj:Body, <urn:k> . <urn:k> a cj:Tier .", [("added", "urn:k"), ("changed", "urn:a")]),
        ("", "<urn:c> a cj:Case ; cj:documentedBy <urn:d> . <urn:d> a cj:SourceDocument .", [("added", "urn:c")]),
    ):
        assert sorted((one.verb, one.thing) for one in compare(small(old), small(new)).statements) == expected


def test_the_name_of_a_file_is_no_difference() -> None:
    line = "<http://a.example/a> <http://a.example/p> <http://a.example/b> <https://w3id.org/cengji/file/{}> ."
    old = quads(line.format("old.ttl"))
    assert not compare(old, quads(line.format("new.ttl")))
    assert compare(old, quads(line.format("new.ttl").replace("example/b", "example/c"))).added_quads == 1


def test_triples_of_no_graph_are_compared_beside_those_of_a_file() -> None:
    file = "<http://a.example/a> <http://a.example/p> <http://a.example/b> <https://w3id.org/cengji/file/a.ttl> ."
    assert compare(quads(file, "<urn:a> <urn:p> <urn:b> ."), quads(file)).withdrawn_quads == 1


def test_foreign_things_are_reported_by_name() -> None:
    label = '<http://a.example/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "{}" .'
    kind = "<http://a.example/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/org#Organization> ."
    (statement,) = compare(quads(kind, label.format("old")), quads(kind, label.format("new"))).statements
    assert (statement.verb, statement.kind, statement.label.zh, statement.changes[0].label.zh) == ("changed", "thing", "new", "名称")


def test_a_label_makes_no_line_of_the_text() -> None:
    label = "<urn:a> a cj:Body ; skos:prefLabel 'a\\n  added\\u001B[31m\\u202E' ."
    lines = difference_text(compare(quads(), small(label)), language="en").splitlines()
    assert [line for line in lines if "added" in line] == ["    added  a   added\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}"]


@pytest.mark.parametrize("triple", ["_:a <urn:p> <urn:b> .", "<urn:a> <urn:p> _:b ."])
def test_a_blank_node_that_differs_is_refused(triple: str) -> None:
    with pytest.raises(InputError, match=r"blank node.*give it an IRI"):
        compare(quads(triple), quads())


def test_the_page_is_escaped_and_loads_nothing(before: Dataset, tmp_path: Path, ontology: Ontology) -> None:
    hostile = "<img src=x onerror=alert(1)>{{ 7*7 }}"
    after = built(TEXT.replace("label: 街道合并", f"label: '{hostile}'"), tmp_path, ontology)
    page = difference_page(compare(before, after), old="<old>", new="new")
    assert hostile not in page
    assert "&lt;img src=x onerror=alert(1)&gt;{{ 7*7 }}" in page
    assert "&lt;old&gt; → new" in page
    assert [part for part in ("<script", "<link", 'src="', "url(") if part in page] == []

"""Two curations of one document: what agrees, what is to settle and where; docs/curation.md tells what was learned of guanghan."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import permutations, product
from pathlib import Path

import pytest
from click.testing import CliRunner

import cengji
from cengji.agreement import compare_curations
from cengji.agreement.matching import match
from cengji.cases import LoadedCase
from cengji.cases.case import Case
from cengji.cases.parts import Labelled, Part, Text, roles_of
from cengji.cli import cengji as command_line
from cengji.core.errors import InputError
from cengji.core.resources import case_files
from tests.conftest import ROOT

SECOND = Path(__file__).with_name("guanghan.yaml")
GUANGHAN = next(path for path in case_files() if path.stem == "guanghan")


def test_a_curation_agrees_with_itself(cases: list[LoadedCase]) -> None:
    for loaded in cases:
        found = compare_curations(loaded, loaded)
        assert found.differences == ()
        assert {share for kind in found.kinds for share in (kind.exact_f, kind.half_f, kind.overlap_f)} == {1.0}
        assert {(one.share, one.one_sided, one.kappa, one.alpha) for one in found.attributes} <= {
            (1.0, 0, 1.0, 1.0),
            (1.0, 0, None, None),
            (None, 0, None, None),
        }
        assert {link.end_to_end_f for link in found.links} == {1.0}


def test_the_guide_gives_the_figures_of_the_command() -> None:
    guide = (ROOT / "docs" / "curation.md").read_text(encoding="utf-8")
    kinds = cengji.agree("guanghan", SECOND).to_markdown().split("\n\n")[1].splitlines()
    assert [line for line in kinds if line not in guide.splitlines()] == []


def test_who_is_first_makes_no_difference_to_the_counts() -> None:
    one, other = cengji.agree("guanghan", SECOND).result, cengji.agree(SECOND, "guanghan").result
    assert [(kind.name, kind.first, kind.second, kind.matched) for kind in one.kinds] == [
        (kind.name, kind.second, kind.first, kind.matched) for kind in other.kinds
    ]


def test_matching_has_the_greatest_sum_and_takes_each_once() -> None:
    for weights in product((0, 1, 3), repeat=6):  # two statements against three
        rows = weights[:3], weights[3:]
        pairs = match([0, 1], [0, 1, 2], lambda one, other, rows=rows: rows[one][other])  # type: ignore[misc]
        assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
        assert sum(rows[one][other] for one, other in pairs) == max(rows[0][a] + rows[1][b] for a, b in permutations(range(3), 2))


def said(text: str, start: int) -> str:
    return f'evidence: {{text: {text}, start: {start}, end: {start + len(text)}, sha256: "{DIGEST}"}}'


DIGEST = "0" * 64
ONE = f"""case: qingshan
title: 青山区
document: {{title: 报道, kind: news-report, sha256: "{DIGEST}", characters: 99}}
places:
- {{key: qingshan, label: 青山区, tier: county, {said("青山区", 0)}}}
groups:
- {{key: communities, label: 社区, kind: community-party-committee, place: qingshan, {said("社区", 8)}}}
- {{key: grids, label: 网格, kind: grid-unit, place: qingshan, parent: communities, {said("网格", 20)}}}
figures:
- {{key: a, written: 12个, value: 12, unit: item, kind: count, indicator: community-count, about: communities,
   place: qingshan, {said("12个社区", 5)}}}
relations:
- {{key: r, subject: communities, relation: leads, object: grids, {said("领导", 16)}}}
"""
CHANGES = {
    "key: communities": "key: shequ",
    "subject: communities": "subject: shequ",
    "about: communities": "about: grids",
    "parent: communities, ": "",
    "label: 网格": "label: =网格",
    said("12个社区", 5): said("2个社区", 6),
}


def other_curation() -> str:
    text = ONE
    for old, new in CHANGES.items():
        text = text.replace(old, new)
    return f"{text}events:\n- {{key: e, label: 启动, kind: pilot, place: qingshan, {said('启动', 40)}}}\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    for name, text in (("one.yaml", ONE), ("other.yaml", other_curation())):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / "one.yaml"), str(tmp_path / "other.yaml")


def test_what_is_to_settle_has_its_place_in_both_files_and_in_the_document(files: tuple[str, str]) -> None:
    done = CliRunner().invoke(command_line, ["agree", *files, "-f", "csv"])
    assert done.exit_code == 1, done.output
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    told = [tuple(row[name] for name in ("kind", "what", "field", "first", "second", "first_line", "second_line")) for row in rows]
    assert told == [
        ("bodies and groups", "value", "label", "网格", "'=网格", "8", "8"),
        ("bodies and groups", "value", "parent", "communities", "", "8", "8"),
        ("figures", "evidence", "", "", "", "10", "10"),
        ("figures", "value", "about", "communities", "grids", "10", "10"),
        ("events", "only second", "", "", "", "", "15"),
    ]
    assert [(row["first_characters"], row["second_characters"]) for row in rows[2:]] == [("5-10", "6-10")] * 2 + [("", "40-42")]
    assert (rows[0]["first_file"], rows[0]["second_file"], rows[0]["second_key"]) == (*files, "grids")


MORE = (
    ONE.replace("document: {", "concepts:\n  unit: [{key: pot, zh: 盆, en: pot, broader: item}]\ndocument: {")
    + f"""bodies:
- {{key: office, label: 区委, aliases: [青山区委], kind: community-unit, place: qingshan, {said("区委", 50)}}}
same_bodies:
- {{body: office, other: gusu/district, reason: 同名}}
exclusions:
- {{reason: 虚指, {said("一", 60)}}}
ladders:
- key: line
  label: 社区—网格
  line: party
  place: qingshan
  rungs:
  - {{body: communities, tier: community, {said("社区", 8)}}}
  - {{body: grids, tier: grid, {said("网格", 20)}}}
"""
)


@pytest.mark.parametrize(
    ("old", "new", "said_of"),
    [
        ("title: 青山区", "title: 青山", ("case", "title")),
        ("case: qingshan", "case: qingshan-2024", ("case", "case")),
        ("kind: news-report", "kind: feature", ("case", "document.kind")),
        ("kind: news-report", "kind: news-report, page: 第3版", ("case", "document.page")),
        ("zh: 盆", "zh: 花盆", ("concepts", "zh")),
        ("key: pot", "key: flowerpot", ("concepts", "key")),
        ("label: 区委, aliases: [青山区委]", "label: 青山区委, aliases: [区委]", ("bodies and groups", "label")),
        ("[青山区委]", "[青山区委, 中共青山区委]", ("bodies and groups", "aliases")),
        ("relation: leads", "relation: leads, label: 领着", ("relations", "label")),
        ("value: 12", "value: 12, counted: 社区数", ("figures", "counted")),
        ("reason: 同名", "reason: 同名, status: disputed", ("same bodies", "status")),
        ("gusu/district", "gusu/other", ("same bodies", "")),
        (said("一", 60), said("一个", 60), ("exclusions", "")),
        ("tier: community", "tier: community, tier_status: disputed", ("ladders", "rungs")),
        ("tier: community", "tier: community, alternatives: [{tier: area, reason: 不明}]", ("ladders", "rungs")),
        ("tier: community", "tier: community, label: 社区一级", ("ladders", "rungs")),
        ("reason: 虚指", "reason: 泛指", None),
        ("label: 社区—网格", "label: 两级", None),
        ("label: 网格", "label: {zh: 网格, en: grids}", None),
        ("label: 网格", "label: “网格”", None),
        ("relation: leads", "relation: leads, condition: 有事时, note: 见后", None),
    ],
)
def test_whatever_makes_another_graph_is_to_settle_and_the_rest_is_named(tmp_path: Path, old: str, new: str, said_of: object) -> None:
    assert MORE.count(old) >= 1, old
    for name, text in (("one.yaml", MORE), ("other.yaml", MORE.replace(old, new, 1))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = cengji.agree(tmp_path / "one.yaml", tmp_path / "other.yaml")
    told = {(one.kind, one.field) for one in found.result.differences}
    assert said_of in told if said_of else told == set()
    assert "not compared: English, notes, reasons, purposes, conditions, definitions of concepts" in "\n".join(found.report().notes)


def test_no_text_of_the_model_is_left_out_unnamed() -> None:
    """A text that the model gains is compared or named at the end of the list; this holds what each is."""
    words = {name for name in texts_within(Case, "") if name not in COMPARED}
    ends = {"note", "reason", "tier_reason", "no_generic", "purpose", "condition", "definition"}
    assert {name for name in words if name.rpartition(".")[2] not in ends} == {"ladders.label", "events.label"}


COMPARED = {"title", "relations.label", "figures.counted", "ladders.rungs.label"} | {
    f"{section}.label" for section, role in roles_of(Case).items() if role.model and issubclass(role.model, Labelled)
} - {"ladders.label", "events.label"}


def texts_within(part: type[Part], at: str) -> set[str]:
    found = set()
    for name, role in roles_of(part).items():
        if role.model is Text:
            found.add(f"{at}{name}")
        elif role.model and role.model is not part:
            found |= texts_within(role.model, f"{at}{name}.")
    return found


def test_evidence_without_offsets_is_said_with_a_remedy(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_text(ONE.replace(said("网格", 20), "evidence: 网格"), encoding="utf-8")
    said_of = f"{path}: 1 piece of evidence has no offsets, so nothing is matched by it: run `cengji anchor {path}`"
    assert cengji.agree(path, path).report().notes[0] == said_of


def test_columns_on_the_screen_and_markdown_in_a_file(files: tuple[str, str], tmp_path: Path) -> None:
    shown = CliRunner().invoke(command_line, ["agree", *files])
    assert shown.exit_code == 1
    assert "| " not in shown.stdout
    assert ["figures", "1", "1", "1", "0 %", "100 %", "100 %"] in [re.split("  +", line) for line in shown.stdout.splitlines()]
    assert f"{files[0]}:10: figures: a: characters 5-10 or 6-10 ({files[1]}:10 a)" in shown.stdout.splitlines()
    target = tmp_path / "agreement.md"
    assert CliRunner().invoke(command_line, ["agree", *files, "-f", "md", "-o", str(target)]).exit_code == 1
    written = target.read_text(encoding="utf-8").splitlines()
    assert "| figures | 1 | 1 | 1 | 0 % | 100 % | 100 % |" in written
    assert [line for line in written if line and not line.startswith(("| ", "- "))] == []
    refused = CliRunner().invoke(command_line, ["agree", *files, "-o", str(target)])
    assert (refused.exit_code, "--format md, csv or json" in refused.stderr) == (2, True)


def test_json_counts_kinds_attributes_and_links(files: tuple[str, str]) -> None:
    found = json.loads(CliRunner().invoke(command_line, ["agree", *files, "-f", "json"]).stdout)
    kinds = {one["name"]: (one["matched"], one["exact_f"], one["half_f"], one["overlap_f"]) for one in found["kinds"]}
    same = (1, 1, 1, 1)
    others = {"bodies and groups": (2, 1, 1, 1), "figures": (1, 0, 1, 1), "events": (0, 0, 0, 0)}
    assert kinds == {"places": same, "relations": same} | others
    links = {one["name"]: (one["first"], one["second"], one["given_ends_f"], one["end_to_end_f"]) for one in found["links"]}
    assert (links["relations"], links["bodies and groups: parent"]) == ((1, 1, 1, 1), (1, 0, 0, 0))
    (parent,) = (one for one in found["attributes"] if (one["kind"], one["name"]) == ("bodies and groups", "parent"))
    assert (parent["both"], parent["one_sided"], parent["share"], parent["kappa"]) == (0, 1, 0, None)


def test_what_is_only_proposed_is_left_out_and_counted(files: tuple[str, str], tmp_path: Path) -> None:
    proposed = tmp_path / "proposed.yaml"
    proposed.write_text(ONE.replace("{key: a,", "{key: a, proposed: counted-noun,"), encoding="utf-8")
    found = cengji.agree(files[0], proposed).result
    assert (found.first_proposed, found.second_proposed, [one.what for one in found.differences]) == (0, 1, ["only first"])


def test_curations_of_different_documents_are_refused_with_a_remedy() -> None:
    with pytest.raises(InputError, match=r"gusu\.yaml:\d+: document\.sha256: is of another .* — compare two curations of one file"):
        cengji.agree("guanghan", "gusu")

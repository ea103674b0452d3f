"""The papers that a text cites by their title: which are stated, what rests on them, and how the event that issues one is called."""

from __future__ import annotations

from pathlib import Path

from tests.draft.drafting import draft

TEXT = (
    "浙江省杭州市上城区：巷口新路\n\n上城区印发《上城区关于在沿河各巷全面设立巷长并开展轮值服务的工作方案》，"
    "出台《巷长轮值办法（试行）》。推广《王建国工作法实施方案》。《上城晚报》刊发了《巷口故事》。巷长按《巷长轮值办法（试行）》上岗。\n"
)


def test_an_official_paper_is_cited_once_and_a_newspaper_a_story_and_a_title_with_a_person_are_none(tmp_path: Path) -> None:
    value = draft(tmp_path, TEXT)
    cited = {one["title"]: one for one in value["policies"]}
    assert list(cited) == ["上城区关于在沿河各巷全面设立巷长并开展轮值服务的工作方案", "巷长轮值办法（试行）"]
    assert [one["text"] for one in cited["巷长轮值办法（试行）"]["evidence"]] == ["巷长轮值办法（试行）"] * 2
    labels = {one["key"]: one["label"]["zh"] for one in value["measures"]}
    assert [labels[key] for key in cited["巷长轮值办法（试行）"]["basis_of"]] == ["巷长轮值办法"]


def test_the_event_that_issues_a_paper_involves_it_and_is_called_by_its_sort_where_the_title_is_long(tmp_path: Path) -> None:
    value = draft(tmp_path, TEXT)
    papers = {one["key"] for one in value["policies"]}
    issued = {one["label"]["zh"]: papers & set(one["involves"]) for one in value["events"] if one["kind"] == "document-issue"}
    assert {label: len(involved) for label, involved in issued.items()} == {"印发工作方案": 1, "出台《巷长轮值办法（试行）》": 1}

"""Proposals for a case that is begun: entries for what is open, which refer to what the case has already."""

from __future__ import annotations

from pathlib import Path

import cengji
from cengji.cases.tree import read_tree

ARTICLE = "江苏省苏州市姑苏区划分12个网格，配备480余名网格员，覆盖率76.9%。2020年11月，推行“三问三定”工作法。"


def test_what_is_open_is_proposed_with_what_it_refers_to(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    case = cengji.Case.draft(article)
    accepted = "".join(line for line in case.text.splitlines(keepends=True) if "proposed:" not in line)
    kept = accepted[: accepted.index("\nmeasures:")] + "\n"
    path = tmp_path / "mine.yaml"
    path.write_text(kept.replace("gu-su-qu\n", "gusu\n"), encoding="utf-8")
    coverage = cengji.Case(path).coverage(tmp_path)
    value = read_tree(coverage.stubs().encode(), "proposed").value
    assert [one["written"] for one in value["figures"]] == ["76.9%", "三问", "三定"], "the groups cover the numbers before"
    assert {one["place"] for one in value["figures"]} == {"gusu"}, "the place that the case has under another key"
    assert {"places", "groups"}.isdisjoint(value), "what the case has already is not proposed again"
    assert "三问三定工作法" in [one["label"] for one in value["measures"]]
    assert [(one["kind"], one["date"]) for one in value["events"]] == [("introduction", "2020-11")], "the date is part of an event"
    assert all("proposed" in one for held in value.values() for one in held)


def test_a_covered_document_leaves_nothing_to_propose(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    text = cengji.Case.draft(article).text
    path = tmp_path / "mine.yaml"
    path.write_text("".join(line for line in text.splitlines(keepends=True) if "proposed:" not in line), encoding="utf-8")
    coverage = cengji.Case(path).coverage(tmp_path)
    assert (coverage.open, coverage.stubs()) == ((), "")

"""Proposals: stubs that are YAML, anchored, and leave the judgment to a person."""

from __future__ import annotations

from cengji.cases.proposals import propose
from cengji.cases.tree import read_tree
from cengji.text.clean import clean
from cengji.text.coverage import account_for
from cengji.text.evidence import digest_slice
from cengji.text.wordlists import lexical_uses

RAW = "甲镇有480余个網格,覆盖率76.9%,推行“三长”;2020年,“三长”3—4人。"


def test_stubs() -> None:
    document = clean(RAW)
    stubs = read_tree(propose(document, account_for(document, [], [], lexical_uses())).encode(), "stubs").value
    assert list(stubs) == ["figures", "measures", "exclusions"]
    written = [(one["written"], one.get("value"), one["comparator"], one["unit"], one["about"]) for one in stubs["figures"]]
    assert [tuple(None if cell is None else str(cell) for cell in row) for row in written] == [
        ("480余个", "480", "moreThan", "item", None),
        ("76.9%", "76.9", "exact", "percent", None),
        ("三", "3", "exact", None, None),
        ("三", "3", "exact", None, None),
        ("3—4人", None, "range", "person", None),
    ]
    assert stubs["figures"][-1]["lower"] == 3
    assert stubs["measures"][1]["evidence"] == {
        "text": "三长", "start": 34, "end": 36, "sha256": digest_slice(RAW, 34, 36), "occurrence": 2,
    }  # fmt: skip
    assert [one["reason"] for one in stubs["exclusions"]] == ["it is a date or part of one"]


def test_nothing_open_gives_nothing() -> None:
    document = clean("甲镇")
    assert propose(document, account_for(document, [], [], lexical_uses())) == ""

"""A document about two places, and a case of each with its part of it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import cengji

__all__ = ["DIGEST", "GUSU", "WUJIANG", "anchor_cases", "write_cases"]

DIGEST = """江苏省苏州市姑苏区：
一张网管到底
姑苏区划分1236个综合网格，成立党建联盟。
江苏省苏州市吴江区：
融入式党建
吴江区划分80个综合网格，成立党建联盟，联盟有3个成员。
"""
GUSU, WUJIANG = ("江苏省苏州市姑苏区：", "成立党建联盟。"), ("江苏省苏州市吴江区：", "3个成员。")
_CASE = """
case: {key}
title: {name}
document:
  title: （无标题）两地做法
  kind: news-report
  sha256: {digest}
  characters: {length}
  key: digest
  part: {{title: {title}, first: {first}, last: {last}}}
places:
  - {{key: {key}, label: {name}, code: "{code}", tier: county, evidence: {name}划分}}
groups:
  - {{key: alliances, label: 党建联盟, kind: party-building-alliance, place: {key}, evidence: 党建联盟}}
policies:
  - {{key: paper, title: {name}意见, evidence: 综合网格}}
"""


def write_cases(folder: Path) -> list[Path]:
    """Write the document into the folder ``sources`` below, and the two cases beside that, not yet anchored."""
    (folder / "sources").mkdir()
    (folder / "sources" / "digest.txt").write_text(DIGEST, encoding="utf-8")
    digest, length = sha256(DIGEST.encode()).hexdigest(), len(DIGEST)
    for key, name, code, title, (first, last) in (
        ("gusu-part", "姑苏区", "320508", "一张网管到底", GUSU),
        ("wujiang-part", "吴江区", "320509", "融入式党建", WUJIANG),
    ):
        text = _CASE.format(key=key, name=name, code=code, title=title, first=first, last=last, digest=digest, length=length)
        (folder / f"{key}.yaml").write_text(text, encoding="utf-8")
    return sorted(folder.glob("*.yaml"))


def anchor_cases(paths: list[Path]) -> list[Path]:
    """Anchor the evidence of cases that :func:`write_cases` wrote."""
    for path in paths:
        case = cengji.Case(path)
        assert case.anchor(path.parent / "sources").faults == ()
        case.write()
    return paths

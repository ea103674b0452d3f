"""A case of which a part is only proposed."""

from __future__ import annotations

from pathlib import Path

__all__ = ["write_drafted"]

DIGEST = "0" * 64


def said(text: str, start: int) -> str:
    return f'evidence: {{text: {text}, start: {start}, end: {start + len(text)}, sha256: "{DIGEST}"}}'


CASE = f"""case: qingshan
title: 青山区
document: {{title: 报道, kind: news-report, sha256: "{DIGEST}", characters: 99}}
places:
- {{key: qingshan, label: 青山区, tier: county, {said("青山区", 0)}}}
- {{key: lushui, label: 绿水街道, tier: subdistrict, part_of: qingshan, PROPOSED {said("绿水街道", 3)}}}
groups:
- {{key: communities, label: 社区, kind: service-outlet, place: qingshan, {said("社区", 8)}}}
- {{key: grids, label: 网格, kind: grid-unit, place: qingshan, parent: communities, {said("网格", 20)}}}
- {{key: stations, label: 驿站, kind: service-outlet, place: lushui, parent: communities, PROPOSED {said("驿站", 26)}}}
ladders:
- key: ladder
  label: 社区—网格
  line: administrative
  place: qingshan
  PROPOSED
  status: inferred
  {said("社区网格", 30)}
  rungs:
  - {{body: communities, tier: community, {said("社区", 30)}}}
  - {{body: grids, tier: grid, {said("网格", 32)}}}
measures:
- {{key: whole, label: 双报到, kind: mechanism, place: qingshan, run_by: communities, {said("双报到", 40)}}}
- {{key: part, label: 单报到, kind: mechanism, place: qingshan, part_of: whole, figures: [size], PROPOSED {said("单报到", 44)}}}
figures:
- {{key: number, written: 12个, value: 12, unit: item, kind: count, indicator: grid-count, about: grids,
   place: qingshan, {said("12个", 50)}}}
- {{key: size, written: 9个, value: 9, unit: item, kind: count, indicator: size, about: part, place: qingshan, PROPOSED {said("9个", 55)}}}
relations:
- {{key: leads, subject: communities, relation: leads, object: grids, PROPOSED {said("领导", 60)}}}
"""


def write_drafted(folder: Path) -> Path:
    """Write the case into a folder."""
    path = folder / "qingshan.yaml"
    text = CASE.replace("  PROPOSED\n", "  proposed: a-chain\n").replace("PROPOSED ", "proposed: a-rule, ")
    path.write_text(text, encoding="utf-8")
    return path

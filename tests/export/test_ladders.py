"""The picture of the ladders: well-formed, every rung in its lane, texts escaped and cut."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from cengji.core.errors import CengjiWarning
from cengji.dataset import Dataset
from cengji.export import write
from tests.dataset.small import trig
from tests.export.conftest import LABELS

SVG = "{http://www.w3.org/2000/svg}"
DATA = """
<graph/schemes> {
  <scheme/tier/a> skos:inScheme <scheme/tier> ; cj:rank 10 ; skos:prefLabel "甲级"@zh, "tier A"@en .
  <scheme/tier/b> skos:inScheme <scheme/tier> ; cj:rank 20 ; skos:prefLabel "乙级"@zh .
  <scheme/tier/c> skos:inScheme <scheme/tier> ; cj:rank 30 ; skos:prefLabel "丙级"@zh .
}
<case/x> { <case/x> a cj:Case ; skos:prefLabel "某区"@zh .
  <id/x/ladder/l> a cj:Ladder ; cj:inCase <case/x> ; skos:prefLabel %s@zh ; cj:hasRung <id/x/rung/1>, <id/x/rung/2>, <id/x/rung/3> .
  <id/x/rung/1> a cj:Rung ; cj:position 1 ; skos:prefLabel "高"@zh ; cj:commonTier <scheme/tier/a> .
  <id/x/rung/2> a cj:Rung ; cj:position 2 ; skos:prefLabel %s@zh .
  <id/x/rung/3> a cj:Rung ; cj:position 3 ; skos:prefLabel "低"@zh ; cj:commonTier <scheme/tier/c> .
}
"""


def quoted(label: str) -> str:
    """Write a label as a Turtle string."""
    return '"' + label.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def picture(dataset: Dataset) -> ET.Element:
    return ET.fromstring(b"".join(write(dataset, "svg")))  # noqa: S314 - our own XML


def test_rungs_stand_in_the_lanes_of_their_tiers() -> None:
    drawn = picture(Dataset(trig(DATA % ('"梯"', '"中"'))))
    tops = {"".join(text.itertext()): float(text.get("y", 0)) for text in drawn.iter(f"{SVG}text")}
    assert list(tops) == ["甲级", "tier A", "丙级", "某区", "梯", "高", "中", "低"]  # 乙级 is empty and has no lane
    assert tops["高"] < tops["中"] < tops["低"]
    dashed = [group.findtext(f"{SVG}title") for group in drawn.iter(f"{SVG}g") if group.find(f"{SVG}rect[@stroke-dasharray]") is not None]
    assert dashed == ["中"]


def test_no_line_joins_rungs_of_one_place() -> None:
    data = DATA.replace("cj:position 2", "cj:position 1") % ('"梯"', '"并"')
    lines = [path.get("d") or "" for path in picture(Dataset(trig(data))).iter(f"{SVG}path") if path.get("stroke-width") == "2"]
    joined = [
        path.get("d") or ""
        for path in picture(Dataset(trig(DATA % ('"梯"', '"中"')))).iter(f"{SVG}path")
        if path.get("stroke-width") == "2"
    ]
    ((begin, end),) = [one[1:].split(" ")[1].split("V") for one in lines]
    ((top, bottom),) = [one[1:].split(" ")[1].split("V") for one in joined]
    assert (float(begin) > float(top), end) == (True, bottom), "the line begins at the second of two equals"


@pytest.mark.parametrize("name", LABELS)
def test_hostile_label_is_drawn_as_text(name: str) -> None:
    label = LABELS[name]
    drawn = picture(Dataset(trig(DATA % (quoted(label), quoted(label)))))
    assert [title.text for title in drawn.iter(f"{SVG}title")][1:] == ["高", label, "低"]
    assert {element.tag.removeprefix(SVG) for element in drawn.iter()} == {"svg", "title", "rect", "path", "text", "tspan", "g"}
    assert max(len("".join(text.itertext())) for text in drawn.iter(f"{SVG}text")) < 60


def test_every_rung_of_the_cases_is_drawn(dataset: Dataset) -> None:
    drawn = picture(dataset)
    rungs = dataset.rows("PREFIX cj: <https://w3id.org/cengji/ontology#> SELECT ?l ?r { ?l cj:hasRung ?r }")
    assert len(list(drawn.iter(f"{SVG}g"))) == len(rungs)
    width, height = float(drawn.get("width", 0)), float(drawn.get("height", 0))
    for box in drawn.iter(f"{SVG}rect"):
        assert float(box.get("x", 0)) + float(box.get("width", 0)) <= width
        assert float(box.get("y", 0)) + float(box.get("height", 0)) <= height
    assert "Noto Sans CJK SC" in drawn.get("font-family", "")


def test_no_ladder_gives_an_empty_picture() -> None:
    with pytest.warns(CengjiWarning, match="the picture is empty"):
        assert list(picture(Dataset(())).iter(f"{SVG}g")) == []

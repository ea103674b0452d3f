"""English names put together of known parts, and places by their pinyin."""

from __future__ import annotations

import pytest

from cengji.api.drafting import learn
from cengji.cases.loader import LoadedCase
from cengji.dataset import Ontology
from cengji.draft.english.place_names import name_place
from cengji.draft.english.translator import English


@pytest.fixture(scope="module")
def english(ontology: Ontology, cases: list[LoadedCase]) -> English:
    return English(learn(ontology, [one.case for one in cases]))


@pytest.mark.parametrize(
    ("section", "chinese", "wanted"),
    [
        ("groups", "小区党支部", "Estate Party branches"),
        ("groups", "楼栋调解室", "Building mediation rooms"),
        ("groups", "小区(楼栋)党小组", "Estate (building) Party groups"),
        ("counted", "小区党小组", "estate Party groups"),
        ("person_groups", "老党员和志愿者", "Veteran Party members and volunteers"),
        ("bodies", "区委", "District Party Committee"),
        ("measures", "城市党建学院", "Urban Party-building College"),  # known of a name in title case
        ("groups", "村党组织", "Village Party organizations"),
        ("groups", "四办两中心", None),
        ("groups", "天璇党支部", None),
        ("groups", "12345", None),
    ],
)
def test_a_name_is_put_together_where_every_part_is_known(english: English, section: str, chinese: str, wanted: str | None) -> None:
    assert english.name(section, chinese) == wanted


def test_a_place_stands_before_what_is_named_after_it(english: English) -> None:
    places = {"青山社区": "Qingshan Community"}
    assert english.name("bodies", "青山社区党委", places) in ("Qingshan Community Party committee", "Party committee of Qingshan Community")
    assert english.name("bodies", "青山社区党委") is None, "a proper name that is no place of the document"


@pytest.mark.parametrize(
    ("chinese", "wanted"),
    [
        ("西安市", "Xi'an City"),
        ("青山社区", "Qingshan Community"),
        ("重庆市", "Chongqing City"),
        ("和谐新城产业示范区", None),
        ("社区", None),
    ],
)
def test_a_place_is_its_pinyin_and_its_kind(chinese: str, wanted: str | None) -> None:
    assert name_place(chinese) == wanted

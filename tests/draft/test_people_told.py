"""Which people a draft takes for a kind who are spoken of as a mass: none that another word only ends or begins with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.draft.drafting import draft


def people(folder: Path, text: str) -> dict[str, str]:
    """Return the kind of each group of people by its label."""
    return {one["label"]["zh"]: one["kind"] for one in draft(folder, text, "钟楼区").get("person_groups", [])}


@pytest.mark.parametrize(
    "told",
    [
        "常州市民政局参加",
        "改善城市民生",
        "开放职工书屋",
        "办好老年人食堂",
        "成立新就业群体联合党支部",
        "住进大学生公寓",
        "常州市民族学校开学",
    ],
)
def test_people_within_another_word_are_none(tmp_path: Path, told: str) -> None:
    assert people(tmp_path, f"江苏省常州市钟楼区{told}。") == {}


def test_the_end_of_a_village_says_nothing_of_its_villagers(tmp_path: Path) -> None:
    found = people(tmp_path, "江苏省常州市钟楼区小河村村民参加，市民说好。村民评议，居民评议，党员评议。")
    assert found == {"村民": "villagers", "市民": "residents", "居民": "residents"}, "民主评议党员 is no deed of theirs"


def test_people_of_new_jobs_and_the_retired_are_people_and_hold_no_post(tmp_path: Path) -> None:
    text = "江苏省常州市钟楼区动员退休教师、外卖骑手、快递员和乡贤，聘请退休教师20名。"
    assert set(people(tmp_path, text)) == {"退休教师", "外卖骑手", "快递员", "乡贤"}
    assert not draft(tmp_path, text, "钟楼区").get("posts")


def test_the_retired_and_those_who_are_sent_down_are_people(tmp_path: Path) -> None:
    found = people(tmp_path, "江苏省常州市钟楼区由退休医生组成服务队，发动下沉干部、居民骨干帮助残障人士。")
    assert {"退休医生", "下沉干部", "居民骨干", "残障人士"} <= found.keys()
    assert found["下沉干部"] == "cadres"


def test_kinds_of_people_that_the_field_names_are_told(tmp_path: Path) -> None:
    text = "西陵区志愿者陪护孤寡老人，返乡青年与种粮大户结对，社区矫正对象参加劳动，来访群众先喝茶，下岗失业人员进企业，党员志愿者值守。"
    found = {one["label"]["zh"]: one["kind"] for one in draft(tmp_path, text, "西陵区")["person_groups"]}
    assert found == {
        "志愿者": "residents", "孤寡老人": "residents", "返乡青年": "residents", "种粮大户": "villagers", "社区矫正对象": "residents",
        "来访群众": "residents", "下岗失业人员": "households-in-difficulty", "党员志愿者": "residents",
    }  # fmt: skip


def test_people_within_a_word_or_a_title_are_none(tmp_path: Path) -> None:
    assert not people(tmp_path, "江苏省常州市钟楼区制作《重点人员走访册》，配备专兼职工作人员20名，组织60支群众性排查队伍。")


def test_owners_are_no_part_of_companies(tmp_path: Path) -> None:
    assert not people(tmp_path, "江苏省常州市钟楼区企业主体搬迁，产业主导，事业主线清晰。")

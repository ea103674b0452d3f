"""Names of persons told from those of bodies, posts, places and measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from cengji.text.persons import find_person, is_person, name_in

ORDINARY = Path(__file__).with_name("ordinary_names.txt")


@pytest.mark.parametrize("label", [
    "王伟", "李秀英", "刘德全", "仇和平",  # bare, frequent and rare surnames
    "欧阳修文", "司马光明", "尉迟恭", "令狐冲", "上官婉儿",  # compound surnames
    "王建国同志", "高芳先生", "高建国区长", "张老师", "吴区长", "郑常委", "冯副主任", "赵支书",  # titles behind
    "书记王某某", "社区书记张桂梅", "网格员王芳", "全国劳模赵梦桃",  # titles in front
    "老李", "小张", "王大姐", "李奶奶", "刘叔", "李总",  # nicknames
    "王某某等", "李建国等3人", "王某某工作室", "老王调解室", "王书记工作室",  # more than one, and what is named after one
    "阿依古丽·买买提", "“王秀英”",
])  # fmt: skip
def test_persons_are_told(label: str) -> None:
    assert is_person(label)


@pytest.mark.parametrize(("label", "person"), [
    ("王建国同志当选书记", "王建国同志"), ("李秀英同志先进事迹报告会", "李秀英同志"), ("李明主任主抓机制", "李明主任"),
    ("任命陈志强为主任", "任命陈志强为"), ("欧阳锋任书记", "欧阳锋"), ("小巷总理王秀英", "小巷总理王秀英"),
    ("老李调解法", "老李调解法"), ("周建国先生捐款", "周建国先生"), ("林志玲等人上访", "林志玲等人"), ("王某某工作法", "王某某工作法"),
])  # fmt: skip
def test_persons_are_found_in_longer_labels(label: str, person: str) -> None:
    assert find_person(label) == person


def test_ordinary_names_are_no_persons() -> None:
    names = [name for line in ORDINARY.read_text(encoding="utf-8").splitlines() if line[0] != "#" for name in line.split()]
    assert len(names) >= 300
    assert [name for name in names if is_person(name) or find_person(name)] == []


def test_a_name_is_found_without_its_titles() -> None:
    assert [name_in(person) for person in ("书记王建国", "方洋书记", "老李")] == ["王建国", "方洋", None]

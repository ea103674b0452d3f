"""What offices are held in, and what their holders form, by how they are called."""

from __future__ import annotations

__all__ = ["HELD_IN", "TEAMS_OF"]

# What an office is held in ends so: 组长 in a 组, 站长 in a 站.
HELD_IN = {
    "组长": "组|专班", "站长": "站", "所长": "所", "局长": "局", "会长": "会|联盟", "理事长": "会", "队长": "队", "队员": "队",
    "校长": "校",
    "主席": "会|联盟|联合体", "网格长": "网格", "网格员": "网格员队伍|网格队伍|网格", "楼长": "楼栋|楼", "区长": "区政府", "市长": "市政府",
    "县长": "县政府", "镇长": "镇政府", "名师": "名师工作室|名师团队", "书记": "党委|党组织|党工委|党总支|支部",
}  # fmt: skip
# The kind of what the holders form.
TEAMS_OF = {
    ("楼长", "巷长", "院长", "栋长", "单元长", "楼组长"): "building-lane-yard-heads", ("警",): "law-enforcement-team",
    ("网格员", "网格长"): "grid-worker-team",
}  # fmt: skip

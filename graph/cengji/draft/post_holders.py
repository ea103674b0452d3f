"""What offices are held in, and what their holders form, by how they are called."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cengji.draft.body_kinds import BodyKinds
from cengji.draft.statements import Statement

__all__ = ["HELD_IN", "SENT_THERE", "TEAMS_OF", "in_short", "is_end", "is_organ"]

_ORGANS = re.compile("(?:支部|党委|工委|党组织|党总支|居委会|村委会|业委会|管委会|理事会|议事会)$")
SENT_THERE = re.compile("[驻包挂联下]")
_ANOTHER = re.compile("(?:副|第一|微|名誉)$")  # makes another post of one: 副组长
_SHORTENED = re.compile("..+[委会]")

# What an office is held in ends so: 组长 in a 组, 站长 in a 站.
HELD_IN = {
    "村支书": "村党支部|村党组织|村党总支|村支部", "村主任": "村委会|村民委员会", **dict.fromkeys(
        ("物业经理", "物业项目经理", "物业负责人", "物业管家"), "物业(?:(?:服务|管理)?(?:公司|企业))?"
    ),
    "党小组长": "党小组", "工会小组长": "工会小组", "村民小组长": "村民小组", "居民小组长": "居民小组",
    "指挥长": "指挥部", "总指挥": "指挥部", "大队长": "大队", "中队长": "中队", "庭长": "法庭|法院",
    "检察长": "检察院", "社长": "社", "团长": "团", "科长": "科",
    "组长": "组|专班", "站长": "站", "所长": "所", "局长": "局",
    "会长": "(?<!委)(?<!委员)会|联盟", "理事长": "(?<!委)(?<!委员)会|联盟",
    "队长": "队", "队员": "队", "民警": "派出所|警务室|公安局|公安分局", "辅警": "派出所|警务室|公安局|公安分局",
    "法官": "法院|法庭|法官工作室", "检察官": "检察院|检察室", "班长": "班|班组|专班",
    "校长": "校", "经理": "物业(?:服务)?(?:公司|企业)|公司|集团",
    "主席": "会|联盟|联合体", "网格长": "网格", "网格员": "网格员队伍|网格队伍|网格", "楼长": "楼栋|楼", "区长": "区政府", "市长": "市政府",
    "县长": "县政府", "镇长": "镇政府", "名师": "名师工作室|名师团队", "书记": "党委|党组织|党工委|党总支|支部",
}  # fmt: skip
# The kind of what the holders form.
TEAMS_OF = {
    ("楼长", "巷长", "院长", "栋长", "单元长", "楼组长"): "building-lane-yard-heads", ("警",): "law-enforcement-team",
    ("网格员", "网格长"): "grid-worker-team",
}  # fmt: skip


def is_end(label: str, end: str) -> bool:
    """Return whether a name ends in another one that may be the same post: 村干部 are not those sent there, 驻村干部."""
    return label.endswith(end) and not SENT_THERE.match(label) and not _ANOTHER.search(label.removesuffix(end))


def is_organ(kinds: BodyKinds, held: str) -> bool:
    """Return whether what stands before the name of a head is what such a head is of, though no body is called so: 支部 of 支部书记."""
    return _ORGANS.search(held) is not None and kinds.of(held) is not None


def in_short(named: Mapping[str, Statement], held: str) -> Statement | None:
    """Return the only committee whose name holds the characters of a shorter one in their order: 自治管理委员会 of 自管委."""
    if not _SHORTENED.fullmatch(held):
        return None
    pattern = re.compile(".*".join(map(re.escape, held.removesuffix("会"))) + "(?:员?会)?")
    found = {id(one): one for name, one in named.items() if name[0] == held[0] and name != held and pattern.fullmatch(name)}
    return next(iter(found.values())) if len(found) == 1 else None

"""The faults of a case in Chinese, for the curator's page: what is wrong and what to do, by the pattern of the English words."""

from __future__ import annotations

import re
from typing import Final

from cengji.core.errors import Fault

__all__ = ["in_chinese"]

_PROBLEMS: Final = {
    r"(.+) is only proposed": r"\1 仍只是拟议",
    r"(.+) is this entry itself": r"\1 就是这一条自身",
    r"nothing in this case has the key (.+)": r"本案例中没有标识 \1",
    r"(.+) is one of the (.+), but this field takes one of the (.+)": r"\1 属于 \2，而此处应为 \3 中的一条",
    r"the key (.+) is taken \((.+)\)": r"标识 \1 已被占用（\2）",
    r"the scheme (\S+) has no (.+)": r"词表 \1 中没有 \2",
    r"(.+) is already in the scheme (\S+)": r"\1 已在词表 \2 中",
    r"(.+) is declared twice": r"\1 声明了两次",
    r"a concept of the scheme (\S+) has no tier": r"词表 \1 的概念没有层级",
    r"(.+) is its own ancestor \((.+)\)": r"\1 成了自己的上级（\2）",
    r"(.+) stands on two rungs of one ladder": r"\1 在同一阶梯上占了两级",
    r"ladder key and body key together exceed 62 characters": "阶梯与组织的标识合计超过 62 个字符",
    r"unknown key (.+) without a value": r"未知字段 \1，且没有值",
    r"unknown key (.+)": r"未知字段 \1",
    r"is missing": "未填",
    r"has (\d+) characters, at most (\d+) may stand here": r"有 \1 个字，此处至多 \2 个",
    r"is empty": "为空",
    r"is not a key: (.+)": r"不是标识：\1",
    r"is more than one line, or has control characters: (.+)": r"不止一行，或含控制字符：\1",
    r"is not a SHA-256 digest: (.+)": r"不是 SHA-256 摘要：\1",
    r"is not a division code: (.+)": r"不是区划代码：\1",
    r"is not a language: (.+)": r"不是语言代码：\1",
    r"is not the body of another case: (.+)": r"不是另一案例的组织：\1",
    r"has (\d+) of at least (\d+) entries": r"只有 \1 项，至少要 \2 项",
    r"is (.+), which is too small": r"为 \1，太小",
    r"(.+) is not allowed here": r"此处不可用 \1",
    r"is (.+), expected (.+)": r"为 \1，应为 \2",
    r"(.+) is not a date": r"\1 不是日期",
    r"(.+) is not a day of the calendar": r"日历上没有 \1",
    r"does not stand there in the article": "与文献该处不符",
    r"has a generic measure and a reason for having none": "既有通用措施，又写了没有的原因",
    r"is a range": "为区间",
    r"is a range whose lower end is not below its upper end": "为区间，而下限不低于上限",
    r"needs a value; lower and upper belong to comparator: range alone": "缺数值；上下限只用于区间",
    r"is (.+) and has a direction": r"类别为 \1，却有升降方向",
    r"has a direction and a number below zero": "既有升降方向，数值又为负",
    r"has a reading by halves": "读法没有写全",
    r"breaks a group down into fewer than two": "分类不足两部分",
    r"has a first rung beside none": "第一级没有可并列的梯级",
    r"is anchored by halves": "锚定没有写全",
    r"ends before it starts": "止于起点之前",
    r"is (.+), but (.+) reads as (.+)": r"为 \1，而“\2”读作 \3",
    r"is (.+), but what is measured in (.+) is (.+)": r"为 \1，而以 \2 计的应为 \3",
    r"is (.+), but (.+) says (.+)": r"为 \1，而“\2”说的是 \3",
    r"is (.+), but on the ladder (.+) (\S+) stands at (.+)": r"为 \1，而在阶梯 \2 上 \3 位于 \4",
    r"is (.+), which none of its evidence prints": r"为“\1”，不见于其证据",
    r"is (.+), the numerator itself, so that the share is always 100": r"为 \1，即分子自身，占比恒为 100",
    r"is (.+): a share lies between 0 and 100": r"为 \1：份额在 0 与 100 之间",
    r"is (.+): no (\S+) lies below zero": r"为 \1：\2 不会为负",
    r"is (.+): things are counted whole": r"为 \1：计数应为整数",
    r"is (.+), before the start (.+)": r"为 \1，早于开始 \2",
    r"is (.+), after the document of (.+)": r"为 \1，晚于文献（\2）",
    r"has (\d+) digits, as a (\S+) has; the place is a (\S+)": r"有 \1 位，是 \2 的位数，而此地为 \3",
    r"(\S+) has the role (\S+)": r"\1 的作用为 \2",
    r"(\S+) hangs on (\S+) already; what a part has its whole has by that": r"\1 已挂在 \2 上；部分所有，整体由此得之",
    r"names (.+) a second time": r"第二次列出 \1",
}
_REMEDIES: Final = {
    r"accept (.+) too \(.+\), or keep this one proposed": r"请一并确认 \1，或让这一条仍为拟议",
    r"name another, or leave it out": "请改为另一条，或不填",
    r"did you mean (.+)\?": r"是否指 \1？",
    r"use one of: (.+)": r"可用：\1",
    r"see docs/case-format\.md": "见 docs/case-format.md",
    r"`cengji docs --out reference` lists .+": "可用者见 `cengji docs --out reference` 所写 schemes.md",
    r"give each item of a case a key of its own": "请给每一条各自的标识",
    r"use it without declaring it": "请直接使用，不必声明",
    r"keep one of the two": "请只留其一",
    r"leave it out; only kinds of bodies have one": "请去掉；只有组织类型才有层级",
    r"correct one of these links": "请改正其中一处",
    r"give each rung its own body": "请让每一级各有其组织",
    r"shorten one of them": "请缩短其一",
    r"add it": "请填写",
    r"add what is missing": "请补足",
    r"write it, or leave the key out": "请填写，或不要这一字段",
    r"cut it to the words that say it": "请缩为说明它的几个字",
    r"use 1 to 63 of the characters a-z, 0-9 and -": "请用 a-z、0-9 和 -，1 至 63 个",
    r"write it on one line": "请写成一行",
    r"give its 2, 4, 6, 9 or 12 digits in quotes": "请写 2、4、6、9 或 12 位数字",
    r"give its ISO 639-1 code of two small letters, such as en": "请写 ISO 639-1 的两个小写字母，如 en",
    r"write it as case/key": "请写作 案例/标识",
    r"write a number (?:above|of at least) (.+)": r"请写大于（或不小于）\1 的数",
    r"write YYYY, YYYY-MM or YYYY-MM-DD": "请写 YYYY、YYYY-MM 或 YYYY-MM-DD",
    r"mark it in the article again": "请在文献中重新选取",
    r"give generic or no_generic": "请只写通用措施，或只写没有的原因",
    r"give lower and upper, and no value": "请写上下限，不写数值",
    r"give the smaller number as lower": "请把小的写作下限",
    r"give value, or comparator: range": "请写数值，或把比较方式改为区间",
    r"take direction out, or use kind: change": "请去掉升降方向，或把类别改为变化量",
    r"write the number without sign, or take direction out": "请去掉负号，或去掉升降方向",
    r"give reading_rule with reading_lower or reading_upper": "请同时写读法的规则与上限或下限",
    r"name at least two groups under into": "请至少写两个部分",
    r"leave out beside at the first rung": "请去掉第一级的并列",
    r"give the printed expression, or start, end and sha256": "请写所印表述，或写起止与摘要",
    r"give start, end and sha256 together": "请同时写起、止与摘要",
    r"end must be greater than start": "止须大于起",
    r"give its 64 digits 0-9 and a-f.*": "请写 64 位的 0-9 与 a-f",
    r"put a text with a comma or colon in quotes": "含逗号或冒号的文字请加引号",
    r"use (.+)": r"可用 \1",
    r"write (.+)": r"请写 \1",
}


def in_chinese(fault: Fault, otherwise: str = "") -> str:
    """Return a fault in Chinese, problem and remedy; empty where its words are not known.

    :param otherwise: what to say of its kind in general, ``problem：remedy``, where its own words are not known.

    >>> in_chinese(Fault("a.yaml", 3, "figures[0].unit", "is missing", "add it"))
    '未填：请填写'
    """
    problem, remedy = _translate(_PROBLEMS, fault.problem), _translate(_REMEDIES, fault.remedy)
    return f"{problem}：{remedy or otherwise.partition('：')[2] or fault.remedy}" if problem else otherwise


def _translate(table: dict[str, str], text: str) -> str:
    for pattern, chinese in table.items():
        if found := re.fullmatch(pattern, text, re.DOTALL):
            return found.expand(chinese)
    return ""

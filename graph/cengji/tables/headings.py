"""What the heading of a column says that it holds, by a small table of words in Chinese and English."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import Final

from cengji.tables.units import read_unit

__all__ = ["Role", "is_counted", "normalize_heading", "role_of", "unit_in"]


class Role(StrEnum):
    """What a column is read as; ``names`` lists the bodies of one level, in tables with a column a level."""

    ID = "id"
    NAME = "name"
    ENGLISH = "name-en"
    PARENT = "parent"
    LEVEL = "level"
    KIND = "kind"
    COUNT = "count"
    ALIAS = "alias"
    PERSON = "person"
    NAMES = "names"
    SKIP = "skip"


_UNIT: Final = re.compile(r"[（(\[【]([^）)\]】]*)[）)\]】]")
_NOISE: Final = re.compile(r"[\s*＊:：、.。#_\-/\"'“”]+")
# Units that headings name for what things are, not for how many there are; and none at all.
_NO_AMOUNTS: Final = frozenset({"", "tier-count", "kind-class", "grade", "star", "position-class"})
_COUNTS: Final = re.compile(
    r".*(数|数量|总数|人数|个数|户数|人口)|(number|no|count|total|sum)s?of.*|.*(count|total|headcount|population|size)"
)
# Of these the first that fits a heading counts; a heading is compared in lower case, without blanks, marks and brackets.
_WORDS: Final = (
    (Role.SKIP, r"序号|序|编次|排序|行号|sn|serial|serialnumber|index|row|rownumber|order|seq|sort|sortorder|version|x|y|r|g|b"),
    (
        Role.PERSON,
        (
            r".*(负责人|联系人|姓名|书记|主任|网格长|网格员|楼长|楼栋长|组长|局长|科长|镇长|区长|县长|站长|校长|所长|领导|干部|经办人|填表人|审核人|签字|法人|法定代表人)"
            r"|.*(电话|手机|联系方式|邮箱|邮件|微信|qq|身份证|证件号|出生|生日|性别|年龄|民族|学历|照片|头像|住址).*"
            r"|.*(manager|contact|phone|mobile|tel|email|mail|leader|chief|headof|director|secretary|surname|firstname|lastname|givenname|familyname"
            r"|fullname|birth|gender|sex|photo|image|img|avatar|person|holder|incumbent|officer|owner|employee|salary|payfloor|payceiling|address)"
            r"(name|no|number|url|s)?"
        ),
    ),
    (Role.COUNT, _COUNTS.pattern),
    (
        Role.PARENT,
        (
            r"(上级|父级|父|上一级|上层|隶属|所属|主管|归属|直属上级|归口)(单位|组织|机构|部门|节点|党组织|党委)?"
            r"(编号|编码|代码|序号|id|标识|名称|名|全称)?(label|标签)?"
            r"|隶属(于|关系)|上级是|parent.*|.*parent|pid|parentid|superior|superordinate|reportsto|belongsto|partof|suborganizationof|subordinateto"
            r"|higherlevel|parentunit|upperlevel|motherorganization|unitof|broader"
        ),
    ),
    (
        Role.ID,
        (
            r"(机构|单位|组织|部门|区划|行政区划|网格|节点|党组织|统一社会信用|社会信用|信用|统计用区划)?(编号|编码|代码|标识|id|号码)"
            r"|id|.*id|code|.*code|key|identifier|iri|uri|ref|reference|notation|item|concept|node|organization|org"
        ),
    ),
    (Role.ENGLISH, r"英文(名|名称|全称|译名)?|外文名称?|.*(english|en)name|name(in)?english|nameen|labelen|preflabelen|en"),
    (Role.ALIAS, r"简称|别名|曾用名|又名|俗称|alias.*|othername.*|shortname|altlabel.*|acronym|abbreviation"),
    (
        Role.LEVEL,
        r"(行政|组织|机构|单位|管理|共用|通用|所属)?(级别|层级|级次|等级|层次|级|层)(名称)?|tier|level|.*level|.*tier|grade|rank|commontierzh|tierzh|depth",
    ),
    (
        Role.KIND,
        r"(机构|单位|组织|部门|党组织)?(类型|类别|性质|种类|分类|属性)|type|kind|category|class|classification|.*type|kindzh|classificationzh",
    ),
    (
        Role.NAME,
        (
            r"(机构|单位|组织|部门|党组织|网格|社区|街道|村|标准|规范|中文|名)?(名称|全称|名)|单位|机构|组织|部门|党组织|机构设置|组织架构"
            r"|name|.*name|label|.*label|title|unit|department|organisation|team|body|office|zh|preflabelzh|labelzh"
        ),
    ),
    (
        Role.SKIP,
        r"备注|说明|注|情况说明|地址|网址|网站|邮编|传真|remarks?|notes?|comment|description|url|website|address|fax|postcode|日期|时间|date",
    ),
)


@cache
def _patterns() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    return tuple((role, re.compile(words)) for role, words in _WORDS)


def normalize_heading(heading: str) -> str:
    """Return a heading as it is compared: in lower case, without blanks, marks and what stands in brackets.

    >>> normalize_heading(" 党员数\\n（人）*"), normalize_heading("Parent ID")
    ('党员数', 'parentid')
    """
    return _NOISE.sub("", _UNIT.sub("", heading)).lower()


def role_of(heading: str) -> Role | None:
    """Return what a heading says that its column holds, None where it says nothing that is known.

    >>> [role_of(one) for one in ("机构编码", "上级单位", "党员人数（人）", "书记姓名", "网格员数", "备注")]
    [<Role.ID: 'id'>, <Role.PARENT: 'parent'>, <Role.COUNT: 'count'>, <Role.PERSON: 'person'>, <Role.COUNT: 'count'>, <Role.SKIP: 'skip'>]
    """
    text = normalize_heading(heading)
    if not text:
        return None
    found = next((role for role, words in _patterns() if words.fullmatch(text)), None)
    return Role.COUNT if found in (None, Role.NAME) and is_counted(unit_in(heading)) else found


def is_counted(word: str) -> bool:
    """Return whether a word in brackets, or below a heading, says what numbers are in; 年 does not: 成立（年）.

    >>> is_counted("户"), is_counted("万元"), is_counted("年"), is_counted("科")
    (True, True, False, False)
    """
    measure = read_unit(word)
    return measure is not None and measure.kind != "duration" and measure.unit not in _NO_AMOUNTS


def unit_in(heading: str) -> str:
    """Return what a heading says in brackets, such as the unit of a number; empty where nothing.

    >>> unit_in("党员数（人）"), unit_in("社区数")
    ('人', '')
    """
    found = _UNIT.search(heading)
    return found[1].strip() if found else ""

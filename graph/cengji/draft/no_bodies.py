"""What ends like the name of a body and is none: an aim, what is done, those who are meant as a whole."""

from __future__ import annotations

import re

from cengji.draft.passages import Span
from cengji.draft.word_lists import words

__all__ = ["NO_BODY", "NO_ITEM", "is_listed", "is_no_company", "is_too_general"]

# Where 组织 is a noun, and no verb: 社会组织, not 做到组织.
_ORGANIZATIONS = [
    "党",
    "社会",
    "群团",
    "经济",
    "新",
    "自治",
    "群众",
    "公益",
    "志愿",
    "民间",
    "行业",
    "中介",
    "枢纽型",
    "基层",
    "区域",
    "互助",
    "文体",
    "国际",
    "慈善",
    "合作",
    "妇女",
    "青年",
    "专业",
    "服务",
    "上级",
    "下级",
    "型",
    "性",
    "类",
    "的",
]
_NO_ORGANIZATION = "".join(f"(?<!{one})" for one in _ORGANIZATIONS) + "组织$"
# What no body is: an aim, a kind of event, anything of a sort.
NO_BODY = re.compile(
    rf"^综合执法$|分组$|^出(?![租版口入纳])|^整个|^指(?![挥导定])|(?:时间|道德|爱心|积分|绿色|文明|公益|信用|幸福|孝德|诚信|美德|志愿|垃圾)银行$|^非党|(?<=服务)性组织$|力量$|政法综治$|^以.+为|^(?:中国|中央|人民|新华).{{0,6}}[台报网社]$|^\d[\u4e00-\u9fff]{{1,2}}\d|^[一二两三四五六七八九十].[一二两三四五六七八九十].[一二两三四五六七八九十]|各镇村|原单位$|辖区$|格中办$|(?:联|共|自己|马上|上门|就近|一次|集中|限时|立即|当场|现场|优先|全程|帮|代|领|快|好|主动|抓紧|提速|网上|掌上)办$|(?:机制|工作法|吹哨|报到|来源地)$|[入到进]户$|[入进]村$|{_NO_ORGANIZATION}|(?:制|老旧(?:社区|小区)|失管(?:社区|小区)?)物业$|[格布全好困僵破迷残]局$|^前[沿哨]|[协承主举督催窗通分转交代会能可就事必里上下内即头先]办$|^一.{{1,2}}办$|^(?:离任|退休|新任)|家庭$|怎|什么|哪|^原|^出网格|[+]|成员单位|共享|党员$|居民$|(?<!政协)(?<!代表一)委员$|农村$|保.{{0,3}}户$|大局$|一个|所有|有关|某|[^新]型[党政组社]|(?:美好|美丽|法治|坚强|和谐|幸福)(?!.{{1,6}}[队室社会站]$|.{{0,6}}[办院所局]$)|一流|现代|各类|任何|协商会|大会|城市中心|一新|党建$|[0-9]年|[大小]网格|(?:(?<!后)进|坐).*[社办]|^(?:重要|重点|特色|主要|头雁|好|强|大|小)(?:窗口|队伍|团队|支部|社区|单位|企业|驿站|院落|网格|楼栋)$|^[一二两三四五六七八九](?:中心|驿站|平台|站|基地|窗口|队伍|张网|网格)$|^有.{{1,6}}[找到]|(?:有人|依法)办$|联户$|^跨|跨部门|^\d+[(（]|^综治$|一.{{1,4}}一[支个员格组小]|战队$|[带领归入组插排]队$|行政组织"
)
# What is listed with bodies and is none: those who are meant as a whole, ways of working.
NO_ITEM = re.compile(
    "^(?:队伍|服务|机制|资源|资金|力量|平台|政策|人才|技术|信息|政府|市场|社会|居民|群众|村民|企业|个人|党员|多方|各方)$|(?:作用|工作法|机制|制度|模式|活动|报到|吹哨|资源|人才)$"
)
_TOO_GENERAL = frozenset(words("general", "bodies"))
_PROPERTY = re.compile("物业$")
_OF_PROPERTY = re.compile(
    "管理|治理|服务|费|问题|纠纷|矛盾|维修|收费|缴费|缺位|缺失|弃管"
)  # behind 物业, which then is what is done and not who does it
_PRAISED_PROPERTY = re.compile("(?:红色|智慧|阳光|暖心|信用|品质|幸福|先锋)物业")
_CALLED_IN = re.compile(
    "(?:需要?|(?:派单|派发|转派|交办|转办|交由)[到给至]?(?:(?:街道|社区|乡镇|镇街)[和、及])?)$"
)  # 需要部门配合的由街道吹哨
_ANSWERS = re.compile("“?报到|接单")  # 部门“报到”
_LOOK_BACK = 8  # characters


def is_too_general(label: str, text: str, start: int) -> bool:
    """Return whether a noun that nothing counts is no body by itself where it is printed."""
    called_in = _CALLED_IN.search(text, max(0, start - _LOOK_BACK), start) or _ANSWERS.match(text, start + len(label))
    return label in _TOO_GENERAL and called_in is None


def is_listed(text: str, span: Span) -> bool:
    """Return whether something is listed with what stands before or behind it: 示范街道、标杆社区."""
    return text[span[0] - 1 : span[0]] == "、" or text[span[1] : span[1] + 1] == "、"


def is_no_company(label: str, text: str, end: int, *, counted: bool) -> bool:
    """Return whether 物业 is what is done, or a way of managing estates that nothing counts, and no company."""
    praised = not counted and _PRAISED_PROPERTY.fullmatch(label) is not None
    return praised or (_PROPERTY.search(label) is not None and _OF_PROPERTY.match(text, end) is not None)

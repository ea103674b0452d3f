"""The words of a workbook: what its sheets and columns are called in Chinese, the help that stands at them, the guide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

__all__ = ["COLUMNS", "COMMENT", "GUIDE", "LISTS", "SHEETS", "GuideRow", "Heading", "guide_rows", "heading"]

# The name in Chinese, the help in Chinese, the help in English.
Heading = tuple[str, str, str]

GUIDE: Final = "说明"
LISTS: Final = "_lists"
COMMENT: Final = "#"

SHEETS: Final[dict[str, Heading]] = {
    "case": ("案例", "案例与其文献，只填一行", "the case and its document, one row"),
    "concepts": ("概念", "词表里没有、本案例自己声明的概念", "concepts that the schemes lack and this case declares"),
    "places": ("地点", "地点；有区划代码的是正式区划", "places; one with a division code is an official division"),
    "bodies": ("组织", "有自己名称的组织", "bodies with a name of their own"),
    "groups": ("群体", "一地同类组织的全体或一部分，没有自己的名称", "all bodies of a kind at a place, or a subset of them"),
    "person_groups": ("人群", "一地一类人的全体或一部分，不写个人", "people of a kind at a place as a mass, nobody named"),
    "ladders": ("层级", "一地自己的层级阶梯", "a place's own ladders"),
    "ladders.rungs": ("级", "阶梯的一级，自上而下一行一级", "the rungs of the ladders, highest first, a row each"),
    "ladders.rungs.alternatives": ("其他层级", "一级也可以对应的其他层级及理由", "other tiers that somebody could map a rung to, and why"),
    "measures": (
        "措施",
        "一地所做的：机制、项目、平台、规则、品牌……",
        "what a place does: mechanisms, programmes, platforms, rules, brands …",
    ),
    "problems": ("问题", "措施所应对的状况", "states of affairs that measures answer"),
    "outcomes": ("成效", "措施带来的、没有数字的效果", "what measures bring, without a number"),
    "powers": ("职权", "授予他方的职权", "powers granted to others"),
    "precedences": ("首创", "称措施最先实行的说法", "claims that a measure was the first of its kind"),
    "figures": ("数字", "文献写明的数量；印了几次也只写一行", "quantities the document states, once however often printed"),
    "breakdowns": ("分类", "互不重叠地划分一个群体的各部分", "groups that break another down without overlap"),
    "relations": ("关系", "组织、群体、地点、措施之间的关系", "relations between bodies, groups, places and measures"),
    "events": ("事件", "发生过的事", "things that happened"),
    "posts": ("岗位", "岗位，不写任职者姓名", "posts, never their holders"),
    "concurrent_holdings": ("兼任", "同一人同时担任的几个岗位", "posts held by the same person at a time"),
    "secondments": ("选派", "派往另一组织的人员", "staff sent from one body to another"),
    "policies": ("文件", "文献引用的文件", "documents that the source cites"),
    "same_bodies": ("同一组织", "与另一案例中的组织是同一个", "a body of this case that is one of another case"),
    "exclusions": ("不计", "印出的数词或名称，在此不成陈述，及理由", "printed numerals or names that state nothing here, and why"),
}

COLUMNS: Final[dict[str, Heading]] = {
    "#": ("备注", "给编写者自己看的话，成为 YAML 的注释", "the curator's own remarks; comments in YAML"),
    "about": ("关于", "数字所说的对象", "what the figure is about"),
    "acts_on": ("作用于", "作用的组织、群体或地点", "bodies, groups or places it acts on"),
    "addresses": ("应对问题", "所应对的问题", "the problems it answers"),
    "after": ("之后", "变动之后的组织或群体", "the bodies or groups after the change"),
    "aliases": ("别名", "文献所印的其他名称", "other names the document prints"),
    "assisted_by": ("配合者", "配合而不负责的组织或群体", "bodies or groups that assist without being in charge"),
    "audience": ("对象人群", "面向的人群", "the people it is for"),
    "basis_of": ("所依据的措施", "以此文件为依据的措施", "measures that rest on it"),
    "before": ("之前", "变动之前的组织或群体", "the bodies or groups before the change"),
    "beside": ("并列", "与上一级并列时填 true", "true if it stands beside the rung before it"),
    "body": ("组织或群体", "此行所说的组织或群体", "the body or group of this row"),
    "broader": ("上位概念", "同一词表中的上位概念", "the broader concept of the same scheme"),
    "case": ("案例标识", "案例的标识，全体案例中唯一", "the key of the case, unique among all cases"),
    "code": ("区划代码", "2、4、6、9或12位行政区划代码", "the division code, 2, 4, 6, 9 or 12 digits"),
    "comparator": ("比较词", "印出的数与真实数量的关系；不填为恰为", "how the printed number relates to the quantity; exact if left out"),
    "concerns": ("涉及", "因之受损或受益者", "who or what suffers or gains by it"),
    "complete": ("完整", "各部分合起来就是总体时填 true", "true if the parts make up the whole"),
    "condition": ("条件", "关系发生的条件", "when it takes effect"),
    "counted": ("所数", "所数的东西，如文献所写", "the thing counted, as written"),
    "date": ("日期", "年、年-月或年-月-日", "YYYY, YYYY-MM or YYYY-MM-DD"),
    "date_written": ("所印日期", "日期的原文", "the date as printed"),
    "definition": ("定义", "一句话的定义", "its definition in one sentence"),
    "denominator": ("分母", "作分母的数字", "the figure below the line"),
    "direction": ("增减方向", "变化是增是减；只用于类型为变化的数字", "increase or decrease, of a change"),
    "division": ("正式区划", "没有代码但属正式区划时填 true", "true for an official division without a code"),
    "document.characters": ("字符数", "原文的 Unicode 码位数", "Unicode code points of the raw text"),
    "document.date_written": ("所印日期", "文献日期的原文", "the date of the document as printed"),
    "document.issuer": ("发文者", "发文的机关或作者单位", "who issued it"),
    "document.kind": ("来源类型", "文献的类型", "the kind of source"),
    "document.key": ("共用文献的标识", "多个案例共用一份文献时，各案例写同一标识", "the same in all cases that share the document"),
    "document.language": ("语言", "文献的语言，两个字母；不填为中文", "the language of the document in two letters; Chinese if left out"),
    "document.part.end": ("部分止", "该部分止码位（不含）；由 cengji anchor 填写", "last raw code point; cengji anchor fills it in"),
    "document.part.first": ("部分首", "该部分开头的短语，最多24字", "the expression that opens the part, at most 24 characters"),
    "document.part.last": ("部分尾", "该部分结尾的短语，最多24字", "the expression that closes the part, at most 24 characters"),
    "document.part.sha256": ("部分摘要", "该部分原文的 SHA-256；由 cengji anchor 填写", "SHA-256 of the part; cengji anchor fills it in"),
    "document.part.start": ("部分起", "该部分起码位；由 cengji anchor 填写", "first raw code point; cengji anchor fills it in"),
    "document.part.title": ("部分标题", "文献只有一部分说本案例时，该部分所印标题", "the printed title of the part about this case"),
    "document.page": ("版面", "版次或页码", "the page"),
    "document.published": ("发布日期", "年、年-月或年-月-日", "YYYY, YYYY-MM or YYYY-MM-DD"),
    "document.publisher": ("发布者", "报刊或网站", "the newspaper or site"),
    "document.sha256": ("文件摘要", "原文件的 SHA-256，64位", "SHA-256 of the raw file, 64 digits"),
    "document.title": ("文献标题", "所印标题", "the title as printed"),
    "drawn_from": ("来自", "其人员所属的组织或群体", "the body or group its people belong to"),
    "en": ("英文", "英文名称", "the label in English"),
    "evidence.end": ("证据止", "原文止码位（不含）；由 cengji anchor 填写", "last raw code point, exclusive; cengji anchor fills it in"),
    "evidence.occurrence": ("第几处", "多次印出时是第几处", "which one, where it is printed several times"),
    "evidence.sha256": ("证据摘要", "原文片段的 SHA-256；由 cengji anchor 填写", "SHA-256 of the raw slice; cengji anchor fills it in"),
    "evidence.start": ("证据起", "原文起码位；由 cengji anchor 填写", "first raw code point; cengji anchor fills it in"),
    "evidence.text": ("证据", "所印短语，最多24字", "the printed expression, at most 24 characters"),
    "feeds_into": ("汇入", "使用其产出的措施", "measures that work with what it yields"),
    "figures": ("数字", "有关的数字", "the figures of it"),
    "founds": ("成立", "由此成立的组织", "bodies it founds"),
    "function": ("功能", "以何种方式起作用，一至三种", "the manner in which it works, one to three"),
    "generic.measure": ("通用措施", "所属的通用措施", "the generic measure it is a variant of"),
    "generic.reason": ("归属理由", "何以归入此通用措施", "why it is a variant"),
    "generic.status": ("归属状态", "此归属的状态；不填为推断", "the status of that claim; inferred if left out"),
    "granted_by": ("授权者", "让出职权的组织或群体，可有多个", "who gives the power, one or several together"),
    "granted_to": ("被授权者", "得到职权的组织或群体", "who receives the power"),
    "indicator": ("指标", "数字量的是什么", "what the figure measures"),
    "inputs": ("投入数字", "为它投入多少", "figures of what is put in"),
    "into": ("分为", "互不重叠的各部分", "the parts, which share no member"),
    "involves": ("涉及", "涉及的组织、地点、措施……", "who and what it involves"),
    "issued_by": ("发文者", "发文的组织", "the body that issued it"),
    "key": ("标识", "a-z、0-9、- 组成，案例内唯一，定后不改", "of a-z, 0-9 and -, unique in the case, never changed"),
    "kind": ("类型", "类型", "its kind"),
    "label": ("名称", "如文献所印", "the name as printed"),
    "ladder": ("阶梯", "所属阶梯的标识", "the key of its ladder"),
    "led_by": ("牵头者", "牵头实施的组织或群体", "bodies or groups that lead it"),
    "licence": ("许可", "本案例数据的许可，SPDX 标识（如 CC-BY-4.0）或网址", "the licence of the case: SPDX identifier (CC-BY-4.0) or IRI"),
    "line": ("条线", "阶梯的条线", "the line of the ladder"),
    "lower": ("下端", "范围的下端", "the lower end of a range"),
    "member_of": ("属于群体", "所属群体", "the group it belongs to"),
    "mode": ("方式", "方式", "its mode"),
    "no_generic": ("无通用措施之因", "何以不归入通用措施", "why it is a variant of no generic measure"),
    "note": ("说明", "编写者的说明", "the curator's note"),
    "numerator": ("分子", "作分子的数字", "the figure above the line"),
    "measure": ("措施", "此行所说的措施", "the measure of this row"),
    "object": ("客体", "关系所及的一方", "the one that the relation reaches"),
    "of": ("总体", "被划分的群体", "the group that is broken down"),
    "other": ("另一案例的组织", "写作 案例/标识", "written as case/key"),
    "outcomes": ("成效", "没有数字的成效", "its outcomes without a number"),
    "ordinal": ("名次", "所称名次；不填为 1", "the rank asserted; 1 if left out"),
    "over": ("所及", "职权所及的组织、群体或岗位", "over whom the power is exercised: bodies, people, posts"),
    "paired_with": ("成对数字", "由此变成的数字", "the figure it changes to or from"),
    "parent": ("上级", "直接上级", "the direct superior"),
    "part_of": ("上位", "所属的更大者", "the larger one it is part of"),
    "per.aggregation": ("汇总方式", "每一、平均或至多；不填为每一", "each, mean or at most; each if left out"),
    "per.count": ("单位数", "按几个单位计；不填为 1", "the number of units; 1 if left out"),
    "per.of": ("每单位", "按其中每一个计的单位", "the units for each of which it holds"),
    "place": ("地点", "所在或所说的地点", "the place it is at or about"),
    "post": ("岗位", "派任的岗位", "the post they are sent to"),
    "post_in": ("所在组织", "岗位所在的组织或群体", "the body or group of the post"),
    "posts": ("岗位", "两个以上的岗位", "two posts or more"),
    "powers": ("职权", "它授予的职权", "the powers it grants"),
    "precision": ("精度", "最末印出位的大小：1.4万 → 1000", "the size of the last printed place: 1.4万 → 1000"),
    "proposed": ("拟议", "提出它的规则；删去即为确认", "the rule that proposes it; taken away, it is accepted"),
    "purpose": ("目的", "目的", "its purpose"),
    "reading_lower": ("读法下端", "按读法的下端", "the lower end by the reading"),
    "reading_rule": ("读法规则", "读法的规则", "the rule of the reading"),
    "reading_upper": ("读法上端", "按读法的上端", "the upper end by the reading"),
    "reason": ("理由", "理由", "the reason"),
    "relation": ("关系", "关系的类型", "the kind of relation"),
    "results": ("成果数字", "由它带来的数字", "figures that came of it"),
    "role": ("作用", "数字的作用；不填为现状", "the role of the figure; stock if left out"),
    "rolled_out_from": ("推广自", "作为其试点的措施", "the measures that were its pilot"),
    "run_by": ("实施者", "实施的组织或群体", "bodies or groups that run it"),
    "scheme": ("词表", "概念所属的词表", "the scheme of the concept"),
    "scope": ("范围", "称在何处最先", "the place within which it is said to be the first"),
    "sent_from": ("派出方", "派出的组织或群体", "the body or group that sends"),
    "sent_to": ("派往", "派往何处", "where they are sent"),
    "since": ("始于", "年、年-月或年-月-日", "YYYY, YYYY-MM or YYYY-MM-DD"),
    "since_written": ("始于原文", "开始时间的原文", "the beginning as printed"),
    "stage": ("阶段", "所处阶段", "its stage"),
    "status": ("状态", "明写、推断或有争议；不填为明写", "stated, inferred or disputed; stated if left out"),
    "subject": ("主体", "关系所出的一方", "the one that the relation starts from"),
    "subset_of": ("子集于", "是哪个群体的一部分", "the group it is a part of"),
    "succeeds": ("接续", "所取代或由之发展而来的措施", "earlier measures it replaces or grew out of"),
    "tier": ("通用层级", "通用尺度上的层级", "the tier of the common scale"),
    "tier_reason": ("对应理由", "何以对应此层级", "why this tier"),
    "tier_status": ("对应状态", "此对应的状态；不填为推断", "the status of the mapping; inferred if left out"),
    "time.end": ("时间止", "最后一天", "its last day"),
    "time.rule": ("时间规则", "定出起止的规则", "the rule that resolves it"),
    "time.start": ("时间起", "第一天", "its first day"),
    "time.written": ("时间原文", "时间的原文", "the time as printed"),
    "title": ("标题", "标题", "the title"),
    "unit": ("单位", "单位", "the unit"),
    "upper": ("上端", "范围的上端", "the upper end of a range"),
    "value": ("数值", "化为基本单位：1.4万 → 14000；范围不填", "in base units: 1.4万 → 14000; none for a range"),
    "written": ("原文", "数字的原文，如 1.4万余家", "the figure as printed"),
    "zh": ("中文", "中文名称", "the label in Chinese"),
}  # fmt: skip

# The guide, in Chinese and English.
_HOW: Final = (
    ("一行一个事物；前两行是表头，请保留。", "One row a thing; keep the two rows of headings."),
    ("橙色表头的列必填。", "Columns with an orange heading are required."),
    ("多个值写在同一单元格，每行一个(Alt+Enter)。", "Several values stand in one cell, one a line (Alt+Enter)."),
    ("证据的起、止、摘要与证据逐行对应，由 cengji anchor 填写。", "Start, end and digest match the evidence line by line (cengji anchor)."),
    ("改动证据后，清空它的起、止、摘要。", "After a change of the evidence clear its start, end and digest."),
    ("列表可选的词来自词表；自己的概念写在表“概念”。", "Lists offer the schemes; concepts of your own go to the sheet 概念."),
    ("数字列填数；其余按所印填写，单元格是文本格式。", "Number columns take numbers; all else stands as printed, in text cells."),
    ("不写公式；不合并单元格。", "No formulas, no merged cells."),
    ("名称以 # 开头的表和列是你自己的，不读入。", "Sheets and columns whose name begins with # are yours and not read."),
    ("各表的 # 列成为 YAML 的注释。", "What stands in the column # becomes a comment of the YAML file."),
    (
        "完成后运行 cengji case from-xlsx 文件.xlsx；错误按表和单元格列出。",
        "When done: cengji case from-xlsx FILE.xlsx tells faults by sheet and cell.",
    ),
)


@dataclass(frozen=True, slots=True)
class GuideRow:
    """A row of the first sheet, the guide."""

    cells: tuple[str, ...]
    is_heading: bool = False


def guide_rows() -> Iterator[GuideRow]:
    """Yield the rows of the guide: how to fill in the workbook, then its sheets."""
    yield GuideRow(("", "", "填写说明", "How to fill in"), is_heading=True)
    for zh, en in _HOW:
        yield GuideRow(("", "", zh, en))
    yield GuideRow(("表 · sheet", "section", "内容", "what a row is"), is_heading=True)
    for section, (name, zh, en) in SHEETS.items():
        yield GuideRow((name, section, zh, en))


def heading(column: str) -> Heading:
    """Return what a column is called and its help; a text's languages share those of the text.

    >>> heading("label.en")[0], heading("figures")[0]
    ('名称（英）', '数字')
    """
    if column in COLUMNS:
        return COLUMNS[column]
    name, _, language = column.rpartition(".")
    zh, help_zh, help_en = COLUMNS[name]
    return (zh if language == "zh" else f"{zh}（英）"), help_zh, help_en

"""What the rules of a draft are called in Chinese and in English: of what each statement is read, for whoever decides about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cengji.core.texts import Text

__all__ = ["OF_EVENTS", "OF_MODELS", "RULE_NAMES"]

RULE_NAMES: Final[Mapping[str, Text]] = {
    # figures, exclusions
    "numeral": Text("文中数词", "a numeral of the text"),
    "open-token": Text("不作陈述的数词或引语", "a numeral or quotation that states nothing"),
    # places
    "given": Text("起草时指定", "given when drafting"),
    "unknown": Text("所在地不明", "place unknown"),
    "register": Text("区划名录", "the register of divisions"),
    "short-name": Text("区划简称", "the short name of a division"),
    "refers-back": Text("“全省”“该区”等回指", "words that refer back, such as 全省"),
    "homonym": Text("同名区划不止一个", "a name that several divisions bear"),
    "suffix": Text("地名后缀", "the ending of a place name"),
    "suffix-behind-place": Text("上级地名后的地名后缀", "the ending of a place name behind a higher place"),
    "zone": Text("开发区、片区等名称", "the name of a zone"),
    "named-with-tier": Text("外文地名带层级词", "a place named with its tier"),
    # bodies, groups, posts
    "place-as-body": Text("地名作行为主体", "a place that acts"),
    "organ": Text("机关全称或简称", "the name of an organ"),
    "named-body": Text("有名称的组织", "a body with a name"),
    "named-in-latin": Text("外文组织名称", "a body named in Latin script"),
    "listed": Text("并列中补全中心词", "a list whose head noun is completed"),
    "listed-level": Text("逐级列出的一级", "one of the levels listed"),
    "counted-noun": Text("带数量的名词", "a noun that is counted"),
    "head-noun": Text("中心词所示的类型", "a kind told by the head noun"),
    "noun-of-a-kind": Text("与类型同名的名词", "a noun that is the name of a kind"),
    "per-unit": Text("“每个……”中的名词", "a noun behind “each”"),
    "holders-of-a-post": Text("担任岗位的人员", "those who hold a post"),
    "audience": Text("人群名词", "a noun of people"),
    "noun-of-post": Text("岗位名词", "a noun of a post"),
    # ladders
    "printed-chain": Text("文中连写的链条", "a chain as printed"),
    "sets-up": Text("甲下设（划分为）乙", "one sets up or is divided into the other"),
    "listed-levels": Text("“市、区、街道”等级别并列", "levels in a list, such as 市、区、街道"),
    "list-by-level": Text("同类名词逐级并列", "nouns of one sort in a list by level"),
    "listed-clauses": Text("逐级分句", "clauses by level"),
    "listed-steps": Text("逐级步骤", "steps by level"),
    "passed-on": Text("逐级交办", "matters passed on by level"),
    "passed-up": Text("逐级上报", "matters reported up by level"),
    "graded-matters": Text("按轻重分级办理的事项", "matters settled by level according to weight"),
    "put-together": Text("由各处所述拼合", "put together of several passages"),
    # problems, outcomes, cited documents
    "cited-title": Text("书名号中的文件名", "the title of a paper"),
    "answered-problem": Text("措施所针对的问题", "a problem that is answered"),
    "told-effect": Text("所述成效", "an effect that is told"),
    # measures
    "quoted-name": Text("引号中的名称", "a name in quotation marks"),
    "numbered-item": Text("各项开头的短句", "short sentences that begin numbered items"),
    "listed-care": Text("一连列出的包联、结对等做法", "ways of looking after somebody in a row"),
    "introduced": Text("“探索”“推出”等引出的名称", "a name that a verb introduces"),
    "known-name": Text("他例已有的名称", "a name that other cases know"),
    "founded-body": Text("成立的组织", "a body that is founded"),
    "founded-in-row": Text("一连成立的组织", "bodies founded in a row"),
    "verb-of-doing": Text("“建立”“实施”等所带名词", "the noun behind a verb of doing"),
    "verb-and-object": Text("动词及其对象", "a verb and its object"),
    "task-of-plan": Text("方案编号的任务", "a task that a plan numbers"),
    "clause": Text("动词与宾语成句", "a clause of verb and object"),
    "every-so-often": Text("“每月”“每季度”所做之事", "what is done every so often"),
    "by-whom": Text("“由谁”所做之事", "what is done by somebody"),
    "sent": Text("选派、派驻的人员", "people who are sent"),
    "in-which-case": Text("分情形的处理规定", "what is done in which case"),
    "what-follows": Text("结果的运用", "what follows from a result"),
    "title-of-plan": Text("方案标题所定之事", "what the title of a plan sets out"),
    "heading-of-news": Text("简报小标题所报之事", "what the heading of an item of news tells of"),
    "counted-in": Text("“纳入”之考核", "the appraisal in which something counts"),
    "funded": Text("安排的资金", "money that is set aside"),
    "served": Text("所提供的服务", "a service that is given"),
    "sent-to": Text("“选派”及其去处", "whom something sends out, and for what"),
    "listed-part": Text("并列的组成部分", "a part that is listed"),
    "listed-example": Text("“如”“等”所列之例", "an example that is listed"),
    "listed-rule": Text("并列的制度", "a rule that is listed"),
    "listed-team": Text("并列的队伍", "a team that is listed"),
    "listed-way": Text("并列的做法", "a way that is listed"),
    "made-of-items": Text("由数项组成", "made of items"),
    "made-of-roles": Text("由数岗组成", "made of roles"),
    "named-by-parts": Text("以各部分为名", "named by its parts"),
    "counted-parts": Text("数出的各部分", "parts that are counted"),
    "counted-quotes": Text("数出的引语", "quotations that are counted"),
    "counted-outlet": Text("带数量的阵地", "an outlet that is counted"),
    "outlet": Text("阵地名称", "the name of an outlet"),
    "row": Text("排比的短语", "phrases in a row"),
    "summed-up": Text("总括之语", "words that sum up"),
    # events, relations
    "phrase-of-event": Text("表事件的短语", "a phrase of an event"),
    "verb-between": Text("两者之间的动词", "the verb between the two"),
    "set-phrase": Text("“选派……到……”等套语", "a set phrase such as 选派…到…"),
    "made-up-of": Text("“由……组成”", "“made up of”"),
}
OF_EVENTS: Final = "verb-"
"""Before the key of a kind of event: the rule of the verbs that tell that kind."""
OF_MODELS: Final = "model-"
"""Before the name of a model that has proposed a statement."""

"""What the columns of the library's answers are called in Chinese, for those who read an answer and not its query."""

from __future__ import annotations

from typing import Final

__all__ = ["chinese_column"]

_TABLE: Final = """
about=所涉 above=所在之上 actor=行动者 acts_on=作用于 acts_on_tier=作用层级 after=之后 aggregation=汇总方式 aliases=别名 answer=判断
audience=受众 basis=所据 before=之前 begin=起 bodies=机构数 body=机构 bottom=最低级 breakdown=分解 case=案例 cases=案例数 chain=链条
characters=字符数 claim=断言 class=类 code=代码 common_tier=共同层级 comparator=比较词 complete=是否齐全 concept=概念 concerns=关于
condition=条件 count=数目 counted=所计之物 counts=所计 covered=有机构的地方数 date=日期 dating=有无时间 denominator=分母 derivation=推断规则
derived=推断 difference=差 direction=方向 distance=相隔级数 document=文档 end=止 event=事件 evidence=依据 figure=数字 figure_unit=单位
figures=数字个数 first=最早 found_at=现处位置 from=起点 from_begin=起点的时间 function=功能 generic=通用举措 grantee=受权者 grantor=授权者
granularity=时间精度 group=群体 has_measures=已有举措数 held_by=任职者 holding=任职 in=所属 indicator=指标 iri=标识 issued=发布日期
issuer=发布者 kind=种类 label=名称 lacking=所缺 lacks_measures=所无举措数 ladder=阶梯 last=最晚 leader=负责人 line=条线 listed=所列
lower=下界 lower_inclusive=含下界 mapping=对应 mean=平均 measure=举措 measures=举措数 member=成员 mode=方式 most=最多 named=是否有名
node=节点 number=数量 numerator=分子 object=宾语 occupant=居此级者 of=单位或机构 once_accepted=采纳后的标识 ordinal=次序 other=另一方
outcome=成效 outlet=服务站点 over=所管对象 parent=上级 part=部分 part_of=所属整体 parts=部分数 parts_with_figure=有数字的部分数 per=每一
per_count=每几个 place=地方 places=地方数 policy=政策 position=位序 post=职务 power=权限 precedence=先后 predicate=谓词 printed=所印用语
problem=问题 property=属性 published=刊出日期 publisher=出版者 purpose=目的 rank=层级序号 ratio=比值 reading=读数 reason=理由
results=结果 role=作用 rule=规则 run_at=推行处 run_at_tier=推行层级 run_by=推行者 rung=梯级 rung_iri=梯级标识 rungs=级数 runner=推行者
scope=范围 secondment=下派 share=占比 side=方面 since=自何时 size=规模 stage=阶段 start=起 state=状况 stated=所述 statements=陈述数
status=状态 subject=主语 subordinates=下级数 sum=合计 superiors=上级数 thing=事物 things=事物数 tier=层级 time=时间 title=标题 to=终点
to_begin=终点的时间 top=最高级 total=总数 triples=三元组数 unit=单位 unit_of=每一 units=区划单位 upper=上界 upper_inclusive=含上界
upper_tier=较高层级 value=值 whole=整体 with_result=有结果 within=上下皆有级 written=原文写法
"""
_WORDS: Final = {word: zh for word, _, zh in (pair.partition("=") for pair in _TABLE.split())}
_ENDINGS: Final = {
    "label": "名称", "written": "原文写法", "lower": "下界", "upper": "上界", "derivation": "推断规则", "status": "状态", "begin": "起",
    "in": "所属", "post": "职务", "unit": "单位", "time": "时间",
}  # fmt: skip
_BEGINNINGS: Final = {"upper": "较高一方", "lower": "较低一方"}


def chinese_column(name: str) -> str:
    """Return the Chinese word for a column, empty where there is none.

    >>> chinese_column("run_by"), chinese_column("run_by_label"), chinese_column("x")
    ('推行者', '推行者名称', '')
    """
    if name in _WORDS:
        return _WORDS[name]
    first, _, last = name.rpartition("_")
    begun = _BEGINNINGS.get(first) or _WORDS.get(first)
    return f"{begun}{_ENDINGS[last]}" if begun and last in _ENDINGS else ""

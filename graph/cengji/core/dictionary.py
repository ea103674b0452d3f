"""The data dictionary: what each column of the tables to compute with means. The page and the exports share these tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cengji.core.texts import Text

__all__ = ["DICTIONARY", "NETWORK", "Meaning"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column means; ``kind`` is the type of its cells: ``iri``, ``string`` or the local name of an XSD datatype."""

    name: str
    kind: str
    text: Text


def _column(name: str, kind: str, zh: str, en: str) -> tuple[Meaning, ...]:
    return (Meaning(name, kind, Text(zh, en)),)


def _named(name: str, zh: str, en: str) -> tuple[Meaning, ...]:
    """Return the two columns of a thing's name."""
    return (Meaning(f"{name}_zh", "string", Text(f"{zh}，中文", f"{en}, in Chinese")),
            Meaning(f"{name}_en", "string", Text(f"{zh}，英文", f"{en}, in English")))  # fmt: skip


_STATUS: Final = _named("status", "明示、推断或有争议", "stated, inferred or disputed")

# Table → its columns in their order; `nodes` and `links` are those of the network.
DICTIONARY: Final[Mapping[str, tuple[Meaning, ...]]] = {
    "figures": (
        *_named("case", "案例：报告所写的地方", "the case: the place that the report is about"),
        *_named("place", "数字所属的地方，可小于案例", "the place of the figure, which may lie within that of the case"),
        *_named("about", "数字所说的事物", "the thing that the figure is about"),
        *_named("indicator", "指标：数字量的是什么", "the indicator: what the figure measures"),
        *_named("counted", "所计之物，用文件的词", "what is counted, in the words of the document"),
        *_column("written", "string", "数字，照原文", "the figure as printed"),
        *_column("value", "decimal", "所印的数值，单位见 unit；20余 是 20", "the number printed, in the unit of `unit`; 20余 is 20"),
        *_column("lower", "decimal", "确定的下限，单位见 unit；空：无", "the certain lower bound, in the unit of `unit`; empty: none"),
        *_column("lower_inclusive", "boolean", "下限是否包括在内（闭）", "whether the lower bound itself is possible (closed)"),
        *_column("upper", "decimal", "确定的上限，单位见 unit；空：无", "the certain upper bound, in the unit of `unit`; empty: none"),
        *_column("upper_inclusive", "boolean", "上限是否包括在内（闭）", "whether the upper bound itself is possible (closed)"),
        *_column("reading_lower", "decimal", "按惯例读作的下限", "the lower bound of the usual reading"),
        *_column("reading_upper", "decimal", "按惯例读作的上限", "the upper bound of the usual reading"),
        *_named("comparator", "比较词：恰、多于、近、约等", "the comparator: exactly, more than, nearly, about …"),
        *_named("unit", "单位", "the unit"),
        *_named("kind", "数字的性质：计数、占比、金额等", "the kind of number: count, share, money …"),
        *_named("direction", "变化的增减", "the direction of a change"),
        *_named("per", "数字按每若干个此物计；空：不按单位计", "what the figure is said of each of; empty: it is said of the whole"),
        *_column("per_count", "integer", "按每几个计", "how many of these it is said of"),
        *_named("aggregation", "数字与各单位的关系：每一、平均、至多", "how it is said of these: of each, on average, at most"),
        *_named("role", "数字在报告中的作用", "what the figure does in the report"),
        *_STATUS,
        *_column("time", "string", "时间，照原文", "the time as printed"),
        *_column("period_start", "date", "时段可能的首日", "the first possible day of that time"),
        *_column("period_end", "date", "时段可能的末日", "the last possible day of that time"),
        *_column("document", "string", "印有此数的文件的题名", "the title of the document that prints the figure"),
        *_column("published", "string", "来源文件的日期", "the date of the source document"),
        *_column("page", "string", "来源文件的版面", "the page of the source document"),
        *_column("start", "integer", "证据的首字符，自 0 计", "the first character of the evidence, from 0"),
        *_column("end", "integer", "该证据的末尾，不含在内", "the end of that evidence, not included"),
        *_column("printed", "string", "该证据所印的用语", "the expression printed there"),
        *_column("iri", "iri", "数字的标识", "what identifies the figure"),
    ),
    "nodes": (
        *_column("id", "iri", "事物的标识", "what identifies the thing"),
        *_column("label_zh", "string", "名称，中文", "its name in Chinese"),
        *_column("label_en", "string", "名称，英文", "its name in English"),
        *_column("type", "string", "类型：group 组织群，body 组织，measure 举措等", "its type: group of bodies, body, measure …"),
        *_named("kind", "种类", "its kind"),
        *_named("tier", "通用层级，自有或由相连者得来", "its tier on the common scale, its own or lent by what it is linked to"),
        *_named("case", "案例：报告所写的地方；空：各地共有", "the case: the place that the report is about; empty: shared by places"),
        *_STATUS,
    ),
    "links": (
        *_column("source", "iri", "起点，见 nodes 的 id", "where the link starts, an `id` of nodes"),
        *_column("target", "iri", "终点，见 nodes 的 id", "where it ends, an `id` of nodes"),
        *_column("relation", "string", "关系的键", "the key of the relation"),
        *_named("relation_label", "关系的名称", "the name of the relation"),
        *_STATUS,
    ),
}  # fmt: skip


def _end(name: str, zh: str, en: str) -> tuple[Meaning, ...]:
    """Return the four columns of an end of a link: its name and its type."""
    return (*_named(name, zh, en), *_named(f"{name}_type", f"{zh}的类型", f"the type of {en}"))


# The two lists of the network, `cengji export nodes` and `edges`: words first, IRIs last.
NETWORK: Final[Mapping[str, tuple[Meaning, ...]]] = {
    "nodes": (
        *_column("label", "string", "名称：中文，否则英文，否则标识的末段", "its name: Chinese, else English, else the end of its IRI"),
        *_column("zh", "string", "名称，中文", "its name in Chinese"),
        *_column("en", "string", "名称，英文", "its name in English"),
        *_named("type", "类型", "its type"),
        *_named("kind", "种类", "its kind"),
        *_named("tier", "自有的通用层级", "its own tier on the common scale"),
        *_named("effective_tier", "所在的通用层级，自有或由相连者得来", "the tier where it stands, its own or lent by what is linked"),
        *_named("line", "条线", "its line"),
        *_named("place", "所属的地方", "its place"),
        *_STATUS,
        *_column("written", "string", "数字，照原文", "a figure as printed"),
        *_column("value", "double", "所印的数值，单位见 unit", "the number printed, in the unit of `unit`"),
        *_column("lower", "double", "确定的下限；空：无", "the certain lower bound; empty: none"),
        *_column("lower_inclusive", "boolean", "下限是否包括在内（闭）", "whether the lower bound itself is possible (closed)"),
        *_column("upper", "double", "确定的上限；空：无", "the certain upper bound; empty: none"),
        *_column("upper_inclusive", "boolean", "上限是否包括在内（闭）", "whether the upper bound itself is possible (closed)"),
        *_named("unit", "单位", "the unit"),
        *_named("comparator", "比较词", "the comparator"),
        *_column("degree", "integer", "表中与之相连的联系数", "the number of its links in the list"),
        *_column("evidence", "integer", "为据的原文处数；空：无", "how many passages say it; empty: none"),
        *_column("weight", "integer", "权重：为据的原文处数，至少 1", "its weight: the number of those passages, at least 1"),
        *_column("parent_label", "string", "最近所属者的名称", "the name of what it belongs to most closely"),
        *_column("case", "string", "案例的键；空：各地共有", "the key of its case; empty: shared by places"),
        *_column("id", "iri", "事物的标识", "what identifies the thing"),
        *_column("type", "string", "类型的键", "the key of its type"),
        *_column("kind", "iri", "种类的标识", "what identifies its kind"),
        *_column("tier", "iri", "自有层级的标识", "what identifies its own tier"),
        *_column("effective_tier", "iri", "所在层级的标识", "what identifies the tier where it stands"),
        *_column("line", "iri", "条线的标识", "what identifies its line"),
        *_column("place", "iri", "地方的标识", "what identifies its place"),
        *_column("status", "iri", "地位的标识", "what identifies its status"),
        *_column("parent", "iri", "最近所属者的标识", "what identifies that to which it belongs most closely"),
    ),
    "edges": (
        *_end("source", "起点", "where the link starts"),
        *_named("relation", "关系，自起点读向终点", "the relation, read from source to target"),
        *_end("target", "终点", "where the link ends"),
        *_STATUS,
        *_column("evidence", "integer", "主张的原文处数；空：无自己的主张", "how many passages say its claim; empty: no claim of its own"),
        *_column("weight", "integer", "权重：主张的原文处数，至少 1", "its weight: the number of those passages, at least 1"),
        *_column("evidence_of", "string", "以下证据属于：claim 主张，无主张则 source 起点；空：无，如由规则推得者",
                 "of what the evidence that follows is: claim, without one source; empty: none, as of what a rule derives"),
        *_column("document", "string", "首条证据所在文件", "the document of the first evidence"),
        *_column("start", "integer", "该证据的首字符，自 0 计", "the first character of that evidence, from 0"),
        *_column("end", "integer", "该证据的末尾，不含在内", "the end of that evidence, not included"),
        *_column("printed", "string", "该证据所印的用语", "the expression printed there"),
        *_column("source", "iri", "起点，见 nodes 的 id", "where the link starts, an `id` of nodes"),
        *_column("target", "iri", "终点，见 nodes 的 id", "where it ends, an `id` of nodes"),
        *_column("relation", "string", "关系的键，或关系种类的标识", "the key of the relation, or what identifies its kind"),
        *_column("status", "iri", "地位的标识", "what identifies its status"),
        *_column("claim", "iri", "主张的标识；空：无自己的主张", "what identifies its claim; empty: no claim of its own"),
    ),
}  # fmt: skip

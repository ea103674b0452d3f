"""The data dictionary: what each column of the tables to compute with means. The page and the exports share these tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cengji.core.texts import Text

__all__ = ["DICTIONARY", "Meaning"]


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

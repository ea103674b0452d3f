"""How well measures and statements are borne out: result density, and what share is stated, inferred or disputed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from cengji.analysis.material import Graph, Material, Statuses, material_of
from cengji.analysis.records import Analysis, Method, Row, Words, exactly
from cengji.core.namespaces import CASE, PREFIXES
from cengji.core.resources import query_text
from cengji.core.terms import local_name
from cengji.dataset import read_ontology

if TYPE_CHECKING:
    from cengji.dataset import Dataset

__all__ = ["RESULTS", "STATUSES", "compute_results", "compute_statuses"]

RESULTS: Final = Method(
    name="results",
    title=Words("成果密度", "Result density"),
    question=Words("多少举措写明了成果？", "How many measures have a result in figures?"),
    formula=Words(
        "占比：至少有一项成果数字的举措 / 全部举措；平均成果数：成果数字 / 全部举措",
        "share: measures with at least one result figure / all measures; mean: result figures / all measures",
    ),
    source=Words("docs/decisions/0016-linked-measures.md 所说的成果", "results in the sense of docs/decisions/0016-linked-measures.md"),
    without=Words("没有举措", "no measure"),
    cautions=(
        Words(
            "写出成果的举措不一定更有效；没有数字的不一定无效。",
            "A measure with a result printed is not more effective for it, nor one without less.",
        ),
        Words("成果为报道自述。", "Results are as the report claims them."),
        Words("一项举措的组成部分与整体分别计数。", "A part of a measure counts beside its whole."),
    ),
)
STATUSES: Final = Method(
    name="statuses",
    title=Words("明示、推断与存疑", "Stated, inferred and disputed"),
    question=Words("各案例的陈述有多少是文中明示、推断、存疑？", "What share of the statements is stated, inferred, disputed?"),
    formula=Words(
        "该地位的陈述 / 案例的全部陈述，并按陈述种类分列；依规则推得的不计",
        "statements of the status / all statements of the case, and of each kind; what is derived by rule is none",
    ),
    source=Words("本项目的查询 statement-counts；docs/concepts.md", "the query statement-counts of this project; docs/concepts.md"),
    without=Words("没有带地位的陈述", "no statement with a status"),
    cautions=(
        Words(
            "推断是编者的判断，不是错误；各编者宽严不一。",
            "Inferred is a curator's judgement and no error; curators differ in how they mark.",
        ),
        Words("占比说明整理方式，不说明报道质量。", "The shares describe the curation, not the quality of the report."),
    ),
)
_WORDS: Final = {
    "with-result": Words("有成果的占比", "share with a result"),
    "mean": Words("平均成果数", "results per measure"),
    "share": Words("占比", "share"),
    "results-per-measure": Words("项成果/举措", "results per measure"),
    PREFIXES["org"] + "Post": Words("岗位", "post"),
    "stated": Words("明示", "stated"),
    "inferred": Words("推断", "inferred"),
    "disputed": Words("存疑", "disputed"),
}
_KINDS: Final = ("stated", "inferred", "disputed")


def compute_results(graph: Dataset | Graph | Material, cases: Iterable[str] = ()) -> Analysis:
    """Return for each case with measures ``with-result``, the share of those with a result figure, and ``mean``, results per measure.

    ``subject`` is the case. The values rest on the measures and their results.

    >>> import cengji
    >>> [round(row.value, 3) for row in compute_results(cengji.open(), ["lijiang"]).rows]
    [0.072, 0.108]
    """
    material = material_of(graph, cases)
    results: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for node in material.projection.nodes:
        if node.type == "measure" and node.case and material.has(node.case):
            results[node.case][node.iri] = set()
    for edge in material.projection.edges:
        held = results.get(material.nodes[edge.source].case, {})
        if edge.relation == "resultedIn" and edge.source in held:
            held[edge.source].add(edge.target)
    rows = []
    for case, measures in sorted(results.items()):
        figures = {figure for found in measures.values() for figure in found}
        statuses = Statuses(map(material.status, [*measures, *figures])).fields()
        for aspect, value, unit in (
            ("with-result", sum(map(bool, measures.values())) / len(measures), "share"),
            ("mean", sum(map(len, measures.values())) / len(measures), "results-per-measure"),
        ):
            row = Row(
                case=case,
                subject=CASE + case,
                aspect=aspect,
                **exactly(value),
                unit=unit,
                evidence=tuple(sorted({*measures, *figures})),
                **statuses,
            )
            rows.append(row)
    return Analysis(method=RESULTS, rows=tuple(rows), words=material.words | _WORDS)


def compute_statuses(graph: Dataset | Graph | Material, cases: Iterable[str] = ()) -> Analysis:
    """Return the share of ``stated``, ``inferred`` and ``disputed`` statements of each case, and of each kind of statement in it.

    ``subject`` is the case, ``object`` the class of the statements, empty for all. The numbers themselves stand in the columns
    of these names; the evidence is the case.

    >>> import cengji
    >>> rows = compute_statuses(cengji.open(), ["gusu"]).rows
    >>> round(sum(row.value for row in rows if not row.object), 9)
    1.0
    """
    material = material_of(graph, cases)
    counts: dict[tuple[str, str], Statuses] = defaultdict(Statuses)
    for case, kind, status, number in material.dataset.rows(query_text("statement-counts")):
        if case and kind and material.has(case):
            for of in ("", kind):
                counts[case, of][local_name(status or "")] += int(number or 0)
    rows = []
    for (case, kind), found in sorted(counts.items()):
        held = found.fields()
        numbers = {"stated": held["stated"], "inferred": held["inferred"], "disputed": held["disputed"]}
        for status in _KINDS:
            value = numbers[status] / found.total()
            row = Row(
                case=local_name(case),
                subject=case,
                object=kind,
                aspect=status,
                **exactly(value),
                unit="share",
                evidence=(case,),
                **held,
            )
            rows.append(row)
    classes = {iri: Words(text.zh, text.en) for iri, text in read_ontology().term_labels.items()}
    return Analysis(method=STATUSES, rows=tuple(rows), words=material.words | classes | _WORDS)

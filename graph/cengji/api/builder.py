"""The whole build: cases → graph, ontology, page and report, as files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cengji.api.check import Check, case_findings, locate, with_proposals
from cengji.api.graph import Graph
from cengji.api.opening import Paths, paths_of
from cengji.api.source import Source
from cengji.core.files import replace_files
from cengji.core.texts import counted
from cengji.dataset import Ontology

__all__ = ["Build", "build"]


@dataclass(frozen=True, repr=False)
class Build:
    """A build: the graph, its check, the report, and ``contents``, the bytes of each file by its name, in the order of writing.

    :func:`cengji.build` has the example.
    """

    graph: Graph
    check: Check
    report: dict[str, Any]
    contents: dict[str, bytes]

    def write(self, out: Path | str) -> None:
        """Write the files to a folder, all before the first takes its place, the report last; other files there are not touched.

        What stops it leaves the files of before, or a folder that :func:`cengji.verify` calls incomplete.

        :raises UnavailableError: if the folder cannot be written.
        """
        replace_files(Path(out), self.contents)

    def __repr__(self) -> str:
        """Return the number of cases and quads, and whether they conform."""
        conforms = "conforms" if self.check.conforms else "does not conform, see .check.findings"
        number = len(self.report["cases"])
        return f"<Build of {counted(number, 'cases')}, {counted(self.check.quads, 'quads')}; {conforms}; files in .contents>"


def build(*, cases: Paths = (), only: bool = False, proposed: bool = False, sparql: bool = False, out: Path | str | None = None) -> Build:
    """Build the graph of the cases and make all its files; write them to the folder ``out`` where one is named.

    The files are graph.nq, graph.trig, graph.ttl, graph.jsonld, ontology.ttl, index.html and report.json. The same
    input gives the same bytes.

    >>> import cengji
    >>> built = cengji.build(cases=cengji.Case("fuzhou").path, only=True)
    >>> built  # doctest: +ELLIPSIS
    <Build of 1 case, ... quads; conforms; files in .contents>
    >>> list(built.contents), built.report["classes"]["https://w3id.org/cengji/ontology#Case"]
    (['graph.nq', 'graph.trig', 'graph.ttl', 'graph.jsonld', 'ontology.ttl', 'index.html', 'report.json'], 1)

    :param cases: case files or folders of them, added to the packaged cases; ``only`` leaves the packaged ones out.
    :param proposed: take in what the cases only propose, in graphs of its own; all other graphs are the same without it.
    :param sparql: put an engine for SPARQL and the data that it asks into the page.
    :raises UsageError: if a path leads nowhere or a folder holds no case file.
    :raises InputError: with every fault of the files; then nothing is written.
    :raises UnavailableError: if the folder cannot be written, or the engine cannot be fetched.
    """
    from cengji.cases import load_cases
    from cengji.dataset import build_dataset, build_with_proposals, check_dataset, read_ontology
    from cengji.dataset.report import build_report, report_json

    source = Source(paths_of(cases), only, proposed=proposed)
    source.warn_of_skipped()
    ontology = read_ontology()
    loaded = load_cases(source.case_paths(), ontology.vocabulary)
    dataset = (build_with_proposals if proposed else build_dataset)([one.case for one in loaded], ontology)
    located = locate(check_dataset(with_proposals(loaded, dataset, ontology), ontology), loaded)
    findings = sorted([*located, *case_findings(loaded, ontology.vocabulary, evidence=False)])
    check = Check(len(dataset) - dataset.count_proposed(), tuple(findings))
    graph = Graph(dataset, source=source)
    contents = _contents(graph, ontology, sparql=sparql)
    report = build_report(loaded, dataset, check.findings, contents)
    made = Build(graph, check, report, contents | {"report.json": report_json(report)})
    if out is not None:
        made.write(out)
    return made


def _contents(graph: Graph, ontology: Ontology, *, sparql: bool) -> dict[str, bytes]:
    from cengji.export import write_ontology, write_rdf

    dataset = graph.dataset
    return {
        "graph.nq": write_rdf(dataset, "nq"),
        "graph.trig": write_rdf(dataset, "trig"),
        "graph.ttl": write_rdf(dataset, "turtle"),
        "graph.jsonld": write_rdf(dataset, "json-ld"),
        "ontology.ttl": write_ontology(ontology),
        "index.html": graph.view(sparql=sparql).encode(),
    }

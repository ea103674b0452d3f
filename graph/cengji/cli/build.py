"""`cengji build`: cases → every output of the project."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cengji import __version__
from cengji.cli.source import Source, case_options
from cengji.core.files import replace_files
from cengji.core.resources import query_text

if TYPE_CHECKING:
    from cengji.cases import LoadedCase
    from cengji.dataset import Dataset, Finding, Ontology

__all__ = ["build"]


@click.command()
@case_options
@click.option("--out", default="out", type=click.Path(file_okay=False, path_type=Path), help="The folder to write to.  [default: out]")
def build(*, source: Source, out: Path) -> None:
    """Build the graph of the cases and write its files.

    Writes graph.nq, graph.trig, graph.ttl, graph.jsonld, ontology.ttl, index.html and report.json.
    Exit code 1 if the result does not conform to the ontology; 3 if an input is faulty, and then
    nothing is written.

    \b
    cengji build
    cengji build --cases my-cases --out site
    """
    from cengji.cases import load_cases
    from cengji.cli.findings import print_findings
    from cengji.dataset import build_dataset, check_dataset, read_ontology

    ontology = read_ontology()
    cases = load_cases(source.case_paths(), ontology.vocabulary)
    dataset = build_dataset((loaded.case for loaded in cases), ontology)
    findings = check_dataset(dataset, ontology)
    contents = _outputs(dataset, ontology)
    contents["report.json"] = _report(cases, dataset, findings, contents)
    replace_files(out, contents)
    print_findings(findings, cases)
    size = sum(map(len, contents.values()))
    click.echo(
        f"{len(cases)} cases, {len(dataset):,} quads → {out}{'/' if str(out) != '/' else ''} ({len(contents)} files, {size / 1e6:.1f} MB)",
        err=True,
    )
    if any(finding.severity == "error" for finding in findings):
        click.get_current_context().exit(1)


def _outputs(dataset: Dataset, ontology: Ontology) -> dict[str, bytes]:
    from cengji.export import ontology_turtle, write_rdf
    from cengji.view import page_of

    return {
        "graph.nq": write_rdf(dataset, "nq"),
        "graph.trig": write_rdf(dataset, "trig"),
        "graph.ttl": write_rdf(dataset, "turtle"),
        "graph.jsonld": write_rdf(dataset, "json-ld"),
        "ontology.ttl": ontology_turtle(ontology),
        "index.html": page_of(dataset).encode(),
    }


def _report(cases: list[LoadedCase], dataset: Dataset, findings: list[Finding], contents: dict[str, bytes]) -> bytes:
    """Return the report: what the build holds, what the check found, what it was made with. No clock in it."""
    from importlib.metadata import version

    from cengji.text.clean import VERSION as CLEANING

    graphs: dict[str, int] = {}
    for quad in dataset:
        name = str(quad.graph_name).strip("<>")
        graphs[name] = graphs.get(name, 0) + 1
    report: dict[str, Any] = {
        "cengji": __version__,
        "licence": "code Apache-2.0; ontology and case data CC BY 4.0",
        "note": "as reported by the documents named in the graph; https://w3id.org/cengji is not registered yet",
        "cases": {loaded.case.case: _case_counts(loaded) for loaded in cases},
        "classes": {name: int(number or 0) for name, number in dataset.rows(query_text("internal/class-counts"))},
        "graphs": dict(sorted(graphs.items())),
        "quads": len(dataset),
        "check": {
            "conforms": not any(finding.severity == "error" for finding in findings),
            "errors": sum(finding.severity == "error" for finding in findings),
            "warnings": sum(finding.severity == "warning" for finding in findings),
            "findings": [{"severity": f.severity, "check": f.check, "focus": f.focus, "zh": f.zh, "en": f.en} for f in findings],
        },
        "cleaning": CLEANING,
        "made_with": {name: version(name) for name in ("pyoxigraph", "pyshacl", "pyvis", "rdflib")},
        "sha256": {name: sha256(content).hexdigest() for name, content in contents.items()},
    }
    return (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode()


def _case_counts(loaded: LoadedCase) -> dict[str, int]:
    return dict(Counter(section for section, _ in loaded.case.items()))

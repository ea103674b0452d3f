"""The report of a build: what it holds, what the check found, what it was made with. No clock in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from cengji import __version__
from cengji.cases import Case, LoadedCase
from cengji.core.namespaces import PROPOSED
from cengji.core.resources import query_text
from cengji.dataset.check import Finding
from cengji.dataset.store import Dataset
from cengji.text.clean import VERSION as CLEANING

__all__ = ["build_report", "report_json"]


def build_report(
    cases: Iterable[LoadedCase], dataset: Dataset, findings: Sequence[Finding], contents: Mapping[str, bytes]
) -> dict[str, Any]:
    """Return the report of a build as plain values; ``contents`` are the other files, by name."""
    graphs = Counter(str(quad.graph_name).strip("<>") for quad in dataset)
    loaded_cases = [loaded.case for loaded in cases]
    proposed = {case.case: count for case in loaded_cases if dataset.has_proposals and (count := _count(case, proposed=True))}
    errors = sum(finding.severity == "error" for finding in findings)
    return {
        "cengji": __version__,
        "licence": "code Apache-2.0; ontology and case data CC BY 4.0",
        "note": "as reported by the documents named in the graph; https://w3id.org/cengji is not registered yet",
        "cases": {case.case: _count(case, proposed=False) for case in loaded_cases},
        **({"proposed": proposed} if proposed else {}),
        "classes": {name: int(number or 0) for name, number in dataset.rows(query_text("internal/class-counts"))},
        "graphs": dict(sorted(graphs.items())),
        "quads": sum(count for graph, count in graphs.items() if not graph.startswith(PROPOSED)),
        "check": {
            "conforms": not errors,
            "errors": errors,
            "warnings": sum(finding.severity == "warning" for finding in findings),
            "findings": [{"severity": f.severity, "check": f.check, "focus": f.focus, "zh": f.zh, "en": f.en} for f in findings],
        },
        "cleaning": CLEANING,
        "made_with": {name: version(name) for name in ("pyoxigraph", "pyshacl", "pyvis", "rdflib")},
        "bytes": {name: len(content) for name, content in contents.items()},
        "sha256": {name: sha256(content).hexdigest() for name, content in contents.items()},
    }


def _count(case: Case, *, proposed: bool) -> dict[str, int]:
    """Return how many entries of each section are accepted, or only proposed."""
    return dict(Counter(section for section, item in case.items() if (item.proposed is not None) == proposed))


def report_json(report: Mapping[str, Any]) -> bytes:
    """Return the report as indented JSON in UTF-8."""
    return (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode()

"""The report of a build: what it holds, what the check found, what it was made with. No clock in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from cengji import __version__
from cengji.cases import LoadedCase
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
    errors = sum(finding.severity == "error" for finding in findings)
    return {
        "cengji": __version__,
        "licence": "code Apache-2.0; ontology and case data CC BY 4.0",
        "note": "as reported by the documents named in the graph; https://w3id.org/cengji is not registered yet",
        "cases": {loaded.case.case: dict(Counter(section for section, _ in loaded.case.items())) for loaded in cases},
        "classes": {name: int(number or 0) for name, number in dataset.rows(query_text("internal/class-counts"))},
        "graphs": dict(sorted(graphs.items())),
        "quads": len(dataset),
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


def report_json(report: Mapping[str, Any]) -> bytes:
    """Return the report as indented JSON in UTF-8."""
    return (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode()

"""Findings of a check, told to a person: with file and line where they stem from a case."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from cengji.core.namespaces import ID

if TYPE_CHECKING:
    from cengji.cases import LoadedCase
    from cengji.dataset import Finding

__all__ = ["print_findings"]


def print_findings(findings: list[Finding], cases: list[LoadedCase]) -> None:
    """Print one line a finding to stderr, errors first."""
    from cengji.dataset.statements import KIND_OF_SECTION

    sections = {kind: section for section, kind in KIND_OF_SECTION.items()}
    by_key = {loaded.case.case: loaded for loaded in cases}
    for finding in findings:
        click.echo(f"{_where(finding.focus, by_key, sections)}: {finding.severity} [{finding.check}] {finding.en}", err=True)


def _where(focus: str, cases: dict[str, LoadedCase], sections: dict[str, str]) -> str:
    """Return ``file:line: kind key`` for a thing of a loaded case, else the IRI."""
    parts = focus.removeprefix(ID).split("/")
    if not focus.startswith(ID) or len(parts) != 3 or parts[0] not in cases:
        return focus
    case, kind, key = parts
    loaded = cases[case]
    line = loaded.lines.get((sections.get(kind, kind), key))
    if line is None:
        owners = [name for section, name in loaded.lines if section == "ladders" and key.startswith(f"{name}-")]
        line = loaded.lines.get(("ladders", max(owners, key=len))) if owners else None
    path = _as_seen_from_here(loaded.path)
    return f"{path}:{line}: {kind} {key}" if line else f"{path}: {kind} {key}"


def _as_seen_from_here(path: str) -> str:
    return min(path, os.path.relpath(path), key=len)

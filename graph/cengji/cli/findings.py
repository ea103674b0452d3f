"""Findings of a check, for the person who reads the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cengji.api import Check

__all__ = ["print_findings"]


def print_findings(check: Check) -> None:
    """Print one line a finding to stderr, errors first."""
    for finding in check.findings:
        click.echo(str(finding), err=True)

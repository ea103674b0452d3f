"""Lines on standard error about long work: what is done, how fast, how long still."""

from __future__ import annotations

import time
from typing import Final

import click

__all__ = ["ProgressLines"]

_EVERY: Final = 1.0
"""Seconds between two lines of a step."""


class ProgressLines:
    """What is told of the steps, as :data:`cengji.core.progress.Progress`."""

    def __init__(self) -> None:
        self._step, self._begun, self._told = "", 0.0, 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        """Write a line, at most one a second of a step that is not done."""
        now = time.monotonic()
        if step != self._step:
            self._step, self._begun, self._told = step, now, 0.0
        if done < total and now - self._told < _EVERY:
            return
        self._told = now
        spent = now - self._begun
        rate = done / spent if spent else 0.0
        left = f", {rate:,.0f}/s, {(total - done) / rate:,.0f} s left" if rate and 0 < done < total else ""
        click.echo(f"  {step} {done:,}/{total:,}{left}" if total > 1 else f"  {step}{' …' if done < total else ': done'}", err=True)

"""Cleaning against OpenCC alone: CPU time on the same megabyte, side by side in one run.

Run by name; the ratio, not the time, is asserted.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from cengji.text.clean import clean
from cengji.text.simplify import opencc_converter

LIMIT = 2.0
ROUNDS = 15
MOST_ROUNDS = 60
MEGABYTE = 1_000_000


def _cpu_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def test_cleaning_a_megabyte_costs_less_than_twice_opencc(sources: Path) -> None:
    documents = "\n".join(path.read_text(encoding="utf-8") for path in sorted(sources.glob("*.txt")))
    text = documents * (MEGABYTE // len(documents.encode()) + 1)
    convert = opencc_converter()
    peers, cleanings = [], []
    for done in range(MOST_ROUNDS):
        if done >= ROUNDS and min(cleanings) < LIMIT * min(peers):
            break  # noise only ever adds, so what is above the limit is measured again
        peers.append(_cpu_seconds(lambda: convert(text)))
        cleanings.append(_cpu_seconds(lambda: clean(text)))
    ratio = min(cleanings) / min(peers)
    sys.stderr.write(f"\ncleaning {min(cleanings) * 1000:.0f} ms CPU, OpenCC {min(peers) * 1000:.0f} ms CPU, ratio {ratio:.2f}\n")
    assert ratio < LIMIT

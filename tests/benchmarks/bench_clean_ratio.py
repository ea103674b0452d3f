"""Cleaning against OpenCC alone: CPU time on the same megabyte, side by side in one run.

Run by name; the ratio, not the time, is asserted.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cengji.text.clean import clean
from cengji.text.simplify import opencc_converter
from tests.benchmarks.bench_query import own_seconds

LIMIT = 2.0
ROUNDS = 15
MOST_ROUNDS = 60
MEGABYTE = 1_000_000


def test_cleaning_a_megabyte_costs_less_than_twice_opencc(sources: Path) -> None:
    documents = "\n".join(path.read_text(encoding="utf-8") for path in sorted(sources.glob("*.txt")))
    text = documents * (MEGABYTE // len(documents.encode()) + 1)
    convert = opencc_converter()
    peers, cleanings = [], []
    for done in range(MOST_ROUNDS):
        if done >= ROUNDS and min(cleanings) < LIMIT * min(peers):
            break  # noise only ever adds, so what is above the limit is measured again
        peers.append(own_seconds(lambda: convert(text)))
        cleanings.append(own_seconds(lambda: clean(text)))
    ratio = min(cleanings) / min(peers)
    sys.stderr.write(f"\ncleaning {min(cleanings) * 1000:.0f} ms CPU, OpenCC {min(peers) * 1000:.0f} ms CPU, ratio {ratio:.2f}\n")
    assert ratio < LIMIT

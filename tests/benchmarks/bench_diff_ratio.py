"""The difference of two registers of a million triples against the time to read both: CPU, side by side in one run.

Run by name; the ratio, not the time, is asserted.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from cengji.diff import compare
from tests.benchmarks.register import load, write

LIMIT = 3.0
TRIPLES = 1_000_000
OLD, NEW = '"行动支部"@zh', '"行动小组"@zh'


def test_a_difference_costs_less_than_three_readings_of_both(tmp_path: Path) -> None:
    old = write(tmp_path / "old.nq", TRIPLES)
    new = tmp_path / "new.nq"
    edited = 0
    with old.open(encoding="utf-8") as lines, new.open("w", encoding="utf-8") as file:
        for line in lines:
            edited += OLD in line
            file.write(line.replace(OLD, NEW))
    assert edited
    start = time.process_time()
    datasets = load(old), load(new)
    read = time.process_time()
    difference = compare(*datasets)
    compared = time.process_time()
    ratio = (compared - start) / (read - start)
    sys.stderr.write(
        f"\nreading both {read - start:.1f} s CPU, with the comparison {compared - start:.1f} s CPU, ratio {ratio:.2f}, "
        f"{len(difference.statements)} statements\n"
    )
    assert {(one.verb, one.label.zh) for one in difference.statements} >= {("changed", "行动小组")}
    assert ratio <= LIMIT

"""The collector of cyclic garbage is put off, and what was made meanwhile is not looked through at once."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import gc
from cengji.core.memory import without_collector
make = without_collector(lambda: [[] for _ in range(100_000)])
made = make()
assert gc.isenabled() and gc.get_count()[0] < 1000, "what was made is still young"
assert gc.get_freeze_count() == 0, "the collector never sees it"
gc.freeze()
held = gc.get_freeze_count()
more = make()
assert gc.get_freeze_count() == held, "what others keep from the collector is no more kept"
"""


def test_what_was_made_is_old_and_what_others_froze_stays_so() -> None:
    subprocess.run([sys.executable, "-c", PROGRAM], check=True)

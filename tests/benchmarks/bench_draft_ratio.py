"""Drafting against cleaning a text and reading its figures: CPU time on the same texts, side by side in one run.

Run by name; the ratio, not the time, is asserted. 3 is the aim; what is held is below.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cengji.api.drafting import learn
from cengji.cases.loader import LoadedCase
from cengji.dataset import Ontology
from cengji.draft import draft_case
from cengji.text.clean import clean
from cengji.text.figure import find_numerals
from tests.benchmarks.bench_query import own_seconds

LIMITS = {100_000: 8.5, 334_000: 4.4, 1_000_000: 3.0}
"""The highest ratio for a text of so many bytes: the documents joined over and over, so that a longer one says more of it again."""
ARTICLES = 7.5
"""The highest ratio of all articles, each drafted by itself."""
LINEAR = 1.0
"""The highest cost of a character of the longest text, against one of the shortest."""
ROUNDS = 5


def test_a_draft_costs_a_few_times_what_reading_the_text_does(sources: Path, ontology: Ontology, cases: list[LoadedCase]) -> None:
    knowledge = learn(ontology, [one.case for one in cases])
    articles = [path.read_text(encoding="utf-8") for path in sorted(sources.rglob("*.txt"))]
    joined = "\n".join(articles)

    def least(texts: list[str]) -> tuple[float, float]:
        drafts, readings = [], []
        for _ in range(ROUNDS):
            drafts.append(own_seconds(lambda: [draft_case(clean(text), knowledge, key="x", sha256="0" * 64) for text in texts]))
            readings.append(own_seconds(lambda: [find_numerals(clean(text).text) for text in texts]))
        return min(drafts), min(readings)

    def say(name: str, draft: float, reading: float) -> None:
        sys.stderr.write(f"\n{name}: draft {draft * 1000:.0f} ms CPU, cleaning and reading {reading * 1000:.0f} ms, {draft / reading:.2f}")

    draft, reading = least(articles)
    say(f"{len(articles)} articles", draft, reading)
    assert draft < ARTICLES * reading
    share = len(joined) / len(joined.encode())
    cost = {}
    for size, limit in LIMITS.items():
        text = (joined * (size // len(joined.encode()) + 1))[: int(size * share)]
        draft, reading = least([text])
        say(f"{size} bytes", draft, reading)
        cost[size] = draft / len(text)
        assert draft < limit * reading
    assert cost[max(cost)] < LINEAR * cost[min(cost)]

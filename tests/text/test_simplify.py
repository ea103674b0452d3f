"""Simplification keeps offsets, also where a converter changes the length of a phrase."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cengji.text.simplify import Converter, simplify

CHARACTERS = {"網": "网", "體": "体", "軟": "软", "際": "际"}
LONGER = {"軟體": "软件包", "網路": "互联网", "體網": "实体网络"}
SHORTER = {"網際網路": "互联网", "軟體": "软", "體際網": "网"}


def by_longest_match(phrases: dict[str, str]) -> Converter:
    """Return a converter that works as OpenCC does: the longest phrase at each place, else the character."""
    entries = {**dict(sorted(phrases.items(), key=lambda entry: -len(entry[0]))), **CHARACTERS}

    def convert(text: str) -> str:
        result, at = [], 0
        while at < len(text):
            phrase = next((phrase for phrase in entries if text.startswith(phrase, at)), text[at])
            result.append(entries.get(phrase, phrase))
            at += len(phrase)
        return "".join(result)

    return convert


def test_a_phrase_that_changes_its_length_is_one_block() -> None:
    text, (step,) = simplify("用軟體上網路，網格\n网格", convert=by_longest_match(LONGER))
    assert text == "用软件包上互联网，网格\n网格"
    tokens = {"用": (0, 1), "软件包": (1, 4), "件": (2, 3), "上": (4, 5), "互联网": (5, 8), "网格": (9, 11), "\n网格": (11, 14)}
    assert {token: step.to_before(*span) for token, span in tokens.items()} == {
        "用": (0, 1),
        "软件包": (1, 3),
        "件": (1, 3),
        "上": (3, 4),
        "互联网": (4, 6),
        "网格": (7, 9),
        "\n网格": (9, 12),
    }


@pytest.mark.parametrize("phrases", [LONGER, SHORTER])
@given(parts=st.lists(st.sampled_from([*LONGER, *SHORTER, *CHARACTERS, "用", "，", "格", "\n"]), max_size=60))
def test_every_other_character_keeps_its_place(phrases: dict[str, str], parts: list[str]) -> None:
    raw, convert = "".join(parts), by_longest_match(phrases)
    text, steps = simplify(raw, convert=convert)
    assert text == convert(raw)
    places = [(at, at + 1) for at in range(len(text))]
    for step in reversed(steps):
        places = [step.to_before(*place) for place in places]
    mapped = [(raw[start:end], text[at]) for at, (start, end) in enumerate(places)]
    assert all(old == new for old, new in mapped if new in "用，格\n")
    assert all(convert(old) == new for old, new in mapped if len(old) == 1 and old in CHARACTERS and new in CHARACTERS.values())
    assert all(before[0] <= after[0] and before[1] <= after[1] for before, after in pairwise(places))


def test_lines_that_cancel_each_other_are_told_apart() -> None:
    text, (step,) = simplify("軟體\n網際網路", convert=by_longest_match({"軟體": "软件包", "網際網路": "互联网"}))
    assert (text, step.to_before(3, 4), step.to_before(4, 7)) == ("软件包\n互联网", (2, 3), (3, 7))


def test_a_line_without_a_traditional_character_stays() -> None:
    assert simplify("打坏布料\n損壞布料\n沈香於此", convert=None) == ("打坏布料\n损坏布料\n沈香於此", [])

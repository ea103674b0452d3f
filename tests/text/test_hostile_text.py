"""Hostile documents: ten million characters of the worst kind take time in proportion, no more."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from cengji.core.errors import InputError
from cengji.text.clean import clean
from cengji.text.decode import decode

BOMBS: dict[str, Callable[[int], str]] = {
    "one line": lambda n: "臺灣網格" * (n // 4),
    "one sentence twice": lambda n: ("区" * (n // 2) + "。") * 2,
    "spaces": lambda n: " " * n,
    "line ends": lambda n: "\r\n" * (n // 2),
    "full-width": lambda n: "１２３４　" * (n // 5),
    "invisible": lambda n: "区\u200b" * (n // 2),
    "brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "brackets after characters": lambda n: "区(" * (n // 2),
    "pinyin": lambda n: "区(qū)" * (n // 5),
    "pinyin in a row": lambda n: "区" + "(qū)" * (n // 4),
    "no pinyin": lambda n: "区(App)" * (n // 6),
    "no pinyin in a row": lambda n: "区" + "(App)" * (n // 5),
    "letters in a bracket": lambda n: "区(" + "ā" * n,
    "tags": lambda n: "<p>" * (n // 3),
    "tags and text": lambda n: "<b>区</b>" * (n // 8),
    "open tags": lambda n: "<b " * (n // 3),
    "open quotes": lambda n: '<b a="' * (n // 6),
    "attributes": lambda n: "<b" + ' a="b"' * (n // 6),
    "equals": lambda n: "<b " + "= " * (n // 2),
    "comments": lambda n: "<!--" * (n // 4),
    "comment ends": lambda n: "<!--" + "-" * n,
    "scripts": lambda n: "<script>" * (n // 8),
    "entities": lambda n: "&lt;" * (n // 4),
    "escaped escapes": lambda n: "&" + "amp;" * (n // 4),
    "ampersands": lambda n: "&" * n,
    "name of an entity": lambda n: "&" + "a" * n,
    "questions": lambda n: "?a" * (n // 2),
    "repeated": lambda n: "居民参与更加广泛，服务水平不断提升。" * (n // 18),
    "repeated from the middle": lambda n: "".join(f"{i}居民参与更加广泛，服务水平不断提升。共同建设社区。" for i in range(n // 30)),
}  # fmt: skip


def seconds(text: str) -> float:
    start = time.process_time()
    try:
        clean(text).marks  # noqa: B018 - finding them is the work
    except InputError as error:
        assert error.faults[0].remedy
    return time.process_time() - start


@pytest.mark.parametrize("bomb", BOMBS)
def test_time_grows_with_length_and_not_with_its_square(bomb: str) -> None:
    make = BOMBS[bomb]
    small = min(seconds(make(25_000)) for _ in range(3))
    limit = 16 * 4 * max(small, 0.002)  # the square would take 16 * 16
    assert any(seconds(make(400_000)) < limit for _ in range(3)), "load only ever adds: one run within the limit is enough"


@pytest.mark.slow
@pytest.mark.parametrize("bomb", ["one line", "tags", "brackets"])
def test_ten_megabytes_are_cleaned(bomb: str) -> None:
    data = BOMBS[bomb](10_000_000)[:10_000_000].encode()
    cleaned = clean(decode(data).text)
    assert cleaned.raw_span(0, len(cleaned.text))[1] <= len(cleaned.raw)
    assert clean(cleaned.text[:1000]).text == cleaned.text[:1000]

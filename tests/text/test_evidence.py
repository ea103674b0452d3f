"""Evidence: where an expression is printed, and what became of a slice."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cengji.text import raw_forms
from cengji.text.clean import clean
from cengji.text.evidence import SliceCheck, State, Verifier, digest_slice, find_candidates

RAW = "某街道(dào)共有１２個社區,\u00a0３个网格;另有 12 個社區。"


def test_digest_is_that_of_the_utf8_bytes() -> None:
    assert digest_slice(RAW, 0, 3) == sha256("某街道".encode()).hexdigest()


@pytest.mark.parametrize(
    ("expression", "slices"),
    [
        ("街道共有", ["街道(dào)共有"]),
        ("12个社区", ["１２個社區", "12 個社區"]),
        ("3个网格", ["３个网格"]),
        ("社区,3个", ["社區,\u00a0３个"]),
        ("四个网格", []),
        ("  ", []),
    ],
)
def test_candidates_are_raw_slices(expression: str, slices: list[str]) -> None:
    found = find_candidates(clean(RAW), expression)
    assert [RAW[one.start : one.end] for one in found] == slices
    assert [one.sha256 for one in found] == [digest_slice(RAW, one.start, one.end) for one in found]


def test_context_shows_the_place() -> None:
    assert [one.context for one in find_candidates(clean(RAW), "3个网格")] == ["某街道共有12个社区, 【3个网格】;另有 12 个社区。"]


def test_verifier_tells_the_states() -> None:
    text = "abcXabcYabc"
    digest = digest_slice(text, 4, 7)
    assert Verifier(text).check(4, 7, digest) == SliceCheck(State.OK)
    assert Verifier("_" + text).check(4, 7, digest) == SliceCheck(State.MOVED, 5)
    assert Verifier("abcX___Yabc").check(4, 7, digest) == SliceCheck(State.MOVED, 0)
    assert Verifier("").check(4, 7, digest) == SliceCheck(State.CHANGED)
    assert Verifier("nothing of it").check(4, 7, digest) == SliceCheck(State.CHANGED)


@given(st.text(min_size=1, max_size=40), st.data())
def test_what_was_sliced_is_ok_and_found_after_a_shift(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    encodable = text.encode("utf-8", "replace").decode()
    digest = digest_slice(encodable, start, end)
    assert Verifier(encodable).check(start, end, digest).state is State.OK
    moved = Verifier("\u3000\u3001" + encodable).check(start, end, digest)
    assert moved.state in (State.OK, State.MOVED)


@pytest.mark.parametrize(
    "raw",
    [
        "&ldquo;爬楼难&rdquo;",
        "“爬楼难&rdquo;",
        "&#8220;爬樓難&#8221;",
        "&#x201c;爬楼难&#x201d;",
        "“&#29228;&#27004;&#38590;”",
        "&amp;ldquo;爬楼难&amp;rdquo;",
    ],
)
def test_a_digest_of_escaped_characters_is_that_of_their_expression(raw: str) -> None:
    digest = digest_slice(raw, 0, len(raw))
    assert raw_forms.could_be_raw("“爬楼难”", digest, len(raw))
    assert not raw_forms.could_be_raw("“爬坡难”", digest, len(raw))


@pytest.mark.parametrize("raw", ["⽹格⻓", "網格⻓", "⽹格長"])
def test_a_digest_of_radicals_is_that_of_their_expression(raw: str) -> None:
    assert raw_forms.could_be_raw("网格长", digest_slice(raw, 0, len(raw)), len(raw))
    assert not raw_forms.could_be_raw("网格员", digest_slice(raw, 0, len(raw)), len(raw))


def test_without_opencc_nothing_is_said_against_a_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    other = digest_slice("網格", 0, 2)
    assert not raw_forms.could_be_raw("社区", other, 2)
    monkeypatch.setattr(raw_forms, "_converters", tuple)
    assert raw_forms.could_be_raw("社区", other, 2)
    assert not raw_forms.could_be_raw("社区", other, 1), "a slice that is too short needs no OpenCC"

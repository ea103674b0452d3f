"""Cleaning: what goes, what stays, and a map that is exact both ways."""

from __future__ import annotations

import re
import sys
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cengji.core.errors import CengjiError, InputError, UsageError
from cengji.text.clean import VERSION, Cleaned, clean

TOKEN = re.compile(r"[\w.%+]+")


@cache
def opencc_changed() -> list[str]:
    """Every character that OpenCC converts."""
    from opencc import OpenCC

    everything = "".join(chr(code) for code in range(1, sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    return [old for old, new in zip(everything, OpenCC("t2s").convert(everything), strict=True) if old != new]


# Characters that OpenCC converts and simplified text has too: whether they are converted hangs on the rest of their line.
AMBIGUOUS = "乾吒夥後徵拚捱摺於榘菸薹袷醣麴麽扞脩谿劄苧祕昇剋氾濛蒐陞釐"
WORDS = ["臺灣", "網格", "黨組織", "群众", "168個", "７６．９％", "1+5+Ｘ", "GDP", "㎡①", "層級", "𠮷", "〇", "二噁英"]
BRACKETS = ["(wǎng)", "（dǎng）", "(jué)(lǘ)", "(App)", "(he)", "(táng hé)", "?qǐng)", "(", ")", "（", "）", "\u0301)"]
TAGS = ["<b>", "</b>", "<p class='a>b'>", "<br/>", "<td>", "<!-- 註 -->", "<style>p{}</style>", '<code id="g"></code>', "<x", "b>"]
ENTITIES = ["&nbsp;", "&amp;", "&lt;", "&gt;", "&#x81fa;", "&#8203;", "&unknown;", "&amp;lt;b&gt;", "&amp;amp;", "&", "<", ">", ";"]
SIGNS = ["\u00a0", "\u3000", "\u200b", "\ufeff", "\U000e0101", "\u00ad", "\r\n", "\r", "\n", "\f", "\t", "，", "。", "：", "“", "”"]
ANYTHING = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0" + AMBIGUOUS), max_size=3)
PIECES = st.one_of(*map(st.sampled_from, (WORDS, BRACKETS, TAGS, ENTITIES, SIGNS)), ANYTHING)
NOISE = st.lists(PIECES, max_size=30).map("".join)
WITH_AMBIGUOUS = st.lists(st.one_of(PIECES, st.sampled_from([*AMBIGUOUS, "打坏", "瀋香", "乾縣", "乾县", "不可貲計"])), max_size=30).map(
    "".join
)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("", ""),
        ("臺(tái)海網(wǎng)11月16日訊", "台海网11月16日讯"),
        ("網（wǎng）格(gé)", "网格"),
        ("覺(jué)(jiào)得", "觉得"),
        ("驴(lu\u0308\u0301)", "驴"),  # decomposed
        ("国(ɡuó)", "国"),  # IPA ɡ for g
        ("螃蟹(páng xiè)", "螃蟹"),
        ("应用(App)人均(GDP)他(he)", "应用(App)人均(GDP)他(he)"),
        ("咖啡(café)A(tái)(tái)", "咖啡(café)A(tái)(tái)"),
        ("據(jù)(App)說", "据(App)说"),
        ("１＋５＋Ｘ，７６．９％（ＧＤＰ）！", "1+5+X，76.9%（GDP）！"),
        ("Ａ＆Ｂ＜Ｃ＞～", "A＆B＜C＞～"),
        ("a\u00a0b\u3000c\u2009d\te", "a b c d e"),
        ("一\r\n二\r三\f四\u2028五", "一\n二\n三\n四\n五"),
        ("姑\u200b苏\ufeff\u00ad区\ufe0f\U000e0101", "姑苏区"),
        ("①㎡½Ⅳ", "①㎡½Ⅳ"),  # not NFKC
        ("<p>148<b>个</b></p><td>二</td>", "\n148个\n 二 "),
        ('<a href="x" title="a>b">区</a><!-- > --><script>if(a<b){}</script>', "区"),
        ("PM2.5<35，党建>>首页 <3 a < b > c", "PM2.5<35，党建>>首页 <3 a < b > c"),
        ("&quot;姑苏&quot;&nbsp;&#x81fa;&#33274;&lt;", '"姑苏" 台台<'),
        ("R&D AT&T; &unknown; &amp;unknown; &", "R&D AT&T; &unknown; &unknown; &"),
        ("&amp;amp;lt;b&gt;粗", "粗"),
        ("瞭解發展，乾縣乾部", "了解发展，乾县干部"),
        ("打坏毛坏，乾县毕昇", "打坏毛坏，乾县毕昇"),  # simplified already: OpenCC would make 打坯 and 干县
    ],
)  # fmt: skip
def test_what_cleaning_makes_of_a_text(raw: str, cleaned: str) -> None:
    assert clean(raw).text == cleaned


def test_a_span_is_found_both_ways() -> None:
    raw = "\ufeff臺(tái)海<b>網(wǎng)</b>&nbsp;１６日"
    cleaned = clean(raw)
    assert cleaned == Cleaned(raw, "台海网 16日", (), VERSION)
    spans = {
        cleaned.text[start:end]: cleaned.raw_span(start, end) for start, end in [(0, 1), (0, 3), (1, 3), (3, 4), (4, 7), (0, 7), (2, 2)]
    }
    printed = {token: raw[start:end] for token, (start, end) in spans.items()}
    assert printed == {
        "台": "臺",
        "台海网": "臺(tái)海<b>網",
        "海网": "海<b>網",
        " ": "&nbsp;",
        "16日": "１６日",
        "台海网 16日": raw[1:],
        "": "",
    }
    assert [cleaned.clean_span(0, 1), cleaned.clean_span(2, 7), cleaned.clean_span(1, 9), cleaned.clean_span(0, len(raw))] == [
        (0, 0),
        (1, 1),
        (0, 2),
        (0, 7),
    ]


@pytest.mark.parametrize("span", [(-1, 1), (2, 1), (0, 3)])
def test_a_span_outside_is_refused(span: tuple[int, int]) -> None:
    cleaned = clean("姑苏")
    with pytest.raises(UsageError, match="no span"):
        cleaned.raw_span(*span)
    with pytest.raises(UsageError, match="no span"):
        cleaned.clean_span(*span)


@given(WITH_AMBIGUOUS)
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    cleaned = clean(raw).text
    again = clean(cleaned)
    assert again.text == cleaned
    assert [again.raw_span(at, at + 1) for at in range(len(cleaned))] == [(at, at + 1) for at in range(len(cleaned))]


@given(NOISE)
def test_each_token_is_what_its_raw_slice_cleans_to(raw: str) -> None:
    cleaned = clean(raw)
    for token in TOKEN.finditer(cleaned.text):
        start, end = cleaned.raw_span(*token.span())
        assert clean(raw[start:end]).text == token[0]


@given(WITH_AMBIGUOUS)
def test_the_map_never_steps_back_and_both_ways_agree(raw: str) -> None:
    cleaned = clean(raw)
    spans = [cleaned.raw_span(at, at + 1) for at in range(len(cleaned.text))]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert [cleaned.clean_span(*span) for span in spans] == [(at, at + 1) for at in range(len(spans))]
    backs = [cleaned.clean_span(at, at + 1) for at in range(len(raw))]
    assert all(before[1] <= after[0] + 1 and before <= after for before, after in pairwise(backs))
    kept = {at for span in spans for at in range(*span)}
    assert all((start < end) == (at in kept) for at, (start, end) in enumerate(backs))


def test_every_character_that_opencc_knows_cleans_to_one_that_stays() -> None:
    once = [clean(f"國{character}").text for character in opencc_changed()]
    assert len(once) > 4000
    assert [clean(text).text for text in once] == once
    assert {len(text) for text in once} == {2}


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("姑苏\n区\0", "a.txt:2: a NUL character at code point 4"),
        ("姑\ud800苏", "a.txt:1: a lone surrogate U+D800 at code point 1"),
        ("姑\udfff\0", "a.txt:1: a lone surrogate U+DFFF at code point 1"),
        ("<b" * 10_000 + ">" * 10_000, "a.txt: markup is nested or escaped more than 16 deep"),
    ],
)
def test_what_is_no_text_is_refused_by_name(raw: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        clean(raw, path="a.txt")
    problem, remedy = str(caught.value).split(" — ")
    assert (problem, bool(remedy)) == (message, True)


def test_only_errors_of_the_package_leave_it() -> None:
    for code in range(0xD7F0, 0xE010):
        try:
            clean(chr(code) * 2)
        except CengjiError:
            assert 0xD800 <= code < 0xE000


def test_radicals_and_compatibility_ideographs_are_what_they_stand_for() -> None:
    cleaned = clean("⽹格⻓、⼾⼝、⺠⽣、\ufa1b\u5dde、&#x2f83;治")
    assert cleaned.text == "网格长、户口、民生、福州、自治"
    assert [cleaned.raw_span(at, at + 1) for at in (0, 2, 13)] == [(0, 1), (2, 3), (13, 21)]

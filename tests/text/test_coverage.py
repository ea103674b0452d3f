"""Coverage: every numeral and name of a text gets its account."""

from __future__ import annotations

from pathlib import Path

from cengji.text.clean import clean
from cengji.text.coverage import Account, Token, account_for
from cengji.text.wordlists import lexical_uses

RAW = "四川某镇有超３個社區,“三長”和《某镇办法》落地。“这是一句。”一些人说“好”。"


def tokens(*proofs: str, excluded: str = "") -> list[tuple[str, str, str]]:
    """Return (kind, text, account) with the raw slices in ``proofs`` as evidence."""
    spans = [(RAW.index(text), RAW.index(text) + len(text)) for text in proofs]
    barred = [(RAW.index(excluded), RAW.index(excluded) + len(excluded))] if excluded else []
    return [(one.kind, one.text, one.account) for one in account_for(clean(RAW), spans, barred, lexical_uses())]


def test_nothing_stated() -> None:
    assert tokens() == [
        ("numeral", "四川", "lexical"),
        ("numeral", "超3个", "open"),
        ("numeral", "三", "open"),
        ("name", "三长", "open"),
        ("name", "某镇办法", "open"),
        ("numeral", "一", "open"),
        ("numeral", "一些", "lexical"),
        ("name", "好", "open"),
    ]


def test_evidence_and_exclusions_account_for_tokens() -> None:
    assert [account for _, _, account in tokens("３個社區", "三長", "某镇办法", excluded="“这是一句。”")] == [
        "lexical", "evidence", "evidence", "evidence", "evidence", "excluded", "lexical", "open",
    ]  # fmt: skip


def test_a_token_must_lie_within_one_span() -> None:
    assert ("name", "某镇办法", "open") in tokens("某镇", "办法")


def test_offsets_are_raw() -> None:
    found = account_for(clean("姑(gū)蘇(sū)區有３個"), [], [], lexical_uses())
    assert [(one.start, one.end, one.text, one.account) for one in found] == [(12, 14, "3个", Account.OPEN)]


def test_names_longer_than_an_expression_or_sentences_are_none() -> None:
    found = account_for(clean("“" + "长" * 25 + "”“真的吗?”“" + "短" * 24 + "”"), [], [], lexical_uses())
    assert [one.text for one in found] == ["短" * 24]


def test_what_stands_between_two_quotations_is_no_name() -> None:
    found = account_for(clean('"one" and "two" is\n5" wide, "three"'), [], [], lexical_uses())
    assert [one.text for one in found if one.kind == "name"] == ["one", "two", " wide, ", "three"]


def test_numerals_are_those_of_the_language_of_the_document() -> None:
    raw = "Ada 1.200 orang, 76,9% RT."
    found = account_for(clean(raw), [], [], lexical_uses(), language="id")
    assert [(one.text, str(one.numeral.readings[0].value)) for one in found if one.numeral] == [("1.200", "1200"), ("76,9%", "76.9")]


def test_own_lexical_uses(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("三长\n", encoding="utf-8")
    found: list[Token] = account_for(clean(RAW), [], [], lexical_uses(words))
    assert [(one.kind, one.text) for one in found if one.account is Account.LEXICAL] == [
        ("numeral", "四川"), ("numeral", "三长"), ("numeral", "一些"),
    ]  # fmt: skip

"""The records: frozen, and with names the script knows."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError

import pytest

from cengji.view.model import NODE_TYPES, Text
from cengji.view.page import SCRIPTS
from tests.conftest import ROOT

SCRIPT = ROOT / "graph" / "cengji" / "view" / "script"


def test_records_do_not_change() -> None:
    text = Text("街道")
    with pytest.raises(FrozenInstanceError):
        text.zh = "社区"  # type: ignore[misc]  # that it fails is the point


def test_every_type_has_a_name_in_both_languages_a_mark_and_a_colour() -> None:
    words = (SCRIPT / "words.js").read_text(encoding="utf-8")
    style = (SCRIPT.parent / "style" / "base.css").read_text(encoding="utf-8")
    outlines = (SCRIPT / "dom.js").read_text(encoding="utf-8")
    for name in NODE_TYPES:
        assert words.count(f'"type.{name}":') == 2
        assert re.search(rf"\b{name}: ", outlines)
        assert style.count(f" --{name}: ") == 3


def test_every_word_is_there_in_both_languages() -> None:
    words = (SCRIPT / "words.js").read_text(encoding="utf-8")
    chinese, english = re.search(r"zh: \{(.*?)\n  \},\n  en: \{(.*?)\n  \},\n\};", words, re.DOTALL).groups()  # type: ignore[union-attr]
    key = re.compile(r'(?:^|[,{]\s*)"?([\w.]+)"?: "', re.MULTILINE)
    assert sorted(key.findall(chinese)) == sorted(key.findall(english))


def test_every_structural_relation_of_the_query_has_a_name() -> None:
    query = (ROOT / "queries" / "view" / "edges.rq").read_text(encoding="utf-8")
    relations = set(re.findall(r'[\s(]"(\w+)"', query)) - {"zh", "en"}
    words = (SCRIPT / "words.js").read_text(encoding="utf-8")
    known = set(re.findall(r"^  (\w+): \[", words, re.MULTILINE))
    assert relations == known


def test_all_modules_of_the_script_are_joined_and_small() -> None:
    assert {path.stem for path in SCRIPT.glob("*.js")} == set(SCRIPTS)
    for path in SCRIPT.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) < 300
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|console\.", text), path.name

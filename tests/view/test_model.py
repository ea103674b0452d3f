"""The script knows the types and relations of the projection by name."""

from __future__ import annotations

import re

from cengji.projection import NODE_TYPES
from tests.conftest import ROOT

SCRIPT = ROOT / "graph" / "cengji" / "view" / "page" / "script"


def test_every_type_has_a_name_in_both_languages_a_mark_and_a_colour() -> None:
    words = (SCRIPT / "words.js").read_text(encoding="utf-8")
    style = (SCRIPT.parent / "style" / "base.css").read_text(encoding="utf-8")
    outlines = (SCRIPT / "symbols.js").read_text(encoding="utf-8")
    for name in NODE_TYPES:
        assert f'"type.{name}": [' in words
        assert re.search(rf"\b{name}: ", outlines)
        assert style.count(f" --{name}: ") == 2  # light, dark


def test_every_word_that_the_script_asks_for_is_there_in_both_languages() -> None:
    words = "".join(
        (SCRIPT / name).read_text(encoding="utf-8")
        for name in ("words.js", "words-views.js", "words-notes.js", "large-words.js", "query-words.js")
    )
    known = dict(re.findall(r'^  "?([\w.]+)"?: \[\s*(".+?",\s*".+?"),?\s*\],$', words, re.MULTILINE))
    asked = {key for path in SCRIPT.glob("*.js") for key in re.findall(r'\bt\("([\w.]+)"', path.read_text(encoding="utf-8"))}
    assert len(asked) > 50
    assert asked <= known.keys()


def test_every_structural_relation_of_the_query_has_a_name() -> None:
    query = (ROOT / "queries" / "view" / "edges.rq").read_text(encoding="utf-8")
    relations = set(re.findall(r'[\s(]"(\w+)"', query)) - {"zh", "en"}
    words = (SCRIPT / "words-links.js").read_text(encoding="utf-8")
    known = set(re.findall(r"^  (\w+): \[", words, re.MULTILINE))
    assert relations == known


def test_the_modules_of_the_script_are_small_and_make_no_markup_of_texts() -> None:
    for path in SCRIPT.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) < 300
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|console\.", text), path.name

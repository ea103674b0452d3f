"""The guard: what reaches out of the data is refused in every spelling, what only looks like it passes."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cengji.core.errors import QueryError, UsageError
from cengji.query import Catalogue, check_text
from cengji.query.answers import find_form

CALL: Final = "<http://a.example/> { ?s ?p ?o }"
REFUSED: Final = [
    f"ASK {{ SERVICE {CALL} }}",
    f"ASK {{ service {CALL} }}",
    f"ASK {{ SeRvIcE SILENT {CALL} }}",
    f"ASK{{SERVICE{CALL}}}",
    f"ASK {{ SERVICE # why\n{CALL} }}",
    f"ASK {{ SERVICE\t\r\n{CALL} }}",
    f"ASK {{ SERVICESILENT{CALL} }}",
    f"ASK {{ ?s ?p ?o.SERVICE{CALL} }}",
    f"ASK {{ ?s ?p 5SERVICE{CALL} }}",
    f"ASK {{ ?s ?p 5e5SERVICE{CALL} }}",
    f"ASK {{ ?s ?p trueSERVICE{CALL} }}",
    f'ASK {{ ?s ?p "x"SERVICE{CALL} }}',
    f'ASK {{ ?s ?p """x"y\\""""SERVICE{CALL} }}',
    f"ASK {{ FILTER(?a<?b)SERVICE{CALL} }}",
    "ASK { SERVICE ?where { ?s ?p ?o } }",
    "ASK { SERVICE $where { ?s ?p ?o } }",
    "PREFIX ex: <http://a.example/> ASK { SERVICE ex:sparql { ?s ?p ?o } }",
    "PREFIX ex: <http://a.example/> PREFIX SERVICEex: <urn:x> ASK { SERVICEex:sparql { ?s ?p ?o } }",
    "PREFIX ex: <http://a.example/> ASK { ?s ?p trueSERVICEex:sparql{ ?s ?p ?o } }",
    "PREFIX : <http://a.example/> ASK { SERVICE:sparql # \n { ?s ?p ?o } }",
    rf"ASK {{ \u0053ERVICE {CALL} }}",
    rf"ASK {{ \U00000053ervice {CALL} }}",
    rf"ASK {{ SERV\u0069CE {CALL} }}",
    rf"ASK {{ \u00000053ERVICE {CALL} }}",
    rf"ASK {{ \\u0023 SERV\u0049CE {CALL}" + "\n}",
    rf"ASK {{ # \u000A SERVICE {CALL}" + "\n}",
    rf"ASK {{ ?s ?p '\u0027 SERVICE {CALL} # '" + "\n}",
    rf"ASK {{ ?s ?p '\u005C' . SERVICE {CALL} . ?s ?p ' ' }}",
    f"ASK {{ \u017fERV\u0131CE {CALL} }}",
    f'ASK {{ # \r """ \n SERVICE {CALL} # """\n }}',
    f"ASK {{ # comment\rSERVICE {CALL} }}",
    "LOAD <http://a.example/>",
    "load silent <file:///etc/passwd>",
    r"L\u004FAD <file:///etc/passwd>",
    "ASK FROM <file:///etc/passwd> { ?s ?p ?o }",
    "ASK from named <FILE:/etc/passwd> { ?s ?p ?o }",
    "ASK FROM#c\n<file:a> { ?s ?p ?o }",
    "ASKFROMNAMED<file:///etc/passwd>{ ?s ?p ?o }",
    r"ASK FROM <\u0066ile:///etc/passwd> { ?s ?p ?o }",
    "ASK FROM <notes.ttl> { ?s ?p ?o }",
    "BASE <file:///etc/> ASK FROM <passwd> { ?s ?p ?o }",
    "PREFIX f: <file:///etc/> ASK FROM f:passwd { ?s ?p ?o }",
    "PREFIXf:<file:///etc/>ASK FROMf:passwd{ ?s ?p ?o }",
    r"PREFIX f: <> ASK FROM f:file:\/\/\/etc\/passwd { ?s ?p ?o }",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "drop all",
    "CLEAR GRAPH <urn:g>",
]
HARMLESS: Final = [
    "SELECT ?service { ?service ?load $from }",
    "ASK { $service ?p ?o }",
    f'ASK {{ ?s ?p """x""\n SERVICE {CALL}""" }}',
    "SELECT ?网service { ?网service ?p ?x\u203fservice }",
    "PREFIX service: <urn:x> ASK { ?s service:x ?o }",
    "PREFIX ex: <urn:x> ASK { ?s ex:service ex:a.SERVICE ; ex:load\\-from ex:a\\#SERVICE }",
    "PREFIX service: <urn:x> ASK { GRAPH service:x { ?s ^service:load ?o } }",
    "PREFIX service: <urn:x> ASK { ?s service: <http://a.example/> FILTER(service:load(?s)) }",
    "PREFIX from: <urn:x> PREFIX load: <file:///x> ASK FROM from:x { ?s load:file ?o }",
    f'ASK {{ ?s ?p "SERVICE {CALL}" }}',
    f"ASK {{ ?s ?p 'a\\' SERVICE {CALL}' }}",
    f'ASK {{ ?s ?p """a\n" "" SERVICE {CALL}""" }}',
    f"ASK {{ ?s ?p '''a\n' '' \\''' SERVICE {CALL}''' }}",
    f"ASK {{ # SERVICE {CALL}\n ?s ?p ?o }}",
    f"ASK {{ ?s ?p ?o }} # SERVICE {CALL}",
    "ASK { ?s <http://a.example/#SERVICE> <urn:FROM:LOAD> }",
    "ASK { _:service ?p 'x'@load, 'y'@from-service }",
    "ASK FROM <http://a.example/g> FROM NAMED <urn:file:x> { ?s ?p ?o }",
    "BASE <http://a.example/> ASK FROM <notes> { ?s ?p ?o }",
    "ASK { ?s ?p ?o FILTER(?o<?s&&?s>?p) }",
    "ASK { ?insert ?delete ?drop ; ?copy ?move }",
    rf"ASK {{ ?s ?p '\\u0027 SERVICE {CALL}' }}",
    r"ASK { ?s ?p '\u0053ERVICE' }",
    "PREFIX cj: <urn:x> ASK { ?s cj:secondedFrom|cj:serviceOutlet ?o }",
]
ESCAPED: Final = {'"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r"}


NOISE: Final = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]))
    | st.sampled_from(["SERVICE <urn:x> {", "LOAD", "FROM <file:x>", '"""', "'", "#", "\\"])
).map("".join)


def refuses(text: str) -> bool:
    """Return whether the guard refuses a text."""
    try:
        check_text(text)
    except UsageError:
        return True
    return False


@pytest.mark.parametrize("text", REFUSED)
def test_what_reaches_out_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"(?s)^line \d+: .* is refused: .*; |^line \d+: .* is refused: .* --data$"):
        check_text(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_it_passes(text: str) -> None:
    check_text(text)


def test_the_library_passes() -> None:
    assert [query.name for query in Catalogue() if refuses(query.text)] == []


@given(NOISE.filter(lambda noise: "\\u" not in noise.lower()), st.sampled_from([*REFUSED, *HARMLESS]))
def test_a_comment_changes_no_verdict(noise: str, text: str) -> None:
    comment = "#" + noise.replace("\r", " ").replace("\n", " ")
    assert refuses(f"{comment}\n{text}\n{comment}") == refuses(text)


@given(NOISE.filter(lambda noise: "\\u" not in noise.lower()), st.sampled_from([*REFUSED, *HARMLESS]), st.sampled_from(['"', '"""']))
def test_a_string_changes_no_verdict(noise: str, text: str, quote: str) -> None:
    string = quote + "".join(ESCAPED.get(c, c) for c in noise) + quote
    assert refuses(f"{string} {text} {string}") == refuses(text)


@pytest.mark.parametrize("word", ["SERVICE", "FROM <file:///x>", "load"])
def test_looks_inside_a_string_pass(word: str) -> None:
    assert not refuses(f"ASK {{ ?s ?p \"{word}\", '{word}', '''{word}''', \"\"\"{word}\"\"\" }}")


def test_an_allowed_address_is_called_only_in_full() -> None:
    allowed = frozenset({"http://a.example/"})
    check_text(f"ASK {{ SERVICE {CALL} }}", allowed=allowed)
    check_text(f"ASK {{ SERVICE # x\n SILENT {CALL} }}", allowed=allowed)
    for text in (
        f"ASK {{ SERVICE {CALL} SERVICE <http://b.example/> {{ }} }}",
        "ASK { SERVICE <http://a.example/x> { } }",
        f"ASK {{ SERVICESILENT{CALL} }}",
        "ASK { SERVICE ?any { } }",
        "PREFIX a: <http://a.example/> ASK { SERVICE a: { } }",
    ):
        with pytest.raises(UsageError):
            check_text(text, allowed=allowed)


def test_message_names_line_token_and_remedy() -> None:
    with pytest.raises(UsageError) as caught:
        check_text('# \\u000A\nASK {\n  ?s ?p "\n" .\n  SERVICE <http://a.example/> {} }')
    assert str(caught.value) == (
        "line 5: SERVICE <http://a.example/> is refused: a query may not call other servers; "
        "allow it with services= http://a.example/, or leave it out"
    )
    with pytest.raises(UsageError, match=r"^line 3: "):
        check_text("# " + r"\u0041" * 10 + "\nASK {\n" + r"# \u000ASERVICE" + "\n" * 12 + CALL + "}")
    with pytest.raises(UsageError, match=r"^line 3: "):
        check_text("# " + r"\u0041" * 10 + "\nASK {\n" + rf"SERV\u0049CE {CALL} }}")
    with pytest.raises(UsageError) as caught:
        check_text("ASK\nFROM NAMED <file:///x> { ?s ?p ?o }")
    assert str(caught.value) == (
        "line 2: FROM <file:///x> is refused: a query may not read files; name a graph of the data, or give the file with data="
    )


@pytest.mark.parametrize("part", ["a.", "a-", "a...", '"\n', "'''a", "<a", "ex:a.", "\\u0041", "x:.", "FROM", "_"])
def test_a_long_text_is_read_at_once(part: str) -> None:
    with pytest.raises(UsageError):
        check_text(part * 50_000 + "\nSERVICE <urn:x> {}" + f"\"\"\"\n'''\nSERVICE {CALL}")


@pytest.mark.parametrize("text", [text for text in REFUSED if "LOAD" in text.upper() or "SERVICE" in text.upper()])
def test_an_update_may_not_reach_out_either(text: str) -> None:
    with pytest.raises(UsageError):
        check_text(text, update=True)


@pytest.mark.parametrize(
    "text",
    [
        "DROP ALL",
        "insert data { <urn:s> <urn:p> 'LOAD' }",
        "DELETE { ?s ?p ?o } INSERT { ?s ?p ?load } WHERE { ?s ?p ?o }",
        "CLEAR GRAPH <urn:g>",
    ],
)
def test_an_update_may_change(text: str) -> None:
    check_text(text, update=True)
    assert refuses(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("BASE <urn:ask> PREFIX select: <urn:construct> # DESCRIBE\nask{}", "ASK"),
        ("PREFIX : <urn:x>CONSTRUCT WHERE { ?ask :select 'SELECT' }", "CONSTRUCT"),
        ("describe<urn:x>", "DESCRIBE"),
        ("SELECT?s{?s ?p ?o}", "SELECT"),
    ],
)
def test_the_form_is_the_first_keyword(text: str, form: str) -> None:
    assert find_form(text) == form


@pytest.mark.parametrize("text", ["", "DELETE WHERE { ?s ?p ?o }", "PREFIX select: <urn:x>", "'SELECT'", "?ask"])
def test_a_text_without_a_form_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match=r"^is no SELECT, ASK, CONSTRUCT or DESCRIBE$"):
        find_form(text)

"""The library: every file says what it asks and gives, in one form; names that are not there bring suggestions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cengji.core.errors import InputError, UsageError
from cengji.core.namespaces import PREFIXES
from cengji.core.queryfile import QueryFile, read_query_file
from cengji.core.resources import query_files, resource_dir
from cengji.query import Catalogue
from cengji.query.catalogue import read_query_text
from tests.conftest import ROOT

LIBRARY = query_files()
INTERNAL = query_files("internal")
SELECTS = [
    path
    for path in [*LIBRARY, *query_files("check"), *query_files("view"), *query_files("analysis"), *INTERNAL]
    if not re.search(r"^(ASK|CONSTRUCT)\b", path.read_text(encoding="utf-8"), re.MULTILINE)
]
ALL = [
    *LIBRARY,
    *query_files("check"),
    *query_files("view"),
    *query_files("analysis"),
    *INTERNAL,
    *query_files("derive"),
    *query_files("describe"),
    *query_files("foreign"),
]
STATED = ["bodies", "events", "figures", "ladders", "linked-measures", "measures", "posts", "relations"]


def name(path: Path) -> str:
    """Name a test after the folder and the file."""
    return f"{path.parent.name}/{path.stem}"


def flaws(path: Path) -> Iterator[str]:
    """Yield what a query file lacks of the form that all of them have."""
    query, text = read_query_file(path, resource_dir("queries")), path.read_text(encoding="utf-8")
    if query.name != path.relative_to(resource_dir("queries")).with_suffix("").as_posix():
        yield f"is called {query.name}"
    if not text.startswith("# question(zh): "):
        yield "does not begin with its question"
    if not query.header("question", "zh").endswith(("?", "？")) or not query.header("question", "en").endswith("?"):
        yield "asks nothing"
    known = r"# (question|problem|solution)\((zh|en)\): \S.*|# (severity|group|param|columns|rows): \S.*"
    yield from (f"has {line!r} in its header" for line in text.splitlines() if line.startswith("#") and not re.fullmatch(known, line))
    for parameter in query.parameters:
        if not re.search("[a-z]{3}", parameter.note) or re.search("[\u4e00-\u9fff]", parameter.note):
            yield f"has no English note for ?{parameter.name}"
        if not re.search("[\u4e00-\u9fff]", parameter.note_zh):
            yield f"has no Chinese note for ?{parameter.name}"
    if path in SELECTS:
        yield from flaws_of_select(query)
    if path.parent.name == "check":
        yield from flaws_of_check(query)


def flaws_of_select(query: QueryFile) -> Iterator[str]:
    """Yield what a SELECT lacks."""
    if not query.columns:
        yield "names no columns"
    if query.header("rows").endswith(", in no order") and not query.name.startswith("view/"):
        yield "has no order, which only what one part reads may lack"
    if not query.header("rows").startswith("0..n, one a"):
        yield "does not say what a row is"
    if bool(re.search(r"^ORDER BY (\?\w+ ?)+$", query.text, re.MULTILINE)) is query.header("rows").endswith(", in no order"):
        yield "does not end with its order, or not say that it has none"
    if re.search(r"SELECT\s+(DISTINCT\s+)?\*", query.text):
        yield "selects all"


def flaws_of_check(query: QueryFile) -> Iterator[str]:
    """Yield what a check lacks."""
    if query.header("severity") not in {"error", "warning"}:
        yield "has no severity"
    for language in ("zh", "en"):
        problem, solution = query.header("problem", language), query.header("solution", language)
        if not problem or not solution:
            yield f"has no problem or no solution in {language}"
        unknown = set(re.findall(r"\{(\w+)\}", problem + solution)) - {column.name for column in query.columns}
        yield from (f"fills in {name}, which is no column" for name in sorted(unknown))


def test_every_file_has_the_form_of_all() -> None:
    assert len(ALL) > 100
    assert {name(path): found for path in ALL if (found := list(flaws(path)))} == {}


def strings(path: Path) -> Iterator[str]:
    """Yield the strings of a module that are no docstrings, the fixed parts of f-strings too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    yield from (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in documents)


def test_all_sparql_lives_in_query_files() -> None:
    code = {path: list(strings(path)) for path in sorted((ROOT / "graph").rglob("*.py"))}
    forms, triples = r"\b(SELECT|CONSTRUCT|ASK|DESCRIBE)\b[^.]*\{", r"\?\w+ (cj|org|skos|rdfs?|oa|dcterms):\w+"
    sparql = re.compile(rf"{forms}|{triples}|^PREFIX \w+: <https?:", re.MULTILINE)
    assert [(path.name, text) for path, texts in code.items() for text in texts if sparql.search(text)] == []
    named = {text.removeprefix("internal/") for texts in code.values() for text in texts}
    assert [path.stem for path in INTERNAL if path.stem not in named] == [], "a query that nobody asks goes"


def test_library_has_the_queries_that_others_rely_on() -> None:
    assert set(STATED) <= {query.name for query in Catalogue()}


def test_every_query_is_in_one_group() -> None:
    grouped = Catalogue().by_group()
    assert sorted(query.name for members in grouped.values() for query in members) == sorted(path.stem for path in LIBRARY)
    assert all(grouped.values()), "no group is empty"


def test_catalogue_lists_the_files_by_name() -> None:
    names = [query.name for query in Catalogue()]
    assert names == sorted(path.stem for path in LIBRARY)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("figure", "there is no query 'figure': did you mean figures?"),
        ("xyzzy", "there is no query 'xyzzy': `cengji queries` lists them"),
        ("nowhere.rq", "there is no file 'nowhere.rq'"),
    ],
)
def test_miss_is_explain_query(asked: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        Catalogue().open(asked)
    assert str(caught.value) == message


def test_file_of_the_user_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(
        "# question(zh): 有什么?\n# question(en): What is there?\n# columns: ?s iri\nSELECT ?s WHERE { ?s ?p ?o }\n", encoding="utf-8"
    )
    assert Catalogue().open(str(path)).header("question", "en") == "What is there?"


def test_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.rq"
    path.write_bytes("# question(en): Où?\n".encode("latin-1"))
    with pytest.raises(InputError) as caught:
        Catalogue().open(str(path))
    assert [str(fault) for fault in caught.value.faults] == [f"{path}: is not UTF-8 — save the file as UTF-8"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ASK { ?s ?p ?o }", "ASK { ?s ?p ?o }"),
        ("# cj: here\n\n  # and\nASK\n{ ?s a skos:Concept }", "# cj: here\n\n  # and\n{cj}{skos}ASK\n{ ?s a skos:Concept }"),
        ("prefix cj: <urn:> ASK { ?s a cj:Case, skos:Concept }", "{skos}prefix cj: <urn:> ASK { ?s a cj:Case, skos:Concept }"),
        ("ASK { ?s a <cj:Case>, 'http://a', other:x, <http://b>, ?cj:x }", None),
    ],
)
def test_prefixes_are_declared_where_a_text_does_not(text: str, read: str | None) -> None:
    lead = {prefix: f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in ("cj", "skos")}
    query = read_query_text(text)
    if read is None:
        assert query.text.removeprefix(lead["cj"]) == text
    else:
        expected = read
        for prefix, declared in lead.items():
            expected = expected.replace(f"{{{prefix}}}", declared)
        assert query.text == expected
        assert "http://www.w3.org/2004/02/skos/core#" not in text
    assert query.text.count("\n") == text.count("\n"), "lines keep their numbers"


def test_a_text_of_ones_own_needs_no_header_but_a_header_must_be_right() -> None:
    assert read_query_text("SELECT ?s { ?s ?p ?o }").columns == ()
    with pytest.raises(InputError) as caught:
        read_query_text("# param: ?x iri optional\n# columns: ?y iri\nSELECT ?s {\n VALUES ?z { UNDEF } # param\n}", "-e", "-e")
    assert [(fault.path, fault.line, fault.field) for fault in caught.value.faults] == [
        ("-e", 0, "columns"),
        ("-e", 0, "param"),
        ("-e", 1, "param"),
    ]

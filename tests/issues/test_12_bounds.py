"""A query is bounded before any engine or worker sees it: its length, its depth, its links, and the guard's own work."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import cengji as package
from cengji.cli import cengji
from cengji.core.errors import QueryError, UsageError
from cengji.dataset import Dataset
from cengji.draft import Knowledge, propose
from cengji.query import Catalogue, check_text
from cengji.query.bounds import check_entanglement
from cengji.query.catalogue import read_limited, read_query_text
from cengji.text.clean import clean
from cengji.text.coverage import account_for
from cengji.text.wordlists import lexical_uses
from tests.counting import calls

DEEP: list[Callable[[int], str]] = [
    lambda n: "ASK { FILTER(" + "(" * n + "1" + ")" * n + ") }",
    lambda n: "ASK " + "{" * n + "}" * n,
    lambda n: "ASK { ?s ?p " + "[ ?p " * n + "1" + "]" * n + " }",
    lambda n: "ASK { FILTER(" + "IF(1,1," * n + "1" + ")" * n + ") }",
    lambda n: "ASK { " + "FILTER EXISTS {" * n + "}" * n + " }",
    lambda n: "ASK " + r"\u007B" * n + "}" * n,
]
LONG: list[Callable[[int], str]] = [
    lambda n: "ASK { FILTER(" + "!" * n + "1) }",
    lambda n: "ASK { FILTER(1" + "+1" * n + ") }",
    lambda n: "ASK { {} " + "UNION {}" * n + " }",
    lambda n: "ASK { " + "BIND(1 AS ?x)" * n + " }",
    lambda n: "ASK { ?s <urn:a>" + "/<urn:a>" * n + " ?o }",
]


@pytest.mark.parametrize("text", DEEP)
def test_what_is_nested_too_deep_never_reaches_an_engine(text: Callable[[int], str]) -> None:
    graph = package.Graph(Dataset(()))
    with pytest.raises(UsageError, match=r"^line 1: the query is nested more than 50 brackets deep; break it into several$"):
        graph.query(text(60))
    with pytest.raises(UsageError, match="break it into several"):
        graph.query(text(10_000))
    check_text(text(40))


@pytest.mark.parametrize("text", LONG)
def test_chains_are_bounded(text: Callable[[int], str]) -> None:
    with pytest.raises(UsageError, match="has more than 1,000 keywords and operators"):
        check_text("\n" + text(10_000))
    check_text(text(400))


def test_data_in_a_query_are_no_chain() -> None:
    row = '("a" "1"^^xsd:integer <urn:a> ex:b 1.5 UNDEF true)'
    check_text(f"SELECT * {{ VALUES (?a ?b ?c ?d ?e ?f ?g) {{ {row * 2_000} }} }}")
    check_text("ASK { ?s ?p '" + "{" * 5_000 + "' } # " + "UNION " * 2_000)


def test_length_is_bounded(tmp_path: Path) -> None:
    long = "ASK {} #" + "x" * 1_000_000
    for ask in (check_text, read_query_text):
        with pytest.raises(UsageError, match=r"^the query is longer than 1,000,000 characters; "):
            ask(long)
    path = tmp_path / "long.rq"
    path.write_text(long, encoding="utf-8")
    with pytest.raises(UsageError, match="longer than"):
        Catalogue().open(path)
    result = CliRunner().invoke(cengji, ["query", "-"], input=long)
    assert result.exit_code == 2 and result.stderr.startswith("cengji: the query is longer than 1,000,000 characters; ")


def test_no_more_is_read_than_a_query_may_have() -> None:
    class Endless(io.RawIOBase):
        """A file like /dev/zero that says how much was read of it."""

        given = 0

        def read(self, size: int = -1, /) -> bytes:
            assert size > 0
            self.given += size
            return bytes(size)

    endless = Endless()
    with pytest.raises(UsageError, match="longer than"):
        read_limited(endless)  # type: ignore[arg-type]  # all of a file that is used
    assert endless.given < 5_000_000


@pytest.mark.parametrize(
    "text",
    [
        lambda n: "BASE <http://a.example/>\n" * n + "SELECT * " + "FROM <x>\n" * n + "{}",
        lambda n: "".join(f"PREFIX p: <urn:{i}>" for i in range(n)) + "SELECT * " + "FROM p:x\n" * n + "{}",
    ],
)
def test_the_work_of_the_guard_grows_with_the_text(text: Callable[[int], str]) -> None:
    check_text("ASK FROM <urn:x> {}")  # compiles
    small, large = (calls(lambda n=n: check_text(text(n))) for n in (250, 450))
    assert large < 2 * small


def test_relative_names_are_files_unless_a_base_says_otherwise() -> None:
    check_text("BASE <http://a.example/> PREFIX p: <b/> ASK FROM p:c {}")
    for prologue in ("PREFIX p: <b/>", "BASE <file:///x/> PREFIX p: <b/>", "PREFIX p: <urn:a> PREFIX p: <fi\\u006Ce:///>"):
        with pytest.raises(UsageError, match="may not read files"):
            check_text(f"{prologue} ASK FROM p:c {{}}")
    with pytest.raises(UsageError, match="may not read files"):
        check_text("BASE <http://a.example/> PREFIX p: <fi> ASK FROM p:le:c {}")


def test_every_query_of_the_library_is_within_bounds() -> None:
    for query in Catalogue():
        check_entanglement(query.text)


def test_syntax_is_still_the_engine_s_to_judge() -> None:
    with pytest.raises(QueryError, match="is not SPARQL"):
        package.Graph(Dataset(())).query("SELECT * {" + "[" * 5 + "}")


@pytest.mark.parametrize("option", ["--timeout=inf", "--timeout=nan", "--timeout=1e300", "--timeout=0", "--max-rows=-1", "--max-memory=1"])
def test_bounds_that_nobody_could_keep_are_refused(option: str) -> None:
    result = CliRunner().invoke(cengji, ["query", "-e", "ASK {}", option])
    name, _, value = option.partition("=")
    assert (result.exit_code, result.stdout) == (2, "") and result.stderr.startswith(f"cengji: {name} is ") and value


def test_none_takes_a_bound_away() -> None:
    bounds = ["--timeout", "none", "--max-rows", "none", "--max-memory", "none", "--explain"]
    for question in (["ladders"], ["-e", "ASK {}"]):
        result = CliRunner().invoke(cengji, ["query", *question, *bounds])
        assert result.exit_code == 0 and "# bounds: none\n" in result.stdout, result.output


def test_the_work_of_proposals_grows_with_the_document() -> None:
    uses = lexical_uses()

    def work(numerals: int) -> int:
        document = clean("7个，" * numerals)
        tokens = account_for(document, [], [], uses)
        return calls(lambda: propose(document, Knowledge({}), tokens))

    work(1)
    assert work(400) < 5 * work(100)

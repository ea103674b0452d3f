"""Stores on disk: filled when that is due, never at the cost of what others put there, read by many, changed whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from cengji.core.errors import UnavailableError, UsageError
from cengji.dataset import Dataset
from cengji.dataset.disk import change_store

INSERT = 'INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> "new" } }'


def one(text: str) -> Dataset:
    """Return a dataset of one quad."""
    return Dataset([ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(text), ox.NamedNode("urn:g"))])


def texts(dataset: Dataset) -> list[str | None]:
    """Return the literals of a dataset."""
    return [text for (text,) in dataset.rows("SELECT ?o { ?s ?p ?o } ORDER BY ?o")]


def insert(store: ox.Store) -> None:
    store.update(INSERT)


def unwanted() -> Dataset:
    pytest.fail("the store is filled though it need not be")


def test_new_store_is_filled_and_then_opened_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "below" / "store"
    assert texts(Dataset.on_disk(path, lambda: one("a"), digest="1")) == ["a"]
    again = Dataset.on_disk(path, unwanted, digest="1")
    assert (texts(again), again.path, len(again)) == (["a"], path, 1)
    assert texts(Dataset.on_disk(path)) == ["a"]
    assert [child.name for child in path.parent.iterdir()] == ["store"], "nothing is left beside it"


def test_other_data_fill_it_anew(tmp_path: Path) -> None:
    Dataset.on_disk(tmp_path / "s", lambda: one("a"), digest="1")
    assert texts(Dataset.on_disk(tmp_path / "s", lambda: one("b"), digest="2")) == ["b"]


def test_packaged_build_is_renewed_but_replaces_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "s"
    Dataset.on_disk(path, lambda: one("old build"), digest="1", packaged=True)
    assert texts(Dataset.on_disk(path, lambda: one("new build"), digest="2", packaged=True)) == ["new build"]
    Dataset.on_disk(path, lambda: one("mine"), digest="3")
    assert texts(Dataset.on_disk(path, unwanted, digest="2", packaged=True)) == ["mine"]


def test_change_is_kept_and_not_filled_over(tmp_path: Path) -> None:
    path = tmp_path / "s"
    reader = Dataset.on_disk(path, lambda: one("a"), digest="1")
    change_store(path, insert)
    assert texts(reader) == ["a"], "who reads goes on reading the state before"
    assert texts(Dataset.on_disk(path, unwanted, digest="1", packaged=True)) == ["a", "new"]
    with pytest.raises(UsageError, match="was changed since it was filled"):
        Dataset.on_disk(path, unwanted, digest="1")


def test_change_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s"
    Dataset.on_disk(path, lambda: one("a"), digest="1")

    def fail(store: ox.Store) -> None:
        insert(store)
        raise KeyError("half-way")

    with pytest.raises(KeyError):
        change_store(path, fail)
    assert texts(Dataset.on_disk(path, unwanted, digest="1")) == ["a"]
    assert [child.name for child in tmp_path.iterdir()] == ["s"]


def test_second_of_two_changes_at_once_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s"
    Dataset.on_disk(path, lambda: one("a"), digest="1")
    with pytest.raises(UnavailableError, match="another process changed the store"):
        change_store(path, lambda _: change_store(path, insert))
    assert texts(Dataset.on_disk(path)) == ["a", "new"]


def test_store_of_somebody_else_is_opened_and_not_filled_over(tmp_path: Path) -> None:
    path = tmp_path / "s"
    store = ox.Store(str(path))
    insert(store)
    store.flush()
    del store
    assert texts(Dataset.on_disk(path, unwanted, digest="1", packaged=True)) == ["new"]
    with pytest.raises(UsageError, match="was not filled by cengji"):
        Dataset.on_disk(path, unwanted, digest="1")


def test_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("x", encoding="utf-8")
    for call in (lambda: Dataset.on_disk(tmp_path, unwanted), lambda: Dataset.on_disk(tmp_path / "letter", unwanted)):
        with pytest.raises(UsageError, match="holds other things than a store"):
            call()
    (tmp_path / "register/store").mkdir(parents=True)
    (tmp_path / "register/store/CURRENT").touch()
    with pytest.raises(UsageError, match="is a register's folder, whose store is"):
        Dataset.on_disk(tmp_path / "register", unwanted)
    with pytest.raises(UsageError, match="there is no store in"):
        Dataset.on_disk(tmp_path / "absent")
    with pytest.raises(UsageError, match="there is no store in"):
        change_store(tmp_path / "absent", insert)
    assert {child.name for child in tmp_path.iterdir()} == {"letter", "register"}


def test_broken_store_is_said(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("MANIFEST-000001\n", encoding="ascii")
    with pytest.raises(UnavailableError, match="cannot open the store"):
        Dataset.on_disk(tmp_path)


def test_two_processes_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "s"
    here = Dataset.on_disk(path, lambda: one("a"), digest="1")
    script = "import sys; from pathlib import Path; from cengji.dataset import Dataset; print(len(Dataset.on_disk(Path(sys.argv[1]))))"
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1\n", "")
    assert texts(here) == ["a"]


def test_store_is_read_only(tmp_path: Path) -> None:
    dataset = Dataset.on_disk(tmp_path / "s", lambda: one("a"), digest="1")
    with pytest.raises(RuntimeError):
        dataset.store.update(INSERT)

"""Pages of large graphs that the server keeps: taken for the same data alone, never half, and only so many."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import pytest

from cengji.api import Graph, kept_pages, large, serving
from cengji.api.kept_pages import keep_page, take_page
from cengji.dataset import Dataset
from tests.dataset.small import trig

FILES = {"index.html": b"page", "index-parts/things-0.js": b"part"}


def keep(tmp_path: Path, key: str) -> Path:
    """Keep a page under a key; return the folder of the kept pages."""
    made = tmp_path / f"made-{key}"
    for name, content in FILES.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(content)
    keep_page(tmp_path / "pages", key, made, FILES)
    return tmp_path / "pages"


def test_the_page_of_the_same_store_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda name: tmp_path / "cache" / name)
    monkeypatch.setattr(large, "MOST_OF_PAGE", 0)
    data = Dataset.on_disk(tmp_path / "store", lambda: Dataset(trig('<a> a cj:Body ; skos:prefLabel "甲"@zh .')))

    def publish(site: str) -> list[str]:
        steps: list[str] = []
        told = lambda step, *_: steps.append(step)  # noqa: E731  # short
        made = serving.publish_graph(Graph(data), tmp_path / site, page=True, memory=64, progress=told)
        assert "甲" in made.page
        assert made.parts is not None
        assert any(made.parts.iterdir())
        return steps

    assert publish("first")
    assert not publish("second")
    for file in (tmp_path / "store").glob("*.sst"):
        os.utime(file, ns=(1, 1))  # as if another store of the same size had taken its place
    assert publish("third")


def test_what_is_taken_stays_when_the_kept_page_goes(tmp_path: Path) -> None:
    pages = keep(tmp_path, "a")
    assert take_page(pages, "a", tmp_path / "served")
    for file in [*pages.glob("*/*.*"), *pages.glob("*/*/*.*")]:
        file.unlink()
    assert {name: (tmp_path / "served" / name).read_bytes() for name in FILES} == FILES
    assert not take_page(pages, "a", tmp_path / "again")


@pytest.mark.parametrize(
    ("name", "content"), [("index-parts/things-0.js", b"p"), ("index.html", None), ("files.json", None), ("files.json", b'{"index.html"')]
)
def test_a_page_that_is_not_whole_is_none_and_gives_way(tmp_path: Path, name: str, content: bytes | None) -> None:
    pages = keep(tmp_path, "a")
    (pages / "a" / name).unlink()  # which the folder it was made in shares
    if content is not None:
        (pages / "a" / name).write_bytes(content)
    assert not take_page(pages, "a", tmp_path / "served")
    keep(tmp_path, "a")
    assert take_page(pages, "a", tmp_path / "served-2")
    assert [one.name for one in pages.iterdir()] == ["a"]


def test_a_whole_page_stays_where_another_process_comes_later(tmp_path: Path) -> None:
    pages = keep(tmp_path, "a")
    before = (pages / "a").stat().st_ino
    keep(tmp_path, "a")
    assert (pages / "a").stat().st_ino == before


def test_only_the_pages_used_last_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "MOST", 2)
    for age, key in enumerate("abc"):
        pages = keep(tmp_path, key)
        os.utime(pages / key / "files.json", (age, age))
        if key == "b":
            take_page(pages, "a", tmp_path / "served")
    assert sorted(one.name for one in pages.iterdir()) == ["a", "c"]

"""Files are replaced whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cengji.core.errors import UnavailableError
from cengji.core.files import replace_file, replace_files


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("failing", [0, 1, 2])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_whatever_stops_it_each_file_is_whole(failing: int, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["a", "b", "c"]
    for name in [*names, "other"]:
        (tmp_path / name).write_bytes(b"old " + name.encode())
    synced: list[int] = []

    def stop(file: int) -> None:
        if len(synced) == failing:
            raise error
        synced.append(file)

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(UnavailableError if isinstance(error, OSError) else KeyboardInterrupt):
        replace_files(tmp_path, {name: b"new " + name.encode() for name in names})
    new = [b"new " if place < failing else b"old " for place in range(3)]
    assert contents(tmp_path) == {"a": new[0] + b"a", "b": new[1] + b"b", "c": new[2] + b"c", "other": b"old other"}


def test_what_is_read_from_the_file_may_be_written_to_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def chunks() -> Iterator[bytes]:
        yield b"new after "
        yield path.read_bytes()

    replace_file(path, chunks())
    assert contents(tmp_path) == {"a": b"new after old"}


def test_new_files_get_the_usual_rights(tmp_path: Path) -> None:
    replace_file(tmp_path / "deep" / "folder" / "a", b"x")
    (tmp_path / "plain").write_bytes(b"x")
    assert (tmp_path / "deep" / "folder" / "a").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to("far/file")
    replace_file(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert contents(tmp_path / "far") == {"file": b"new"}


def test_what_is_no_regular_file_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    replace_file(pipe, b"through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnavailableError, match=r"^cannot write .*folder.*: Is a directory$"):
        replace_file(tmp_path / "folder", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]

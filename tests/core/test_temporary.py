"""What killed writers left is told from what others are writing and from what is not ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cengji.core.files import replace_file
from cengji.core.temporary import abandoned_folders, temporary_file, temporary_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is taken for abandoned there")

# Makes one of each beside the place, says so, and goes on until its standard input is closed.
WRITER = """
import sys
from pathlib import Path
from cengji.core.temporary import temporary_file, temporary_folder
with temporary_file(Path(sys.argv[1])) as file, temporary_folder(Path(sys.argv[1])) as folder:
    print("made", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def writer(tmp_path: Path) -> subprocess.Popen[bytes]:
    """A process that is writing ``tmp_path / "a"``."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path / "a")], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"made\n"
    return process


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_lives_is_kept_and_what_is_dead_is_removed(tmp_path: Path, writer: subprocess.Popen[bytes]) -> None:
    with writer:
        others = {".b.0123abcd", ".cengji", "c.0123abcd.cengji", ".d.0123abcd.cengji.bak", ".e.0123abc.cengji", ".f.0123abcd.cengji"}
        for name in others:
            (tmp_path / name).write_bytes(b"somebody's")
        (tmp_path / ".link.0123abcd.cengji").symlink_to(tmp_path / ".b.0123abcd")
        living = names(tmp_path) - others
        replace_file(tmp_path / "g", b"new")
        assert names(tmp_path) == living | others - {".f.0123abcd.cengji"} | {"g"}
        assert list(abandoned_folders(tmp_path / "a")) == []
        writer.kill()
        writer.wait()
        replace_file(tmp_path / "g", b"newer")
        left = {path.name for path in abandoned_folders(tmp_path / "a")}
        assert len(left) == 1
        assert names(tmp_path) == left | others - {".f.0123abcd.cengji"} | {"g", ".link.0123abcd.cengji"}


def test_folders_of_other_places_are_not_touched(tmp_path: Path) -> None:
    with temporary_folder(tmp_path / "a"), temporary_folder(tmp_path / "b") as other:
        assert list(abandoned_folders(tmp_path / "a")) == []
    assert list(abandoned_folders(tmp_path / "b")) == [other]


def test_a_file_is_removed_unless_it_was_moved(tmp_path: Path) -> None:
    with temporary_file(tmp_path / "a"):
        assert names(tmp_path) != set()
    assert names(tmp_path) == set()
    with temporary_file(tmp_path / "a") as path:
        path.replace(tmp_path / "a")
    assert names(tmp_path) == {"a"}

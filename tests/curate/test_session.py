"""A case under curation: what is done is in the file, can be taken back, and never overwrites what others wrote."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cengji.core.errors import UnavailableError
from cengji.curate import session as sessions
from cengji.curate.session import ConflictError, Session

Do = Callable[[dict[str, Any]], dict[str, Any]]


def without(section: str, index: int) -> Do:
    """Return the change that takes an entry out."""
    return lambda value: {**value, section: [one for at, one in enumerate(value[section]) if at != index]}


@pytest.fixture
def again(case: Path, tmp_path: Path) -> Callable[[], Session]:
    """Open the case once more, as after a restart."""
    return lambda: Session(case, tmp_path / "log.jsonl")


def test_each_change_is_in_the_file_and_can_be_taken_back_after_a_restart(session: Session, again: Callable[[], Session]) -> None:
    texts = [session.text]
    for index in (2, 1):
        session.change(session.version, "reject", "x", without("groups", index))
        texts.append(session.path.read_text(encoding="utf-8"))
        assert session.text == texts[-1]
    session.undo(session.version)
    later = again()
    assert (later.text, len(later.log.done), len(later.log.undone)) == (texts[1], 1, 1)
    later.undo(later.version)
    assert later.path.read_text(encoding="utf-8") == texts[0]
    later.undo(later.version)
    later.redo(later.version)
    later.redo(later.version)
    assert later.path.read_text(encoding="utf-8") == texts[2]
    later.undo(later.version)
    later.change(later.version, "reject", "y", without("figures", 0))
    assert later.log.undone == []


def test_who_has_not_seen_the_newest_state_changes_nothing(session: Session) -> None:
    seen = session.version
    session.change(seen, "reject", "x", without("groups", 2))
    text = session.text
    for act in (lambda: session.change(seen, "reject", "x", without("groups", 1)), lambda: session.undo(seen), lambda: session.redo(seen)):
        with pytest.raises(ConflictError) as caught:
            act()
        assert caught.value.stale
    assert session.path.read_text(encoding="utf-8") == session.text == text


def test_what_another_program_wrote_is_noticed_and_kept(session: Session) -> None:
    session.change(session.version, "reject", "x", without("groups", 2))
    theirs = session.text.replace("# the end", "# theirs")
    session.path.write_text(theirs, encoding="utf-8")
    with pytest.raises(ConflictError) as caught:
        session.undo(session.version)
    assert not caught.value.stale
    assert not session.is_current
    assert session.path.read_text(encoding="utf-8") == theirs
    seen = session.version
    session.reload()
    assert (session.text, session.version, session.log.done) == (theirs, seen + 1, [])
    session.change(session.version, "reject", "y", without("groups", 1))
    assert "# theirs" in session.path.read_text(encoding="utf-8")


def test_what_comes_between_the_look_and_the_writing_is_kept(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = session.text + "# theirs\n"
    append = session.log.append

    def meanwhile(change: Any) -> None:  # noqa: ANN401
        append(change)

    def do(value: dict[str, Any]) -> dict[str, Any]:
        session.path.write_text(theirs, encoding="utf-8")
        return without("groups", 2)(value)

    monkeypatch.setattr(session.log, "append", meanwhile)
    with pytest.raises(ConflictError):
        session.change(session.version, "reject", "x", do)
    assert session.path.read_text(encoding="utf-8") == theirs


def test_a_kill_between_log_and_file_loses_the_action_in_hand_and_nothing_else(
    session: Session, again: Callable[[], Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    session.change(session.version, "reject", "first", without("groups", 2))
    kept = session.text

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(sessions, "replace_file", killed)
        session.change(session.version, "reject", "second", without("groups", 1))
    later = again()
    assert (later.text, [one.what for one in later.log.done]) == (kept, ["first"])
    later.change(later.version, "reject", "third", without("figures", 0))
    assert [one.what for one in again().log.done] == ["first", "third"]


def test_a_file_that_cannot_be_written_leaves_all_as_it_was(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise UnavailableError("disk full")

    text, version = session.text, session.version
    with monkeypatch.context() as patch, pytest.raises(UnavailableError):
        patch.setattr(sessions, "replace_file", refuse)
        session.change(version, "reject", "x", without("groups", 2))
    assert (session.text, session.version, session.log.done) == (text, version, [])
    session.change(version, "reject", "x", without("groups", 2))
    assert len(session.log.done) == 1


@pytest.mark.parametrize("tail", ['{"kind": "do", "acti', "null\n", '{"kind": 1}\n', "\u2028\n", "\n"])
def test_a_torn_log_is_read_up_to_there(session: Session, again: Callable[[], Session], tmp_path: Path, tail: str) -> None:
    session.change(session.version, "reject", "x\u2028y", without("groups", 2))
    log = tmp_path / "log.jsonl"
    with log.open("a", encoding="utf-8") as file:
        file.write(tail)
    later = again()
    assert [one.what for one in later.log.done] == ["x\u2028y"]
    later.change(later.version, "reject", "z", without("groups", 1))
    assert [one.what for one in again().log.done] == ["x\u2028y", "z"]
    assert json.loads(log.read_text(encoding="utf-8").rstrip("\n").split("\n")[-1])["what"] == "z"

"""Another curation of the same document: what it says otherwise, and which of that is settled."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from cengji.agreement import Comparison, Difference, Whereabouts, match_curations
from cengji.cases import LoadedCase, Vocabulary
from cengji.cases.loader import check_case, load_case
from cengji.core.files import replace_file
from cengji.curate.actions import Value, entry_at, place_of
from cengji.curate.article import Article
from cengji.curate.refusals import RefusalError
from cengji.curate.session import Session
from cengji.curate.state import describe_entry, entry_id, names_of
from cengji.curate.taking import take

__all__ = ["Rival"]

_SIDES: Final = ("first", "second", "open")


class Rival:
    """The other curation, and which of its differences the curator has settled by keeping his own side.

    These lie beside the log, by what each difference says: where either side changes, it is open again.
    """

    def __init__(self, path: Path, vocabulary: Vocabulary, kept: Path) -> None:
        """Read it.

        :raises InputError: with every fault that it has.
        """
        self.path, self._vocabulary, self._kept_path = path, vocabulary, kept
        self.loaded = load_case(path, vocabulary)
        self._kept = _read_kept(kept)
        self._compared: tuple[str, Comparison | None, list[Difference]] | None = None

    def describe(self, session: Session, article: Article) -> dict[str, Any]:
        """Return the differences as the page shows them; none is known while the case itself cannot be read as one."""
        comparison, differences = self._compare(session)
        names = names_of(self.loaded.tree.value)
        shown = [self._shown(one, session.tree.value, article, names) for one in differences]
        return {"file": self.path.name, "blocked": comparison is None, "differences": shown}

    def settle(self, session: Session, body: Mapping[str, Any]) -> str | None:
        """Take one side of a difference, or leave it open; return the entry that it is about.

        :raises RefusalError: if there is no such difference or side.
        :raises ConflictError: if the state has changed meanwhile.
        """
        version, side = body.get("version"), body.get("side")
        session.demand(version if isinstance(version, int) else -1)
        comparison, differences = self._compare(session)
        found = next((one for one in differences if _name_of(one) == body.get("difference")), None)
        if comparison is None or found is None or side not in _SIDES:
            raise RefusalError("no-difference")
        if side != "second":
            self._keep(_name_of(found), whether=side == "first")
            return None
        do = partial(take, theirs=self.loaded.tree.value, difference=found, comparison=comparison)
        said = found.at_first or found.at_second
        session.change(session.version, "settle", (said.key or said.name) if said else "", do)
        if any(_name_of(one) == _name_of(found) for one in self._compare(session)[1]):
            self._keep(_name_of(found), whether=True)  # what rests on no text and bears no name may match nothing
        return None

    def _compare(self, session: Session) -> tuple[Comparison | None, list[Difference]]:
        if self._compared is None or self._compared[0] != session.text:
            case, _ = check_case(session.tree, str(session.path), self._vocabulary)
            comparison = match_curations(LoadedCase(case, str(session.path), {}, session.tree), self.loaded) if case else None
            self._compared = session.text, comparison, list(comparison.agreement().differences) if comparison else []
        return self._compared[1], self._compared[2]

    def _keep(self, name: str, *, whether: bool) -> None:
        kept = self._kept | {name} if whether else self._kept - {name}
        self._kept_path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(self._kept_path, json.dumps(sorted(kept)).encode())
        self._kept = kept

    def _shown(self, one: Difference, mine: Value, article: Article, names: Mapping[str, str]) -> dict[str, Any]:
        theirs, entry = None, ""
        first, second = self._keys(one)
        if second:
            section, index = place_of(self.loaded.tree.value, second)
            theirs = describe_entry(section, index, entry_at(self.loaded.tree.value, (section, index)), names)
        if first:
            address = place_of(mine, first)
            entry = entry_id(*address, entry_at(mine, address))
        return {
            "id": _name_of(one), "kind": one.kind, "what": one.what, "field": one.field, "first": one.first, "second": one.second,
            "entry": entry, "theirs": theirs, "settled": _name_of(one) in self._kept,
            "marks": {side: _marks(where, article) for side, where in (("first", one.at_first), ("second", one.at_second))},
        }  # fmt: skip

    def _keys(self, one: Difference) -> tuple[str, str]:
        """Return what either side calls what a difference is about, also where it only proposes it; empty where it has no such thing."""
        comparison = self._compared[1] if self._compared else None
        first, second = (side.id if side else "" for side in (one.at_first, one.at_second))
        if comparison and first and not second:
            return first, comparison.doubted_in_second(first) or ""
        return (comparison.doubted_in_first(second) or "" if comparison and not first else first), second


def _name_of(one: Difference) -> str:
    """Return what tells a difference: all that it says, but for the lines."""
    sides = [(side.key, side.name, side.spans) if side else () for side in (one.at_first, one.at_second)]
    return sha256(repr((one.kind, one.what, one.field, one.first, one.second, sides)).encode()).hexdigest()[:16]


def _marks(where: Whereabouts | None, article: Article) -> list[dict[str, list[int]]]:
    return [article.both_spans(*span) for span in where.spans] if where else []


def _read_kept(path: Path) -> set[str]:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    return {one for one in held if isinstance(one, str)} if isinstance(held, list) else set()

"""Another curation of the same document: what it says otherwise, and what taking its side does to the case."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from cengji.agreement import Comparison, Difference, Whereabouts, match_curations
from cengji.cases import LoadedCase, Vocabulary
from cengji.cases.held_keys import concepts_in, references
from cengji.cases.loader import check_case
from cengji.cases.parts import Part
from cengji.cases.shorthand import expand
from cengji.cases.tree import read_tree
from cengji.core.errors import InputError, UsageError
from cengji.core.files import read_file, replace_file
from cengji.curate.actions import Value, add, entry_at, mend, places_of_keys, reject
from cengji.curate.article import Article
from cengji.curate.forms import model_of, section_of
from cengji.curate.session import Session
from cengji.curate.state import describe_entry, entry_id, names_of

__all__ = ["Rival", "take"]

SameAs = Callable[[str], str | None]
"""Gives the key that the case has for what the other curation calls so, None where it has no such thing."""
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
        tree = read_tree(read_file(path, "name a readable case file"), str(path))
        case, faults = check_case(tree, str(path), vocabulary)
        if case is None or faults:
            raise InputError(faults)
        self.loaded = LoadedCase(case, str(path), {}, tree)
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

        :raises UsageError: if there is no such difference or side.
        :raises ConflictError: if the state has changed meanwhile.
        """
        version, side = body.get("version"), body.get("side")
        session.demand(version if isinstance(version, int) else -1)
        comparison, differences = self._compare(session)
        found = next((one for one in differences if _name_of(one) == body.get("difference")), None)
        if comparison is None or found is None or side not in _SIDES:
            raise UsageError("there is no such difference")
        if side != "second":
            self._keep(_name_of(found), whether=side == "first")
            return None
        do = partial(take, theirs=self.loaded.tree.value, difference=found, same_as=comparison.first_key)
        said = found.at_first or found.at_second
        session.change(session.version, "settle", said.key if said else "", do)
        if any(_name_of(one) == _name_of(found) for one in self._compare(session)[1]):
            self._keep(_name_of(found), whether=True)  # what rests on no text matches nothing, even where both say it
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
        theirs = None
        if one.at_second:
            section, index = places_of_keys(self.loaded.tree.value)[one.at_second.key]
            theirs = describe_entry(section, index, entry_at(self.loaded.tree.value, (section, index)), names)
        entry = ""
        if one.at_first:
            address = places_of_keys(mine)[one.at_first.key]
            entry = entry_id(*address, entry_at(mine, address))
        return {
            "id": _name_of(one), "kind": one.kind, "what": one.what, "field": one.field, "first": one.first, "second": one.second,
            "entry": entry, "theirs": theirs, "settled": _name_of(one) in self._kept,
            "marks": {side: _marks(where, article) for side, where in (("first", one.at_first), ("second", one.at_second))},
        }  # fmt: skip


def take(value: Value, theirs: Value, difference: Difference, same_as: SameAs) -> Value:
    """Return the case with what the other curation says about one thing.

    What that refers to is what the case calls the same. What the case lacks comes along: things that are referred to, and concepts that
    the other has declared.
    """
    at_first, at_second = difference.at_first, difference.at_second
    if at_second is None:
        return reject(value, [places_of_keys(value)[_key(at_first)]])
    taking = _Taking(value, theirs, same_as)
    if at_first is None:
        taking.key_of(at_second.key)
        return taking.value
    section, index = places_of_keys(theirs)[at_second.key]
    entry = taking.translated(model_of(section), theirs[section][index])
    address = places_of_keys(taking.value)[at_first.key]
    if difference.field == "section":
        return add(reject(taking.value, [address]), section, {**entry, "key": at_first.key})
    names = {"evidence": ["evidence", "rungs"]}.get(difference.what, [difference.field])
    mine = expand(model_of(address[0]), entry_at(value, address))
    fields = {
        name.partition(".")[0]: _with_value(mine, entry, name.split(".")) for name in names if name.partition(".")[0] in (mine | entry)
    }
    return mend(taking.value, address, fields)


class _Taking:
    """A case that takes over entries of another curation, and the keys that these get in it."""

    def __init__(self, value: Value, theirs: Value, same_as: SameAs) -> None:
        self.value, self.theirs = value, theirs
        self._same_as, self._places = same_as, places_of_keys(theirs)
        self._brought: dict[str, str] = {}

    def key_of(self, key: str) -> str:
        """Return what the case calls a thing of the other curation; what it lacks is added first."""
        known = self._brought.get(key) or self._same_as(key)
        if known or key not in self._places:
            return known or key
        self._brought[key] = _free_key(self.value, key, self._brought.values())
        section, index = self._places[key]
        entry = self.translated(model_of(section), self.theirs[section][index])
        self.value = add(self.value, section, {**entry, "key": self._brought[key]})
        return self._brought[key]

    def translated(self, model: type[Part], entry: Any) -> Value:  # noqa: ANN401 - a plain YAML value
        """Return an entry of the other curation, shorthands written out, in the keys of the case."""
        full: Value = deepcopy(expand(model, entry))
        for holder, at, key in list(references(model, full)):
            if holder is not None:
                holder[at] = self.key_of(key)
        self.value = _with_concepts(self.value, self.theirs, model, full)
        return full


def _key(where: Whereabouts | None) -> str:
    return where.key if where else ""


def _with_value(mine: Mapping[str, Any], theirs: Mapping[str, Any], names: list[str]) -> Any:  # noqa: ANN401 - plain YAML values
    """Return the field of an entry with what another entry says at a path within it; a part that one of them lacks goes as a whole."""
    name, *inside = names
    if not inside or not (mine.get(name) and theirs.get(name)):
        return deepcopy(theirs.get(name))
    held = dict(mine[name])
    inner = _with_value(held, theirs[name], inside)
    if inner is None:
        held.pop(inside[0], None)
    else:
        held[inside[0]] = inner
    return held or None


def _free_key(value: Value, key: str, others: Iterable[str]) -> str:
    taken, number, free = {*places_of_keys(value), *others}, 2, key
    while free in taken:
        free, number = f"{key}-{number}", number + 1
    return free


def _with_concepts(value: Value, theirs: Value, model: type[Part], part: Mapping[str, Any]) -> Value:
    """Return the case with the concepts that a part uses and only the other curation declares."""
    declared = {(scheme, one["key"]): one for scheme, held in (theirs.get("concepts") or {}).items() for one in held or ()}
    own = {(scheme, one["key"]) for scheme, held in (value.get("concepts") or {}).items() for one in held or ()}
    wanted = [one for one in dict.fromkeys(concepts_in(model, part)) if one in declared and one not in own]
    if not wanted:
        return value
    changed = value
    while wanted:
        scheme, key = wanted.pop(0)
        changed = add(changed, section_of(scheme), declared[scheme, key])
        own.add((scheme, key))
        broader = (scheme, declared[scheme, key].get("broader"))
        if broader in declared and broader not in own:
            wanted.append(broader)
    return changed


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

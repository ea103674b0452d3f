"""What taking the side of another curation does to a case, as a change of its plain value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any, Final

from cengji.agreement import Comparison, Difference
from cengji.cases.case import HEAD_FIELDS
from cengji.cases.held_keys import concepts_in, named_concepts, references
from cengji.cases.parts import Part
from cengji.cases.shorthand import expand
from cengji.curate.actions import Value, add, entry_at, mend, place_of, places_of_keys, reject
from cengji.curate.forms import HEAD, SECTIONS, held_in, model_of, scheme_of, section_of
from cengji.curate.mentions import cut
from cengji.curate.own_names import text_of
from cengji.curate.refusals import RefusalError
from cengji.curate.state import entry_id

__all__ = ["take"]

# What is said of a field in words that are not compared goes with it.
_WITH: Final = {"generic": ["no_generic"], "tier": ["tier_reason"], "zh": ["en"]}


def take(value: Value, theirs: Value, difference: Difference, comparison: Comparison) -> Value:
    """Return the case with what the other curation says about one thing.

    What that refers to is what the case calls the same. What the case lacks comes along: things that are referred to, and concepts that
    the other has declared. What only one side proposes is stated, or proposed, as the other does.

    :raises RefusalError: if the other has no such thing, and what the case says of others cannot stand without it.
    """
    at_first, at_second = difference.at_first, difference.at_second
    taking = _Taking(value, theirs, comparison)
    if at_second is None:
        return _without(value, theirs, at_first.id, comparison) if at_first else value
    if at_first is None:
        if proposal := comparison.doubted_in_first(at_second.id):
            taking.replace(proposal, at_second.id)
        else:
            taking.bring(at_second.id)
        return taking.value
    if difference.field == "section":
        taking.replace(at_first.id, at_second.id)
        return taking.value
    section, index = place_of(theirs, at_second.id)
    entry = taking.translated(model_of(section), _of_the_head(entry_at(theirs, (section, index)), section))
    address = place_of(taking.value, at_first.id)
    names = {"evidence": ["evidence", "rungs"]}.get(difference.what, [difference.field])
    names = [*names, *_WITH.get(difference.field.partition(".")[0], [])]
    mine = expand(model_of(address[0]), _of_the_head(entry_at(value, address), section))
    fields = {
        name.partition(".")[0]: _with_value(mine, entry, name.split(".")) for name in names if name.partition(".")[0] in (mine | entry)
    }
    if scheme_of(section) and fields.get("key") in {one.get("key") for one in held_in(value, section)}:
        raise RefusalError("concept-taken", key=fields["key"])
    label = text_of(fields.get("label")).get("zh")
    if label in mine.get("aliases", ()):
        fields["aliases"] = [one for one in mine["aliases"] if one != label] or None
    return mend(taking.value, address, fields)


def _of_the_head(entry: Value, section: str) -> Value:
    """Return an entry; of the head, which is the case itself, its own fields alone."""
    return {name: held for name, held in entry.items() if name in HEAD_FIELDS} if section == HEAD else entry


def _without(value: Value, theirs: Value, name: str, comparison: Comparison) -> Value:
    """Return the case without what only it states; what the other proposes it proposes too.

    :raises RefusalError: if what the case says of others cannot stand without it.
    """
    address, doubted = place_of(value, name), comparison.doubted_in_second(name)
    if doubted is not None:
        return mend(value, address, {"proposed": entry_at(theirs, place_of(theirs, doubted))["proposed"]})
    if scheme := scheme_of(address[0]):
        key = entry_at(value, address)["key"]
        broader = [one.get("broader") for one in held_in(value, address[0])]
        if (scheme, key) in named_concepts(value) or key in broader:
            raise RefusalError("concept-used", key=key)
    return reject(_without_references(value, name), [address])


def _without_references(value: Value, key: str) -> Value:
    """Return the case in which no other entry refers to one.

    :raises RefusalError: if an entry cannot do without.
    """
    changed, needed = deepcopy(value), []
    for section in SECTIONS:
        model = model_of(section)
        for index, entry in enumerate(held_in(changed, section) if section != HEAD else ()):
            if isinstance(entry, dict) and entry.get("key") != key:
                needed += [f"{entry_id(section, index, entry)} ({name})" for name in cut(model, entry, key)]
    if needed:
        raise RefusalError("needed", entries=", ".join(needed[:3]))
    return changed


class _Taking:
    """A case that takes over entries of another curation, and the keys that these get in it."""

    def __init__(self, value: Value, theirs: Value, comparison: Comparison) -> None:
        self.value, self.theirs = value, theirs
        self._comparison, self._places = comparison, places_of_keys(theirs)
        self._brought: dict[str, str] = {}

    def key_of(self, key: str) -> str:
        """Return what the case calls a thing of the other curation; what it lacks is added first, and what it only proposes stated."""
        if key not in self._brought and (proposal := self._comparison.doubted_in_first(key)):
            self.replace(proposal, key)
        known = self._brought.get(key) or self._comparison.first_key(key)
        return known or (self.bring(key) if key in self._places else key)

    def bring(self, name: str) -> str:
        """Add an entry of the other curation, whatever the case has, and return the key that it gets.

        :raises RefusalError: if it is a concept whose key the case has for another.
        """
        section, index = place_of(self.theirs, name)
        model = model_of(section)
        if scheme := scheme_of(section):
            concept = entry_at(self.theirs, (section, index))
            if any(one.get("key") == concept["key"] for one in held_in(self.value, section)):
                raise RefusalError("concept-taken", key=concept["key"])
            self.value = _with_declared(self.value, self.theirs, [(scheme, concept["key"])])
            return name
        has_key = "key" in model.model_fields
        self._brought[name] = _free_key(self.value, name, self._brought.values()) if has_key else name
        entry = self.translated(model, self.theirs[section][index])
        self.value = add(self.value, section, {**entry, "key": self._brought[name]} if has_key else entry)
        return self._brought[name]

    def replace(self, own: str, name: str) -> None:
        """Put what the other curation says in the place of an entry of the case, which keeps its key."""
        self._brought[name] = own
        section, index = place_of(self.theirs, name)
        model = model_of(section)
        entry = self.translated(model, self.theirs[section][index])
        if "key" in model.model_fields:
            entry["key"] = own
        address = place_of(self.value, own)
        if section != address[0]:
            self.value = add(reject(self.value, [address]), section, entry)
        else:
            gone = dict.fromkeys(name for name in expand(model, entry_at(self.value, address)) if name not in entry)
            self.value = mend(self.value, address, {**gone, **entry})

    def translated(self, model: type[Part], entry: Any) -> Value:  # noqa: ANN401 - a plain YAML value
        """Return an entry of the other curation, shorthands written out, in the keys of the case."""
        full: Value = deepcopy(expand(model, entry))
        for holder, at, key in list(references(model, full)):
            if holder is not None:
                holder[at] = self.key_of(key)
        self.value = _with_concepts(self.value, self.theirs, model, full)
        return full


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
    return _with_declared(value, theirs, concepts_in(model, part))


def _with_declared(value: Value, theirs: Value, named: Iterable[tuple[str, str]]) -> Value:
    """Return the case with concepts, each a scheme and a key, that only the other curation declares, and with what is broader."""
    declared = {(scheme, one["key"]): one for scheme, held in (theirs.get("concepts") or {}).items() for one in held or ()}
    own = {(scheme, one["key"]) for scheme, held in (value.get("concepts") or {}).items() for one in held or ()}
    wanted = [one for one in dict.fromkeys(named) if one in declared and one not in own]
    changed = value
    while wanted:
        scheme, key = wanted.pop(0)
        changed = add(changed, section_of(scheme), declared[scheme, key])
        own.add((scheme, key))
        broader = (scheme, declared[scheme, key].get("broader"))
        if broader in declared and broader not in own:
            wanted.append(broader)
    return changed

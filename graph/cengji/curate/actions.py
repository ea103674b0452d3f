"""What a curator does to a case, as changes of its plain value: accept, mend, reject, merge, add; nothing here knows files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final, TypeAlias

from cengji.cases.case import Case
from cengji.cases.held_keys import held_keys, references
from cengji.cases.parts import FieldRole, Part
from cengji.cases.shorthand import expand, field_order, holds_many
from cengji.curate.forms import HEAD, SECTIONS, held_in, is_own, model_of, respell, scheme_of
from cengji.curate.refusals import RefusalError

__all__ = [
    "UNSURE",
    "Address",
    "accept",
    "add",
    "entry_at",
    "mark_unsure",
    "mend",
    "merge",
    "place_of",
    "places_of_keys",
    "referred",
    "reject",
    "spread",
]

Value: TypeAlias = dict[str, Any]
Address: TypeAlias = tuple[str, int]
"""The section of an entry and its place in it, from 0."""

UNSURE: Final = "unsure"
"""Stands under ``proposed`` where the curator could not decide."""
_NAMED: Final = ("label", "aliases")


def entry_at(value: Mapping[str, Any], address: Address) -> Any:  # noqa: ANN401 - a plain YAML value
    """Return the entry at an address; the head of the case is the case itself.

    :raises RefusalError: if there is none.
    """
    section, index = address
    held = held_in(value, section)
    if not 0 <= index < len(held):
        raise RefusalError("no-entry", index=index, section=section)
    return held[index]


def accept(value: Value, addresses: Iterable[Address], *, referred_too: bool = False) -> Value:
    """Return the case with entries accepted; with ``referred_too`` also what they refer to, and so on."""
    wanted = list(addresses)
    if referred_too:
        wanted = referred(value, wanted)
    changed = deepcopy(value)
    for address in wanted:
        entry = entry_at(changed, address)
        if isinstance(entry, dict):
            entry.pop("proposed", None)
    return changed


def mark_unsure(value: Value, addresses: Iterable[Address]) -> Value:
    """Return the case with entries proposed by nothing but the doubt of their curator: they state nothing until they are accepted."""
    changed = deepcopy(value)
    for address in addresses:
        if "proposed" in model_of(address[0]).model_fields and isinstance(entry := entry_at(changed, address), dict):
            entry["proposed"] = UNSURE
    return changed


def referred(value: Mapping[str, Any], addresses: Iterable[Address]) -> list[Address]:
    """Return entries and all that they refer to, directly or through others."""
    places = places_of_keys(value)
    found = dict.fromkeys(addresses)
    waiting = list(found)
    while waiting:
        address = waiting.pop()
        for _, _, key in references(model_of(address[0]), entry_at(value, address)):
            if key in places and places[key] not in found:
                found[places[key]] = None
                waiting.append(places[key])
    return list(found)


def mend(value: Value, address: Address, fields: Mapping[str, Any]) -> Value:
    """Return the case with fields of an entry set as the page sends them; None takes a field out.

    A key that changes changes wherever the case refers to it.
    """
    section, index = address
    changed = deepcopy(value) if "key" in fields else _opened(value, section)
    model, old = model_of(section), entry_at(changed, address)
    old = {model.shorthand: old} if model.shorthand and isinstance(old, str) else old
    new = {name: fields[name] if name in fields else old[name] for name in dict.fromkeys((*old, *fields))}
    written = _write(model, old, new, fields)
    if section == HEAD:
        return written
    held_in(changed, section)[index] = written
    if "key" in fields and old.get("key") != written.get("key"):
        _rename(changed, section, str(old.get("key")), str(written.get("key")))
    return changed


def reject(value: Value, addresses: Iterable[Address]) -> Value:
    """Return the case without some entries; a section that holds no other goes too."""
    changed = deepcopy(value)
    for section, index in sorted(set(addresses), reverse=True):
        entry_at(changed, (section, index))
        held = held_in(changed, section)
        del held[index]
        holder, name = _holder(changed, section)
        if not held:
            del holder[name]
        if not holder:
            del changed["concepts"]
    return changed


def add(value: Value, section: str, entry: Mapping[str, Any]) -> Value:
    """Return the case with an entry more at the end of a section, as a curator would write it."""
    changed = _opened(value, section)
    if scheme_of(section) and not changed.get("concepts"):
        changed = _with_section(changed, "concepts", {})
    holder, name = _holder(changed, section)
    written = respell(model_of(section), None, dict(entry))
    if holder.get(name):
        holder[name].append(written)
    elif holder is changed:
        return _with_section(changed, name, [written])
    else:
        holder[name] = [written]
    return changed


def _opened(value: Value, section: str) -> Value:
    """Return a case whose list of one section is a copy; all else is that of the case."""
    scheme = scheme_of(section)
    if scheme:
        concepts = value.get("concepts") or {}
        return {**value, **({"concepts": {**concepts, scheme: list(concepts.get(scheme) or ())}} if concepts else {})}
    return {**value, section: list(value[section])} if isinstance(value.get(section), list) else dict(value)


def _holder(value: Value, section: str) -> tuple[Value, str]:
    """Return what holds the list of a section, and under which name."""
    scheme = scheme_of(section)
    return (value["concepts"], scheme) if scheme else (value, section)


def _with_section(value: Value, section: str, held: Any) -> Value:  # noqa: ANN401 - any YAML value
    """Return the case with a section more, where a curator would write it."""
    order = list(Case.model_fields)
    earlier = [name for name in value if name != section and name in order and order.index(name) < order.index(section)]
    fields: Value = {}
    for name, one in value.items():
        if name != section:
            fields[name] = one
        if earlier and name == earlier[-1]:
            fields[section] = held
    return fields if section in fields else {**fields, section: held}


def merge(value: Value, away: Address, into: Address) -> Value:
    """Return the case with one entry made part of another of its section.

    What one lacks the other gives; names become aliases, evidence is joined, and what referred to the one that goes refers to the
    one that stays. What one said of the other goes: nothing is part of itself.

    :raises RefusalError: if they are of two sections, or are one.
    """
    if away[0] != into[0] or away == into or away[0] == HEAD:
        raise RefusalError("merge")
    model = model_of(into[0])
    gone, kept = (expand(model, entry_at(value, one)) for one in (away, into))
    joined = {name: held for name, held in gone.items() if name not in ("key", "proposed", "status", *_NAMED)} | kept
    for name in holds_many(model):
        joined[name] = list(_without_repeats([*kept.get(name, []), *gone.get(name, [])]))
    if "label" in kept:
        named = [_label(kept), *kept.get("aliases", [])]
        joined["aliases"] = [*named[1:], *(one for one in (_label(gone), *gone.get("aliases", [])) if one not in named)]
    if "proposed" in kept and "proposed" not in gone:
        del joined["proposed"]  # what was accepted stays so
    changed = deepcopy(mend(value, into, {**joined, **({"proposed": None} if "proposed" not in joined else {})}))
    if "key" in gone:
        _rename(changed, into[0], gone["key"], kept["key"])
        _forget_itself(model, held_in(changed, into[0])[into[1]])
    return reject(changed, [away])


def spread(value: Value, source: Address, targets: Iterable[Address], names: Iterable[str]) -> Value:
    """Return the case with what an entry says in some fields said of others of its section too; none comes to name itself.

    :raises RefusalError: if one of them is of another section, or a field is one that each entry has for itself, or is empty.
    """
    section, model = source[0], model_of(source[0])
    said = expand(model, entry_at(value, source)) if section != HEAD else {}
    fields = {name: said[name] for name in names if name in said and not is_own(name)}
    wanted = [one for one in targets if one != source]
    if not fields or fields.keys() != set(names) or not wanted or any(one[0] != section for one in wanted):
        raise RefusalError("spread")
    named = {key for _, _, key in references(model, fields)}
    for address in wanted:
        if str(entry_at(value, address).get("key")) not in named:
            value = mend(value, address, deepcopy(fields))
    return value


def _forget_itself(model: type[Part], entry: Value) -> None:
    """Take out what an entry says of itself; an item that says nothing else goes with it."""
    for name in [name for name in entry if name != "key"]:
        if not any(key == entry["key"] for _, _, key in references(model, {name: entry[name]})):
            continue
        if isinstance(entry[name], list):
            entry[name] = [one for one in entry[name] if one != entry["key"]]
        if not isinstance(entry[name], list) or not entry[name]:
            del entry[name]


def _label(entry: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a plain YAML value
    return entry.get("label", {}).get("zh")


def _write(model: type[Part], old: Mapping[str, Any], new: Mapping[str, Any], touched: Iterable[str]) -> Value:
    """Return a part with the fields that were touched respelt, each new one where a curator would write it."""
    names = set(touched)
    spelt = respell(model, {name: held for name, held in old.items() if name in names}, {name: new[name] for name in names})
    kept = {name: held for name, held in old.items() if name not in names or name in spelt}
    order = field_order(model)
    written = {name: spelt.get(name, held) for name, held in kept.items()}
    for name in sorted(spelt.keys() - written.keys(), key=order.index):
        before = [one for one in written if one in order and order.index(one) < order.index(name)]
        at = list(written).index(before[-1]) + 1 if before else 0
        fields = list(written.items())
        written = dict([*fields[:at], (name, spelt[name]), *fields[at:]])
    return written


def places_of_keys(value: Mapping[str, Any]) -> dict[str, Address]:
    """Return the address of each entry that has a key."""
    return {
        str(entry["key"]): (section, index)
        for section, held in value.items()
        if isinstance(held, list)
        for index, entry in enumerate(held)
        if isinstance(entry, dict) and "key" in entry
    }


def place_of(value: Mapping[str, Any], name: str) -> Address:
    """Return the address of what a comparison of curations names: a key, or section and place of what has none.

    >>> place_of({"groups": [{"key": "grids"}]}, "grids"), place_of({}, "exclusions/[3]")
    (('groups', 0), ('exclusions', 3))
    """
    section, _, index = name.partition("/")
    return (section, int(index[1:-1])) if index else places_of_keys(value)[name]


def _rename(value: Value, section: str, old: str, new: str) -> None:
    """Change a key wherever the case refers to it; what then would be named twice is named once."""
    scheme = scheme_of(section)

    def refers(role: FieldRole) -> bool:
        return role.scheme is not None and role.scheme.scheme == scheme if scheme else role.ref is not None

    for other in SECTIONS:
        for entry in held_in(value, other) if other != HEAD else ():
            for one in list(held_keys(model_of(other), entry)):
                if one.key == old and refers(one.role):
                    one.holder[one.at] = new
            if not isinstance(entry, dict):
                continue
            if scheme and other == section and entry.get("broader") == old:
                entry["broader"] = new
            for name, held in entry.items():
                if isinstance(held, list) and all(isinstance(key, str) for key in held) and new in held:
                    entry[name] = list(dict.fromkeys(held))


def _without_repeats(parts: Sequence[Any]) -> Iterator[Any]:
    seen: list[Any] = []
    for one in parts:
        if one not in seen:
            seen.append(one)
            yield one

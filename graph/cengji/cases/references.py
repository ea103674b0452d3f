"""The checks across a case file: keys, references, scheme keys and cycles, on its plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cengji.cases.case import Case
from cengji.cases.field_types import InScheme, RefTo
from cengji.cases.parts import Part, roles_of
from cengji.cases.tree import Path, Tree, quote_value
from cengji.cases.vocabulary import KEYS_LISTED, Vocabulary, suggest
from cengji.core.errors import Fault

__all__ = ["check_references", "declared_concepts"]

# The links that must not lead back to their beginning: section → field, one row a kind of link.
_UPWARD = (
    {"bodies": "parent", "groups": "parent"},
    {"groups": "subset_of"},
    {"person_groups": "subset_of"},
    {"measures": "part_of"},
    {"places": "part_of"},
)
# Faults that get a suggestion: the search for near words is slow where thousands are wrong.
_MOST_SUGGESTIONS = 100
_LONGEST_KEY = 63
_MOST_LINKS = 8  # of a circle, that its fault shows


def declared_concepts(tree: Tree) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Yield (scheme, position, concept) for what the case's ``concepts:`` declare; wrong types are passed over."""
    concepts = tree.value.get("concepts") if isinstance(tree.value, dict) else None
    for scheme, entries in concepts.items() if isinstance(concepts, dict) else ():
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, dict) and isinstance(entry.get("key"), str):
                yield scheme, index, entry


def check_references(tree: Tree, name: str, vocabulary: Vocabulary) -> list[Fault]:
    """Return every unknown, doubled or circular key of a case file, in reading order."""
    return sorted(_Checker(tree, name, vocabulary).faults())


class _Checker:
    def __init__(self, tree: Tree, name: str, vocabulary: Vocabulary) -> None:
        self.tree, self.name = tree, name
        self.vocabulary = vocabulary.extend((scheme, concept["key"]) for scheme, _, concept in declared_concepts(tree))
        self.original = vocabulary
        self.keys: dict[str, tuple[str, Path]] = {}
        self.suggestions = 0

    def faults(self) -> Iterator[Fault]:
        if not isinstance(self.tree.value, dict):
            return
        yield from self._keys()
        yield from self._concepts()
        yield from self._part(Case, self.tree.value, ())
        yield from self._cycles()
        yield from self._rung_bodies()

    def _fault(self, path: Path, problem: str, remedy: str) -> Fault:
        return self.tree.fault(self.name, path, problem, remedy)

    def _sections(self) -> Iterator[tuple[str, Path, dict[str, Any]]]:
        for section in self.tree.value:
            for index, entry in self.tree.entries(section):
                yield section, (section, index), entry

    def _keys(self) -> Iterator[Fault]:
        for section, path, entry in self._sections():
            key = entry.get("key")
            if not isinstance(key, str):
                continue
            if key in self.keys:
                owner, first = self.keys[key]
                if owner == section and section in self.tree.repeated:
                    continue
                problem = f"the key {quote_value(key)} is taken ({self.tree.where((*first, 'key'))}, {owner})"
                yield self._fault((*path, "key"), problem, "give each item of a case a key of its own")
            else:
                self.keys[key] = (section, path)

    def _concepts(self) -> Iterator[Fault]:
        seen: set[tuple[str, str]] = set()
        for scheme, index, concept in declared_concepts(self.tree):
            path: Path = ("concepts", scheme, index)
            key, broader = concept["key"], concept.get("broader")
            if self.original.has_taken_in(scheme, concept):
                continue
            if self.original.knows(scheme, key):
                yield self._fault((*path, "key"), f"{quote_value(key)} is already in the scheme {scheme}", "use it without declaring it")
            elif (scheme, key) in seen:
                yield self._fault((*path, "key"), f"{quote_value(key)} is declared twice", "keep one of the two")
            seen.add((scheme, key))
            if isinstance(broader, str):
                yield from self._scheme_key(InScheme(scheme), broader, (*path, "broader"))
            yield from self._usual_tier(scheme, concept.get("tier"), (*path, "tier"))

    def _usual_tier(self, scheme: str, tier: object, path: Path) -> Iterator[Fault]:
        if tier is not None and scheme != "body-kind":
            yield self._fault(path, f"a concept of the scheme {scheme} has no tier", "leave it out; only kinds of bodies have one")
        elif isinstance(tier, str):
            yield from self._scheme_key(InScheme("tier"), tier, path)

    def _part(self, model: type[Part], value: dict[str, Any], path: Path) -> Iterator[Fault]:
        roles = roles_of(model)
        for name, held in value.items():
            role = roles.get(name)
            if role is None:
                continue
            for inner, one in _each(held, (*path, name)):
                if role.ref and isinstance(one, str):
                    yield from self._reference(role.ref, one, inner)
                elif role.scheme and isinstance(one, str):
                    yield from self._scheme_key(role.scheme, one, inner)
                elif role.model and isinstance(one, dict):
                    yield from self._part(role.model, one, inner)
                elif role.model and role.model.shorthand and isinstance(one, str):
                    yield from self._part(role.model, {role.model.shorthand: one}, inner)

    def _reference(self, ref: RefTo, key: str, path: Path) -> Iterator[Fault]:
        section = self.keys[key][0] if key in self.keys else None
        if section in ref.sections and self._is_proposed(self.keys[key][1]) and not self._is_proposed(path[:2]):
            remedy = f"accept {key} too (take its line `proposed:` away), or keep this one proposed"
            yield self._fault(path, f"{quote_value(key)} is only proposed", remedy)
        if section in ref.sections and self.keys[key][1] == path[:2] and not any(fields.get(section) == path[2] for fields in _UPWARD):
            yield self._fault(path, f"{quote_value(key)} is this entry itself", "name another, or leave it out")
        if section in ref.sections or (section and section not in roles_of(Case)):  # a misspelt section is a fault of its own
            return
        if section is None and self.tree.unread.intersection(ref.sections):
            return
        allowed = (
            [known for known, (owner, _) in self.keys.items() if owner in ref.sections] if self.suggestions < _MOST_SUGGESTIONS else []
        )
        problem = f"nothing in this case has the key {quote_value(key)}"
        if section:
            problem = f"{quote_value(key)} is one of the {section}, but this field takes one of the {' or '.join(ref.sections)}"
        yield self._fault(path, problem, self._suggestion(key, allowed))

    def _is_proposed(self, path: Path) -> bool:
        """Return whether the entry at this path is a guess that nobody has accepted."""
        section, index = path[:2]
        return self.tree.value[section][index].get("proposed") is not None

    def _scheme_key(self, mark: InScheme, key: str, path: Path) -> Iterator[Fault]:
        if not self.vocabulary.knows(mark.scheme, key) and "concepts" not in self.tree.unread:
            self.suggestions += 1
            few = self.suggestions <= _MOST_SUGGESTIONS
            remedy = self.vocabulary.suggest_concept(mark.scheme, key) if few else KEYS_LISTED
            yield self._fault(path, f"the scheme {mark.scheme} has no {quote_value(key)}", remedy)

    def _suggestion(self, wrong: str, known: list[str]) -> str:
        """Suggest keys of the case, for the first faults only."""
        self.suggestions += 1
        return suggest(wrong, known) if self.suggestions <= _MOST_SUGGESTIONS else "see docs/case-format.md"

    def _cycles(self) -> Iterator[Fault]:
        for fields in _UPWARD:
            links: dict[str, tuple[str, Path]] = {}
            for section, path, entry in self._sections():
                field = fields.get(section)
                key, parent = entry.get("key"), entry.get(field) if field else None
                if field and isinstance(key, str) and isinstance(parent, str) and self.keys[key][1] == path:
                    links[key] = (parent, (*path, field))
            yield from self._rings(links)
        broader: dict[str, dict[str, tuple[str, Path]]] = {}
        for scheme, index, concept in declared_concepts(self.tree):
            if isinstance(concept.get("broader"), str):
                place: Path = ("concepts", scheme, index, "broader")
                broader.setdefault(scheme, {}).setdefault(concept["key"], (concept["broader"], place))
        for links in broader.values():
            yield from self._rings(links)

    def _rings(self, links: dict[str, tuple[str, Path]]) -> Iterator[Fault]:
        """Yield one fault for each ring of links: at a place put into one of a lower tier, else at the member first in the file."""
        done: set[str] = set()
        order = {key: number for number, key in enumerate(links)}
        for start in links:
            trail: dict[str, int] = {}
            at = start
            while at in links and at not in done and at not in trail:
                trail[at] = len(trail)
                at = links[at][0]
            done.update(trail)
            if at in trail:
                ring = list(trail)[trail[at] :]
                first = ring.index(min(ring, key=lambda key: (not self._leads_down(key, links[key][0]), order[key])))
                ring = [*ring[first:], *ring[:first]]
                chain = " → ".join([*ring[:_MOST_LINKS], *(["…"] if len(ring) > _MOST_LINKS else []), ring[0]])
                yield self._fault(links[ring[0]][1], f"{quote_value(ring[0])} is its own ancestor ({chain})", "correct one of these links")

    def _leads_down(self, key: str, parent: str) -> bool:
        """Return whether a place lies in one of a lower tier."""
        places = {entry.get("key"): entry.get("tier") for _, entry in self.tree.entries("places")}
        ranks = [self.vocabulary.tier_ranks.get(str(places.get(one))) for one in (key, parent)]
        return None not in ranks and ranks[0] < ranks[1]  # type: ignore[operator]  # neither is None

    def _rung_bodies(self) -> Iterator[Fault]:
        for number, ladder in self.tree.entries("ladders"):
            rungs = ladder.get("rungs")
            bodies: list[str] = []
            for index, rung in enumerate(rungs if isinstance(rungs, list) else ()):
                body = rung.get("body") if isinstance(rung, dict) else None
                if not isinstance(body, str):
                    continue
                here: Path = ("ladders", number, "rungs", index, "body")
                if body in bodies:
                    yield self._fault(here, f"{body!r} stands on two rungs of one ladder", "give each rung its own body")
                if len(f"{ladder.get('key')}-{body}") > _LONGEST_KEY:
                    yield self._fault(here, "ladder key and body key together exceed 62 characters", "shorten one of them")
                bodies.append(body)


def _each(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:  # noqa: ANN401 - plain YAML values
    if isinstance(value, list):
        for index, one in enumerate(value):
            yield (*path, index), one
    else:
        yield path, value

"""Bodies put on the common scale, each by the word for its level, its code or its name, and always by where it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cengji.core.namespaces import SCHEME
from cengji.tables.bodies import Bodies
from cengji.tables.tiers import COMMUNITY, Scale, level_number, tier_of_code

__all__ = ["Placing", "TierChoice", "depths_of", "place_on_scale"]

OPEN: Final = ""
_TIER: Final = f"{SCHEME}tier/"
_PROVINCES: Final = range(11, 83)
_MOST: Final = 0.9


@dataclass(frozen=True, slots=True)
class TierChoice:
    """What became of a word for a level: the tier of the common scale, empty where it was left open, of how many bodies, and why."""

    word: str
    tier: str
    bodies: int
    reason: str


@dataclass(frozen=True, slots=True)
class Placing:
    """The key of the tier of each body, empty where it is open, and what became of each word."""

    tiers: Sequence[str]
    choices: tuple[TierChoice, ...]


def depths_of(bodies: Bodies) -> list[int]:
    """Return how deep each body stands, 0 at the top; bodies of a loop stand at the top."""
    depths = [-1] * len(bodies)
    parents = bodies.parents
    for start in range(len(bodies)):
        way = []
        body = start
        while body >= 0 and depths[body] < 0:
            depths[body] = 0
            way.append(body)
            body = parents[body]
        depth = depths[body] if body >= 0 else -1
        for step in reversed(way):
            depth += 1
            depths[step] = depth
    return depths


def place_on_scale(bodies: Bodies, scale: Scale, given: Mapping[str, str], depths: Sequence[int]) -> Placing:
    """Return the tiers of the bodies.

    A word means what ``given`` says, else what the labels of the scheme say. One that means several tiers is decided by superior and
    subordinates, if these leave one; below the community a word counts only where the superior stands on the community or below it.
    Bodies without a word are placed by their division code; else a whole depth by what all names on it end in.
    """
    tiers = [OPEN] * len(bodies)
    reasons: dict[int, str] = {}
    codes = {} if all(bodies.levels) else _codes(bodies)
    names = {} if all(bodies.levels) else _names_by_depth(bodies, scale, depths)
    words = {level: _candidates(level, scale) for level in set(bodies.levels)}
    below: dict[int, list[int]] = defaultdict(list)
    if any(len(found) > 1 for found in words.values()):
        for body, upper in enumerate(bodies.parents):
            below[upper].append(body)
    decided: dict[tuple[str, str, int], tuple[str, str]] = {}
    levels, parents = bodies.levels, bodies.parents
    for body in sorted(range(len(bodies)), key=depths.__getitem__):
        word, upper = levels[body], parents[body]
        above = tiers[upper] if upper >= 0 else OPEN
        if word:
            found = words[word]
            lower = (
                min((scale.ranks[one[0]] for low in below[body] if len(one := words[levels[low]]) == 1), default=0) if len(found) > 1 else 0
            )
            known = word, above, lower
            if known not in decided:
                decided[known] = _place(word, found, above, lower, given, scale)
            tiers[body], reasons[body] = decided[known]
        elif word in given:
            tiers[body], reasons[body] = given[word], "as the map says"
        elif body in codes:
            tiers[body], reasons[body] = codes[body], "by the division code"
        elif kind := scale.kind_tier(scale.kinds.get(bodies.kinds[body], "")):
            tiers[body], reasons[body] = _decide((kind,), above, 0, scale)
        elif tier := names.get(depths[body], OPEN):
            tiers[body], reasons[body] = tier, "by the names of all on this depth"
    return Placing(tiers, _choices(bodies, tiers, reasons, depths))


def _place(word: str, found: Sequence[str], above: str, lower: int, given: Mapping[str, str], scale: Scale) -> tuple[str, str]:
    """Return the tier of a word for a level, and why: by the map, by itself if it is the IRI of a tier, or by the scheme."""
    if word in given:
        return given[word], "as the map says"
    if word.startswith(_TIER):
        return (found[0] if found else OPEN), "as stated"
    return _decide(found, above, lower, scale)


def _candidates(word: str, scale: Scale) -> tuple[str, ...]:
    if word.startswith(_TIER):
        return (word.removeprefix(_TIER),) if word.removeprefix(_TIER) in scale.ranks else ()
    return scale.candidates(word)


def _decide(found: Sequence[str], above: str, lower: int, scale: Scale) -> tuple[str, str]:
    """Return the tier that superior and subordinates leave of those that a word may mean, and why, or why it is open."""
    ranks = scale.ranks
    left = found
    if len(found) > 1:
        left = [one for one in found if (not above or ranks[above] < ranks[one]) and (not lower or ranks[one] < lower)]
        if len(left) != 1:
            return OPEN, f"it may mean {' or '.join(map(scale.labels.__getitem__, found))}"
    if not left:
        return OPEN, "no label of the scheme"
    tier = left[0]
    if ranks[tier] > COMMUNITY and not (above and COMMUNITY <= ranks[above] < ranks[tier]):
        return OPEN, "below the community a word counts only under a community"
    return tier, "by the label of the scheme" if len(found) == 1 else "by what stands above and below it"


def _codes(bodies: Bodies) -> dict[int, str]:
    """Return the tiers of division codes, where most identifiers are such."""
    found = {
        body: tier
        for body, code in enumerate(bodies.ids)
        if code[:2].isdigit() and int(code[:2]) in _PROVINCES and (tier := tier_of_code(code))
    }
    coded = sum(map(bool, bodies.ids))
    return found if found and len(found) >= _MOST * coded and len(set(found.values())) > 1 else {}


def _names_by_depth(bodies: Bodies, scale: Scale, depths: Sequence[int]) -> dict[int, str]:
    """Return the tier of each depth on which the names of all bodies end in a word for it; none unless they follow in order."""
    found: dict[int, set[str]] = defaultdict(set)
    for body, name in enumerate(bodies.names):
        if not bodies.levels[body] and len(found[depths[body]]) < 2:
            found[depths[body]].add(scale.name_tier(name))
    tiers = {depth: next(iter(held)) for depth, held in sorted(found.items()) if len(held) == 1 and held != {OPEN}}
    ranks = [scale.ranks[tier] for tier in tiers.values()]
    return tiers if len(ranks) > 1 and ranks == sorted(set(ranks)) else {}


def _choices(bodies: Bodies, tiers: Sequence[str], reasons: Mapping[int, str], depths: Sequence[int]) -> tuple[TierChoice, ...]:
    counted: Counter[tuple[str, str, str]] = Counter()
    for (word, depth, tier, reason), number in Counter(
        (word, 0 if word else depths[body], tier, reasons.get(body, "nothing says its level"))
        for body, (word, tier) in enumerate(zip(bodies.levels, tiers, strict=True))
    ).items():
        shown = word.removeprefix(_TIER) if word else f"(depth {depth + 1})"
        if word and not tier and level_number(word):
            counted[shown, tier, "a number says no tier: name it in the map"] += number
        else:
            counted[shown, tier, reason] += number
    return tuple(TierChoice(word, tier, number, reason) for (word, tier, reason), number in counted.items())

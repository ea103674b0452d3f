"""What is read of a text in Latin script: places that are named with their tier, and bodies with names in capitals or abbreviated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cengji.draft.context import Context
from cengji.draft.languages import is_latin
from cengji.draft.passages import Passages, Span
from cengji.draft.statements import Statement
from cengji.draft.word_lists import words, words_by_name

__all__ = ["choose_latin_home", "find_latin_bodies", "find_latin_places"]

_NAME = r"[A-Z][\w'’-]+"
_RANKS = ("province", "county", "subdistrict", "community", "sub-community")
_KINDS = ("government", "representative", "residents", "team")
_GLOSS = re.compile(rf"(?P<name>{_NAME}(?: (?:of |for |and |the )*{_NAME}){{1,5}}) ?\((?P<short>[A-Z][A-Za-z]{{1,7}})\)")
_COUNT = re.compile(r"\d[\d,.\s]{0,14}(?:[Oo]rang )?$")
_LOOK_BACK = 20  # characters
_LONGEST = 48


def find_latin_places(passages: Passages) -> list[Statement]:
    """Return the places that are named with a word for their tier, each in the nearest wider one that is printed; none of other scripts."""
    found: dict[str, Statement] = {}
    for tier, match in _printed(passages) if is_latin(passages.text) else ():
        name = " ".join(match["name"].split())
        label = name if tier in ("province", "county") and match.re in _of().values() else " ".join(match[0].split())
        place = found.setdefault(label, Statement("places", label, [], "named-with-tier", {"tier": tier}, english=label))
        place.spans.append(match.span())
    ordered = sorted(found.values(), key=lambda one: (_RANKS.index(str(one.fields["tier"])), one.start))
    for number, place in enumerate(ordered):
        wider = [one for one in ordered[:number] if _RANKS.index(str(one.fields["tier"])) < _RANKS.index(str(place.fields["tier"]))]
        if wider:
            lowest = wider[-1].fields["tier"]
            place.fields["part_of"] = min(
                (one for one in wider if one.fields["tier"] == lowest), key=lambda one: abs(one.start - place.start)
            )
    return sorted(found.values(), key=lambda one: one.start)


def choose_latin_home(places: list[Statement]) -> Statement | None:
    """Return the place that is printed most, the first of equals, or what it lies in, if that is spoken of by itself too."""
    home = max(places, key=lambda one: (len(one.spans), -one.start), default=None)
    starts = {span[0] for one in places for span in one.spans}
    while home is not None and isinstance(above := home.fields.get("part_of"), Statement) and any(s[1] not in starts for s in above.spans):
        home = above
    return home


def _printed(passages: Passages) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the tier and the match of each place, in reading order; what one pattern has read no other reads again."""
    taken: list[Span] = []
    matches = [
        (tier, match)
        for patterns in (_of(), _before(), _behind())
        for tier, one in patterns.items()
        for match in one.finditer(passages.text)
    ]
    for tier, match in matches:
        if passages.is_prose(match.start()) and not any(start < match.end() and match.start() < end for start, end in taken):
            taken.append(match.span())
            yield tier, match


@cache
def _tier_words() -> str:
    names = [name for name in words_by_name("latin") if name.startswith(("before-", "behind-", "of-"))]
    names.append("offices")
    return "|".join(sorted({word for name in names for word in words("latin", name)}))


@cache
def _before() -> dict[str, re.Pattern[str]]:
    """Return by tier the pattern of names behind a word for it: Kecamatan Dau."""
    name = rf"(?P<name>(?!(?:{_tier_words()})\b){_NAME}(?: (?!(?:{_tier_words()})\b){_NAME}){{0,2}})"
    held = {tier: words_by_name("latin").get(f"before-{tier}", ()) for tier in _RANKS}
    return {tier: re.compile(rf"\b(?:{'|'.join(found)}) {name}") for tier, found in held.items() if found}


@cache
def _of() -> dict[str, re.Pattern[str]]:
    """Return by tier the pattern of names behind a word for it and of: State of Kerala; what has a government is at least a county."""
    name = rf"of\s+(?:the )?(?P<name>{_NAME}(?: (?!of\b){_NAME})?)"
    held = {tier: words_by_name("latin").get(f"of-{tier}", ()) for tier in _RANKS}
    return {tier: re.compile(rf"\b(?:{'|'.join(found)}) {name}") for tier, found in held.items() if found}


@cache
def _behind() -> dict[str, re.Pattern[str]]:
    """Return by tier the pattern of names before a word for it: Malang Regency."""
    name = rf"(?P<name>(?!(?:The|A|An|Each|Every|This|That|In|Of)\b){_NAME}(?: (?!(?:{_tier_words()})\b){_NAME})?)"
    held = {tier: words_by_name("latin").get(f"behind-{tier}", ()) for tier in _RANKS}
    return {tier: re.compile(rf"\b{name} (?:{'|'.join(found)})\b") for tier, found in held.items() if found}


def find_latin_bodies(context: Context) -> list[Statement]:
    """Return what is explained by an abbreviation, and what is named in capitals up to a noun for bodies; none of other scripts."""
    if not is_latin(context.text):
        return []
    found: dict[str, Statement] = {}
    for match in _GLOSS.finditer(context.text):
        kind = _kind(match["name"])
        if kind and context.passages.is_prose(match.start()):
            short = match["short"].removesuffix("s") if match["short"][-2:-1].isupper() else match["short"]
            name = _spelt_out(match["name"].split(), short)
            _note(context, found, name, kind, (match.end("name") - len(name), match.end()), short)
    for match in _titles().finditer(context.text):
        kind = _kind(match[0])
        inside = any(start < match.end() and match.start() < end for one in found.values() for start, end in one.spans)
        if kind and not inside and context.passages.is_prose(match.start()):
            _note(context, found, " ".join(match[0].split()), kind, match.span(), "")
    return list(found.values())


@cache
def _titles() -> re.Pattern[str]:
    nouns = "|".join(sorted({word for kind in _KINDS for word in words("latin", kind)}))
    offices = "|".join(words("latin", "offices"))
    own = rf"(?:(?!(?:{offices})\b){_NAME} (?:of |for |and |the )*){{1,4}}(?:{nouns})(?: of (?:the )?{_NAME})?"
    return re.compile(
        rf"\b(?!(?:The|A|An|Each|Every)\b)(?:{own}|(?:{'|'.join(words('latin', 'governs'))}) (?:of (?:the )?)?{_NAME}(?: {_NAME})?)\b"
    )


def _spelt_out(parts: list[str], short: str) -> str:
    """Return the last words of a name that an abbreviation stands for, all of them where the letters tell none."""
    for first in range(len(parts) - 1, -1, -1):
        if "".join(part[0] for part in parts[first:] if part[0].isupper()) == short:
            return " ".join(parts[first:])
    return " ".join(part for part in parts if part not in words("latin", "offices"))


def _kind(name: str) -> str | None:
    """Return the kind that a noun in a name tells, the last one first, unless it begins with that of a government."""
    parts = name.split()
    if parts[0] in words("latin", "governs"):
        return "government"
    return next((kind for part in reversed(parts) for kind in _KINDS if part in words("latin", kind)), None)


def _note(context: Context, found: dict[str, Statement], label: str, kind: str, span: Span, short: str) -> None:
    if len(label) > _LONGEST or label in found or not context.knowledge.knows("body-kind", kind):
        return
    plural = label.endswith("s") and kind in ("residents", "team", "representative")
    fields: dict[str, object] = {"kind": kind, "place": context.home}
    one = Statement("groups" if plural else "bodies", label, [span], "named-in-latin", fields, english=label)
    for other in re.finditer(rf"\b{re.escape(short)}s?\b", context.text) if short else ():
        counted = _COUNT.search(context.text, max(0, other.start() - _LOOK_BACK), other.start())
        if counted or not span[0] <= other.start() < span[1]:
            one.spans.append((counted.start() if counted else other.start(), other.end()))
    if short:
        one.aliases.append(short)
    found[label] = one

"""Case files → cases: every fault of every file collected, with its line, before anything is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from cengji.cases.case import Case
from cengji.cases.field_types import KEY_PATTERN, PRINTABLE_PATTERN
from cengji.cases.parts import Part, roles_of
from cengji.cases.recovery import EMPTY, read_sections
from cengji.cases.references import check_references, declared_concepts
from cengji.cases.tree import Path, Tree, quote_value
from cengji.cases.vocabulary import Vocabulary, suggest
from cengji.core.errors import Fault, InputError
from cengji.core.files import read_file
from cengji.core.memory import without_collector

__all__ = ["LoadedCase", "check_case", "load_case", "load_cases"]

_EXPECTED = {
    "bool_type": "true or false",
    "decimal_type": "a number",
    "dict_type": "a mapping (key: value lines)",
    "int_type": "a whole number",
    "is_instance_of": "a number",
    "list_type": "a list (lines that begin with -)",
    "model_type": "a mapping (key: value lines)",
    "string_type": "a text",
}
_PATTERNS = {
    KEY_PATTERN: ("is not a key", "use 1 to 63 of the characters a-z, 0-9 and -"),
    PRINTABLE_PATTERN: ("is more than one line, or has control characters", "write it on one line"),
    r"^[0-9a-f]{64}$": ("is not a SHA-256 digest", "give its 64 digits 0-9 and a-f, as `sha256sum` prints them"),
}
_FIELDS = {
    "code": ("is not a division code", "give its 2, 4, 6, 9 or 12 digits in quotes"),
    "language": ("is not a language", "give its ISO 639-1 code of two small letters, such as en"),
    "licence": ("is not a licence", "give its SPDX identifier, such as CC-BY-4.0, or its IRI"),
    "other": ("is not the body of another case", "write it as case/key"),
}
_KINDS = {bool: "true/false", dict: "a mapping", int: "a number", list: "a list", str: "a text", type(None): "nothing"}


@dataclass(frozen=True, slots=True)
class LoadedCase:
    """A case, the name of its file, the line of each of its items (section, key → line), and the file as a tree."""

    case: Case
    path: str
    lines: dict[tuple[str, str], int]
    tree: Tree = field(repr=False, compare=False)


@without_collector
def load_cases(paths: Iterable[FilePath], vocabulary: Vocabulary) -> list[LoadedCase]:
    """Load case files, in the order of their case keys.

    :raises InputError: with every fault of every file, if there is any.
    """
    loaded: list[LoadedCase] = []
    faults: list[Fault] = []
    trees: list[tuple[str, Tree]] = []
    for path in sorted(set(paths)):
        try:
            tree, one, found = _load(path, vocabulary)
        except InputError as error:
            faults += error.faults
            continue
        trees.append((str(path), tree))
        faults += found
        loaded += [one] if one else []
    faults += _faults_between(trees, vocabulary)
    if faults:
        raise InputError(faults)
    return sorted(loaded, key=lambda one: one.case.case)


def load_case(path: FilePath, vocabulary: Vocabulary) -> LoadedCase:
    """Load a case file for itself: whether there are the bodies of other cases that it names is not asked.

    :raises InputError: with every fault of the file, if there is any.
    """
    _, loaded, faults = _load(path, vocabulary)
    if loaded is None or faults:
        raise InputError(faults)
    return loaded


def _load(path: FilePath, vocabulary: Vocabulary) -> tuple[Tree, LoadedCase | None, list[Fault]]:
    tree = read_sections(read_file(path, "name a readable YAML file"), str(path))
    case, faults = check_case(tree, str(path), vocabulary)
    return tree, LoadedCase(case, str(path), _item_lines(case, tree), tree) if case else None, faults


def check_case(tree: Tree, name: str, vocabulary: Vocabulary) -> tuple[Case | None, list[Fault]]:
    """Return the case that a tree holds, None if it holds none, and every fault that shows without the other cases.

    :param name: what to call the file in faults.
    """
    faults = tree.faults + check_references(tree, name, vocabulary)
    try:
        return _without_taken_in(Case.model_validate(tree.value), vocabulary), faults
    except ValidationError as error:
        return None, faults + _model_faults(error, tree, name)


def _without_taken_in(case: Case, vocabulary: Vocabulary) -> Case:
    """Return a case without the concepts that the schemes have taken in since it was written: what they say holds."""
    left = {
        scheme: [one for one in declared if not vocabulary.has_taken_in(scheme, {"key": one.key, "zh": one.zh, "en": one.en})]
        for scheme, declared in case.concepts.items()
    }
    return case if left == case.concepts else case.model_copy(update={"concepts": {scheme: held for scheme, held in left.items() if held}})


def _item_lines(case: Case, tree: Tree) -> dict[tuple[str, str], int]:
    lines: dict[tuple[str, str], int] = {}
    counts: dict[str, int] = {}
    for section, item in case.items():
        index = counts[section] = counts.get(section, -1) + 1
        lines[section, item.key] = tree.line((section, index))
    return lines


def _model_faults(error: ValidationError, tree: Tree, name: str) -> list[Fault]:
    found = [one for one in error.errors() if one["type"] != "missing" or one["loc"][0] not in tree.unread]
    return [tree.fault(name, *_explain(dict(detail))) for detail in found]


def _explain(detail: dict[str, Any]) -> tuple[Path, str, str]:
    """Translate one error of pydantic into path, problem and remedy."""
    path, kind, value = detail["loc"], detail["type"], detail["input"]
    context = detail.get("ctx", {})
    if kind == "extra_forbidden" and value in ("", None):  # {en: one, two} reads as two keys, the second without a value
        return path, f"unknown key {quote_value(path[-1])} without a value", "put a text with a comma or colon in quotes"
    if kind == "extra_forbidden":
        fields = roles_of(_model_at(path[:-1]))
        return path, f"unknown key {quote_value(path[-1])}", suggest(str(path[-1]), frozenset(fields))
    if kind == "missing":
        return path, "is missing", "add it"
    if kind == "string_too_long":
        limit = context["max_length"]
        return path, f"has {len(value)} characters, at most {limit} may stand here", "cut it to the words that say it"
    if value is None and not path:
        return path, *EMPTY
    if kind == "string_too_short" or value in ("", None):
        return path, "is empty", "write it, or leave the key out"
    if kind == "string_pattern_mismatch":
        problem, remedy = _PATTERNS.get(context["pattern"]) or _FIELDS[str(path[-1])]
        return path, f"{problem}: {quote_value(value)}", remedy
    if kind == "too_short":
        return path, f"has {context['actual_length']} of at least {context['min_length']} entries", "add what is missing"
    if kind == "value_error":
        problem, remedy = context["error"].args
        return path, problem if isinstance(value, dict) else f"{quote_value(value)} {problem}", remedy
    if kind in ("greater_than", "greater_than_equal"):
        least = f"above {context['gt']}" if "gt" in context else f"of at least {context['ge']}"
        return path, f"is {value}, which is too small", f"write a number {least}"
    if kind == "literal_error":
        return path[:-1] if path[-1] == "[key]" else path, f"{quote_value(value)} is not allowed here", f"use {context['expected']}"
    if kind in _EXPECTED:
        text = kind == "string_type" or (kind == "model_type" and _model_at(path).shorthand)
        expected = "a text" if text else _EXPECTED[kind]
        quoted = " (put it in quotes)" if text and not isinstance(value, list | dict) else ""
        found = _KINDS.get(type(value), "a number")
        if isinstance(value, str | int | Decimal):
            found += f" ({quote_value(value) if isinstance(value, str) else value})"
        return path, f"is {found}, expected {expected}", f"write {expected}{quoted}"
    return path, f"{detail['msg'][0].lower()}{detail['msg'][1:]}: {quote_value(value)}", "see docs/case-format.md"


def _model_at(path: Path) -> type[Part]:
    """Return the part of the case model that a path leads to (the case itself where it leads to none)."""
    model: type[Part] = Case
    for step in path:
        role = roles_of(model).get(step) if isinstance(step, str) else None
        if role and role.model:
            model = role.model
    return model


def _faults_between(trees: list[tuple[str, Tree]], vocabulary: Vocabulary) -> list[Fault]:
    """Find what single files cannot show: names that clash between files, bodies tied to no body."""
    faults: list[Fault] = []
    owners: dict[tuple[str, str], tuple[str, object]] = {}
    for name, tree in trees:
        for path, kind, key, meaning in _shared_names(tree, vocabulary):
            owner, known = owners.setdefault((kind, key), (name, meaning))
            if owner != name and (meaning is None or known != meaning):
                problem = f"the {kind} {key!r} is {'described differently' if meaning else 'already taken'} in {owner}"
                faults.append(tree.fault(name, path, problem, "use one description in both" if meaning else "use another key"))
    bodies = frozenset(f"{_case_key(tree)}/{body.get('key')}" for _, tree in trees for _, body in tree.entries("bodies"))
    for name, tree in trees if not any("bodies" in tree.unread for _, tree in trees) else ():
        for index, same in tree.entries("same_bodies"):
            other = same.get("other")
            if isinstance(other, str) and other not in bodies:
                problem = f"the cases loaded have no body {other!r}"
                faults.append(tree.fault(name, ("same_bodies", index, "other"), problem, suggest(other, bodies)))
    return faults


def _case_key(tree: Tree) -> object:
    return tree.value.get("case") if isinstance(tree.value, dict) else None


def _shared_names(tree: Tree, vocabulary: Vocabulary) -> Iterator[tuple[Path, str, str, object]]:
    """Yield (path, kind, name, meaning) of what files share: equal names must have equal meanings."""
    key = _case_key(tree)
    if isinstance(key, str):
        yield ("case",), "case key", key, None
    document = tree.value.get("document") if isinstance(tree.value, dict) else None
    if isinstance(document, dict) and isinstance(document.get("key"), str):
        yield ("document",), "document", document["key"], {name: held for name, held in document.items() if name != "part"}
    if isinstance(document, dict) and isinstance(document.get("sha256"), str):
        yield ("document", "sha256"), "key of the document with SHA-256", document["sha256"], (document.get("key"),)
    for scheme, index, concept in declared_concepts(tree):
        if not vocabulary.has_taken_in(scheme, concept):
            yield ("concepts", scheme, index, "key"), f"concept of {scheme}", concept["key"], _spelt_out(concept)
    for index, place in tree.entries("places"):
        if isinstance(place.get("code"), str):
            told = _spelt_out(place)
            yield ("places", index, "code"), "division code", place["code"], (told.get("label"), told.get("tier"))
        elif isinstance(place.get("key"), str):
            yield ("places", index, "key"), "place key", place["key"], None


def _spelt_out(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry of a file with its texts written out, and without what says nothing: two spellings of the same are equal."""
    texts = ("label", "definition")
    return {name: {"zh": held} if name in texts and isinstance(held, str) else held for name, held in entry.items() if held is not None}

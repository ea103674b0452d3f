"""Every rule that can propose a statement has a name in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import cengji.draft
from cengji.draft.rule_names import OF_EVENTS, OF_MODELS, RULE_NAMES

FOLDER = Path(cengji.draft.__file__).parent
PLACE = {"Statement": 3, "note": 2, "_ladder": 1, "make_ladder": 1}
"""The functions that a rule is given to, and at which place."""


def test_every_rule_has_a_name() -> None:
    used = set(rules())
    assert used - RULE_NAMES.keys() == {OF_EVENTS, OF_MODELS}, "these families are named by what follows"
    assert RULE_NAMES.keys() - used == set(), "a name of no rule"
    assert all(name.zh and name.en for name in RULE_NAMES.values())


def rules() -> Iterator[str]:
    """Yield what is given as the rule of a statement anywhere in the drafts; of a string with places what stands before the first."""
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args) if len(args) > PLACE.get(name, 99):
                    yield from strings(args[PLACE[name]])
                case ast.Call(func=ast.Name(id="_note"), args=[_, _, _, _, rule, *_]):
                    yield from strings(rule)
                case ast.Assign(targets=[ast.Name(id="rule")], value=value):
                    yield from strings(value)
                case ast.Yield(value=ast.Tuple(elts=[rule, _, _])) if path.name == "ladders.py":
                    yield from strings(rule)
                case ast.Call(func=ast.Attribute(attr="append"), args=[ast.Tuple(elts=[rule, _, _])]) if path.name == "ladders.py":
                    yield from strings(rule)


def strings(node: ast.expr) -> Iterator[str]:
    """Yield the strings that an expression may be."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from (*strings(one), *strings(other))
        case ast.JoinedStr(values=[first, *_]):
            yield from strings(first)
        case ast.Subscript(value=value) | ast.Call(func=ast.Attribute(value=value)):
            yield from strings(value)

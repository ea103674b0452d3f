"""Joins the ES modules of the page's script into one text, in the order that their imports give."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

__all__ = ["ScriptError", "join_modules", "keep_reached"]

_IMPORT: Final = re.compile(r'import \{\s*([\w$]+(?:,\s*[\w$]+)*),?\s*\} from "\./([\w-]+)\.js";\n')
"""The one form of import that is allowed: ``import { a, b } from "./x.js";``, also over several lines."""
_DECLARATION: Final = re.compile(r"(export )?(?:async )?(?:function|class|const|let) ([\w$]+|[{\[][^=]*[}\]] =)")
_STATEMENT: Final = re.compile(r"^(?:import|export)\b", re.MULTILINE)
_NAME: Final = re.compile(r"[\w$]+(?!\s*:)")
"""A name that a pattern declares: not the key before its colon."""


class ScriptError(Exception):
    """The modules of the page's script do not fit together."""


class _Module(NamedTuple):
    imports: dict[str, list[str]]
    """Module → the names taken from it, in the order of the import lines."""
    body: str
    names: list[str]
    exports: frozenset[str]


def join_modules(sources: Mapping[str, str], entry: str) -> str:
    """Return the modules that ``entry`` needs as one text without imports and exports, each after those that it imports.

    ``sources`` are the texts by module name, without ``.js``. The order follows the import lines alone, depth first, so
    that the same texts give the same text. A module may only say ``import { a, b } from "./x.js";`` and ``export`` before
    a declaration.

    :raises ScriptError: on any other import or export, an unknown module or name, a cycle, a module that nothing
        imports, or two top-level names that collide; the message names the module.
    """
    modules = {name: _read_module(name, text) for name, text in sources.items()}
    order: list[str] = []
    _visit(entry, modules, order, ())
    if unused := sorted(modules.keys() - set(order)):
        raise ScriptError(f"{unused[0]}.js is imported by no module")
    owner: dict[str, str] = {}
    for module in order:
        for name in modules[module].names:
            if name in owner:
                raise ScriptError(f"{module}.js and {owner[name]}.js both declare {name}: all modules end in one scope")
            owner[name] = module
    return "\n".join(modules[module].body for module in order)


def keep_reached(sources: Mapping[str, str], entry: str) -> dict[str, str]:
    """Return the modules that ``entry`` needs, directly or through others, by name."""
    found, fresh = {entry}, [entry]
    while fresh:
        needed = {match[2] for module in fresh for match in _IMPORT.finditer(sources[module])}
        fresh = sorted(needed - found)
        found.update(fresh)
    return {name: sources[name] for name in sorted(found)}


def _read_module(module: str, text: str) -> _Module:
    """Return a module taken apart."""
    imports: dict[str, list[str]] = {}

    def take(match: re.Match[str]) -> str:
        imports[match[2]] = [name.strip() for name in match[1].split(",")]
        return ""

    rest = re.sub(f"^{_IMPORT.pattern}", take, text, flags=re.MULTILINE)
    names, exports = [], []
    for match in re.finditer(f"^{_DECLARATION.pattern}", rest, re.MULTILINE):
        declared = _NAME.findall(match[2])
        names += declared
        exports += declared if match[1] else []
    body = re.sub(r"^export (?=(?:async )?(?:function|class|const|let) )", "", rest, flags=re.MULTILINE)
    if wrong := _STATEMENT.search(body):
        line = body[wrong.start() :].split("\n", 1)[0]
        form = 'only `import { a, b } from "./x.js";` and `export` before a declaration can be joined'
        raise ScriptError(f"{module}.js: {line}\n{form}")
    return _Module(imports, body, names, frozenset(exports))


def _visit(module: str, modules: Mapping[str, _Module], order: list[str], path: tuple[str, ...]) -> None:
    """Append a module to the order, after all that it imports."""
    if module in path:
        raise ScriptError(f"import cycle: {' → '.join((*path[path.index(module) :], module))}")
    if module in order:
        return
    for other, names in modules[module].imports.items():
        if other not in modules:
            raise ScriptError(f"{module}.js imports {other}.js, which is not there")
        if missing := [name for name in names if name not in modules[other].exports]:
            raise ScriptError(f"{module}.js imports {missing[0]} from {other}.js, which does not export it")
        _visit(other, modules, order, (*path, module))
    order.append(module)

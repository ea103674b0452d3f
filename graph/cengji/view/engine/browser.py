"""Makes of Oxigraph's build for browsers what a page can run from a file: a classic script, and a module with bounded memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from cengji.view.engine.release import NAME, VERSION, read_release

__all__ = ["MEMORY_PAGES", "BrowserEngine", "bound_memory", "read_browser_engine", "to_classic_script"]

MEMORY_PAGES: Final = 8192
"""Most memory that a query may take, in pages of 64 KiB: 512 MiB; without a bound it could take 4 GiB."""
_MEMORY_SECTION: Final = 5
_NOTICE: Final = f"/* {NAME} {VERSION}: Oxigraph for browsers, MIT OR Apache-2.0, https://github.com/oxigraph/oxigraph */"
_EXPORTED: Final = re.compile(r"^export (?=class |function )", re.MULTILINE)
_EXPORTS: Final = re.compile(r"^export \{ initSync, __wbg_init as default \};\n", re.MULTILINE)
_OWN_ADDRESS: Final = "new URL('web_bg.wasm', import.meta.url)"


@dataclass(frozen=True, slots=True)
class BrowserEngine:
    """The engine: ``script`` declares ``oxigraph`` with ``Store`` and ``initSync``, which takes the compiled ``module``."""

    version: str
    script: str
    module: bytes


@cache
def read_browser_engine() -> BrowserEngine:
    """Return the engine.

    :raises UnavailableError: if it is neither in the user's cache nor to be fetched.
    """
    files = read_release()
    return BrowserEngine(VERSION, to_classic_script(files["web.js"].decode()), bound_memory(files["web_bg.wasm"], MEMORY_PAGES))


def to_classic_script(module: str) -> str:
    """Return the ES module that goes with the engine as a classic script: a worker of modules does not run from a file in Chromium.

    :raises ValueError: if the module is not as that of the pinned release.
    """
    body, classes = _EXPORTED.subn("", module)
    body, exports = _EXPORTS.subn("", body)
    if not classes or exports != 1 or body.count(_OWN_ADDRESS) != 1:
        raise ValueError("the module is not as expected")
    body = body.replace(_OWN_ADDRESS, "undefined")
    if re.search(r"^(?:import|export)\b|import\.meta|</script|<!--", body, re.MULTILINE | re.IGNORECASE):
        raise ValueError("the module cannot stand in a page")
    return f"{_NOTICE}\nconst oxigraph = (() => {{\n{body}\nreturn {{ Store, initSync }};\n}})();\n"


def bound_memory(module: bytes, pages: int) -> bytes:
    """Return a WebAssembly module whose one memory grows to so many pages at most (https://webassembly.github.io/spec/core/binary/modules.html).

    :raises ValueError: if the module does not have one memory of its own without a bound.
    """
    found = [(start, content, end) for number, start, content, end in _sections(module) if number == _MEMORY_SECTION]
    if len(found) != 1:
        raise ValueError("the module has no memory of its own")
    (start, content, end) = found[0]
    count, at = _read_number(module, content)
    if count != 1 or module[at] != 0:
        raise ValueError("the memory of the module is not as expected")
    least, after = _read_number(module, at + 1)
    if after != end or least > pages:
        raise ValueError("the memory of the module is not as expected")
    section = _number(1) + b"\x01" + _number(least) + _number(pages)
    return module[:start] + bytes([_MEMORY_SECTION]) + _number(len(section)) + section + module[end:]


def _sections(module: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield the number of each section, where it starts, where its content does, and where it ends."""
    if module[:8] != b"\0asm\x01\0\0\0":
        raise ValueError("this is no WebAssembly module")
    start = 8
    while start < len(module):
        length, content = _read_number(module, start + 1)
        yield module[start], start, content, content + length
        start = content + length


def _read_number(module: bytes, at: int) -> tuple[int, int]:
    """Return an unsigned LEB128 number and where it ends."""
    value = shift = 0
    while True:
        value |= (module[at] & 0x7F) << shift
        shift += 7
        at += 1
        if module[at - 1] < 0x80:
            return value, at


def _number(value: int) -> bytes:
    """Return a number as unsigned LEB128."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])

"""What becomes of a file in many hands: seeded mutations of bytes, tokens, lines, trees and cells."""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from random import Random
from typing import Any, Final

import openpyxl
import yaml

__all__ = ["mutate_archive", "mutate_bytes", "mutate_cells", "mutate_lines", "mutate_tokens", "mutate_tree"]

Mutator = Callable[[bytes, Random], bytes]

_TOKEN: Final = re.compile(r"\s+|\w+|[^\w\s]")
_NO_XML: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CHARACTERS: Final = [
    "\0", "\x1b[2J", "\x7f", "\x85", "\u202e", "\u2028", "\ufeff", "\ufffe", "\U0010ffff", "\u0301" * 40, "〇", "零", "兆",
]  # fmt: skip
_NUMBERS: Final = ["-1", "0", "1e999", "-0", "9" * 400, "0x1F", "1_000", "NaN", ".inf", "1.5", str(2**63), "2024-02-30", "9999-13"]
_WORDS: Final = ["null", "true", "~", "", " ", "__proto__", "=1+1", "a" * 20_000, "网格" * 2_000, "../../etc/passwd", "%", "%zz", "{0}"]
_SYNTAX: Final = [
    "'", '"', '"""', "{", "}", "[", "]", "<", ">", ":", "- ", "#", "&a", "*a", "!!python/object:x", "|", "\t", "\\u", "\\", "@", "<<: ",
]  # fmt: skip
_TERMS: Final = [
    "<urn:x>", "<", "_:b", "<#r>", "^^<urn:t>", "@zh-", "@x-y-z-1", "<<", "<<( ", "a", "BASE <x>", "PREFIX : <>", "<http://[>", "_:",
]  # fmt: skip
_SPARQL: Final = [
    "SELECT", "*", "?x", "FROM <urn:g>", "OPTIONAL", "UNION", "(", ")", "GROUP BY", "LIMIT -1", "LIMIT 0", "VALUES", "{}", "/", "+",
]  # fmt: skip
_HOSTILE: Final = _CHARACTERS + _NUMBERS + _WORDS + _SYNTAX + _TERMS + _SPARQL
_BYTES: Final = [b"\0", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xc0\x80", b"\xed\xa0\x80", b"\xf5", b"\r", b"\n", b"\x1b", b"\x1a"]
_ENCODINGS: Final = ["utf-16", "utf-16-be", "utf-32", "gb18030", "big5", "latin-1", "cp1252", "utf-8-sig", "utf-7"]
_BRACKETS: Final = ["[", "{", "(", "<", "<<", "- ", "!", "-", "[a ", '{"a":', "<a>", "<<( "]
_DEPTH: Final = 3_000


def _span(length: int, random: Random, most: int = 40) -> slice:
    start = random.randrange(length + 1)
    return slice(start, start + random.randint(1, most))


def mutate_bytes(content: bytes, random: Random) -> bytes:
    """Return the bytes with bits flipped, parts lost or repeated, cut short, or in another encoding."""
    made = bytearray(content)
    match random.randrange(6):
        case 0:
            for _ in range(random.randint(1, 8)):
                made[random.randrange(len(made))] ^= 1 << random.randrange(8)
        case 1:
            del made[_span(len(made), random, 400)]
        case 2:
            part = made[_span(len(made), random, 400)]
            at = random.randrange(len(made))
            made[at:at] = part * random.randint(1, 20)
        case 3:
            at = random.randrange(len(made))
            made[at:at] = random.choice(_BYTES)
        case 4:
            del made[random.randrange(len(made)) :]
        case _:
            text = content.decode("utf-8", "replace")
            return text.encode(random.choice(_ENCODINGS), "replace")
    return bytes(made)


def mutate_tokens(content: bytes, random: Random) -> bytes:
    """Return the text with words and signs lost, repeated, swapped, replaced by hostile ones, or nested deeply."""
    tokens = _TOKEN.findall(content.decode("utf-8", "replace"))
    for _ in range(random.choice([1, 1, 1, 2, 5])):
        at, other = random.randrange(len(tokens)), random.randrange(len(tokens))
        match random.randrange(7):
            case 0:
                tokens[at] = ""
            case 1:
                tokens[at] *= random.choice([2, 2, 50])
            case 2:
                tokens[at], tokens[other] = tokens[other], tokens[at]
            case 3:
                tokens[at] = tokens[other]
            case 4:
                tokens[at] = random.choice(_HOSTILE)
            case 5:
                tokens[at] += random.choice(_HOSTILE)
            case _:
                tokens[at] = random.choice(_BRACKETS) * random.choice([5, _DEPTH]) + tokens[at]
    return "".join(tokens).encode("utf-8", "surrogatepass")


def mutate_lines(content: bytes, random: Random) -> bytes:
    """Return the text with lines lost, repeated, swapped, moved in or out, or with other ends."""
    lines = content.decode("utf-8", "replace").splitlines()
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(6):
        case 0:
            del lines[_span(len(lines), random, 6)]
        case 1:
            lines[at:at] = lines[_span(len(lines), random, 12)]
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = " " * random.randint(1, 3) + lines[at]
        case 4:
            lines[at] = lines[at].lstrip() if random.random() < 0.5 else lines[at].replace(":", random.choice(["", "::", "：", ": :"]))
        case _:
            return random.choice(["\r\n", "\r", "\u2028", "\n\n"]).join(lines).encode()
    return "\n".join([*lines, ""]).encode()


def _places(node: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - whatever YAML holds
    """Yield each container of a tree with each of its keys."""
    for key in list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
        yield node, key
        yield from _places(node[key])


def mutate_tree(content: bytes, random: Random) -> bytes:
    """Return a case with values of its tree lost, swapped, replaced, or moved under other keys."""
    tree = yaml.load(content, yaml.CSafeLoader)
    for _ in range(random.choice([1, 1, 2, 4])):
        places = list(_places(tree))
        (node, key), (other, name) = random.choice(places), random.choice(places)
        match random.randrange(6):
            case 0:
                del node[key]
            case 1:
                node[key], other[name] = copy.deepcopy(other[name]), copy.deepcopy(node[key])
            case 2:
                node[key] = copy.deepcopy(other[name])
            case 3:
                node[key] = random.choice([*_HOSTILE, None, True, -1, 10**30, 0.1, float("nan"), [], {}, [[]], {"": ""}, [None]])
            case 4 if isinstance(node, dict):
                node[random.choice([*_WORDS, name, "key", "evidence", 1, None])] = node.pop(key)
            case _:
                node[key] = [copy.deepcopy(node[key])] * random.choice([1, 2, 200])
    return yaml.dump(tree, allow_unicode=True, sort_keys=False).encode("utf-8", "surrogatepass")


def mutate_cells(content: bytes, random: Random) -> bytes:
    """Return a workbook with cells, rows, columns and sheets lost, swapped or replaced."""
    book = openpyxl.load_workbook(BytesIO(content))
    for _ in range(random.choice([1, 1, 3, 10])):
        sheet = random.choice(book.worksheets)
        row, column = random.randint(1, sheet.max_row + 1), random.randint(1, sheet.max_column + 1)
        match random.randrange(8):
            case 0:
                sheet.delete_rows(row)
            case 1:
                sheet.delete_cols(column)
            case 2:
                sheet.insert_rows(row)
            case 3 if len(book.worksheets) > 1:
                book.remove(sheet)
            case 4:
                sheet.title = random.choice(["x", "数字 2", "figures", " "])
            case 5:
                other = sheet.cell(random.randint(1, sheet.max_row + 1), random.randint(1, sheet.max_column + 1))
                _put(sheet.cell(row, column), other.value)
            case _:
                _put(sheet.cell(row, column), random.choice([*_HOSTILE, True, -1, 1e300, 0.1, "=A1", "=1/0", "#N/A"]))
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _put(cell: Any, value: object) -> None:  # noqa: ANN401 - openpyxl's cells
    """Put a value into a cell, without what XML cannot hold; merged cells hold nothing."""
    with suppress(AttributeError):
        cell.value = _NO_XML.sub("_", value) if isinstance(value, str) else value


def mutate_archive(content: bytes, random: Random) -> bytes:
    """Return a workbook one part of whose archive is lost, renamed, or mutated as text or bytes."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        names = given.namelist()
        chosen, way = random.choice(names), random.randrange(5)
        for name in names:
            part = given.read(name)
            if name == chosen:
                if way == 0:
                    continue
                if way == 1:
                    name = random.choice(["x", "../x", "xl/vbaProject.bin", name.upper()])
                elif part:
                    part = mutate_tokens(part, random) if way < 4 else mutate_bytes(part, random)
            archive.writestr(name, part)
    return made.getvalue()

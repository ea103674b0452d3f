"""The bytes of a document as text: UTF-8 and GB18030; anything else is refused by name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from cengji.core.errors import InputError
from cengji.text.prose_marks import is_hard_wrapped

__all__ = ["EMPTY", "LARGEST", "Decoded", "TextKind", "decode"]

# The size of the largest document that is read, in bytes.
LARGEST = 64 * 2**20


class TextKind(StrEnum):
    """What a text was copied from; a guess for the curator, cleaning is the same for all."""

    PLAIN = "plain"
    HTML = "html"
    PDF = "pdf-text"  # most lines stop inside a sentence


@dataclass(frozen=True, slots=True)
class Decoded:
    """The raw text, in whose code points evidence is counted; a byte-order mark is not part of it."""

    text: str = field(repr=False)
    encoding: str
    kind: TextKind


_AS_TEXT = "save it as plain text in UTF-8"
_COPY = "open it, copy its text, and save that as plain text in UTF-8"
_UNPACK = "unpack it and name a text file"
_PICTURE = "a picture has no text to cite: type or recognize its text and save that as plain text in UTF-8"
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "is a PDF file", _COPY),
    (b"{\\rtf", "is an RTF file", _COPY),
    (b"\xd0\xcf\x11\xe0", "is an old Office file (.doc, .xls, .ppt)", _COPY),
    (b"\x1f\x8b", "is packed with gzip", _UNPACK),
    (b"BZh", "is packed with bzip2", _UNPACK),
    (b"\xfd7zXZ\0", "is packed with xz", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "is a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "is a RAR archive", _UNPACK),
    (b"\x89PNG\r\n\x1a\n", "is a PNG picture", _PICTURE),
    (b"\xff\xd8\xff", "is a JPEG picture", _PICTURE),
    (b"GIF8", "is a GIF picture", _PICTURE),
    (b"\xff\xfe\0\0", "is UTF-32", _AS_TEXT),
    (b"\0\0\xfe\xff", "is UTF-32", _AS_TEXT),
    (b"\xff\xfe", "is UTF-16", _AS_TEXT),
    (b"\xfe\xff", "is UTF-16", _AS_TEXT),
)
_PACKAGES = (
    (b"word/", "is a Word document (.docx)", _COPY),
    (b"xl/", "is an Excel workbook (.xlsx)", _COPY),
    (b"ppt/", "is a PowerPoint file (.pptx)", _COPY),
    (b"opendocument", "is an OpenDocument file", _COPY),
    (b"epub", "is an EPUB book", _COPY),
)
EMPTY = ("is empty", "name a file that holds text")
"""What is said of a file without any character that is seen: of no bytes, blanks, a byte order mark or markup alone."""
_CONTROLS = re.compile("[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
# GB18030 reads nearly any bytes; text that is really in it is full of these, simplified or traditional.
_COMMON = frozenset("的一是在不了有和人中大为上个国我以要他时来用们，。、為個國時來們與会會工作年月日市区區社党黨民")
_PAGE = re.compile(r"<(?:!doctype html|html[\s>]|head>|body[\s>])|</(?:p|div|body|html|table|article)>", re.IGNORECASE)
_COMMON_SHARE = 0.02  # of the characters beyond ASCII, at least
_COMMON_SHARE_OF_SHORT = 0.1  # the same for a text of fewer than _SHORT such characters
_SHORT = 50
_ASCII_SHARE = 0.9  # more than this share of printable ASCII is text too
_ENOUGH_UTF8 = 8  # characters beyond ASCII before the first bad byte: the file is UTF-8 and damaged
_SAMPLE = 100_000  # characters or bytes that are looked at


def decode(data: bytes, path: str = "<bytes>") -> Decoded:
    """Return the text of a document; ``path`` names it in errors.

    >>> decode("姑苏区".encode("gb18030"))
    Decoded(encoding='gb18030', kind=<TextKind.PLAIN: 'plain'>)

    :raises InputError: if it is empty, larger than 64 MiB, not text, or in another encoding.
    """
    _refuse_other_files(data, path)
    text, encoding = _decode_bytes(data, path)
    if not any(character.isprintable() and character != " " for character in text):
        raise InputError.of(path, *EMPTY)
    found = _CONTROLS.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        what = "a NUL character" if found[0] == "\0" else f"the control character U+{ord(found[0]):04X}"
        raise InputError.of(path, f"holds {what} at code point {found.start()}: it is no plain text", _COPY, line=line)
    sample = text[:_SAMPLE]
    kind = TextKind.HTML if _PAGE.search(sample) else TextKind.PDF if is_hard_wrapped(sample) else TextKind.PLAIN
    return Decoded(text, encoding, kind)


def _refuse_other_files(data: bytes, path: str) -> None:
    if not data.strip():
        raise InputError.of(path, *EMPTY)
    if len(data) > LARGEST:
        problem = f"has {len(data)} bytes; at most {LARGEST} are read"
        raise InputError.of(path, problem, "split it into its documents, one file each")
    if data.startswith(b"PK\x03\x04"):
        head = data[:4096] + data[-4096:]
        found = next(((problem, remedy) for sign, problem, remedy in _PACKAGES if sign in head), ("is a ZIP archive", _UNPACK))
        raise InputError.of(path, *found)
    for sign, problem, remedy in _SIGNATURES:
        if data.startswith(sign):
            raise InputError.of(path, problem, remedy)
    if b"\0" in data:
        at = data.index(b"\0")
        wide = len(data) % 2 == 0 and any(_is_wide_text(data[:_SAMPLE], encoding) for encoding in ("utf-16-le", "utf-16-be"))
        problem = "is UTF-16 without a byte-order mark" if wide else f"holds a NUL byte at byte {at}: it is no plain text"
        raise InputError.of(path, problem, _AS_TEXT if wide else _COPY)


def _is_wide_text(sample: bytes, encoding: str) -> bool:
    text = sample.decode(encoding, errors="replace")
    plain = sum(character.isascii() and (character.isprintable() or character.isspace()) for character in text)
    return _common_share(text) >= _COMMON_SHARE or plain > _ASCII_SHARE * len(text)


def _decode_bytes(data: bytes, path: str) -> tuple[str, str]:
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        fault = error
    surrogate = _SURROGATE.search(data)
    if surrogate and surrogate.start() == fault.start:
        raise _damage(data, path, fault.start, "a lone surrogate") from fault
    # One bad byte among good ones is a damaged UTF-8 file, whatever GB18030 would make of it.
    good = data[: fault.start].decode("utf-8")
    if sum(not character.isascii() for character in islice(good, _SAMPLE)) >= _ENOUGH_UTF8:
        raise _damage(data, path, fault.start, "a byte that is not UTF-8") from fault
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        problem = f"is neither UTF-8 (wrong at byte {fault.start}) nor GB18030 (wrong at byte {error.start})"
        raise InputError.of(path, problem, f"find out its encoding and {_AS_TEXT}") from error
    if not _is_chinese(text):
        problem = f"is not UTF-8 (wrong at byte {fault.start}), and read as GB18030 it is no Chinese: perhaps Big5 or another encoding"
        raise InputError.of(path, problem, f"find out its encoding and {_AS_TEXT}") from fault
    return text, "gb18030"


def _damage(data: bytes, path: str, at: int, what: str) -> InputError:
    line = data.count(b"\n", 0, at) + 1
    return InputError.of(path, f"holds {what} (0x{data[at]:02X}) at byte {at}", "fetch the document again and save it as UTF-8", line=line)


def _is_chinese(text: str) -> bool:
    """Tell Chinese text from bytes of another encoding: by its commonest characters, a short one by having no rare ones."""
    strange = "".join(character for character in text[:_SAMPLE] if not character.isascii())
    if len(strange) < _SHORT and len(strange.encode("gb2312", errors="ignore")) == 2 * len(strange):
        return True
    return _common_share(strange) >= (_COMMON_SHARE if len(strange) >= _SHORT else _COMMON_SHARE_OF_SHORT)


def _common_share(text: str) -> float:
    strange = [character for character in text[:_SAMPLE] if not character.isascii()]
    return sum(character in _COMMON for character in strange) / len(strange) if strange else 0.0

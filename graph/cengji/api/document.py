"""A document: as cleaned text that evidence is quoted from, and what a case says of its file."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from cengji.core.errors import InputError, UsageError
from cengji.core.files import read_file
from cengji.text.clean import Cleaned
from cengji.text.clean import clean as clean_text
from cengji.text.decode import EMPTY, decode
from cengji.text.evidence import find_part

__all__ = ["READABLE", "clean", "describe_document", "locate_part"]

READABLE: Final = "name a readable document"


def clean(article: Path | str, *, part: tuple[str, str] | None = None) -> Cleaned:
    """Return a document without its noise: its ``raw`` text, the cleaned ``text``, and the map between the two in code points.

    What a case quotes is an expression of the cleaned text; markup, inserted pinyin and invisible characters are left
    out, characters are simplified.

    >>> import cengji, pathlib, tempfile
    >>> article = pathlib.Path(tempfile.mkdtemp()) / "article.html"
    >>> _ = article.write_text("<p>建立１６８个社区(shè qū)党组织</p>", encoding="utf-8")
    >>> cengji.clean(article).text.strip()
    '建立168个社区党组织'

    :param article: a file of text or HTML, in UTF-8 or another encoding of Chinese; or a Word or PDF file, whose text is read.
    :param part: the first and the last expression of the part to return alone; offsets count in the whole document.
    :raises InputError: if it cannot be read or is no text, or has no such part.
    :raises UnavailableError: if OpenCC is needed, or what reads Word and PDF files (extra ``draft``), and not installed.
    """
    from cengji.draft.office import is_office, read_office

    data = read_file(Path(article), READABLE)
    text = read_office(data, Path(article)) if is_office(data) else decode(data, str(article)).text
    document = clean_article(text, Path(article))
    return document.within(*locate_part(document, part, Path(article))) if part else document


def clean_article(text: str, article: Path) -> Cleaned:
    """Return the text of a document without its noise.

    :raises InputError: if nothing is left of it, or it is no text.
    """
    document = clean_text(text, path=str(article))
    if not document.text.strip():
        raise InputError.of(article, *EMPTY)
    return document


def locate_part(document: Cleaned, part: tuple[str, str], article: Path) -> tuple[int, int]:
    """Return the raw span of a part of a document, from its first printed expression to its last.

    :raises InputError: if it has no such part.
    """
    located = find_part(document, *part)
    if located is None:
        raise InputError.of(article, f"prints no {part[0]!r} with {part[1]!r} after it", "give two expressions as they are printed")
    return located


def describe_document(key: str, document: Path | str | None) -> dict[str, Any]:
    """Return what is known of a new case's document: the digest of its bytes and the number of code points of its text."""
    from cengji.cases.field_types import KEY_PATTERN

    if not re.fullmatch(KEY_PATTERN, key):
        raise UsageError(f"{key!r} is not a key: use 1 to 63 of the characters a-z, 0-9 and -")
    if document is None:
        return {}
    data = read_file(Path(document), "name a readable document")
    return {"sha256": sha256(data).hexdigest(), "characters": len(decode(data, str(document)).text)}

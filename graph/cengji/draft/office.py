"""The text of Word and PDF files, to be kept as a plain file that evidence counts its characters in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cengji.core.errors import InputError
from cengji.core.extras import require_extra
from cengji.text.decode import LARGEST

__all__ = ["is_office", "read_office"]

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n"}
_UNMAPPED = "(cid:"  # what stands for characters of a font without a map
_MOST_UNMAPPED = 0.05  # of the characters


def is_office(data: bytes) -> bool:
    """Return whether the bytes are a Word document (.docx) or a PDF file."""
    return data.startswith(b"%PDF-") or (data.startswith(b"PK\x03\x04") and b"word/" in data)


def read_office(data: bytes, path: Path) -> str:
    """Return the text of a Word document or a PDF file: paragraphs and tables in their order, deleted text left out.

    :raises InputError: if the file is broken, locked, too large, or holds no text.
    :raises UnavailableError: if python-docx or pypdf is not installed.
    """
    text = _read_pdf(data, path) if data.startswith(b"%PDF-") else _read_word(data, path)
    if not text.strip() or text.count(_UNMAPPED) * len(_UNMAPPED) > _MOST_UNMAPPED * len(text):
        raise InputError.of(
            path, "holds no text to read, perhaps pictures of pages", "recognize its text and save that as plain text in UTF-8"
        )
    return text


def _read_word(data: bytes, path: Path) -> str:
    with require_extra("draft"):
        import docx
    try:
        if sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(data)).infolist()) > LARGEST:
            raise InputError.of(path, f"unpacks to more than {LARGEST:,} bytes", "save its text as plain text in UTF-8")
        body = docx.Document(io.BytesIO(data)).element.body
    except InputError:
        raise
    except Exception as error:  # whatever a broken package makes the libraries raise
        raise InputError.of(path, "is no Word document that can be read", "open it and save it again") from error
    return "\n".join("".join(_pieces(paragraph)) for paragraph in body.iter(f"{_WORD}p") if not _is_fallback(paragraph)) + "\n"


def _pieces(paragraph: Any) -> Iterator[str]:  # noqa: ANN401 - lxml ships no types
    """Yield the text of a paragraph, inserted text too; those of paragraphs inside it, as in a text box, are their own."""
    for node in paragraph.iter(f"{_WORD}t", *_BREAKS):
        owner = next(node.iterancestors(f"{_WORD}p"))
        if owner is paragraph:
            yield _BREAKS.get(node.tag) or node.text or ""


def _is_fallback(paragraph: Any) -> bool:  # noqa: ANN401 - lxml ships no types
    return next(paragraph.iterancestors(_FALLBACK), None) is not None


def _read_pdf(data: bytes, path: Path) -> str:
    with require_extra("draft"):
        import pypdf
    try:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages) + "\n"
    except Exception as error:  # whatever a broken file makes the library raise
        raise InputError.of(path, "is no PDF file that can be read, or is locked", "open it, copy its text, and save that") from error

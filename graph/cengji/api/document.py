"""A document as cleaned text: what evidence is quoted from."""

from __future__ import annotations

from pathlib import Path

from cengji.core.errors import InputError
from cengji.text.clean import Cleaned
from cengji.text.clean import clean as clean_text
from cengji.text.decode import decode

__all__ = ["clean"]


def clean(article: Path | str) -> Cleaned:
    """Return a document without its noise: its ``raw`` text, the cleaned ``text``, and the map between the two in code points.

    What a case quotes is an expression of the cleaned text; markup, inserted pinyin and invisible characters are left
    out, characters are simplified.

    >>> import cengji, pathlib, tempfile
    >>> article = pathlib.Path(tempfile.mkdtemp()) / "article.html"
    >>> _ = article.write_text("<p>建立１６８个社区(shè qū)党组织</p>", encoding="utf-8")
    >>> cengji.clean(article).text.strip()
    '建立168个社区党组织'

    :param article: a file of text or HTML, in UTF-8 or another encoding of Chinese.
    :raises InputError: if it cannot be read or is no text.
    :raises UnavailableError: if it is in traditional characters and OpenCC is not installed.
    """
    try:
        data = Path(article).read_bytes()
    except OSError as error:
        raise InputError.of(article, f"cannot be read: {error.strerror}", "name a readable document") from error
    return clean_text(decode(data, str(article)).text, path=str(article))

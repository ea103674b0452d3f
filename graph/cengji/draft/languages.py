"""In which script and language a text is."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["is_latin", "latin_language"]

_HAN, _LETTERS = re.compile("[\u3400-\u9fff]+"), re.compile("[A-Za-z]+")


@lru_cache(1)
def is_latin(text: str) -> bool:
    """Return whether a text is mostly of Latin letters.

    >>> is_latin("The ward committee set up 14 groups."), is_latin("姑苏区设3个NGO")
    (True, False)
    """
    return sum(map(len, _LETTERS.findall(text))) > sum(map(len, _HAN.findall(text)))


def latin_language(text: str) -> str | None:
    """Return the code of the language of a text in Latin script, told by words for tiers: Indonesian, else English; None of others."""
    if not is_latin(text):
        return None
    return "id" if re.search(r"\b(?:Provinsi|Kabupaten|Kecamatan|Kelurahan|Desa|Dusun|Pemerintah)\b", text) else "en"

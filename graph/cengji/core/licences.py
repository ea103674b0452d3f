"""Licences by SPDX identifier, as the IRI that licence statements use and as the short name that people read."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["credit", "licence_iri", "licence_name"]

_CREATIVE_COMMONS: Final = "https://creativecommons.org/"
_BY: Final = re.compile(r"CC-(BY(?:-(?:NC|ND|SA))*)-(\d\.\d)")
_BY_IRI: Final = re.compile(r"licenses/(by(?:-(?:nc|nd|sa))*)/(\d\.\d)/?")
_SPDX: Final = "https://spdx.org/licenses/"


def licence_iri(licence: str) -> str:
    """Return the IRI of a licence that is named by its SPDX identifier, or by an IRI already.

    >>> licence_iri("CC-BY-4.0"), licence_iri("ODbL-1.0"), licence_iri("https://example.org/terms")
    ('https://creativecommons.org/licenses/by/4.0/', 'https://spdx.org/licenses/ODbL-1.0', 'https://example.org/terms')
    """
    if "://" in licence:
        return licence
    if found := _BY.fullmatch(licence):
        return f"{_CREATIVE_COMMONS}licenses/{found[1].lower()}/{found[2]}/"
    return f"{_CREATIVE_COMMONS}publicdomain/zero/1.0/" if licence == "CC0-1.0" else _SPDX + licence


def licence_name(iri: str) -> str:
    """Return what people call the licence of an IRI; one that is not known is called by its IRI.

    >>> licence_name("https://creativecommons.org/licenses/by-sa/4.0/"), licence_name(licence_iri("ODbL-1.0"))
    ('CC BY-SA 4.0', 'ODbL-1.0')
    """
    if found := _BY_IRI.fullmatch(iri.removeprefix(_CREATIVE_COMMONS)):
        return f"CC {found[1].upper()} {found[2]}"
    return "CC0 1.0" if iri.startswith(f"{_CREATIVE_COMMONS}publicdomain/zero/1.0") else iri.removeprefix(_SPDX)


def credit(text: str, licence: str | None) -> str:
    """Return a text with the name of a licence behind it, where there is one.

    >>> credit("Cengji case", "CC-BY-4.0"), credit("Cengji case", None)
    ('Cengji case; CC BY 4.0', 'Cengji case')
    """
    return f"{text}; {licence_name(licence_iri(licence))}" if licence else text

"""How a cleaned expression may stand in the raw text: traditional, full-width, radicals, escaped, with pinyin, broken by white space.

The digest of a piece of evidence is that of the raw slice, and the raw text is not here. So that a wrong expression, offset
or digest shows all the same, the raw forms that cleaning makes into the expression are tried one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from html.entities import codepoint2name
from itertools import combinations, combinations_with_replacement, islice, product

from cengji.core.errors import UnavailableError
from cengji.text.characters import GLYPHS, is_han
from cengji.text.simplify import Converter, opencc_converter

__all__ = ["could_be_raw"]

_MOST_TRIED = 20_000  # forms of one expression
_LONGEST_BREAK = 4  # white-space characters inside an expression
_WHITE_SPACE = " \n\u00a0\u3000"
_TO_TRADITIONAL = ("s2t", "s2tw", "s2hk", "s2twp")
_IDEOGRAPHS = range(0x4E00, 0xA000)


def could_be_raw(text: str, digest: str, length: int) -> bool:
    """Return whether a raw slice of this length and SHA-256 (of its UTF-8 bytes) can read ``text`` once it is cleaned.

    False is no proof: markup in the middle of an expression is not tried. Without OpenCC, which knows the traditional forms,
    nothing is said against a digest.

    >>> could_be_raw("社区", sha256("社區(qū)".encode()).hexdigest(), 6)
    True
    """
    extra = length - len(text)
    if extra < 0:
        return False
    if (extra == 0 and _digest(text) == digest) or not _converters():
        return True
    ways = (_wrapped(text, extra), _escaped(text, extra), _forms(text, extra), _broken(text, extra), _drawn(text, extra))
    return any(_digest(form) == digest for forms in ways for form in islice(forms, _MOST_TRIED))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _forms(text: str, extra: int) -> Iterator[str]:
    """Yield the raw forms that are ``extra`` characters longer, the likeliest characters first."""
    whole = [form for form in _traditional(text) if len(form) == len(text)]
    choices = [list(dict.fromkeys([*(form[at] for form in whole), *_variants(sign), sign, *_wide(sign)])) for at, sign in enumerate(text)]

    def grow(at: int, left: int, form: str) -> Iterator[str]:
        if at == len(text):
            if left == 0:
                yield form
            return
        for sign in choices[at]:
            yield from grow(at + 1, left, form + sign)
            for reading in _readings(sign) if left and sign != text[at] else ():
                if len(reading) <= left:
                    yield from grow(at + 1, left - len(reading), form + sign + reading)

    yield from grow(0, extra, "")


def _escaped(text: str, extra: int) -> Iterator[str]:
    """Yield the text with character references: of some signs, each wherever it stands, or of all ideographs (``&ldquo;社区&rdquo;``)."""
    forms = [form for form in dict.fromkeys([text, *_traditional(text)]) if len(form) == len(text)]
    kinds = {"" if is_han(sign) else sign for sign in text if not sign.isalnum() or is_han(sign)}
    for escape in _ESCAPES if extra >= _SHORTEST_REFERENCE else ():
        for some in (set(some) for count in range(1, len(kinds) + 1) for some in combinations(sorted(kinds), count)):
            for form in forms:
                escaped = "".join(escape(sign) if ("" if is_han(sign) else sign) in some else sign for sign in form)
                if len(escaped) == len(text) + extra:
                    yield escaped


def _wrapped(text: str, extra: int) -> Iterator[str]:
    """Yield the text with one of its spaces as a line end and the indent of the next line, together so many characters longer."""
    for at in (at for at, sign in enumerate(text) if sign == " "):
        for before in ("", " ")[: extra + 1]:
            indent = extra - len(before)
            for spaces, tab in product(range(indent + 1), "\t\u3000"):
                yield f"{text[:at]}{before}\n{tab * (indent - spaces)}{' ' * spaces}{text[at + 1 :]}"


def _broken(text: str, extra: int) -> Iterator[str]:
    """Yield the text with so many white-space characters inside it, together or apart."""
    if not 0 < extra <= _LONGEST_BREAK:
        return
    gaps = sorted(combinations_with_replacement(range(1, len(text)), extra), key=lambda ends: len(set(ends)))
    for ends, signs in product(gaps, product(_WHITE_SPACE, repeat=extra)):
        form, start = "", 0
        for end, sign in zip(ends, signs, strict=True):
            form, start = form + text[start:end] + sign, end
        yield form + text[start:]


def _named(sign: str) -> str:
    name = "nbsp" if sign == " " else codepoint2name.get(ord(sign))
    return f"&{name};" if name else sign


_SHORTEST_REFERENCE = 3  # characters more than the sign: &lt;
_ESCAPES: tuple[Callable[[str], str], ...] = (
    _named,
    lambda sign: f"&#{ord(sign)};",
    lambda sign: f"&#x{ord(sign):x};",
    lambda sign: f"&#x{ord(sign):X};",
    lambda sign: _named(sign).replace("&", "&amp;", 1),  # escaped twice
)


def _wide(sign: str) -> str:
    return _WHITE_SPACE if sign == " " else chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else ""


def _drawn(text: str, extra: int) -> Iterator[str]:
    """Yield the text with radicals and compatibility ideographs in place of some of its characters."""
    if extra:
        return
    forms = [form for form in (text, *_traditional(text)) if len(form) == len(text)]
    signs = [dict.fromkeys(form[at] for form in forms) for at in range(len(text))]
    yield from map("".join, product(*([*some, *(glyph for sign in some for glyph in _glyphs().get(sign, ""))] for some in signs)))


@cache
def _glyphs() -> dict[str, str]:
    """Return, by character, the radicals and compatibility ideographs that stand for it."""
    glyphs: dict[str, str] = {}
    for glyph, sign in GLYPHS.items():
        glyphs[sign] = glyphs.get(sign, "") + glyph
    return glyphs


@cache
def _readings(sign: str) -> tuple[str, ...]:
    """Return the readings of a character as a page inserts them behind it: ``(qū)``."""
    from pypinyin import Style, pinyin

    if not is_han(sign):
        return ()
    return tuple(f"({reading})" for reading in dict.fromkeys(pinyin(sign, style=Style.TONE, heteronym=True)[0]))


def _traditional(text: str) -> list[str]:
    return [convert(text) for convert in _converters()]


@cache
def _converters() -> tuple[Converter, ...]:
    try:
        return tuple(map(opencc_converter, _TO_TRADITIONAL))
    except UnavailableError:
        return ()


@cache
def _all_variants() -> dict[str, str]:
    """Return, by simplified character, the others that OpenCC simplifies to it."""
    convert = opencc_converter()
    signs = "".join(map(chr, _IDEOGRAPHS))
    variants: dict[str, str] = {}
    for sign, plain in zip(signs, convert("\n".join(signs)).split("\n"), strict=True):
        if sign != plain:
            variants[plain] = variants.get(plain, "") + sign
    return variants


def _variants(sign: str) -> str:
    return _all_variants().get(sign, "")

"""Numerals among words of English, Indonesian and German: dates, hours, labels, scales, ranges, and what compares them."""

from __future__ import annotations

import re

from cengji.text.refusal import Refusal

__all__ = [
    "BETWEEN",
    "LATIN_SCALE",
    "LATIN_SHARE",
    "find_latin_refusal",
    "is_latin_before",
    "latin_scale",
    "read_latin_behind",
    "read_latin_leading",
]

_MONTH = (
    r"(?:Jan(?:uary|uari|uar)?|Feb(?:ruary|ruari|ruar)?|Mar(?:ch|et)?|März|Apr(?:il)?|May|Mei|Mai|June?i?|July?i?|Aug(?:ust)?|Agustus"
    r"|Sept?(?:ember)?|O[ck]t(?:ober)?|Nov(?:ember)?|De[cszt](?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d(?![\d.,]\d|\d|%)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|\.)?"
_DATE = re.compile(
    rf"{_DAY}(?: ?[-–] ?{_DAY})? (?:of )?{_MONTH}(?:,? {_YEAR})?|(?:1[5-9]|20)\d0(?:s|er(?: Jahren?)?)\b|\d{{1,2}}\. Jahrhundert"
)
_BEHIND_MONTH = re.compile(rf"\b{_MONTH} ?\Z")
_OF_MONTH = re.compile(rf"(?:{_DAY}(?: ?[-–] ?{_DAY})?(?!\d|[.,]\d)(?:,? {_YEAR})?|{_YEAR})")
_YEAR_ONLY = re.compile(rf"{_YEAR}(?:[-–/]\d{{2,4}}(?!\d)| (?:and|to|dan|und|bis|sampai|hingga) {_YEAR})?")
_BEHIND_YEAR_WORD = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Dd]uring|[Uu]ntil|[Yy]ears?|[Tt]ahun"
    r"|[Ss]ejak|[Ss]eit|[Jj]ahr|[Aa]nno|[Bb]etween|[Aa]ntara|[Zz]wischen|[Ff]rom) \Z"
)
_CLOCK = re.compile(r"\d{1,2}(?:[.:]\d\d)?(?: ?[-–] ?\d{1,2}(?:[.:]\d\d)?)? ?(?:[ap]\.m\.|[ap]m\b|o['’]clock|Uhr\b|WI[BT]\b|WITA\b)")
_HOUR = re.compile(r"\d{1,2}(?:[.:]\d\d)?(?: ?[-–] ?\d{1,2}(?:[.:]\d\d)?)?")
_BEHIND_HOUR_WORD = re.compile(r"\b(?:[Pp]ukul|[Jj]am) \Z")
_LABEL_WORD = re.compile(
    r"(?:\b(?:no|nos|nr|art(?:icles?|ikel)?|sections?|sec|chapter|pages?|pp|room|fig(?:ures?)?|table|annex|appendix|version|vol(?:ume)?"
    r"|para(?:graph)?|clause|schedule|ward|grade|level|phase|windows|resolution|act|abs(?:atz)?|nummer|kapitel|seite|abschnitt|raum|zimmer"
    r"|pasal|ayat|nomor|bab|halaman|hlm|tabel|gambar|lampiran|rt|rw)\.?|§) ?\Z",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\d+(?:[.,/–-]\d+)*")
_GERMAN_ORDINAL = re.compile(r"\b(?:[Dd](?:er|ie|as|en|em|es)|[IiZz]m|zur) \Z")
_ORDINAL = re.compile(r"\d{1,3}\.(?= )")
_PARTS = re.compile(r"\d[\d,.]* (?:out of|in) (?:every )?(?!(?:19|20)\d\d\b)\d[\d,.]*")
_ABOUT = re.compile(r"\d+(?:-an| (?:dozens?|lusin|Dutzend|ribuan|jutaan|ratusan|puluhan))\b")
_BEHIND_CURRENCY = re.compile(r"[$£€¥]\Z")
_LARGE = re.compile(r"\d[\d,.]*[mk]\b")
_SCALE_WORDS = {
    "百": "hundred|ratus|Hundert", "千": "thousand|ribu|Tausend", "十万": "lakhs?", "千万": "crores?",
    "百万": "million|juta|Million(?:en)?|Mio\\.?|mn", "十亿": "billion|mill?iar|Milliarden?|Mrd\\.?|bn",
    "万亿": "trillion|triliun|Billionen",
}  # fmt: skip
LATIN_SCALE = re.compile(rf" ?(?:{'|'.join(f'(?P<s{place}>{words})' for place, words in enumerate(_SCALE_WORDS.values()))})(?![A-Za-z])")
_SCALE_KEYS = tuple(_SCALE_WORDS)
LATIN_SHARE = re.compile(
    r" ?(?:(?P<points>percentage points?|Prozentpunkten?|poin persen)|(?P<share>per ?cent|persen|Prozent))(?![A-Za-z])"
)
BETWEEN = re.compile(r"\b(?:between|antara|zwischen) \Z", re.IGNORECASE)
_AFTER_NUMBER = re.compile(r"\d[\d.,]*(?:[-–]\d[\d.,]*)?(?:st|nd|rd|th|')?[ -]?(?=[A-Za-zäöü])|\d{1,3}\. (?=[A-Z])")
_LEADING = {  # the longest that ends before the figure holds: no more than
    "moreThan": "more than|over|above|exceed(?:s|ed|ing)?|in excess of|upwards of|lebih(?: dari)?|di atas|mehr als|über",
    "atLeast": "at least|a minimum of|paling sedikit|sedikitnya|setidaknya|minimal|mindestens|wenigstens",
    "nearly": "nearly|almost|close to|just under|hampir|fast|knapp",
    "lessThan": "(?:fewer|less) than|under|below|kurang dari|di bawah|weniger als|unter",
    "atMost": "at most|up to|a maximum of|paling banyak|maksimal|höchstens|maximal|bis zu",
    "approximately": "about|around|approximately|roughly|some|sekitar|kurang lebih|rund|etwa|ca\\.|circa|ungefähr",
}
_COMPARED = re.compile(rf"\b(?:{'|'.join(f'(?P<{key}>{words})' for key, words in _LEADING.items())})[ \n]\Z", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:no|not|never|tidak|tak|nicht|keine?)(?: to)? \Z", re.IGNORECASE)
_TURNED = {"moreThan": "atMost", "lessThan": "atLeast"}
_LASTS = re.compile(r"[\d.,]+[ \n](?:hour|day|week|month|year|decade)s?\b")  # over 5 years: for so long, or longer
_LONGEST = 20
_BEHIND = re.compile(
    r"(?: years?(?: old| of age)?)? (?:(?P<atLeast>(?:and|or) (?:over|above|older|more|up)|ke atas|und (?:mehr|älter)|oder mehr)"
    r"|(?P<moreThan>lebih(?! dari))|(?P<atMost>(?:and|or) (?:under|below|younger|less|fewer)|ke bawah|oder weniger))\b"
)


def is_latin_before(text: str, place: int) -> bool:
    """Return whether a Latin letter or § stands before ``place``, perhaps with a point and a space between."""
    at = place - 1
    while at >= 0 and place - at < 4 and text[at] in " .\n":
        at -= 1
    return at >= 0 and (text[at] in "§äöüß" or (text[at].isascii() and text[at].isalpha()))


def find_latin_refusal(text: str, place: int) -> tuple[Refusal, int, int] | None:
    """Return why a number in digits among Latin words is no figure, and its start and end; None if it is one, or stands elsewhere."""
    if is_latin_before(text, place) and (refused := _refuse_by_word_before(text, place)):
        return refused
    if text[place - 1 : place] in ("$", "£", "€", "¥") and (large := _LARGE.match(text, place)):
        return Refusal.AMBIGUOUS, place, large.end()
    if not _AFTER_NUMBER.match(text, place):
        return None
    for reason, pattern in ((Refusal.DATE, _DATE), (Refusal.CLOCK_TIME, _CLOCK), (Refusal.AMBIGUOUS, _PARTS), (Refusal.AMBIGUOUS, _ABOUT)):
        if match := pattern.match(text, place):
            return reason, place, match.end()
    return None


def _refuse_by_word_before(text: str, place: int) -> tuple[Refusal, int, int] | None:
    start = max(0, place - _LONGEST)
    for reason, word, number in (
        (Refusal.DATE, _BEHIND_MONTH, _OF_MONTH),
        (Refusal.DATE, _BEHIND_YEAR_WORD, _YEAR_ONLY),
        (Refusal.CLOCK_TIME, _BEHIND_HOUR_WORD, _HOUR),
        (Refusal.LABEL, _LABEL_WORD, _LABEL),
        (Refusal.LABEL, _GERMAN_ORDINAL, _ORDINAL),
    ):
        if (match := number.match(text, place)) and word.search(text, start, place):
            return reason, place, match.end()
    return None


def latin_scale(text: str, place: int) -> tuple[str, int] | None:
    """Return the scale that a word behind a number says, as its Chinese word, and where the word ends: 百万 for million.

    >>> latin_scale("1.2 billion", 3), latin_scale("5 miles", 1)
    (('十亿', 11), None)
    """
    match = LATIN_SCALE.match(text, place)
    return (_SCALE_KEYS[int(match.lastgroup[1:])], match.end()) if match and match.lastgroup else None


def read_latin_leading(text: str, floor: int, start: int, place: int) -> tuple[str | None, int]:
    """Return the comparator of the words before ``start``, where they begin; None and ``start`` where there are none.

    A denied one is turned (tidak lebih dari: at most), or open where nothing can be told ("open").
    """
    if text[start - 1 : start] not in (" ", "\n") or not is_latin_before(text, start):
        return None, start
    match = _COMPARED.search(text, max(floor, start - _LONGEST), start)
    if match is None or (match[0][:-1].lower() == "over" and _LASTS.match(text, place)):
        return None, start
    key = str(match.lastgroup)
    denied = _DENIED.search(text, max(floor, match.start() - _LONGEST), match.start())
    return (_TURNED.get(key, "open"), denied.start()) if denied else (key, match.start())


def read_latin_behind(text: str, place: int) -> tuple[str | None, int]:
    """Return the comparator of the words behind a number, as in 60 and over, and where they end."""
    match = _BEHIND.match(text, place)
    return (match.lastgroup, match.end()) if match else (None, place)

"""Pinyin printed in brackets after a Chinese character: readings that a web page inserted, told from legal brackets."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from cengji.text.characters import HAN
from cengji.text.offsets import Step, drop

__all__ = ["drop_pinyin", "is_reading"]

# The syllables of Mandarin by their initial; v stands for ü.
_FINALS = {
    "": "a ai an ang ao e ê ei en eng er o ou m n ng hm hng",
    "b": "a ai an ang ao ei en eng i ian iang iao ie in ing o ong u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng iao o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve ue",
    "l": "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve ue",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a ai an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o ong u",
}
_SYLLABLES = frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())
# Macron, acute, caron (or the breve that is mistyped for it), grave.
_TONES = frozenset("\u0304\u0301\u030c\u0306\u0300")
# Letters that look like a Latin one and are printed for it: IPA ɑ ɡ, Cyrillic, Greek.
_LOOK_ALIKES = str.maketrans("ɑɡаесорухіοιɩü", "agaecopyxioiiv")
_LETTERS = "A-Za-z\u00c0-\u024f\u0251\u0261\u0269\u0300-\u030c\u0391-\u03c9\u0430-\u0456\u1e00-\u1eff"
_READING = f"[{_LETTERS}][{_LETTERS} '’]{{0,40}}+"
# A run of bracketed readings after a Chinese character. The look-behind stands after the bracket so that the search can leap
# from bracket to bracket; the second pattern, for the common case, leaps faster.
_RUN = re.compile(rf"([(（](?<=[{HAN}].){_READING}[)）](?:[(（]{_READING}[)）])*+)")
_PLAIN_RUN = re.compile(rf"(\((?<=[{HAN}].){_READING}\)(?:\({_READING}\))*+)")
_MOST_SYLLABLES = 8  # of one reading in brackets
_BRACKETED = re.compile("[(（][^)）]*+[)）]")


@lru_cache(maxsize=4096)
def is_reading(text: str) -> bool:
    """Return whether a text is the reading of a character, or of a few set apart by spaces, each with its tone mark.

    A reading in the neutral tone has no mark and cannot be told from a word ("(he)"): it is no reading here.

    >>> [is_reading(text) for text in ("jué", "lǘ", "lü\u030c", "ɡuǎn", "Táng hé")]
    [True, True, True, True, True]
    >>> [is_reading(text) for text in ("App", "GDP", "he", "café", "jüé", "")]
    [False, False, False, False, False, False]
    """
    syllables = re.split(r"[ '’]+", text)
    return len(syllables) <= _MOST_SYLLABLES and all(map(_is_syllable, syllables))


def _is_syllable(text: str) -> bool:
    letters = normalize("NFD", text.lower())
    tones = [character for character in letters if character in _TONES]
    bare = normalize("NFC", "".join(character for character in letters if character not in _TONES)).translate(_LOOK_ALIKES)
    return len(tones) == 1 and bare in _SYLLABLES


def drop_pinyin(text: str) -> tuple[str, Step]:
    """Drop the readings in brackets that follow a Chinese character, or another such reading.

    >>> drop_pinyin("据(jù)说(App)")[0]
    '据说(App)'
    """
    pieces = (_RUN if "（" in text else _PLAIN_RUN).split(text)
    kept, dropped = pieces[::2], pieces[1::2]
    if not all(len(_readings(run)) == len(run) for run in set(dropped)):
        kept, dropped = _sift(kept, dropped)
    return drop(kept, dropped)


def _readings(run: str) -> str:
    """Return the part of a run up to its first bracket that is no reading."""
    end = 0
    for found in _BRACKETED.finditer(run):
        if not is_reading(found[0][1:-1]):
            break
        end = found.end()
    return run[:end]


def _sift(kept: list[str], runs: list[str]) -> tuple[list[str], list[str]]:
    """Return the pieces with what is no reading given back to the kept ones."""
    sifted, dropped, pieces = [], [], [kept[0]]
    for run, after in zip(runs, kept[1:], strict=True):
        readings = _readings(run)
        if readings:
            sifted.append("".join(pieces))
            dropped.append(readings)
            pieces = []
        pieces += run[len(readings) :], after
    sifted.append("".join(pieces))
    return sifted, dropped

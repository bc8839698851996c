"""Pinyin: which readings a character has, and whether an annotation spells the characters before
it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .traditional import simplified

TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
LETTERS = f"a-zA-Züê{TONES}{TONES.upper()}ÜÊ\u0300\u0301\u0304\u0308\u030c"
_ASIDE = str.maketrans("", "", "'’‘ -·\xa0\u3000")
_NEUTRAL = {
    "个": "ge", "個": "ge", "们": "men", "們": "men", "么": "me", "麼": "me", "着": "zhe",
    "著": "zhe", "过": "guo", "過": "guo", "得": "de", "地": "de", "的": "de", "底": "de",
}  # fmt: skip
"""Readings without a tone that pypinyin's table of single characters does not have."""
_CHANGED = {"一": ("yí", "yì"), "不": ("bú",)}
"""Tones that change with the next syllable, as annotations write them."""


def annotation(text: str) -> str:
    """An annotation as it is compared: small letters, marks composed, no apostrophes or blanks,
    ``v`` for ü."""
    plain = unicodedata.normalize("NFC", text.translate(_ASIDE).lower())
    return plain.replace("v", "ü")


def toneless(text: str) -> str:
    """Without its tone marks: ``lǜ`` → ``lü``."""
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text)))


_MARKS = re.compile("[\u0300\u0301\u0304\u030c]")


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    """pypinyin's single characters. Loaded when first asked for: half a second of every start."""
    from pypinyin.constants import PINYIN_DICT

    table: dict[int, str] = PINYIN_DICT
    return table


@lru_cache(maxsize=32768)
def readings(character: str) -> tuple[str, ...]:
    """All readings of a character and of its simplified form, with their tone marks."""
    found: dict[str, None] = {}
    table = _table()
    for one in dict.fromkeys((character, simplified(character))):
        for reading in table.get(ord(one), "").split(","):
            if reading:
                found[annotation(reading)] = None
        for reading in _CHANGED.get(one, ()):
            found[reading] = None
    if character in _NEUTRAL:
        found[_NEUTRAL[character]] = None
    return tuple(found)


@lru_cache(maxsize=32768)
def bare_readings(character: str) -> tuple[str, ...]:
    """The same without tones."""
    return tuple(dict.fromkeys(toneless(one) for one in readings(character)))


def spells(character: str, spelling: str) -> bool:
    """Whether this one annotation is a reading of this one character."""
    return annotation(spelling) in readings(character)


def spelled(before: str, spelling: str, *, tones: bool) -> int:
    """How many of the last characters of ``before`` the annotation spells, all of it; 0 if none.

    From the end of both: each character takes one of its readings off the annotation, until
    nothing of it is left (with an ``r`` for 儿 swallowed by the syllable before). A syllable
    without a mark may be a neutral tone of any character.
    """
    return _take(before, len(before), spelling, tones)


def _take(before: str, at: int, spelling: str, tones: bool) -> int:
    if not spelling:
        return 0
    if not at:
        return 0
    character = before[at - 1]
    if character == "儿" and spelling.endswith("r") and at > 1:
        inner = _take(before, at - 1, spelling[:-1], tones)
        if inner:
            return inner + 1
    options = readings(character) + bare_readings(character) if tones else bare_readings(character)
    for reading in options:
        if not spelling.endswith(reading):
            continue
        rest = spelling[: len(spelling) - len(reading)]
        if not rest:
            return 1
        inner = _take(before, at - 1, rest, tones)
        if inner:
            return inner + 1
    return 0

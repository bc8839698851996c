"""Mechanical Traditional script, and the other forms that a character can be written in.

Each function takes a text, a strength from 0 to 1 (the share of places that are hit) and a source
of chance, and returns changes of that text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from random import Random

from opencc import OpenCC

from tests.noise.tracing import Change

SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]*")
FOLDED = {"，": ",", "：": ":", "；": ";", "？": "?", "！": "!", "（": "(", "）": ")"}
SHIFTED = re.compile(r"[?\ufffd][^\n?\ufffd]{1,40}[?\ufffd]")
ANGLES = {"〈": "<", "〉": ">"}


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def traditional(name: str) -> Callable[[str, float, Random], list[Change]]:
    """Whole sentences by OpenCC's ``name``; a change is one character."""

    def harm(text: str, strength: float, rng: Random) -> list[Change]:
        changes = []
        for sentence in SENTENCE.finditer(text):
            if sentence.group() and rng.random() < strength:
                plain = sentence.group()
                for place, char in enumerate(_same_length(name, plain), sentence.start()):
                    if char != text[place]:
                        changes.append(Change(place, place + 1, char))
        return changes

    return harm


def _same_length(name: str, text: str) -> str:
    """The text converted; character by character where a phrase would change its length."""
    converted: str = _converter(name).convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(
        one if len(one) == 1 else c for c in text for one in [_converter(name).convert(c)]
    )


def half_width(text: str, strength: float, rng: Random) -> list[Change]:
    """，becomes , and so on. Not between two characters of ASCII: nothing there would say so.

    What a byte shift left between its two markers is folded whole, as pages have it: ⒒ is 11."""
    forms = {place: FOLDED[char] for place, char in enumerate(text) if char in FOLDED}
    for run in SHIFTED.finditer(text):
        for place in range(run.start(), run.end()):
            folded = unicodedata.normalize("NFKC", text[place])
            if folded != text[place]:
                forms[place] = folded
    return [
        Change(place, place + 1, form)
        for place, form in sorted(forms.items())
        if not _inside_ascii(text, place) and rng.random() < strength
    ]


def _inside_ascii(text: str, place: int) -> bool:
    around = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
    return len(around) == 2 and around.isascii() and around.isalnum()


def nfkc(text: str, strength: float, rng: Random) -> list[Change]:
    """Everything that NFKC folds: … becomes ..., ℃ °C, ① 1, a wide blank a narrow one. Nobody can
    know some of it again, so in this noise not every damage can be listed."""
    return [
        Change(place, place + 1, folded)
        for place, char in enumerate(text)
        if (folded := unicodedata.normalize("NFKC", char)) != char
        and not _inside_ascii(text, place)
        and rng.random() < strength
    ]


def angles(text: str, strength: float, rng: Random) -> list[Change]:
    """《关于〈…〉的通知》 with < and >."""
    return [
        Change(place, place + 1, ANGLES[char])
        for place, char in enumerate(text)
        if char in ANGLES and rng.random() < strength
    ]


@cache
def other_forms() -> dict[str, str]:
    """A common character by its Kangxi radical or compatibility ideograph: ⼀ for 一, as text that
    was copied out of a PDF has it."""
    forms: dict[str, str] = {}
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFAD9)):
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code):
                forms.setdefault(plain, chr(code))
    return forms


def radicals(text: str, strength: float, rng: Random) -> list[Change]:
    """U+2F12 for 力, U+F90A for 金."""
    return [
        Change(place, place + 1, other_forms()[char])
        for place, char in enumerate(text)
        if char in other_forms() and rng.random() < strength
    ]

"""Pinyin in brackets after words and characters, as some web pages carry it.

Each function takes a text, a strength from 0 to 1 (the share of places that are hit) and a source
of chance, and returns changes of that text.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from random import Random

import jieba
from opencc import OpenCC
from pypinyin import Style, lazy_pinyin

from tests.noise.tracing import Change

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_LETTERS = re.compile(r"[a-zü]+")

NEUTRAL = {
    "的": "de",
    "了": "le",
    "们": "men",
    "們": "men",
    "个": "ge",
    "個": "ge",
    "着": "zhe",
    "著": "zhe",
    "么": "me",
    "麼": "me",
    "吗": "ma",
    "嗎": "ma",
    "呢": "ne",
    "吧": "ba",
}


@cache
def words_of() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.ERROR)
    return jieba.Tokenizer()


@cache
def simplified() -> OpenCC:
    return OpenCC("t2s")


def words(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every run of Han with its place, cut into words."""
    for run in HAN.finditer(text):
        yield run.start(), words_of().lcut(run.group())


def readings(run: str, style: Style = Style.TONE) -> list[str]:
    """One reading a character, as its neighbours demand it; "" where there is none."""
    found = lazy_pinyin(run, style=style, v_to_u=style is Style.NORMAL)
    if len(found) != len(run):
        found = [lazy_pinyin(char, style=style, v_to_u=style is Style.NORMAL)[0] for char in run]
    return [one if _LETTERS.fullmatch(bare(one)) else "" for one in found]


def bare(reading: str) -> str:
    """The letters without their tones; ü stays."""
    apart = unicodedata.normalize("NFD", reading)
    kept = "".join(c for c in apart if c not in "\u0300\u0301\u0304\u030c")
    return unicodedata.normalize("NFC", kept)


def joined(syllables: list[str]) -> str:
    """A word's spelling: xī'ān has an apostrophe, since xīān could be read as one syllable."""
    spelled = syllables[0]
    for syllable in syllables[1:]:
        spelled += ("'" if bare(syllable)[0] in "aoe" else "") + syllable
    return spelled


def after_words(text: str, strength: float, rng: Random) -> list[Change]:
    """党建(dǎngjiàn)联建, polyphones as the word has them. Some pages write 一 and 不 with the tone
    that they have when spoken: 一定(yídìng)."""
    spoken = rng.random() < 0.5
    return [
        Change(end, end, f"({joined(spelled)})")
        for end, spelled in _spelled(text, spoken=spoken)
        if rng.random() < strength
    ]


def twice(text: str, strength: float, rng: Random) -> list[Change]:
    """党建(dǎngjiàn)(dǎngjiàn)."""
    return [Change(one.start, one.end, one.after * 2) for one in after_words(text, strength, rng)]


def without_tones(text: str, strength: float, rng: Random) -> list[Change]:
    """象一(yi)下."""
    return [
        Change(end, end, f"({joined(spelled)})")
        for end, spelled in _spelled(text, Style.NORMAL)
        if rng.random() < strength
    ]


def across_words(text: str, strength: float, rng: Random) -> list[Change]:
    """以村(yǐcūn)促企: the last character of one word with the first of the next."""
    changes = []
    for start, cut in words(text):
        spelled = readings("".join(cut))
        place = 0
        for word in cut[:-1]:
            place += len(word)
            pair = spelled[place - 1 : place + 1]
            if all(pair) and rng.random() < strength:
                changes.append(Change(start + place + 1, start + place + 1, f"({joined(pair)})"))
    return changes


def after_changed(text: str, strength: float, rng: Random) -> list[Change]:
    """美麗鄉(xiāng)村發(fā)展: only characters that Simplified script writes otherwise.

    A page spells most of them as their word does, and some as they are read alone: 個(ge)."""
    changes = []
    for run in HAN.finditer(text):
        plain = simplified().convert(run.group())
        if len(plain) != len(run.group()):
            continue
        for place, (char, mine) in enumerate(zip(run.group(), plain, strict=True)):
            if char == mine or rng.random() >= strength:
                continue
            by_word, alone = readings(plain)[place], NEUTRAL.get(char) or readings(char)[0]
            spelled = by_word if rng.random() < 0.75 else alone
            if spelled:
                end = run.start() + place + 1
                changes.append(Change(end, end, f"({spelled})"))
    return changes


def neutral(text: str, strength: float, rng: Random) -> list[Change]:
    """的(de) 了(le) 們(men), where nothing is spelled yet."""
    return [
        Change(place + 1, place + 1, f"({NEUTRAL[char]})")
        for place, char in enumerate(text)
        if char in NEUTRAL and text[place + 1 : place + 2] != "(" and rng.random() < strength
    ]


def marks(text: str, strength: float, rng: Random) -> list[Change]:
    """Words with ü or an apostrophe, in the ways that pages write them: lǜ, lv, lü; xī'ān, xī’ān;
    tone marks as characters of their own."""
    changes = []
    for end, spelled in _spelled(text):
        word = joined(spelled)
        if not ("ü" in bare(word) or "'" in word) or rng.random() >= strength:
            continue
        ways = [word, word.replace("'", "’"), unicodedata.normalize("NFD", word)]
        if "ü" in bare(word):
            ways += [bare(word), bare(word).replace("ü", "v")]
        changes.append(Change(end, end, f"({rng.choice(ways)})"))
    return changes


def _spelled(
    text: str, style: Style = Style.TONE, *, spoken: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """Where each word ends that can be spelled, and its syllables."""
    for start, cut in words(text):
        run = "".join(cut)
        spelled = readings(run, style)
        if style is Style.TONE:
            tones = _spoken if spoken else _alone
            spelled = [tones(*at) for at in zip(run, spelled, [*spelled[1:], ""], strict=True)]
        place = 0
        for word in cut:
            mine = spelled[place : place + len(word)]
            place += len(word)
            if all(mine):
                yield start + place, mine


def _spoken(char: str, reading: str, following: str) -> str:
    """一 and 不 change their tone before another syllable."""
    falls = "\u0300" in unicodedata.normalize("NFD", following)
    if char == "不" and falls:
        return "bú"
    if char == "一" and following:
        return "yí" if falls else "yì"
    return reading


def _alone(char: str, reading: str, _following: str) -> str:
    """一 and 不 as a dictionary lists them. (pypinyin has some words as they are spoken.)"""
    return {"一": "yī", "不": "bù"}.get(char, reading)

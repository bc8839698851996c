"""The list of Chinese words with their frequencies, read once from the package that has it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from lianjian.engine.text import Lexicon


@cache
def lexicon() -> Lexicon:
    """jieba's list (349,046 words): a line a word, ``word count kind``."""
    frequencies = {}
    with files("jieba").joinpath("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, *_ = line.split(" ")
            frequencies[word] = int(count)
    return Lexicon(frequencies)

"""The list of Chinese words with their frequencies, read once from the package that has it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from lianjian.engine.text import Lexicon


@cache
def lexicon() -> Lexicon:
    """jieba's list (349,046 words): a line a word, ``word count tag``."""
    words = {}
    with files("jieba").joinpath("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, tag = line.split()
            words[word] = int(count), tag
    return Lexicon(words)

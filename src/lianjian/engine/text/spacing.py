"""Blanks between Chinese characters and lines cut at a fixed width, as scans and PDFs have them."""

from __future__ import annotations

import re
from itertools import pairwise

from .edits import Kind
from .lexicon import CHINESE_PUNCTUATION, is_han
from .traced import Change

LEAST = 6
"""So many characters in a row, each with a blank after it, are not written so by a person."""
LEAST_LINES = 3
ENDS = "。！？：；”’）》…"

_CHINESE = "[\u3400-\u4dbf\u4e00-\u9fff，。、；：？！“”‘’（）《》]"
_SPACED = re.compile(rf"(?:{_CHINESE}[ \u3000]){{{LEAST},}}{_CHINESE}?")


def blanks(text: str) -> list[Change]:
    """Blanks out of stretches that have one after every character."""
    changes = []
    for stretch in _SPACED.finditer(text):
        for at in range(stretch.start(), stretch.end()):
            if text[at] in " \u3000" and at + 1 < len(text) and text[at + 1] != "\n":
                changes.append(Change(Kind.SPACES, at, at + 1, "", "blank after every character"))
    return changes


def wraps(text: str) -> list[Change]:
    """Line ends out of paragraphs that were cut at a fixed width.

    A paragraph was cut if at least three lines in a row are of one width (two columns more or
    less, a Chinese character being two) and none of them but the last ends a sentence.
    """
    lines = [(one.start(), one.end()) for one in re.finditer(r"[^\n]+", text)]
    widths = [_width(text[start:end].rstrip()) for start, end in lines]
    changes: list[Change] = []
    at = 0
    while at < len(lines):
        stop = at
        while (
            stop + 1 < len(lines)
            and lines[stop][1] + 1 == lines[stop + 1][0]
            and abs(widths[stop] - widths[at]) <= 2
            and widths[at] >= 24
            and widths[stop + 1] <= widths[at] + 2
            and _runs_on(text, lines[stop])
        ):
            stop += 1
        if stop - at >= LEAST_LINES:
            for (_, end), _ in pairwise(lines[at : stop + 1]):
                changes.append(Change(Kind.SPACES, end, end + 1, "", "cut at a fixed width"))
        at = stop + 1
    return changes


def _runs_on(text: str, line: tuple[int, int]) -> bool:
    last = text[line[1] - 1]
    return (is_han(last) or last in CHINESE_PUNCTUATION) and last not in ENDS


def _width(line: str) -> int:
    return sum(2 if one > "\u2e7f" else 1 for one in line)

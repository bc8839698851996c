"""Blanks between Chinese characters and lines cut at a fixed width, as scans and PDFs have them."""

from __future__ import annotations

import re

from ..lexicon import CHINESE_PUNCTUATION, is_han
from .edits import Kind
from .traced import Change

LEAST = 6
"""So many characters in a row, each with a blank after it, are not written so by a person."""
LEAST_LINES = 3
NARROWEST = 24
"""Columns; verse is narrower than this."""
ENDS = "。！？：；”’）》…"
"""What a line that was not cut ends with."""

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

    A text was cut if no line is wider than some width, at least three lines reach it (a Chinese
    character is two columns wide, and a line may end two early) and run on, and some line ends a
    sentence before it.
    """
    lines = [(one.start(), one.end()) for one in re.finditer(r"[^\n]+", text)]
    widths = [_width(text[start:end].rstrip()) for start, end in lines]
    full = max(widths, default=0)
    if full < NARROWEST:
        return []
    cut = [
        number
        for number, (_, end) in enumerate(lines[:-1])
        if widths[number] >= full - 3
        and lines[number + 1][0] == end + 1
        and _runs_on(text, lines[number])
    ]
    short = any(
        width < full - 3 and text[end - 1] in ENDS
        for width, (_, end) in zip(widths, lines, strict=True)
    )
    if len(cut) < LEAST_LINES or not short:
        return []
    return [
        Change(Kind.SPACES, lines[number][1], lines[number][1] + 1, "", "cut at a fixed width")
        for number in cut
    ]


def _runs_on(text: str, line: tuple[int, int]) -> bool:
    last = text[line[1] - 1]
    return (is_han(last) or last in CHINESE_PUNCTUATION) and last not in ENDS


def _width(line: str) -> int:
    return sum(2 if one > "\u2e7f" else 1 for one in line)

"""Blanks between Chinese characters and lines cut at a fixed width, as scans and PDFs have them."""

from __future__ import annotations

import re

from ..lexicon import is_han
from .edits import Kind
from .traced import Change, Suspect

LEAST = 6
"""So many characters in a row, each with a blank after it, are not written so by a person."""
FEW = 8
"""Fewer blanks between characters are a writer's: in a title, between two names."""
LEAST_LINES = 3
NARROWEST = 24
"""Columns; verse is narrower than this."""
ENDS = "。！？：；”’）》…"
"""What a line that was not cut ends with."""

_CHINESE = "[\u3400-\u4dbf\u4e00-\u9fff，。、；：？！“”‘’（）《》]"
_PLAIN = "[0-9A-Za-z%.]"
_SPACED = re.compile(rf"(?:{_CHINESE}[ \u3000]){{{LEAST},}}{_CHINESE}?")
_BETWEEN = re.compile(
    rf"(?<={_CHINESE}) (?={_CHINESE})|(?<={_CHINESE}) (?={_PLAIN})|(?<={_PLAIN}) (?={_CHINESE})"
)
_AMONG = re.compile(rf"(?<={_PLAIN}) (?={_PLAIN})")
_APART = re.compile(f"{_CHINESE} (?={_CHINESE})")
_TOGETHER = re.compile(f"{_CHINESE}(?={_CHINESE})")


def blanks(text: str) -> list[Change]:
    """Blanks between characters that nobody wrote there.

    Certain where most neighbours of the text have one between them, or a stretch of it one after
    every character; offered where there are some all the same.
    """
    single = [one.start() for one in _BETWEEN.finditer(text)]
    if not single:
        return []
    apart = len(_APART.findall(text))
    scanned = apart >= LEAST and apart > len(_TOGETHER.findall(text))
    changes: dict[int, Change] = {}
    if scanned:
        single += [one.start() for one in _AMONG.finditer(text)]
    places = len({text[max(0, at - 4) : at + 5] for at in single})
    if scanned or (places >= FEW and places * 25 > len(text)):
        why = "blank after every character" if scanned else "blank between characters"
        changes = {
            at: Change(Kind.SPACES, at, at + 1, "", why, scanned and _is_prose(text, at))
            for at in single
        }
    for stretch in _SPACED.finditer(text):
        sure = _is_prose(text, stretch.start())
        for at in range(stretch.start(), stretch.end()):
            if text[at] in " \u3000" and at + 1 < len(text) and text[at + 1] != "\n":
                changes[at] = Change(
                    Kind.SPACES, at, at + 1, "", "blank after every character", sure
                )
    return list(changes.values())


def _is_prose(text: str, at: int) -> bool:
    """Whether the line is one of sentences: a title or a row of names may have a blank of its own
    among those that a machine put in."""
    end = text.find("\n", at)
    line = text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]
    return any(mark in line for mark in "，。；")


def wraps(text: str) -> tuple[list[Change], list[Suspect]]:
    """Line ends inside paragraphs: out where a text was cut at a fixed width, else listed.

    A text was cut if no line is wider than some width, at least three lines reach it (a Chinese
    character is two columns wide, and a line may end three early) and run on, and some line ends a
    sentence before it.
    """
    lines = [(one.start(), one.end()) for one in re.finditer(r"[^\r\n]+", text)]
    widths = [_width(text[start:end].rstrip()) for start, end in lines]
    on = [
        number
        for number, (_, end) in enumerate(lines[:-1])
        if text[end : lines[number + 1][0]] in ("\n", "\r\n") and _runs_on(text, lines, number)
    ]
    full = _usual([widths[number] for number in on])
    cut = [number for number in on if abs(widths[number] - full) <= 3]
    wider = any(width > full + 3 for width in widths)
    short = not wider and any(
        width < full - 3 and text[end - 1] in ENDS
        for width, (_, end) in zip(widths, lines, strict=True)
    )
    if full >= NARROWEST and len(cut) >= LEAST_LINES and short:
        whole = set(cut)
        changes = [
            Change(Kind.SPACES, lines[one][1], lines[one + 1][0], "", "cut at a fixed width")
            for one in cut
        ]
    else:
        whole, changes = set(), []
    listed = [
        Suspect(Kind.SPACES, lines[one][1], lines[one + 1][0], "a line that does not end")
        for one in on
        if one not in whole
        and (
            _is_sentence(text, lines[one], lines[one + 1]) or (changes and widths[one] > full * 0.7)
        )
    ]
    return changes, listed


def _usual(widths: list[int]) -> int:
    """The width that most lines have, give or take two; the widest of those."""
    best = max(widths, key=lambda one: sum(abs(one - other) <= 2 for other in widths), default=0)
    return max((one for one in widths if abs(one - best) <= 2), default=0)


def _runs_on(text: str, lines: list[tuple[int, int]], number: int) -> bool:
    last, following = text[lines[number][1] - 1], text[lines[number + 1][0]]
    if following in "，。、；：？！”’）》":
        return True
    return last not in ENDS and (is_han(last) or last.isalnum() or last in "，、“‘（《—")


def _is_sentence(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether a line ends in the middle of a sentence: one has ended in it before, or what it ends
    with or the next begins with stands only inside of one. A heading has none of it."""
    words = text[slice(*line)]
    return (
        any(mark in words for mark in "。；")
        or words[-1] in "，、（“《"
        or text[following[0]] in "，。、；：？！”’）》"
    )


def _width(line: str) -> int:
    return sum(2 if one > "\u2e7f" else 1 for one in line)

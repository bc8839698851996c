"""Text whose bytes were read in the wrong charset as a whole: UTF-8 or GBK as Latin-1 (or
Windows-1252), UTF-8 as GBK."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lexicon import Lexicon, is_han, level
from .edits import Kind
from .traced import Change, Suspect

_PLAIN = "·×÷°±—"
_SPECIAL = {
    bytes([byte]).decode("cp1252"): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
"""Characters that Windows-1252 has where Latin-1 has controls."""
_HIGH = "\u0080-\u00ff" + "".join(_SPECIAL)
_RUN = re.compile(f"[{_HIGH}]{{2,}}")
_MISREAD = re.compile("[ÃÂäåæçèéïâã]")
"""Every Chinese character and mark of UTF-8 begins with one of these in Latin-1."""
_LINE = re.compile(r"[^\n]+")
_LEAST = 4
"""Fewer Han characters than this are no proof that a line was GBK."""


def look(text: str, lexicon: Lexicon) -> tuple[list[Change], list[Suspect]]:
    """What was misread. UTF-8 proves itself by its form; the others by usual characters alone, so
    a line of them must be made of nothing else."""
    changes: list[Change] = []
    suspects: list[Suspect] = []
    lines = [(one.group(), one.start()) for one in _LINE.finditer(text)]
    least = 1 if any(_gbk(line, at) for line, at in lines) else _LEAST
    gibberish = any(_gibberish(line) for line, _ in lines)
    for line, at in lines:
        change = _gbk(line, at, least)
        change = change or _utf8_as_gbk(line, at, lexicon)
        if change is not None:
            changes.append(change)
        elif least > 1 and _MISREAD.search(line):
            for run in _RUN.finditer(line):
                changes += _utf8(run.group(), at + run.start())
        elif _gibberish(line, least=2 if gibberish else _LEAST) or (
            least == 1 and re.search(f"[{_HIGH}]{{2}}", line)
        ):
            suspects.append(Suspect(Kind.LATIN1, at, at + len(line), "wrong charset, lossy"))
    return changes, suspects


def _bytes(run: str) -> bytes:
    return bytes(_SPECIAL.get(one, ord(one)) for one in run)


def _utf8(run: str, at: int) -> Iterator[Change]:
    """The stretches of a run that are UTF-8 of Chinese; a run read twice wrongly is undone
    twice."""
    data = _bytes(run)
    done = 0
    while done < len(data):
        width = _width(data, done)
        stop = done
        text = ""
        while width:
            text += data[stop : stop + width].decode("utf-8", "replace")
            stop += width
            width = _width(data, stop)
        if text and all(one >= "\u2000" or one in _PLAIN for one in text):
            again = next(iter(_utf8(text, 0)), None) if _RUN.fullmatch(text) else None
            after = again.after if again is not None else text
            yield Change(Kind.LATIN1, at + done, at + stop, after, "UTF-8 read as Latin-1")
        done = max(stop, done + 1)


def _width(data: bytes, at: int) -> int:
    """How many bytes the UTF-8 character at ``at`` has, 0 if there is none."""
    first = data[at] if at < len(data) else 0
    width = 2 if 0xC2 <= first <= 0xDF else 3 if first & 0xF0 == 0xE0 else 4 if first == 0xF0 else 0
    tail = data[at + 1 : at + width]
    return width if width and len(tail) == width - 1 and all(0x80 <= b < 0xC0 for b in tail) else 0


def _gbk(line: str, at: int, least: int = _LEAST) -> Change | None:
    """A line that is all Latin-1 and reads as GBK of usual characters (at least ``least``)."""
    if not re.search(f"[{_HIGH}]{{2}}", line):
        return None
    try:
        text = bytes(_SPECIAL.get(one, ord(one)) for one in line).decode("gbk")
    except (UnicodeDecodeError, ValueError):
        return None
    han = [one for one in text if is_han(one)]
    rare = sum(level(one) != 1 for one in han)
    if len(han) < least or rare * (10 if least > 1 else 2) > len(han):
        return None
    return Change(Kind.LATIN1, at, at + len(line), text, "GBK read as Latin-1")


def _utf8_as_gbk(line: str, at: int, lexicon: Lexicon) -> Change | None:
    """A line that was UTF-8 read as GBK and lost nothing by it (as good as never longer than a few
    words: an odd number of characters loses its last byte)."""
    if not _gibberish(line):
        return None
    try:
        text = line.encode("gbk").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    han = [one for one in text if is_han(one)]
    if len(han) < 2 or any(not level(one) for one in han):
        return None
    if lexicon.likelihood(text) / len(text) < lexicon.likelihood(line) / len(line) + 3:
        return None
    return Change(Kind.LATIN1, at, at + len(line), text, "UTF-8 read as GBK", certain=len(han) >= 4)


def _gibberish(line: str, least: int = _LEAST) -> bool:
    """Whether a line looks like UTF-8 read as GBK: mostly characters nobody uses."""
    han = [one for one in line if is_han(one)]
    if len(han) < least:
        return False
    rare = sum(level(one) != 1 for one in han)
    return rare * 2 > len(han) and (least < _LEAST or not any(one in line for one in _GLUE))


_GLUE = frozenset("的了是和在有一不人中国村，。、")
"""A line that holds one of these was read in the right charset."""

"""The text so far: line by line, and how much of what was left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from lianjian.ground.core.confined import TooMuch, earn

MOST = 2_000_000
"""Characters of a text."""
_EARNING = 500
"""So many lines read earn the time for the next."""
_LONG = 200
"""Characters: a table with a longer cell holds paragraphs, not entries."""

_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLANKS = re.compile(r"\s+")

Cell = list[str]
"""The lines of one cell."""


class Lines:
    """Filled by a reader; ``left_out`` counts by the word that the parent has a sentence for."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.left_out: Counter[str] = Counter()
        self.title = ""
        self.declared = ""
        self.pages = 1
        self._size = 0

    def about(self) -> dict[str, Any]:
        return {
            "title": plain(self.title)[:300],
            "declared": plain(self.declared)[:60],
            "pages": self.pages,
            "left_out": dict(self.left_out),
        }

    def add(self, text: str) -> None:
        """One paragraph; its own breaks are lines."""
        for line in text.split("\n"):
            self._keep(_sound(line).strip())

    def add_table(self, rows: Iterable[list[Cell]]) -> None:
        """A line for each row, its cells between tabs; or what stands in them, if that is text."""
        for line in table(list(rows)):
            self._keep(_sound(line).rstrip())

    def _keep(self, line: str) -> None:
        if not line:
            return
        self._size += len(line) + 1
        if self._size > MOST:
            raise TooMuch("much")
        self.kept.append(line)
        if len(self.kept) % _EARNING == 0:
            earn(0.05)


def table(rows: list[list[Cell]]) -> list[str]:
    """The lines of a table. A frame around text, or a page laid out in cells, is no table."""
    filled = [row for row in rows if any(cell for cell in row)]
    longest = max((len("".join(cell)) for row in filled for cell in row), default=0)
    if longest > _LONG or all(len(row) <= 1 for row in filled):
        return [line for row in filled for cell in row for line in cell]
    return ["\t".join(_BLANKS.sub(" ", " ".join(cell)).strip() for cell in row) for row in filled]


def plain(text: str) -> str:
    """One line without what no letter is."""
    return _BLANKS.sub(" ", _sound(text)).strip()


def _sound(text: str) -> str:
    """Half letters and control characters say nothing; the first are doubts for whoever repairs."""
    text = _NO_TEXT.sub("", text.replace("\r", " ").replace("\x0b", " "))
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

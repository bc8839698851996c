"""The sections of GB/T 4754-2017 and the divisions in each: what an industry's code may be."""

from __future__ import annotations

SECTIONS = {
    "A": (1, 5),
    "B": (6, 12),
    "C": (13, 43),
    "D": (44, 46),
    "E": (47, 50),
    "F": (51, 52),
    "G": (53, 60),
    "H": (61, 62),
    "I": (63, 65),
    "J": (66, 69),
    "K": (70, 70),
    "L": (71, 72),
    "M": (73, 75),
    "N": (76, 79),
    "O": (80, 82),
    "P": (83, 83),
    "Q": (84, 85),
    "R": (86, 90),
    "S": (91, 96),
    "T": (97, 97),
}
"""Letter → first and last division."""

NONE = -1
_BY_DIVISION = {
    number: letter
    for letter, (first, last) in SECTIONS.items()
    for number in range(first, last + 1)
}


def industry(text: str) -> int | None:
    """A code (``A``, ``01``) as one number, 100 × section + division (0 for none); NONE for an
    empty text, None for no code of the standard."""
    if not text:
        return NONE
    if text in SECTIONS:
        return ord(text) * 100
    if len(text) == 2 and text.isascii() and text.isdecimal() and int(text) in _BY_DIVISION:
        return ord(_BY_DIVISION[int(text)]) * 100 + int(text)
    return None

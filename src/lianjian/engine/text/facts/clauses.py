"""How far a sentence or a clause is looked back or ahead over.

Reading takes time that grows with a text and not with its square, so nobody looks further than
``REACH``: a line without a mark may be as long as the text itself.
"""

from __future__ import annotations

REACH = 400
"""Characters; sentences of reports hold some 30 to 150."""


def start_behind(text: str, at: int, marks: str, first: int = 0) -> int:
    """Where what holds ``at`` begins: behind the last of the marks, or ``REACH`` before it."""
    least = max(first, at - REACH, 0)
    return max(max(text.rfind(mark, least, at) + 1 for mark in marks), least)


def end_before(text: str, at: int, marks: str, last: int | None = None) -> int:
    """Where it ends: before the next of the marks, or ``REACH`` behind ``at``."""
    most = min(len(text) if last is None else last, at + REACH)
    for mark in marks:
        found = text.find(mark, at, most)
        most = found if found >= 0 else most
    return most

"""What is handed to the door for documents: each file with what must become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

REASON = "。"
"""Any reason: every sentence in Chinese ends so."""


PORT = 9
"""Where a test listens for whoever follows an address that stands in a file."""


def trap() -> str:
    return f"http://127.0.0.1:{PORT}"


@dataclass(frozen=True)
class Handed:
    """One file. Refused if ``says``, a part of the reason, is set; else read, holding ``text``."""

    what: str
    name: str
    make: Callable[[], bytes]
    says: str = ""
    text: str = ""
    note: str = ""


HANDED: list[Handed] = []
Maker = Callable[[], bytes]


def refused(what: str, name: str, says: str = REASON) -> Callable[[Maker], Maker]:
    def decorate(make: Maker) -> Maker:
        HANDED.append(Handed(what, name, make, says=says))
        return make

    return decorate


def read(what: str, name: str, text: str = "", note: str = "") -> Callable[[Maker], Maker]:
    """Read harmlessly: with ``text`` in it, and a note that says what was not opened."""

    def decorate(make: Maker) -> Maker:
        HANDED.append(Handed(what, name, make, text=text, note=note))
        return make

    return decorate


def also(what: str, name: str, make: Maker, *, says: str = "", text: str = "") -> None:
    """A file that is made elsewhere already, or in one expression."""
    HANDED.append(Handed(what, name, make, says=says, text=text))

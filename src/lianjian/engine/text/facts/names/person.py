"""One person where a text names them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Where the name stands, the name, the role beside it (empty if none is told), whose it is."""

    start: int
    end: int
    name: str
    role: str
    organisation: str

"""Clean texts, written for this project, with invented names: they must pass a repair unchanged.

``clean/prose`` is what offices and village branches write of their work together; noise has
something to bite on there. ``clean/traps`` looks damaged and is not: a Traditional couplet, an
author's own gloss, slogans that come again, line ends of another system.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

CLEAN = Path(__file__).resolve().parent / "clean"


@dataclass(frozen=True, slots=True)
class Clean:
    """A text as its file has it, to the last byte."""

    name: str
    text: str


def _read(folder: str) -> tuple[Clean, ...]:
    files = sorted((CLEAN / folder).glob("*.txt"))
    return tuple(Clean(f"{folder}/{file.stem}", file.read_bytes().decode()) for file in files)


@cache
def prose() -> tuple[Clean, ...]:
    return _read("prose")


@cache
def traps() -> tuple[Clean, ...]:
    return _read("traps")


def clean_texts() -> tuple[Clean, ...]:
    """All of them."""
    return (*prose(), *traps())

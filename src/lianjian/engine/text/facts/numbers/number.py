"""One number of a text, and the units it may have."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..fact import Comparator, FactKind
from ..vocabulary import MEASURED
from .units import MONEY, WRITTEN


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands, not yet told what it counts."""

    start: int
    end: int
    kind: FactKind
    value: Fraction | tuple[Fraction, Fraction] | None
    unit: str
    comparator: Comparator


def unit_of(written: str) -> tuple[str, int]:
    """The unit, and how many of it one of the written is: 万元 is 10,000 元."""
    return WRITTEN.get(written, (written, 1))


def kind_of(unit: str) -> FactKind:
    if unit == MONEY or unit.startswith("元"):
        return FactKind.AMOUNT
    return FactKind.MEASURE if unit in MEASURED else FactKind.COUNT

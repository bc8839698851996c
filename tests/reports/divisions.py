"""The official list of divisions as texts are read with it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lianjian.engine.text.facts import Division, Gazetteer
from lianjian.ground.places.codes import Level
from lianjian.ground.places.edition import Edition, Listed
from lianjian.ground.places.names import core_of


@cache
def gazetteer() -> Gazetteer:
    with Edition() as edition:
        return Gazetteer([_division(one) for one in edition.upper()], _under)


def _division(one: Listed) -> Division:
    core = core_of(one.name, one.level)
    return Division(one.code, one.name, core, one.level.value, one.above or None)


def _under(county: Division) -> Iterator[Division]:
    with Edition() as edition:
        for level in (Level.TOWN, Level.VILLAGE):
            for one in edition.below(str(county.code)[:6], level):
                yield _division(one)

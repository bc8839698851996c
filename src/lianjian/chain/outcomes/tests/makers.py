"""Figures as they are reported, by the services themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from tests.cast import Character, World

from lianjian.chain.accords.tests import makers as accords
from lianjian.chain.outcomes import selectors, services
from lianjian.chain.outcomes.contents import About, Told
from lianjian.chain.outcomes.models import Indicator, Observation
from lianjian.chain.outcomes.summing import Group
from lianjian.chain.outcomes.totals import Total, total, why_left_out
from lianjian.chain.projects.tests import makers as projects
from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope

ALL = Scope.of_everything()


def the(code: str) -> Indicator:
    return selectors.indicator(ALL, code)


def stone(world: World, **more: Any) -> About:
    return About(division=world.stone.affiliation or world.town, **more)


def this_year(number: str = "", **more: Any) -> Told:
    """A number of this year so far."""
    today = clock.today()
    return Told(number, period_from=dt.date(today.year, 1, 1), period_to=today, **more)


def reported(
    world: World,
    number: str = "20万余人次",
    *,
    code: str = "visits",
    by: Character | None = None,
    about: About | None = None,
    document: bytes = b"",
    apart: str = "另一件事",
    **more: Any,
) -> Observation:
    return services.report(
        (by or world.lin).actor,
        indicator=the(code),
        about=about or stone(world),
        told=this_year(number, **more),
        document=document,
        apart=apart,
    )


def confirmed(world: World, number: str = "20万余人次", **more: Any) -> Observation:
    return services.confirm(world.mei.actor, observation=reported(world, number, **more))


def of_a_project(world: World, **more: Any) -> Observation:
    """A figure of a project of Stone Village and the University, reported by Stone."""
    project = projects.under_way(world)
    return reported(world, about=stone(world, project=project), **more)


def seen(observation: Observation, scope: Scope = ALL) -> Observation:
    return selectors.observation(scope, observation.pk)


def added_by_hand(indicator: Indicator, rows: Iterable[Observation]) -> Total:
    """The total of figures that are put together one by one, as ``summing`` does in SQL."""
    return total(
        indicator,
        [
            Group(
                why_left_out(indicator, one),
                one.comparator,
                1,
                one.value or 0,
                one.numerator or 0,
                one.denominator or 0,
                one.grade,
            )
            for one in rows
        ],
    )


__all__ = ["accords"]

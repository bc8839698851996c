"""T4: four coordinators of one county turn the same figure: two confirm it, two correct it.

One of them does, and the others look again: a second correction would be a second figure, and both
would be counted.
The naive twin looks at the state, writes the new figure and then the state, as one would write it
first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from lianjian.chain.outcomes import services
from lianjian.chain.outcomes.life import STANDING
from lianjian.chain.outcomes.models import Observation
from lianjian.chain.outcomes.services import reading
from lianjian.chain.outcomes.services.report import first_grade
from lianjian.chain.outcomes.tests import makers
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Overtaken
from tests.campaigns import Reporter
from tests.cast import a_world

from .racing import (
    CONTROL_FAILS_AT_LEAST,
    RACES,
    Finish,
    everyone_got_a_reason,
    four_coordinators,
    only_on_postgresql,
    race,
)

pytestmark = [
    pytest.mark.campaign,
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
]
Correct = Callable[..., Any]


def naive(actor: Actor, *, observation: Observation, told: Any, reason: str) -> Observation:
    """As one would write it first: look, write the new one, write the old one's state."""
    now = Observation.get_within(actor.scope, pk=observation.pk)
    if now.state not in STANDING:
        raise Overtaken("Somebody corrected it.")
    again = Observation(
        definition=now.definition,
        division=now.division,
        corrects=now,
        correction_reason=reason,
    )
    reading.put(again, now.definition.indicator, told)
    again.grade = first_grade(again)
    again.save(force_insert=True)
    Observation.within(actor.scope).filter(pk=now.pk).update(state="corrected")
    return again


def run_races(correct: Correct) -> list[tuple[Finish, int, str]]:
    """How each race ended, how many figures stand in the old one's place, and its state."""
    world = a_world()
    people, ends = four_coordinators(world), []
    for _ in range(RACES):
        figure = makers.reported(world, "12人", code="jobs")
        read = [Observation.get_within(one.scope, pk=figure.pk) for one in people]
        told = makers.this_year("11人")
        runs: list[Callable[[], Any]] = [
            partial(services.confirm, one.actor, observation=row)
            for one, row in zip(people[:2], read[:2], strict=True)
        ]
        runs += [
            partial(correct, one.actor, observation=row, told=told, reason="重复计算")
            for one, row in zip(people[2:], read[2:], strict=True)
        ]
        finish = race(runs)
        with scope_lifted("a test looks behind"):
            again = Observation.objects.filter(corrects=figure).count()
            ends.append((finish, again, Observation.objects.get(pk=figure.pk).state))
    return ends


def test_one_turns_a_figure_and_the_others_hear_why(campaign: Reporter):
    only_on_postgresql()
    for finish, again, state in run_races(services.correct):
        assert finish.errors == []
        assert (len(finish.won), len(finish.refused)) == (1, 3)
        assert (again, state) in {(1, "corrected"), (0, "confirmed")}
        assert everyone_got_a_reason(finish)
    campaign(
        "T4",
        "four at the same moment: two confirm a figure, two correct it",
        size=RACES,
        control=f"without a conditional write at least {CONTROL_FAILS_AT_LEAST:.0%} go wrong",
        outcome="one turns it, three hear why, no error",
    )


def test_control_who_looks_first_and_writes_then_corrects_it_twice():
    only_on_postgresql()
    wrong = sum(again > 1 or bool(finish.errors) for finish, again, _state in run_races(naive))
    assert wrong >= CONTROL_FAILS_AT_LEAST * RACES

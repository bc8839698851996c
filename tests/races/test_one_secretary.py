"""T4: two secretaries of one joint body, and a leading group that is set up and stood down at once.

Four people press at the same moment; one wins, the others hear why. The naive twins read, check
and save in separate statements. That a body keeps one secretary, its table sees to as well: there
the naive twin's losers get an error of the database instead of a reason.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.models import BodyOffice, JointBody, LeadingGroup
from lianjian.chain.accords.tests import makers, side_makers
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import clock
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Invalid, Overtaken
from tests.campaigns import Reporter
from tests.cast import Character, World, a_world
from tests.makers import a_post

from .racing import (
    RACES,
    Finish,
    everyone_got_a_reason,
    four_coordinators,
    only_on_postgresql,
    race,
)

SOME = 0.4
"""Two people, not four, and no typesetting between: on a busy machine 38 of 50 met."""

pytestmark = [
    pytest.mark.campaign,
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
]


# -- two secretaries --
def fill(who: Character, body: JointBody) -> BodyOffice:
    seen = selectors.body(who.scope, body.pk)
    return services.fill_office(
        who.actor, body=seen, rank="secretary", holder="镇党委委员", starts=clock.today()
    )


def naive_fill(who: Character, body: JointBody) -> BodyOffice:
    """Is there one? No: then the same look at members and posts as the service has, and save."""
    with scope_lifted("a naive twin"), transaction.atomic():
        seen = selectors.body(who.scope, body.pk)
        if BodyOffice.objects.filter(body=seen, rank="secretary", ended_on=None).exists():
            raise Overtaken("There is one.")
        assert len(selectors.branches_in(seen)) == 2
        assert list(selectors.holders_for(who.actor, seen))
        assert selectors.offices_in(seen) == []
        office = BodyOffice(body=seen, rank="secretary", holder="镇党委委员", starts=clock.today())
        office.save()
        return office


def secretaries(body: JointBody) -> int:
    with scope_lifted("a test looks behind"):
        return int(BodyOffice.objects.filter(body=body, ended_on=None).count())


def races_for_the_chair(fill_: Callable[[Character, JointBody], Any]) -> list[tuple[Finish, int]]:
    world = a_world()
    body, people = side_makers.a_working_body(world), four_coordinators(world)
    ends = []
    for _ in range(RACES):
        finish = race([partial(fill_, one, body) for one in people])
        ends.append((finish, secretaries(body)))
        with scope_lifted("the next race"):
            BodyOffice.objects.all().delete()
    return ends


def test_a_body_never_has_two_secretaries(campaign: Reporter):
    only_on_postgresql()
    for finish, held in races_for_the_chair(fill):
        assert finish.errors == []
        assert (len(finish.won), len(finish.refused), held) == (1, 3, 1)
        assert everyone_got_a_reason(finish)
    campaign(
        "T4",
        "four at the same moment: the secretary of a joint body",
        size=RACES,
        control=f"without care at least {SOME:.0%} go wrong",
        outcome="one secretary, three hear why, no error",
    )


def test_control_whoever_looks_first_and_saves_then_goes_wrong():
    only_on_postgresql()
    wrong = sum(
        bool(finish.errors) or held != 1 for finish, held in races_for_the_chair(naive_fill)
    )
    assert wrong >= SOME * RACES


# -- set up, and stood down --
def four_officers(world: World) -> list[Character]:
    more = [Character(a_post(Role.LIAISON, organisation=world.university)) for _ in range(3)]
    return [world.wen, *more]


def set_up(who: Character, group: LeadingGroup) -> LeadingGroup:
    return services.set_up_group(who.actor, group=group, on=clock.today(), number="1号")


def stand_down(who: Character, group: LeadingGroup) -> LeadingGroup:
    return services.stand_down_group(who.actor, group=group, reason="另有安排")


def naive_set_up(who: Character, group: LeadingGroup) -> LeadingGroup:
    return _naive(who, group, state="set_up", set_up_on=clock.today(), number="1号")


def naive_stand_down(who: Character, group: LeadingGroup) -> LeadingGroup:
    return _naive(
        who, group, state="stood_down", stood_down_on=clock.today(), end_reason="另有安排"
    )


def _naive(who: Character, group: LeadingGroup, **values: Any) -> LeadingGroup:
    """Is it planned? Then write what it is now."""
    with scope_lifted("a naive twin"), transaction.atomic():
        seen = selectors.leading_group(who.scope, group.pk)
        if seen.state != "planned":
            raise Invalid("It is not planned.")
        for name, value in values.items():
            setattr(seen, name, value)
        seen.save(update_fields=list(values))
        return seen


def races_over_a_group(up: Callable[..., Any], down: Callable[..., Any]) -> list[Finish]:
    world = a_world()
    accord = makers.an_accord(makers.three_parties(world))
    people = four_officers(world)
    made = side_makers.a_group(world.wen, accord, side_makers.UNIVERSITY)
    ends = []
    for _ in range(RACES):
        groups = [selectors.leading_group(one.scope, made.pk) for one in people]
        acts = (up, down, up, down)
        ends.append(
            race(
                [partial(act, who, row) for act, who, row in zip(acts, people, groups, strict=True)]
            )
        )
        with scope_lifted("the next race"):
            LeadingGroup.objects.filter(pk=made.pk).update(
                state="planned", set_up_on=None, number="", stood_down_on=None, end_reason=""
            )
    return ends


def test_a_leading_group_is_set_up_or_stood_down_once(campaign: Reporter):
    only_on_postgresql()
    for finish in races_over_a_group(set_up, stand_down):
        assert finish.errors == []
        assert (len(finish.won), len(finish.refused)) == (1, 3)
        assert everyone_got_a_reason(finish)
    campaign(
        "T4",
        "four at the same moment: a leading group is set up and stood down",
        size=RACES,
        control=f"without a lock at least {SOME:.0%} go wrong",
        outcome="one wins, three hear why, no error",
    )


def test_control_without_a_lock_it_is_both():
    only_on_postgresql()
    finishes = races_over_a_group(naive_set_up, naive_stand_down)
    wrong = sum(len(finish.won) != 1 or bool(finish.errors) for finish in finishes)
    assert wrong >= SOME * RACES

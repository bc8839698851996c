"""T4: a joint body is dissolved while an accord that names it is opened, or an office filled.

Nobody signs under a body that is gone, and nobody holds an office in one: either the accord is
being signed and the body stands, or the body is dissolved and the accord is still in consultation.
The naive twins look at the body and hold nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from lianjian.chain.accords import services
from lianjian.chain.accords.contents import PartyDraft
from lianjian.chain.accords.life import BodyState
from lianjian.chain.accords.models import BodyOffice, JointBody, TextVersion
from lianjian.chain.accords.tests import makers
from lianjian.chain.accords.tests.printing import quick_print
from lianjian.ground.core import clock
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Invalid
from tests.campaigns import Reporter
from tests.cast import Character, World, a_world
from tests.lives.by_services import instead
from tests.sizes import size

from .racing import (
    CONTROL_FAILS_AT_LEAST,
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
RACES = size(20, long=200)


def naive_ground(_version: TextVersion) -> None:
    """Goes by the body as the page showed it, approved, and holds nothing."""


@dataclass(frozen=True)
class End:
    """How a race ended, and what both are then."""

    finish: Finish
    body: str
    accord: str

    @property
    def holds(self) -> bool:
        return (self.body, self.accord) in {("approved", "signing"), ("dissolved", "consulting")}


def run_races() -> list[End]:
    world = a_world()
    people = four_coordinators(world)
    return [_one(world, people, number) for number in range(RACES)]


def dissolvers(people: list[Character], body: JointBody) -> list[Any]:
    return [
        partial(
            services.dissolve,
            one.actor,
            body=JointBody.get_within(one.scope, pk=body.pk),
            reason="联建期满",
        )
        for one in people
    ]


def _one(world: World, people: list[Character], number: int) -> End:
    body = makers.a_body(world, approved=True, name=f"第{number}联建党总支")
    sides = (PartyDraft(branch=makers.branch_of(one)) for one in (world.stone, world.university))
    words = makers.contents_between(*sides, body=body)
    accord = makers.in_consultation(makers.Setting(world.mei, words, (world.lin, world.wen)))
    runs: list[Any] = [
        partial(services.open_for_signing, one.actor, accord=makers.seen(accord))
        for one in people[:2]
    ]
    runs += dissolvers(people[2:], body)
    finish = race(runs)
    with scope_lifted("a test looks behind"):
        body.refresh_from_db()
        accord.refresh_from_db()
    return End(finish, body.state, accord.state)


@contextmanager
def printed_quickly(folder: Path, *patches: Any) -> Iterator[None]:
    with ExitStack() as stack:
        stack.enter_context(quick_print(folder))
        for patch in patches:
            stack.enter_context(patch)
        yield


def test_nobody_signs_under_a_body_that_is_gone(campaign: Reporter, tmp_path: Path):
    only_on_postgresql()
    with printed_quickly(tmp_path):
        ends = run_races()
    for end in ends:
        assert end.finish.errors == []
        assert end.holds, (end.body, end.accord)
        assert len(end.finish.won) == 1
        assert everyone_got_a_reason(end.finish)
    campaign(
        "T4",
        "four at the same moment: two open an accord, two dissolve the body it names",
        size=RACES,
        control=f"without a lock at least {CONTROL_FAILS_AT_LEAST:.0%} go wrong",
        outcome="one wins: it is signed under a body that stands, or not at all; no error",
    )


def test_control_without_a_lock_it_goes_wrong(tmp_path: Path):
    only_on_postgresql()
    module = "lianjian.chain.accords.services.open_for_signing"
    with printed_quickly(tmp_path, instead(module, "must_stand_on_firm_ground", naive_ground)):
        wrong = sum(not end.holds or bool(end.finish.errors) for end in run_races())
    assert wrong >= CONTROL_FAILS_AT_LEAST * RACES


def naive_members(body: JointBody) -> None:
    """Looks at the body as it was read, and holds nothing."""
    if body.state not in (BodyState.APPROVED, BodyState.WORKING):
        raise Invalid("Only an approved joint body has offices.")


def chairs_in_bodies_that_are_gone() -> tuple[int, list[Finish]]:
    """Two fill an office while two dissolve the body: how often somebody holds one in it then."""
    world = a_world()
    people, finishes = four_coordinators(world), []
    for number in range(RACES):
        body = makers.a_body(world, approved=True, name=f"第{number}联建党总支")
        runs: list[Any] = [
            partial(
                services.fill_office,
                one.actor,
                body=JointBody.get_within(one.scope, pk=body.pk),
                rank="deputy",
                starts=clock.today(),
                holder="石桥村党支部书记",
            )
            for one in people[:2]
        ]
        finishes.append(race([*runs, *dissolvers(people[2:], body)]))
    with scope_lifted("a test looks behind"):
        held = BodyOffice.objects.filter(body__state="dissolved", ended_on=None)
        return held.values("body").distinct().count(), finishes


def test_nobody_holds_an_office_in_a_body_that_is_gone(campaign: Reporter):
    only_on_postgresql()
    left, finishes = chairs_in_bodies_that_are_gone()
    assert left == 0
    for finish in finishes:
        assert finish.errors == []
        assert everyone_got_a_reason(finish)
    campaign(
        "T4",
        "four at the same moment: two fill an office, two dissolve the body",
        size=RACES,
        control="without a lock somebody holds an office in a body that is gone",
        outcome="the office ends with the body, or was never filled; no error",
    )


def test_control_without_a_lock_a_chair_is_left_behind():
    only_on_postgresql()
    with instead("lianjian.chain.accords.services.fill_office", "must_have_members", naive_members):
        left, _finishes = chairs_in_bodies_that_are_gone()
    assert left > 0

"""T6: a joint body's life by its services: its committee, its members and the accord on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import hypothesis.strategies as st
import pytest
from hypothesis.stateful import invariant, precondition, rule
from tests.campaigns import Reporter
from tests.cast import Character, World
from tests.lives.by_services import (
    ByServices,
    Faults,
    instead,
    must_be_found,
    run,
    size_of_a_part,
)
from tests.sizes import PARTS

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.contents import PartyDraft
from lianjian.chain.accords.life import BODY
from lianjian.chain.accords.models import Accord, BodyMember, BodyOffice, JointBody
from lianjian.chain.registry.models import Branch
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Refused

from . import makers
from .printing import quick_print

pytestmark = [pytest.mark.campaign, pytest.mark.once]

ANYBODY = st.sampled_from((0, 0, 0, 1, 2, 3))
"""Mostly the coordinator, whose word it is; else a member, its partner, the next county."""
DAYS = st.integers(min_value=-2, max_value=1)
HAS_MEMBERS = ("approved", "working")
BINDS = ("signing", "active")


class BodyMachine(ByServices):
    """Stone Village and the University propose it; three villages come and go."""

    life = BODY
    lot = 8
    branches: ClassVar[tuple[Branch, ...]]

    def begin(self) -> None:
        self.body = makers.a_body(self.world)
        self.state = "proposed"
        self.ever = 2
        """How often a branch was taken in."""
        self.filled = 0
        self.accord: Accord | None = None

    def now(self) -> JointBody:
        return JointBody.get_within(makers.ALL, pk=self.body.pk)

    def somebody(self, which: int) -> Character:
        world = self.world
        return (world.mei, world.lin, world.wen, world.hao)[which]

    def by(self, which: int, verb: str, act: Any) -> Any:
        """Let somebody try an edge; only the coordinator may have got through."""
        done = self.attempt(verb, lambda body: act(self.somebody(which).actor, body))
        assert done is None or which == 0
        return done

    def beside(self, which: int, act: Any) -> Any:
        """Let somebody try what moves nothing; None when it was refused."""
        try:
            done = act(self.somebody(which).actor)
        except Refused:
            return None
        assert which == 0
        return done

    # -- what its committee decides --
    @rule(which=ANYBODY, number=st.sampled_from(("示组〔2026〕3号", "")), day=DAYS)
    def approve(self, which: int, number: str, day: int) -> None:
        on = clock.today() + dt.timedelta(days=day)
        self.by(
            which,
            "approve",
            lambda actor, body: services.approve_body(
                actor, body=body, committee="中共示例县委组织部", number=number, approved_on=on
            ),
        )

    @rule(which=ANYBODY)
    def set_to_work(self, which: int) -> None:
        self.by(which, "set_to_work", lambda actor, body: services.set_to_work(actor, body=body))

    @rule(which=ANYBODY, dice=st.integers(min_value=0, max_value=5))
    def dissolve(self, which: int, dice: int) -> None:
        if dice == 0 or self.accord is not None:  # Seldom: nothing comes after it.
            self.by(
                which,
                "dissolve",
                lambda actor, body: services.dissolve(actor, body=body, reason="联建期满"),
            )

    # -- who is in it, and in which office --
    @rule(which=ANYBODY, branch=st.integers(min_value=0, max_value=4), day=DAYS)
    def admit(self, which: int, branch: int, day: int) -> None:
        chosen, on = self.branches[branch], clock.today() + dt.timedelta(days=day)
        body = self.now()
        if self.beside(
            which, lambda actor: services.admit_member(actor, body=body, branch=chosen, on=on)
        ):
            assert self.state in HAS_MEMBERS
            self.ever += 1

    @rule(which=ANYBODY, place=st.integers(min_value=0, max_value=6), day=DAYS)
    def part(self, which: int, place: int, day: int) -> None:
        rows = list(self.members())
        member, on = rows[place % len(rows)], clock.today() + dt.timedelta(days=day)
        self.beside(
            which,
            lambda actor: services.part_member(actor, member=member, on=on, reason="撤并"),
        )

    @rule(which=ANYBODY, rank=st.sampled_from(("secretary", "secretary", "deputy")), day=DAYS)
    def fill(self, which: int, rank: str, day: int) -> None:
        starts, body = clock.today() + dt.timedelta(days=day), self.now()
        if self.beside(
            which,
            lambda actor: services.fill_office(
                actor, body=body, rank=rank, starts=starts, holder="石桥村党支部书记"
            ),
        ):
            assert self.state in HAS_MEMBERS
            self.filled += 1

    @rule(which=ANYBODY, place=st.integers(min_value=0, max_value=6))
    def vacate(self, which: int, place: int) -> None:
        rows = list(self.offices())
        if rows:
            office = rows[place % len(rows)]
            self.beside(
                which,
                lambda actor: services.vacate_office(
                    actor, office=office, on=clock.today(), reason="换届"
                ),
            )

    # -- an accord that names it --
    @precondition(lambda self: self.accord is None)
    @rule()
    def begin_an_accord(self) -> None:
        one, other = (PartyDraft(branch=branch) for branch in self.branches[:2])
        words = makers.contents_between(one, other, body=self.now())
        people = (self.world.lin, self.world.wen)
        self.setting = makers.Setting(self.world.mei, words, people)
        self.accord = makers.in_consultation(self.setting)

    @precondition(lambda self: self.accord is not None)
    @rule()
    def go_on_with_the_accord(self) -> None:
        """What comes next for it: opened, signed by one, signed by the other, ended."""
        assert self.accord is not None
        mei, accord = self.world.mei.actor, makers.seen(self.accord)
        before = accord.state
        try:
            match before:
                case "consulting":
                    services.open_for_signing(mei, accord=accord)
                case "signing":
                    done = {one.post_id for one in makers.text(accord).signatures.all()}
                    people = (one for one in self.setting.signers if one.post.pk not in done)
                    makers.sign(next(people), accord)
                case "active":
                    services.end(mei, accord=accord, reason="期满")
        except Refused:
            assert makers.seen(self.accord).state == before == "consulting"
            assert self.state not in HAS_MEMBERS
            return
        if before == "consulting":
            assert self.state in HAS_MEMBERS
        elif before == "active":
            self.accord = None

    @rule()
    def what_happens_most(self) -> None:
        """An office too early, approved, at work, a secretary, an accord, dissolved too early."""
        self.fill(0, "deputy", 0)
        self.approve(0, "示组〔2026〕3号", 0)
        self.set_to_work(0)
        self.fill(0, "secretary", 0)
        if self.accord is None:
            self.begin_an_accord()
        self.go_on_with_the_accord()
        self.dissolve(0, 1)

    # -- what must always hold --
    def members(self) -> Any:
        return BodyMember.within(makers.ALL).filter(body=self.body)

    def offices(self) -> Any:
        return BodyOffice.within(makers.ALL).filter(body=self.body)

    @invariant()
    def it_says_who_approved_it(self) -> None:
        body = self.now()
        if body.state in HAS_MEMBERS:
            assert body.approved_by
            assert body.approval_number
            assert body.approved_on is not None
            assert body.approved_on <= clock.today()

    @invariant()
    def it_has_two_members_or_more_each_once_and_forgets_none(self) -> None:
        rows = list(self.members())
        present = [row.branch_id for row in rows if row.left_on is None]
        assert len(rows) == self.ever
        assert len(set(present)) == len(present) >= 2
        assert set(selectors.branches_in(self.now())) == set(present)

    @invariant()
    def its_chairs_are_held_one_at_a_time_while_it_stands(self) -> None:
        rows = list(self.offices())
        held = [row for row in rows if row.ended_on is None]
        assert len(rows) == self.filled
        assert sum(row.rank == "secretary" for row in held) <= 1
        assert not held or self.now().state in HAS_MEMBERS

    @invariant()
    def nothing_binds_on_a_body_that_is_gone(self) -> None:
        if self.now().state == "dissolved" and self.accord is not None:
            assert makers.seen(self.accord).state not in BINDS


@pytest.fixture
def machine(world: World, tmp_path: Path) -> Iterator[type[BodyMachine]]:
    two = (makers.branch_of(world.stone), makers.branch_of(world.university))
    others = (village.branch for village in makers.villages(world, 3))
    with quick_print(tmp_path):
        yield type("BodyMachine", (BodyMachine,), {"world": world, "branches": (*two, *others)})


@pytest.mark.parametrize("part", range(PARTS))
def test_a_joint_body_keeps_its_promises_under_any_order_of_verbs(
    machine: type[BodyMachine], part: int, campaign: Reporter
):
    run(machine)
    campaign(
        "T6",
        "the life of a joint body: committee, members, offices, the accord that names it",
        size=size_of_a_part(),
        control=f"{len(FAULTS)} seeded faults are each found",
        outcome="two members or more, one secretary, nothing binds on one that is gone",
        part=f"{part + 1}",
    )


SERVICES = "lianjian.chain.accords.services"


def _whatever_its_state(body: JointBody) -> None:
    """Offices and members at any time."""


FAULTS: Faults = {
    "a body is dissolved under an accord": lambda: [
        instead(f"{SERVICES}.dissolve", "STANDS_ON_IT", ())
    ],
    "the last but one may leave": lambda: [instead(f"{SERVICES}.part_member", "FEWEST_MEMBERS", 0)],
    "an office in a body that is not approved": lambda: [
        instead(f"{SERVICES}.fill_office", "must_have_members", _whatever_its_state)
    ],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_machine_finds_a_seeded_fault(machine: type[BodyMachine], fault: str):
    must_be_found(machine, FAULTS[fault]())

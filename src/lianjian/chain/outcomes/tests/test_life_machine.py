"""T6: a figure's life by its services: reporter, township, coordinator and the other side."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from django.db.models import Case, CharField, Value, When
from hypothesis.stateful import invariant, rule
from tests.campaigns import Reporter
from tests.cast import Character, World
from tests.lives.by_services import (
    ByServices,
    Faults,
    in_a,
    instead,
    must_be_found,
    run,
    size_of_a_part,
)
from tests.sizes import PARTS

from lianjian.chain.outcomes import services, totals
from lianjian.chain.outcomes.extent import Extent
from lianjian.chain.outcomes.life import OBSERVATION
from lianjian.chain.outcomes.models import Observation
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.core.verdicts import Refused

from . import makers

pytestmark = [pytest.mark.campaign, pytest.mark.once]


class ObservationMachine(ByServices):
    """Jobs at a project of Stone Village and the University; Stone reports them."""

    life = OBSERVATION
    lot = 4

    def begin(self) -> None:
        self.figure = makers.of_a_project(self.world, number="12人", code="jobs")
        self.state = "reported"
        self.over: list[int] = []
        """The figures that were corrected, the first one first."""
        self.agreed_to: int | None = None
        """The number that the other side has said yes to, of this very figure."""
        self.seen_on_site = False

    def now(self) -> Observation:
        return makers.seen(self.figure)

    def anybody(self, which: int) -> Character:
        world = self.world
        return (world.mei, world.xu, world.lin, world.wen)[which]

    @rule(by=st.integers(min_value=0, max_value=3), on_site=st.booleans())
    def check(self, by: int, on_site: bool) -> None:
        self._look("check", by, on_site)

    @rule(by=st.integers(min_value=0, max_value=3), on_site=st.booleans())
    def confirm(self, by: int, on_site: bool) -> None:
        self._look("confirm", by, on_site)

    def _look(self, verb: str, by: int, on_site: bool) -> None:
        who, service = self.anybody(by), getattr(services, verb)
        said = "到现场看过" if on_site else ""
        done = self.attempt(verb, lambda one: service(who.actor, observation=one, on_site=said))
        if done is not None:
            assert who is not self.world.lin, "a side stands for its own figure"
            self.seen_on_site |= on_site

    @rule(by=st.integers(min_value=0, max_value=3))
    def return_it(self, by: int) -> None:
        actor = self.anybody(by).actor
        self.attempt(
            "return_it", lambda one: services.return_it(actor, observation=one, reason="口径不清")
        )

    @rule(behind=st.booleans())
    def agree(self, behind: bool) -> None:
        """The other side says that it is so: of what it read, perhaps before it was corrected."""
        figure = self.now()
        value = (figure.value or 0) + (1 if behind else 0)
        stood = self.state in ("reported", "checked", "confirmed")
        try:
            services.agree(self.world.wen.actor, observation=figure, value=value)
        except Refused:
            return
        assert stood
        self.agreed_to = value

    @rule(by=st.sampled_from((0, 2)), number=st.integers(min_value=1, max_value=20))
    def correct(self, by: int, number: int) -> None:
        actor, before = self.anybody(by).actor, self.figure
        again = self.attempt(
            "correct",
            lambda one: services.correct(
                actor, observation=one, told=makers.this_year(f"{number}人"), reason="重复计算"
            ),
            to="reported",
        )
        if again is not None:
            self.over.append(before.pk)
            self.figure, self.agreed_to, self.seen_on_site = again, None, False

    @rule(dice=st.integers(min_value=0, max_value=5))
    def withdraw(self, dice: int) -> None:
        if dice == 0:  # Seldom: nothing comes after it.
            actor = self.world.lin.actor
            self.attempt("withdraw", lambda one: services.withdraw(actor, observation=one))

    @rule(number=st.integers(min_value=1, max_value=20))
    def confirmed_and_corrected(self, number: int) -> None:
        """What happens most: it is agreed to, confirmed, found wrong, and confirmed anew."""
        self.agree(False)
        self._look("confirm", 0, False)
        self.correct(0, number)
        self._look("confirm", 0, False)

    @invariant()
    def a_corrected_figure_stays_so(self) -> None:
        rows = Observation.within(makers.ALL).filter(pk__in=self.over)
        assert {one.state for one in rows} <= {"corrected"}
        assert len(rows) == len(self.over)

    @invariant()
    def it_is_counted_once_and_only_when_it_is_confirmed(self) -> None:
        told, place = makers.this_year(), Extent.of(self.world.county)
        first, last = told.period_from, told.period_to
        assert first is not None
        assert last is not None
        cell = totals.one_cell(makers.ALL, place, makers.the("jobs"), first, last)
        figure = self.now()
        assert cell.number == (figure.value if self.state == "confirmed" else None)

    @invariant()
    def its_grade_is_no_better_than_what_happened(self) -> None:
        grade = self.now().grade
        if grade == 4:
            assert self.seen_on_site
        if grade == 3:
            assert self.agreed_to == self.now().value


@pytest.mark.parametrize("part", range(PARTS))
def test_a_figure_keeps_its_promises_under_any_order_of_verbs(
    world: World, part: int, campaign: Reporter
):
    run(in_a(world, ObservationMachine))
    campaign(
        "T6",
        "the life of a figure: reporter, township, coordinator, the other side",
        size=size_of_a_part(),
        control=f"{len(FAULTS)} seeded faults are each found",
        outcome="counted once and only confirmed; its grade is what happened",
        part=f"{part + 1}",
    )


SERVICES = "lianjian.chain.outcomes.services"


def _whatever_was_read(
    actor: Actor, observation: Observation, _value: int | None
) -> ScopedQuerySet[Observation]:
    return Observation.within(actor.scope).filter(pk=observation.pk)


def _all_of_them() -> Case:
    return Case(
        When(state__in=("confirmed", "corrected"), then=Value("")),
        default=Value("waiting"),
        output_field=CharField(),
    )


FAULTS: Faults = {
    "a corrected figure is counted too": lambda: [
        instead("lianjian.chain.outcomes.summing", "why", _all_of_them)
    ],
    "what was read is not compared": lambda: [
        instead(f"{SERVICES}.agree", "as_it_was_read", _whatever_was_read)
    ],
    "a correction keeps the grade": lambda: [
        instead(f"{SERVICES}.correct", "first_grade", lambda one: one.corrects.grade)
    ],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_machine_finds_a_seeded_fault(world: World, fault: str):
    must_be_found(in_a(world, ObservationMachine), FAULTS[fault]())

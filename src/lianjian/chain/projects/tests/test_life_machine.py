"""T6: a project's life by its services: parties and coordinator, any order of verbs."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
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

from lianjian.chain.projects import services
from lianjian.chain.projects.contents import Contents
from lianjian.chain.projects.life import LISTED, PROJECT
from lianjian.chain.projects.models import Project, ProjectParty
from lianjian.chain.projects.services import writing
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor

from . import makers

pytestmark = [pytest.mark.campaign, pytest.mark.once]
SIDES = st.integers(min_value=0, max_value=1)
BEFORE = ("proposed", "cancelled")


class ProjectMachine(ByServices):
    """Stone Village and the University; the county lists it."""

    life = PROJECT
    lot = 4

    def begin(self) -> None:
        self.project = makers.proposed(self.world)
        self.state = "proposed"
        self.yes: dict[int, int] = {}
        """By organisation: the edition that it has said yes to."""

    def now(self) -> Project:
        return makers.seen(self.project)

    def side(self, which: int) -> Character:
        return (self.world.lin, self.world.wen)[which]

    @rule(which=SIDES, agreed=st.booleans(), behind=st.sampled_from((0, 0, 0, 1)))
    def answer(self, which: int, agreed: bool, behind: int) -> None:
        """Sometimes to the words of a page that has been open for days."""
        who, edition = self.side(which), self.now().edition - behind
        done = self.attempt(
            "answer",
            lambda project: services.answer(
                who.actor,
                party=makers.party_of(who, project),
                edition=edition,
                agreed=agreed,
                reason="" if agreed else "再议",
            ),
        )
        if done is None:
            return
        host = who.actor.organisation or 0
        self.yes[host] = edition if agreed else 0
        if agreed and self._everyone_said_yes(self.now().edition):
            self.state = "reviewed"

    def _everyone_said_yes(self, edition: int) -> bool:
        hosts = {self.world.stone.pk, self.world.university.pk}
        return all(self.yes.get(one) == edition for one in hosts)

    @rule(by=st.integers(min_value=0, max_value=2), behind=st.sampled_from((0, 0, 1)))
    def revise(self, by: int, behind: int) -> None:
        who = (self.world.mei, self.world.lin, self.world.wen)[by]
        edition = self.now().edition - behind
        words = makers.contents(self.world, name=f"脱毒苗示范园第{edition + 1}稿")
        done = self.attempt(
            "revise",
            lambda project: services.revise(
                who.actor, project=project, contents=words, edition=edition
            ),
        )
        if done is not None and by:
            self.yes[who.actor.organisation or 0] = edition + 1

    @rule(first=SIDES, behind=SIDES)
    def revised_between(self, first: int, behind: int) -> None:
        """One says yes, the coordinator words it anew, and both answer, perhaps the old words."""
        self.answer(first, True, 0)
        self.revise(0, 0)
        self.answer(1 - first, True, behind)
        self.answer(first, True, behind)

    @rule(how_far=st.integers(min_value=1, max_value=5))
    def go_on(self, how_far: int) -> None:
        """What people mostly do, so that 30 steps lead somewhere."""
        for _step in range(how_far):
            match self.state:
                case "proposed":
                    self.answer(0, True, 0)
                    self.answer(1, True, 0)
                case "reviewed":
                    self.list_it(0)
                case "listed":
                    self.start(0)

    @rule(by=st.integers(min_value=0, max_value=1))
    def list_it(self, by: int) -> None:
        who = (self.world.mei, self.world.lin)[by]
        year = clock.today().year
        self.attempt("list", lambda one: services.list_for_year(who.actor, project=one, year=year))

    @rule(by=SIDES)
    def start(self, by: int) -> None:
        self.attempt("start", lambda one: services.start(self.side(by).actor, project=one))

    @rule()
    def suspend(self) -> None:
        actor = self.world.mei.actor
        self.attempt("suspend", lambda one: services.suspend(actor, project=one, reason="等批复"))

    @rule()
    def resume(self) -> None:
        self.attempt("resume", lambda one: services.resume(self.world.mei.actor, project=one))

    @rule(dice=st.integers(min_value=0, max_value=5))
    def finish(self, dice: int) -> None:
        """Seldom: nothing comes after it."""
        actor = self.world.mei.actor
        if dice == 0:
            self.attempt("cancel", lambda one: services.cancel(actor, project=one, reason="不做了"))
        elif dice == 1:
            self.attempt(
                "accept",
                lambda one: services.accept(
                    actor, project=one, accepted_by="县农业农村局", result="建成"
                ),
            )

    @invariant()
    def what_is_reviewed_was_agreed_to_by_everyone_in_these_very_words(self) -> None:
        if self.state not in BEFORE:
            assert self._everyone_said_yes(self.now().edition)

    @invariant()
    def what_is_listed_has_its_year_and_what_began_its_day(self) -> None:
        project = self.now()
        if project.state in LISTED:
            assert project.year is not None
            assert project.listed_on is not None
        if project.state in ("under_way", "suspended", "accepted"):
            assert project.launched_on is not None


@pytest.mark.parametrize("part", range(PARTS))
def test_a_project_keeps_its_promises_under_any_order_of_verbs(
    world: World, part: int, campaign: Reporter
):
    run(in_a(world, ProjectMachine))
    campaign(
        "T6",
        "the life of a project: parties and coordinator, any order of verbs",
        size=size_of_a_part(),
        control=f"{len(FAULTS)} seeded faults are each found",
        outcome="what is reviewed was agreed to by every party in these very words",
        part=f"{part + 1}",
    )


SERVICES = "lianjian.chain.projects.services"
asked_first = writing.write_parts


def _parts_stay(project: Project, contents: Contents) -> None:
    """The parties of a proposal are written; those of a revision are not asked anew."""
    if not ProjectParty.within(makers.ALL).filter(project=project).exists():
        asked_first(project, contents)


def _one_yes(actor: Actor, project: Project) -> bool:
    rows = ProjectParty.within(actor.scope).filter(project=project)
    return rows.filter(answer=ProjectParty.Answer.AGREED).exists()


FAULTS: Faults = {
    "answers survive a revision": lambda: [
        instead(f"{SERVICES}.writing", "write_parts", _parts_stay)
    ],
    "the words are not compared": lambda: [
        instead(f"{SERVICES}.answer", "must_be_what_was_read", lambda *_given: None)
    ],
    "one yes is enough": lambda: [instead(f"{SERVICES}.answer", "everyone_agreed", _one_yes)],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_machine_finds_a_seeded_fault(world: World, fault: str):
    must_be_found(in_a(world, ProjectMachine), FAULTS[fault]())

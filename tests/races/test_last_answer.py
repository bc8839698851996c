"""T4: a party gives the last yes to a project while three others word it anew.

What is jointly reviewed was agreed to by every party in these very words, and words are changed by
one at a time. The naive twins read, check and then write.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from lianjian.chain.projects import services
from lianjian.chain.projects.contents import Contents
from lianjian.chain.projects.models import Project, ProjectParty
from lianjian.chain.projects.services import writing
from lianjian.chain.projects.tests import makers
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Overtaken
from tests.campaigns import Reporter
from tests.cast import World, a_world
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


def naive_answer(
    actor: Actor, *, party: ProjectParty, edition: int, agreed: bool, reason: str = ""
) -> None:
    """Look at the words, write the yes, count, write the state."""
    if Project.get_within(actor.scope, pk=party.project_id).edition != edition:
        raise Overtaken("The project was revised.")
    rows = ProjectParty.within(actor.scope).filter(project=party.project_id)
    rows.filter(pk=party.pk).update(answer="agreed", answered_on=clock.today())
    if not rows.exclude(answer="agreed").exists():
        Project.within(actor.scope).filter(pk=party.project_id).update(state="reviewed")


def naive_revise(actor: Actor, *, project: Project, contents: Contents, edition: int) -> None:
    """Look at the words, write new ones, ask everybody anew."""
    writing.must_be_within_reach(actor, contents)
    if Project.get_within(actor.scope, pk=project.pk).edition != edition:
        raise Overtaken("Somebody revised this.")
    writing.put(project, contents)
    project.edition, project.state = edition + 1, "proposed"
    project.save(update_fields=[*writing.FIELDS, "edition", "state"])
    ProjectParty.within(actor.scope).filter(project=project).update(answer="")


@dataclass(frozen=True)
class End:
    """How a race ended, and what the project is then."""

    finish: Finish
    state: str
    edition: int
    agreed: int

    @property
    def holds(self) -> bool:
        """Reviewed in the first words by both, or worded anew once and asked anew."""
        reviewed = (self.state, self.edition, self.agreed) == ("reviewed", 1, 2)
        anew = (self.state, self.edition, self.agreed) == ("proposed", 2, 0)
        revised = sum(1 for one in self.finish.won if not isinstance(one, ProjectParty))
        return (reviewed and revised == 0) or (anew and revised == 1)


def run_races(answer: Callable[..., Any], revise: Callable[..., Any]) -> list[End]:
    world = a_world()
    people, ends = four_coordinators(world)[1:], []
    for _ in range(RACES):
        ends.append(_one(world, people, answer, revise))
    return ends


def _one(
    world: World, people: list[Any], answer: Callable[..., Any], revise: Callable[..., Any]
) -> End:
    project = makers.proposed(world)
    makers.say(world.wen, project)
    words = dataclasses.replace(makers.contents(world), name="脱毒苗示范园二期")
    runs: list[Callable[[], Any]] = [
        partial(
            answer,
            world.lin.actor,
            party=makers.party_of(world.lin, project),
            edition=1,
            agreed=True,
        )
    ]
    runs += [
        partial(
            revise,
            one.actor,
            project=makers.seen(project, one.scope),
            contents=words,
            edition=1,
        )
        for one in people
    ]
    finish = race(runs)
    with scope_lifted("a test looks behind"):
        now = Project.objects.get(pk=project.pk)
        agreed = ProjectParty.objects.filter(project=project, answer="agreed").count()
    return End(finish, now.state, now.edition, agreed)


def test_what_is_reviewed_was_agreed_to_in_these_very_words(campaign: Reporter):
    only_on_postgresql()
    for end in run_races(services.answer, services.revise):
        assert end.finish.errors == []
        assert end.holds, (end.state, end.edition, end.agreed)
        assert everyone_got_a_reason(end.finish)
    campaign(
        "T4",
        "four at the same moment: the last yes to a project, three revisions of it",
        size=RACES,
        control=f"without a lock at least {CONTROL_FAILS_AT_LEAST:.0%} go wrong",
        outcome="reviewed in the words that all agreed to, or worded anew once; no error",
    )


def test_control_without_a_lock_it_goes_wrong():
    only_on_postgresql()
    wrong = sum(
        not end.holds or bool(end.finish.errors) for end in run_races(naive_answer, naive_revise)
    )
    assert wrong >= CONTROL_FAILS_AT_LEAST * RACES

"""Projects as they come about, by the services themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.cast import Character, World

from lianjian.chain.accords.tests import makers as accords
from lianjian.chain.pairing.models import Pairing
from lianjian.chain.projects import selectors, services
from lianjian.chain.projects.contents import Contents, MilestoneDraft
from lianjian.chain.projects.models import Cluster, Project, ProjectParty
from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope

ALL = Scope.of_everything()


def contents(world: World, **more: Any) -> Contents:
    """Stone Village and the University build a demonstration orchard; Stone leads."""
    stone, university = accords.branch_of(world.stone), accords.branch_of(world.university)
    details: dict[str, Any] = {
        "name": "脱毒苗示范园",
        "area": "industry",
        "kind": "planting",
        "division": world.stone.affiliation or world.town,
        "parties": (stone, university),
        "milestones": (MilestoneDraft("苗到村", dt.date(2099, 4, 22)),),
        **more,
    }
    if not {"accord", "body", "pairings"} & set(more):
        known = Pairing.within(ALL).filter(village=stone, partner=university).first()
        details["pairings"] = (known or accords.a_pairing(stone, university),)
    return Contents(**details)


def proposed(world: World, **more: Any) -> Project:
    """A project that the county's coordinator proposes: nobody has answered."""
    return services.propose(world.mei.actor, issuer=world.county, contents=contents(world, **more))


def reviewed(world: World, **more: Any) -> Project:
    project = proposed(world, **more)
    for one in (world.lin, world.wen):
        say(one, project)
    return seen(project)


def listed(world: World, **more: Any) -> Project:
    project = reviewed(world, **more)
    return services.list_for_year(world.mei.actor, project=project, year=clock.today().year)


def under_way(world: World, **more: Any) -> Project:
    return services.start(world.mei.actor, project=listed(world, **more))


def say(who: Character, project: Project, *, agreed: bool = True, reason: str = "") -> ProjectParty:
    """A party's answer to the words as they stand."""
    return services.answer(
        who.actor,
        party=party_of(who, project),
        edition=seen(project).edition,
        agreed=agreed,
        reason=reason,
    )


def party_of(who: Character, project: Project) -> ProjectParty:
    own = who.actor.organisation
    parties = selectors.parties_of(seen(project, who.scope))
    return next(one for one in parties if one.branch and one.branch.host_id == own)


def seen(project: Project, scope: Scope = ALL) -> Project:
    return selectors.project(scope, project.pk)


def a_cluster(world: World, name: str = "农旅融合") -> Cluster:
    return services.name_cluster(world.mei.actor, division=world.county, name=name)

"""Give somebody a role in a place or an organisation."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied, Invalid

from .. import policy
from ..models import Person, Post
from ..roles import PLACE_OF, Place, Role
from .people import keep_administrators_apart, living_posts, person_named

if TYPE_CHECKING:
    from lianjian.ground.organisations.models import Organisation
    from lianjian.ground.places.models import Division

_LEVELS: dict[str, frozenset[str]] = {
    Place.TOWN: frozenset({"town"}),
    # 东莞, 中山, 儋州, 嘉峪关 have no counties: the city is its own.
    Place.COUNTY: frozenset({"county", "city"}),
    Place.ABOVE: frozenset({"city", "province"}),
}


@command("accounts.appoint", policy=policy.may_appoint, personal=("name", "phone"))
def appoint(
    actor: Actor,
    *,
    name: str,
    phone: str,
    role: Role,
    division: Division | None = None,
    organisation: Organisation | None = None,
    starts: dt.date | None = None,
    ends: dt.date | None = None,
    area: Division | None = None,
) -> Post:
    """Give ``role`` in a place to the person with this name and phone number; made if unknown.

    ``starts`` defaults to today; ``ends`` is the last day, or None. ``area`` says, for the system
    alone, whose authorities gave the post; for a person it is their own post's division.
    Raises Invalid (wrong place for the role, dates, phone number), Denied (administrators are
    kept apart; a body that has its own liaison officer appoints for itself).
    """
    division = _fitting_place(role, division, organisation)
    starts = starts or clock.today()
    if ends is not None and ends < starts:
        reason = _("The last day lies before the first.")
        raise Invalid(reason, fields={"ends": reason})
    if organisation is not None:
        type(organisation).get_within(actor.scope, pk=organisation.pk)
        _leave_bodies_to_themselves(actor, organisation)
    person = person_named(name, phone)
    keep_administrators_apart(person, role)
    _refuse_twice(person, role, division, organisation)
    made: Post = Post.objects.create(
        person=person,
        role=role,
        division=division,
        organisation=organisation,
        starts=starts,
        ends=ends,
        area_id=area.pk if actor.is_system and area else actor.division,
    )
    return made


def _fitting_place(
    role: Role, division: Division | None, organisation: Organisation | None
) -> Division | None:
    """The division of the post, where the place fits the role; a village's is its own."""
    wanted = PLACE_OF[role]
    if wanted == Place.VILLAGE and organisation is not None and organisation.kind == "village":
        return division or organisation.affiliation
    if wanted == Place.ORGANISATION and organisation is not None:
        return division
    if wanted == Place.ANYWHERE and division is not None:
        return division
    if division is not None and division.level in _LEVELS.get(wanted, frozenset()):
        return division
    reason = _("A post as %(role)s needs %(place)s.") % {
        "role": Role(role).label,
        "place": wanted.label,
    }
    raise Invalid(reason, fields={"place": reason})


def _leave_bodies_to_themselves(actor: Actor, organisation: Organisation) -> None:
    """A body outside one's area gets its first officer from outside; then it appoints itself."""
    if policy.reaches(actor, None, organisation):
        return
    day = clock.today()
    spoken_for = Post.within(Scope(organisations=frozenset({organisation.pk})))
    if any(post.holds_on(day) for post in spoken_for):
        raise Denied(
            _("%(body)s has people of its own here; they appoint and hand over themselves.")
            % {"body": organisation}
        )


def _refuse_twice(
    person: Person, role: Role, division: Division | None, organisation: Organisation | None
) -> None:
    for post in living_posts(person):
        if (post.role, post.division, post.organisation) == (role, division, organisation):
            raise Invalid(_("This person already holds that post."))

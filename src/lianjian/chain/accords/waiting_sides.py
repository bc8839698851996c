"""What waits for an actor about leading groups, liaison, and offices in joint bodies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from lianjian.ground.accounts import selectors as accounts
from lianjian.ground.accounts.roles import COORDINATORS, Role
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.today import Matter

from . import policy, selectors
from .models import LeadingGroup, Liaison

TERM_ENDS_SOON = dt.timedelta(days=60)
MEETING_SOON = dt.timedelta(days=14)
MOST = 8
"""More of a kind than this become one line that leads to the list."""


def what_parties_owe(actor: Actor) -> Iterator[Matter]:
    """Leading groups that are but planned, contacts that are gone, meetings, terms that end."""
    if actor.is_system or actor.post is None:
        return
    groups, liaisons = selectors.own_sides(actor)
    yield from _own_groups(groups)
    if actor.role in COORDINATORS | {Role.CAMPAIGN_ISSUER}:
        yield from _groups_of_others(actor, {one.pk for one in groups})
    yield from _liaisons(liaisons)
    if actor.role in COORDINATORS:
        yield from _terms(actor)


def _own_groups(groups: list[LeadingGroup]) -> Iterator[Matter]:
    if len(groups) > MOST:
        yield Matter(
            _("Several of your leading groups are but planned"), _planned(), _("See which")
        )
        return
    today = clock.today()
    for group in groups:
        yield Matter(
            _("“%(name)s” is planned and not yet set up") % {"name": group.name},
            reverse("accords:leading_group", args=[group.pk]),
            _("Say that it is there"),
            mark="late" if group.asked_on < today else "plan",
            due=group.due,
        )


def _groups_of_others(actor: Actor, own: set[int]) -> Iterator[Matter]:
    late = [
        one
        for one in selectors.groups_late(actor, on=clock.today(), most=MOST + 1)
        if one.pk not in own and policy.steers(actor, one.accord)
    ]
    if len(late) > MOST:
        yield Matter(
            _("Several leading groups are still planned after their day"),
            _planned(),
            _("See which"),
            mark="late",
        )
        return
    for group in late:
        yield Matter(
            _("%(party)s has not set up “%(name)s” yet")
            % {"party": group.party, "name": group.name},
            reverse("accords:leading_group", args=[group.pk]),
            _("Look"),
            mark="late",
            due=group.due,
        )


def _liaisons(own: list[Liaison]) -> Iterator[Matter]:
    today = clock.today()
    reached = accounts.in_the_chair([one.post_id for one in own if one.post_id is not None])
    for one in own:
        said = {"title": one.accord.title}
        page = reverse("accords:liaison", args=[one.pk])
        if one.post_id is not None and one.post_id not in reached:
            yield Matter(
                _("“%(title)s” needs a new contact: nobody holds that post any more") % said,
                page,
                _("Name another"),
                mark="late",
            )
        if one.next_on is None or one.next_on > today + MEETING_SOON:
            continue
        if one.next_on >= today:
            yield Matter(
                _("The parties of “%(title)s” meet") % said,
                page,
                _("Look"),
                mark="going",
                due=one.next_on,
            )
        elif one.cadence != Liaison.Cadence.AS_NEEDED:
            yield Matter(
                _("“%(title)s” has no day for the next meeting") % said, page, _("Say which day")
            )


def _terms(actor: Actor) -> Iterator[Matter]:
    today = clock.today()
    until = today + TERM_ENDS_SOON
    bodies = [
        one
        for one in selectors.bodies_whose_term_ends(actor, until=until, most=MOST + 1)
        if policy.may_steer_body(actor, body=one)
    ]
    offices = [
        one
        for one in selectors.terms_ending(actor, until=until, most=MOST + 1)
        if policy.may_steer_body(actor, body=one.body)
    ]
    if len(bodies) + len(offices) > MOST:
        listed = reverse("accords:bodies")
        yield Matter(_("Several terms in joint bodies end"), listed, _("See which"))
        return
    for body in bodies:
        yield Matter(
            _("The term of “%(name)s” ends") % {"name": body.name},
            reverse("accords:body", args=[body.pk]),
            _("Say what comes next"),
            mark="late" if body.term_to and body.term_to < today else "plan",
            due=body.term_to,
        )
    for office in offices:
        yield Matter(
            _("The term of the %(office)s of “%(name)s” ends")
            % {"office": office.called, "name": office.body.name},
            reverse("accords:body", args=[office.body_id]),
            _("Say what comes next"),
            mark="late" if office.is_over else "plan",
            due=office.ends,
        )


def _planned() -> str:
    return f"{reverse('accords:leading_groups')}?state=planned"

"""What of this room waits for a coordinator: postings that end, ties that end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from lianjian.ground.accounts.roles import COORDINATORS
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.today import Matter

from . import policy, selectors

SOON = dt.timedelta(days=60)
MOST = 5
"""More endings than this (a whole batch on one day) become one line that leads to the list."""


def what_waits(actor: Actor) -> Iterator[Matter]:
    """Postings that end within 60 days without a next one, and ties that end within 60 days."""
    if actor.role not in COORDINATORS:
        return
    by = clock.today() + SOON
    yield from _postings(actor, by)
    yield from _ties(actor, by)


def _postings(actor: Actor, by: dt.date) -> Iterator[Matter]:
    ending = [
        one
        for one in selectors.postings_that_end(actor.scope, by=by)
        if policy.may_hand_over_posting(actor, posting=one)
    ]
    if len(ending) > MOST:
        yield Matter(
            _("Several postings end soon and nobody takes over yet"),
            f"{reverse('registry:postings')}?term=soon&sort=ends",
            _("See which"),
            due=ending[0].ends,
        )
        return
    for one in ending:
        yield Matter(
            _("%(branch)s: the first secretary's posting ends; hand it over")
            % {"branch": one.branch.name},
            reverse("registry:hand_over_posting", args=[one.pk]),
            _("Hand over"),
            due=one.ends,
        )


def _ties(actor: Actor, by: dt.date) -> Iterator[Matter]:
    ending = list(selectors.ties_that_end(actor.scope, by=by)[: MOST + 1])
    if len(ending) > MOST:
        yield Matter(
            _("Several ties end soon"),
            f"{reverse('registry:ties')}?term=soon&sort=ends",
            _("See which"),
            due=ending[0].until,
        )
        return
    for one in ending:
        yield Matter(
            _("The tie between %(village)s and %(partner)s ends")
            % {"village": one.village.name, "partner": one.partner.name},
            reverse("registry:branch", args=[one.village_id]),
            _("Look"),
            due=one.until,
        )

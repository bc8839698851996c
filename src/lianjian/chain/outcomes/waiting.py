"""What waits for an actor in this room: figures to look at, figures that came back."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.today import Matter

from . import selectors

MOST = 8
"""More of a kind than this become one line that leads to the list."""


def what_waits(actor: Actor) -> Iterator[Matter]:
    if actor.is_system or actor.post is None:
        return
    for one in selectors.returned_to(actor):
        yield Matter(
            _("A figure came back: %(name)s. %(why)s") % {"name": str(one), "why": one.reason},
            reverse("outcomes:observation", args=[one.pk]),
            _("Correct it"),
            mark="late",
        )
    yield from _to_agree(actor)
    found = selectors.to_check(actor, most=MOST)
    if len(found) > MOST:
        yield Matter(
            _("Several figures wait to be looked at"),
            f"{reverse('outcomes:observations')}?state=reported",
            _("See which"),
        )
        return
    for one in found:
        yield Matter(
            _("A figure waits to be looked at: %(name)s") % {"name": str(one)},
            reverse("outcomes:observation", args=[one.pk]),
            _("Look at it"),
        )


def _to_agree(actor: Actor) -> Iterator[Matter]:
    found = selectors.to_agree(actor, most=MOST)
    if len(found) > MOST:
        yield Matter(
            _("Others reported several figures of what you do together"),
            f"{reverse('outcomes:observations')}?state=reported",
            _("See which"),
        )
        return
    for one in found:
        yield Matter(
            _("Is it so? %(who)s reported: %(name)s")
            % {"who": one.reporter or _("the coordinator"), "name": str(one)},
            reverse("outcomes:observation", args=[one.pk]),
            _("Look at it"),
        )

"""What of this room waits for somebody today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.today import Matter

from . import policy, selectors
from .models import Post

SOON = dt.timedelta(days=30)
MOST = 8
"""More endings than this (a whole batch on one day) become one line that leads to the list."""


def _day(day: dt.date | None) -> str:
    return formats.date_format(day, "DATE_FORMAT") if day else ""


def what_waits(actor: Actor) -> Iterator[Matter]:
    """Posts that end within 30 days, one's own and those one gives; slips not used yet."""
    if actor.person is None:
        return
    own = selectors.ending_soon(Scope(person=actor.person), SOON)
    for post in own:
        if post.person_id == actor.person:
            yield _own_end(post)
    if policy.gives(actor):
        yield from _ends_in_my_area(actor)
    if policy.prints_for(actor):
        yield from _slips(actor)


def _own_end(post: Post) -> Matter:
    return Matter(
        text=_("Your post “%(post)s” ends on %(day)s.") % {"post": post, "day": _day(post.ends)},
        url=reverse("accounts:hand_over", args=[post.pk]),
        touch=_("Hand over"),
        due=post.ends,
    )


def _ends_in_my_area(actor: Actor) -> Iterator[Matter]:
    found = [
        post
        for post in selectors.ending_soon(actor.scope, SOON)
        if post.person_id != actor.person and policy.steers(actor, post)
    ]
    if len(found) > MOST:
        yield Matter(
            text=_("Several posts end soon, the first on %(day)s.") % {"day": _day(found[0].ends)},
            url=f"{reverse('accounts:posts')}?sort=ends",
            touch=_("See which"),
            due=found[0].ends,
        )
        return
    for post in found:
        yield Matter(
            text=_("%(name)s: “%(post)s” ends on %(day)s.")
            % {"name": post.person.name, "post": post, "day": _day(post.ends)},
            url=reverse("accounts:hand_over", args=[post.pk]),
            touch=_("Hand over"),
            due=post.ends,
        )


def _slips(actor: Actor) -> Iterator[Matter]:
    first = selectors.unused_slips(actor.scope).first()
    if first is not None:
        yield Matter(
            text=_("Slips have been printed and not used yet."),
            url=reverse("accounts:slips"),
            touch=_("See which"),
            due=timezone.localdate(first.expires_at),
        )

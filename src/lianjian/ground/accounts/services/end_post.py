"""End a post now."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied, Overtaken

from .. import policy
from ..models import Post
from ..roles import NEVER_EMPTY, Role


@command("accounts.end_post", policy=policy.may_end, fresh=True)
def end_post(actor: Actor, *, post: Post) -> Post:
    """End a post, and with it the posts of its deputies: its rights are gone at once.

    The last holder of a post that must not stay empty hands it over instead: Denied. Somebody
    above may still end it. Raises Overtaken when it was ended a moment ago.
    """
    if post.person_id == actor.person and post.role in NEVER_EMPTY and not post.is_deputy:
        _somebody_stays(post)
    return close(actor, post)


def close(actor: Actor, post: Post) -> Post:
    """The change itself: one conditional UPDATE, shared with the handover."""
    now, today = clock.now(), clock.today()
    ends = max(post.starts, today) if post.ends is None else max(post.starts, min(post.ends, today))
    won = Post.within(actor.scope).filter(pk=post.pk, ended_at=None).update(ended_at=now, ends=ends)
    if not won:
        raise Overtaken(_("This post was ended a moment ago."))
    post.ended_at, post.ends = now, ends
    return post


def _somebody_stays(post: Post) -> None:
    """Lock all holders in one order, so that two who leave at once cannot both be let go."""
    place = {"division": post.division_id, "organisation": post.organisation_id}
    everywhere = Post.within(Scope.of_everything())
    rows = everywhere.filter(role=post.role, deputy_of=None, **place).order_by("pk")
    day = clock.today()
    if not any(
        other.pk != post.pk and other.person_id != post.person_id and other.holds_on(day)
        for other in rows.select_for_update(of=("self",))
    ):
        raise Denied(
            _("You are the last %(role)s here. Hand the post over; then you may leave.")
            % {"role": Role(post.role).label}
        )

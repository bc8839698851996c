"""The next holder takes over a post (交接)."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import policy
from ..models import Post
from ..roles import Role
from .end_post import close
from .people import keep_administrators_apart, person_named


@command("accounts.hand_over", policy=policy.may_hand_over, fresh=True, personal=("name", "phone"))
def hand_over(
    actor: Actor, *, post: Post, name: str, phone: str, starts: dt.date | None = None
) -> Post:
    """End ``post`` and give the same role in the same place to its next holder.

    From ``starts`` (today when not given) the new post holds and the old one does not; what was
    open stays where it is, with the post's place. Returns the new post, which ``follows`` the
    old. Raises Invalid (dates, phone number), Overtaken when it was handed over a moment ago.
    """
    today = clock.today()
    starts = starts or today
    if starts < today or starts < post.starts:
        reason = _("A handover begins today or later, and not before the post itself.")
        raise Invalid(reason, fields={"starts": reason})
    successor = person_named(name, phone)
    if successor.pk == post.person_id:
        reason = _("A post is handed over to somebody else. To end it, end it.")
        raise Invalid(reason, fields={"name": reason})
    keep_administrators_apart(successor, Role(post.role))
    if starts == today:
        close(actor, post)
    else:
        _let_run_until(actor, post, starts - dt.timedelta(days=1))
    made: Post = Post.objects.create(
        person=successor,
        role=post.role,
        division=post.division,
        organisation=post.organisation,
        starts=starts,
        area=post.area,
        follows=post,
    )
    return made


def _let_run_until(actor: Actor, post: Post, last: dt.date) -> None:
    if last < post.starts:
        reason = _("This post has not begun yet: choose a later day, or end it.")
        raise Invalid(reason, fields={"starts": reason})
    mine = Post.within(actor.scope).filter(pk=post.pk, ended_at=None, ends=post.ends)
    if not mine.update(ends=last):
        raise Overtaken(_("This post was changed a moment ago. Look again."))
    post.ends = last

"""Lend a post to a deputy for a time (代理)."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import Post
from ..roles import Role
from .people import keep_administrators_apart, person_named

LONGEST = dt.timedelta(days=366)


@command(
    "accounts.name_deputy", policy=policy.may_name_deputy, fresh=True, personal=("name", "phone")
)
def name_deputy(
    actor: Actor, *, post: Post, name: str, phone: str, ends: dt.date, may_sign: bool = False
) -> Post:
    """Let somebody act through the same role in the same place until ``ends`` (at most a year).

    The deputy's rights end with the post itself, whichever comes first. A deputy names no deputy
    and hands nothing over; accords they sign only where ``may_sign`` was given with this.
    Raises Invalid for dates outside the post, or for oneself.
    """
    today = clock.today()
    latest = min(post.ends or dt.date.max, today + LONGEST)
    if not today <= ends <= latest:
        reason = _("A deputy's last day lies between today and %(latest)s.") % {"latest": latest}
        raise Invalid(reason, fields={"ends": reason})
    person = person_named(name, phone)
    if person.pk == post.person_id:
        oneself = _("Name somebody else as your deputy.")
        raise Invalid(oneself, fields={"name": oneself})
    keep_administrators_apart(person, Role(post.role))
    made: Post = Post.objects.create(
        person=person,
        role=post.role,
        division=post.division,
        organisation=post.organisation,
        starts=today,
        ends=ends,
        area=post.area,
        deputy_of=post,
        may_sign=may_sign,
    )
    return made

"""Act through another of one's posts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Denied

from .. import policy
from ..models import Post


@command("accounts.switch_post", policy=policy.may_switch)
def switch_post(actor: Actor, *, post: Post) -> Post:
    """The post to act through from now on; Denied when it does not hold today.

    The caller puts it into the session, and changes the session's key (``acting.act_through``).
    """
    day = clock.today()
    ended = not post.holds_on(day) or (post.deputy_of and not post.deputy_of.holds_on(day))
    if ended:
        raise Denied(_("This post has ended."))
    return post

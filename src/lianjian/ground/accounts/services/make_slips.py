"""Print a slip for each post whose holder is to come in, or to come in again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock, crypto
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied, Invalid

from .. import policy
from ..models import Post, Slip
from .people import living_posts

VALID = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Printed:
    """A slip with its code, which is known only at this moment and to this sheet of paper."""

    slip: Slip
    code: str


def digest_of(code: str) -> str:
    """What is stored of a code: blanks, hyphens and small letters make no difference."""
    plain = "".join(code.split()).replace("-", "").upper()
    return crypto.keyed_digest("slip", plain.encode()).hex()


@command("accounts.make_slips", policy=policy.may_print_slips, fresh=True)
def make_slips(actor: Actor, *, posts: Sequence[Post]) -> list[Printed]:
    """One new slip for each post; older slips of the same people die with this.

    Valid for seven days and for one use. A slip opens the whole account, so whoever prints it
    must be one who may print for *every* post of that person: else Denied.
    """
    if not posts:
        raise Invalid(_("Choose at least one post."))
    printed: dict[int, Printed] = {}
    for post in posts:
        if post.person_id not in printed:
            _whole_person(actor, post)
            printed[post.person_id] = _print(actor, post)
    return list(printed.values())


def _whole_person(actor: Actor, post: Post) -> None:
    if not post.person.is_active:
        raise Denied(_("Access of %(name)s is closed.") % {"name": post.person.name})
    if isinstance(policy.may_print_slips(actor, posts=living_posts(post.person)), Denied):
        raise Denied(
            _("%(name)s also holds a post above yours. Whoever gives that post prints the slip.")
            % {"name": post.person.name}
        )


def _print(actor: Actor, post: Post) -> Printed:
    now = clock.now()
    theirs = Slip.within(Scope(person=post.person_id))
    theirs.filter(post__person=post.person_id, used_at=None, replaced_at=None).update(
        replaced_at=now
    )
    code = crypto.readable_code()
    slip = Slip.objects.create(
        post=post,
        digest=digest_of(code),
        printed_by_id=actor.post,
        made_at=now,
        expires_at=now + VALID,
    )
    return Printed(slip, code)

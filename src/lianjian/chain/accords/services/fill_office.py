from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.accounts.models import Post
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.spans import must_not_precede
from lianjian.ground.core.verdicts import Invalid, OutOfScope, Overtaken

from .. import policy, selectors
from ..models import BodyOffice, JointBody
from .leading_groups import must_be_line
from .members import must_have_members


@command("accords.fill_office", policy=policy.may_steer_body, personal=("holder",))
def fill_office(
    actor: Actor,
    *,
    body: JointBody,
    rank: str,
    starts: dt.date,
    ends: dt.date | None = None,
    title: str = "",
    post: Post | None = None,
    holder: str = "",
    branch: Branch | None = None,
    is_demo: bool = False,
) -> BodyOffice:
    """Record who holds an office in a joint body from ``starts`` on, for a term until ``ends``, and
    which member branch fills it (M4).

    Raises Invalid for a body that is not approved or was dissolved, an unknown rank, a first day in
    the future, days in no order, and without a holder; OutOfScope for a post or a branch that is
    none of the body's members; Overtaken where it has a secretary already.
    """
    must_have_members(body)
    if rank not in BodyOffice.Rank.values:
        raise Invalid(_("Choose one of the offices."), fields={"rank": _("unknown")})
    if rank == BodyOffice.Rank.OTHER and not title.strip():
        raise Invalid(_("Say what the office is called."), fields={"title": _("missing")})
    if starts > clock.today():
        raise Invalid(_("That day has not come yet."), fields={"starts": _("in the future")})
    must_not_precede(ends, starts, _("The term ends before it begins."), field="ends")
    said = must_be_line(holder, "holder", most=120, may_lack=True)
    if post is None and not said:
        reason = _("Choose the holder's post, or write who it is.")
        raise Invalid(reason, fields={"holder": reason})
    if branch is not None and branch.pk not in selectors.branches_in(body):
        raise OutOfScope(Branch.missing())
    _must_fit(body, rank, ends, post, branch)
    if post is not None and not selectors.holders_for(actor, body).filter(pk=post.pk).exists():
        raise OutOfScope(Post.missing())
    office = BodyOffice(
        body=body,
        rank=rank,
        title=must_be_line(title, "title", most=60, may_lack=True),
        post=post,
        holder=said,
        branch=branch,
        starts=starts,
        ends=ends,
        is_demo=is_demo or body.is_demo,
    )
    try:
        with transaction.atomic():
            office.save(force_insert=True)
    except IntegrityError:
        raise Overtaken(
            _("It has a secretary. Enter first the last day of the one before.")
        ) from None
    return office


def _must_fit(
    body: JointBody, rank: str, ends: dt.date | None, post: Post | None, branch: Branch | None
) -> None:
    """Raises Invalid for a holder of another side than the branch, a term longer than the body's,
    and a second secretary."""
    if post is not None and branch is not None and post.organisation_id != branch.host_id:
        reason = _("That post is of another side than the branch that fills the office.")
        raise Invalid(reason, fields={"branch": reason})
    if ends is not None and body.term_to is not None and ends > body.term_to:
        reason = _("The term of the joint body itself ends before that day.")
        raise Invalid(reason, fields={"ends": reason})
    if rank == BodyOffice.Rank.SECRETARY and body.pk in selectors.secretaries(
        Scope.of_everything(), [body.pk]
    ):
        reason = _("It has a secretary. Enter first the last day of the one before.")
        raise Invalid(reason, fields={"rank": reason})

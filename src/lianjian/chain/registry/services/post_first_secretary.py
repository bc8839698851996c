from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts.models import Person
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.models import Organisation

from .. import policy
from ..models import Branch, Posting
from .terms import must_be_a_term


@command("registry.post_first_secretary", policy=policy.may_post_first_secretary)
def post_first_secretary(
    actor: Actor,
    *,
    branch: Branch,
    batch: int,
    level: str,
    starts: dt.date,
    ends: dt.date | None = None,
    sending_unit: Organisation | None = None,
    person: Person | None = None,
    is_demo: bool = False,
) -> Posting:
    """Record that a sending unit has posted a first secretary to a village (M9).

    ``person`` is given once they have an account; no name is kept here. Raises Invalid for a
    branch that is no village's, a term that ends before it begins, and a second posting of the
    same batch and level.
    """
    if not branch.is_village:
        raise Invalid(_("First secretaries are posted to villages."))
    must_be_a_term(starts, ends)
    posting = Posting(
        branch=branch,
        batch=must_be_a_batch(batch),
        level=level,
        starts=starts,
        ends=ends,
        sending_unit=sending_unit,
        person=person,
        is_demo=is_demo,
    )
    try:
        with transaction.atomic():
            posting.save()
    except IntegrityError:
        raise already_there() from None
    return posting


def must_be_a_batch(batch: int) -> int:
    if batch < 1:
        raise Invalid(_("Batches are counted from 1."), fields={"batch": _("from 1")})
    return batch


def already_there() -> Invalid:
    return Invalid(
        _("This village already has a posting of that batch and level."),
        fields={"batch": _("already there")},
    )

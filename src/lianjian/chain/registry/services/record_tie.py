from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import Branch, Posting, Tie
from .attest_tie import stand_by
from .ties import (
    last_day,
    must_be_a_grade,
    must_be_a_sentence,
    must_be_a_strength,
    must_have_consent,
)


@command("registry.record_tie", policy=policy.may_record_tie, personal=["evidence"])
def record_tie(
    actor: Actor,
    *,
    village: Branch,
    partner: Branch,
    ground: str,
    evidence: str,
    attested_by: str = "",
    strength: int = 500,
    grade: int = 0,
    since: dt.date | None = None,
    until: dt.date | None = None,
    means_person: bool = False,
    consent: bool = False,
    posting: Posting | None = None,
) -> Tie:
    """Record why two branches are not strangers (M28), in the sentence a proposal will show.

    ``strength`` is in thousandths, fresh on ``since`` (today when left out). A tie that rests on
    a ``posting`` lasts no longer than it. Raises Invalid when it is not between a village and an
    outside branch, when a person is meant who has not agreed, and for a grade that one side
    cannot give.
    """
    since = since or clock.today()
    _must_join_a_village_and_a_partner(village, partner, posting)
    must_be_a_strength(strength)
    must_be_a_grade(actor, grade)
    must_have_consent(means_person, consent)
    until = last_day(since, until, posting)
    tie = Tie(
        village=village,
        partner=partner,
        ground=ground,
        evidence=must_be_a_sentence(evidence),
        attested_by=attested_by.strip(),
        strength=strength,
        grade=grade,
        since=since,
        until=until,
        means_person=means_person,
        consent=consent,
        posting=posting,
    )
    tie.save()
    stand_by(actor, tie)
    return tie


def _must_join_a_village_and_a_partner(
    village: Branch, partner: Branch, posting: Posting | None
) -> None:
    if not village.is_village or partner.is_village:
        raise Invalid(_("A tie joins a village's branch and an outside branch."))
    if posting is not None and posting.branch_id != village.pk:
        raise Invalid(_("That posting is in another village."))

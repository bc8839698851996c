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

_MOST_SAID_BY_ONE_SIDE = 2
"""Grade 3 is two parties agreeing, grade 4 a check in the field: neither is one side's to say."""


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
    _must_be_said_honestly(actor, evidence, strength, grade)
    if means_person and not consent:
        raise Invalid(
            _("Ask the person first, or write the sentence so that it means nobody."),
            fields={"consent": _("needed where a person is meant")},
        )
    if posting is not None and posting.ends is not None:
        until = min(until or posting.ends, posting.ends)
    if until is not None and until < since:
        raise Invalid(_("The tie ends before it begins."), fields={"until": _("too early")})
    tie = Tie(
        village=village,
        partner=partner,
        ground=ground,
        evidence=evidence.strip(),
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


def _must_be_said_honestly(actor: Actor, evidence: str, strength: int, grade: int) -> None:
    if not evidence.strip():
        raise Invalid(
            _("Say in one sentence what the tie is: a proposal shows it."),
            fields={"evidence": _("is missing")},
        )
    if not 0 <= strength <= 1000:
        raise Invalid(_("Strength lies between 0 and 1000 thousandths."))
    if not 0 <= grade <= 4 or (grade > _MOST_SAID_BY_ONE_SIDE and not actor.is_system):
        raise Invalid(
            _("One side alone can say it, log it or show a document: grade 0, 1 or 2."),
            fields={"grade": _("at most 2")},
        )

"""What recording and amending a tie have in common."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.spans import must_not_precede
from lianjian.ground.core.verdicts import Invalid

from ..models import Posting

MOST_SAID_BY_ONE_SIDE = 2
"""Grade 3 is two parties agreeing, grade 4 a check in the field: neither is one side's to say."""


def must_be_a_sentence(evidence: str) -> str:
    if not evidence.strip():
        raise Invalid(
            _("Say in one sentence what the tie is: a proposal shows it."),
            fields={"evidence": _("is missing")},
        )
    return evidence.strip()


def must_be_a_strength(strength: int) -> int:
    """Raises Invalid for a strength that is no number of thousandths."""
    if not 0 <= strength <= 1000:
        raise Invalid(_("Strength lies between 0 and 1000 thousandths."))
    return strength


def must_be_a_grade(actor: Actor, grade: int) -> int:
    """Raises Invalid for a grade that one side alone cannot give."""
    if not 0 <= grade <= 4 or (grade > MOST_SAID_BY_ONE_SIDE and not actor.is_system):
        raise Invalid(
            _("One side alone can say it, log it or show a document: grade 0, 1 or 2."),
            fields={"grade": _("at most 2")},
        )
    return grade


def must_have_consent(means_person: bool, consent: bool) -> None:
    """Raises Invalid where a person is meant who has not agreed (M28)."""
    if means_person and not consent:
        raise Invalid(
            _("Ask the person first, or write the sentence so that it means nobody."),
            fields={"consent": _("needed where a person is meant")},
        )


def last_day(since: dt.date, until: dt.date | None, posting: Posting | None) -> dt.date | None:
    """The last day of a tie: no later than the end of the posting on which it rests (M9).

    Raises Invalid for one before its first.
    """
    if posting is not None and posting.ends is not None:
        until = min(until or posting.ends, posting.ends)
    must_not_precede(until, since, _("The tie ends before it begins."), field="until")
    return until

from __future__ import annotations

import datetime as dt

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.stays import STAYS, Stays

from .. import policy
from ..models import Attestation, Tie
from .attest_tie import RECORDED, stand_by
from .ties import (
    MOST_SAID_BY_ONE_SIDE,
    last_day,
    must_be_a_grade,
    must_be_a_sentence,
    must_be_a_strength,
    must_have_consent,
)

SAID = ("ground", "evidence", "strength", "since", "means_person")
"""What somebody who stands by a tie stands by."""


@command("registry.amend_tie", policy=policy.may_amend_tie, personal=["evidence"])
def amend_tie(
    actor: Actor,
    *,
    tie: Tie,
    ground: str | None = None,
    evidence: str | None = None,
    attested_by: str | None = None,
    strength: int | None = None,
    grade: int | None = None,
    since: dt.date | None = None,
    until: dt.date | Stays | None = STAYS,
    means_person: bool | None = None,
    consent: bool | None = None,
) -> Tie:
    """Correct what is given and leave the rest; a last day that is None is taken away. Its two
    branches stay, and so does the posting on which it rests.

    Where it says something else now, nobody stands by it any more but the one who said so, and it
    is worth what one side alone can say. Raises Invalid for what could not be recorded either.
    """
    given = {
        "ground": ground,
        "evidence": None if evidence is None else must_be_a_sentence(evidence),
        "attested_by": None if attested_by is None else attested_by.strip(),
        "strength": None if strength is None else must_be_a_strength(strength),
        "grade": None if grade is None else must_be_a_grade(actor, grade),
        "since": since,
        "means_person": means_person,
        "consent": consent,
    }
    changes: dict[str, object] = {name: one for name, one in given.items() if one is not None}
    must_have_consent(
        tie.means_person if means_person is None else means_person,
        tie.consent if consent is None else consent,
    )
    wanted = tie.until if until is STAYS else until
    changes["until"] = last_day(since or tie.since, wanted, tie.posting)
    said_anew = any(name in changes and changes[name] != getattr(tie, name) for name in SAID)
    if said_anew and grade is None and tie.grade > MOST_SAID_BY_ONE_SIDE:
        changes["grade"] = RECORDED
    tie.rewrite(**changes)
    if said_anew:
        Attestation.within(actor.scope).filter(tie=tie).delete()
        stand_by(actor, tie)
    return tie

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock, files
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import paper, policy
from ..life import ACCORD
from ..models import Accord, TextVersion
from .completeness import (
    must_be_complete,
    must_leave_no_gap,
    must_stand_on_firm_ground,
    newest_text,
)

DAYS_TO_SIGN = 30
PDF = "application/pdf"


@command("accords.open_for_signing", policy=policy.may_steer)
def open_for_signing(
    actor: Actor, *, accord: Accord, sign_by: dt.date | None = None, address: str = ""
) -> TextVersion:
    """Freeze the text and make its PDF, once: those bytes are what each party confirms.

    ``sign_by`` is the last day to sign, 30 days from now if not given: who has said nothing by
    then has not signed. ``address`` is the verify page's, for the QR code (the code itself when
    empty). Raises Invalid when a party, clause or approval is missing, a gap is left open, or a
    character cannot be printed in the font.
    """
    sign_by = sign_by or clock.today() + dt.timedelta(days=DAYS_TO_SIGN)
    if sign_by < clock.today():
        raise Invalid(_("That day has passed."), fields={"sign_by": _("today or later")})
    ACCORD.move(accord, "open_for_signing", scope=actor.scope)
    version = newest_text(accord)
    must_be_complete(version)
    must_leave_no_gap(version)
    must_stand_on_firm_ground(version)
    frozen = paper.text.canonical(paper.text.of(accord, version))
    made = paper.typeset.unsigned(frozen, address=address or accord.code)
    # File first, then row: the transaction that refers to these bytes commits after they lie safe.
    version.unsigned = files.store(made, media_type=PDF)
    version.text, version.text_digest = frozen, paper.text.digest(frozen)
    version.frozen_at, version.sign_by, version.address = clock.now(), sign_by, address
    version.save(
        update_fields=["unsigned", "text", "text_digest", "frozen_at", "sign_by", "address"]
    )
    return version

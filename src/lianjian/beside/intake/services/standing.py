"""Whether a text stands as its reader saw it: locked before any of its facts, by everybody."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Invalid

from ..life import SubmissionState
from ..models import Submission


def must_be_read(actor: Actor, submission: Submission) -> None:
    """Lock a text until the command ends. Raises Invalid unless it is read: while it is read once
    more its facts are written anew, and an edit between the two would be lost."""
    rows = Submission.within(actor.scope).select_for_update(of=("self",))
    state = rows.values_list("state", flat=True).get(pk=submission.pk)
    if state != SubmissionState.READ:
        raise Invalid(_("This text is put aside or being read. Look at it once more."))

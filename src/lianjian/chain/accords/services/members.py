"""What the verbs about the members and offices of a joint body have in common."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid

from ..life import BodyState
from ..models import JointBody


def must_have_members(body: JointBody) -> None:
    """Raises Invalid unless the body is approved or at work: before, its committee decides who is
    in it; after, nobody is.

    Its row is held until the change is done: who dissolves it meanwhile finds the change, and of
    two who let the last members go one hears of the other.
    """
    held = JointBody.within(Scope.of_everything()).select_for_update().get(pk=body.pk)
    if held.state not in (BodyState.APPROVED, BodyState.WORKING):
        raise Invalid(_("Only an approved joint body has offices and takes members in."))

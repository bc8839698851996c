"""What the verbs about the members and offices of a joint body have in common."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid

from ..life import BodyState
from ..models import JointBody


def held(key: int) -> JointBody:
    """A joint body as it is now, its row held until the change that stands on it is done: whoever
    dissolves it meanwhile waits, and finds that change (docs/ideas/locking.md)."""
    return JointBody.within(Scope.of_everything()).select_for_update().get(pk=key)


def must_have_members(body: JointBody) -> None:
    """Raises Invalid unless the body is approved or at work: before, its committee decides who is
    in it; after, nobody is. Its row is held: of two who let the last members go one hears of the
    other."""
    if held(body.pk).state not in (BodyState.APPROVED, BodyState.WORKING):
        raise Invalid(_("Only an approved joint body has offices and takes members in."))

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from lianjian.chain.accords.life import BodyState
from lianjian.chain.accords.models import JointBody
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.today import Mark
from lianjian.ground.ui.days import day_and_year

from ..partnership import Partnership
from ..trace import NotYet, Stage, Step

_MARKS: dict[str, Mark] = {
    BodyState.PROPOSED: "plan",
    BodyState.APPROVED: "going",
    BodyState.WORKING: "done",
    BodyState.DISSOLVED: "none",
}


def steps(actor: Actor, partnership: Partnership) -> Iterator[Step]:
    """Every joint body: by whom it was approved, under which number."""
    for body in partnership.bodies:
        approved = body.approved_on is not None
        yield Step(
            Stage.BODY,
            body.name,
            sub=" ".join(filter(None, [body.approved_by, body.approval_number]))
            or body.get_state_display(),
            day=body.approved_on,
            mark=_MARKS[body.state],
            grade=2 if approved and body.approval_number else 1,
            url=reverse("accords:body", args=[body.pk]),
            say=_("%(body)s was approved by %(committee)s on %(day)s.")
            % {
                "body": body.name,
                "committee": body.approved_by,
                "day": day_and_year(body.approved_on),
            }
            if body.approved_on is not None
            else "",
            not_yet=_not_yet(body),
        )


def _not_yet(body: JointBody) -> tuple[NotYet, ...]:
    if body.state != BodyState.PROPOSED:
        return ()
    return (
        NotYet(
            _("“%(body)s has been set up”") % {"body": body.name},
            _("It is proposed; its committee's approval is not recorded."),
            reverse("accords:body", args=[body.pk]),
            _("To the joint body"),
        ),
    )

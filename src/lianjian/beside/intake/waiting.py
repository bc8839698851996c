"""What waits for an actor in this room: a question about their text, texts with open facts."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.today import Matter

from . import policy, selectors
from .life import SubmissionState

MOST = 5
"""Texts named one by one; more become one line that leads to the list."""


def what_waits(actor: Actor) -> Iterator[Matter]:
    if actor.is_system or not policy.may_hand_in(actor):
        return
    asked = ~Q(question="") & Q(answer="")
    rows = selectors.submissions(actor.scope).filter(state=SubmissionState.READ)
    newest = list(rows.filter(asked | Q(open__gt=0))[: 4 * MOST])
    for one in newest:
        if one.question and not one.answer and policy.may_answer(actor, submission=one):
            yield Matter(
                _("A question about your text: %(question)s") % {"question": one.question},
                reverse("intake:submission", args=[one.pk]),
                _("Answer"),
            )
    waiting = [one for one in newest if one.open and policy.may_work_on(actor, submission=one)]
    if len(waiting) > MOST:
        yield Matter(
            _("Several texts wait to be confirmed"), reverse("intake:submissions"), _("See which")
        )
        return
    for one in waiting:
        yield Matter(
            _("A text waits to be confirmed: %(title)s") % {"title": one},
            reverse("intake:submission", args=[one.pk]),
            _("Look at it"),
        )

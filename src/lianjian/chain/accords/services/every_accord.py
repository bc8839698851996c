"""What *consult_event* and *open_event* have in common: one step for many accords, or for none."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.verdicts import Invalid

from ..models import Accord


def every_accord(accords: Iterable[Accord], step: Callable[[Accord], object]) -> None:
    """Take a step with each accord, in the order of their keys, which keeps locks in one order.

    Raises Invalid with a line for every accord that could not take it, so that all of them are
    put right at once, or when there is no accord to take it with.
    """
    found, refused = False, []
    for accord in sorted(accords, key=lambda one: one.pk):
        found = True
        try:
            step(accord)
        except Invalid as refusal:
            refused.append(f"{accord.title}：{refusal}")
    if refused:
        raise Invalid(
            _("Nothing was sent. These accords are not ready: %(which)s")
            % {"which": "　".join(refused)}
        )
    if not found:
        raise Invalid(_("No accord of this event waits for that step."))

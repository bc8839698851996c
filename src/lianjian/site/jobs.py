"""The long work of the demonstration: the rest of the invented county with its two past years."""

from __future__ import annotations

import time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianjian.ground.jobs.registry import Result, Work, job

from .demo import tell_past

LETS_IN = 0.3
"""Seconds."""


@job("demo.tell_past", title=gettext_lazy("Tell the past of the sample county"))
def tell_the_past(work: Work) -> Result:
    """Each part is committed by itself: a run after a kill goes on with the next.

    An embedded database lets whoever waits try ten times a second: between two parts there is time
    for people to be let in, who sign in while the demonstration is still being told.
    """

    def progress(done: int, of: int) -> None:
        time.sleep(LETS_IN)
        work.tell(1000 * done // of, _("%(done)d of %(of)d parts") % {"done": done, "of": of})

    return {"parts": tell_past(progress)}

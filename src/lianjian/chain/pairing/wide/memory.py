"""Whether a wide round fits into the memory that is left, said before the work begins."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lianjian.files.memory import available
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid

from ..models import Participant, Round

_ALL = Scope.of_everything()
ANYHOW, EACH = 900_000_000, 6_000
"""Bytes that a round takes whatever its size, and for each that takes part: 10,000 took 0.95 GB
and 73,000 took 1.3 (``python -m benchmarks.wide_round``)."""


def must_fit(round: Round) -> None:
    """Raises Invalid where a round would take more memory than this machine has left."""
    needed = ANYHOW + EACH * Participant.within(_ALL).filter(round=round).count()
    left = available()
    if left is not None and needed > left:
        raise Invalid(
            _(
                "This round would take about %(needed)s GB of memory, and %(left)s GB are left. "
                "Divide the round, by city for instance, or solve it on a larger machine."
            )
            % {"needed": f"{needed / 1e9:.1f}", "left": f"{left / 1e9:.1f}"}
        )

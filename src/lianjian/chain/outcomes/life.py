"""The life of an observation (domain.md, Lives)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.life import Life


class ObservationState(models.TextChoices):
    REPORTED = "reported", _("reported")
    CHECKED = "checked", _("checked")
    CONFIRMED = "confirmed", _("confirmed")
    RETURNED = "returned", _("returned")
    CORRECTED = "corrected", _("corrected")
    WITHDRAWN = "withdrawn", _("withdrawn")


OBSERVATION = Life(
    "observation",
    ObservationState,
    "reported",
    {
        ("reported", "check"): "checked",
        # Where nobody stands between, the coordinator confirms what was reported.
        ("reported", "confirm"): "confirmed",
        ("reported", "return_it"): "returned",
        ("reported", "withdraw"): "withdrawn",
        ("checked", "confirm"): "confirmed",
        ("checked", "return_it"): "returned",
        ("returned", "correct"): "corrected",
        ("returned", "withdraw"): "withdrawn",
        # A correction is a new row with a reason; the old one stays visible and leaves the totals.
        ("reported", "correct"): "corrected",
        ("checked", "correct"): "corrected",
        ("confirmed", "correct"): "corrected",
    },
    {
        "check": _("Check"),
        "confirm": _("Confirm"),
        "return_it": _("Return"),
        "correct": _("Correct"),
        "withdraw": _("Withdraw"),
    },
)

STANDING = (ObservationState.REPORTED, ObservationState.CHECKED, ObservationState.CONFIRMED)
"""The states of a figure that somebody stands by."""

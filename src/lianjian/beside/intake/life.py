"""The lives of a submission and of a fact: nothing becomes a record before a person says so."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianjian.ground.core.life import Life


class SubmissionState(models.TextChoices):
    READING = "reading", _("being read")
    READ = "read", _("read")
    UNREADABLE = "unreadable", _("could not be read")
    KEPT = "kept", _("kept as evidence")
    PUT_ASIDE = "put_aside", pgettext_lazy("submission", "put aside")
    FORGOTTEN = "forgotten", pgettext_lazy("submission", "forgotten")


SUBMISSION = Life(
    "submission",
    SubmissionState,
    "reading",
    {
        ("reading", "read"): "read",
        ("reading", "fail"): "unreadable",
        ("reading", "keep"): "kept",
        ("read", "read_again"): "reading",
        ("read", "put_aside"): "put_aside",
        ("unreadable", "put_aside"): "put_aside",
        ("kept", "put_aside"): "put_aside",
        ("put_aside", "take_up"): "reading",
        ("put_aside", "forget"): "forgotten",
    },
    {
        "read": _("Read"),
        "fail": _("Say why it cannot be read"),
        "keep": _("Keep as evidence"),
        "read_again": _("Read once more"),
        "put_aside": _("Put this text aside"),
        "take_up": _("Take up again"),
        "forget": _("Forget what it said"),
    },
)


class FactState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("fact", "proposed")
    EDITED = "edited", pgettext_lazy("fact", "edited")
    CONFIRMED = "confirmed", pgettext_lazy("fact", "confirmed")
    REJECTED = "rejected", pgettext_lazy("fact", "rejected")
    REFUSED = "refused", pgettext_lazy("fact", "cannot be used")


OPEN = (FactState.PROPOSED, FactState.EDITED)
"""Those of which a person may still make a record."""

FACT = Life(
    "fact",
    FactState,
    "proposed",
    {
        ("proposed", "edit"): "edited",
        ("proposed", "confirm"): "confirmed",
        ("proposed", "reject"): "rejected",
        ("edited", "edit"): "edited",
        ("edited", "confirm"): "confirmed",
        ("edited", "reject"): "rejected",
        ("refused", "edit"): "edited",
        ("refused", "reject"): "rejected",
        ("rejected", "take_up"): "edited",
        ("confirmed", "take_back"): "edited",
    },
    {
        "edit": _("Edit"),
        "confirm": _("Confirm"),
        "reject": _("Leave out"),
        "take_up": _("Take up again"),
        "take_back": _("Take back"),
    },
)

"""The life of a project (domain.md, Lives)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.life import Life


class ProjectState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    REVIEWED = "reviewed", _("jointly reviewed")
    LISTED = "listed", _("listed")
    UNDER_WAY = "under_way", _("under way")
    ACCEPTED = "accepted", _("accepted")
    SUSPENDED = "suspended", _("suspended")
    CANCELLED = "cancelled", _("cancelled")


PROJECT = Life(
    "project",
    ProjectState,
    "proposed",
    {
        # A party's answer leaves it proposed; "agree" is the answer that completes all parties.
        ("proposed", "answer"): "proposed",
        ("proposed", "agree"): "reviewed",
        ("proposed", "revise"): "proposed",
        ("proposed", "cancel"): "cancelled",
        # What is changed has to be reviewed again by everybody.
        ("reviewed", "revise"): "proposed",
        ("reviewed", "list"): "listed",
        ("reviewed", "cancel"): "cancelled",
        ("listed", "start"): "under_way",
        ("listed", "cancel"): "cancelled",
        ("under_way", "accept"): "accepted",
        ("under_way", "suspend"): "suspended",
        ("under_way", "cancel"): "cancelled",
        # Accepted by mistake.
        ("accepted", "reopen"): "under_way",
        ("suspended", "resume"): "under_way",
        ("suspended", "cancel"): "cancelled",
    },
    {
        "answer": _("Answer"),
        "agree": _("Agree, all of them"),
        "revise": _("Revise"),
        "list": _("List for a year"),
        "start": _("Start"),
        "accept": _("Accept the work"),
        "reopen": _("Take the acceptance back"),
        "suspend": _("Suspend"),
        "resume": _("Resume"),
        "cancel": _("Cancel"),
    },
)

LISTED = (
    ProjectState.LISTED,
    ProjectState.UNDER_WAY,
    ProjectState.ACCEPTED,
    ProjectState.SUSPENDED,
)
"""The states of a project that stands on an annual list."""

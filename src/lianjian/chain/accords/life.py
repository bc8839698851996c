"""The lives of a joint body, an accord, a clause and a leading group (domain.md, Lives)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.life import Life


class BodyState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    APPROVED = "approved", _("approved")
    WORKING = "working", _("working")
    DISSOLVED = "dissolved", _("dissolved")


BODY = Life(
    "joint_body",
    BodyState,
    "proposed",
    {
        ("proposed", "approve"): "approved",
        ("proposed", "dissolve"): "dissolved",
        ("approved", "set_to_work"): "working",
        ("approved", "dissolve"): "dissolved",
        ("working", "dissolve"): "dissolved",
    },
    {
        "approve": _("Approve"),
        "set_to_work": _("Set to work"),
        "dissolve": _("Dissolve"),
    },
)


class AccordState(models.TextChoices):
    DRAFT = "draft", _("draft")
    CONSULTING = "consulting", _("in consultation")
    SIGNING = "signing", _("being signed")
    ACTIVE = "active", _("in force")
    ENDED = "ended", _("ended")
    TERMINATED = "terminated", _("terminated")
    LAPSED = "lapsed", _("lapsed")


ACCORD = Life(
    "accord",
    AccordState,
    "draft",
    {
        ("draft", "consult"): "consulting",
        ("draft", "lapse"): "lapsed",
        ("consulting", "revise"): "draft",
        ("consulting", "open_for_signing"): "signing",
        ("consulting", "lapse"): "lapsed",
        # A party that will not sign sends the text back to its initiator.
        ("signing", "send_back"): "draft",
        # Its initiator found a mistake in it and takes it back.
        ("signing", "recall"): "draft",
        # A signature leaves it being signed; "take_effect" is the one that completes every party.
        ("signing", "sign"): "signing",
        ("signing", "take_effect"): "active",
        ("signing", "lapse"): "lapsed",
        # An amendment is a new text; the one before stays in force until the new one is signed,
        # and is the text in hand again when the amendment is withdrawn or nobody signs it.
        ("active", "amend"): "draft",
        ("draft", "fall_back"): "active",
        ("consulting", "fall_back"): "active",
        ("signing", "fall_back"): "active",
        ("active", "end"): "ended",
        ("active", "terminate"): "terminated",
    },
    {
        "consult": _("Send to the parties"),
        "revise": _("Revise"),
        "open_for_signing": _("Open for signing"),
        "send_back": _("Do not sign, send back"),
        "recall": _("Take the text back"),
        "sign": _("Sign"),
        "take_effect": _("Take effect"),
        "amend": _("Amend"),
        "fall_back": _("Withdraw the amendment"),
        "end": _("End"),
        "terminate": _("Terminate"),
        "lapse": _("Let lapse"),
    },
)


ON_THEIR_WAY = (AccordState.DRAFT, AccordState.CONSULTING, AccordState.SIGNING)
"""The states of an accord that may still join a signing event."""

OVER = (AccordState.ENDED, AccordState.TERMINATED, AccordState.LAPSED)
"""The states of an accord under which nobody is asked for anything any more."""


IN_FORCE = Q(active_since__isnull=False) & ~Q(state__in=OVER)
"""Accords of which a text binds: also while an amendment of it is drafted, discussed and signed."""


class ClauseState(models.TextChoices):
    PROMISED = "promised", _("promised")
    UNDER_WAY = "under_way", _("under way")
    FULFILLED = "fulfilled", _("fulfilled")
    OVERDUE = "overdue", _("overdue")
    WAIVED = "waived", _("waived")


CLAUSE = Life(
    "clause",
    ClauseState,
    "promised",
    {
        ("promised", "begin"): "under_way",
        ("promised", "fulfil"): "fulfilled",
        ("promised", "fall_due"): "overdue",
        ("promised", "waive"): "waived",
        ("under_way", "fulfil"): "fulfilled",
        ("under_way", "fall_due"): "overdue",
        ("under_way", "waive"): "waived",
        ("overdue", "fulfil"): "fulfilled",
        ("overdue", "waive"): "waived",
        # Said by mistake: work on it goes on.
        ("fulfilled", "reopen"): "under_way",
    },
    {
        "begin": _("Begin"),
        "fulfil": _("Fulfil"),
        "fall_due": _("Fall due"),
        "waive": _("Waive"),
        "reopen": _("Take back"),
    },
)


class LeadingState(models.TextChoices):
    PLANNED = "planned", _("to be set up")
    SET_UP = "set_up", _("set up")
    STOOD_DOWN = "stood_down", _("stood down")


LEADING_GROUP = Life(
    "leading_group",
    LeadingState,
    "planned",
    {
        ("planned", "set_up"): "set_up",
        # What was planned and will not come is stood down too, so that nobody goes on asking.
        ("planned", "stand_down"): "stood_down",
        ("set_up", "stand_down"): "stood_down",
    },
    {
        "set_up": _("Set up"),
        "stand_down": _("Stand down"),
    },
)

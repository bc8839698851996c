"""The lives of a round, a proposal and a pairing (domain.md, Lives)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.life import Life


class RoundState(models.TextChoices):
    DRAFT = "draft", _("draft")
    COMPUTING = "computing", _("computing")
    REVIEW = "review", _("under review")
    PUBLISHED = "published", _("published")
    CLOSED = "closed", _("closed")
    ABANDONED = "abandoned", _("abandoned")


ROUND = Life(
    "round",
    RoundState,
    "draft",
    {
        ("draft", "solve"): "computing",
        ("draft", "abandon"): "abandoned",
        ("computing", "finish"): "review",
        ("computing", "fail"): "draft",
        ("review", "solve"): "computing",
        ("review", "publish"): "published",
        ("review", "abandon"): "abandoned",
        ("published", "take_back"): "review",
        ("published", "close"): "closed",
    },
    {
        "solve": _("Solve"),
        "finish": _("Finish solving"),
        "fail": _("Stop solving"),
        "publish": _("Publish to both sides"),
        "take_back": _("Take back"),
        "close": _("Close the round"),
        "abandon": _("Abandon"),
    },
)


GOES_ON = (RoundState.PUBLISHED, RoundState.CLOSED)
"""The states of a round whose rest may be solved again as a round of its own."""


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", _("waiting for replies")
    AGREED = "agreed", _("agreed")
    DECLINED = "declined", _("declined")
    OVERTAKEN = "overtaken", _("overtaken")
    EXPIRED = "expired", _("expired")
    TAKEN_BACK = "taken_back", _("taken back")


PROPOSAL = Life(
    "proposal",
    ProposalState,
    "proposed",
    {
        # A reply by one side leaves it proposed; "agree" is the second yes.
        ("proposed", "accept"): "proposed",
        ("proposed", "agree"): "agreed",
        ("proposed", "decline"): "declined",
        ("proposed", "overtake"): "overtaken",
        ("proposed", "expire"): "expired",
        ("proposed", "take_back"): "taken_back",
    },
    {
        "accept": _("Accept"),
        "agree": _("Agree"),
        "decline": _("Decline"),
        "overtake": _("Overtake"),
        "expire": _("Expire"),
        "take_back": _("Take back"),
    },
)


class PairingState(models.TextChoices):
    AGREED = "agreed", _("agreed")
    LIVE = "live", _("live")
    ENDED = "ended", _("ended")


PAIRING = Life(
    "pairing",
    PairingState,
    "agreed",
    {
        ("agreed", "begin"): "live",
        ("agreed", "end"): "ended",
        ("live", "end"): "ended",
    },
    {"begin": _("Begin"), "end": _("End")},
)

HOLDS_A_SLOT = (PairingState.AGREED, PairingState.LIVE)
"""The states of a pairing that take up span of management on both sides (M29)."""

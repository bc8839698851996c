"""The life of a need and of an offer: the same table (domain.md, Lives)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.life import Life


class ListingState(models.TextChoices):
    DRAFT = "draft", _("draft")
    OPEN = "open", _("open")
    MATCHED = "matched", _("matched")
    MET = "met", _("met")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")


_EDGES = {
    ("draft", "post"): "open",
    ("draft", "withdraw"): "withdrawn",
    ("open", "match"): "matched",
    ("open", "meet"): "met",
    ("open", "withdraw"): "withdrawn",
    ("open", "expire"): "expired",
    ("matched", "meet"): "met",
    ("matched", "reopen"): "open",
    ("matched", "withdraw"): "withdrawn",
    ("withdrawn", "post"): "open",
    ("expired", "post"): "open",
}
_VERBS = {
    "post": _("Post"),
    "match": _("Match"),
    "meet": _("Mark as met"),
    "withdraw": _("Withdraw"),
    "expire": _("Expire"),
    "reopen": _("Open again"),
}

NEED = Life("need", ListingState, "draft", _EDGES, _VERBS)
OFFER = Life("offer", ListingState, "draft", _EDGES, _VERBS)


def before_the_clock(values: dict[str, Any]) -> dict[str, Any]:
    """What a need or an offer said before its window was over: no person has changed it since."""
    if values["state"] == ListingState.EXPIRED:
        return {**values, "state": str(ListingState.OPEN)}
    return values


class AssetState(models.TextChoices):
    DORMANT = "dormant", _("dormant")
    ACTIVATING = "activating", _("being activated")
    ACTIVATED = "activated", _("activated")
    REMOVED = "removed", _("taken off the list")


ASSET = Life(
    "dormant asset",
    AssetState,
    "dormant",
    {
        ("dormant", "begin"): "activating",
        ("dormant", "remove"): "removed",
        ("activating", "finish"): "activated",
        ("activating", "fall_back"): "dormant",
        ("removed", "restore"): "dormant",
    },
    {
        "begin": _("Begin to activate"),
        "finish": _("It is activated"),
        "fall_back": _("It lies dormant again"),
        "remove": _("Take off the list"),
        "restore": _("Put back on the list"),
    },
)

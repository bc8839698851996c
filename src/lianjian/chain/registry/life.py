"""The lives of a business entity and of an honour.

Postings, ties and offices have none: they hold from one day to another.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.life import Life


class EntityState(models.TextChoices):
    WORKING = "working", _("in business")
    CLOSED = "closed", _("closed")


class HonourState(models.TextChoices):
    HELD = "held", _("held")
    WITHDRAWN = "withdrawn", _("withdrawn")


ENTITY = Life(
    "business_entity",
    EntityState,
    "working",
    {("working", "close"): "closed"},
    {"close": _("Close")},
)
HONOUR = Life(
    "honour",
    HonourState,
    "held",
    {("held", "withdraw"): "withdrawn"},
    {"withdraw": _("Withdraw")},
)

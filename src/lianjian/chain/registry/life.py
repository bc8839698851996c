"""The lives of a business entity and of an honour.

Postings, ties and offices have none: they hold from one day to another.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianjian.ground.core.life import Life


class EntityState(models.TextChoices):
    WORKING = "working", _("in business")
    CLOSED = "closed", _("out of business")


class HonourState(models.TextChoices):
    HELD = "held", pgettext_lazy("honour", "held")
    WITHDRAWN = "withdrawn", pgettext_lazy("honour", "withdrawn")


ENTITY = Life(
    "business_entity",
    EntityState,
    "working",
    {("working", "close"): "closed"},
    {"close": _("Enter that it closed")},
)
HONOUR = Life(
    "honour",
    HonourState,
    "held",
    {("held", "withdraw"): "withdrawn"},
    {"withdraw": pgettext_lazy("honour", "Withdraw")},
)

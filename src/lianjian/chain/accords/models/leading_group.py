from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..life import LeadingState
from .side import OfOneParty, once_a_party

STILL_PLANNED = dt.timedelta(days=90)
"""A group that was planned without a day is asked about after so long (M46)."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One of a leading group: who, by role or by name, and what they see to there."""

    who: str
    title: str


class LeadingGroup(OfOneParty):
    """The coordinating leading group of one party of an accord (协调领导小组, M11, M46).

    It is planned until it is there: planned → set up → stood down. ``members`` holds one a line,
    ``who | what they see to``. Names that people type are theirs to type; the journal keeps none.
    """

    name = models.CharField(_("name of the leading group"), max_length=120)
    head = models.CharField(_("who heads it"), max_length=120, blank=True)
    members = models.TextField(_("members of the leading group"), blank=True)
    duties = models.TextField(_("duties"), blank=True)
    due = models.DateField(_("to be set up by"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=LeadingState.choices, default=LeadingState.PLANNED
    )
    set_up_on = models.DateField(_("set up on"), null=True, blank=True)
    number = models.CharField(_("document number"), max_length=80, blank=True)
    evidence = models.CharField(_("what shows it"), max_length=500, blank=True)
    document = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stood_down_on = models.DateField(_("stood down on"), null=True, blank=True)
    end_reason = models.CharField(_("why it was stood down"), max_length=300, blank=True)

    class Meta(OfOneParty.Meta):
        verbose_name = _("leading group")
        ordering = ["party", "pk"]
        constraints = [
            *once_a_party("leading_group", ~Q(state="stood_down")),
            models.CheckConstraint(
                condition=~Q(state="set_up") | Q(set_up_on__isnull=False) & ~Q(head=""),
                name="a_leading_group_set_up_says_since_when_and_who_heads_it",
            ),
            models.CheckConstraint(
                condition=~Q(state="stood_down")
                | Q(stood_down_on__isnull=False) & ~Q(end_reason=""),
                name="a_leading_group_stood_down_says_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def asked_on(self) -> dt.date:
        """The day from which it is late, if it is still planned then."""
        return self.due or timezone.localdate(self.made_at) + STILL_PLANNED

    @property
    def grade(self) -> int:
        """How well it is known: said while planned, recorded when set up, documented by paper."""
        if self.set_up_on is None:
            return 0
        return 2 if self.number or self.document_id else 1

    @property
    def seats(self) -> list[Seat]:
        """Its members, in the order in which they were written."""
        return seats_in(self.members)


def seats_in(lines: str) -> list[Seat]:
    """Lines ``who | what they see to`` as seats; empty lines are none."""
    found = []
    for line in lines.splitlines():
        who, _bar, title = line.replace("｜", "|").partition("|")
        if who.strip():
            found.append(Seat(who.strip(), title.strip()))
    return found

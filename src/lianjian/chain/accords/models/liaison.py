from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .side import OfOneParty, once_a_party


class Liaison(OfOneParty):
    """How to reach one party of an accord, and when to meet (联络机制, M12).

    A row is never rewritten: a change ends it and begins the next on the same day, so what was
    agreed before stays readable. ``post`` names a post and not a person: whoever holds it today
    is the contact, and a handover needs no change here.
    """

    class Cadence(models.TextChoices):
        MONTHLY = "monthly", _("monthly")
        QUARTERLY = "quarterly", _("quarterly")
        HALF_YEARLY = "half_yearly", _("every half year")
        YEARLY = "yearly", _("yearly")
        AS_NEEDED = "as_needed", _("as needed")

    post = models.ForeignKey(
        "accounts.Post",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    contact = models.CharField(_("contact in words"), max_length=120, blank=True)
    cadence = models.CharField(_("how often they meet"), max_length=12, choices=Cadence.choices)
    next_on = models.DateField(_("next meeting"), null=True, blank=True)
    next_place = models.CharField(_("where the next meeting is"), max_length=120, blank=True)
    answer_days = models.PositiveSmallIntegerField(_("answers within, in working days"))
    escalate_to = models.CharField(_("to whom a matter goes on"), max_length=120, blank=True)
    escalate_after = models.PositiveSmallIntegerField(
        _("after how many working days without an answer"), null=True, blank=True
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=300, blank=True)

    class Meta(OfOneParty.Meta):
        verbose_name = _("liaison")
        ordering = ["party", "-pk"]
        constraints = [
            *once_a_party("liaison", Q(until__isnull=True)),
            models.CheckConstraint(
                condition=Q(post__isnull=False) | ~Q(contact=""), name="a_liaison_names_a_contact"
            ),
            models.CheckConstraint(
                condition=Q(escalate_to="", escalate_after__isnull=True)
                | ~Q(escalate_to="") & Q(escalate_after__isnull=False),
                name="a_liaison_says_to_whom_and_after_how_long",
            ),
        ]

    def __str__(self) -> str:
        return self.party

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped

from .branch import Branch


class Posting(Scoped):
    """A first secretary posted to a village by a sending unit, with a batch and a term (M9).

    ``person`` is empty until they have an account. A tie that rests on a posting ends with it.
    ``follows`` is the posting before, and ``handover`` what came over from it: never names.
    """

    class Level(models.TextChoices):
        PROVINCE = "province", _("sent by the province")
        CITY = "city", _("sent by the city")
        COUNTY = "county", _("sent by the county")

    branch = models.ForeignKey(
        Branch, verbose_name=_("village branch"), on_delete=models.PROTECT, related_name="postings"
    )
    person = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sending_unit = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("sending unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    batch = models.PositiveSmallIntegerField(_("batch"))
    level = models.CharField(_("sent by"), max_length=10, choices=Level.choices)
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"), null=True, blank=True)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    handover = models.TextField(_("what is handed over"), blank=True)
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("posting")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "batch", "level"], name="a_village_has_one_posting_a_batch"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=models.F("starts")),
                name="a_posting_does_not_end_before_it_starts",
            ),
            models.UniqueConstraint(fields=["follows"], name="a_posting_is_handed_over_once"),
        ]

    def __str__(self) -> str:
        return f"{self.branch}"

    def holds_on(self, day: dt.date) -> bool:
        """Whether somebody is posted on ``day``."""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return either(
            [
                Branch.scope_rule(scope, f"{at}branch__"),
                scope.owns(f"{at}sending_unit"),
                scope.is_self(f"{at}person"),
            ]
        )

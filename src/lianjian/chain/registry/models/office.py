from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped
from lianjian.ground.organisations.models import Organisation

from .branch import Branch


class Office(Scoped):
    """Who holds which office in a body or a branch, and when (职务, M25).

    A person with an account is named by it; of anybody else nothing is kept but title and days.
    An office gives no rights: those come from posts. ``follows`` is the holder before.
    """

    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    branch = models.ForeignKey(
        Branch, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(_("title of the office"), max_length=60)
    person = models.ForeignKey(
        "accounts.Person",
        verbose_name=_("account of the holder"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"), null=True, blank=True)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("office")
        ordering = ["title", "-starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(branch__isnull=True),
                name="an_office_is_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=models.F("starts")),
                name="an_office_does_not_end_before_it_starts",
            ),
            models.UniqueConstraint(fields=["follows"], name="an_office_is_handed_over_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Organisation | Branch:
        found = self.organisation or self.branch
        assert found is not None  # noqa: S101 - a constraint of the table
        return found

    @property
    def body(self) -> Organisation:
        """The organisation in which it is held, also where a branch of it is named."""
        return self.branch.host if self.branch is not None else self.place  # type: ignore[return-value]

    def holds_on(self, day: dt.date) -> bool:
        return self.starts <= day and (self.ends is None or day <= self.ends)

    @property
    def is_held(self) -> bool:
        return self.holds_on(clock.today())

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """Own people and authorities of the body, and the holder: it is about persons."""
        return either(
            [
                Organisation.own_rule(scope, f"{at}organisation__"),
                Branch.own_rule(scope, f"{at}branch__"),
                scope.is_self(f"{at}person"),
            ]
        )

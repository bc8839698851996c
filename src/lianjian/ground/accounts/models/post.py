from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped

from ..roles import Role
from .person import Person


class Post(Scoped):
    """One role in one place or organisation, held by one person for a time (岗位).

    ``deputy_of`` is the post whose holder this one stands in for (代理); a deputy's rights end
    with that post. ``follows`` is the post whose holder handed over to this one (交接).
    ``area`` is the division whose authorities gave the post, where it lies in an organisation
    that does not answer to them: they see it and may end it. ``ended_at`` is set when the post
    was ended by hand, and ends its rights at that moment. ``may_sign`` is False for a deputy who
    may do everything but sign.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    division = models.ForeignKey(
        "places.Division",
        verbose_name=_("division"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    starts = models.DateField(_("from"))
    ends = models.DateField(_("to"), null=True, blank=True)
    deputy_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="deputies"
    )
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey(
        "places.Division",
        verbose_name=_("given by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    may_sign = models.BooleanField(_("may sign"), default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("post")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=models.F("starts")),
                name="a_post_does_not_end_before_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(division__isnull=False) | Q(organisation__isnull=False),
                name="a_post_is_somewhere",
            ),
            models.UniqueConstraint(fields=["follows"], name="a_post_is_handed_over_once"),
        ]
        indexes = [models.Index(fields=["role", "division"])]

    def __str__(self) -> str:
        place = self.organisation or self.division
        return f"{place} {self.get_role_display()}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return either(
            [
                scope.inside(f"{at}division__code"),
                scope.inside(f"{at}organisation__affiliation__code"),
                scope.inside(f"{at}area__code"),
                scope.owns(f"{at}organisation"),
                scope.is_self(f"{at}person"),
            ]
        )

    def holds_on(self, day: dt.date) -> bool:
        """Whether the post gives its role on ``day``. One ended by hand gives it no longer."""
        if self.ended_at is not None and timezone.localdate(self.ended_at) <= day:
            return False
        return self.starts <= day and (self.ends is None or day <= self.ends)

    @property
    def is_deputy(self) -> bool:
        return self.deputy_of_id is not None

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped
from lianjian.ground.organisations.models import Organisation

from ..life import HonourState
from .branch import Branch
from .entity import BusinessEntity
from .source import Source


class Honour(Scoped):
    """What a body was given by somebody above it (荣誉, M24): issuer, level, year, how long.

    Its holder is one of organisation, branch, business entity. It expires after ``valid_until`` by
    itself. Honours are told beside their holder and rank nobody: no list is sorted by them.
    """

    class Level(models.TextChoices):
        NATIONAL = "national", _("national")
        PROVINCE = "province", _("of the province")
        CITY = "city", _("of the city")
        COUNTY = "county", _("of the county")
        TOWNSHIP = "township", _("of the township")

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
    entity = models.ForeignKey(
        BusinessEntity, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(_("title"), max_length=120)
    issuer = models.CharField(_("issued by"), max_length=120)
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    awarded_on = models.DateField(_("awarded on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    file = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = models.CharField(
        _("state"), max_length=10, choices=HonourState.choices, default=HonourState.HELD
    )
    withdrawn_reason = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("honour")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(organisation__isnull=False, branch__isnull=True, entity__isnull=True)
                    | Q(organisation__isnull=True, branch__isnull=False, entity__isnull=True)
                    | Q(organisation__isnull=True, branch__isnull=True, entity__isnull=False)
                ),
                name="an_honour_has_one_holder",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1921) & Q(year__lte=2200),
                name="an_honour_has_a_year_of_ours",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def holder(self) -> Organisation | Branch | BusinessEntity:
        found = self.organisation or self.branch or self.entity
        assert found is not None  # noqa: S101 - a constraint of the table
        return found

    @property
    def grade(self) -> int:
        """Said, recorded where a sentence or a source stands behind it, documented with a file."""
        if self.file_id is not None:
            return 2
        return 1 if self.evidence or self.source_id is not None else 0

    @property
    def is_expired(self) -> bool:
        return self.valid_until is not None and self.valid_until < clock.today()

    def holds_on(self, day: dt.date) -> bool:
        """Whether it was neither withdrawn nor expired on ``day``."""
        return self.state == HonourState.HELD and (
            self.valid_until is None or day <= self.valid_until
        )

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """An honour is public where its holder is: who sees the one sees the other."""
        return either(
            [
                Organisation.scope_rule(scope, f"{at}organisation__"),
                Branch.scope_rule(scope, f"{at}branch__"),
                BusinessEntity.scope_rule(scope, f"{at}entity__"),
            ]
        )

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped, reaching

from ..life import AssetState
from .sharing import Sharing


class DormantAsset(Scoped):
    """What a village has and nobody uses (沉睡资源, M17): land, houses, water, hands.

    ``amount`` as people say it (三十亩); income in fen a year, before and, once it is activated,
    after: what it brought is the difference, and is known only when both are.
    """

    class Sort(models.TextChoices):
        LAND = "land", _("land")
        HOUSE = "house", _("houses and yards")
        FOREST = "forest", _("forest and hills")
        WATER = "water", _("water")
        SCENERY = "scenery", _("scenery and heritage")
        LABOUR = "labour", _("hands")
        OTHER = "other", _("other")

    class Ownership(models.TextChoices):
        COLLECTIVE = "collective", _("the village collective's")
        CONTRACTED = "contracted", _("contracted to households")
        PRIVATE = "private", _("households' own")
        STATE = "state", _("state-owned")
        UNCLEAR = "unclear", _("not settled")

    branch = models.ForeignKey(
        "registry.Branch",
        verbose_name=_("village branch"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    title = models.CharField(_("in one line"), max_length=120)
    sort = models.CharField(_("what it is"), max_length=10, choices=Sort.choices)
    amount = models.CharField(_("how much"), max_length=60, blank=True)
    ownership = models.CharField(
        _("whose it is"), max_length=10, choices=Ownership.choices, default=Ownership.UNCLEAR
    )
    constraint = models.CharField(_("what stands in the way"), max_length=300, blank=True)
    income_before = models.BigIntegerField(_("income a year before, in fen"), null=True, blank=True)
    income_after = models.BigIntegerField(_("income a year after, in fen"), null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    grade = models.PositiveSmallIntegerField(_("evidence grade"), default=1)
    state = models.CharField(
        _("state"), max_length=10, choices=AssetState.choices, default=AssetState.DORMANT
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("dormant asset")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(grade__lte=4), name="an_asset_has_a_grade_0_to_4")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def brought(self) -> int | None:
        """What activating it brings a year, in fen; None while one of the two is unknown."""
        if self.income_before is None or self.income_after is None:
            return None
        return self.income_after - self.income_before

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """The village's own people and authorities, and those with whom a cause shares it."""
        shared = reaching(Sharing, Sharing.reader_rule(scope), "branch")
        seen = ~Q(**{f"{at}state": AssetState.REMOVED})
        return either(
            [Branch.own_rule(scope, f"{at}branch__"), Q(**{f"{at}branch__in": shared}) & seen]
        )

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped


class Interest(Scoped):
    """One side's wish before a round (意向, M27): a rank, or a plain yes or no. It expires."""

    branch = models.ForeignKey(
        "registry.Branch", on_delete=models.PROTECT, related_name="interests"
    )
    towards = models.ForeignKey(
        "registry.Branch", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Empty for a wish towards anybody who fits."""
    wish = models.BooleanField(_("wishes"), default=True)
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)
    said_on = models.DateField(_("said on"))
    until = models.DateField(_("until"))

    class Meta(Scoped.Meta):
        verbose_name = _("interest")
        ordering = ["branch", "rank", "pk"]
        constraints = [
            # Two constraints, not nulls_distinct=False: SQLite would leave that out.
            models.UniqueConstraint(
                fields=["branch", "towards"],
                condition=Q(towards__isnull=False),
                name="a_branch_says_its_wish_towards_another_once",
            ),
            models.UniqueConstraint(
                fields=["branch"],
                condition=Q(towards__isnull=True),
                name="a_branch_says_its_wish_towards_anybody_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id}→{self.towards_id}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """Its own side's. What one side wishes is not shown to the other before a proposal."""
        return either([Branch.own_rule(scope, f"{at}branch__")])

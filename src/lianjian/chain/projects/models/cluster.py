from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.chain.exchange.models import WorkArea
from lianjian.ground.core.scope import EVERYTHING, Scope, either
from lianjian.ground.core.scoped import Scoped, reaching


class Cluster(Scoped):
    """An industry cluster of a place (产业集群, M18). Only what somebody named is one: of "five
    clusters" of which three are named, three are records and five is a stated figure."""

    name = models.CharField(_("name"), max_length=120)
    division = models.ForeignKey(
        "places.Division", verbose_name=_("place"), on_delete=models.PROTECT, related_name="+"
    )
    area = models.CharField(
        _("work area"), max_length=12, choices=WorkArea.choices, default=WorkArea.INDUSTRY
    )
    words = models.CharField(_("what it is"), max_length=500, blank=True)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("industry cluster")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["division", "name"], name="a_place_has_one_cluster_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """The authorities of its place, and whoever sees a project in it."""
        from .project import Project

        if scope.everything:
            return EVERYTHING
        named = reaching(Project, Project.scope_rule(scope), "cluster")
        return either([scope.inside(f"{at}division__code"), Q(**{f"{at}pk__in": named})])

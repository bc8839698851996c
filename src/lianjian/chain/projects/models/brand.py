from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import BusinessEntity
from lianjian.ground.core.scope import EVERYTHING, Scope, either
from lianjian.ground.core.scoped import Scoped
from lianjian.ground.organisations.models import Organisation


class Brand(Scoped):
    """A brand of a place (品牌, M19). ``attribution`` is what is said of a partnership's part in
    it; ``reviewed_on`` the day on which a coordinator looked into that, empty while nobody has."""

    name = models.CharField(_("name"), max_length=120)
    division = models.ForeignKey(
        "places.Division", verbose_name=_("place"), on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    entity = models.ForeignKey(
        "registry.BusinessEntity",
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    cluster = models.ForeignKey(
        "projects.Cluster",
        verbose_name=_("industry cluster"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="brands",
    )
    mark = models.CharField(_("geographical indication or trademark"), max_length=80, blank=True)
    attribution = models.CharField(
        _("what partnership is said to have done"), max_length=500, blank=True
    )
    reviewed_on = models.DateField(_("attribution reviewed on"), null=True, blank=True)
    review = models.CharField(_("what the review found"), max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("brand")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["division", "name"], name="a_place_has_one_brand_of_a_name"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | Q(entity__isnull=True),
                name="a_brand_has_at_most_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on__isnull=True) | ~Q(attribution=""),
                name="a_review_is_of_an_attribution",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def owner(self) -> Organisation | BusinessEntity | None:
        return self.organisation or self.entity

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """The authorities of its place, and its owner's people."""
        if scope.everything:
            return EVERYTHING
        return either(
            [
                scope.inside(f"{at}division__code"),
                Organisation.own_rule(scope, f"{at}organisation__"),
                Organisation.own_rule(scope, f"{at}entity__organisation__"),
            ]
        )

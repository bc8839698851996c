from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.industry import industry_of
from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped, reaching
from lianjian.ground.organisations.models import Organisation

from ..life import EntityState
from .branch import Branch


class BusinessEntity(Scoped):
    """Who does business in villages (经营主体, M6): a cooperative, a leading firm, a family farm.

    ``organisation`` where its identity is entered (name, credit code). ``division`` is where it
    works, and its authorities see it; ``capacity_lower`` and ``capacity_upper`` say how many joint
    bodies it wants to work with at once (M29), for the second layer of matching (M34).
    """

    class Kind(models.TextChoices):
        COOPERATIVE = "cooperative", _("cooperative")
        LEADING_FIRM = "leading_firm", _("leading firm")
        FAMILY_FARM = "family_farm", _("family farm")
        VILLAGE_COMPANY = "village_company", _("village company")
        OTHER = "other", _("other")

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("entered organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    industry = models.CharField(_("line of business"), max_length=2, blank=True)
    division = models.ForeignKey(
        "places.Division",
        verbose_name=_("where it works"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    capacity_lower = models.PositiveSmallIntegerField(_("at least"), default=0)
    capacity_upper = models.PositiveSmallIntegerField(_("at most"), default=1)
    state = models.CharField(
        _("state"), max_length=8, choices=EntityState.choices, default=EntityState.WORKING
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    close_reason = models.CharField(_("why it closed"), max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("business entity")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation"], name="a_body_is_one_business_entity"),
            models.UniqueConstraint(
                fields=["division", "name"], name="a_place_has_one_entity_of_a_name"
            ),
            models.CheckConstraint(
                condition=Q(capacity_lower__lte=models.F("capacity_upper")),
                name="an_entity_takes_at_least_no_more_than_at_most",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_on__isnull=False),
                name="a_closed_entity_says_since_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def industry_name(self) -> str:
        """The industry in the reader's language; an unknown code as it is kept."""
        return str(industry_of(self.industry) or self.industry)

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """Authorities of the place, its own people, and the villages in which it works."""
        worked = reaching(EntityVillage, Branch.own_rule(scope, "village__"), "entity")
        rules = [
            scope.inside(f"{at}division__code"),
            Organisation.own_rule(scope, f"{at}organisation__"),
            Q(**{f"{at}pk__in": worked}),
        ]
        return either(rules)


class EntityVillage(Scoped):
    """A village in which a business entity works."""

    part_of = "entity"

    entity = models.ForeignKey(BusinessEntity, on_delete=models.CASCADE, related_name="villages")
    village = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        ordering = ["village__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "village"], name="an_entity_works_in_a_village_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.village_id}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return BusinessEntity.scope_rule(scope, f"{at}entity__")

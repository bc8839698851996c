from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope

from lianjian.ground.core.scoped import Scoped

from ..life import ListingState


class WorkArea(models.TextChoices):
    """The six work areas (M47): the top of every taxonomy of needs, offers, clauses, projects."""

    INDUSTRY = "industry", _("industrial development")
    INVESTMENT = "investment", _("attracting investment")
    RECRUITMENT = "recruitment", _("attracting talent")
    TRAINING = "training", _("training people")
    TECHNOLOGY = "technology", _("technical service")
    LIVELIHOOD = "livelihood", _("better living")


class Listing(Scoped):
    """What needs and offers have in common: one line is enough, the rest can follow later."""

    branch = models.ForeignKey(
        "registry.Branch",
        verbose_name=_("Party branch"),
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    title = models.CharField(_("in one line"), max_length=120)
    detail = models.TextField(_("more about it"), blank=True)
    area = models.CharField(_("work area"), max_length=12, choices=WorkArea.choices)
    quantity = models.CharField(_("how much"), max_length=60, blank=True)
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("to"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ListingState.choices, default=ListingState.DRAFT
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        abstract = True
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        from lianjian.ground.organisations.models import Organisation

        return Organisation.scope_rule(scope, f"{at}branch__host__")


class Need(Listing):
    """What a village wants (需求)."""

    class Meta(Listing.Meta):
        verbose_name = _("need")


class Offer(Listing):
    """What an organisation can give (资源)."""

    class Meta(Listing.Meta):
        verbose_name = _("offer")

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import EVERYTHING, Scope, either

from .figure import Figure
from .indicator import Indicator


class StatedFigure(Figure):
    """What a source says of a whole (陈述数): grade 0, never added to counted records.

    Of "12 joint bodies" those that are named become records; twelve stays what was said.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    division = models.ForeignKey(
        "places.Division",
        verbose_name=_("of which place"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("of which organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    stated_on = models.DateField(_("stated on"))
    withdrawn_on = models.DateField(_("taken back on"), null=True, blank=True)
    withdrawn_why = models.CharField(_("why it was taken back"), max_length=300, blank=True)

    class Meta(Figure.Meta):
        verbose_name = _("stated figure")
        ordering = ["-stated_on", "-pk"]
        constraints = [
            *Figure.Meta.constraints,
            models.CheckConstraint(
                condition=Q(division__isnull=True) ^ Q(organisation__isnull=True),
                name="a_stated_figure_is_of_one_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        if scope.everything:
            return EVERYTHING
        return either([scope.inside(f"{at}division__code"), scope.owns(f"{at}organisation")])

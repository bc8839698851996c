from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import money
from lianjian.ground.core.scoped import Scoped
from lianjian.ground.ui.marks import COMPARATORS

from .indicator import Indicator


class Comparator(models.TextChoices):
    EXACT = "", _("exactly")
    AT_LEAST = "at_least", _("at least")
    AT_MOST = "at_most", _("at most")
    ABOUT = "about", _("about")
    UNKNOWN = "unknown", _("unknown")


class Modality(models.TextChoices):
    """How much of it is so (mission, section 3): only what is done may enter a total."""

    DONE = "done", _("done")
    ONGOING = "ongoing", _("ongoing")
    PLANNED = "planned", _("planned")
    INTENT = "intent", _("intent")
    ASPIRATION = "aspiration", _("aspiration")
    OPINION = "opinion", _("opinion")


class Figure(Scoped):
    """A value with its comparator, modality, period and source.

    ``value`` in the smallest unit (money in fen); None where the text gives none. A percentage has
    no value of its own: it is ``numerator`` over ``denominator``.
    """

    value = models.BigIntegerField(_("value"), null=True, blank=True)
    comparator = models.CharField(
        _("comparator"), max_length=10, choices=Comparator.choices, default="", blank=True
    )
    written = models.CharField(_("as it was written"), max_length=40, blank=True)
    modality = models.CharField(
        _("modality"), max_length=10, choices=Modality.choices, default=Modality.DONE
    )
    numerator = models.BigIntegerField(_("numerator"), null=True, blank=True)
    denominator = models.BigIntegerField(_("denominator"), null=True, blank=True)
    period_from = models.DateField(_("from"), null=True, blank=True)
    period_to = models.DateField(_("to"), null=True, blank=True)
    baseline = models.CharField(_("compared with"), max_length=120, blank=True)
    inferred = models.CharField(_("how the day was inferred"), max_length=200, blank=True)
    source = models.ForeignKey(
        "registry.Source",
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    words = models.CharField(_("in the words of the source"), max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=False)
                | Q(comparator="unknown")
                | Q(numerator__isnull=False, denominator__gt=0),
                name="%(class)s_unknown_is_said_to_be_unknown",
            ),
            models.CheckConstraint(
                condition=Q(period_to__isnull=True)
                | Q(period_from__isnull=True)
                | Q(period_to__gte=models.F("period_from")),
                name="%(class)s_ends_after_it_begins",
            ),
        ]

    def told(self, indicator: Indicator, unit: str) -> str:
        """The number in one line, with how exact it is: ≥ 60人."""
        number = self.shown(indicator)
        if not number:
            return str(_("unknown"))
        sign = COMPARATORS.get(self.comparator)
        return f"{sign.sign if sign else ''}{number}{unit}"

    def shown(self, indicator: Indicator) -> str:
        """The number as people read it, without its comparator; money in yuan."""
        if indicator.kind == Indicator.Kind.PERCENTAGE and self.denominator:
            return f"{100 * (self.numerator or 0) / self.denominator:.1f}".rstrip("0").rstrip(".")
        if self.value is None:
            return ""
        if indicator.kind == Indicator.Kind.MONEY:
            return money.yuan_text(self.value)
        return f"{self.value:,}"

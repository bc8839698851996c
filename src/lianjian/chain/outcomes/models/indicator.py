from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import EVERYTHING, NOTHING, Scope
from lianjian.ground.core.scoped import Scoped


def for_everybody(scope: Scope) -> Q:
    """The dictionary is no secret: everybody who is signed in reads all of it."""
    return EVERYTHING if scope.everything or scope.person is not None else NOTHING


class Indicator(Scoped):
    """What is measured (指标): everybody who is signed in may read the dictionary.

    ``counted_by`` names a counter over records; without one its observations are added.
    ``lowest_grade`` is the least evidence that may enter a total (1 at least: a word is no
    evidence). None counts media: no room of media can be counted by (``counting.COUNTERS``),
    and *define* refuses words that would turn one into it.
    """

    class Level(models.TextChoices):
        """The three levels of the evaluation tree (核心/路径/目的, M58)."""

        ORGANISATION = "organisation", _("organising")
        RESOURCE = "resource", _("resource")
        INDUSTRY = "industry", _("industry and income")

    class Kind(models.TextChoices):
        COUNT = "count", _("a count")
        PEOPLE = "people", _("people")
        VISITS = "visits", _("visits (not visitors)")
        MONEY = "money", _("money")
        PERCENTAGE = "percentage", _("a percentage")

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    kind = models.CharField(_("kind of value"), max_length=12, choices=Kind.choices)
    is_increase = models.BooleanField(_("an increase: against when is asked"), default=False)
    counted_by = models.CharField(_("counted by"), max_length=40, blank=True)
    lowest_grade = models.PositiveSmallIntegerField(_("least evidence counted"), default=1)
    order = models.PositiveSmallIntegerField(default=100)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("indicator")
        ordering = ["level", "order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lowest_grade__gte=1, lowest_grade__lte=4),
                name="a_word_alone_enters_no_total",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def newest(self) -> Definition:
        """Its present definition, of those that were read with it."""
        return list(self.definitions.all())[-1]

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return for_everybody(scope)


class Definition(Scoped):
    """How an indicator is understood since a day (口径). Never edited: a change is a version."""

    part_of = "indicator"

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="definitions")
    version = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("definition"))
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    since = models.DateField(_("since"))
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("definition")
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "version"], name="an_indicator_numbers_its_definitions_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.version}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return for_everybody(scope)

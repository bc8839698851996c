from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .codes import Level, subtree


class LevelName(models.TextChoices):
    PROVINCE = Level.PROVINCE.value, _("province")
    CITY = Level.CITY.value, _("city")
    COUNTY = Level.COUNTY.value, _("county")
    TOWN = Level.TOWN.value, _("town")
    VILLAGE = Level.VILLAGE.value, _("village")
    HAMLET = Level.HAMLET.value, _("hamlet")


class Division(models.Model):
    """One administrative division at one time (行政区划), or a hamlet (自然村) added below one.

    ``core`` is the name without its suffix (张洋村委会 → 张洋), ``initials`` its pinyin initials
    (zy). When a division is renumbered, the old row ends and the new one names it in
    ``predecessors``; what referred to the old row goes on doing so.
    """

    code = models.BigIntegerField()
    name = models.CharField(max_length=100)
    core = models.CharField(max_length=100)
    initials = models.CharField(max_length=40)
    level = models.CharField(max_length=10, choices=LevelName.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    official = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    predecessors = models.ManyToManyField(
        "self", symmetrical=False, related_name="successors", blank=True
    )

    class Meta:
        verbose_name = _("division")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(valid_to__isnull=True),
                name="a_code_names_one_division_at_a_time",
            )
        ]
        indexes = [
            models.Index(fields=["code"]),
            models.Index(fields=["level", "code"]),
            models.Index(fields=["core", "code"]),
            models.Index(fields=["initials", "code"]),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def range(self) -> tuple[int, int]:
        """The half-open range of codes at and below this division."""
        return subtree(self.code, self.level)

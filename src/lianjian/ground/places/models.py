from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .codes import Level, official, subtree


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
    (zy). When a division is renumbered, the old row ends on ``valid_to`` (the first day on which
    it no longer holds) and the new one names it in ``predecessors``; what referred to the old row
    goes on doing so.
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
        "self",
        symmetrical=False,
        related_name="successors",
        blank=True,
        through="Succession",
        through_fields=("new", "old"),
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
    def digits(self) -> str:
        """The code as people know it: 12 digits, or 15 for a hamlet."""
        return official(self.code)

    @property
    def range(self) -> tuple[int, int]:
        """The half-open range of codes at and below this division."""
        return subtree(self.code, self.level)


class Succession(models.Model):
    """A division follows on from another. The codes are kept beside the rows: scopes ask for them
    on every request, and find them by one range of one index.
    """

    new = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    old = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    new_code = models.BigIntegerField()
    old_code = models.BigIntegerField()
    old_level = models.CharField(max_length=10, choices=LevelName.choices)
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["new", "old"], name="a_division_follows_another_once")
        ]
        indexes = [models.Index(fields=["new_code", "old_code", "old_level"])]

    def __str__(self) -> str:
        return f"{self.old_code} → {self.new_code}"


class Outline(models.Model):
    """The shape of a county (or of what stands for it), simplified, computed once by a job.

    ``geometry`` is GeoJSON in WGS-84, ``path`` the same as an SVG path in a box of 1000 × 1000
    with ``box`` as its viewBox. For the workbench only: public maps need a licensed map service.
    """

    division = models.OneToOneField(Division, on_delete=models.PROTECT, related_name="outline")
    stands_for = models.CharField(max_length=100, blank=True)
    geometry = models.JSONField()
    path = models.TextField()
    box = models.CharField(max_length=40)
    source = models.CharField(max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.division_id}"

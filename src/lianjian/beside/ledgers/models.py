from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped

from .life import ImportState


class Import(Scoped):
    """One sheet on its way in (导入): the file itself, how it was understood, what came of it.

    ``looked`` is what was seen of each sheet: its headings, a few values, how many rows.
    ``mapping`` says which column (from 0) each field is read from. ``counts`` and ``problems``
    (the first two hundred) are the last look through every line; ``answer`` is the person's own
    sheet with the column that says what is wrong. ``back`` is what taking it back has done, as
    ``going_back.summed`` says it.
    """

    kind = models.CharField(_("what it holds"), max_length=20, blank=True)
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("file"), max_length=120)
    looked = models.JSONField(default=list)
    sheet = models.CharField(_("sheet"), max_length=200, blank=True)
    mapping = models.JSONField(default=dict)
    state = models.CharField(
        _("state"), max_length=10, choices=ImportState.choices, default=ImportState.READ
    )
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    answer = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    back = models.JSONField(default=dict)
    job = models.ForeignKey(
        "jobs.Job", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    division = models.ForeignKey(
        "places.Division", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("handed in"), auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("import")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(division__isnull=True) ^ Q(organisation__isnull=True),
                name="an_import_is_of_one_place_or_society",
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return either([scope.inside(f"{at}division__code"), scope.owns(f"{at}organisation")])


class Portion(Scoped):
    """What some thousand lines of a sheet wrote (写入记录), for as long as it can be taken back.

    ``trace`` is a sealed ``core.traces.Trace``. It goes when it was taken back, or after 30 days.
    """

    part_of = "sheet"

    sheet = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="portions")
    trace = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("portion of an import")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.sheet_id}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return Import.scope_rule(scope, f"{at}sheet__")


class Layout(Scoped):
    """What the columns of a sheet with these headings mean, said once by a person.

    ``headings`` is the SM3 of the folded headings; ``columns`` maps fields to folded headings.
    """

    division = models.ForeignKey(
        "places.Division", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    headings = models.CharField(max_length=64)
    kind = models.CharField(_("what it holds"), max_length=20)
    columns = models.JSONField(default=dict)
    said_at = models.DateTimeField(auto_now=True)

    class Meta(Scoped.Meta):
        verbose_name = _("layout")
        constraints = [
            models.UniqueConstraint(
                fields=["division", "headings"],
                condition=Q(division__isnull=False),
                name="a_division_says_what_headings_mean_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "headings"],
                condition=Q(organisation__isnull=False),
                name="a_society_says_what_headings_mean_once",
            ),
        ]

    def __str__(self) -> str:
        return self.kind

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return either([scope.inside(f"{at}division__code"), scope.owns(f"{at}organisation")])

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import Scoped

from .project import Project


class Milestone(Scoped):
    """Something that has to be there by a day (节点, M36). Overdue is a day, not a state."""

    part_of = "project"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones")
    order = models.PositiveSmallIntegerField(_("place"))
    name = models.CharField(_("name"), max_length=120)
    due = models.DateField(_("due"), null=True, blank=True)
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    note = models.CharField(_("what shows it"), max_length=300, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("milestone")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "order"], name="a_project_numbers_each_milestone_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_overdue(self) -> bool:
        return self.reached_on is None and self.due is not None and self.due < clock.today()

    @property
    def mark(self) -> str:
        if self.reached_on is not None:
            return "done"
        return "late" if self.is_overdue else "plan"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return Project.scope_rule(scope, f"{at}project__")

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import Scoped

from .project import Project


class ProjectParty(Scoped):
    """A party to a project: a branch or an organisation; the first of them leads.

    Its answer is to one ``edition`` of the project: what is changed has to be answered anew.
    """

    part_of = "project"

    class Answer(models.TextChoices):
        NONE = "", _("not answered")
        AGREED = "agreed", _("said yes")
        CHANGE = "change", _("asks for a change")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="parties")
    order = models.PositiveSmallIntegerField(_("place"))
    branch = models.ForeignKey(
        "registry.Branch", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    answer = models.CharField(
        _("answer"), max_length=8, choices=Answer.choices, default=Answer.NONE, blank=True
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    reason = models.CharField(_("what should change"), max_length=300, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "order"], name="a_project_numbers_each_party_once"
            ),
            models.CheckConstraint(
                condition=Q(branch__isnull=True) ^ Q(organisation__isnull=True),
                name="a_project_party_is_a_branch_or_an_organisation",
            ),
        ]

    def __str__(self) -> str:
        return str(self.branch or self.organisation)

    @property
    def leads(self) -> bool:
        return self.order == 1

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return Project.scope_rule(scope, f"{at}project__")

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import Scoped

from .observation import Observation


class Attribution(Scoped):
    """Somebody says that a figure is owed to a project or an accord (得益于, M64).

    A link is no cause: the claim has a grade of its own, from 0 (one side says so) on.
    """

    part_of = "observation"

    observation = models.ForeignKey(
        Observation, on_delete=models.CASCADE, related_name="attributions"
    )
    project = models.ForeignKey(
        "projects.Project", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    accord = models.ForeignKey(
        "accords.Accord", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.CharField(_("what is said"), max_length=300)
    said_by = models.CharField(_("who says so"), max_length=120)
    grade = models.PositiveSmallIntegerField(_("evidence grade"), default=0)
    evidence = models.CharField(_("what shows it"), max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("causal claim")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(project__isnull=True) ^ Q(accord__isnull=True),
                name="a_claim_names_one_cause",
            ),
            models.CheckConstraint(
                condition=Q(grade=0) | ~Q(evidence=""),
                name="a_claim_better_than_a_word_says_what_shows_it",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return Observation.scope_rule(scope, f"{at}observation__")

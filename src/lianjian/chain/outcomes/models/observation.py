from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import EVERYTHING, Scope, either

from ..life import ObservationState
from .figure import Figure
from .indicator import Definition


class Observation(Figure):
    """A figure that somebody reports of one thing (观测), under one definition.

    ``division`` is the place that benefits, ``happened_in`` where it happened if that is another
    (M5). ``grade`` 0–4 as everywhere: one side alone gives at most 2, 3 takes the other side's
    yes, 4 somebody who looked on site. A correction is a new row that ``corrects`` the old one.
    """

    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="+")
    division = models.ForeignKey(
        "places.Division",
        verbose_name=_("place that benefits"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    happened_in = models.ForeignKey(
        "places.Division",
        verbose_name=_("where it happened"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    branch = models.ForeignKey(
        "registry.Branch",
        verbose_name=_("whose figure it is"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reporter = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    """The organisation whose post reported it; empty when a coordinator did."""
    project = models.ForeignKey(
        "projects.Project",
        verbose_name=_("project"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    accord = models.ForeignKey(
        "accords.Accord",
        verbose_name=_("accord"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    grade = models.PositiveSmallIntegerField(_("evidence grade"), default=1)
    evidence = models.CharField(_("what shows it"), max_length=300, blank=True)
    seen_on_site = models.CharField(_("what was seen on site"), max_length=300, blank=True)
    """What whoever checked or confirmed it saw there; the reporter's evidence stays beside it."""
    apart = models.CharField(_("how it is another one"), max_length=200, blank=True)
    """Of what it is a number, where another of the same place and time was reported before."""
    document = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ObservationState.choices,
        default=ObservationState.REPORTED,
    )
    reason = models.CharField(_("why it was returned"), max_length=300, blank=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="correction"
    )
    correction_reason = models.CharField(_("why it is corrected"), max_length=300, blank=True)

    class Meta(Figure.Meta):
        verbose_name = _("observation")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["definition", "state"])]
        constraints = [
            *Figure.Meta.constraints,
            models.CheckConstraint(
                condition=Q(grade__gte=0, grade__lte=4), name="a_grade_lies_between_0_and_4"
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""),
                name="what_is_returned_says_why",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(correction_reason=""),
                name="a_correction_says_why",
            ),
        ]

    def __str__(self) -> str:
        indicator = self.definition.indicator
        return f"{self.division.name} {indicator.name} {self.told(indicator, self.definition.unit)}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """The authorities of the place that benefits, its reporter, the branch it is of, and the
        parties of the project or accord behind it."""
        if scope.everything:
            return EVERYTHING
        return either(
            [
                scope.inside(f"{at}division__code"),
                scope.owns(f"{at}reporter"),
                Branch.own_rule(scope, f"{at}branch__"),
                *_parties(scope, at),
            ]
        )


def _parties(scope: Scope, at: str) -> list[Q]:
    from lianjian.chain.accords.models import AccordParty
    from lianjian.chain.projects.models import ProjectParty
    from lianjian.ground.core.scoped import reaching

    own = either([scope.owns("organisation"), Branch.own_rule(scope, "branch__")])
    in_force = own & Q(version__in_force_from__isnull=False)
    return [
        Q(**{f"{at}project__in": reaching(ProjectParty, own, "project")}),
        Q(**{f"{at}accord__in": reaching(AccordParty, in_force, "version__accord")}),
    ]

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.chain.exchange.models import WorkArea
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import EVERYTHING, Scope, either
from lianjian.ground.core.scoped import Scoped, reaching

from ..life import LISTED, ProjectState


class Project(Scoped):
    """A joint project (联建项目, M36): what its parties build together, for whom, until when.

    ``division`` is the place that benefits, ``stands_in`` where it stands if that is another one
    (M5). ``edition`` counts its wordings: parties agree to exactly one. ``launched_on`` makes it
    *new* in a year, ``listed_on`` counts it among those *listed to date*: two indicators.
    """

    class Kind(models.TextChoices):
        PLANTING = "planting", _("planting")
        BREEDING = "breeding", _("breeding")
        PROCESSING = "processing", _("processing")
        TOURISM = "tourism", _("farming and tourism")
        DESTINATION = "destination", _("leisure destination")
        TECHNOLOGY = "technology", _("technical service")
        TRAINING = "training", _("training")
        SERVICE = "service", _("public service")
        OTHER = "other", _("other")

    class Tier(models.TextChoices):
        ORDINARY = "ordinary", _("ordinary")
        KEY = "key", _("key project")
        PREMIUM = "premium", _("premium project")

    name = models.CharField(_("name"), max_length=200)
    area = models.CharField(_("work area"), max_length=12, choices=WorkArea.choices)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    tier = models.CharField(_("tier"), max_length=8, choices=Tier.choices, default=Tier.ORDINARY)
    words = models.TextField(_("what is built, and for whom"), blank=True)
    division = models.ForeignKey(
        "places.Division",
        verbose_name=_("place that benefits"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    stands_in = models.ForeignKey(
        "places.Division",
        verbose_name=_("where it stands"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    issuer_division = models.ForeignKey(
        "places.Division", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    issuer = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    """Whose annual list it stands on: a division's, or a society's."""
    proposer = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    """The organisation that proposed it, when a party did and not the issuer."""
    accord = models.ForeignKey(
        "accords.Accord",
        verbose_name=_("accord"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="projects",
    )
    body = models.ForeignKey(
        "accords.JointBody",
        verbose_name=_("joint body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="projects",
    )
    pairings = models.ManyToManyField("pairing.Pairing", related_name="projects", blank=True)
    cluster = models.ForeignKey(
        "projects.Cluster",
        verbose_name=_("industry cluster"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="projects",
    )
    brands = models.ManyToManyField("projects.Brand", related_name="projects", blank=True)
    starts = models.DateField(_("planned start"), null=True, blank=True)
    ends = models.DateField(_("planned end"), null=True, blank=True)
    budget = models.BigIntegerField(_("budget in fen"), null=True, blank=True)
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    state = models.CharField(
        _("state"), max_length=10, choices=ProjectState.choices, default=ProjectState.PROPOSED
    )
    year = models.PositiveSmallIntegerField(_("year of the list"), null=True, blank=True)
    listed_on = models.DateField(_("listed on"), null=True, blank=True)
    launched_on = models.DateField(_("launched on"), null=True, blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    accepted_by = models.CharField(_("accepted by"), max_length=200, blank=True)
    result = models.CharField(_("result of the acceptance"), max_length=500, blank=True)
    on_site = models.BooleanField(_("looked at on site"), default=False)
    document = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("why it was suspended or cancelled"), max_length=300, blank=True)
    of_before = models.BooleanField(_("of before the system"), default=False)
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("project")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["year"]),
            models.Index(fields=["launched_on"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(issuer_division__isnull=True) ^ Q(issuer__isnull=True),
                name="a_project_stands_on_one_list",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=LISTED) | Q(year__isnull=False, listed_on__isnull=False),
                name="a_listed_project_says_for_which_year",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["under_way", "accepted", "suspended"])
                | Q(launched_on__isnull=False),
                name="a_project_under_way_says_since_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted_on__isnull=False) & ~Q(accepted_by=""),
                name="an_accepted_project_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gte=0),
                name="a_project_costs_nothing_or_more",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def grade(self) -> int:
        """How well its acceptance is known: on site 4, a document 2, recorded 1."""
        if self.on_site:
            return 4
        return 2 if self.document_id is not None else 1

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """Its list's issuer, who proposed it, its parties, the authorities of the place."""
        from .party import ProjectParty

        if scope.everything:
            return EVERYTHING
        parties = reaching(
            ProjectParty,
            either([scope.owns("organisation"), Branch.own_rule(scope, "branch__")]),
            "project",
        )
        return either(
            [
                cls.issuer_rule(scope, at),
                scope.inside(f"{at}division__code"),
                scope.owns(f"{at}proposer"),
                Q(**{f"{at}pk__in": parties}),
            ]
        )

    @classmethod
    def issuer_rule(cls, scope: Scope, at: str = "") -> Q:
        return either([scope.inside(f"{at}issuer_division__code"), scope.owns(f"{at}issuer")])

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped

from ..life import RoundState


class RuleSet(Scoped):
    """How a round weighs the four principles, and its hard rules; a change is a new version.

    Weights in percent, together 100. Belongs to whoever issues rounds by it.
    """

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

    class Farthest(models.TextChoices):
        ANYWHERE = "anywhere", _("seated anywhere")
        PROVINCE = "province", _("seated in the province")
        CITY = "city", _("seated in the city")

    version = models.PositiveIntegerField(default=1)
    willingness = models.PositiveSmallIntegerField(
        _("willingness"), default=30, validators=[MaxValueValidator(100)]
    )
    ties = models.PositiveSmallIntegerField(
        _("ties"), default=20, validators=[MaxValueValidator(100)]
    )
    span = models.PositiveSmallIntegerField(
        _("span"), default=20, validators=[MaxValueValidator(100)]
    )
    relevance = models.PositiveSmallIntegerField(
        _("relevance"), default=30, validators=[MaxValueValidator(100)]
    )
    one_per_kind = models.BooleanField(
        _("at most one partner of a kind for a village"), default=True
    )
    by_kind = models.JSONField(_("at most so many of a kind"), default=dict, blank=True)
    """{kind: 0…3}: what ``one_per_kind`` does not say; 0 leaves a kind out of the round."""
    farthest = models.CharField(
        _("partners"), max_length=8, choices=Farthest.choices, default=Farthest.ANYWHERE
    )
    floor = models.PositiveSmallIntegerField(
        _("least score, in percent"), default=0, validators=[MaxValueValidator(100)]
    )
    """Pairs that score less are not proposed at all: better none than a poor one."""
    per_town = models.PositiveSmallIntegerField(
        _("at most so many pairs in a township"), null=True, blank=True
    )
    per_body = models.PositiveSmallIntegerField(
        _("at most so many pairs for a body, all its branches together"), null=True, blank=True
    )
    least_of_a_partner = models.PositiveSmallIntegerField(
        _("at least so many villages for each partner, wherever possible"), default=0
    )
    """As hard as a village that must be served: both come before any score."""
    staying_bonus = models.PositiveIntegerField(
        _("bonus for staying, in micro-units"), default=50_000
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("rule set")
        ordering = ["-version"]
        constraints = [
            # One constraint an issuer, not nulls_distinct=False: SQLite would leave that out.
            models.UniqueConstraint(
                fields=["division", "version"],
                condition=Q(division__isnull=False),
                name="a_division_writes_a_rule_set_version_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "version"],
                condition=Q(organisation__isnull=False),
                name="a_body_writes_a_rule_set_version_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    willingness=100 - models.F("ties") - models.F("span") - models.F("relevance")
                ),
                name="the_four_weights_make_a_hundred",
            ),
        ]

    def __str__(self) -> str:
        return str(self.version)

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return either([scope.inside(f"{at}division__code"), scope.owns(f"{at}organisation")])


class Round(Scoped):
    """One pairing round (结对轮次), issued by a division's coordinator or by a society.

    ``reply_by`` is the day after which an unanswered proposal expires. A published round never
    changes; it can be taken back while nobody has replied.
    """

    name = models.CharField(_("name"), max_length=120)
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
    rules = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="rounds")
    state = models.CharField(
        _("state"), max_length=10, choices=RoundState.choices, default=RoundState.DRAFT
    )
    follows = models.ForeignKey(
        "self",
        verbose_name=_("goes on from"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    """The round whose rest this one solves again, around what was kept."""
    reply_days = models.PositiveSmallIntegerField(_("days to reply"), default=14)
    reply_by = models.DateField(_("reply by"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("round")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(division__isnull=True) ^ Q(organisation__isnull=True),
                name="a_round_has_one_issuer",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """The issuer's. The sides see their proposals, not the round's workings."""
        return either([scope.inside(f"{at}division__code"), scope.owns(f"{at}organisation")])


class Participant(Scoped):
    """A branch that takes part in a round, with its capacity there."""

    part_of = "round"

    class Side(models.TextChoices):
        VILLAGE = "village", _("village")
        PARTNER = "partner", _("partner")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="participants")
    branch = models.ForeignKey("registry.Branch", on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side.choices)
    capacity = models.PositiveSmallIntegerField(_("places in this round"))
    most = models.PositiveSmallIntegerField(_("at most, in this round"), null=True, blank=True)
    """What the issuer leaves of its span in this round, where that is less."""
    must_serve = models.BooleanField(_("must be served"), default=False)

    class Meta(Scoped.Meta):
        verbose_name = _("participant")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "branch"], name="a_branch_takes_part_once")
        ]

    def __str__(self) -> str:
        return f"{self.branch}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return Round.scope_rule(scope, f"{at}round__")


class Candidate(Scoped):
    """A pair that could be, with its four scores (micro-units) and the sentence behind each."""

    part_of = "round"

    class Barred(models.TextChoices):
        INSIDE = "inside_county", _("They answer to the same county.")
        PAIRED = "paired", _("They are paired already.")
        REFUSED = "refused", _("One side has asked not to be proposed with the other.")
        PROPOSED = "proposed", _("They are proposed to each other already and asked to reply.")
        FAR = "far", _("The partner is seated farther than this round's rules allow.")
        WEAK = "weak", _("Their score lies below the least that this round's rules allow.")

    class State(models.TextChoices):
        FREE = "free", _("free")
        SUGGESTED = "suggested", _("suggested")
        LOCKED = "locked", _("locked")
        FORBIDDEN = "forbidden", _("forbidden")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="candidates")
    village = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    partner = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveIntegerField()
    reasons = models.JSONField()
    """{principle: {score, grade, template, values}} for the four; ``wording`` makes sentences."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.FREE)
    state_reason = models.CharField(max_length=200, blank=True)
    barred = models.CharField(max_length=14, choices=Barred.choices, blank=True)
    """The hard filter's word; a barred pair never reaches the solver."""

    class Meta(Scoped.Meta):
        verbose_name = _("candidate")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "partner"], name="a_pair_is_a_candidate_once_a_round"
            )
        ]

    def __str__(self) -> str:
        return f"{self.village_id}–{self.partner_id}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return Round.scope_rule(scope, f"{at}round__")


class Solution(Scoped):
    """A solved version of a round: its pairs, prices and certificate. A re-run is a new version."""

    part_of = "round"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="solutions")
    version = models.PositiveIntegerField()
    pairs = models.JSONField()
    """[[village branch, partner branch], …] by primary key."""
    prices = models.JSONField()
    """[[partner branch, price in micro-units], …]"""
    cap_prices = models.JSONField(default=list, blank=True)
    """[[group, price in micro-units], …] of the rules on groups (``groups.py``)."""
    instance = models.JSONField()
    """The problem as it was solved: villages, partners, rules (see ``instance.py``)."""
    candidates = models.BinaryField(default=b"")
    """Its candidates as packed columns (``packed.Table``): large, and loaded by who asks."""
    certificate = models.JSONField()
    grid = models.BinaryField(default=b"")
    """The four scores of all pairs, as ``grid.Grid`` packs them; none of a very large round."""
    fairness = models.JSONField(default=dict)
    """What the plan does for whom (``fairness.py``)."""
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("solution")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "version"], name="a_round_version_is_solved_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.version)

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return Round.scope_rule(scope, f"{at}round__")

    @property
    def proven(self) -> bool:
        """Whether the plan's value reaches the bound of every plan."""
        return bool(self.certificate["gap"] == 0)

    @property
    def is_wide(self) -> bool:
        """Whether its candidates were found city by city, so that the plan is proven the best of
        these, and not of all pairs."""
        return "found" in self.instance

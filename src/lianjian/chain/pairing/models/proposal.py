from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped

from ..life import ProposalState
from .round import Round


class Side(models.TextChoices):
    VILLAGE = "village", _("village")
    PARTNER = "partner", _("partner")


class DeclineReason(models.TextChoices):
    """How long a decline holds is in its reason (domain.md): this round, or until taken back."""

    NOT_NOW = "not_now", _("not this time; look again in the next round")
    OTHER_PLANS = "other_plans", _("we have other plans already")
    NO_FIT = "no_fit", _("does not fit what we need or can give")
    NEVER = "never", _("not suitable; please do not propose it again")


class ClosedBecause(models.TextChoices):
    """Why a proposal closed that nobody declined."""

    VILLAGE_FULL = "village_full", _("The village has no place left.")
    PARTNER_FULL = "partner_full", _("The partner has no place left.")
    SILENCE = "silence", _("There was no reply in time. Silence is not a yes.")
    TAKEN_BACK = "taken_back", _("The issuer took the round back before anybody replied.")


class Proposal(Scoped):
    """A recommended pair of a published round, waiting for both sides (推荐)."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="proposals")
    village = models.ForeignKey("registry.Branch", on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey("registry.Branch", on_delete=models.PROTECT, related_name="+")
    score = models.PositiveIntegerField()
    reasons = models.JSONField()
    """The four reasons as the candidate had them (see Candidate.reasons)."""
    exchange = models.JSONField(default=list)
    """[{"need": …, "offer": … or null, "area": …}, …] as it stood when the round was published."""
    state = models.CharField(
        _("state"), max_length=10, choices=ProposalState.choices, default=ProposalState.PROPOSED
    )
    reply_by = models.DateField(_("reply by"))
    village_accepted_at = models.DateTimeField(null=True, blank=True)
    partner_accepted_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.CharField(max_length=8, choices=Side.choices, blank=True)
    decline_reason = models.CharField(max_length=12, choices=DeclineReason.choices, blank=True)
    decline_note = models.CharField(max_length=200, blank=True)
    refusal_lifted_at = models.DateTimeField(null=True, blank=True)
    """When the side that said "never" took that back."""
    closed_because = models.CharField(max_length=14, choices=ClosedBecause.choices, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("proposal")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "partner"],
                condition=Q(state="proposed"),
                name="a_pair_is_proposed_once_at_a_time",
            )
        ]
        indexes = [
            models.Index(fields=["state", "reply_by"]),
            models.Index(fields=["village", "partner"]),
        ]

    def __str__(self) -> str:
        return f"{self.village} – {self.partner}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return either(
            [
                Branch.own_rule(scope, f"{at}village__"),
                Branch.own_rule(scope, f"{at}partner__"),
                Round.scope_rule(scope, f"{at}round__"),
            ]
        )

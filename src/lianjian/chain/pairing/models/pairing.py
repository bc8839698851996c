from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped

from ..life import PairingState
from .proposal import Proposal
from .round import Round


class Pairing(Scoped):
    """One village branch and one outside branch, from the day both agreed (结对).

    Live once a joint body or an accord stands behind it. Agreed and live pairings take up the
    span of management of both sides.
    """

    class Origin(models.TextChoices):
        ROUND = "round", _("a round")
        CAMPAIGN = "campaign", _("a campaign")
        BEFORE = "before", _("existed before")

    village = models.ForeignKey("registry.Branch", on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey("registry.Branch", on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices)
    proposal = models.OneToOneField(
        Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="pairing"
    )
    state = models.CharField(
        _("state"), max_length=8, choices=PairingState.choices, default=PairingState.AGREED
    )
    agreed_on = models.DateField(_("agreed on"))
    live_since = models.DateField(_("live since"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=200, blank=True)
    handover = models.CharField(_("what is handed over"), max_length=400, blank=True)
    backing = models.CharField(max_length=60, blank=True)
    """The label of the joint body or accord that stands behind it (``accords.accord:5``)."""
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("pairing")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "partner"],
                condition=~Q(state="ended"),
                name="two_branches_are_paired_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="live") | Q(live_since__isnull=False),
                name="a_live_pairing_has_a_first_day",
            ),
        ]
        indexes = [
            models.Index(fields=["village", "state"]),
            models.Index(fields=["partner", "state"]),
        ]

    def __str__(self) -> str:
        return f"{self.village} – {self.partner}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """Both sides', their authorities', and the issuer's of the round it came from."""
        return either(
            [
                Branch.own_rule(scope, f"{at}village__"),
                Branch.own_rule(scope, f"{at}partner__"),
                Round.scope_rule(scope, f"{at}proposal__round__"),
            ]
        )

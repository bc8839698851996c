from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import Scoped

from .tie import Tie


class Attestation(Scoped):
    """Somebody stands by a tie through their post (M28); ``side`` is where the post belongs.

    When people of both sides stand by it, two parties agree: that is grade 3.
    """

    class Side(models.TextChoices):
        VILLAGE = "village", _("the village's side")
        PARTNER = "partner", _("the partner's side")
        ABOVE = "above", _("a coordinator")

    part_of = "tie"

    tie = models.ForeignKey(Tie, on_delete=models.CASCADE, related_name="attestations")
    post = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side.choices)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("attestation")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tie", "post"], name="a_post_attests_a_tie_once")
        ]

    def __str__(self) -> str:
        return f"{self.post_id}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return Tie.scope_rule(scope, f"{at}tie__")

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import BusinessEntity
from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped

from .body import JointBody


class Joining(Scoped):
    """A business entity that works with a joint body (产业对接, M34): both have said yes."""

    body = models.ForeignKey(JointBody, on_delete=models.PROTECT, related_name="+")
    entity = models.ForeignKey(
        "registry.BusinessEntity", on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("joining")
        ordering = ["-since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "entity"],
                condition=Q(until__isnull=True),
                name="an_entity_works_with_a_body_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body_id}–{self.entity_id}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return either(
            [
                JointBody.scope_rule(scope, f"{at}body__"),
                BusinessEntity.scope_rule(scope, f"{at}entity__"),
            ]
        )

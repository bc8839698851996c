from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import EVERYTHING, Scope, either
from lianjian.ground.core.scoped import Scoped, reaching


class SigningEvent(Scoped):
    """A day on which many accords are signed together (集体签约, M43).

    It gathers accords of one issuer: they are sent and opened together, and each signer reads and
    signs all of theirs on one page. It adds nothing to what a signature is.
    """

    MOST = 60
    """Accords of one event: opening them all, some 0.1 s a text, is over within one request."""

    name = models.CharField(_("name"), max_length=200)
    held_on = models.DateField(_("day"))
    place = models.CharField(_("venue"), max_length=200, blank=True)
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
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("signing event")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(division__isnull=True) ^ Q(organisation__isnull=True),
                name="a_signing_event_has_one_issuer",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """Its issuer's, and everybody's who may see an accord that it gathers."""
        from .accord import Accord

        if scope.everything:
            return EVERYTHING
        seen = reaching(Accord, Accord.scope_rule(scope), "event")
        return either([Accord.issuer_rule(scope, at), Q(**{f"{at}pk__in": seen})])

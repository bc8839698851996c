from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import EVERYTHING, Scope, either
from lianjian.ground.core.scoped import Scoped, reaching

from ..life import OVER, AccordState


class Accord(Scoped):
    """An N-party accord (协议, M10, M43), issued by a division's coordinator or by a society.

    ``state`` is that of the text in hand (the newest TextVersion); while an amendment is on its
    way, the text before it stays in force. ``code`` is what people type on the verify page.
    ``title``, ``number``, ``body`` and ``pairings`` are those of the text that all its readers
    know: the one in force, else the newest that was sent, else the draft.
    """

    title = models.CharField(_("title"), max_length=200)
    number = models.CharField(_("document number"), max_length=80, blank=True)
    code = models.CharField(_("verification code"), max_length=20, unique=True)
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
    body = models.ForeignKey(
        "accords.JointBody",
        verbose_name=_("joint body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="accords",
    )
    event = models.ForeignKey(
        "accords.SigningEvent",
        verbose_name=_("signing event"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="accords",
    )
    pairings = models.ManyToManyField("pairing.Pairing", related_name="accords", blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=AccordState.choices, default=AccordState.DRAFT
    )
    is_demo = models.BooleanField(default=False)
    active_since = models.DateField(_("in force since"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("accord")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(division__isnull=True) ^ Q(organisation__isnull=True),
                name="an_accord_has_one_issuer",
            ),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(active_since__isnull=False),
                name="an_accord_in_force_says_since_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def binds(self) -> bool:
        """Whether a text of it is in force, also while it is being amended (``IN_FORCE``)."""
        return self.active_since is not None and self.state not in OVER

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """Its issuer's from the first word; each party's and member's once a text was sent."""
        from .party import AccordParty, GroupMember

        if scope.everything:
            return EVERYTHING
        sent = Q(version__sent_at__isnull=False)
        parties = reaching(
            AccordParty,
            sent & either([scope.owns("organisation"), Branch.own_rule(scope, "branch__")]),
            "version__accord",
        )
        members = reaching(
            GroupMember,
            Q(party__version__sent_at__isnull=False) & Branch.own_rule(scope, "branch__"),
            "party__version__accord",
        )
        return either(
            [
                cls.issuer_rule(scope, at),
                Q(**{f"{at}pk__in": parties}),
                Q(**{f"{at}pk__in": members}),
            ]
        )

    @classmethod
    def issuer_rule(cls, scope: Scope, at: str = "") -> Q:
        """The issuer's own people and those above them."""
        return either([scope.inside(f"{at}division__code"), scope.owns(f"{at}organisation")])

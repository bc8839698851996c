from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.chain.exchange.models import WorkArea
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped, reaching

from ..life import AccordState, ClauseState


class Accord(Scoped):
    """An N-party accord (协议, M10, M43), issued by a division's coordinator or by a society.

    ``state`` is that of the text in hand (the newest TextVersion). ``code`` is what people type
    on the verify page.
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
    pairings = models.ManyToManyField("pairing.Pairing", related_name="accords", blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=AccordState.choices, default=AccordState.DRAFT
    )
    is_demo = models.BooleanField(default=False)
    active_since = models.DateField(_("in force since"), null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("accord")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(division__isnull=True) ^ Q(organisation__isnull=True),
                name="an_accord_has_one_issuer",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """Its issuer's, each party's and each group member's."""
        from .party import AccordParty, GroupMember

        parties = reaching(
            AccordParty,
            either([scope.owns("organisation"), Branch.own_rule(scope, "branch__")]),
            "accord",
        )
        members = reaching(GroupMember, Branch.own_rule(scope, "branch__"), "party__accord")
        return either(
            [
                scope.inside(f"{at}division__code"),
                scope.owns(f"{at}organisation"),
                Q(**{f"{at}pk__in": parties}),
                Q(**{f"{at}pk__in": members}),
            ]
        )


class TextVersion(Scoped):
    """One text of an accord (稿). Entering *signing* makes its PDF once: ``unsigned`` by digest.

    ``signed`` is the second file, made once when the last signature is there: the same pages and
    a page of signatures with the journal's head. The verify page accepts either.
    """

    part_of = "accord"

    accord = models.ForeignKey(Accord, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    preamble = models.TextField(_("preamble"), blank=True)
    principle = models.TextField(_("principles"), blank=True)
    frozen_at = models.DateTimeField(_("opened for signing"), null=True, blank=True)
    unsigned = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    in_force_from = models.DateField(null=True, blank=True)
    in_force_to = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("text version")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["accord", "number"], name="an_accord_has_each_version_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return Accord.scope_rule(scope, f"{at}accord__")


class Clause(Scoped):
    """A promise in one text version: who, what, by when. The clauses are the work plan."""

    part_of = "version"

    version = models.ForeignKey(TextVersion, on_delete=models.CASCADE, related_name="clauses")
    order = models.PositiveSmallIntegerField(_("clause"))
    heading = models.CharField(_("heading"), max_length=60)
    text = models.TextField(_("promise"))
    area = models.CharField(_("work area"), max_length=12, choices=WorkArea.choices, blank=True)
    owners = models.ManyToManyField("accords.AccordParty", related_name="clauses", blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ClauseState.choices, default=ClauseState.PROMISED
    )

    class Meta(Scoped.Meta):
        verbose_name = _("clause")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "order"], name="a_version_numbers_each_clause_once"
            )
        ]

    def __str__(self) -> str:
        return self.heading

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return TextVersion.scope_rule(scope, f"{at}version__")

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.chain.exchange.models import WorkArea
from lianjian.ground.core.scope import EVERYTHING, Scope, either
from lianjian.ground.core.scoped import Scoped

from ..life import ClauseState
from .accord import Accord


class TextVersion(Scoped):
    """One text of an accord (稿): what its parties are told, and what they sign.

    A text that was sent is never edited: a change is a new version. Entering *signing* freezes it:
    ``text`` is its canonical JSON, ``text_digest`` the SM3 of that, ``unsigned`` the PDF made from
    it, whose SM3 is what each party confirms. ``signed`` is the second file, made once when the
    last signature is there: the same pages and a page of signatures with the journal's head.
    """

    part_of = "accord"

    class Outcome(models.TextChoices):
        OPEN = "", _("open")
        REVISED = "revised", _("revised")
        SENT_BACK = "sent_back", _("sent back unsigned")
        WITHDRAWN = "withdrawn", _("withdrawn")
        LAPSED = "lapsed", _("lapsed")

    accord = models.ForeignKey(Accord, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    edition = models.PositiveIntegerField(_("edition"), default=1)
    """How often this draft was saved: who saves over an edition that they have not read is told."""
    title = models.CharField(_("title"), max_length=200, blank=True)
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    body = models.ForeignKey(
        "accords.JointBody",
        verbose_name=_("joint body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    pairings = models.ManyToManyField("pairing.Pairing", related_name="+", blank=True)
    """Those that begin once this text is in force."""
    preamble = models.TextField(_("preamble"), blank=True)
    principle = models.TextField(_("principles"), blank=True)
    in_turn = models.BooleanField(_("signed in turn"), default=False)
    """Whether each party signs once those that stand before it have; else in any order."""
    sent_at = models.DateTimeField(_("sent to the parties"), null=True, blank=True)
    comment_by = models.DateField(_("comments until"), null=True, blank=True)
    frozen_at = models.DateTimeField(_("opened for signing"), null=True, blank=True)
    sign_by = models.DateField(_("signatures until"), null=True, blank=True)
    address = models.CharField(_("address of the verify page"), max_length=200, blank=True)
    text = models.TextField(_("frozen text"), blank=True)
    text_digest = models.CharField(_("text digest"), max_length=64, blank=True)
    unsigned = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    head_seq = models.BigIntegerField(_("journal line"), null=True, blank=True)
    head_digest = models.CharField(_("journal head"), max_length=64, blank=True)
    of_before = models.BooleanField(_("of before the system"), default=False)
    """Signed on paper before the system: no file of ours, no signatures in it, perhaps a scan."""
    scan = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_to = models.DateField(_("in force to"), null=True, blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.OPEN, blank=True
    )
    outcome_reason = models.CharField(_("reason"), max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("text version")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["accord", "number"], name="an_accord_has_each_version_once"
            ),
            models.UniqueConstraint(
                fields=["accord"],
                condition=Q(in_force_from__isnull=False, in_force_to__isnull=True),
                name="an_accord_has_one_text_in_force",
            ),
            models.CheckConstraint(
                condition=Q(scan__isnull=True) | Q(of_before=True),
                name="a_scan_is_of_a_text_of_before",
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True) | Q(unsigned__isnull=False),
                name="a_text_opened_for_signing_has_its_file",
            ),
            models.CheckConstraint(
                condition=Q(in_force_from__isnull=True)
                | Q(signed__isnull=False)
                | Q(of_before=True),
                name="a_text_in_force_has_its_signed_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.accord_id}/{self.number}"

    @property
    def is_in_force(self) -> bool:
        return self.in_force_from is not None and self.in_force_to is None

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """A text that was not sent is its issuer's alone."""
        if scope.everything:
            return EVERYTHING
        sent = Q(**{f"{at}sent_at__isnull": False}) & Accord.scope_rule(scope, f"{at}accord__")
        return either([Accord.issuer_rule(scope, f"{at}accord__"), sent])


class Clause(Scoped):
    """A promise in one text version: who, what, by when. The clauses are the work plan.

    ``continues`` is the clause of the text before that an amendment takes over; what was done
    under it goes on counting when the amendment takes effect.
    """

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
    note = models.CharField(_("what shows it"), max_length=500, blank=True)
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    settled_by = models.CharField(_("who said so"), max_length=200, blank=True)
    """The party, or the issuer, that said the promise was kept or let go."""
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
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

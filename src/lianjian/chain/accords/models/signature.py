from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import Scoped

from .party import AccordParty, GroupMember
from .version import TextVersion


class Signature(Scoped):
    """A party's (or a member's) confirmation of exactly these bytes: ``digest`` is the PDF's SM3.

    A confirmation by a signed-in post with the journal behind it: docs/ideas/signing.md says
    which grade of signature that is, and which it is not.
    """

    part_of = "version"

    version = models.ForeignKey(TextVersion, on_delete=models.PROTECT, related_name="signatures")
    party = models.ForeignKey(AccordParty, on_delete=models.PROTECT, related_name="signatures")
    member = models.ForeignKey(
        GroupMember, null=True, blank=True, on_delete=models.PROTECT, related_name="signatures"
    )
    post = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="+")
    signed_as = models.CharField(_("signed as"), max_length=200)
    digest = models.CharField(_("digest of the file"), max_length=64)
    signed_at = models.DateTimeField(_("signed at"))

    class Meta(Scoped.Meta):
        verbose_name = _("signature")
        ordering = ["signed_at", "pk"]
        constraints = [
            # Two constraints and not one with nulls_distinct=False: SQLite knows no such thing,
            # and Django leaves the constraint out there without a word.
            models.UniqueConstraint(
                fields=["version", "party"],
                condition=Q(member__isnull=True),
                name="a_party_signs_a_text_once",
            ),
            models.UniqueConstraint(
                fields=["version", "member"],
                condition=Q(member__isnull=False),
                name="a_member_signs_a_text_once",
            ),
        ]

    def __str__(self) -> str:
        return self.signed_as

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return TextVersion.scope_rule(scope, f"{at}version__")

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import Scoped

from .party import AccordParty
from .version import Clause, TextVersion


class Comment(Scoped):
    """What a party says to a text in consultation, to one clause or to the whole."""

    part_of = "version"

    version = models.ForeignKey(TextVersion, on_delete=models.CASCADE, related_name="comments")
    clause = models.ForeignKey(
        Clause, null=True, blank=True, on_delete=models.CASCADE, related_name="comments"
    )
    party = models.ForeignKey(
        AccordParty, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Empty when the initiator answers."""
    text = models.CharField(_("comment"), max_length=500, blank=True)
    no_objection = models.BooleanField(_("no objection"), default=False)
    """A party read the text and has nothing to say to it. It is no signature."""
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("comment")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(no_objection=False) & ~Q(text="")
                | Q(no_objection=True, text="", clause=None, party__isnull=False),
                name="a_comment_says_something_or_that_there_is_no_objection",
            )
        ]

    def __str__(self) -> str:
        return self.text or str(_("no objection"))

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return TextVersion.scope_rule(scope, f"{at}version__")

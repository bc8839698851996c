from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.industry import industry_choices
from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped, reaching

from ..life import ListingState
from .meaning import TextKeyField
from .sharing import Sharing

PUT_OUT = (ListingState.OPEN, ListingState.MATCHED, ListingState.MET)
"""The states in which others than the branch's own people and authorities may read it."""


class WorkArea(models.TextChoices):
    """The six work areas (M47): the top of every taxonomy of needs, offers, clauses, projects."""

    INDUSTRY = "industry", _("industrial development")
    INVESTMENT = "investment", _("attracting investment")
    RECRUITMENT = "recruitment", _("attracting talent")
    TRAINING = "training", _("training people")
    TECHNOLOGY = "technology", _("technical service")
    LIVELIHOOD = "livelihood", _("better living")


class Listing(Scoped):
    """What needs and offers have in common: one line is enough, the rest can follow later."""

    branch = models.ForeignKey(
        "registry.Branch",
        verbose_name=_("Party branch"),
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    title = models.CharField(_("in one line"), max_length=120)
    detail = models.TextField(_("more about it"), blank=True)
    area = models.CharField(_("work area"), max_length=12, choices=WorkArea.choices)
    area_guessed = models.BooleanField(default=False)
    """Whether the work area was guessed from the words and nobody has looked at it yet."""
    industry = models.CharField(
        _("Industry"), max_length=2, choices=industry_choices, blank=True, default=""
    )
    """A section or division of GB/T 4754, empty where none is said."""
    industry_guessed = models.BooleanField(default=False)
    quantity = models.CharField(_("how much"), max_length=60, blank=True)
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("to"), null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True, default="")
    """What shows it: a document, a survey, a visit, in one sentence."""
    grade = models.PositiveSmallIntegerField(_("evidence grade"), default=1)
    text_key = TextKeyField()
    state = models.CharField(
        _("state"), max_length=10, choices=ListingState.choices, default=ListingState.DRAFT
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        abstract = True
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["text_key"])]

    def __str__(self) -> str:
        return self.title

    @property
    def text(self) -> str:
        """All that is said in it: what relevance reads."""
        return f"{self.title} {self.detail}".strip()

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """Its own people and authorities; once put out, those with whom a cause shares it."""
        shared = reaching(Sharing, Sharing.reader_rule(scope), "branch")
        out = Q(**{f"{at}state__in": PUT_OUT})
        return either(
            [
                Branch.own_rule(scope, f"{at}branch__"),
                Q(**{f"{at}branch__in": shared}) & out,
            ]
        )


class Need(Listing):
    """What a village wants (需求). A name in a directory does not open a village's needs."""

    class Meta(Listing.Meta):
        verbose_name = _("need")


class Offer(Listing):
    """What an organisation can give (资源): put out for whoever keeps it in their directory."""

    class Meta(Listing.Meta):
        verbose_name = _("offer")

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        known = Branch.scope_rule(scope, f"{at}branch__")
        out = Q(**{f"{at}state__in": PUT_OUT})
        return either([super().scope_rule(scope, at), known & out])

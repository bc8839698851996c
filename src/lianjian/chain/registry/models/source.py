from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped


class Source(Scoped):
    """A published text from which something was taken (来源, M26).

    ``byline`` holds the roles of who wrote it (记者、通讯员), never their names; ``address`` is
    kept as text and fetched by nobody. It belongs to whoever took it: the ``division`` or the
    organisation (``keeper``) of the post that entered it.
    """

    title = models.CharField(_("headline"), max_length=200)
    outlet = models.CharField(_("outlet"), max_length=120)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=500, blank=True)
    byline = models.CharField(_("byline"), max_length=120, blank=True)
    division = models.ForeignKey(
        "places.Division", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    keeper = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("source")
        ordering = ["-published_on", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(division__isnull=True) ^ Q(keeper__isnull=True),
                name="a_source_was_taken_by_one",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def taken_by(self) -> str:
        """Who took it, as people call them."""
        return str(self.division or self.keeper)

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return either([scope.inside(f"{at}division__code"), scope.owns(f"{at}keeper")])

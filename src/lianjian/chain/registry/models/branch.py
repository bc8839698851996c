from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import Scoped
from lianjian.ground.organisations.models import Kind, Organisation


class Branch(Scoped):
    """A Party branch (党支部) of a host organisation, or of one inner unit of it (M1–M3).

    ``unit`` is the inner division or department, empty for the branch of the whole. Its members
    are nobody's business here: there is no list of them, and no count.
    """

    class Level(models.TextChoices):
        BRANCH = "branch", _("branch")
        GENERAL_BRANCH = "general_branch", _("general branch")
        COMMITTEE = "committee", _("Party committee")

    host = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("host organisation"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    unit = models.CharField(_("inner unit"), max_length=120, blank=True)
    name = models.CharField(_("branch name"), max_length=200)
    level = models.CharField(
        _("branch level"), max_length=16, choices=Level.choices, default=Level.BRANCH
    )
    upper = models.ForeignKey(
        "self",
        verbose_name=_("upper organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    span = models.PositiveSmallIntegerField(
        _("span of management"),
        default=1,
        help_text=_("How many partners at once, from the other side."),
    )
    must_serve = models.BooleanField(
        _("must be served"),
        default=False,
        help_text=_("A weak village: it comes first wherever a partner is possible."),
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Party branch")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["host", "unit"], name="a_unit_has_one_branch")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_village(self) -> bool:
        """Whether it is a village's branch: the side that takes partners."""
        return self.host.kind == Kind.VILLAGE

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """Who sees the host's identity sees the branch's: it is a name on a door."""
        return Organisation.scope_rule(scope, f"{at}host__")

    @classmethod
    def own_rule(cls, scope: Scope, at: str = "") -> Q:
        """The branch's own people and authorities: for what it does."""
        return Organisation.own_rule(scope, f"{at}host__")

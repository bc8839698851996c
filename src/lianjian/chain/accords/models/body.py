from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped, reaching

from ..life import BodyState


class JointBody(Scoped):
    """A body that two or more branches set up together (联建组织, M4).

    A county-led one is approved by a committee, with number and date; a society-led partnership
    needs none.
    """

    class Kind(models.TextChoices):
        GENERAL_BRANCH = "general_branch", _("joint general branch")
        BRANCH = "branch", _("joint branch")
        ALLIANCE = "alliance", _("alliance")
        OTHER = "other", _("other")

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    division = models.ForeignKey(
        "places.Division",
        verbose_name=_("approving division"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    proposer = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    """The organisation that proposed it, when a member did and not the division."""
    state = models.CharField(
        _("state"), max_length=10, choices=BodyState.choices, default=BodyState.PROPOSED
    )
    approved_by = models.CharField(_("approving committee"), max_length=200, blank=True)
    approval_number = models.CharField(_("approval number"), max_length=80, blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    end_reason = models.CharField(_("why it was dissolved"), max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("joint body")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "working"])
                | Q(approved_on__isnull=False) & ~Q(approved_by=""),
                name="an_approved_body_says_by_whom_and_when",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        members = reaching(BodyMember, Branch.own_rule(scope, "branch__"), "body")
        return either(
            [
                scope.inside(f"{at}division__code"),
                scope.owns(f"{at}proposer"),
                Q(**{f"{at}pk__in": members}),
            ]
        )


class BodyMember(Scoped):
    """A branch in a joint body."""

    part_of = "body"

    body = models.ForeignKey(JointBody, on_delete=models.CASCADE, related_name="members")
    branch = models.ForeignKey("registry.Branch", on_delete=models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        verbose_name = _("member")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "branch"], name="a_branch_joins_a_body_once")
        ]

    def __str__(self) -> str:
        return f"{self.branch}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return JointBody.scope_rule(scope, f"{at}body__")

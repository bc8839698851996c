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
    term = models.CharField(_("term"), max_length=40, blank=True)
    term_from = models.DateField(_("term from"), null=True, blank=True)
    term_to = models.DateField(_("term to"), null=True, blank=True)
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
            ),
            models.CheckConstraint(
                condition=Q(term_to__isnull=True) | Q(term_to__gte=models.F("term_from")),
                name="a_bodys_term_does_not_end_before_it_starts",
            ),
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
    """A branch in a joint body. One that has left stays on record, with its days.

    ``joined_on`` is empty for those with which the body was proposed.
    """

    part_of = "body"

    body = models.ForeignKey(JointBody, on_delete=models.CASCADE, related_name="members")
    branch = models.ForeignKey("registry.Branch", on_delete=models.PROTECT, related_name="+")
    joined_on = models.DateField(_("joined on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    leave_reason = models.CharField(_("why it left"), max_length=300, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("member")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "branch"],
                condition=Q(left_on__isnull=True),
                name="a_branch_is_in_a_body_once",
            ),
            models.CheckConstraint(
                condition=Q(joined_on__isnull=True)
                | Q(left_on__isnull=True)
                | Q(left_on__gte=models.F("joined_on")),
                name="a_member_does_not_leave_before_it_joins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return JointBody.scope_rule(scope, f"{at}body__")

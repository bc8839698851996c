from __future__ import annotations

from django.db import models
from django.db.models import Q

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped


class Sharing(Scoped):
    """Somebody outside may read what a branch has posted, because of a round or a pairing.

    ``cause`` names that round or pairing (``pairing.round:12``); when it is over, the row goes.
    """

    branch = models.ForeignKey("registry.Branch", on_delete=models.CASCADE, related_name="+")
    division = models.ForeignKey(
        "places.Division", null=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.CASCADE, related_name="+"
    )
    cause = models.CharField(max_length=60)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        constraints = [
            # One constraint a reader, not nulls_distinct=False: SQLite would leave that out.
            models.UniqueConstraint(
                fields=["branch", "division", "cause"],
                condition=Q(division__isnull=False),
                name="a_cause_shares_a_branch_with_a_division_once",
            ),
            models.UniqueConstraint(
                fields=["branch", "organisation", "cause"],
                condition=Q(organisation__isnull=False),
                name="a_cause_shares_a_branch_with_a_body_once",
            ),
            models.CheckConstraint(
                condition=Q(division__isnull=True) ^ Q(organisation__isnull=True),
                name="a_sharing_has_one_reader",
            ),
        ]
        indexes = [models.Index(fields=["cause"])]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.cause}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return either([cls.reader_rule(scope, at), Branch.own_rule(scope, f"{at}branch__")])

    @classmethod
    def reader_rule(cls, scope: Scope, at: str = "") -> Q:
        """What is shared *with* a scope."""
        return either([scope.inside(f"{at}division__code"), scope.owns(f"{at}organisation")])

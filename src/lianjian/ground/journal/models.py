from __future__ import annotations

from django.db import models
from django.db.models import Q

from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped


class Line(Scoped):
    """One command, as it happened. Never changed, never removed."""

    seq = models.BigIntegerField(primary_key=True)
    prev = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    person = models.BigIntegerField(null=True)
    post = models.BigIntegerField(null=True)
    role = models.CharField(max_length=40)
    division_code = models.BigIntegerField(null=True)
    organisation = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=80)
    subject = models.CharField(max_length=120, blank=True)
    body = models.TextField()

    class Meta:
        ordering = ["seq"]
        indexes = [models.Index(fields=["subject", "seq"])]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return either(
            [
                scope.inside(f"{at}division_code"),
                scope.owns(f"{at}organisation"),
                scope.is_self(f"{at}person"),
            ]
        )

"""A second world beside the first, whose every name is a canary: it must not be heard next door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from lianjian.ground.core.scoped import Scoped, scope_lifted
from lianjian.ground.journal.models import Line
from tests.cast import World, a_world
from tests.permissions.asking import Things, things_of

CANARY = "金丝雀乙"
NEVER_THERE = 10**9 + 7
PUBLIC_TEXT = {"places.Division"}
"""Names that are printed in every atlas."""


@dataclass(frozen=True)
class Mirror:
    """Two worlds in two provinces: A, where everybody stands, and B, whose things are asked for."""

    a: World
    things_a: Things
    things_b: Things


def beside(a: World, things_a: Things) -> Mirror:
    """A second world in another province."""
    before = _newest()
    things_b = things_of(a_world("9801"))
    _let_it_sing(before)
    return Mirror(a, things_a, things_b)


def scoped_models() -> list[type[Scoped]]:
    return [one for one in apps.get_models() if issubclass(one, Scoped) and one is not Line]


def _newest() -> dict[str, int]:
    with scope_lifted("a mirror"):
        keys = {
            one._meta.label: one.objects.order_by("-pk").values_list("pk", flat=True).first()
            for one in scoped_models()
        }
    return {label: key or 0 for label, key in keys.items()}


def _let_it_sing(before: dict[str, int]) -> None:
    """Every free text of B's rows begins with the canary."""
    with scope_lifted("a mirror"):
        for model in scoped_models():
            for field in free_texts(model):
                for row in model.objects.filter(pk__gt=before[model._meta.label]):
                    said = f"{CANARY}{getattr(row, field.name)}"[: field.max_length]
                    model.objects.filter(pk=row.pk).update(**{field.name: said})


def free_texts(model: type[Scoped]) -> list[models.Field[Any, Any]]:
    """Fields that a person writes into: long enough, without choices, not unique."""
    return [
        field
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not field.unique
        and (field.max_length is None or field.max_length >= 60)
        and field.name not in {"digest", "text_digest", "head_digest", "code", "end_reason"}
    ]

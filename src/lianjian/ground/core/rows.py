"""Rows of any model, for what works on all of them: mergers, and imports that are taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from . import canonical
from .scope import Scope
from .scoped import Scoped

Row = models.Model
Reference = models.ForeignKey[Any, Any]

AT_ONCE = 500


def rows_of(model: type[Row]) -> models.QuerySet[Any]:
    """All rows of a model: what refers to a row is found wherever it is."""
    if issubclass(model, Scoped):
        return model.within(Scope.of_everything())
    return model._default_manager.all()


def references(model: type[Row]) -> Iterator[Reference]:
    """Every foreign key in the product that points to a model, those of many-to-many included."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and not relation.parent_link:
            field = relation.field
            if isinstance(field, models.ForeignKey) and not field.model._meta.proxy:
                yield field


def plain(value: Any) -> Any:
    """A value of a row as JSON may keep it."""
    try:
        return canonical.plain(value)
    except TypeError:
        return str(value)


def portions(keys: Iterable[int]) -> Iterator[list[int]]:
    """So many keys at a time: a query takes no more than some thousand values."""
    several = list(keys)
    return (several[start : start + AT_ONCE] for start in range(0, len(several), AT_ONCE))

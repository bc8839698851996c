"""Reading the journal: a record's history within scope, the head, and the whole for its check."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db import models

from lianjian.ground.core import canonical
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet, scope_lifted

from .append import as_checked
from .chain import GENESIS
from .models import Line


def history(*about: models.Model) -> ScopedQuerySet[Line]:
    """Every line about a row (or a whole and its parts), oldest first.

    Whoever may see the rows may see what befell them.
    """
    rows: ScopedQuerySet[Line] = Line.within(Scope.of_everything())
    return rows.filter(subject__in=[canonical.label(row) for row in about]).order_by("seq")


def lines(scope: Scope) -> ScopedQuerySet[Line]:
    """The lines written in a scope, newest first."""
    return Line.within(scope).order_by("-seq")


def head() -> tuple[int, str]:
    """Number and digest of the last line: what an accord prints to anchor the chain."""
    with scope_lifted("the head of the chain is public"):
        last = Line.objects.order_by("-seq").values_list("seq", "digest").first()
    return last or (0, GENESIS)


def done_since(seq: int, verbs: Collection[str]) -> int:
    """How often one of these verbs was carried out after line ``seq``, wherever: a number only."""
    rows: ScopedQuerySet[Line] = Line.within(Scope.of_everything())
    return rows.filter(seq__gt=seq, verb__in=verbs).count()


def all_lines() -> Iterator[dict[str, object]]:
    """Every line in order, as ``chain.check`` reads it."""
    with scope_lifted("the check walks the whole chain"):
        for row in Line.objects.order_by("seq").iterator(chunk_size=2000):
            yield as_checked(row)

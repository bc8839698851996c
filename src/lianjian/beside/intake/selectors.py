"""Reading submissions, always inside the reader's scope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet, scope_of
from lianjian.ground.jobs.models import Job

from .life import OPEN, FactState
from .models import Fact, Submission


def submissions(scope: Scope) -> ScopedQuerySet[Any]:
    """The texts that were handed in, the newest first, with how much of each is open and done."""
    rows = Submission.within(scope).select_related("division", "organisation", "person")
    # Fifty texts of up to 200,000 characters, with all that is said of each, for fifty headlines.
    rows = rows.defer("raw", "text", "repairs", "marks", "notes")
    counted: ScopedQuerySet[Any] = rows.annotate(
        open=Count("facts", filter=Q(facts__state__in=OPEN) & ~Q(facts__standing="unchanged")),
        confirmed=Count("facts", filter=Q(facts__state=FactState.CONFIRMED)),
    )
    return counted.order_by("-pk")


def one(scope: Scope, pk: int) -> Submission:
    """One submission; raises OutOfScope."""
    Submission.get_within(scope, pk=pk)
    rows = Submission.within(scope).select_related(
        "division", "organisation", "person", "file", "asked_by"
    )
    return rows.select_related("job__run").get(pk=pk)


def facts(submission: Submission) -> ScopedQuerySet[Fact]:
    """What a submission says that could be a record, in its own order."""
    scope = scope_of(submission) or Scope.of_nothing()
    rows = Fact.within(scope).filter(submission=submission)
    return rows.select_related("submission", "confirmed_by").order_by("number")


def fact(submission: Submission, pk: int) -> Fact:
    """One fact of a submission; raises OutOfScope."""
    scope = scope_of(submission) or Scope.of_nothing()
    return Fact.get_within(scope, pk=pk, submission=submission)


def the_same_text(submission: Submission) -> Submission | None:
    """The first submission of the same place or body, whatever its damage, that says the same."""
    scope = scope_of(submission) or Scope.of_nothing()
    rows = Submission.within(scope).filter(digest=submission.digest, pk__lt=submission.pk)
    return rows.exclude(digest="").order_by("pk").first()


def job_under_way(actor: Actor, submission: Submission) -> Job | None:
    """The job that reads it, for whoever started it."""
    job = submission.job
    if job is None or job.person_id != actor.person or job.run.over:
        return None
    return job


def burden(scope: Scope, first: dt.date, last: dt.date) -> dict[str, int]:
    """How many fields people typed and how many a text filled, confirmed from first to last day
    (mission §4, 4): ``{"typed": n, "reused": n, "texts": n}``."""
    rows = Fact.within(scope).filter(confirmed_at__date__gte=first, confirmed_at__date__lte=last)
    told = rows.aggregate(typed=Sum("typed"), reused=Sum("reused"))
    texts = Submission.within(scope).filter(made_at__date__gte=first, made_at__date__lte=last)
    beside = texts.aggregate(typed=Sum("typed"), texts=Count("pk"))
    return {
        "typed": (told["typed"] or 0) + (beside["typed"] or 0),
        "reused": told["reused"] or 0,
        "texts": beside["texts"],
    }


def burden_by_place(scope: Scope, first: dt.date, last: dt.date) -> Iterable[Any]:
    """The same by village and month: ``{"division", "month", "typed", "reused"}``."""
    rows = Fact.within(scope).filter(confirmed_at__date__gte=first, confirmed_at__date__lte=last)
    return (
        rows.annotate(month=TruncMonth("confirmed_at"))
        .values("submission__division__code", "month")
        .annotate(typed=Sum("typed"), reused=Sum("reused"))
        .order_by("submission__division__code", "month")
    )

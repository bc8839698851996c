"""Which records a fact became, and what a record's page is told of the texts that it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from lianjian.ground.core import canonical, origins
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.reports import Report, Said

from . import policy
from .models import Fact, Origin, Submission

LONGEST = 300
"""Characters of a sentence on another page: a list without stops is one sentence."""


def records_of(trace: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """The records that a sealed trace tells of, as the journal names them; True for those that
    were made, False for those that were changed."""
    for label, keys in trace.get("made", {}).items():
        yield from ((f"{label.lower()}:{key}", True) for key in keys)
    for one in trace.get("changed", []):
        yield f"{one['model'].lower()}:{one['key']}", False


def sentence(submission: Submission, fact: Fact) -> str:
    """The sentence of the text that says a fact; empty where no place of it does."""
    mark = next((one for one in submission.marks if one["number"] in fact.marks[:1]), None)
    if mark is None:
        return ""
    at = Said(mark["number"], mark["kind"], mark["start"], mark["end"], mark["text"])
    return Report(title="", text=submission.text, facts=()).sentence(at)


def origins_of(actor: Actor, row: Model) -> list[origins.Origin]:
    """Where a record comes from, for whoever may open the text itself."""
    if not policy.may_hand_in(actor):
        return []
    rows = Origin.within(actor.scope).filter(record=canonical.label(row)).order_by("pk")
    rows = rows.select_related("fact__submission")
    rows = rows.defer(*(f"fact__submission__{one}" for one in ("raw", "text", "repairs", "marks")))
    return [_shown(one) for one in rows]


def _shown(one: Origin) -> origins.Origin:
    text = one.fact.submission
    said = one.fact.quote
    return origins.Origin(
        title=str(text),
        day=text.published_on or timezone.localtime(text.made_at).date(),
        sentence=said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…",
        url=f"{reverse('intake:submission', args=[text.pk])}#r{one.fact.number}",
        made=one.made,
    )

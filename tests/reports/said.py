"""A text as rooms see it: its facts as the reader of texts finds them, and lines of what it says.

It stands in for nobody: the facts are the engine's, the cells are read as those of a sheet are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.apps import apps

from lianjian.engine.text.facts import Fact, read
from lianjian.files.lexicon import lexicon
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.models import SearchEntry
from lianjian.ground.core.receives import Batch, Line, Receiver, Standing, Weighed, in_silence
from lianjian.ground.core.reports import Proposed, Report, Said
from lianjian.ground.core.rows import plain, rows_of
from lianjian.ground.sheets.values import Reader

from .divisions import gazetteer


def a_report(
    text: str,
    *,
    by: Actor,
    title: str = "",
    outlet: str = "",
    published: dt.date | None = None,
) -> Report:
    """A clean text handed in by somebody, with its facts."""
    facts = read(text, lexicon=lexicon(), gazetteer=gazetteer(), published=published)
    said = tuple(_said(number, fact) for number, fact in enumerate(facts))
    titles = [one.text for one in said if one.kind == "title"]
    return Report(
        title=title or (titles[0] if titles else text[:20]),
        text=text,
        facts=said,
        outlet=outlet,
        published=published,
        division=by.division,
        organisation=by.organisation,
        aliases={
            str(one.more["short"]): str(one.more["name"]) for one in said if one.kind == "alias"
        },
    )


def _said(number: int, fact: Fact) -> Said:
    return Said(
        number,
        fact.kind.value,
        fact.start,
        fact.end,
        fact.text,
        fact.value,
        fact.unit,
        fact.comparator.value if fact.comparator else "",
        fact.modality.value if fact.modality else "",
        fact.subject,
        fact.more,
    )


def proposals(receiver: Receiver, actor: Actor, report: Report) -> list[Proposed]:
    """What a room would take of a report."""
    assert receiver.reads is not None
    found = list(receiver.reads(actor, report))
    numbers = {one.number for one in report.facts}
    names = {one.name for one in receiver.fields}
    for one in found:
        assert one.facts
        assert set(one.facts) <= numbers
        assert set(one.values) | set(one.asks) <= names
    return found


def lines(receiver: Receiver, proposed: Iterable[Proposed]) -> list[Line]:
    """Proposals as lines: each value read as the cell that somebody would have typed."""
    readers = {one.name: Reader(one) for one in receiver.fields}
    return [
        Line(number, {name: readers[name].read(value) for name, value in one.values.items()})
        for number, one in enumerate(proposed, start=1)
        if not one.refused
    ]


def weighed(receiver: Receiver, actor: Actor, several: Sequence[Line]) -> list[Weighed]:
    return receiver.weigh(actor, several, in_silence)


def taken(receiver: Receiver, actor: Actor, several: Sequence[Line]) -> Batch:
    """The lines taken in, as whoever reads reports does it: all are right, or none is taken."""
    batch = Batch("report.txt", weighed(receiver, actor, several))
    wrong = [one.wrong for one in batch.weighed if one.standing == Standing.WRONG]
    assert not wrong, wrong
    receiver.take(actor, batch)
    return batch


AROUND = {"core", "journal", "jobs", "django_q", "sessions", "contenttypes"}
"""What taking leaves beside records: its lines in the journal, and what the house needs."""


def what_is_there() -> dict[str, list[str]]:
    """Every row of every table, as far as records go, and what finds them."""
    found = {
        model._meta.label: sorted(
            repr({key: plain(value) for key, value in values.items()})
            for values in rows_of(model).values()
        )
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in AROUND and not model._meta.proxy
    }
    entries = rows_of(SearchEntry).values("kind", "key", "text")
    return {**found, "search": sorted(map(repr, entries))}

"""What others did lately to records that concern a reader: one entry a record, newest first.

It is read from the journal and the reader's scope alone. Nothing is sent twice, nothing is stored,
and nobody can see who has read what and when: news is no check-in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db import models
from django.urls import reverse
from django.utils import timezone

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import Scoped, ScopedQuerySet
from lianjian.ground.core.verdicts import Text

from . import telling
from .models import Line

READ_BACK = 3000
"""So many of the newest lines are looked through for a reader of a whole area."""

OWN_RECORDS = 500
"""So many of the newest records of a kind are looked up for a reader of one organisation."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Records of which news is told: their name, their page, and the whole they are a part of."""

    model: type[Scoped]
    words: Text
    url_name: str
    whole: str = ""
    named_with: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.model._meta.label_lower


@dataclass(frozen=True, slots=True)
class Happening:
    """One verb, done once or several times: how often, by whom, and the last time when and why."""

    last: telling.Told
    times: int
    who: tuple[str, ...]
    """Everybody who did it, whoever did it last first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record and what befell it, the newest first."""

    title: str
    url: str
    kind: Text
    happenings: tuple[Happening, ...]

    @property
    def when(self) -> dt.datetime:
        return self.happenings[0].last.when


_KINDS: dict[str, Kind] = {}


def tells(
    model: type[Scoped],
    words: Text,
    url_name: str,
    *,
    whole: str = "",
    named_with: tuple[str, ...] = (),
) -> None:
    """Let news be told of the records of a model (from AppConfig.ready).

    ``url_name`` takes the key of the record, or of the ``whole`` (a path of foreign keys, such as
    ``version__accord``) under whose name its news is told. ``named_with`` are the foreign keys
    that its name is made of.
    """
    kind = Kind(model, words, url_name, whole, named_with)
    _KINDS[kind.key] = kind


def news_for(actor: Actor, *, days: int) -> list[Entry]:
    """What others did in the last ``days`` to records that the actor may see, newest first.

    A reader of an area is told of its 3,000 newest lines at most; one of an organisation of its
    500 newest records of each kind.
    """
    since = clock.now() - dt.timedelta(days=days)
    by_area = actor.scope.everything or bool(actor.scope.ranges)
    lines = _lines_of_all(since) if by_area else _lines_of_own(actor.scope, since)
    foreign = [line for line in lines if line.person is None or line.person != actor.person]
    wholes = _wholes(actor.scope, foreign)
    told = telling.told(line for line in foreign if line.subject in wholes)
    found: dict[tuple[str, int], dict[str, list[telling.Told]]] = {}
    for one in told:
        kind, row = wholes[one.subject]
        found.setdefault((kind.url_name, row.pk), {}).setdefault(one.verb, []).append(one)
    records = {(kind.url_name, row.pk): (kind, row) for kind, row in wholes.values()}
    return [_entry(*records[key], by_verb) for key, by_verb in found.items()]


def _lines_of_all(since: dt.datetime) -> list[Line]:
    """The newest lines about records of which news is told, newest first."""
    rows: ScopedQuerySet[Line] = Line.within(Scope.of_everything())
    newest = rows.exclude(subject="").order_by("-seq")[:READ_BACK]
    return [line for line in newest if line.at >= since and _model_of(line.subject) in _KINDS]


def _lines_of_own(scope: Scope, since: dt.datetime) -> list[Line]:
    """The lines about the scope's own records, newest first."""
    labels = [
        f"{key}:{pk}"
        for key, kind in _KINDS.items()
        for pk in kind.model.within(scope)
        .listed()
        .order_by("-pk")
        .values_list("pk", flat=True)[:OWN_RECORDS]
    ]
    rows: ScopedQuerySet[Line] = Line.within(Scope.of_everything())
    return list(rows.filter(subject__in=labels, at__gte=since).order_by("-seq")[:READ_BACK])


def _wholes(scope: Scope, lines: Iterable[Line]) -> dict[str, tuple[Kind, models.Model]]:
    """{subject: the record under whose name its news is told}, for what the scope may see."""
    keys: dict[str, set[str]] = {}
    for line in lines:
        keys.setdefault(_model_of(line.subject), set()).add(line.subject.partition(":")[2])
    found: dict[str, tuple[Kind, models.Model]] = {}
    for name, wanted in keys.items():
        kind = _KINDS[name]
        rows = kind.model.within(scope).filter(pk__in=wanted)
        joined = [*([kind.whole] if kind.whole else []), *kind.named_with]
        for row in rows.select_related(*joined) if joined else rows:
            found[f"{name}:{row.pk}"] = (kind, _whole(row, kind.whole))
    return found


def _whole(row: models.Model, path: str) -> models.Model:
    for name in filter(None, path.split("__")):
        row = getattr(row, name)
    return row


def _model_of(subject: str) -> str:
    return subject.partition(":")[0]


def _entry(kind: Kind, row: models.Model, by_verb: dict[str, list[telling.Told]]) -> Entry:
    """One record's news; its verbs are there newest first, as the lines were."""
    happenings = tuple(
        Happening(lines[0], len(lines), tuple(dict.fromkeys(str(line.who) for line in lines)))
        for lines in by_verb.values()
    )
    return Entry(str(row), reverse(kind.url_name, args=[row.pk]), kind.words, happenings)


@dataclass(frozen=True, slots=True)
class Fold:
    """Entries side by side of which the same is told: so many records of a kind."""

    entries: tuple[Entry, ...]

    @property
    def kind(self) -> Text:
        return self.entries[0].kind

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """What befell each of them, as the newest tells it."""
        return self.entries[0].happenings


ALIKE = 4
"""So many entries of which the same is told become one line."""


def folded(entries: Iterable[Entry]) -> Iterator[Entry | Fold]:
    """The entries, where many that follow each other are alike as one."""
    for _same, run in groupby(entries, key=_told_of):
        several = tuple(run)
        if len(several) < ALIKE:
            yield from several
        else:
            yield Fold(several)


def _told_of(entry: Entry) -> tuple[Text, tuple[tuple[str, int, tuple[str, ...], Text], ...]]:
    return entry.kind, tuple(
        (one.last.verb, one.times, one.who, one.last.why) for one in entry.happenings
    )


def by_day(entries: Iterable[Entry]) -> Iterator[tuple[dt.date, list[Entry | Fold]]]:
    """The entries under the day of their newest happening, in the county's time."""
    days: dict[dt.date, list[Entry]] = {}
    for entry in entries:
        days.setdefault(timezone.localtime(entry.when).date(), []).append(entry)
    for day, of_it in days.items():
        yield day, list(folded(of_it))

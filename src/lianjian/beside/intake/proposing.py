"""What the rooms would take of a report, and what taking it would do: tried, and undone.

A line may need another one (an accord its parties), so all that is open is taken in the order of
the register inside a transaction that is rolled back. What stays is what each line said of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lianjian.ground.core import receives
from lianjian.ground.core.actors import Actor, running
from lianjian.ground.core.receives import Batch, Line, Receiver, Standing, Weighed
from lianjian.ground.core.reports import Proposed, Report
from lianjian.ground.core.verdicts import Refused
from lianjian.ground.sheets import lines

from . import tongues
from .models import Fact, Submission
from .understanding import SECOND, report_of

SAID = ("asks", "refused", "doubt")
"""What a proposed line says in sentences."""
GOOD = (Standing.NEW, Standing.CHANGED)


@dataclass(frozen=True, slots=True)
class Looked:
    """What the last look says of a fact."""

    standing: str
    wrong: dict[str, str] = field(default_factory=dict)
    beside: list[str] = field(default_factory=list)


def proposed(actor: Actor, report: Report) -> Iterator[tuple[Receiver, Proposed]]:
    """Every line that a room reads out of a report, in the order in which they are taken."""
    for receiver in receives.readers():
        assert receiver.reads is not None  # noqa: S101 - a reader
        for one in receiver.reads(actor, report):
            yield receiver, one


def of_both(actor: Actor, submission: Submission) -> Iterator[tuple[Receiver, Proposed]]:
    """The lines of our reader, as they are without any other; then those at whose head stands a
    fact that only the second reader points at, each with a doubt: nobody confirms it with others.
    """
    ours = list(proposed(actor, report_of(submission)))
    yield from ours
    others = {one["number"] for one in submission.marks if one.get("by") == SECOND}
    if not others:
        return
    known = [(receiver.key, dict(one.values)) for receiver, one in ours]
    for receiver, one in proposed(actor, report_of(submission, of_both=True)):
        is_theirs = others.intersection(one.facts[:1])
        if is_theirs and (receiver.key, dict(one.values)) not in known:
            told = _("Only the second reader says this: look at the words.")
            yield receiver, replace(one, doubt=f"{told} {one.doubt}".strip())


def in_every_language(
    actor: Actor, submission: Submission, modality: Mapping[int, str]
) -> Iterator[dict[str, Any]]:
    """What rooms read out of a text, each line as a fact keeps it, its sentences in every
    language of the product. ``modality`` is that of each number of its facts."""

    def read() -> list[dict[str, Any]]:
        return [
            plain(receiver, one, modality.get(one.facts[0], "") if one.facts else "")
            for receiver, one in of_both(actor, submission)
        ]

    own, others = tongues.in_own(read), tongues.in_others(read)
    for place, one in enumerate(own):
        # The same report gives the same lines, whatever they are called.
        said = {code: {name: rows[place][name] for name in SAID} for code, rows in others.items()}
        yield {**one, "said": said}


def in_order(facts: Iterable[Fact]) -> list[tuple[Receiver, list[Fact]]]:
    """Facts by receiver, what others refer to first; those of no room are left out."""
    order = {one.key: place for place, one in enumerate(receives.in_order())}
    known = [one for one in facts if one.kind in order]
    known.sort(key=lambda one: (order[one.kind], one.number))
    found = []
    for kind, several in groupby(known, key=lambda one: one.kind):
        receiver = receives.receiver(kind)
        assert receiver is not None  # noqa: S101 - it has a place in the order
        found.append((receiver, list(several)))
    return found


def looked(actor: Actor, facts: Sequence[Fact], source: str) -> dict[int, Looked]:
    """What taking the facts that are open would do, by their number. Nothing is kept of it."""
    answer: dict[int, Looked] = {}
    with _undone():
        for receiver, mine in in_order(facts):
            answer |= _tried(actor, receiver, mine, source)
    return answer


def _tried(
    actor: Actor, receiver: Receiver, mine: Sequence[Fact], source: str
) -> dict[int, Looked]:
    answer: dict[int, Looked] = {}
    readable: list[Line] = []
    for one in mine:
        line, wrong = lines.line_of(one.number, one.values, receiver)
        if wrong:
            answer[one.number] = Looked(Standing.WRONG.value, wrong)
        else:
            readable.append(line)
    allowed = bool(receiver.confirmable_by(actor))
    for weighed in receiver.weigh(actor, readable, receives.in_silence):
        if allowed or weighed.standing == Standing.UNCHANGED:
            answer[weighed.line.number] = _taken(actor, receiver, weighed, source)
    if allowed:
        return answer
    # What is known already is known to everybody who sees it; the rest is not this actor's.
    return {
        one.number: found
        if (found := answer.get(one.number)) and found.standing == Standing.UNCHANGED
        else Looked("others", {"": _("Whoever keeps such records enters it. Leave it for them.")})
        for one in mine
    }


def _taken(actor: Actor, receiver: Receiver, weighed: Weighed, source: str) -> Looked:
    beside = [str(one) for one in weighed.beside]
    if weighed.standing in GOOD:
        try:
            with transaction.atomic():
                receiver.take(actor, Batch(source, [weighed]))
        except Refused as refusal:
            fields = {name: str(says) for name, says in getattr(refusal, "fields", {}).items()}
            return Looked(Standing.WRONG.value, {"": str(refusal), **fields}, beside)
        except IntegrityError:
            return Looked(Standing.WRONG.value, {"": _("The same is there already.")}, beside)
    return Looked(weighed.standing.value, dict(weighed.wrong), beside)


@contextmanager
def _undone() -> Iterator[None]:
    """Inside, everything happens; afterwards nothing has, and the journal is told of nothing."""
    told = running.get()
    before = len(told.entries) if told is not None else 0
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        if told is not None:
            del told.entries[before:]


def plain(receiver: Receiver, one: Proposed, modality: str) -> dict[str, Any]:
    """A proposed line as a fact keeps it."""
    return {
        "kind": receiver.key,
        "values": {name: str(value) for name, value in one.values.items() if value},
        "marks": list(one.facts),
        "asks": {name: str(says) for name, says in one.asks.items()},
        "refused": str(one.refused)[:300],
        "doubt": str(one.doubt)[:300],
        "modality": modality,
    }

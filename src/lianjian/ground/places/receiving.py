"""What this room takes from a report: natural villages that the official list does not have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import (
    Batch,
    Field,
    Kind,
    Line,
    Receiver,
    Standing,
    Tell,
    Weighed,
)
from lianjian.ground.core.reports import Proposed, Report, Said
from lianjian.ground.core.taking_back import Back
from lianjian.ground.core.verdicts import Denied, Invalid, Refused

from . import policy, selectors, services
from .codes import Level
from .models import Division
from .names import core_of, tidy
from .reading_reports import PlacesSaid, Spoken
from .resolving import Places, home_of
from .services.add_hamlet import must_be_a_hamlet

_NUMBERS = ("count", "amount", "measure")
_TAKES_PART = ("pairing", "accord", "joint_body", "commitment", "resource", "need", "project")


def _weigh(actor: Actor, lines: Sequence[Line], tell: Tell) -> list[Weighed]:
    """Each line as a natural village below a county, town or village of the actor's area."""
    places = Places(actor.scope, home_of(actor.division))
    seen: set[tuple[int, str]] = set()
    found = []
    for line in lines:
        try:
            found.append(_weighed(actor, places, line, seen))
        except Refused as refusal:
            fields: dict[str, Any] = dict(getattr(refusal, "fields", {}))
            at = next((name for name in fields if name in line.values), "parent")
            found.append(Weighed(line, Standing.WRONG, {at: str(refusal)}))
    return found


def _weighed(actor: Actor, places: Places, line: Line, seen: set[tuple[int, str]]) -> Weighed:
    if not line.text("parent"):
        reason = _("Say in which county, town or village it lies.")
        raise Invalid(reason, fields={"parent": reason})
    parent, name = places.inside(line.text("parent")), tidy(line.text("name"))
    verdict = policy.may_add_hamlet(actor, parent=parent, name=name)
    if isinstance(verdict, Denied):
        raise verdict
    must_be_a_hamlet(parent, name)
    key = (parent.pk, core_of(name, Level.HAMLET))
    there = selectors.hamlets_of(parent).filter(core=key[1]).exists()
    if there or key in seen:
        return Weighed(line, Standing.UNCHANGED)
    seen.add(key)
    return Weighed(line, Standing.NEW, step={"parent": parent, "name": name})


def _take(actor: Actor, batch: Batch) -> int:
    steps = list(batch.steps())
    batch.trace.made([services.add_hamlet(actor, **step) for step in steps])
    return len(steps)


def _take_back(actor: Actor, back: Back) -> int:
    return services.take_hamlets_back(actor, back=back)


def reads_hamlets(actor: Actor, report: Report) -> Sequence[Proposed]:
    """The villages that the report tells something of and that no list of the area has.

    Such a one is not looked for in other counties: it is asked for in the reader's own.
    """
    said = PlacesSaid(actor, report)
    lines: dict[str, Proposed] = {}
    for fact, spoken in said.named:
        if (
            not spoken.is_village
            or isinstance(fact.more.get("code"), int)
            or said.is_ours(spoken.name)
            or not _takes_part(said, fact)
        ):
            continue
        lines.setdefault(spoken.name, _proposed(said, fact, spoken))
    return list(lines.values())


def _proposed(said: PlacesSaid, fact: Said, spoken: Spoken) -> Proposed:
    parent = _above(said, fact)
    values = {"name": spoken.name} | ({"parent": parent.written} if parent else {})
    doubt = _("On no list of your area: a natural village, or another name of a listed one?")
    asks = {} if parent else {"parent": _("In which county, town or village does it lie?")}
    return Proposed(values, (fact.number, *(parent.facts if parent else ())), asks, doubt=doubt)


def _above(said: PlacesSaid, fact: Said) -> Spoken | None:
    """The county or town named last before it, if it is ours; else our own county."""
    before = [
        spoken
        for one, spoken in said.named
        if one.end <= fact.start
        and spoken.inside
        and one.more.get("level") in (Level.COUNTY, Level.TOWN)
    ]
    if before:
        return before[-1]
    home = said.home
    county = selectors.county_around(home) if home is not None else None
    return said.of_division(county) if county is not None and _holds(county) else None


def _holds(division: Division) -> bool:
    return division.level in (Level.COUNTY, Level.TOWN, Level.VILLAGE)


def _takes_part(said: PlacesSaid, fact: Said) -> bool:
    """Whether a sentence that names it tells something of ours: a number, a project, a partner."""
    report = said.report
    return any(
        True
        for start, end, named, _spoken in said.mentions
        if named is fact
        for _one in report.beside(replace(fact, start=start, end=end), *_NUMBERS, *_TAKES_PART)
    )


HAMLETS = Receiver(
    "hamlets",
    gettext_lazy("Natural villages"),
    (
        Field("name", gettext_lazy("natural village"), required=True, longest=100),
        Field(
            "parent",
            gettext_lazy("lies in"),
            Kind.PLACE,
            required=True,
            help=gettext_lazy("A county, town or village of your area."),
        ),
    ),
    may=policy.may_take_hamlets,
    weigh=_weigh,
    take=_take,
    take_back=_take_back,
    url_name="places:divisions",
    order=5,
    reads=reads_hamlets,
    from_sheets=False,
)

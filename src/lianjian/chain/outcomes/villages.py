"""How far each village of a place is: one state a village, of what its records show.

Nothing is reckoned or compared: the states are steps of one way, in words and shapes, and villages
stand in the order of their codes.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianjian.chain.accords import selectors as accords
from lianjian.chain.exchange import selectors as exchange
from lianjian.chain.exchange.models.listing import PUT_OUT
from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.pairing.life import PairingState
from lianjian.chain.projects import selectors as projects
from lianjian.chain.projects.life import ProjectState
from lianjian.chain.registry import selectors as registry
from lianjian.ground.core.verdicts import Text
from lianjian.ground.organisations.models import Kind
from lianjian.ground.places import selectors as places
from lianjian.ground.places.codes import Level, village_code
from lianjian.ground.places.models import Division

from . import selectors
from .extent import Extent
from .life import ObservationState
from .models import Modality


class Stage(IntEnum):
    """The farthest that a village has come."""

    NOTHING = 0
    NEED = 1
    PAIRED = 2
    ACCORD = 3
    PROJECT = 4
    FIGURE = 5

    @property
    def words(self) -> Text:
        return _WORDS[self]

    @property
    def shape(self) -> str:
        """The name of its mark in the drawing."""
        return self.name.lower()


_WORDS: dict[Stage, Text] = {
    Stage.NOTHING: _("no need posted"),
    Stage.NEED: _("a need posted"),
    Stage.PAIRED: _("paired, agreed on or at work"),
    Stage.ACCORD: _("an accord in force"),
    Stage.PROJECT: _("a project under way"),
    Stage.FIGURE: _("a figure confirmed"),
}


@dataclass(frozen=True, slots=True)
class Village:
    """One cell: a village, how far it is, and its page."""

    division: Division
    stage: Stage
    url: str
    has_partner: bool


@dataclass(frozen=True, slots=True)
class Tract:
    """A part of the place: a township with its villages, or a county or city with numbers alone.

    ``division`` None for villages that lie in no part. ``stages`` is {stage: how many villages}.
    """

    division: Division | None
    stages: dict[Stage, int]
    paired: int
    """How many have a live pairing, as the indicator counts them; a figure may be confirmed of one
    that has none, and an accord be signed by a group without one."""
    villages: tuple[Village, ...] = ()

    @property
    def total(self) -> int:
        return sum(self.stages.values())

    @property
    def counted(self) -> list[tuple[Stage, int]]:
        """Every stage and how many are there, the least first."""
        return [(stage, self.stages.get(stage, 0)) for stage in Stage]


@dataclass(frozen=True, slots=True)
class Chart:
    """All villages of a place: by part, and together."""

    tracts: tuple[Tract, ...]
    whole: Tract
    by_village: bool
    """Whether each village is drawn; above the counties only how many there are of each."""


def chart(extent: Extent) -> Chart:
    """The villages of a place, for whoever has all of it in their care.

    A constant number of queries. A need, a pairing, an accord or a project is a village's by its
    branch, a project and a figure by the place that benefits as well.
    """
    found = _found(extent)
    by_village = extent.level not in (Level.CITY, Level.PROVINCE)
    tracts = _each(extent, found) if by_village else _numbers(extent, found)
    together: Tally[Stage] = Tally()
    for tract in tracts:
        together.update(tract.stages)
    paired = sum(tract.paired for tract in tracts)
    return Chart(tuple(tracts), Tract(None, dict(together), paired), by_village)


@dataclass(frozen=True, slots=True)
class _Found:
    """{village code: the farthest stage}, those without any left out, and who has a live
    pairing."""

    stages: dict[int, Stage]
    paired: set[int]


def _each(extent: Extent, found: _Found) -> list[Tract]:
    branches = _branches(extent)
    inside_a_town = extent.level in (Level.TOWN, Level.VILLAGE)
    parts = [] if inside_a_town else [part.division for part in extent.parts]
    by_part: dict[int | None, list[Village]] = {one.pk: [] for one in parts}
    for one in places.villages(extent.scope):
        key = branches.get(one.code)
        page, key = ("registry:branch", key) if key else ("places:division", one.pk)
        url = reverse(page, args=[key])
        stage = found.stages.get(one.code, Stage.NOTHING)
        paired = one.code in found.paired
        # A hamlet right below the county is a part of it by itself.
        part = one.pk if one.pk in by_part else one.parent_id
        by_part.setdefault(part, []).append(Village(one, stage, url, paired))
    tracts = [_tract(one, by_part.pop(one.pk)) for one in parts]
    rest = extent.division if extent.level == Level.TOWN else None
    return tracts + [_tract(rest, each) for each in by_part.values()]


def _branches(extent: Extent) -> dict[int, int]:
    """{village code: its branch}, the one that was entered first where it has several."""
    rows = registry.villages(extent.scope).listed().filter(extent.inside(f"{_BY_BRANCH}__code"))
    rows = rows.order_by("-pk")
    told = list(rows.values_list("pk", f"{_BY_BRANCH}__code", f"{_BY_BRANCH}__valid_to"))
    ended = {code for _key, code, over in told if over is not None}
    onward = places.went_on(ended) if ended else {}
    return {onward.get(code, code): key for key, code, _over in told}


def _tract(division: Division | None, villages: list[Village]) -> Tract:
    stages = Tally(one.stage for one in villages)
    paired = sum(one.has_partner for one in villages)
    return Tract(division, dict(stages), paired, tuple(villages))


def _numbers(extent: Extent, found: _Found) -> list[Tract]:
    there = places.villages(extent.scope).order_by().annotate(part=extent.part("code"))
    totals = dict(there.values_list("part").annotate(many=Count("pk")))
    reached: dict[int, Tally[Stage]] = {}
    for code, stage in found.stages.items():
        reached.setdefault(extent.part_of(code), Tally())[stage] += 1
    partners = Tally(extent.part_of(code) for code in found.paired)
    tracts = []
    for number, part in enumerate(extent.parts):
        stages = reached.get(number, Tally())
        nothing = max(0, totals.get(number, 0) - sum(stages.values()))
        tracts.append(Tract(part.division, {**stages, Stage.NOTHING: nothing}, partners[number]))
    return tracts


# -- what each record shows of its village --

_BY_BRANCH = "host__affiliation"


def _found(extent: Extent) -> _Found:
    reached: list[tuple[int, Stage]] = []
    for stage, rows, at in _evidence(extent):
        reached += [(village, stage) for village in _villages_of(extent, rows, at)]
    stages: dict[int, Stage] = {}
    for village, stage in reached:
        stages[village] = max(stage, stages.get(village, stage))
    live = pairing.standing_pairings(extent.scope).listed().filter(state=PairingState.LIVE)
    return _Found(stages, set(_villages_of(extent, *_of_branch(live, "village__"))))


def _villages_of(extent: Extent, rows: QuerySet[Any], at: str) -> list[int]:
    """The codes of the villages that some rows are of; of one that is over, what it went on as."""
    rows = rows.filter(extent.inside(f"{at}__code"), **{f"{at}__level__in": _LOW})
    told = list(rows.order_by().values_list(f"{at}__code", f"{at}__valid_to").distinct())
    ended = {village_code(code) for code, over in told if over is not None}
    onward = places.went_on(ended) if ended else {}
    villages = ((village_code(code), over) for code, over in told)
    return [onward.get(one, one) if over is not None else one for one, over in villages]


_LOW = (Level.VILLAGE, Level.HAMLET)


def _evidence(extent: Extent) -> Iterator[tuple[Stage, QuerySet[Any], str]]:
    """Stage by stage the rows that show it, and where each keeps its village."""
    scope = extent.scope
    needs = exchange.needs(scope).listed().filter(state__in=PUT_OUT)
    yield Stage.NEED, *_of_branch(needs, "branch__")
    pairings = pairing.standing_pairings(scope).listed()
    yield Stage.PAIRED, *_of_branch(pairings, "village__")
    parties = accords.parties_in_force(scope)
    yield Stage.ACCORD, *_of_branch(parties, "branch__")
    yield Stage.ACCORD, *_of_branch(parties, "members__branch__")
    going = (ProjectState.UNDER_WAY, ProjectState.ACCEPTED)
    begun = projects.counted(scope, None).listed().filter(state__in=going)
    yield Stage.PROJECT, begun, "division"
    with_a_part = projects.parties(scope).filter(project__state__in=going)
    yield Stage.PROJECT, *_of_branch(with_a_part, "branch__")
    figures = selectors.observations(scope).listed()
    sure = figures.filter(state=ObservationState.CONFIRMED, modality=Modality.DONE)
    yield Stage.FIGURE, sure, "division"
    yield Stage.FIGURE, *_of_branch(sure, "branch__")


def _of_branch(rows: QuerySet[Any], at: str) -> tuple[QuerySet[Any], str]:
    """Rows of village branches, and where each keeps its village."""
    return rows.filter(Q(**{f"{at}host__kind": Kind.VILLAGE})), f"{at}{_BY_BRANCH}"

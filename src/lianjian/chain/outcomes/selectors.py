"""Every read of indicators and figures, already inside the reader's scope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Prefetch, Q

from lianjian.chain.accords.models import Accord
from lianjian.chain.projects.models import Project
from lianjian.ground.accounts.roles import COORDINATORS
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division

from . import policy
from .life import ObservationState
from .models import Attribution, Definition, Indicator, Observation, StatedFigure

_ALL = Scope.of_everything()


def indicators(scope: Scope) -> ScopedQuerySet[Indicator]:
    """The dictionary, level by level, each with its definitions."""
    definitions = Definition.within(scope).order_by("version")
    rows = Indicator.within(scope).prefetch_related(Prefetch("definitions", queryset=definitions))
    return rows.order_by("level", "order", "code")


def indicator(scope: Scope, code: str) -> Indicator:
    """One indicator; raises OutOfScope."""
    Indicator.get_within(scope, code=code)
    return indicators(scope).get(code=code)


def observations(scope: Scope) -> ScopedQuerySet[Observation]:
    """The figures that a scope may see, the newest first."""
    rows = Observation.within(scope).select_related(
        "definition__indicator", "division", "happened_in", "branch", "reporter", "source"
    )
    return rows.order_by("-made_at", "-pk")


def observation(scope: Scope, pk: int) -> Observation:
    """One figure with what stands behind it; raises OutOfScope."""
    Observation.get_within(scope, pk=pk)
    more = ("project", "accord__organisation", "accord__division", "document", "corrects")
    return observations(scope).select_related(*more).get(pk=pk)


def correction_of(observation: Observation) -> Observation | None:
    """The row that took a corrected figure's place, for whoever may see the old one."""
    return Observation.within(_ALL).filter(corrects=observation).first()


def claims_of(observation: Observation) -> list[Attribution]:
    """What is said to have caused a figure, for whoever may see it."""
    rows = Attribution.within(_ALL).filter(observation=observation)
    return list(rows.select_related("project", "accord").order_by("pk"))


def behind(
    scope: Scope, *, projects: list[Project], accords: list[Accord]
) -> ScopedQuerySet[Observation]:
    """The standing figures of these projects and accords."""
    rows = observations(scope).exclude(
        state__in=(ObservationState.CORRECTED, ObservationState.WITHDRAWN)
    )
    return rows.filter(
        Q(project__in=[one.pk for one in projects]) | Q(accord__in=[one.pk for one in accords])
    ).select_related("project", "accord")


def of_the_same(scope: Scope, observation: Observation) -> ScopedQuerySet[Observation]:
    """Other figures in sight that stand, of the same indicator, place and records behind them, and
    of a time in common: added together they might count one thing twice."""
    rows = Observation.within(scope).filter(
        definition__indicator=observation.definition.indicator_id,
        state__in=(
            ObservationState.REPORTED,
            ObservationState.CHECKED,
            ObservationState.CONFIRMED,
        ),
        modality=observation.modality,
        division=observation.division_id,
        branch=observation.branch_id,
        project=observation.project_id,
        accord=observation.accord_id,
    )
    if observation.period_to is not None:
        rows = rows.filter(Q(period_from=None) | Q(period_from__lte=observation.period_to))
    if observation.period_from is not None:
        rows = rows.filter(Q(period_to=None) | Q(period_to__gte=observation.period_from))
    rows = rows.select_related("definition__indicator").order_by("pk")
    return rows.exclude(pk=observation.pk) if observation.pk else rows


def stated(
    scope: Scope, whole: Division | Organisation, *, by: dt.date | None = None
) -> ScopedQuerySet[StatedFigure]:
    """What sources say of a whole, the latest first; at the latest on a day, if one is given."""
    rows = StatedFigure.within(scope).filter(withdrawn_on=None)
    rows = rows.select_related("indicator", "source", "division")
    if isinstance(whole, Division):
        rows = rows.filter(division=whole)
    else:
        rows = rows.filter(organisation=whole)
    if by is not None:
        rows = rows.filter(stated_on__lte=by)
    return rows.order_by("-stated_on", "-pk")


def stated_of(
    scope: Scope, several: Sequence[Division], *, by: dt.date
) -> ScopedQuerySet[StatedFigure]:
    """What sources say of these places by a day, each of its own whole, the latest first."""
    rows = (
        StatedFigure.within(scope).filter(withdrawn_on=None).select_related("indicator", "source")
    )
    rows = rows.filter(division__in=[one.pk for one in several], stated_on__lte=by)
    return rows.order_by("-stated_on", "-pk")


def stated_already(scope: Scope, figure: StatedFigure) -> bool:
    """Whether the same words of the same source stand already: indicator, whole, day, number."""
    same = (
        "indicator", "division", "organisation", "stated_on", "value", "comparator", "numerator",
        "denominator", "source", "words",
    )  # fmt: skip
    rows = StatedFigure.within(scope).filter(withdrawn_on=None)
    return rows.filter(**{name: getattr(figure, name) for name in same}).exists()


def stated_figure(scope: Scope, pk: int) -> StatedFigure:
    """One figure that a source states; raises OutOfScope."""
    return StatedFigure.get_within(scope, pk=pk)


def stated_years(scope: Scope, whole: Division) -> list[int]:
    """The years of which something is stated of a place, the latest first."""
    days = stated(scope, whole).values_list("stated_on", flat=True)
    return sorted({day.year for day in days}, reverse=True)


def to_check(actor: Actor, *, most: int) -> list[Observation]:
    """The figures that wait for this actor's look, the oldest first."""
    if actor.role not in policy.CHECKERS:
        return []
    rows = (
        observations(actor.scope)
        .listed()
        .filter(state__in=(ObservationState.REPORTED, ObservationState.CHECKED))
    )
    ask = policy.may_confirm if actor.role in COORDINATORS else policy.may_check
    if actor.role not in COORDINATORS:
        rows = rows.filter(state=ObservationState.REPORTED)
    found = rows.order_by("made_at", "pk")[: most + 1]
    return [one for one in found if ask(actor, observation=one)]


def to_agree(actor: Actor, *, most: int) -> list[Observation]:
    """The figures of another side, not confirmed yet, to which this actor's side may say yes: those
    of a project or accord that both are in; the oldest first."""
    if actor.organisation is None or actor.role not in policy.REPORTERS:
        return []
    rows = observations(actor.scope).listed().exclude(reporter=actor.organisation)
    rows = rows.filter(
        Q(project__isnull=False) | Q(accord__isnull=False),
        state__in=(ObservationState.REPORTED, ObservationState.CHECKED),
        grade__lt=3,
    )
    found = rows.select_related("project", "accord").order_by("made_at", "pk")[: 2 * most]
    return [one for one in found if policy.may_agree(actor, observation=one)][: most + 1]


def returned_to(actor: Actor) -> list[Observation]:
    """The figures of this actor's own side that were returned."""
    if actor.organisation is None:
        return []
    rows = observations(actor.scope).filter(
        reporter=actor.organisation, state=ObservationState.RETURNED
    )
    return list(rows.order_by("made_at", "pk"))


def reported_indicators(scope: Scope) -> ScopedQuerySet[Indicator]:
    """The indicators of which people report figures: those that no counter counts."""
    return indicators(scope).filter(counted_by="")

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from lianjian.chain.outcomes import selectors as outcomes
from lianjian.chain.outcomes import totals
from lianjian.chain.outcomes.models import Indicator, Observation
from lianjian.chain.outcomes.showing import MARKS
from lianjian.chain.projects import selectors as projects
from lianjian.ground.core.actors import Actor
from lianjian.ground.ui import marks
from lianjian.ground.ui.days import day_and_year

from ..partnership import Partnership
from ..trace import NotYet, Stage, Step

SURE_FROM = 2
"""The least grade of a causal claim that is more than somebody's word (M64)."""


def steps(actor: Actor, partnership: Partnership) -> Iterator[Step]:
    """The figures of the partnership's projects and accords, and who says that it caused them."""
    built = projects.behind(
        actor.scope,
        accords=partnership.accords,
        bodies=partnership.bodies,
        pairings=partnership.pairings,
    )
    rows = outcomes.behind(actor.scope, projects=list(built), accords=list(partnership.accords))
    for one in rows:
        indicator = one.definition.indicator
        why = totals.why_left_out(indicator, one)
        claims = outcomes.claims_of(one)
        best = max((claim.grade for claim in claims), default=None)
        yield Step(
            Stage.OUTCOME,
            f"{indicator.name} {_figure(indicator, one)}",
            sub="　".join(_details(one)),
            day=one.period_to,
            mark=MARKS[one.state],
            grade=one.grade,
            url=reverse("outcomes:observation", args=[one.pk]),
            say=""
            if why
            else _("%(place)s%(span)s: %(indicator)s %(figure)s%(against)s.")
            % {
                "place": one.division.name,
                "span": _span(one),
                "indicator": indicator.name,
                "figure": _in_words(indicator, one),
                "against": f"（{_against(one)}）" if one.baseline else "",
            },
            not_yet=tuple(_not_yet(indicator, one, why, best)),
            claimed=_claimed(best),
        )


def _figure(indicator: Indicator, one: Observation) -> str:
    known = marks.COMPARATORS.get(one.comparator)
    sign = known.sign if known is not None else ""
    unit = "%" if indicator.kind == Indicator.Kind.PERCENTAGE else one.definition.unit
    shown = one.shown(indicator) or _("unknown")
    return f"{sign}{shown}{unit}"


def _in_words(indicator: Indicator, one: Observation) -> str:
    """A figure as one says it: with "at least" and not with its sign."""
    unit = "%" if indicator.kind == Indicator.Kind.PERCENTAGE else one.definition.unit
    shown = one.shown(indicator) or _("unknown")
    words = one.get_comparator_display() if one.comparator and one.value is not None else ""
    return f"{words} {shown} {unit}".strip()


def _span(one: Observation) -> str:
    """From when to when, as part of a sentence; nothing where no day is known."""
    if one.period_from and one.period_to:
        days = {"from": day_and_year(one.period_from), "to": day_and_year(one.period_to)}
        return _(", %(from)s to %(to)s") % days
    day = one.period_to or one.period_from
    return _(", %(day)s") % {"day": day_and_year(day)} if day else ""


def _against(one: Observation) -> str:
    return _("compared with %(when)s") % {"when": one.baseline}


def _details(one: Observation) -> Iterator[str]:
    """Where, against when, what shows it and what was seen."""
    yield one.division.name
    if one.baseline:
        yield _against(one)
    if one.evidence:
        yield one.evidence
    if one.seen_on_site:
        yield _("seen on site: %(what)s") % {"what": one.seen_on_site}


def _claimed(best: int | None) -> str:
    if best is None:
        return ""
    return _("“owed to”: somebody says so") if best < SURE_FROM else ""


def _not_yet(
    indicator: Indicator, one: Observation, why: str, best: int | None
) -> Iterator[NotYet]:
    page = reverse("outcomes:observation", args=[one.pk])
    if why:
        yield NotYet(
            f"“{indicator.name} {_figure(indicator, one)}”",
            str(totals.LEFT_OUT[why]),
            page,
            _("To the figure"),
        )
    elif best is not None and best < SURE_FROM:
        yield NotYet(
            _("“%(indicator)s is owed to partnership”") % {"indicator": indicator.name},
            _("Only one side says so. It takes accounts by source, or a look on site."),
            page,
            _("To the figure"),
        )

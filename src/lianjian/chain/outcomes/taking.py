"""Lines of a report weighed as stated figures and as figures. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from lianjian.chain.accords import selectors as accords
from lianjian.chain.accords.models import Accord
from lianjian.chain.projects import selectors as projects
from lianjian.chain.projects.models import Project
from lianjian.chain.registry import citing
from lianjian.chain.registry.citing import Cited
from lianjian.chain.registry.resolving import Branches
from lianjian.chain.registry.taking import each, insist
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Line, Standing, Tell, Weighed
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.organisations.resolving import Bodies
from lianjian.ground.places.models import Division
from lianjian.ground.places.resolving import Places, home_of

from . import policy, selectors
from .contents import About, Told
from .models import Indicator, Modality, Observation, StatedFigure
from .models.figure import Figure
from .services import reading
from .services.report import present

NEW, UNCHANGED = Standing.NEW, Standing.UNCHANGED


@dataclass(frozen=True, slots=True)
class FigureStep:
    """What *state* or *report* is called with; the source is found or entered when it is taken."""

    indicator: Indicator
    told: Told
    cited: Cited | None
    arguments: dict[str, Any]


class _Scale:
    """What the lines of one batch have in common, read once."""

    def __init__(self, actor: Actor, lines: Sequence[Line]) -> None:
        self.actor = actor
        self.places = Places(actor.scope, home_of(actor.division))
        self.indicators = {one.code: one for one in selectors.indicators(actor.scope)}
        self.bodies = Bodies(actor.scope, [line.text("organisation") for line in lines])
        self.branches = Branches(actor.scope, [line.text("branch") for line in lines])
        self.seen: dict[tuple[Any, ...], Line] = {}

    def indicator(self, line: Line) -> Indicator:
        found = self.indicators.get(line.text("indicator"))
        if found is None:
            raise Invalid(_("Say which indicator it is."), fields={"indicator": ""})
        return found

    def told(self, line: Line) -> Told:
        return Told(
            line.text("number"),
            modality=line.text("modality") or Modality.DONE,
            numerator=line.values.get("numerator"),
            denominator=line.values.get("denominator"),
            period_from=line.values.get("period_from"),
            period_to=line.values.get("period_to"),
            baseline=line.text("baseline"),
            inferred=line.text("inferred"),
            words=line.text("words"),
        )

    def not_twice(self, line: Line, figure: Figure, *of: object) -> None:
        key = (*of, figure.value, figure.numerator, figure.period_from, figure.period_to)
        if key in self.seen:
            raise Invalid(_("The same as line %(line)s.") % {"line": self.seen[key].number})
        self.seen[key] = line


def weigh_stated(actor: Actor, lines: Sequence[Line], tell: Tell) -> list[Weighed]:
    """Each line as what a source states of a whole."""
    scale = _Scale(actor, lines)

    def weigh(line: Line) -> Weighed:
        whole = _whole(scale, line)
        insist(policy.may_state(actor, whole=whole))
        indicator, told = scale.indicator(line), scale.told(line)
        figure = StatedFigure(
            indicator=indicator,
            division=whole if isinstance(whole, Division) else None,
            organisation=whole if isinstance(whole, Organisation) else None,
        )
        reading.put(figure, indicator, told)
        scale.not_twice(line, figure, indicator.pk, whole)
        cited = citing.cited_by(line)
        others = list(selectors.stated(actor.scope, whole).filter(indicator=indicator))
        if any(_is_known(one, figure, cited) for one in others):
            return Weighed(line, UNCHANGED)
        arguments = {"whole": whole, "stated_on": line.values.get("stated_on")}
        step = FigureStep(indicator, told, cited, arguments)
        return Weighed(line, NEW, step=step, beside=_beside(indicator, figure, others))

    return each(lines, tell, weigh, "number")


def _whole(scale: _Scale, line: Line) -> Division | Organisation:
    place, body = line.text("place"), line.text("organisation")
    if body and not place:
        own = organisations.own(scale.actor)
        return own if own is not None and own.name == body else scale.bodies.called(body)
    if not place:
        raise Invalid(_("Say of which place or organisation."), fields={"place": ""})
    return scale.places.anywhere(place)


def weigh_figures(actor: Actor, lines: Sequence[Line], tell: Tell) -> list[Weighed]:
    """Each line as a figure of a village, a project, a branch or an accord."""
    scale = _Scale(actor, lines)

    def weigh(line: Line) -> Weighed:
        about = _about(scale, line)
        insist(policy.may_report(actor, about=about))
        indicator, told = scale.indicator(line), scale.told(line)
        cited = citing.cited_by(line)
        figure = Observation(
            definition=present(indicator),
            division=about.division,
            branch=about.branch,
            project=about.project,
            accord=about.accord,
        )
        reading.put(figure, indicator, told)
        scale.not_twice(line, figure, indicator.pk, about)
        others = list(selectors.of_the_same(actor.scope, figure).select_related("source"))
        if any(_is_known(one, figure, cited) for one in others):
            return Weighed(line, UNCHANGED)
        beside = _beside(indicator, figure, others)
        apart = line.text("apart")
        if others and not apart:
            said = _("Of this a number was reported already. Say what this one is a number of.")
            return Weighed(line, Standing.WRONG, {"apart": said}, beside=beside)
        step = FigureStep(indicator, told, cited, {"about": about, "apart": apart})
        return Weighed(line, NEW, step=step, beside=beside)

    return each(lines, tell, weigh, "number")


def _about(scale: _Scale, line: Line) -> About:
    if not line.text("place"):
        raise Invalid(_("Say which place benefits."), fields={"place": ""})
    branch, accord = line.text("branch"), line.text("accord")
    return About(
        division=scale.places.inside(line.text("place")),
        branch=scale.branches.called(branch) if branch else None,
        project=_project(scale.actor, line.text("project")),
        accord=_accord(scale.actor, accord) if accord else None,
    )


def _project(actor: Actor, name: str) -> Project | None:
    if not name:
        return None
    found = list(projects.projects(actor.scope).filter(name=name)[:2])
    if len(found) != 1:
        raise Invalid(_only(found, name), fields={"project": ""})
    return found[0]


def _accord(actor: Actor, title: str) -> Accord:
    found = list(accords.accords(actor.scope).filter(title=title)[:2])
    if len(found) != 1:
        raise Invalid(_only(found, title), fields={"accord": ""})
    return found[0]


def _only(found: Sequence[object], name: str) -> str:
    return (
        _("There are several called “%(name)s”.") % {"name": name}
        if found
        else _("Nothing that you see is called “%(name)s”. Enter it first.") % {"name": name}
    )


def _is_known(one: Figure, figure: Figure, cited: Cited | None) -> bool:
    """Whether the same number of the same time stands: by the same source, or both times said.

    One time that nobody knows is taken for the same only where the source is the same too.
    """
    same = ("value", "comparator", "numerator", "denominator")
    if any(getattr(one, name) != getattr(figure, name) for name in same) or _is_apart(one, figure):
        return False
    if cited is not None and cited.is_of(one.source):
        return True  # how much of it is so was somebody's judgement of the same words
    if one.modality != figure.modality:
        return False
    of_nobody = cited is None and one.source_id is None
    return of_nobody or None not in (one.period_to, figure.period_to)


def _is_apart(one: Figure, other: Figure) -> bool:
    """Whether the two are of times that have no day in common; an unknown end is no proof."""
    return any(
        ends is not None and begins is not None and ends < begins
        for ends, begins in (
            (one.period_to, other.period_from),
            (other.period_to, one.period_from),
        )
    )


def _beside(indicator: Indicator, figure: Figure, others: Iterable[Figure]) -> tuple[str, ...]:
    """What else is known of the same and of no other time, each with its source."""
    unit = indicator.newest.unit
    return tuple(
        _("Known already: %(number)s, from %(source)s.")
        % {
            "number": one.told(indicator, unit),
            "source": f"{one.source.outlet}《{one.source.title}》" if one.source else _("our own"),
        }
        for one in others
        if not _is_apart(one, figure)
    )

"""What *report*, *correct* and *state* have in common: a number checked and put into a row."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.spans import must_be_in_sight
from lianjian.ground.core.verdicts import Invalid, Text

from .. import figures
from ..contents import Told
from ..models import Comparator, Indicator, Modality
from ..models.figure import Figure


def must_make_sense(indicator: Indicator, told: Told) -> None:
    """Raises Invalid, saying what is missing, for what may not stand as a figure.

    A percentage needs its numerator, denominator and period; an increase says against when; an end
    does not come before its beginning.
    """
    if told.modality not in Modality.values:
        raise Invalid(_("Say how much of it is so."), fields={"modality": _("unknown")})
    if told.period_from and told.period_to and told.period_to < told.period_from:
        raise Invalid(_("It ends before it begins."), fields={"period_to": _("before it begins")})
    if told.modality == Modality.DONE and told.period_from and told.period_from > clock.today():
        raise Invalid(
            _("What lies ahead is not done yet. Say that it is planned, or look at the days."),
            fields={"period_from": _("in the future")},
        )
    if told.modality == Modality.DONE and told.period_to and told.period_to > clock.today():
        raise Invalid(
            _("What is done reaches to today at the latest. Give the days that you know of."),
            fields={"period_to": _("in the future")},
        )
    must_be_in_sight(told.period_to, field="period_to")
    is_share = indicator.kind == Indicator.Kind.PERCENTAGE
    if not is_share and (told.numerator is not None or told.denominator is not None):
        raise Invalid(
            _("%(name)s is counted: it is no share of something.") % {"name": indicator.name},
            fields={"numerator": _("only of a percentage")},
        )
    if is_share:
        _must_be_a_share(told)
    elif told.number.strip().endswith(("%", "％")):
        raise Invalid(
            _("%(name)s is counted, not measured in per cent.") % {"name": indicator.name},
            fields={"number": _("not a percentage")},
        )


def _must_be_a_share(told: Told) -> None:
    lacks: dict[str, Any] = {}
    if told.numerator is None:
        lacks["numerator"] = _("how many of them (the numerator)")
    if not told.denominator:
        lacks["denominator"] = _("of how many (the denominator)")
    if told.period_from is None or told.period_to is None:
        lacks["period_to"] = _("from when to when")
    if lacks:
        raise Invalid(
            _("A percentage alone says nothing. Still missing: %(what)s.")
            % {"what": "；".join(str(one) for one in lacks.values())},
            fields=lacks,
        )
    if told.numerator is not None and told.denominator and told.numerator < 0:
        raise Invalid(_("Not less than nothing."), fields={"numerator": _("not less than 0")})


def put(figure: Figure, indicator: Indicator, told: Told) -> None:
    """Put a number into a figure in the smallest unit. Raises Invalid for what is no number."""
    must_make_sense(indicator, told)
    if indicator.kind == Indicator.Kind.PERCENTAGE:
        figure.numerator, figure.denominator = told.numerator, told.denominator
        figure.value, figure.comparator = None, Comparator.EXACT
    else:
        found = _read(indicator, told.number)
        exact = found.comparator == figures.Comparator.EXACT
        if found.value is not None and found.value < 0 and not indicator.is_increase:
            raise Invalid(_("Not less than nothing."), fields={"number": _("not less than 0")})
        figure.value, figure.written = found.value, told.number.strip()
        figure.comparator = Comparator.EXACT if exact else found.comparator.value
    figure.modality = told.modality
    figure.period_from, figure.period_to = told.period_from, told.period_to
    figure.baseline, figure.inferred = told.baseline.strip(), told.inferred.strip()
    figure.source, figure.words = told.source, told.words.strip()


WHY: dict[figures.Why, Text] = {
    figures.Why.EMPTY: _("Write the number, or 多个 if it is unknown."),
    figures.Why.NO_FIGURE: _("That is no number. Write it as 12, 20万余, 约300; or 多个."),
    figures.Why.RANGE: _("That is a range. Say at least or at most, or what it was."),
    figures.Why.PARTS: _("That is no whole number."),
    figures.Why.TOO_LARGE: _("That number is too large."),
    figures.Why.OTHER_MEASURE: _("That counts something else than this indicator does."),
}


def _read(indicator: Indicator, number: str) -> figures.Figure:
    """A number as it was written, in what the indicator counts. Raises Invalid in words."""
    try:
        return figures.read(number, figures.Measure(indicator.kind))
    except figures.NotAFigure as refusal:
        said = WHY[refusal.why]
        raise Invalid(said, fields={"number": said}) from None

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianjian.chain.accords import selectors as accords
from lianjian.chain.accords.models import Accord
from lianjian.chain.projects import selectors as projects
from lianjian.chain.projects.models import Project
from lianjian.chain.registry import selectors as registry
from lianjian.chain.registry.models import Source
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.places.fields import DivisionField
from lianjian.ground.ui.choosing import choose

from . import selectors
from .contents import About, Told
from .models import Indicator, Modality

_NONE = _("none")


if TYPE_CHECKING:
    _AmongIndicators = forms.ModelChoiceField[Indicator]
else:
    _AmongIndicators = forms.ModelChoiceField


class IndicatorField(_AmongIndicators):
    """A choice among indicators, each with what it is counted in."""

    def label_from_instance(self, indicator: Indicator) -> str:
        unit = indicator.newest.unit
        return f"{indicator.name}（{unit}）" if unit else indicator.name


class NumberForm(forms.Form):
    """A number as people write it, with what makes it honest."""

    number = forms.CharField(
        label=_("The number, as it was written"),
        required=False,
        max_length=40,
        help_text=_("e.g. 12, 20万余人次, 约300, 50余万元; 多个 if it is unknown."),
    )
    numerator = forms.IntegerField(label=_("Of a share: how many"), required=False, min_value=0)
    denominator = forms.IntegerField(
        label=_("Of a share: of how many"), required=False, min_value=1
    )
    modality = forms.ChoiceField(
        label=_("How much of it is so"), choices=Modality.choices, initial=Modality.DONE
    )
    period_from = forms.DateField(label=_("From"), required=False)
    period_to = forms.DateField(label=_("To"), required=False)
    baseline = forms.CharField(
        label=_("Compared with"),
        required=False,
        max_length=120,
        help_text=_("Of an increase: against when."),
    )
    source = forms.ModelChoiceField(
        label=_("Source"), queryset=Source.objects.none(), required=False, empty_label=_NONE
    )
    words = forms.CharField(label=_("In the words of the source"), required=False, max_length=300)
    inferred = forms.CharField(label=_("How the day was inferred"), required=False, max_length=200)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "source", registry.sources(actor.scope))
        today = clock.today()
        self.fields["period_from"].initial = dt.date(today.year, 1, 1)
        self.fields["period_to"].initial = today

    def count_only(self) -> None:
        """Ask for no share where nothing that can be chosen is one."""
        del self.fields["numerator"], self.fields["denominator"]

    def told(self) -> Told:
        """What was written, once the form is valid."""
        names = (
            "number",
            "modality",
            "numerator",
            "denominator",
            "period_from",
            "period_to",
            "baseline",
            "source",
            "words",
            "inferred",
        )
        # A number where a share is asked for, and a share where a number is, have no field.
        given: dict[str, Any] = {
            name: self.cleaned_data[name] for name in names if name in self.cleaned_data
        }
        return Told(**given)


class ApartForm(NumberForm):
    """A number, and what it is a number of where another of the same stands already."""

    apart = forms.CharField(
        label=_("If it is another one: what it is a number of"), required=False, max_length=200
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        if not self.is_bound and not self.initial.get("apart"):
            # Asked for only where a figure of the same stands already.
            del self.fields["apart"]


class ReportForm(ApartForm):
    """A figure that one side reports."""

    indicator = IndicatorField(
        label=_("Indicator"), queryset=Indicator.objects.none(), to_field_name="code"
    )
    division = DivisionField(label=_("Place that benefits"))
    happened_in = DivisionField(
        label=_("Where it happened, if that is another place"), required=False
    )
    project = forms.ModelChoiceField(
        label=_("Project"), queryset=Project.objects.none(), required=False, empty_label=_NONE
    )
    accord = forms.ModelChoiceField(
        label=_("Accord"), queryset=Accord.objects.none(), required=False, empty_label=_NONE
    )
    evidence = forms.CharField(label=_("What shows it"), required=False, max_length=300)
    document = forms.FileField(
        label=_("document"), required=False, help_text=_("A PDF, a JPEG or a PNG, 5 MB at most.")
    )

    field_order = ("apart", "indicator", "number", "division", "period_from", "period_to")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        offered = selectors.reported_indicators(actor.scope)
        choose(self, "indicator", offered)
        if not offered.filter(kind=Indicator.Kind.PERCENTAGE).exists():
            self.count_only()
        choose(self, "project", projects.projects(actor.scope))
        choose(self, "accord", accords.accords(actor.scope, order="title"))

    def about(self) -> About:
        names = ("division", "happened_in", "project", "accord")
        return About(**{name: self.cleaned_data[name] for name in names})


class CorrectForm(ApartForm):
    """Another figure in the place of one, and why."""

    reason = forms.CharField(label=_("Why it is corrected"), max_length=300)
    evidence = forms.CharField(label=_("What shows it"), required=False, max_length=300)
    document = forms.FileField(
        label=_("document"), required=False, help_text=_("A PDF, a JPEG or a PNG, 5 MB at most.")
    )

    field_order = ("apart", "number", "reason")

    def __init__(self, *args: Any, actor: Actor, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        if indicator.kind == Indicator.Kind.PERCENTAGE:
            del self.fields["number"]
        else:
            self.count_only()


class StateForm(NumberForm):
    """What a source says of a whole."""

    indicator = IndicatorField(
        label=_("Indicator"), queryset=Indicator.objects.none(), to_field_name="code"
    )
    stated_on = forms.DateField(label=_("Stated on"), required=False)

    field_order = ("indicator", "number", "stated_on")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        offered = selectors.indicators(actor.scope)
        choose(self, "indicator", offered)
        if not offered.filter(kind=Indicator.Kind.PERCENTAGE).exists():
            self.count_only()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("source") and not str(cleaned.get("words", "")).strip():
            self.add_error("words", _("Who says so? Name the source, or write down its words."))
        return cleaned


class WhyForm(forms.Form):
    reason = forms.CharField(
        label=_("reason"), max_length=250, widget=forms.Textarea(attrs={"rows": 2})
    )


class SiteForm(forms.Form):
    """What somebody saw who looked on site; empty: nobody did."""

    on_site = forms.CharField(
        label=_("What was seen on site (empty if nobody went)"), required=False, max_length=300
    )


class ClaimForm(forms.Form):
    """Somebody owes a figure to a project or an accord."""

    words = forms.CharField(label=_("what is said"), max_length=300)
    said_by = forms.CharField(label=_("who says so"), max_length=120)
    grade = forms.TypedChoiceField(
        label=_("how well it is known"),
        coerce=int,
        choices=[
            (0, _("one side says so")),
            (2, _("a document shows it")),
            (3, _("both sides say so")),
            (4, _("somebody looked into it on site")),
        ],
    )
    evidence = forms.CharField(label=_("what shows it"), required=False, max_length=300)


class DefineForm(forms.Form):
    """A new definition of an indicator."""

    text = forms.CharField(label=_("definition"), widget=forms.Textarea(attrs={"rows": 3}))
    unit = forms.CharField(label=_("unit"), required=False, max_length=20)
    since = forms.DateField(label=_("since"), initial=clock.today)


class SpanForm(forms.Form):
    """The span of the overview."""

    first = forms.DateField(label=_("from"))
    last = forms.DateField(label=_("to"))

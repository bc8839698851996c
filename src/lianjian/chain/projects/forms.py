from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from lianjian.chain.accords import naming
from lianjian.chain.accords import selectors as accords
from lianjian.chain.accords.models import Accord, JointBody
from lianjian.chain.exchange.models import WorkArea
from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.pairing.models import Pairing
from lianjian.chain.registry import selectors as registry
from lianjian.chain.registry.models import BusinessEntity
from lianjian.ground.core import clock, money
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.fields import DivisionField
from lianjian.ground.ui.choosing import choose, chooses_nothing

from . import selectors
from .contents import Contents, MilestoneDraft, Side
from .models import Brand, Cluster, Project

_NONE = _("none")
_YEAR = r"(?<!\d)(?:19|20)\d{2}"
_LONGEST_KEY = 18
_DATE = re.compile(
    rf"^(?P<name>.*?)[\s|｜,，、：:（(]*(?P<day>{_YEAR}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}})日?[)）]?$"
)
_HALF_A_DATE = re.compile(rf"{_YEAR}(?:年\d{{1,2}}月?|-\d{{1,2}})[)）]?$")


class ProjectForm(forms.Form):
    """A project as it is proposed to its parties."""

    name = forms.CharField(label=_("Name"), max_length=200)
    area = forms.ChoiceField(label=_("Work area"), choices=WorkArea.choices)
    kind = forms.ChoiceField(label=_("Kind"), choices=Project.Kind.choices)
    tier = forms.ChoiceField(label=_("Tier"), choices=Project.Tier.choices, initial="ordinary")
    division = DivisionField(
        label=_("Place that benefits"), help_text=_("The village, township or county.")
    )
    stands_in = DivisionField(label=_("Where it stands, if that is another place"), required=False)
    parties = forms.CharField(
        label=_("Parties, one a line"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Branches or organisations by name; the first one leads."),
    )
    accord = forms.ModelChoiceField(
        label=_("Accord behind it"),
        queryset=Accord.objects.none(),
        required=False,
        empty_label=_NONE,
    )
    body = forms.ModelChoiceField(
        label=_("Joint body behind it"),
        queryset=JointBody.objects.none(),
        required=False,
        empty_label=_NONE,
    )
    pairings = forms.ModelMultipleChoiceField(
        label=_("Pairings behind it"),
        queryset=Pairing.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("An accord, a joint body or a pairing stands behind every project."),
    )
    cluster = forms.ModelChoiceField(
        label=_("Industry cluster"),
        queryset=Cluster.objects.none(),
        required=False,
        empty_label=_NONE,
    )
    brands = forms.ModelMultipleChoiceField(
        label=_("Brands"),
        queryset=Brand.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label=_("What is built, and for whom"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    starts = forms.DateField(label=_("Planned start"), required=False)
    ends = forms.DateField(label=_("Planned end"), required=False)
    budget = forms.CharField(
        label=_("Budget in 10,000 yuan"), required=False, max_length=20, help_text=_("e.g. 35.5")
    )
    milestones = forms.CharField(
        label=_("Milestones, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What has to be there, and by which day: seedlings in the village 2027-04-22"),
    )

    def __init__(
        self, *args: Any, actor: Actor, project: Project | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.scope = actor.scope
        # A party may name the others again, also those that it could not name by itself.
        self.known = {} if project is None else selectors.sides_of(project)
        choose(self, "accord", accords.accords(actor.scope, order="title"))
        choose(self, "body", accords.bodies(actor.scope).exclude(state="dissolved"))
        choose(self, "pairings", pairing.standing_pairings(actor.scope))
        choose(self, "cluster", selectors.clusters(actor.scope))
        choose(self, "brands", selectors.brands(actor.scope))
        for name in ("pairings", "brands"):
            if chooses_nothing(self, name):
                del self.fields[name]

    def clean_parties(self) -> tuple[Side, ...]:
        known = {**self._behind(), **self.known}
        return tuple(
            known.get(line.strip()) or naming.side(self.scope, line)
            for line in self.cleaned_data["parties"].splitlines()
            if line.strip()
        )

    def _behind(self) -> dict[str, Side]:
        """The sides of the accord and the pairings that are chosen, whichever field comes first."""
        if not isinstance(self.data, QueryDict):
            return {}
        chosen = self.data.get("accord", "")
        rows = accords.accords(self.scope).filter(pk=chosen) if _is_key(chosen) else ()
        keys = [key for key in self.data.getlist("pairings") if _is_key(key)]
        pairs = pairing.standing_pairings(self.scope).filter(pk__in=keys) if keys else ()
        return selectors.sides_behind(next(iter(rows), None), pairs)

    def clean_budget(self) -> int | None:
        typed = self.cleaned_data["budget"]
        if not typed.strip():
            return None
        try:
            return money.fen_from(typed, "万元")
        except Invalid as refusal:
            raise ValidationError(str(refusal)) from None

    def clean_milestones(self) -> tuple[MilestoneDraft, ...]:
        lines = [one.strip() for one in self.cleaned_data["milestones"].splitlines()]
        return tuple(_milestone(line) for line in lines if line)

    def contents(self) -> Contents:
        """What was written, once the form is valid."""
        given = dict(self.cleaned_data)
        given["pairings"] = tuple(given.get("pairings") or ())
        given["brands"] = tuple(given.get("brands") or ())
        return Contents(**given)

    @staticmethod
    def told(project: Project) -> dict[str, Any]:
        """A project's contents as the form first shows them."""
        plain = ("name", "area", "kind", "tier", "words", "division", "stands_in", "starts", "ends")
        rows = selectors.milestones_of(project)
        return {
            **{name: getattr(project, name) for name in plain},
            "accord": project.accord_id,
            "body": project.body_id,
            "cluster": project.cluster_id,
            "pairings": [one.pk for one in selectors.pairings_of(project)],
            "brands": [one.pk for one in selectors.brands_of(project)],
            "parties": "\n".join(str(one) for one in selectors.parties_of(project)),
            "budget": "" if project.budget is None else f"{project.budget / 1_000_000:g}",
            "milestones": "\n".join(
                f"{one.name} {one.due:%Y-%m-%d}" if one.due else one.name for one in rows
            ),
        }


def _is_key(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) <= _LONGEST_KEY


def _milestone(line: str) -> MilestoneDraft:
    """``苗到村 2027-04-22`` → its name and its day; without a day the whole line is the name."""
    if found := _DATE.match(line):
        try:
            day = parse_date(_padded(found["day"]))
        except ValueError:
            day = None
        if day is None:
            raise ValidationError(_("There is no such day: %(day)s") % {"day": found["day"]})
        return MilestoneDraft(found["name"], day)
    if half := _HALF_A_DATE.search(line):
        raise ValidationError(_("Write the whole day: %(typed)s") % {"typed": half[0]})
    return MilestoneDraft(line)


def _padded(day: str) -> str:
    year, month, date = re.split(r"[-/.年月]", day)
    return f"{year}-{month:0>2}-{date:0>2}"


class AnswerForm(forms.Form):
    """A party's answer to the words of one edition."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    agreed = forms.TypedChoiceField(
        label=_("your answer"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("We agree to this")), ("no", _("We ask for a change"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("what should change"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ListForm(forms.Form):
    """For which year, since which day."""

    year = forms.IntegerField(label=_("year"))
    listed_on = forms.DateField(label=_("listed on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = clock.today().year
        self.fields["listed_on"].initial = clock.today()


class StartForm(forms.Form):
    launched_on = forms.DateField(label=_("under way since"), initial=clock.today)


class CorrectStartForm(StartForm):
    """Since when it really is under way, and why it was written otherwise."""

    reason = forms.CharField(label=_("why it is corrected"), max_length=250)


class ReopenForm(forms.Form):
    reason = forms.CharField(label=_("why it is taken back"), max_length=250)


class AcceptForm(forms.Form):
    """The acceptance: who looked, when, with which result."""

    accepted_by = forms.CharField(label=_("accepted by"), max_length=200)
    accepted_on = forms.DateField(label=_("accepted on"), initial=clock.today)
    result = forms.CharField(
        label=_("result"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    on_site = forms.BooleanField(label=_("somebody looked on site"), required=False)
    document = forms.FileField(
        label=_("document"), required=False, help_text=_("A PDF, a JPEG or a PNG, 5 MB at most.")
    )


class WhyForm(forms.Form):
    reason = forms.CharField(
        label=_("reason"), max_length=250, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReachForm(forms.Form):
    reached_on = forms.DateField(label=_("reached on"), initial=clock.today)
    note = forms.CharField(label=_("what shows it"), max_length=300)


class BeforeForm(ProjectForm):
    """A project that was on a list before the system."""

    listed_on = forms.DateField(label=_("Listed on"))
    launched_on = forms.DateField(
        label=_("Under way since"), required=False, help_text=_("Leave it empty if not begun.")
    )
    document = forms.FileField(
        label=_("The list"), required=False, help_text=_("A PDF, a JPEG or a PNG, 5 MB at most.")
    )

    def contents(self) -> Contents:
        kept = {name: self.cleaned_data.pop(name) for name in ("listed_on", "launched_on")}
        document = self.cleaned_data.pop("document")
        made = super().contents()
        self.cleaned_data.update(kept, document=document)
        return made


class ClusterForm(forms.Form):
    """An industry cluster that somebody has named."""

    name = forms.CharField(label=_("Name"), max_length=120)
    division = DivisionField(label=_("Place"))
    area = forms.ChoiceField(label=_("Work area"), choices=WorkArea.choices)
    words = forms.CharField(
        label=_("What it is"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = forms.CharField(label=_("Who named it, and where"), required=False, max_length=300)


class BrandForm(forms.Form):
    """A brand, its owner, and what is said of partnership's part in it."""

    name = forms.CharField(label=_("Name"), max_length=120)
    division = DivisionField(label=_("Place"))
    organisation = forms.ModelChoiceField(
        label=_("Owner, an organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_NONE,
    )
    entity = forms.ModelChoiceField(
        label=_("Owner, a business entity"),
        queryset=BusinessEntity.objects.none(),
        required=False,
        empty_label=_NONE,
    )
    cluster = forms.ModelChoiceField(
        label=_("Industry cluster"),
        queryset=Cluster.objects.none(),
        required=False,
        empty_label=_NONE,
    )
    mark = forms.CharField(
        label=_("Geographical indication or trademark number"), required=False, max_length=80
    )
    attribution = forms.CharField(
        label=_("What partnership is said to have done"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is shown as unreviewed until a coordinator has looked into it."),
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "organisation", organisations.organisations(scope))
        choose(self, "entity", registry.entities(scope))
        choose(self, "cluster", selectors.clusters(scope))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("organisation") and cleaned.get("entity"):
            self.add_error("entity", _("A brand has one owner."))
        cleaned["owner"] = cleaned.pop("organisation", None) or cleaned.pop("entity", None)
        cleaned.pop("entity", None)
        return cleaned


class ReviewForm(forms.Form):
    attribution = forms.CharField(widget=forms.HiddenInput)
    review = forms.CharField(
        label=_("what the review found"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts.models import Person
from lianjian.ground.core import clock
from lianjian.ground.core.industry import industry_choices
from lianjian.ground.core.scope import Scope
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.organisations.models import Kind, Organisation
from lianjian.ground.places.fields import DivisionField

from .. import selectors
from ..models import Branch, BusinessEntity, Honour, Office, Source
from ..services.entities import MOST_BODIES
from ..services.sources import BYLINE_ROLES
from .branches import PLEASE_CHOOSE


def _industries() -> list[Any]:
    return [("", _("not said")), *industry_choices()]


class EntityForm(forms.Form):
    """Who does business in a place."""

    field_order = ("name", "kind", "division", "organisation", "industry")

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=BusinessEntity.Kind.choices)
    division = DivisionField(
        label=_("Where it works"), help_text=_("Its village, township or county.")
    )
    organisation = forms.ModelChoiceField(
        label=_("Entered organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("none"),
        help_text=_("If its identity with a credit code is entered among the organisations."),
    )
    industry = forms.ChoiceField(
        label=_("Industry"),
        required=False,
        choices=_industries,
        help_text=_("After the national standard GB/T 4754: a division, or only its section."),
    )
    capacity_lower = forms.IntegerField(
        label=_("Joint bodies at once, at least"), min_value=0, max_value=MOST_BODIES, initial=0
    )
    capacity_upper = forms.IntegerField(
        label=_("Joint bodies at once, at most"), min_value=0, max_value=MOST_BODIES, initial=1
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = organisations.organisations(scope).exclude(kind=Kind.VILLAGE)
        self.fields["organisation"].queryset = bodies  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    on = forms.DateField(label=_("last day"), widget=forms.DateInput, initial=clock.today)
    reason = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class VillageForm(forms.Form):
    """One more village in which an entity works."""

    village = forms.ModelChoiceField(
        label=_("Village"), queryset=Branch.objects.none(), empty_label=PLEASE_CHOOSE
    )

    def __init__(self, *args: Any, scope: Scope, entity: BusinessEntity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = selectors.villages(scope)
        if not self.is_bound:  # A form that is sent twice may name one that is there by now.
            rows = rows.exclude(pk__in=[one.pk for one in selectors.villages_of(scope, entity)])
        self.fields["village"].queryset = rows  # type: ignore[attr-defined]


class SourceForm(forms.Form):
    """A published text from which something is taken."""

    title = forms.CharField(label=_("Headline"), max_length=200)
    outlet = forms.CharField(
        label=_("Outlet"), max_length=120, help_text=_("The paper, site or account.")
    )
    published_on = forms.DateField(label=_("Published on"), widget=forms.DateInput, required=False)
    address = forms.CharField(
        label=_("Address"),
        max_length=500,
        required=False,
        widget=forms.URLInput,
        help_text=_("Kept as text; the system does not open it."),
    )
    byline = forms.CharField(
        label=_("Byline"),
        max_length=120,
        required=False,
        help_text=_("Roles only, such as %(roles)s: no names of persons are kept.")
        % {"roles": "、".join(BYLINE_ROLES[:3])},
    )


class HonourForm(forms.Form):
    """What a body was given by somebody above it."""

    title = forms.CharField(label=_("Title"), max_length=120)
    issuer = forms.CharField(label=_("Issued by"), max_length=120)
    level = forms.ChoiceField(
        label=_("Level"), choices=[("", PLEASE_CHOOSE), *Honour.Level.choices]
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=1921,
        max_value=2200,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("Leave it empty if you know the day."),
    )
    awarded_on = forms.DateField(label=_("Awarded on"), widget=forms.DateInput, required=False)
    valid_until = forms.DateField(
        label=_("Valid until"),
        widget=forms.DateInput,
        required=False,
        help_text=_("Leave it empty if it has no end."),
    )
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=300,
        required=False,
        help_text=_("For example the number of the document, or where the plaque hangs."),
    )
    file = forms.FileField(
        label=_("Document or picture"),
        required=False,
        help_text=_("PDF, JPEG or PNG, at most 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    source = forms.ModelChoiceField(
        label=_("Source"),
        queryset=Source.objects.none(),
        required=False,
        empty_label=_("none"),
        help_text=_("The text that tells of it, if it is entered."),
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = selectors.sources(scope)  # type: ignore[attr-defined]

    def clean_file(self) -> bytes:
        """The bytes that were sent, if any; the service says what they may be."""
        sent = self.cleaned_data.get("file")
        return sent.read(LARGEST_READ) if isinstance(sent, UploadedFile) else b""


LARGEST_READ = 6 * 1024 * 1024
"""More than may be kept, so that the service sees that it is too much; not the whole of it."""


class WhyForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class HolderForm(forms.Form):
    """Who holds an office from a day on; a person without an account is not named."""

    starts = forms.DateField(label=_("first day"), widget=forms.DateInput, initial=clock.today)
    person = forms.ModelChoiceField(
        label=_("Account of the holder"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("no account: only office and days are kept"),
    )

    def __init__(
        self,
        *args: Any,
        scope: Scope,
        host: Organisation,
        now: Office | None = None,
        **kwargs: Any,
    ) -> None:
        """``now`` is the office as it is held: who left the body is still its holder."""
        super().__init__(*args, **kwargs)
        rows = [] if now is None else [now]
        people = {one.pk for one in selectors.people_of(scope, host)}
        named = people | set(selectors.known_people(scope, rows))
        holders = {one.person_id for one in rows if one.person_id is not None}
        field: Any = self.fields["person"]
        field.queryset = Person._default_manager.filter(pk__in=people | holders)
        field.label_from_instance = lambda person: (
            person.name if person.pk in named else _("an account, as it was entered")
        )


class OfficeForm(HolderForm):
    field_order = ("title", "starts", "ends", "person")

    title = forms.CharField(
        label=_("Title of the office"),
        max_length=60,
        help_text=_("An office, not a name: for example 党支部书记."),
    )
    ends = forms.DateField(label=_("last day"), widget=forms.DateInput, required=False)

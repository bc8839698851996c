from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianjian.ground.places.fields import DivisionField
from lianjian.ground.ui.editing import EditForm

from .models import Kind, Organisation


class AnsweringForm(forms.Form):
    """Whom a body answers to: one place, or the central authorities."""

    affiliation = DivisionField(
        label=_("Answers to (place)"),
        required=False,
        help_text=_(
            "The place whose authorities it answers to, not where it stands: a provincial "
            "department answers to the province."
        ),
    )
    central = forms.BooleanField(label=_("It answers to the central authorities"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "affiliation" not in self.errors and bool(given["affiliation"]) == given["central"]:
            self.add_error("affiliation", _("Choose a place, or say that it is a central body."))
        return given


class OrganisationForm(AnsweringForm):
    """What a body is. Whom it answers to is asked for once, when it is entered."""

    field_order = ["name", "kind", "uscc", "affiliation", "central", "seat"]

    name = forms.CharField(label=_("Name"), min_length=2, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    uscc = forms.CharField(
        label=_("Unified social credit code"),
        max_length=40,
        required=False,
        help_text=_("18 characters. With it, a body is never entered twice."),
    )
    seat = DivisionField(
        label=_("Seat"),
        required=False,
        help_text=_("Where it stands. Leave it empty if it is the same place."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        given.pop("central")
        return given


class AmendForm(EditForm, OrganisationForm):
    """Its identity without whom it answers to."""

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        super().__init__(data, initial=self.kept(organisation))
        del self.fields["affiliation"], self.fields["central"]
        self.fields["seat"].help_text = _("Where it stands.")

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data

    @staticmethod
    def kept(organisation: Organisation) -> dict[str, Any]:
        """What is kept of it, by field."""
        return {
            "name": organisation.name,
            "kind": organisation.kind,
            "uscc": organisation.uscc or "",
            "seat": organisation.seat,
        }


class ReaffiliateForm(EditForm, AnsweringForm):
    """Whom it answers to from now on."""

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        super().__init__(data, initial=self.kept(organisation))

    @staticmethod
    def kept(organisation: Organisation) -> dict[str, Any]:
        """What is kept of it, by field."""
        affiliation = organisation.affiliation
        return {"affiliation": affiliation, "central": affiliation is None}


class AliasForm(forms.Form):
    text = forms.CharField(label=_("Other name"), max_length=200)
    document = forms.CharField(
        label=_("Only in this document"),
        max_length=200,
        required=False,
        help_text=_("Its title. Leave it empty if the body is called so everywhere."),
    )

"""What people type into this room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Invalid

from . import importing, policy
from .models import Person
from .roles import PLACE_OF, Role
from .services.name_deputy import LONGEST

_TEL = {"autocomplete": "off", "inputmode": "tel"}


def blame(form: forms.Form, refusal: Invalid) -> None:
    """Show a service's refusal at the fields it names, or above the form."""
    for name, reason in refusal.fields.items():
        form.add_error(name if name in form.fields else None, str(reason))
    if not refusal.fields:
        form.add_error(None, str(refusal.reason))


class WhoForm(forms.Form):
    """A person, by name and phone number."""

    name = forms.CharField(
        label=_("Full name"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label=_("Mobile phone number"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs=_TEL),
        help_text=_("Signs in with it. Without one, the slip shows a user name instead."),
    )


class AppointForm(WhoForm):
    """Somebody, a role, and where."""

    role = forms.ChoiceField(label=_("Role"))
    place = forms.CharField(
        label=_("Village, organisation or division"),
        max_length=120,
        help_text=_(
            "The name as it is registered. For two villages of one name: township/village."
        ),
    )
    starts = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput, help_text=_("Empty: from today.")
    )
    ends = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput,
        help_text=_("For first secretaries the end of their batch. Empty: open."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        given = [role for role in Role if role in policy.gives(actor)]
        field = self.fields["role"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (role.value, _("%(role)s (%(place)s)") % _words(role)) for role in given
            ]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("role") and typed.get("place"):
            try:
                found = importing.place_called(
                    self.actor.scope, Role(typed["role"]), typed.pop("place")
                )
            except Invalid as refusal:
                self.add_error("place", str(refusal))
            else:
                typed["role"] = Role(typed["role"])
                typed["division"], typed["organisation"] = found
        return typed


def _words(role: Role) -> dict[str, Any]:
    return {"role": role.label, "place": PLACE_OF[role].label}


class HandOverForm(WhoForm):
    """The next holder, and from when."""

    starts = forms.DateField(
        label=_("From"),
        required=False,
        widget=forms.DateInput,
        help_text=_("Empty: at once. The present holder's rights end the moment this begins."),
    )


class DeputyForm(WhoForm):
    """Who stands in, until when, and whether they sign."""

    ends = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput,
        help_text=_("At most %(days)s days ahead.") % {"days": LONGEST.days},
    )
    may_sign = forms.BooleanField(
        label=_("The deputy may also sign accords"),
        required=False,
        help_text=_("Without this they may do everything else that the post may do."),
    )


class CorrectForm(forms.Form):
    """One's own name and phone number."""

    name = forms.CharField(label=_("Full name"), max_length=40)
    phone = forms.CharField(
        label=_("Mobile phone number"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )


class SlipForm(CorrectForm):
    """The first password, with one's own name and phone number to see and correct."""

    password = forms.CharField(
        label=_("Your new password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 10 characters; a short sentence is easy to remember."),
    )
    again = forms.CharField(
        label=_("The password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    remember = forms.BooleanField(
        label=_("Keep me signed in on this device for 30 days"),
        required=False,
        help_text=_("For village and liaison posts, on a device that only you use."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": person.name, "phone": person.phone or ""}
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        password = typed.get("password")
        if password and password != typed.get("again"):
            self.add_error("again", _("The two passwords differ. Type the same one twice."))
        elif password:
            try:
                password_validation.validate_password(password, self.person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return typed


class CodeForm(forms.Form):
    """The code on a slip."""

    code = forms.CharField(
        label=_("Code on the slip"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text=_("Twelve letters and digits, for example 7K3M-92QX-4DTA."),
    )


class ListForm(forms.Form):
    """A list of posts: pasted, or as a file."""

    text = forms.CharField(
        label=_("List"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "8", "spellcheck": "false"}),
        help_text=_("One post a line: name, phone number, role, village or organisation."),
    )
    file = forms.FileField(
        label=_("Or a text file (CSV)"), required=False, help_text=_("At most 1 MB.")
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        upload = typed.get("file")
        if upload is not None and upload.size > 1_000_000:
            self.add_error("file", _("This file is larger than 1 MB."))
        elif upload is not None:
            try:
                typed["text"] = importing.decoded(upload.read())
            except Invalid as refusal:
                blame(self, refusal)
        if not (typed.get("text") or "").strip() and not self.errors:
            self.add_error("text", _("Paste the lines here, or choose a file."))
        return typed

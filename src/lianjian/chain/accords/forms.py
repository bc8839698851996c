from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from lianjian.chain.exchange.models import WorkArea
from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.pairing.models import Pairing
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.places.models import Division
from lianjian.ground.ui.choosing import choose

from . import naming, selectors
from .contents import MemberDraft, Variation
from .models import AccordParty, JointBody
from .models.party import label_of


class TextForm(forms.Form):
    """The head of an accord: what it is called, why, and what stands behind it."""

    title = forms.CharField(label=_("title"), max_length=200)
    number = forms.CharField(label=_("document number"), max_length=80, required=False)
    preamble = forms.CharField(
        label=_("preamble"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why the parties come together, in a sentence or two."),
    )
    principle = forms.CharField(
        label=_("principles"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    in_turn = forms.BooleanField(
        label=_("the parties sign one after another, as they stand here"),
        required=False,
        help_text=_("Otherwise each signs when they like."),
    )
    body = forms.ModelChoiceField(
        label=_("joint body"),
        queryset=JointBody.objects.none(),
        required=False,
        empty_label=_("none"),
        help_text=_("It must be approved before the text is opened for signing."),
    )
    pairings = forms.ModelMultipleChoiceField(
        label=_("pairings that begin with this accord"),
        queryset=Pairing.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "body", selectors.bodies(actor.scope).exclude(state="dissolved"))
        pairings = pairing.standing_pairings(actor.scope)
        choose(self, "pairings", pairings)
        if not pairings.exists():
            del self.fields["pairings"]


class PartyForm(forms.Form):
    """One party. With members it is a group, and ``who`` is what the group is called."""

    who = forms.CharField(
        label=_("branch, organisation or name of the group"),
        max_length=200,
        required=False,
        widget=forms.TextInput(
            attrs={
                "list": "known-names",
                "autocomplete": "off",
                "hx-get": reverse_lazy("accords:names"),
                "hx-trigger": "input changed delay:250ms",
                "hx-target": "#known-names",
            }
        ),
    )
    members = forms.CharField(
        label=_("members, one a line (only for a group)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    quorum = forms.IntegerField(
        label=_("signatures needed"),
        required=False,
        min_value=1,
        help_text=_("Leave it empty and every member must sign."),
    )
    by_posting = forms.BooleanField(
        label=_("the posted first secretary signs for each village"), required=False
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        who = str(cleaned.get("who", "")).strip()
        lines = [one for one in str(cleaned.get("members", "")).splitlines() if one.strip()]
        if lines and not who:
            self.add_error("who", _("A group needs a name."))
        elif lines:
            cleaned["drafts"] = self._members(lines, bool(cleaned.get("by_posting")))
        elif who:
            try:
                cleaned["side"] = naming.side(self.scope, who)
            except ValidationError as unclear:
                self.add_error("who", unclear)
        return cleaned

    def _members(self, lines: list[str], by_posting: bool) -> tuple[MemberDraft, ...]:
        found = []
        for line in lines:
            try:
                found.append(naming.member(self.scope, line, by_posting=by_posting))
            except ValidationError as unclear:
                self.add_error("members", unclear)
        return tuple(found)


class ClauseForm(forms.Form):
    """One promise: who, what, by when."""

    heading = forms.CharField(label=_("heading"), max_length=60, required=False)
    text = forms.CharField(
        label=_("promise"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    owners = forms.TypedMultipleChoiceField(
        label=_("who promises it"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    due = forms.DateField(label=_("due"), required=False)
    area = forms.ChoiceField(
        label=_("work area"), required=False, choices=[("", "—"), *WorkArea.choices]
    )
    continues = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, parties: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owners = self.fields["owners"]
        assert isinstance(owners, forms.TypedMultipleChoiceField)  # noqa: S101 - see above
        owners.choices = [(place, label_of(place)) for place in range(1, parties + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("heading")) != bool(cleaned.get("text")):
            self.add_error("text", _("A clause needs a heading and its promise."))
        due = cleaned.get("due")
        if due is not None and due < clock.today() and not cleaned.get("continues"):
            self.add_error("due", _("This day has passed. A promise lies ahead."))
        return cleaned


class DayForm(forms.Form):
    """The last day to comment or to sign."""

    day = forms.DateField(label=_("until"), required=False)

    def given(self) -> dt.date | None:
        """The day, None where none was given. Raises Invalid for what is no day."""
        if not self.is_valid():
            raise Invalid(_("That is no day."), fields={"day": str(self.errors["day"][0])})
        day: dt.date | None = self.cleaned_data["day"]
        return day


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("reason"), max_length=250, widget=forms.Textarea(attrs={"rows": 2})
    )


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("what shows it"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("comment"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    no_objection = forms.BooleanField(label=_("no objection"), required=False)
    clause = forms.IntegerField(required=False, widget=forms.HiddenInput)
    party = forms.IntegerField(required=False, widget=forms.HiddenInput)


class BodyForm(forms.Form):
    name = forms.CharField(label=_("name"), max_length=200)
    kind = forms.ChoiceField(label=_("kind"), choices=JointBody.Kind.choices)
    division = forms.ModelChoiceField(
        label=_("approving division"), queryset=Division.objects.none()
    )
    members = forms.CharField(
        label=_("members, one a line"), widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = actor.scope
        choose(self, "division", selectors.approving_divisions(actor))

    def clean_members(self) -> list[Any]:
        lines = [one for one in self.cleaned_data["members"].splitlines() if one.strip()]
        return [naming.member(self.scope, line, by_posting=False).branch for line in lines]


class ApprovalForm(forms.Form):
    committee = forms.CharField(label=_("approving committee"), max_length=200)
    number = forms.CharField(label=_("approval number"), max_length=80)
    approved_on = forms.DateField(label=_("approved on"))


class ScanForm(forms.Form):
    """What was signed on paper before the system."""

    scan = forms.FileField(label=_("the scan"), help_text=_("A PDF, a JPEG or a PNG."))


class EventForm(forms.Form):
    """A day on which many accords are signed together."""

    name = forms.CharField(label=_("name"), max_length=200)
    held_on = forms.DateField(label=_("day"))
    place = forms.CharField(label=_("venue"), max_length=200, required=False)

    def clean_held_on(self) -> dt.date:
        """Today or later; a day that stood there before may stay."""
        day: dt.date = self.cleaned_data["held_on"]
        if day < clock.today() and day != self.initial.get("held_on"):
            raise ValidationError(_("This day has passed. An event is planned for a day ahead."))
        return day


class EachForm(forms.Form):
    """Many accords worded alike: one a line. ``pattern`` says whose words; None: not chosen yet."""

    changes = forms.TypedChoiceField(
        label=_("what differs"),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("Where the party's name stands in the text, the other's stands instead."),
    )
    lines = forms.CharField(
        label=_("one accord a line"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "A title a line; or, where a party differs, the name of a branch or organisation a "
            "line, if you like with | and a title of its own."
        ),
    )

    def __init__(
        self, *args: Any, scope: Scope, parties: Iterable[AccordParty], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope
        changes = self.fields["changes"]
        assert isinstance(changes, forms.TypedChoiceField)  # noqa: S101 - see above
        changes.choices = [
            (0, _("Only the title: the same parties sign them all")),
            *(
                (one.order, _("%(label)s is another in each") % {"label": f"{one.label} {one}"})
                for one in parties
                if not one.is_group
            ),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        lines = [one.strip() for one in str(cleaned.get("lines", "")).splitlines() if one.strip()]
        if "changes" in cleaned:
            cleaned["variations"] = self._variations(lines, bool(cleaned["changes"]))
        return cleaned

    def _variations(self, lines: list[str], differ: bool) -> tuple[Variation, ...]:
        if not differ:
            return tuple(Variation(title=line) for line in lines)
        found = []
        for line in lines:
            who, _bar, title = line.replace("｜", "|").partition("|")
            try:
                found.append(Variation(title.strip(), naming.side(self.scope, who)))
            except ValidationError as unclear:
                self.add_error("lines", unclear)
        return tuple(found)

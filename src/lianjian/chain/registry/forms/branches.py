from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.organisations.models import Kind, Organisation

from .. import policy, selectors
from ..models import Branch, Posting, Tie
from ..services.hand_over_posting import LONGEST_HANDOVER

STRENGTHS = (
    (300, _("know of each other")),
    (600, _("in regular touch")),
    (900, _("know each other well")),
)
PLEASE_CHOOSE = _("please choose")
"""Stands first where any first choice would be taken unread."""
GRADES = ((0, _("somebody said so")), (1, _("recorded in the system")), (2, _("documented")))


class BranchForm(forms.Form):
    """Entering a branch; ``must_serve`` only for whoever may say so."""

    unit = forms.CharField(
        label=_("inner unit"),
        max_length=120,
        required=False,
        help_text=_("Leave it empty for the branch of the whole organisation."),
    )
    name = forms.CharField(
        label=_("branch name"),
        max_length=200,
        required=False,
        help_text=_("Leave it empty and it is called after the organisation and the unit."),
    )
    level = forms.ChoiceField(label=_("branch level"), choices=Branch.Level.choices)
    span = forms.IntegerField(
        label=_("span of management"),
        min_value=1,
        max_value=20,
        initial=1,
        help_text=_("How many partners at once, from the other side."),
    )
    must_serve = forms.BooleanField(
        label=_("must be served"),
        required=False,
        help_text=_("A weak village: it comes first wherever a partner is possible."),
    )

    def __init__(self, *args: Any, actor: Actor, host: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if host.kind != Kind.VILLAGE or not policy.may_mark_must_serve(actor, host):
            del self.fields["must_serve"]


class PostingForm(forms.Form):
    batch = forms.IntegerField(label=_("batch"), min_value=1, max_value=99)
    level = forms.ChoiceField(label=_("sent by"), choices=Posting.Level.choices)
    sending_unit = forms.ModelChoiceField(
        label=_("sending unit"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("not known"),
    )
    starts = forms.DateField(label=_("first day"), widget=forms.DateInput)
    ends = forms.DateField(label=_("last day"), widget=forms.DateInput, required=False)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = organisations.organisations(scope).exclude(kind=Kind.VILLAGE)
        self.fields["sending_unit"].queryset = bodies  # type: ignore[attr-defined]


class HandOverPostingForm(PostingForm):
    """The next first secretary of a village."""

    handover = forms.CharField(
        label=_("What is handed over"),
        max_length=LONGEST_HANDOVER,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "What is under way, whom to call on, which papers lie where. Offices, not names."
        ),
    )


class EndForm(forms.Form):
    on = forms.DateField(label=_("last day"), widget=forms.DateInput, initial=clock.today)


class TieDetailsForm(forms.Form):
    """What a tie is."""

    ground = forms.ChoiceField(
        label=_("ground"), choices=[("", PLEASE_CHOOSE), *Tie.Ground.choices]
    )
    evidence = forms.CharField(
        label=_("in one sentence"),
        max_length=300,
        widget=forms.Textarea,
        help_text=_("A proposal shows this sentence to both sides. Write no names of persons."),
    )
    attested_by = forms.CharField(
        label=_("who attests it"),
        max_length=120,
        required=False,
        help_text=_("An office, not a name."),
    )
    strength = forms.TypedChoiceField(
        label=_("how strong"), choices=STRENGTHS, coerce=int, initial=600
    )
    grade = forms.TypedChoiceField(label=_("evidence"), choices=GRADES, coerce=int, initial=0)
    since = forms.DateField(label=_("since"), widget=forms.DateInput, initial=clock.today)
    until = forms.DateField(label=_("until"), widget=forms.DateInput, required=False)
    means_person = forms.BooleanField(label=_("The sentence means a person."), required=False)
    consent = forms.BooleanField(
        label=_("The person has been asked and has agreed."), required=False
    )


class TieForm(TieDetailsForm):
    """Why ``branch`` and another branch are not strangers."""

    field_order = ("other",)

    other = forms.ModelChoiceField(
        label=_("the other branch"), queryset=Branch.objects.none(), empty_label=PLEASE_CHOOSE
    )

    def __init__(self, *args: Any, actor: Actor, branch: Branch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = selectors.partners if branch.is_village else selectors.villages
        self.fields["other"].queryset = others(actor.scope)  # type: ignore[attr-defined]

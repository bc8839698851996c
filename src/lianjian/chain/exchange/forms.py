from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.industry import industry_choices
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.ui.editing import EditForm

from .models import Listing, WorkArea


class ListingForm(forms.Form):
    """A need or an offer: the line is all that is needed."""

    title = forms.CharField(label=_("in one line"), max_length=120)
    area = forms.ChoiceField(
        label=_("work area"),
        required=False,
        choices=[("", _("guess it from the words")), *WorkArea.choices],
    )
    detail = forms.CharField(
        label=_("more about it"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    industry = forms.ChoiceField(
        label=_("Industry"),
        required=False,
        choices=lambda: [("", _("guess it from the words")), *industry_choices()],
    )
    quantity = forms.CharField(label=_("how much"), max_length=60, required=False)
    starts = forms.DateField(
        label=_("from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    ends = forms.DateField(
        label=_("to"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    evidence = forms.CharField(
        label=_("evidence"),
        max_length=300,
        required=False,
        help_text=_("What shows it: a document, a survey, a visit. One sentence is enough."),
    )


class PostForm(ListingForm):
    """Posting: also for which branch, where a person may speak for several."""

    branch = forms.ModelChoiceField(
        queryset=Branch.objects.none(), label=_("Party branch"), empty_label=None
    )

    field_order = (
        "branch", "title", "area", "industry", "detail", "quantity", "starts", "ends", "evidence"
    )  # fmt: skip

    def __init__(self, *args: Any, branches: ScopedQuerySet[Branch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["branch"].queryset = branches  # type: ignore[attr-defined]

    @property
    def alone(self) -> Branch | None:
        """The only branch there is to post for, if there is only one."""
        several = list(self.fields["branch"].queryset[:2])  # type: ignore[attr-defined]
        return several[0] if len(several) == 1 else None


class AmendForm(EditForm, ListingForm):
    """Completing or correcting; an area that was guessed is shown to be settled."""

    def __init__(self, *args: Any, listing: Listing, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": self.kept(listing), **kwargs})
        self.fields["industry"].choices = [  # type: ignore[attr-defined]
            ("", _("none in particular")),
            *industry_choices(),
        ]

    @staticmethod
    def kept(listing: Listing) -> dict[str, Any]:
        """What is kept of it, by field."""
        names = (
            "title", "area", "industry", "detail", "quantity", "starts", "ends", "evidence"
        )  # fmt: skip
        return {name: getattr(listing, name) for name in names}

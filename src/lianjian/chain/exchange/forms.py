from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.industry import industry_choices
from lianjian.ground.core.money import fen_from
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.ui.editing import EditForm

from .models import DormantAsset, Listing, WorkArea


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


class YuanField(forms.Field):
    """An income as people write it, in units of ten thousand yuan; the value is in fen."""

    def to_python(self, value: Any) -> Any:
        text = "" if value is None else str(value).strip()
        try:
            return fen_from(text, "万元") if text else None
        except Invalid as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            yuan = Decimal(value) / 1_000_000
            return f"{yuan.normalize():f}"
        return value


class AssetForm(forms.Form):
    """A dormant asset: one line and what it is are needed, the rest can follow."""

    title = forms.CharField(label=_("in one line"), max_length=120)
    sort = forms.ChoiceField(label=_("what it is"), choices=DormantAsset.Sort.choices)
    amount = forms.CharField(label=_("how much"), max_length=60, required=False)
    ownership = forms.ChoiceField(
        label=_("whose it is"),
        choices=DormantAsset.Ownership.choices,
        initial=DormantAsset.Ownership.UNCLEAR,
    )
    constraint = forms.CharField(label=_("what stands in the way"), max_length=300, required=False)
    income_before = YuanField(label=_("income a year before, in 10,000 yuan"), required=False)
    evidence = forms.CharField(label=_("evidence"), max_length=300, required=False)


class NewAssetForm(AssetForm):
    branch = forms.ModelChoiceField(
        queryset=Branch.objects.none(), label=_("village branch"), empty_label=None
    )
    field_order = ("branch", "title", "sort", "amount", "ownership", "constraint")

    def __init__(self, *args: Any, branches: ScopedQuerySet[Branch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["branch"].queryset = branches  # type: ignore[attr-defined]


class AmendAssetForm(EditForm, AssetForm):
    """Completing it; what it brings now is asked for here, not before."""

    income_after = YuanField(label=_("income a year after, in 10,000 yuan"), required=False)

    def __init__(self, *args: Any, asset: DormantAsset, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": self.kept(asset), **kwargs})

    @staticmethod
    def kept(asset: DormantAsset) -> dict[str, Any]:
        """What is kept of it, by field."""
        names = (
            "title", "sort", "amount", "ownership", "constraint", "income_before",
            "income_after", "evidence",
        )  # fmt: skip
        return {name: getattr(asset, name) for name in names}

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.organisations.models import Kind

from .models import DeclineReason, RuleSet
from .rules import said
from .services.write_rules import MOST_LEAST, MOST_OF_A_GROUP

PARTNER_KINDS = tuple(kind for kind in Kind.values if kind != Kind.VILLAGE)
_HOW_MANY = [("", _("as above")), (0, _("none at all")), (1, "1"), (2, "2"), (3, "3")]


def _of(kind: str) -> str:
    return f"kind_{kind}"


class RoundForm(forms.Form):
    """A new round: its name, the time to reply, and the rules it goes by."""

    name = forms.CharField(label=_("name"), max_length=120)
    reply_days = forms.IntegerField(label=_("days to reply"), min_value=3, max_value=90, initial=14)
    willingness = forms.IntegerField(label=_("willingness"), min_value=0, max_value=100, initial=30)
    ties = forms.IntegerField(label=_("ties"), min_value=0, max_value=100, initial=20)
    span = forms.IntegerField(label=_("span"), min_value=0, max_value=100, initial=20)
    relevance = forms.IntegerField(label=_("relevance"), min_value=0, max_value=100, initial=30)
    one_per_kind = forms.BooleanField(
        label=_("at most one partner of a kind for a village"), required=False, initial=True
    )

    farthest = forms.ChoiceField(
        label=_("partners"), choices=RuleSet.Farthest.choices, required=False
    )
    floor = forms.IntegerField(
        label=_("least score, in percent"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Pairs that score less are not proposed. 0 proposes whatever is best."),
    )
    per_town = forms.IntegerField(
        label=_("at most so many pairs in a township"),
        min_value=1,
        max_value=MOST_OF_A_GROUP,
        required=False,
        help_text=_("Live pairs count. Empty is no limit."),
    )
    per_body = forms.IntegerField(
        label=_("at most so many pairs for a body, all its branches together"),
        min_value=1,
        max_value=MOST_OF_A_GROUP,
        required=False,
        help_text=_("Live pairs count. Empty is no limit."),
    )
    least_of_a_partner = forms.IntegerField(
        label=_("at least so many villages for each partner, wherever possible"),
        min_value=0,
        max_value=MOST_LEAST,
        required=False,
        help_text=_("Comes before any score, as villages that must be served do. 0 is no rule."),
    )

    WEIGHTS = ("willingness", "ties", "span", "relevance")

    def __init__(self, *args: Any, rules: RuleSet | None, **kwargs: Any) -> None:
        known = said(rules) if rules else {}
        by_kind = known.pop("by_kind", {})
        known |= {_of(kind): by_kind.get(kind, "") for kind in PARTNER_KINDS}
        super().__init__(*args, **{"initial": known, **kwargs})
        self.rules = rules
        for kind in PARTNER_KINDS:
            self.fields[_of(kind)] = forms.TypedChoiceField(
                label=Kind(kind).label, choices=_HOW_MANY, coerce=int, required=False
            )

    @property
    def kind_fields(self) -> list[forms.BoundField]:
        """One field a kind of partner."""
        return [self[_of(kind)] for kind in PARTNER_KINDS]

    def said_rules(self) -> dict[str, Any]:
        """The rules as the form says them; what it does not ask for stays."""
        given = self.cleaned_data
        by_kind = {kind: given[_of(kind)] for kind in PARTNER_KINDS if given[_of(kind)] != ""}
        kept = said(self.rules) if self.rules else {}
        return {
            **kept,
            **{name: given[name] for name in (*self.WEIGHTS, "one_per_kind")},
            "by_kind": by_kind,
            "farthest": given["farthest"] or RuleSet.Farthest.ANYWHERE,
            "floor": given["floor"] or 0,
            "per_town": given["per_town"],
            "per_body": given["per_body"],
            "least_of_a_partner": given["least_of_a_partner"] or 0,
        }

    def keeps_rules(self) -> bool:
        """Whether the newest rules say the same already, so that no new version is needed."""
        said = self.said_rules().items()
        return self.rules is not None and all(getattr(self.rules, k) == v for k, v in said)


class DeclineForm(forms.Form):
    """Why not; the note is for one's own side and the issuer."""

    reason = forms.ChoiceField(
        label=_("why not"),
        choices=DeclineReason.choices,
        widget=forms.RadioSelect,
        initial=DeclineReason.NOT_NOW,
    )
    note = forms.CharField(
        label=_("one more line (may stay empty)"), max_length=200, required=False
    )


class LimitsForm(forms.Form):
    """What holds for one participant in one round."""

    must_serve = forms.BooleanField(label=_("must be served"), required=False)
    most = forms.IntegerField(label=_("at most"), min_value=0, max_value=20, required=False)


class ReasonForm(forms.Form):
    """Why a pair is kept out of a round."""

    reason = forms.CharField(label=_("reason"), max_length=200)


class EndForm(forms.Form):
    """Why a pairing ends, and what is handed over."""

    reason = forms.CharField(label=_("why it ends"), max_length=200)
    handover = forms.CharField(
        label=_("what is handed over"), max_length=400, required=False, widget=forms.Textarea
    )


class ExistingForm(forms.Form):
    """A pairing of before."""

    village = forms.ModelChoiceField(queryset=Branch.objects.none(), label=_("village"))
    partner = forms.ModelChoiceField(queryset=Branch.objects.none(), label=_("partner"))
    agreed_on = forms.DateField(
        label=_("agreed on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    live_since = forms.DateField(
        label=_("live since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The day from which a joint body or an accord stood behind it, if one did."),
    )

    def __init__(self, *args: Any, villages: Any, partners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = villages  # type: ignore[attr-defined]
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]


class WishForm(forms.Form):
    """One's own side's wish: towards one branch, or anybody who fits."""

    towards = forms.ModelChoiceField(
        queryset=Branch.objects.none(),
        label=_("towards"),
        required=False,
        empty_label=_("anybody who fits"),
    )
    wish = forms.TypedChoiceField(
        label=_("we"),
        choices=[("yes", _("wish it")), ("no", _("do not wish it"))],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    rank = forms.IntegerField(label=_("rank"), min_value=1, max_value=20, required=False)
    until = forms.DateField(
        label=_("holds until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Left empty, it holds for half a year."),
    )

    def __init__(self, *args: Any, towards: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["towards"].queryset = towards  # type: ignore[attr-defined]

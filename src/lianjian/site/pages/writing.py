"""The box on the page *today*: one line becomes a need or an offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianjian.chain.exchange import services as exchange
from lianjian.chain.exchange.models import Listing, Need
from lianjian.chain.registry import selectors as registry
from lianjian.chain.registry.models import Branch
from lianjian.ground.accounts.roles import OF_A_VILLAGE, Role
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Denied, Text

LONGEST = 120


@dataclass(frozen=True, slots=True)
class Words:
    """How the box speaks to this reader."""

    question: Text
    hint: Text
    touch: Text
    done: Text


OF_A_NEED = Words(
    _("What do you need? Write it in one line"),
    _("For example: our orchard is old; we would like someone to teach grafting."),
    _("Post the need"),
    _("The need is posted."),
)
OF_AN_OFFER = Words(
    _("What can you give? Write it in one line"),
    _("For example: our college can send a fruit-tree technician every season."),
    _("Post the offer"),
    _("The offer is posted."),
)


def words_for(actor: Actor) -> Words | None:
    """The box's words, or None for whoever posts neither needs nor offers."""
    if actor.role in OF_A_VILLAGE:
        return OF_A_NEED
    return OF_AN_OFFER if actor.role in {Role.LIAISON, Role.CAMPAIGN_ISSUER} else None


class Line(forms.Form):
    """One line, and for whoever speaks for several branches, which of them."""

    branch = forms.ModelChoiceField(
        label=_("for which branch"), queryset=Branch.objects.none(), empty_label=None
    )
    title = forms.CharField(
        label=_("one line"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = registry.own_branches(actor)
        field = self.fields["branch"]
        field.queryset = own  # type: ignore[attr-defined]
        field.initial = own.first()
        self.has_a_choice = len(own) > 1
        if not self.has_a_choice:
            field.widget = forms.HiddenInput()

    @property
    def can_be_sent(self) -> bool:
        """Whether there is a branch to write for."""
        return self.fields["branch"].initial is not None


def put_out(actor: Actor, *, branch: Branch, title: str) -> Listing:
    """Post the line as what the actor's side posts; raises Denied for everybody else."""
    if actor.role in OF_A_VILLAGE:
        return exchange.post_need(actor, branch=branch, title=title)
    if words_for(actor) is not None:
        return exchange.post_offer(actor, branch=branch, title=title)
    raise Denied(_("Needs and offers are posted by villages and by organisations."))


def undo_address(made: Listing) -> str:
    """Where what was just posted is taken back (POST)."""
    name = "exchange:change_need" if isinstance(made, Need) else "exchange:change_offer"
    return reverse(name, args=[made.pk, "withdraw"])

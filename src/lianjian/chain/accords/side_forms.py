"""Forms of what a party has (leading group, liaison) and of a joint body's offices and members."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.accounts.models import Post
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.ui.choosing import choose
from lianjian.ground.ui.editing import EditForm

from . import naming, selectors
from .models import AccordParty, BodyOffice, JointBody, LeadingGroup, Liaison
from .models.side import OfOneParty


class GroupForm(forms.Form):
    """A leading group as it is planned: only its name must be known."""

    name = forms.CharField(label=_("name of the leading group"), max_length=120)
    head = forms.CharField(
        label=_("who heads it"),
        max_length=120,
        required=False,
        help_text=_("The office is enough, for example: secretary of the village branch."),
    )
    members = forms.CharField(
        label=_("members of the leading group"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line; if you like with | and what they see to."),
    )
    duties = forms.CharField(
        label=_("duties"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    due = forms.DateField(
        label=_("to be set up by"),
        required=False,
        help_text=_("Left empty, it is asked about after 90 days."),
    )

    def clean_due(self) -> dt.date | None:
        """A day that has passed stays where it stood before, and is not planned anew."""
        due: dt.date | None = self.cleaned_data["due"]
        if due is not None and due < clock.today() and due != self.initial.get("due"):
            raise forms.ValidationError(_("This day has passed. What is planned lies ahead."))
        return due


class ReviseGroupForm(EditForm, GroupForm):
    """What of a leading group changed."""

    def __init__(self, *args: Any, group: LeadingGroup, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": self.kept(group), **kwargs})

    @staticmethod
    def kept(group: LeadingGroup) -> dict[str, Any]:
        """What is kept of it, by field."""
        names = ("name", "head", "members", "duties", "due")
        return {name: getattr(group, name) for name in names}


class SetUpForm(forms.Form):
    """It is there: since when, and what shows it."""

    on = forms.DateField(label=_("set up on"), initial=lambda: clock.today())
    number = forms.CharField(label=_("document number"), max_length=80, required=False)
    evidence = forms.CharField(
        label=_("what shows it"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A document number, a scan, or in words: one of them is enough."),
    )
    scan = forms.FileField(
        label=_("the scan"), required=False, help_text=_("A PDF, a JPEG or a PNG.")
    )


if TYPE_CHECKING:
    _AmongPosts = forms.ModelChoiceField[Post]
else:
    _AmongPosts = forms.ModelChoiceField


class ContactField(_AmongPosts):
    """A choice among posts, told by who holds them."""

    def label_from_instance(self, post: Post) -> str:
        return f"{post.person.name}　{post}"


class LiaisonForm(forms.Form):
    """How a party is reached, and when to meet."""

    post = ContactField(
        label=_("contact"),
        queryset=Post.objects.none(),
        required=False,
        empty_label=_("no post: written below"),
        help_text=_("After a handover whoever holds this post then is the contact."),
    )
    contact = forms.CharField(label=_("contact in words"), max_length=120, required=False)
    cadence = forms.ChoiceField(label=_("how often they meet"), choices=Liaison.Cadence.choices)
    next_on = forms.DateField(label=_("next meeting"), required=False)
    next_place = forms.CharField(
        label=_("where the next meeting is"), max_length=120, required=False
    )
    answer_days = forms.IntegerField(
        label=_("answers within, in working days"), min_value=1, max_value=60, initial=5
    )
    escalate_to = forms.CharField(
        label=_("to whom a matter goes on"),
        max_length=120,
        required=False,
        help_text=_("Who takes it up when no answer came, for example the branch secretary."),
    )
    escalate_after = forms.IntegerField(
        label=_("after how many working days without an answer"),
        min_value=1,
        max_value=60,
        required=False,
    )

    def __init__(
        self, *args: Any, actor: Actor, side: AccordParty | OfOneParty, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "post", selectors.contacts_of(actor, side))

    @staticmethod
    def kept(liaison: Liaison) -> dict[str, Any]:
        """What a liaison says, by field. A meeting that is over is not proposed again."""
        names = (
            "post",
            "contact",
            "cadence",
            "answer_days",
            "escalate_to",
            "escalate_after",
        )
        said = {name: getattr(liaison, name) for name in names}
        if liaison.next_on is not None and liaison.next_on >= clock.today():
            said |= {"next_on": liaison.next_on, "next_place": liaison.next_place}
        return said


class OfficeForm(forms.Form):
    """Who holds an office in a joint body, and for which term."""

    rank = forms.ChoiceField(label=_("office"), choices=BodyOffice.Rank.choices)
    title = forms.CharField(
        label=_("title of the office"),
        max_length=60,
        required=False,
        help_text=_("Where it has a title of its own, such as: committee member for organisation."),
    )
    post = ContactField(
        label=_("post of the holder"),
        queryset=Post.objects.none(),
        required=False,
        empty_label=_("no post: written below"),
    )
    holder = forms.CharField(label=_("holder in words"), max_length=120, required=False)
    branch = forms.ModelChoiceField(
        label=_("filled by"),
        queryset=Branch.objects.none(),
        required=False,
        empty_label=_("no branch in particular"),
        help_text=_("The member branch that fills this office."),
    )
    starts = forms.DateField(label=_("in office since"))
    ends = forms.DateField(
        label=_("end of the term"),
        required=False,
        help_text=_("You are reminded 60 days before."),
    )

    def __init__(self, *args: Any, actor: Actor, body: JointBody, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "post", selectors.holders_for(actor, body))
        choose(self, "branch", selectors.present_branches(body))


class LastDayForm(forms.Form):
    """The last day of something, and why."""

    on = forms.DateField(label=_("the last day"), initial=lambda: clock.today())
    reason = forms.CharField(
        label=_("reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class TermForm(EditForm):
    """Which term (届) a joint body is in."""

    term = forms.CharField(
        label=_("term"), max_length=40, required=False, help_text=_("For example: first term.")
    )
    term_from = forms.DateField(label=_("term from"), required=False)
    term_to = forms.DateField(label=_("term to"), required=False)

    def __init__(self, *args: Any, body: JointBody, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": self.kept(body), **kwargs})

    @staticmethod
    def kept(body: JointBody) -> dict[str, Any]:
        """What is kept of it, by field."""
        return {name: getattr(body, name) for name in ("term", "term_from", "term_to")}


class MemberForm(forms.Form):
    """A branch that joined a joint body."""

    branch = forms.CharField(
        label=_("branch that joined"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("The name of the branch, or of its village."),
    )
    on = forms.DateField(label=_("joined on"), initial=lambda: clock.today())

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope

    def clean_branch(self) -> Branch:
        return naming.member(self.scope, self.cleaned_data["branch"], by_posting=False).branch

"""Posts: the list of an area, one post, and what is done with it."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lianjian.ground.core.verdicts import Allowed, Denied, Invalid
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from .. import policy, selectors
from ..acting import Request, act_through
from ..confirming import confirmed
from ..forms import AppointForm, DeputyForm, HandOverForm, blame
from ..models import Person, Post
from ..roles import Role
from ..services.appoint import appoint
from ..services.disable_person import disable_person, enable_person
from ..services.end_post import end_post
from ..services.hand_over import hand_over
from ..services.name_deputy import name_deputy
from ..services.switch_post import switch_post

ORDERINGS = [
    Ordering("place", _("Place"), ("division__code", "organisation__name", "role")),
    Ordering("name", _("Full name"), ("person__name",)),
    Ordering("starts", _("Newest first"), ("-starts",)),
    Ordering("ends", _("Ending first"), ("ends",)),
]
COLUMNS = [
    Column(_("Full name"), lambda post: post.person.name),
    Column(_("Role"), lambda post: post.get_role_display()),
    Column(_("Place"), lambda post: post.organisation or post.division),
    Column(_("From"), lambda post: post.starts),
    Column(_("To"), lambda post: post.ends or ""),
]


def posts(request: Request) -> HttpResponseBase:
    """The posts of one's area: filtered by role and township, sorted by place, name or date."""
    _signed_in(request)
    over = request.GET.get("over") == "yes"
    listing = Listing(
        request,
        selectors.posts(request.actor.scope, ended=over),
        orderings=ORDERINGS,
        search=["person__name", "organisation__name", "division__name"],
        filters=[
            Choice("role", _("Role"), Role.choices),
            Choice("town", _("Township"), selectors.towns(request.actor.scope), "division__parent"),
        ],
        columns=COLUMNS,
    )
    if listing.wants_csv:
        return listing.csv("posts")
    return page(request, "accounts/posts.html", listing=listing, over=over, **_doors(request))


def _doors(request: Request) -> dict[str, bool]:
    return {
        "may_appoint": bool(policy.gives(request.actor)),
        "may_print": bool(policy.prints_for(request.actor)),
    }


def _signed_in(request: Request) -> None:
    if request.actor.person is None:
        raise Denied(_("Sign in first."))


def post(request: Request, pk: int) -> HttpResponse:
    """One post: who holds it, who held it before, who stands in, and what can be done."""
    _signed_in(request)
    held = selectors.post(request.actor.scope, pk)
    actor = request.actor
    return page(
        request,
        "accounts/post.html",
        post=held,
        line=selectors.line_of(actor.scope, held),
        deputies=selectors.deputies_of(actor.scope, held),
        can=_possible(request, held),
        last=selectors.is_last(actor.scope, held),
    )


def _possible(request: Request, held: Post) -> set[str]:
    """The verbs that the page offers; the services ask their policies again."""
    actor = request.actor
    who = {"name": "", "phone": ""}
    day = selectors.today()
    asked = {
        "end": policy.may_end(actor, post=held),
        "hand_over": policy.may_hand_over(actor, post=held, **who, starts=None),
        "deputy": policy.may_name_deputy(actor, post=held, **who, ends=day, may_sign=False),
        "slip": policy.may_print_slips(actor, posts=[held]),
        "access": policy.may_disable(actor, person=held.person),
    }
    over = held.ended_at is not None or (held.ends is not None and held.ends < day)
    return set() if over else {verb for verb, answer in asked.items() if answer}


def appoint_view(request: Request) -> HttpResponse:
    """Give somebody a post."""
    if not policy.gives(request.actor):
        raise Denied(_("Your post gives no posts to others."))
    form = AppointForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = appoint(request.actor, **form.cleaned_data)
        except Invalid as refusal:
            blame(form, refusal)
        else:
            saved(request, _("The post is given. Print a slip if the person is new here."))
            return redirect("accounts:post", made.pk)
    return page(request, "accounts/appoint.html", form=form, status=422 if form.errors else 200)


@require_POST
def end_view(request: Request, pk: int) -> HttpResponse:
    """End a post now."""
    ended = end_post(request.actor, post=selectors.post(request.actor.scope, pk))
    saved(request, _("The post “%(post)s” has ended.") % {"post": ended})
    return redirect("accounts:posts")


@confirmed
def hand_over_view(request: Request, pk: int) -> HttpResponse:
    """Give a post to its next holder."""
    held = selectors.post(request.actor.scope, pk)
    verdict = policy.may_hand_over(request.actor, post=held, name="", phone="", starts=None)
    if not isinstance(verdict, Allowed):
        raise verdict
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = hand_over(request.actor, post=held, **form.cleaned_data)
        except Invalid as refusal:
            blame(form, refusal)
        else:
            return _handed_over(request, made)
    status = 422 if form.errors else 200
    return page(request, "accounts/hand_over.html", form=form, post=held, status=status)


def _handed_over(request: Request, made: Post) -> HttpResponse:
    saved(request, _("%(name)s takes over.") % {"name": made.person.name})
    if made.follows_id == request.actor.post:
        return redirect("accounts:me")
    return redirect("accounts:post", made.pk)


@confirmed
def deputy_view(request: Request, pk: int) -> HttpResponse:
    """Name a deputy."""
    held = selectors.post(request.actor.scope, pk)
    verdict = policy.may_name_deputy(
        request.actor, post=held, name="", phone="", ends=selectors.today(), may_sign=False
    )
    if not isinstance(verdict, Allowed):
        raise verdict
    form = DeputyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = name_deputy(request.actor, post=held, **form.cleaned_data)
        except Invalid as refusal:
            blame(form, refusal)
        else:
            saved(request, _("%(name)s stands in.") % {"name": made.person.name})
            return redirect("accounts:post", held.pk)
    status = 422 if form.errors else 200
    return page(request, "accounts/deputy.html", form=form, post=held, status=status)


@require_POST
def switch_view(request: Request, pk: int) -> HttpResponse:
    """Act through another of one's posts."""
    chosen = switch_post(request.actor, post=selectors.my_post(request.actor, pk))
    act_through(request, chosen)
    saved(request, _("You now act as %(post)s.") % {"post": chosen})
    return redirect(reverse("today"))


@require_POST
def access_view(request: Request, pk: int) -> HttpResponse:
    """Close the access of a post's holder, or open it again."""
    _signed_in(request)
    person: Person = selectors.post(request.actor.scope, pk).person
    # The form says what is wanted. A toggle would open again what a second press meant to close.
    if "open" in request.POST:
        enable_person(request.actor, person=person)
        saved(request, _("Access of %(name)s is open again.") % {"name": person.name})
    else:
        disable_person(request.actor, person=person)
        saved(request, _("Access of %(name)s is closed, everywhere.") % {"name": person.name})
    return redirect("accounts:post", pk)

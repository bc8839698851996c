from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core import clock
from lianjian.ground.ui.answers import insist, refused
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from .. import policy, selectors, services, showing
from ..fading import in_words, left
from ..forms import AmendTieForm, TieForm
from ..models import Tie
from ..waiting import SOON
from .answers import amending

BY_DATE = Ordering("date", _("Latest first"), ("-since",))
BY_END = Ordering("ends", _("Last day"), ("until", "village__name"))
BY_VILLAGE = Ordering("village", _("Village"), ("village__name", "-since"))

TERMS = [("held", _("holds today")), ("soon", _("ends within 60 days")), ("over", _("ended"))]

_COLUMNS = [
    Column(_("Village branch"), lambda tie: tie.village.name),
    Column(_("Partner branch"), lambda tie: tie.partner.name),
    Column(_("Ground"), lambda tie: tie.get_ground_display()),
    Column(_("In one sentence"), lambda tie: tie.evidence),
    Column(_("Who attests it"), lambda tie: tie.attested_by),
    Column(_("Evidence grade"), lambda tie: tie.grade),
    Column(_("Fresh"), lambda tie: in_words(tie.strength)),
    Column(_("Now"), lambda tie: in_words(left(tie.strength, tie.since, clock.today()))),
    Column(_("Since"), lambda tie: tie.since),
    Column(_("Until"), lambda tie: tie.until),
]


class Term(Choice):
    """Whether a tie holds today, not for long any more, or no longer."""

    def applied(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        today = clock.today()
        rules = {
            "held": Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gte=today)),
            "soon": Q(since__lte=today, until__range=(today, today + SOON)),
            "over": Q(until__lt=today),
        }
        return rows.filter(rules[value]) if value in rules else rows


def ties(request: Request) -> HttpResponseBase:
    listing = Listing(
        request,
        selectors.ties(request.actor.scope),
        orderings=[BY_DATE, BY_END, BY_VILLAGE],
        search=["village__name", "partner__name", "evidence"],
        search_label=_("A branch, or words of the sentence"),
        filters=[
            Choice("ground", _("Ground"), Tie.Ground.choices),
            Term("term", _("Term"), TERMS),
        ],
        columns=_COLUMNS,
    )
    if listing.wants_csv:
        return listing.csv("ties")
    ours = [tie.village_id for tie in listing.page]
    lines = showing.tie_lines(request.actor, listing.page, ours)
    today = clock.today()
    return page(request, "registry/tie_list.html", listing=listing, lines=lines, today=today)


@require_POST
def attest(request: Request, pk: int) -> HttpResponse:
    tie = selectors.tie(request.actor.scope, pk)
    services.attest_tie(request.actor, tie=tie, shown=request.POST.get("shown", ""))
    saved(request, _("You stand by this tie now."))
    return redirect(_side(tie, request.POST.get("back", "")))


def record(request: Request, pk: int) -> HttpResponse:
    branch = selectors.branch(request.actor.scope, pk)
    insist(policy.may_record_tie(request.actor, village=branch, partner=branch))
    form = TieForm(request.POST or None, actor=request.actor, branch=branch)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        other = given.pop("other")
        village, partner = (branch, other) if branch.is_village else (other, branch)
        with refused(form):
            services.record_tie(request.actor, village=village, partner=partner, **given)
            saved(request, _("The tie is recorded."))
            return redirect("registry:branch", pk)
    return page(request, "registry/record_tie.html", form=form, branch=branch)


@require_http_methods(["GET", "HEAD", "POST"])
def amend_tie(request: Request, pk: int) -> HttpResponse:
    read = partial(selectors.tie, request.actor.scope, pk)
    row = read()
    insist(policy.may_amend_tie(request.actor, tie=row))
    form = AmendTieForm(request.POST or None, tie=row)
    return amending(
        request,
        form,
        read,
        partial(services.amend_tie, request.actor, tie=row),
        title=_("Change a tie"),
        back=_side(row, request.GET.get("from", "")),
    )


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    tie = selectors.tie(request.actor.scope, pk)
    services.withdraw_tie(request.actor, tie=tie)
    saved(request, _("The tie is taken back."))
    return redirect(_side(tie, request.POST.get("back", "")))


def _side(tie: Tie, pk: str) -> str:
    """The page of the side with this key, of the village otherwise."""
    return reverse(
        "registry:branch", args=[tie.partner_id if pk == str(tie.partner_id) else tie.village_id]
    )

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core import clock
from lianjian.ground.ui.answers import insist, refused
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from .. import policy, selectors, services
from ..forms import AmendPostingForm, EndForm, HandOverPostingForm, PostingForm
from ..models import Posting
from ..waiting import SOON
from .answers import amending

BY_DATE = Ordering("date", _("Latest first"), ("-starts", "branch__name"))
BY_END = Ordering("ends", _("Last day"), ("ends", "branch__name"))
BY_PLACE = Ordering("place", _("Place"), ("branch__host__affiliation__code", "-starts"))

TERMS = [("held", _("posted today")), ("soon", _("ends within 60 days")), ("over", _("ended"))]

_COLUMNS = [
    Column(_("Village branch"), lambda row: row.branch.name),
    Column(_("Township"), lambda row: row.branch.host.affiliation.parent or ""),
    Column(_("Batch"), lambda row: row.batch),
    Column(_("Sent by"), lambda row: row.get_level_display()),
    Column(_("Sending unit"), lambda row: row.sending_unit or ""),
    Column(_("First day"), lambda row: row.starts),
    Column(_("Last day"), lambda row: row.ends),
]


class Term(Choice):
    """Whether somebody is posted today, not for long any more, or no longer."""

    def applied(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        today = clock.today()
        begun = Q(starts__lte=today)
        rules = {
            "held": begun & (Q(ends__isnull=True) | Q(ends__gte=today)),
            "soon": begun & Q(ends__range=(today, today + SOON)),
            "over": Q(ends__lt=today),
        }
        return rows.filter(rules[value]) if value in rules else rows


def postings(request: Request) -> HttpResponseBase:
    scope = request.actor.scope
    batches = [
        (str(one), _("batch %(batch)s") % {"batch": one}) for one in selectors.batches(scope)
    ]
    listing = Listing(
        request,
        selectors.postings(scope),
        orderings=[BY_DATE, BY_END, BY_PLACE],
        search=["branch__name", "sending_unit__name"],
        search_label=_("Village or sending unit"),
        filters=[
            Choice("batch", _("Batch"), batches),
            Choice("level", _("Sent by"), Posting.Level.choices),
            Term("term", _("Term"), TERMS),
            Choice("town", _("Township"), selectors.towns(scope), f"branch__{selectors.TOWN}"),
        ],
        columns=_COLUMNS,
    )
    if listing.wants_csv:
        return listing.csv("postings")
    return page(request, "registry/posting_list.html", listing=listing, today=clock.today())


@require_http_methods(["GET", "HEAD", "POST"])
def amend_posting(request: Request, pk: int) -> HttpResponse:
    read = partial(selectors.posting, request.actor.scope, pk)
    row = read()
    insist(policy.may_amend_posting(request.actor, posting=row))
    form = AmendPostingForm(request.POST or None, scope=request.actor.scope, posting=row)
    return amending(
        request,
        form,
        read,
        partial(services.amend_posting, request.actor, posting=row),
        title=_("Change a posting"),
        back=reverse("registry:branch", args=[row.branch_id]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_posting(request: Request, pk: int) -> HttpResponse:
    posting = selectors.posting(request.actor.scope, pk)
    insist(policy.may_hand_over_posting(request.actor, posting=posting))
    initial = {"batch": posting.batch + 1, "level": posting.level}
    form = HandOverPostingForm(request.POST or None, scope=request.actor.scope, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.hand_over_posting(request.actor, posting=posting, **form.cleaned_data)
            saved(request, _("The posting is handed over."))
            return redirect("registry:branch", posting.branch_id)
    return page(request, "registry/hand_over_posting.html", form=form, posting=posting)


def post(request: Request, pk: int) -> HttpResponse:
    branch = selectors.branch(request.actor.scope, pk)
    insist(policy.may_post_first_secretary(request.actor, branch=branch))
    form = PostingForm(request.POST or None, scope=request.actor.scope)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.post_first_secretary(request.actor, branch=branch, **form.cleaned_data)
            saved(request, _("The posting is entered."))
            return redirect("registry:branch", pk)
    return page(request, "registry/post.html", form=form, branch=branch)


def end_posting(request: Request, pk: int) -> HttpResponse:
    posting = selectors.posting(request.actor.scope, pk)
    insist(policy.may_end_posting(request.actor, posting=posting))
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.end_posting(request.actor, posting=posting, **form.cleaned_data)
            saved(request, _("The posting has ended, and the ties that rested on it."))
            return redirect("registry:branch", posting.branch_id)
    return page(request, "registry/end_posting.html", form=form, posting=posting)

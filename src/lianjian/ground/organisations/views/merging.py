"""Two entries of one body: choose the other, look at what will happen, merge; and undo."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.accounts.confirming import confirmed
from lianjian.ground.ui.answers import insist
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from .. import policy, selectors, services
from ..likeness import Likely, likely
from ..models import Organisation

BY_DATE = Ordering("date", _("Latest first"), ("-made_at",))
BY_NAME = Ordering("name", _("Name"), ("kept__name",))

_COLUMNS = [
    Column(_("Kept"), lambda row: row.kept.name),
    Column(_("Merged into it"), lambda row: row.gone_name),
    Column(_("When"), lambda row: row.made_at),
    Column(_("Undone"), lambda row: row.undone_at),
]


class Undone(Choice):
    """Whether a merger holds or was undone."""

    def applied(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(undone_at__isnull=value == "holds") if value else rows


@require_GET
def mergers(request: Request) -> HttpResponseBase:
    actor = request.actor
    listing = Listing(
        request,
        selectors.mergers(actor.scope),
        orderings=[BY_DATE, BY_NAME],
        search=["kept__name", "gone_name"],
        search_label=_("One of the two names"),
        filters=[Undone("state", _("State"), [("holds", _("holds")), ("undone", _("undone"))])],
        columns=_COLUMNS,
    )
    if listing.wants_csv:
        return listing.csv("mergers")
    undoable = {one.pk for one in listing.page if policy.can_still_unmerge(actor, merger=one)}
    return page(request, "organisations/mergers.html", listing=listing, undoable=undoable)


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def merge(request: Request, pk: int) -> HttpResponse:
    """First the other entry, then what will happen, then it happens."""
    actor = request.actor
    kept = selectors.organisation(actor.scope, pk)
    insist(policy.may_merge_some(actor, organisation=kept))
    given = request.POST.get("other") or request.GET.get("other", "")
    if not given.isdecimal():
        return _choose_other(request, kept)
    gone = selectors.organisation(actor.scope, int(given))
    insist(policy.may_merge(actor, kept=kept, gone=gone))
    if request.method == "POST":
        merger = services.merge(actor, kept=kept, gone=gone)
        undo = reverse("organisations:unmerge", args=[merger.pk])
        saved(request, _("They are one entry now."), undo_url=undo)
        return redirect("organisations:organisation", kept.pk)
    moves = selectors.what_would_move(actor.scope, gone)
    return page(request, "organisations/merge.html", kept=kept, gone=gone, moves=moves)


def _choose_other(request: Request, kept: Organisation) -> HttpResponse:
    text, scope = request.GET.get("q", "").strip()[:100], request.actor.scope
    found: list[Organisation] = []
    alike: list[Likely] = []
    if text:
        rows = selectors.organisations(scope, kind=kept.kind).exclude(pk=kept.pk).listed()
        found = list(selectors.matching(rows, text)[:20])
    else:
        alike = likely(
            scope, name=kept.name, affiliation=kept.affiliation, seat=kept.seat, besides=kept
        )
        alike = [one for one in alike if one.organisation.kind == kept.kind]
    template = "organisations/choose_other.html"
    return page(request, template, kept=kept, found=found, alike=alike, text=text)


@require_POST
def unmerge(request: Request, pk: int) -> HttpResponse:
    merger = selectors.merger(request.actor.scope, pk)
    services.unmerge(request.actor, merger=merger)
    saved(request, _("They are two entries again, as they were."))
    return redirect("organisations:organisation", merger.gone)

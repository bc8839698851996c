"""What villages have and nobody uses, and the board of all resources (M17, M41)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lianjian.chain.registry import selectors as registry
from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.money import yuan_text
from lianjian.ground.core.verdicts import Denied, OutOfScope
from lianjian.ground.journal import telling
from lianjian.ground.ui.answers import refused
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from .. import policy, selectors, services
from ..forms import AmendAssetForm, NewAssetForm
from ..life import ASSET, AssetState, ListingState
from ..models import DormantAsset, WorkArea
from .posting import villages_to_post_for

BY_DATE = Ordering("date", _("Newest first"), ("-made_at", "-pk"))
BY_PLACE = Ordering("place", _("Place"), ("branch__host__affiliation__code", "title"))
BY_NAME = Ordering("name", _("Name"), ("title", "pk"))
MARKS = {"dormant": "plan", "activating": "going", "activated": "done", "removed": "none"}
_TOWN = f"branch__{registry.TOWN}"
_UNDO = {"remove": "restore", "begin": "fall_back"}


def assets(request: Request) -> HttpResponseBase:
    scope = request.actor.scope
    listing = Listing(
        request,
        selectors.assets(scope),
        orderings=[BY_DATE, BY_PLACE, BY_NAME],
        search=["title", "constraint", "branch__name"],
        search_label=_("Words, or the name of a branch"),
        filters=[
            Choice("sort_of", _("what it is"), DormantAsset.Sort.choices, lookup="sort"),
            Choice("state", _("state"), AssetState.choices),
            Choice("town", _("Township"), registry.towns(scope), _TOWN),
        ],
        columns=[
            Column(_("in one line"), lambda row: row.title),
            Column(_("village branch"), lambda row: row.branch.name),
            Column(_("what it is"), lambda row: row.get_sort_display()),
            Column(_("how much"), lambda row: row.amount),
            Column(_("whose it is"), lambda row: row.get_ownership_display()),
            Column(_("what stands in the way"), lambda row: row.constraint),
            Column(_("income a year before, in yuan"), lambda row: _yuan(row.income_before)),
            Column(_("income a year after, in yuan"), lambda row: _yuan(row.income_after)),
            Column(_("state"), lambda row: row.get_state_display()),
        ],
    )
    if listing.wants_csv:
        return listing.csv("assets")
    may = villages_to_post_for(request.actor).exists()
    return page(request, "exchange/assets.html", listing=listing, marks=MARKS, may_register=may)


def _yuan(fen: int | None) -> str:
    return "" if fen is None else yuan_text(fen)


def asset(request: Request, pk: int) -> HttpResponse:
    row = selectors.asset(request.actor.scope, pk)
    may = bool(policy.may_change_asset(request.actor, asset=row))
    return page(
        request,
        "exchange/asset.html",
        row=row,
        mark=MARKS[row.state],
        may_change=may,
        verbs=[(verb, ASSET.verbs[verb]) for verb in ASSET.verbs_from(row.state)] if may else [],
        before=_yuan(row.income_before),
        after=_yuan(row.income_after),
        brought=_yuan(row.brought),
        lines=telling.history_of(row),
    )


def new_asset(request: Request) -> HttpResponse:
    branches = villages_to_post_for(request.actor)
    if not branches.exists():
        raise Denied(_("There is no village for which you could enter this."))
    form = NewAssetForm(
        request.POST or None,
        branches=branches,
        initial={"branch": request.GET.get("branch", "")},
    )
    if request.method == "POST" and form.is_valid():
        with refused(form):
            made = services.register_asset(request.actor, **form.cleaned_data)
            saved(request, _("It is on the list."))
            return redirect("exchange:asset", made.pk)
    return page(request, "exchange/new_asset.html", form=form)


def amend_asset(request: Request, pk: int) -> HttpResponse:
    read = partial(selectors.asset, request.actor.scope, pk)
    row = read()
    verdict = policy.may_change_asset(request.actor, asset=row)
    if isinstance(verdict, Denied):
        raise verdict
    form = AmendAssetForm(request.POST or None, asset=row)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            write = partial(services.amend_asset, request.actor, asset=row)
            form.send(lambda: form.kept(read()), write)
            saved(request, _("The change is saved."))
            return redirect("exchange:asset", pk)
    return page(request, "exchange/amend_asset.html", form=form, row=row)


@require_POST
def turn_asset(request: Request, pk: int, verb: str) -> HttpResponse:
    row = selectors.asset(request.actor.scope, pk)
    if verb not in ASSET.verbs:
        raise OutOfScope(row.missing())
    services.turn_asset(request.actor, asset=row, verb=verb)
    undo = reverse("exchange:turn_asset", args=[pk, _UNDO[verb]]) if verb in _UNDO else None
    saved(request, _("The change is saved."), undo_url=undo)
    return redirect("exchange:asset", pk)


def board(request: Request) -> HttpResponse:
    """All resources of one's own area in one look: by work area, by sort, by state."""
    scope = request.actor.scope
    towns = registry.towns(scope)
    town = request.GET.get("town", "")
    chosen = town if town in {key for key, _name in towns} else ""
    needs, offers = selectors.needs(scope).listed(), selectors.offers(scope).listed()
    assets = selectors.assets(scope).listed()
    if chosen:
        needs, assets = needs.filter(**{_TOWN: chosen}), assets.filter(**{_TOWN: chosen})
    return page(
        request,
        "exchange/board.html",
        towns=towns,
        chosen=chosen,
        tables=[
            _table("needs", "area", WorkArea.choices, _LISTED, selectors.tally(needs, "area")),
            _table("offers", "area", WorkArea.choices, _LISTED, selectors.tally(offers, "area")),
            _table(
                "assets",
                "sort_of",
                DormantAsset.Sort.choices,
                AssetState.choices[:3],
                selectors.tally(assets, "sort"),
            ),
        ],
    )


_LISTED = [choice for choice in ListingState.choices if choice[0] in ("open", "matched", "met")]


def _table(
    kind: str, key: str, values: Any, states: Any, counts: dict[tuple[str, str], int]
) -> dict[str, Any]:
    """Rows of values, columns of states; a figure is what the list shows when it is followed."""
    return {
        "kind": kind,
        "key": key,
        "url": reverse(f"exchange:{kind}"),
        "states": states,
        "rows": [
            (value, label, [(state, counts.get((value, state), 0)) for state, _name in states])
            for value, label in values
        ],
    }

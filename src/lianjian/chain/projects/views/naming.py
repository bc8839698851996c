"""Clusters and brands: lists and forms."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from lianjian.chain.exchange.models import WorkArea
from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import Denied
from lianjian.ground.journal import telling
from lianjian.ground.ui.answers import insist, refused
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from .. import policy, selectors, services
from ..forms import BrandForm, ClusterForm, ReviewForm
from ..models import Brand
from ..showing import MARKS

CLUSTERS_BY_NAME = Ordering("name", _("Name"), ("name", "pk"))
CLUSTERS_BY_PLACE = Ordering("place", _("Place"), ("division__code", "name"))

_COLUMNS = [
    Column(_("Name"), lambda row: row.name),
    Column(_("Place"), lambda row: row.division),
    Column(_("Work area"), lambda row: row.get_area_display()),
    Column(_("What it is"), lambda row: row.words),
    Column(_("Who named it, and where"), lambda row: row.evidence),
]

_form_methods = require_http_methods(["GET", "HEAD", "POST"])


def clusters(request: Request) -> HttpResponseBase:
    scope = request.actor.scope
    listing = Listing(
        request,
        selectors.clusters(scope),
        orderings=[CLUSTERS_BY_NAME, CLUSTERS_BY_PLACE],
        search=["name", "division__name"],
        search_label=_("Name or place"),
        filters=[Choice("area", _("Work area"), WorkArea.choices)],
        columns=_COLUMNS,
    )
    if listing.wants_csv:
        return listing.csv("clusters")
    return page(
        request,
        "projects/clusters.html",
        listing=listing,
        brands=selectors.brands(scope)[:100],
        may_name=policy.may_name_some(request.actor),
    )


def cluster(request: Request, pk: int) -> HttpResponse:
    row = selectors.cluster(request.actor.scope, pk)
    scope = request.actor.scope
    return page(
        request,
        "projects/cluster.html",
        cluster=row,
        brands=selectors.brands(scope, cluster=row),
        projects=[(MARKS[one.state], one) for one in selectors.projects(scope).filter(cluster=row)],
        may_change=bool(policy.may_change_cluster(request.actor, cluster=row)),
        lines=telling.history_of(row),
    )


def _must_name(request: Request) -> None:
    if not policy.may_name_some(request.actor):
        raise Denied(_("Clusters and brands are entered by the coordinator of the place."))


@_form_methods
def new_cluster(request: Request) -> HttpResponse:
    _must_name(request)
    form = ClusterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            made = services.name_cluster(request.actor, **form.cleaned_data)
            saved(request, _("The cluster is entered."))
            return redirect("projects:cluster", made.pk)
    return page(request, "projects/name_form.html", form=form, what="cluster")


@_form_methods
def change_cluster(request: Request, pk: int) -> HttpResponse:
    row = selectors.cluster(request.actor.scope, pk)
    insist(policy.may_change_cluster(request.actor, cluster=row))
    names = ("name", "area", "words", "evidence")
    form = ClusterForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    del form.fields["division"]
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.change_cluster(request.actor, cluster=row, **form.cleaned_data)
            saved(request, _("The change is saved."))
            return redirect("projects:cluster", pk)
    return page(request, "projects/name_form.html", form=form, what="cluster", row=row)


def brand(request: Request, pk: int) -> HttpResponse:
    row = selectors.brand(request.actor.scope, pk)
    return _brand_page(request, row, ReviewForm(initial={"attribution": row.attribution}))


def _brand_page(request: Request, row: Brand, form: ReviewForm) -> HttpResponse:
    may = bool(policy.may_change_brand(request.actor, brand=row))
    return page(
        request,
        "projects/brand.html",
        brand=row,
        projects=[
            (MARKS[one.state], one)
            for one in selectors.projects(request.actor.scope).filter(brands=row)
        ],
        may_change=may,
        review_form=form if may and row.attribution else None,
        lines=telling.history_of(row),
    )


@_form_methods
def new_brand(request: Request) -> HttpResponse:
    _must_name(request)
    asked = request.GET.get("cluster", "")
    initial = {"cluster": asked} if asked.isdecimal() else {}
    form = BrandForm(request.POST or None, scope=request.actor.scope, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            made = services.name_brand(request.actor, **form.cleaned_data)
            saved(request, _("The brand is entered."))
            return redirect("projects:brand", made.pk)
    return page(request, "projects/name_form.html", form=form, what="brand")


@_form_methods
def change_brand(request: Request, pk: int) -> HttpResponse:
    row = selectors.brand(request.actor.scope, pk)
    insist(policy.may_change_brand(request.actor, brand=row))
    told = {
        **{name: getattr(row, name) for name in ("name", "mark", "attribution")},
        "cluster": row.cluster_id,
        "organisation": row.organisation_id,
        "entity": row.entity_id,
    }
    form = BrandForm(request.POST or None, scope=request.actor.scope, initial=told)
    del form.fields["division"]
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.change_brand(request.actor, brand=row, **form.cleaned_data)
            saved(request, _("The change is saved."))
            return redirect("projects:brand", pk)
    return page(request, "projects/name_form.html", form=form, what="brand", row=row)


@require_POST
def review_brand(request: Request, pk: int) -> HttpResponse:
    row = selectors.brand(request.actor.scope, pk)
    form = ReviewForm(request.POST)
    if form.is_valid():
        with refused(form):
            services.review_attribution(request.actor, brand=row, **form.cleaned_data)
            saved(request, _("The review is recorded."))
            return redirect("projects:brand", pk)
    return _brand_page(request, row, form)

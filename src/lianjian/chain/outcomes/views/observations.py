from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from lianjian.ground.accounts.acting import Request
from lianjian.ground.accounts.roles import COORDINATORS
from lianjian.ground.core.verdicts import Denied, OutOfScope
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.ui.answers import insist, kept_file, refused
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from .. import policy, selectors, services
from ..forms import CorrectForm, ReportForm
from ..life import ObservationState
from ..models import Modality, Observation
from ..showing import MARKS, observation_page

BY_DATE = Ordering("date", _("Newest first"), ("-made_at", "-pk"))
BY_PLACE = Ordering("place", _("Place"), ("division__code", "-made_at"))

_COLUMNS = [
    Column(_("Indicator"), lambda row: row.definition.indicator.name),
    Column(_("Comparator"), lambda row: row.get_comparator_display()),
    Column(_("Value"), lambda row: row.shown(row.definition.indicator).replace(",", "")),
    Column(_("Unit"), lambda row: row.definition.unit),
    Column(_("Modality"), lambda row: row.get_modality_display()),
    Column(_("From"), lambda row: row.period_from or ""),
    Column(_("To"), lambda row: row.period_to or ""),
    Column(_("Compared with"), lambda row: row.baseline),
    Column(_("Place that benefits"), lambda row: row.division),
    Column(_("Evidence grade"), lambda row: row.grade),
    Column(_("State"), lambda row: row.get_state_display()),
    Column(_("Source"), lambda row: row.source or ""),
]

_form_methods = require_http_methods(["GET", "HEAD", "POST"])


def observations(request: Request) -> HttpResponseBase:
    scope = request.actor.scope
    known = [(one.code, one.name) for one in selectors.reported_indicators(scope)]
    listing = Listing(
        request,
        selectors.observations(scope),
        orderings=[BY_DATE, BY_PLACE],
        search=["definition__indicator__name", "division__name", "words"],
        search_label=_("Indicator, place or words"),
        filters=[
            Choice("state", _("State"), ObservationState.choices),
            Choice("indicator", _("Indicator"), known, lookup="definition__indicator__code"),
            Choice("modality", _("Modality"), Modality.choices),
        ],
        columns=_COLUMNS,
    )
    if listing.wants_csv:
        return listing.csv("figures")
    rows = [(one, one.shown(one.definition.indicator)) for one in listing.page]
    return page(
        request,
        "outcomes/observations.html",
        listing=listing,
        rows=rows,
        marks=MARKS,
        may_report=policy.may_report_some(request.actor),
        may_confirm=request.actor.role in COORDINATORS,
    )


def observation(request: Request, pk: int) -> HttpResponse:
    row = selectors.observation(request.actor.scope, pk)
    return page(request, "outcomes/observation.html", **observation_page(request.actor, row))


@_form_methods
def new(request: Request) -> HttpResponse:
    if not policy.may_report_some(request.actor):
        raise Denied(_("Figures are reported by the side that they are of, or by its coordinator."))
    form = ReportForm(
        request.POST or None,
        request.FILES or None,
        actor=request.actor,
        initial=_known(request),
    )
    if request.method == "POST" and form.is_valid():
        with refused(form):
            file = form.cleaned_data["document"]
            made = services.report(
                request.actor,
                indicator=form.cleaned_data["indicator"],
                about=form.about(),
                told=form.told(),
                evidence=form.cleaned_data["evidence"],
                document=file.read() if file else b"",
                apart=form.cleaned_data["apart"],
            )
            saved(request, _("The figure is reported. It counts once it is confirmed."))
            return redirect("outcomes:observation", made.pk)
    return page(request, "outcomes/form.html", form=form)


def _known(request: Request) -> dict[str, Any]:
    """What need not be typed: the reader's own place, and what the address names."""
    asked = {name: request.GET.get(name, "") for name in ("project", "accord")}
    initial: dict[str, Any] = {name: key for name, key in asked.items() if key.isdecimal()}
    body = organisations.own(request.actor)
    if body is not None and body.affiliation is not None:
        initial["division"] = body.affiliation
    if code := request.GET.get("indicator"):
        initial["indicator"] = code
    return initial


@_form_methods
def correct(request: Request, pk: int) -> HttpResponse:
    row = selectors.observation(request.actor.scope, pk)
    insist(policy.may_correct(request.actor, observation=row))
    indicator = row.definition.indicator
    shown = row.shown(indicator)
    names = ("modality", "numerator", "denominator", "period_from", "period_to", "baseline")
    told = {**{name: getattr(row, name) for name in names}, "words": row.words}
    told |= {"source": row.source_id, "inferred": row.inferred, "evidence": row.evidence}
    told |= {"apart": row.apart, "number": row.written or shown}
    form = CorrectForm(
        request.POST or None,
        request.FILES or None,
        actor=request.actor,
        indicator=indicator,
        initial=told,
    )
    if request.method == "POST" and form.is_valid():
        with refused(form):
            file = form.cleaned_data["document"]
            made = services.correct(
                request.actor,
                observation=row,
                told=form.told(),
                reason=form.cleaned_data["reason"],
                evidence=form.cleaned_data["evidence"],
                document=file.read() if file else b"",
                apart=form.cleaned_data["apart"],
            )
            saved(request, _("The correction is reported. The old figure stays visible."))
            return redirect("outcomes:observation", made.pk)
    return page(request, "outcomes/form.html", form=form, row=row, shown=shown)


@require_GET
def document(request: Request, pk: int) -> HttpResponse:
    """What shows a figure, for whoever may see it."""
    row = selectors.observation(request.actor.scope, pk)
    if row.document is None:
        raise OutOfScope(Observation.missing())
    return kept_file(row.document, f"figure-{pk}")

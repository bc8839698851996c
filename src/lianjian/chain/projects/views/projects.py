from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from lianjian.chain.accords.policy import issuer_of
from lianjian.chain.exchange.models import WorkArea
from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import Denied, OutOfScope
from lianjian.ground.ui.answers import insist, kept_file, refused
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from .. import policy, selectors, services
from ..beginning import beginning
from ..forms import BeforeForm, ProjectForm
from ..issuing import issuer_for
from ..life import ProjectState
from ..models import Project
from ..showing import MARKS, project_page

BY_NAME = Ordering("name", _("Name"), ("name", "pk"))
BY_PLACE = Ordering("place", _("Place"), ("division__code", "name"))
BY_DATE = Ordering("date", _("Newest first"), ("-made_at", "-pk"))

_COLUMNS = [
    Column(_("Name"), lambda row: row.name),
    Column(_("Work area"), lambda row: row.get_area_display()),
    Column(_("Kind"), lambda row: row.get_kind_display()),
    Column(_("Tier"), lambda row: row.get_tier_display()),
    Column(_("Place that benefits"), lambda row: row.division),
    Column(_("Where it lies"), lambda row: row.stands_in or row.division),
    Column(_("Industry cluster"), lambda row: row.cluster or ""),
    Column(_("State"), lambda row: row.get_state_display()),
    Column(_("Year of the list"), lambda row: row.year or ""),
    Column(_("Under way since"), lambda row: row.launched_on or ""),
    Column(_("Whose list"), lambda row: row.issuer_division or row.issuer or ""),
    Column(_("Parties"), lambda row: "、".join(str(one) for one in row.parties.all())),
    Column(_("Budget, yuan"), lambda row: "" if row.budget is None else f"{row.budget / 100:.2f}"),
]

_form_methods = require_http_methods(["GET", "HEAD", "POST"])


def projects(request: Request) -> HttpResponseBase:
    scope = request.actor.scope
    years = [(str(year), str(year)) for year in selectors.years(scope)]
    clusters = [(str(one.pk), one.name) for one in selectors.clusters(scope)[:100]]
    listing = Listing(
        request,
        selectors.with_parties(scope, selectors.projects(scope)),
        orderings=[BY_NAME, BY_PLACE, BY_DATE],
        search=["name", "division__name"],
        search_label=_("Name or place"),
        filters=[
            Choice("state", _("State"), ProjectState.choices),
            Choice("year", _("Year of the list"), years),
            Choice("area", _("Work area"), WorkArea.choices),
            Choice("tier", _("Tier"), Project.Tier.choices),
            Choice("cluster", _("Industry cluster"), clusters),
        ],
        columns=_COLUMNS,
    )
    if listing.wants_csv:
        return listing.csv("projects")
    return page(
        request,
        "projects/projects.html",
        listing=listing,
        marks=MARKS,
        may_propose=policy.may_propose_some(request.actor),
        may_record=issuer_of(request.actor) is not None,
    )


def project(request: Request, pk: int) -> HttpResponse:
    row = selectors.project(request.actor.scope, pk)
    return page(request, "projects/project.html", **project_page(request.actor, row))


@_form_methods
def new(request: Request) -> HttpResponse:
    if not policy.may_propose_some(request.actor):
        raise Denied(_("A project is proposed by one of its parties or by who issues the list."))
    asked = {name: request.GET.get(name, "") for name in ("accord", "body", "pairings")}
    initial = {} if request.method == "POST" else beginning(request.actor, asked)
    form = ProjectForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            contents = form.contents()
            issuer = issuer_for(request.actor, contents)
            made = services.propose(request.actor, issuer=issuer, contents=contents)
            saved(request, _("The project is with its parties. Each of them answers."))
            return redirect("projects:project", made.pk)
    return page(request, "projects/form.html", form=form)


@_form_methods
def revise(request: Request, pk: int) -> HttpResponse:
    row = selectors.project(request.actor.scope, pk)
    insist(policy.may_revise(request.actor, project=row))
    told = ProjectForm.told(row)
    form = ProjectForm(request.POST or None, actor=request.actor, project=row, initial=told)
    if request.method == "POST" and form.is_valid():
        edition = request.POST.get("edition", "")
        with refused(form):
            services.revise(
                request.actor,
                project=row,
                contents=form.contents(),
                edition=int(edition) if edition.isdecimal() else 0,
            )
            saved(request, _("The new words are with the parties. Each of them answers anew."))
            return redirect("projects:project", pk)
    return page(request, "projects/form.html", form=form, project=row)


@_form_methods
def of_before(request: Request) -> HttpResponse:
    issuer = issuer_of(request.actor)
    if issuer is None:
        raise Denied(_("Projects of before are recorded by who issues the list."))
    form = BeforeForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            contents = form.contents()
            given = form.cleaned_data
            file = given["document"]
            made = services.record_existing(
                request.actor,
                issuer=issuer,
                contents=contents,
                listed_on=given["listed_on"],
                launched_on=given["launched_on"],
                document=file.read() if file else b"",
            )
            saved(request, _("The project is recorded as it was on its list."))
            return redirect("projects:project", made.pk)
    return page(request, "projects/form.html", form=form, before=True)


@require_GET
def document(request: Request, pk: int) -> HttpResponse:
    """What shows the acceptance, or the list of before, for whoever may see the project."""
    row = selectors.project(request.actor.scope, pk)
    if row.document is None:
        raise OutOfScope(Project.missing())
    return kept_file(row.document, f"project-{pk}")

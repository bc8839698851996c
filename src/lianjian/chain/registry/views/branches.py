from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts.acting import Request
from lianjian.ground.journal import telling
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.organisations.models import Kind
from lianjian.ground.ui.answers import insist, refused
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from .. import policy, sections, selectors, services, showing
from ..forms import AmendForm, BranchForm
from .answers import amending

BY_NAME = Ordering("name", _("Branch name"), ("name",))
BY_PLACE = Ordering("place", _("Place"), ("host__affiliation__code", "name"))

_COLUMNS = [
    Column(_("Branch name"), lambda branch: branch.name),
    Column(_("Host organisation"), lambda branch: branch.host.name),
    Column(_("Inner unit"), lambda branch: branch.unit),
    Column(_("Kind"), lambda branch: branch.host.get_kind_display()),
    Column(_("Branch level"), lambda branch: branch.get_level_display()),
    Column(_("Answers to"), lambda branch: branch.host.affiliation or ""),
    Column(_("Span of management"), lambda branch: branch.span),
]


def branches(request: Request) -> HttpResponseBase:
    scope = request.actor.scope
    listing = Listing(
        request,
        selectors.branches(scope),
        orderings=[BY_NAME, BY_PLACE],
        search=lambda rows, text: selectors.matching(rows, text),
        search_label=_("Name of a branch or an organisation"),
        filters=[
            Choice("kind", _("Kind"), Kind.choices, lookup="host__kind"),
            Choice("town", _("Township"), selectors.towns(scope), selectors.TOWN),
        ],
        columns=_COLUMNS,
    )
    if listing.wants_csv:
        return listing.csv("branches")
    may_enter = policy.may_enter_some(request.actor) or selectors.lacks_a_branch(request.actor)
    return page(request, "registry/branches.html", listing=listing, may_enter=may_enter)


def branch(request: Request, pk: int) -> HttpResponse:
    actor = request.actor
    row = selectors.branch(actor.scope, pk)
    return page(
        request,
        "registry/branch.html",
        branch=row,
        sections=[*sections.sections_for(actor, row), *showing.of_branch(actor, row)],
        lines=telling.history_of(row),
        may_amend=bool(policy.may_amend(actor, branch=row)),
        may_post=row.is_village and bool(policy.may_post_first_secretary(actor, branch=row)),
        may_tie=bool(policy.may_record_tie(actor, village=row, partner=row)),
    )


def new(request: Request) -> HttpResponse:
    """First the organisation, then its branch."""
    given = request.GET.get("host", "")
    if not given.isdecimal():
        return _choose_host(request)
    host = organisations.organisation(request.actor.scope, int(given))
    insist(policy.may_register(request.actor, host=host))
    form = BranchForm(request.POST or None, actor=request.actor, host=host)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            made = services.register_branch(request.actor, host=host, **form.cleaned_data)
            saved(request, _("The branch is entered."))
            return redirect("registry:branch", made.pk)
    return page(request, "registry/new.html", form=form, host=host)


def _choose_host(request: Request) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    scope = request.actor.scope
    bodies = organisations.organisations(scope).listed()
    hosts = organisations.matching(bodies, text)[:20]
    return page(request, "registry/choose_host.html", hosts=hosts if text else [], text=text)


def amend(request: Request, pk: int) -> HttpResponse:
    read = partial(selectors.branch, request.actor.scope, pk)
    row = read()
    insist(policy.may_amend(request.actor, branch=row))
    form = AmendForm(request.POST or None, actor=request.actor, branch=row)
    return amending(
        request,
        form,
        read,
        partial(services.amend_branch, request.actor, branch=row),
        title=_("Change a branch"),
        back=reverse("registry:branch", args=[pk]),
    )

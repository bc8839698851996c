"""Leading groups: the list of them, one of them, and what its party says of it (M11, M46)."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import Invalid, OutOfScope
from lianjian.ground.ui.answers import insist, kept_file, refused
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from .. import selectors, services, side_policy
from ..forms import ReasonForm
from ..life import LeadingState
from ..models import LeadingGroup
from ..showing_sides import group_page, mark_of
from ..side_forms import GroupForm, ReviseGroupForm, SetUpForm

_form_methods = require_http_methods(["GET", "HEAD", "POST"])

BY_PARTY = Ordering("party", _("Party"), ("party", "pk"))
BY_DUE = Ordering("due", _("Day"), ("due", "pk"))

_COLUMNS = [
    Column(_("Party"), lambda group: group.party),
    Column(_("Leading group"), lambda group: group.name),
    Column(_("Accord"), lambda group: group.accord.title),
    Column(_("Who heads it"), lambda group: group.head),
    Column(_("State"), lambda group: group.get_state_display()),
    Column(_("To be set up by"), lambda group: group.due or ""),
    Column(_("Set up on"), lambda group: group.set_up_on or ""),
    Column(_("Document number"), lambda group: group.number),
    Column(_("What shows it"), lambda group: group.evidence),
]


def leading_groups(request: Request) -> HttpResponseBase:
    listing = Listing(
        request,
        selectors.leading_groups(request.actor.scope),
        orderings=[BY_PARTY, BY_DUE],
        search=["party", "name", "accord__title"],
        search_label=_("Party, group or accord"),
        filters=[Choice("state", _("State"), LeadingState.choices)],
        columns=_COLUMNS,
    )
    if listing.wants_csv:
        return listing.csv("leading-groups")
    rows = [(mark_of(one), one) for one in listing.page]
    return page(request, "accords/leading_groups.html", listing=listing, rows=rows)


@_form_methods
def plan_group(request: Request, pk: int, party: int) -> HttpResponse:
    accord = selectors.accord(request.actor.scope, pk)
    side = selectors.party(request.actor.scope, accord, party)
    insist(side_policy.may_plan_group(request.actor, accord=accord, party=side))
    suggested = {"name": _("%(party)s: coordinating leading group") % {"party": side.name}}
    form = GroupForm(request.POST or None, initial=suggested)
    if request.method == "POST" and form.is_valid():
        plan = partial(services.plan_group, request.actor, accord=accord, party=side)
        with refused(form):
            made = plan(**form.cleaned_data)
            saved(request, _("The leading group is planned. Its party says when it is there."))
            return redirect("accords:leading_group", made.pk)
    return page(request, "accords/plan_group.html", form=form, accord=accord, side=side)


def leading_group(request: Request, pk: int) -> HttpResponse:
    row = selectors.leading_group(request.actor.scope, pk)
    return _group_page(request, row, SetUpForm())


def _group_page(request: Request, row: LeadingGroup, form: SetUpForm) -> HttpResponse:
    context = group_page(request.actor, row)
    return page(
        request,
        "accords/leading_group.html",
        form=form,
        reason_form=ReasonForm(),
        **context,
    )


@_form_methods
def revise_group(request: Request, pk: int) -> HttpResponse:
    read = partial(selectors.leading_group, request.actor.scope, pk)
    row = read()
    insist(side_policy.may_revise_group(request.actor, group=row))
    form = ReviseGroupForm(request.POST or None, group=row)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            revise = partial(services.revise_group, request.actor, group=row)
            form.send(lambda: form.kept(read()), revise)
            saved(request, _("The change is saved."))
            return redirect("accords:leading_group", pk)
    return page(request, "accords/revise_group.html", form=form, group=row)


@require_POST
def set_up_group(request: Request, pk: int) -> HttpResponse:
    row = selectors.leading_group(request.actor.scope, pk)
    form = SetUpForm(request.POST, request.FILES)
    if form.is_valid():
        given = {**form.cleaned_data, "scan": _bytes_of(form.cleaned_data["scan"])}
        with refused(form):
            services.set_up_group(request.actor, group=row, **given)
            saved(request, _("The leading group is set up."))
            return redirect("accords:leading_group", pk)
    insist(side_policy.may_set_up_group(request.actor, group=row))
    return _group_page(request, row, form)


def _bytes_of(upload: object) -> bytes:
    read = getattr(upload, "read", None)
    return bytes(read()) if read is not None else b""


@require_POST
def stand_down_group(request: Request, pk: int) -> HttpResponse:
    row = selectors.leading_group(request.actor.scope, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Say why, for those who read it later."), fields={"reason": _("missing")})
    services.stand_down_group(request.actor, group=row, reason=form.cleaned_data["reason"])
    saved(request, _("The leading group is stood down. It stays on record."))
    return redirect("accords:leading_group", pk)


@require_GET
def group_document(request: Request, pk: int) -> HttpResponse:
    """The scan that shows it, for whoever may see the accord."""
    row = selectors.leading_group(request.actor.scope, pk)
    if row.document is None:
        raise OutOfScope(LeadingGroup.missing())
    return kept_file(row.document, f"leading-group-{row.pk}")

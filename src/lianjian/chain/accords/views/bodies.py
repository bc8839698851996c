from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import Denied, Invalid
from lianjian.ground.journal import telling
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from .. import policy, selectors, services
from ..forms import ApprovalForm, BodyForm, ReasonForm
from ..life import BODY, BodyState
from ..models import BodyOffice, JointBody

BY_NAME = Ordering("name", _("Name"), ("name", "pk"))

_COLUMNS = [
    Column(_("Name"), lambda body: body.name),
    Column(_("Kind"), lambda body: body.get_kind_display()),
    Column(_("State"), lambda body: body.get_state_display()),
    Column(_("Approving committee"), lambda body: body.approved_by),
    Column(_("Approval number"), lambda body: body.approval_number),
    Column(_("Approved on"), lambda body: body.approved_on or ""),
    Column(_("Which term"), lambda body: body.term),
    Column(_("Term from"), lambda body: body.term_from or ""),
    Column(_("Term to"), lambda body: body.term_to or ""),
]


def bodies(request: Request) -> HttpResponseBase:
    listing = Listing(
        request,
        selectors.bodies(request.actor.scope),
        orderings=[BY_NAME],
        search=["name"],
        filters=[Choice("state", _("State"), BodyState.choices)],
        columns=_COLUMNS,
    )
    scope = request.actor.scope
    if listing.wants_csv:
        listing.columns = [*_COLUMNS, *_who_holds_what(selectors.secretaries(scope))]
        return listing.csv("bodies")
    held = selectors.secretaries(scope, [one.pk for one in listing.page])
    return page(
        request,
        "accords/bodies.html",
        listing=listing,
        rows=[(one, held.get(one.pk)) for one in listing.page],
        may_propose=policy.may_propose_some_body(request.actor),
    )


def _who_holds_what(held: dict[int, BodyOffice]) -> list[Column]:
    """The columns of the export that say who is secretary, and for which term."""

    def of(body: JointBody, words: Callable[[BodyOffice], object]) -> object:
        return words(held[body.pk]) if body.pk in held else ""

    return [
        Column(_("Secretary"), lambda body: of(body, lambda one: one.held_by)),
        Column(_("Secretary since"), lambda body: of(body, lambda one: one.starts)),
        Column(_("End of the secretary's term"), lambda body: of(body, lambda one: one.ends or "")),
    ]


def body(request: Request, pk: int) -> HttpResponse:
    row = selectors.body(request.actor.scope, pk)
    return _body_page(request, row, ApprovalForm())


def _body_page(
    request: Request, row: JointBody, form: ApprovalForm, *, status: int = 200
) -> HttpResponse:
    steers = bool(policy.may_steer_body(request.actor, body=row))
    members, offices = selectors.members_of(row), selectors.offices_in(row)
    return page(
        request,
        "accords/body.html",
        status=status,
        body=row,
        members=members,
        offices=offices,
        joinings=selectors.joinings(request.actor.scope, body=row),
        steers=steers,
        lines=telling.history_of(row, *members, *offices),
        may=dict.fromkeys(BODY.verbs_from(row.state), steers) if steers else {},
        may_change_members=steers and row.state in (BodyState.APPROVED, BodyState.WORKING),
        form=form,
        reason_form=ReasonForm(),
    )


def new_body(request: Request) -> HttpResponse:
    if not policy.may_propose_some_body(request.actor):
        raise Denied(_("A joint body is proposed by one of its members or by the coordinator."))
    form = BodyForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.propose_body(request.actor, **form.cleaned_data)
        except Invalid as refusal:
            form.add_error(None, str(refusal))
        else:
            saved(request, _("The joint body is proposed. Its committee decides."))
            return redirect("accords:body", made.pk)
    status = 422 if form.errors else 200
    return page(request, "accords/new_body.html", form=form, status=status)


@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    row = selectors.body(request.actor.scope, pk)
    form = ApprovalForm(request.POST)
    if form.is_valid():
        try:
            services.approve_body(request.actor, body=row, **form.cleaned_data)
        except Invalid as refusal:
            form.add_error(None, str(refusal))
        else:
            saved(request, _("The approval is recorded."))
            return redirect("accords:body", pk)
    return _body_page(request, row, form, status=422)


@require_POST
def set_to_work(request: Request, pk: int) -> HttpResponse:
    row = selectors.body(request.actor.scope, pk)
    services.set_to_work(request.actor, body=row)
    saved(request, _("The joint body is at work."))
    return redirect("accords:body", pk)


@require_POST
def dissolve(request: Request, pk: int) -> HttpResponse:
    row = selectors.body(request.actor.scope, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Say why, for those who read it later."), fields={"reason": _("missing")})
    services.dissolve(request.actor, body=row, reason=form.cleaned_data["reason"])
    saved(request, _("The joint body is dissolved."))
    return redirect("accords:body", pk)

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.ui.answers import refused
from lianjian.ground.ui.pages import Choice, Listing, Ordering, page, saved

from .. import buttons, policy, selectors, services
from ..forms import DeclineForm
from ..life import ProposalState
from ..models import DeclineReason, Proposal, Side
from ..wording import readable

BY_DUE = Ordering("due", _("Reply by"), ("reply_by", "pk"))
BY_PLACE = Ordering("place", _("Place"), ("village__host__affiliation__code", "partner__name"))
MARKS = {
    "proposed": "plan",
    "agreed": "done",
    "declined": "none",
    "overtaken": "none",
    "expired": "late",
    "taken_back": "none",
}


def proposals(request: Request) -> HttpResponseBase:
    listing = Listing(
        request,
        selectors.proposals(request.actor.scope),
        orderings=[BY_DUE, BY_PLACE],
        search=["village__name", "partner__name"],
        filters=[Choice("state", _("state"), ProposalState.choices)],
    )
    return page(request, "pairing/proposals.html", listing=listing, marks=MARKS)


def proposal(request: Request, pk: int) -> HttpResponse:
    row = selectors.proposal(request.actor.scope, pk)
    return _shown(request, row, DeclineForm())


def _shown(request: Request, row: Proposal, form: DeclineForm) -> HttpResponse:
    side = policy.side_of(request.actor, row)
    said = side is not None and getattr(row, f"{side}_accepted_at") is not None
    may = buttons.of_proposal(request.actor, row)
    refused_ = row.decline_reason == DeclineReason.NEVER and row.refusal_lifted_at is None
    return page(
        request,
        "pairing/proposal.html",
        proposal=row,
        side=side,
        mine=row.partner if side == Side.PARTNER else row.village,
        other=row.village if side == Side.PARTNER else row.partner,
        four=readable(row.reasons),
        mark=MARKS[row.state],
        may={**may, "accept": "accept" in may and not said},
        may_lift=refused_ and bool(policy.may_lift_refusal(request.actor, proposal=row)),
        sees_note=side == row.declined_by or policy.may_steer(request.actor, round=row.round),
        said=said,
        form=form,
        pairing=selectors.pairings(request.actor.scope).filter(proposal=row).first(),
    )


@require_POST
def accept(request: Request, pk: int) -> HttpResponse:
    row = selectors.proposal(request.actor.scope, pk)
    done = services.accept(request.actor, proposal=row)
    agreed = done.state == ProposalState.AGREED
    saved(
        request,
        _("Both sides have said yes: you are paired.")
        if agreed
        else _("Your yes is kept. Now it is the other side's turn."),
    )
    return redirect("pairing:proposal", pk)


@require_POST
def decline(request: Request, pk: int) -> HttpResponse:
    row = selectors.proposal(request.actor.scope, pk)
    form = DeclineForm(request.POST)
    if form.is_valid():
        with refused(form):
            services.decline(request.actor, proposal=row, **form.cleaned_data)
            saved(request, _("Your answer is kept. It costs nothing."))
            return redirect("pairing:proposal", pk)
    answer = _shown(request, row, form)
    answer.status_code = Invalid.status
    return answer


@require_POST
def lift_refusal(request: Request, pk: int) -> HttpResponse:
    row = selectors.proposal(request.actor.scope, pk)
    services.lift_refusal(request.actor, proposal=row)
    saved(request, _("It is taken back: a later round may propose this pair again."))
    return redirect("pairing:proposal", pk)

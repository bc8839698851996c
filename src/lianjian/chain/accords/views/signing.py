from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.accounts.confirming import confirmed
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope
from lianjian.ground.ui.pages import page, saved

from .. import selectors, services
from ..forms import ReasonForm
from ..models import Accord, AccordParty, GroupMember
from ..showing import sign_page


@require_http_methods(["GET", "POST"])
def sign(request: Request, pk: int) -> HttpResponse:
    """The text to read, and one button. Who reads before their turn need not show who they are."""
    if request.method == "GET":
        context = sign_page(request.actor, selectors.accord(request.actor.scope, pk))
        if context is not None and context["place"].after is not None:
            return page(request, "accords/sign.html", **context)
    return _sign(request, pk)


@confirmed
def _sign(request: Request, pk: int) -> HttpResponse:
    """The digest that the page shows comes back with the signature."""
    row = selectors.accord(request.actor.scope, pk)
    if request.method == "POST":
        party, member = _place(request)
        services.sign(
            request.actor, party=party, member=member, digest=request.POST.get("digest", "")
        )
        saved(request, _("Signed. The signature stands under exactly this text."))
        return redirect("accords:accord", pk)
    context = sign_page(request.actor, row)
    if context is None:
        raise Denied(_("Nothing waits here for your signature."))
    return page(request, "accords/sign.html", **context)


@require_POST
def send_back(request: Request, pk: int) -> HttpResponse:
    party, member = _place(request)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid(
            _("Say in a few words what stands in the way."), fields={"reason": _("missing")}
        )
    services.send_back(
        request.actor, party=party, member=member, reason=form.cleaned_data["reason"]
    )
    saved(request, _("Sent back. The issuer sees your reason and drafts the next text."))
    return redirect("accords:accord", pk)


def _place(request: Request) -> tuple[AccordParty, GroupMember | None]:
    """The party, and the member, that the form was for; raises OutOfScope for any other key."""
    party, member = request.POST.get("party", ""), request.POST.get("member", "")
    if not party.isdecimal() or not (member.isdecimal() or not member):
        raise OutOfScope(Accord.missing())
    scope = request.actor.scope
    return (
        AccordParty.get_within(scope, pk=int(party)),
        GroupMember.get_within(scope, pk=int(member)) if member else None,
    )

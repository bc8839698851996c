"""Joint bodies and business entities: what is recommended, what both have agreed to (M34)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lianjian.chain.registry import selectors as registry
from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.ui.pages import page, saved

from .. import policy, selectors, services
from ..forms import ReasonForm
from ..second_layer import layer_of


def second_layer(request: Request) -> HttpResponse:
    scope = request.actor.scope
    layer = layer_of(scope)
    steered = {
        one.body.pk
        for one in layer.recommended
        if policy.may_steer_body(request.actor, body=one.body)
    }
    return page(
        request,
        "accords/second_layer.html",
        layer=layer,
        steered=steered,
        joinings=selectors.joinings(scope),
    )


@require_POST
def join_entity(request: Request, pk: int, entity: int) -> HttpResponse:
    body = selectors.body(request.actor.scope, pk)
    services.join_entity(
        request.actor,
        body=body,
        entity=registry.entity(request.actor.scope, entity),
        agreed=request.POST.get("agreed") == "yes",
    )
    saved(request, _("They work together now."))
    return redirect("accords:body", pk)


@require_POST
def part_entity(request: Request, pk: int) -> HttpResponse:
    row = selectors.joining(request.actor.scope, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Say why, for those who read it later."), fields={"reason": _("missing")})
    services.part_entity(request.actor, joining=row, reason=form.cleaned_data["reason"])
    saved(request, _("It is recorded that they no longer work together."))
    return redirect("accords:body", row.body_id)

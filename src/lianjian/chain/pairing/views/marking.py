from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import OutOfScope
from lianjian.ground.ui.pages import saved

from .. import selectors, services
from ..models import Candidate

_MARKS = {"suggest": services.suggest, "free": services.free, "lock": services.lock}


@require_POST
def mark(request: Request, pk: int, village: int, partner: int, verb: str) -> HttpResponse:
    """Suggest, forbid, lock or free a pair; the next solving takes it into account."""
    row = selectors.round(request.actor.scope, pk)
    candidate = selectors.candidate(request.actor.scope, row, village, partner)
    if verb == "forbid":
        reason = request.POST.get("reason", "")
        services.forbid(request.actor, candidate=candidate, reason=reason)
    elif verb in _MARKS:
        _MARKS[verb](request.actor, candidate=candidate)
    else:
        raise OutOfScope(Candidate.missing())
    saved(request, _("It is noted. Solve the round again to see what follows."))
    there = urlencode({"village": village, "other": partner})
    return HttpResponseRedirect(f"{reverse('pairing:round', args=[pk])}?{there}")

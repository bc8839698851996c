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
from ..models import Candidate, Round

_MARKS = {"suggest": services.suggest, "free": services.free, "lock": services.lock}

_UNDO: dict[str, str] = {
    Candidate.State.FREE: "free",
    Candidate.State.SUGGESTED: "suggest",
    Candidate.State.LOCKED: "lock",
}
"""What takes a mark back, by what the pair was before. A reason is not given twice by a button."""


@require_POST
def mark(request: Request, pk: int, village: int, partner: int, verb: str) -> HttpResponse:
    """Suggest, forbid, lock or free a pair; the next solving takes it into account."""
    row = selectors.round(request.actor.scope, pk)
    candidate = _candidate(request, row, village, partner)
    before = candidate.state
    if verb == "forbid":
        reason = request.POST.get("reason", "")
        services.forbid(request.actor, candidate=candidate, reason=reason)
    elif verb in _MARKS:
        _MARKS[verb](request.actor, candidate=candidate)
    else:
        raise OutOfScope(Candidate.missing())
    noted = _("It is noted. Solve the round again to see what follows.")
    undo = _UNDO.get(before)
    at = reverse("pairing:mark", args=[pk, village, partner, undo]) if undo else None
    saved(request, noted, undo_url=at)
    there = urlencode({"village": village, "other": partner})
    return HttpResponseRedirect(f"{reverse('pairing:round', args=[pk])}?{there}")


def _candidate(request: Request, row: Round, village: int, partner: int) -> Candidate:
    """The row of a pair; a large round gives it one when somebody first speaks of it."""
    try:
        return selectors.candidate(request.actor.scope, row, village, partner)
    except OutOfScope:
        return services.take_up(request.actor, round=row, village=village, partner=partner)

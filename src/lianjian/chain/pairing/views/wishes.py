from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lianjian.chain.registry import selectors as registry
from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import Denied
from lianjian.ground.ui.answers import refused
from lianjian.ground.ui.pages import page, saved

from .. import policy, selectors, services
from ..forms import WishForm


def wishes(request: Request, branch: int) -> HttpResponse:
    """What one's own branch wishes before a round; nobody else reads it before a proposal."""
    row = registry.branch(request.actor.scope, branch)
    verdict = policy.may_say_wish(request.actor, branch=row)
    if isinstance(verdict, Denied):
        raise verdict
    form = WishForm(request.POST or None, towards=selectors.known_to(request.actor.scope, row))
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.say_wish(request.actor, branch=row, **form.cleaned_data)
            saved(request, _("The wish is kept; it expires by itself."))
            return redirect("pairing:wishes", branch)
    said = selectors.wishes(request.actor.scope, row)
    return page(request, "pairing/wishes.html", branch=row, form=form, wishes=said)


@require_POST
def withdraw_wish(request: Request, pk: int) -> HttpResponse:
    row = selectors.wish(request.actor.scope, pk)
    branch = row.branch_id
    services.withdraw_wish(request.actor, interest=row)
    saved(request, _("The wish is taken back."))
    return redirect("pairing:wishes", branch)

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.ui.pages import page, saved

from .. import policy, selectors, services
from ..forms import TieForm
from .answers import insist, refused


def record(request: Request, pk: int) -> HttpResponse:
    branch = selectors.branch(request.actor.scope, pk)
    insist(policy.may_record_tie(request.actor, village=branch, partner=branch))
    form = TieForm(request.POST or None, actor=request.actor, branch=branch)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        other = given.pop("other")
        village, partner = (branch, other) if branch.is_village else (other, branch)
        with refused(form):
            services.record_tie(request.actor, village=village, partner=partner, **given)
            saved(request, _("The tie is recorded."))
            return redirect("registry:branch", pk)
    return page(request, "registry/record_tie.html", form=form, branch=branch)


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    tie = selectors.tie(request.actor.scope, pk)
    services.withdraw_tie(request.actor, tie=tie)
    saved(request, _("The tie is taken back."))
    own = request.POST.get("back", "") == str(tie.partner_id)
    return redirect("registry:branch", tie.partner_id if own else tie.village_id)

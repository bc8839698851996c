from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts.acting import Request
from lianjian.ground.ui.pages import page, saved

from .. import policy, selectors, services
from ..forms import EndForm, PostingForm
from .answers import insist, refused


def post(request: Request, pk: int) -> HttpResponse:
    branch = selectors.branch(request.actor.scope, pk)
    insist(policy.may_post_first_secretary(request.actor, branch=branch))
    form = PostingForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.post_first_secretary(request.actor, branch=branch, **form.cleaned_data)
            saved(request, _("The posting is entered."))
            return redirect("registry:branch", pk)
    return page(request, "registry/post.html", form=form, branch=branch)


def end_posting(request: Request, pk: int) -> HttpResponse:
    posting = selectors.posting(request.actor.scope, pk)
    insist(policy.may_end_posting(request.actor, posting=posting))
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.end_posting(request.actor, posting=posting, **form.cleaned_data)
            saved(request, _("The posting has ended, and the ties that rested on it."))
            return redirect("registry:branch", posting.branch_id)
    return page(request, "registry/end_posting.html", form=form, posting=posting)

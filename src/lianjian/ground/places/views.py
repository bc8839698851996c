"""Looking places up, walking down the tree, and adding a natural village."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import Denied, Invalid, wants_fragment
from lianjian.ground.jobs import services as jobs
from lianjian.ground.ui.pages import page, saved

from . import fields, policy, selectors, services
from .codes import Level
from .forms import HamletForm
from .models import Division

_HAS_HAMLETS = {Level.COUNTY, Level.TOWN, Level.VILLAGE}


@require_GET
def divisions(request: Request) -> HttpResponse:
    """The search, and the provinces while nothing is looked for."""
    text = request.GET.get("q", "").strip()[:100]
    own = request.actor.division
    answer = selectors.look_up(text, limit=50) if text else None
    return page(
        request,
        "places/divisions.html",
        text=text,
        answer=answer,
        matches=selectors.placed(answer.matches) if answer else [],
        refusal=_refusal_to_add(request, answer.inside if answer else None),
        own=selectors.division(own) if own else None,
        provinces=selectors.children(None),
    )


@require_GET
def division(request: Request, pk: int) -> HttpResponse:
    one = selectors.division(pk)
    return page(
        request,
        "places/division.html",
        division=one,
        path=selectors.path(one)[:-1],
        children=selectors.children(one),
        predecessors=selectors.predecessors(one),
        successors=selectors.successors(one),
        outline=selectors.outline(one),
        may_register=_may_register(request, one),
        may_add=one.level in _HAS_HAMLETS
        and bool(policy.may_add_hamlet(request.actor, parent=one, name="")),
    )


def _refusal_to_add(request: Request, parent: Division | None) -> Denied | None:
    """Why the reader may not add a natural village there, if so."""
    verdict = policy.may_add_hamlet(request.actor, parent=parent, name="") if parent else None
    return verdict if isinstance(verdict, Denied) else None


def _may_register(request: Request, one: Division) -> bool:
    """Whether the village's organisation may be entered from here, and is not yet."""
    from lianjian.ground.organisations import policy as organisations
    from lianjian.ground.organisations.selectors import village

    if one.level not in {Level.VILLAGE, Level.HAMLET} or one.valid_to is not None:
        return False
    may = organisations.may_register_village(request.actor, division=one)
    return bool(may) and village(request.actor.scope, one) is None


@require_GET
def suggest(request: Request) -> HttpResponse:
    """The places for what is being typed into a DivisionField; a search page without htmx."""
    field = request.GET.get("field", "")
    text = request.GET.get(field, "").strip()[:100]
    if not wants_fragment(request) or not field.replace("-", "_").isidentifier():
        return redirect(f"{reverse('places:divisions')}?{urlencode({'q': text})}")
    inside = request.GET.get("inside", "")
    level = request.GET.get("level", "")
    found = fields.offered(
        text,
        selectors.division(int(inside)) if inside.isdecimal() else None,
        level if level in set(Level) else "",
    )
    matches = found if text else []
    return page(request, "places/suggestions.html", name=field, said=text, matches=matches)


@require_http_methods(["GET", "HEAD", "POST"])
def add_hamlet(request: Request, pk: int) -> HttpResponse:
    parent = selectors.division(pk)
    verdict = policy.may_add_hamlet(request.actor, parent=parent, name="")
    if isinstance(verdict, Denied):
        raise verdict
    form = HamletForm(request.POST or None, initial={"name": request.GET.get("name", "")[:100]})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_hamlet(request.actor, parent=parent, **form.cleaned_data)
        except Invalid as refusal:
            form.add_error(None, str(refusal))
        else:
            saved(request, _("The natural village is added."))
            return redirect("places:division", made.pk)
    return page(request, "places/add_hamlet.html", form=form, parent=parent)


@require_POST
def draw(request: Request, pk: int) -> HttpResponse:
    """Have the outline drawn: by a job, because the map takes seconds to open."""
    one = selectors.division(pk)
    started = jobs.start(
        request.actor,
        name="places.draw",
        arguments={"pk": one.pk},
        back=reverse("places:division", args=[one.pk]),
    )
    return redirect("jobs:job", started.pk)

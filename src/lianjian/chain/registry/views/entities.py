from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.industry import section_choices, within_section
from lianjian.ground.core.verdicts import Denied, Invalid
from lianjian.ground.journal import telling
from lianjian.ground.ui.answers import insist, refused
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from .. import policy, selectors, services
from ..forms import ChangeEntityForm, CloseForm, EntityForm, VillageForm
from ..life import ENTITY, EntityState
from ..models import BusinessEntity
from .answers import amending

BY_NAME = Ordering("name", _("Name"), ("name",))
BY_PLACE = Ordering("place", _("Place"), ("division__code", "name"))
BY_DATE = Ordering("date", _("Newest first"), ("-made_at",))

_COLUMNS = [
    Column(_("Name"), lambda row: row.name),
    Column(_("Kind"), lambda row: row.get_kind_display()),
    Column(_("Industry"), lambda row: row.industry_name),
    Column(_("Where it works"), lambda row: row.division),
    Column(_("Unified social credit code"), lambda row: row.organisation and row.organisation.uscc),
    Column(_("At least"), lambda row: row.capacity_lower),
    Column(_("At most"), lambda row: row.capacity_upper),
    Column(_("State"), lambda row: row.get_state_display()),
]

_form_methods = require_http_methods(["GET", "HEAD", "POST"])


class BySection(Choice):
    """An industry is narrowed by its section: all codes that belong to it."""

    def applied(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(industry__in=within_section(value)) if value else rows


def entities(request: Request) -> HttpResponseBase:
    scope = request.actor.scope
    listing = Listing(
        request,
        selectors.entities(scope),
        orderings=[BY_NAME, BY_PLACE, BY_DATE],
        search=lambda rows, text: selectors.named_entities(rows, text),
        search_label=_("Name or industry"),
        filters=[
            Choice("kind", _("Kind"), BusinessEntity.Kind.choices),
            BySection("industry", _("Industry"), section_choices()),
            Choice("state", _("State"), EntityState.choices),
        ],
        columns=_COLUMNS,
    )
    if listing.wants_csv:
        return listing.csv("business-entities")
    may_enter = policy.may_enter_entities(request.actor)
    return page(request, "registry/entities.html", listing=listing, may_enter=may_enter)


def entity(request: Request, pk: int) -> HttpResponse:
    actor = request.actor
    row = selectors.entity(actor.scope, pk)
    may_change = bool(policy.may_change_entity(actor, entity=row))
    return page(
        request,
        "registry/entity.html",
        entity=row,
        villages=selectors.villages_of(actor.scope, row),
        honours=selectors.honours_of(actor.scope, row),
        lines=telling.history_of(row),
        may_change=may_change,
        may_close=may_change and ENTITY.can(row.state, "close"),
        village_form=VillageForm(scope=actor.scope, entity=row) if may_change else None,
    )


@_form_methods
def new_entity(request: Request) -> HttpResponse:
    actor = request.actor
    if not policy.may_enter_entities(actor):
        raise Denied(_("Business entities are entered by coordinators, townships and villages."))
    own = selectors.own_village(actor)
    initial = {"division": own.host.affiliation if own else None}
    form = EntityForm(request.POST or None, scope=actor.scope, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            made = services.enter_entity(actor, villages=[own] if own else [], **form.cleaned_data)
            saved(request, _("The business entity is entered."))
            return redirect("registry:entity", made.pk)
    return page(request, "registry/new_entity.html", form=form)


@_form_methods
def change_entity(request: Request, pk: int) -> HttpResponse:
    read = partial(selectors.entity, request.actor.scope, pk)
    row = read()
    insist(policy.may_change_entity(request.actor, entity=row))
    form = ChangeEntityForm(request.POST or None, scope=request.actor.scope, entity=row)
    return amending(
        request,
        form,
        read,
        partial(services.change_entity, request.actor, entity=row),
        title=_("Change a business entity"),
        back=reverse("registry:entity", args=[pk]),
    )


@_form_methods
def close_entity(request: Request, pk: int) -> HttpResponse:
    row = selectors.entity(request.actor.scope, pk)
    insist(policy.may_change_entity(request.actor, entity=row))
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.close_entity(request.actor, entity=row, **form.cleaned_data)
            saved(request, _("It is closed. Its record stays."))
            return redirect("registry:entity", pk)
    return page(request, "registry/close_entity.html", form=form, entity=row)


@require_POST
def work_in_village(request: Request, pk: int) -> HttpResponse:
    row = selectors.entity(request.actor.scope, pk)
    insist(policy.may_change_entity(request.actor, entity=row))
    form = VillageForm(request.POST, scope=request.actor.scope, entity=row)
    if not form.is_valid():
        raise Invalid(_("Choose a village from the list."))
    services.work_in_village(request.actor, entity=row, village=form.cleaned_data["village"])
    saved(request, _("The change is saved."))
    return redirect("registry:entity", pk)


@require_POST
def leave_village(request: Request, pk: int, village: int) -> HttpResponse:
    row = selectors.entity(request.actor.scope, pk)
    there = {one.pk: one for one in selectors.villages_of(request.actor.scope, row)}
    one = there.get(village) or selectors.branch(request.actor.scope, village)
    services.leave_village(request.actor, entity=row, village=one)
    saved(request, _("The change is saved."))
    return redirect("registry:entity", pk)

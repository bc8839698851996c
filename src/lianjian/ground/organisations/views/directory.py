"""The directory: list, page, entering, correcting, other names, whom we keep."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import OutOfScope
from lianjian.ground.journal import telling
from lianjian.ground.places import selectors as places
from lianjian.ground.places.models import Division
from lianjian.ground.ui.answers import insist, refused
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from .. import policy, sections, selectors, services
from ..forms import AliasForm, AmendForm, OrganisationForm, ReaffiliateForm
from ..likeness import Likely, likely
from ..models import Kind, folded

BY_NAME = Ordering("name", _("Name"), ("name",))
BY_PLACE = Ordering("place", _("Place"), ("affiliation__code", "name"))
BY_DATE = Ordering("date", _("Newest first"), ("-made_at",))

_form_methods = require_http_methods(["GET", "HEAD", "POST"])

_COLUMNS = [
    Column(_("Name"), lambda one: one.name),
    Column(_("Kind"), lambda one: one.get_kind_display()),
    Column(_("Unified social credit code"), lambda one: one.uscc),
    Column(_("Answers to"), lambda one: one.affiliation or _("central authorities")),
    Column(_("Seat"), lambda one: one.seat),
]


@require_GET
def organisations(request: Request) -> HttpResponseBase:
    scope = request.actor.scope
    listing = Listing(
        request,
        selectors.organisations(scope),
        orderings=[BY_NAME, BY_PLACE, BY_DATE],
        search=lambda rows, text: selectors.matching(rows, text),
        search_label=_("Name, other name, credit code or pinyin initials"),
        filters=[Choice("kind", _("Kind"), Kind.choices)],
        columns=_COLUMNS,
    )
    if listing.wants_csv:
        return listing.csv("organisations")
    may_enter = bool(policy.may_register(request.actor))
    return page(request, "organisations/list.html", listing=listing, may_enter=may_enter)


@require_GET
def organisation(request: Request, pk: int) -> HttpResponse:
    """Everything about a body; the address of an entry that was merged leads to the one kept."""
    actor = request.actor
    try:
        one = selectors.organisation(actor.scope, pk)
    except OutOfScope:
        if (merger := selectors.went_into(actor.scope, pk)) is None:
            raise
        return redirect("organisations:organisation", merger.kept_id)
    mergers = list(selectors.mergers(actor.scope).filter(kept=one))
    return page(
        request,
        "organisations/organisation.html",
        organisation=one,
        affiliation=places.placed([one.affiliation]) if one.affiliation else [],
        seat=places.placed([one.seat]) if one.seat else [],
        aliases=selectors.aliases(one),
        sections=sections.sections(request, one),
        lines=telling.history_of(one, *mergers),
        mergers=mergers,
        undoable={each.pk for each in mergers if policy.can_still_unmerge(actor, merger=each)},
        may_merge=bool(policy.may_merge_some(actor, organisation=one)),
        may_amend=bool(policy.may_amend(actor, organisation=one)),
        may_reaffiliate=bool(policy.may_reaffiliate(actor, organisation=one)),
        may_alias=bool(policy.may_alias(actor, organisation=one)),
        may_drop=selectors.kept_by(actor, one) and bool(policy.may_keep(actor, organisation=one)),
        alias_form=AliasForm(),
    )


@_form_methods
def new(request: Request) -> HttpResponse:
    """What may be entered already is shown first: it is this one, or it is another."""
    insist(policy.may_register(request.actor))
    form = OrganisationForm(request.POST or None, initial={"name": request.GET.get("name", "")})
    found: list[Likely] = []
    if request.method == "POST" and form.is_valid():
        if "another" not in request.POST:
            found = likely(request.actor.scope, **_described(form.cleaned_data))
        if not found:
            with refused(form):
                return _entered(request, form.cleaned_data)
    status = 422 if found else 200
    return page(request, "organisations/new.html", form=form, found=found, status=status)


def _described(given: dict[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in ("name", "uscc", "affiliation", "seat")}


def _entered(request: Request, given: dict[str, Any]) -> HttpResponse:
    made = services.register_organisation(request.actor, **given)
    known = folded(made.name) != folded(given["name"])
    saved(
        request,
        _("It was entered before, under this name. It is in your directory now.")
        if known
        else _("The organisation is in your directory."),
    )
    return redirect("organisations:organisation", made.pk)


@require_POST
def keep(request: Request, pk: int) -> HttpResponse:
    """It is this one: the body that is entered comes into the reader's directory."""
    one = selectors.organisation(request.actor.scope, pk)
    services.keep_in_directory(request.actor, organisation=one)
    saved(request, _("The organisation is in your directory."))
    return redirect("organisations:organisation", one.pk)


@_form_methods
def amend(request: Request, pk: int) -> HttpResponse:
    read = partial(selectors.organisation, request.actor.scope, pk)
    one = read()
    insist(policy.may_amend(request.actor, organisation=one))
    form = AmendForm(request.POST or None, organisation=one)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            write = partial(services.amend, request.actor, organisation=one)
            form.send(lambda: form.kept(read()), write)
            saved(request, _("The change is saved."))
            return redirect("organisations:organisation", one.pk)
    return page(request, "organisations/amend.html", form=form, organisation=one)


@_form_methods
def reaffiliate(request: Request, pk: int) -> HttpResponse:
    read = partial(selectors.organisation, request.actor.scope, pk)
    one = read()
    insist(policy.may_reaffiliate(request.actor, organisation=one))
    form = ReaffiliateForm(request.POST or None, organisation=one)

    def write(*, affiliation: Division | None, **_central: bool) -> None:
        services.reaffiliate(request.actor, organisation=one, affiliation=affiliation)

    if request.method == "POST" and form.is_valid():
        with refused(form):
            form.send(lambda: form.kept(read()), write)
            saved(request, _("The change is saved."))
            return redirect("organisations:organisation", one.pk)
    return page(request, "organisations/reaffiliate.html", form=form, organisation=one)


@require_POST
def register_village(request: Request, division: int) -> HttpResponse:
    made = services.register_village(request.actor, division=places.division(division))
    return redirect("organisations:organisation", made.pk)


@require_POST
def add_alias(request: Request, pk: int) -> HttpResponse:
    one = selectors.organisation(request.actor.scope, pk)
    form = AliasForm(request.POST)
    if form.is_valid():
        services.add_alias(request.actor, organisation=one, **form.cleaned_data)
        saved(request, _("The other name is added."))
        return redirect("organisations:organisation", one.pk)
    return page(request, "organisations/add_alias.html", form=form, organisation=one)


@require_POST
def remove_alias(request: Request, pk: int) -> HttpResponse:
    alias = selectors.alias(request.actor.scope, pk)
    one = services.remove_alias(request.actor, alias=alias)
    saved(request, _("The other name is removed."))
    return redirect("organisations:organisation", one.pk)


@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    one = selectors.organisation(request.actor.scope, pk)
    services.drop_from_directory(request.actor, organisation=one)
    saved(request, _("It is no longer in your directory."))
    return redirect("organisations:list")

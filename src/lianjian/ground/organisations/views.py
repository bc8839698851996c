"""The directory: list, page, entering, correcting, other names, whom we keep."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import Denied, Invalid, Verdict
from lianjian.ground.journal import telling
from lianjian.ground.places import selectors as places
from lianjian.ground.places.models import Division
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from . import policy, sections, selectors, services
from .forms import AliasForm, AmendForm, OrganisationForm, ReaffiliateForm
from .models import Kind, folded

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
        search=lambda rows, text: selectors.matching(rows, scope, text),
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
    actor = request.actor
    one = selectors.organisation(actor.scope, pk)
    return page(
        request,
        "organisations/organisation.html",
        organisation=one,
        affiliation=places.placed([one.affiliation]) if one.affiliation else [],
        seat=places.placed([one.seat]) if one.seat else [],
        aliases=selectors.aliases(one),
        sections=sections.sections(request, one),
        lines=telling.history_of(one),
        may_amend=bool(policy.may_amend(actor, organisation=one)),
        may_reaffiliate=bool(policy.may_reaffiliate(actor, organisation=one)),
        may_alias=bool(policy.may_alias(actor, organisation=one)),
        may_drop=selectors.kept_by(actor, one) and bool(policy.may_keep(actor, organisation=one)),
        alias_form=AliasForm(),
    )


@_form_methods
def new(request: Request) -> HttpResponse:
    _insist(policy.may_register(request.actor))
    form = OrganisationForm(request.POST or None, initial={"name": request.GET.get("name", "")})
    if request.method == "POST" and form.is_valid():
        with _refused(form):
            made = services.register_organisation(request.actor, **form.cleaned_data)
            known = folded(made.name) != folded(form.cleaned_data["name"])
            saved(
                request,
                _("It was entered before, under this name. It is in your directory now.")
                if known
                else _("The organisation is in your directory."),
            )
            return redirect("organisations:organisation", made.pk)
    return page(request, "organisations/new.html", form=form)


@_form_methods
def amend(request: Request, pk: int) -> HttpResponse:
    read = partial(selectors.organisation, request.actor.scope, pk)
    one = read()
    _insist(policy.may_amend(request.actor, organisation=one))
    form = AmendForm(request.POST or None, organisation=one)
    if request.method == "POST" and form.is_valid():
        with _refused(form):
            write = partial(services.amend, request.actor, organisation=one)
            form.send(lambda: form.kept(read()), write)
            saved(request, _("The change is saved."))
            return redirect("organisations:organisation", one.pk)
    return page(request, "organisations/amend.html", form=form, organisation=one)


@_form_methods
def reaffiliate(request: Request, pk: int) -> HttpResponse:
    read = partial(selectors.organisation, request.actor.scope, pk)
    one = read()
    _insist(policy.may_reaffiliate(request.actor, organisation=one))
    form = ReaffiliateForm(request.POST or None, organisation=one)

    def write(*, affiliation: Division | None, **_central: bool) -> None:
        services.reaffiliate(request.actor, organisation=one, affiliation=affiliation)

    if request.method == "POST" and form.is_valid():
        with _refused(form):
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


@contextmanager
def _refused(form: Form) -> Iterator[None]:
    """Show what a service cannot take beside its field, and let the page be drawn again."""
    try:
        yield
    except Invalid as refusal:
        known = {name: what for name, what in refusal.fields.items() if name in form.fields}
        for name, what in known.items():
            form.add_error(name, str(what))
        if not known:
            form.add_error(None, str(refusal))


def _insist(verdict: Verdict) -> None:
    """No form for whoever would be refused in the end."""
    if isinstance(verdict, Denied):
        raise verdict

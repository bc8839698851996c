from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import OutOfScope, Text
from lianjian.ground.journal import telling
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.ui.answers import insist, kept_file, refused
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from .. import policy, selectors, services
from ..forms import AmendHonourForm, HonourForm, WhyForm
from ..life import HONOUR, HonourState
from ..models import Honour
from .answers import amending

BY_DATE = Ordering("date", _("Latest year first"), ("-year", "title"))
BY_TITLE = Ordering("title", _("Title"), ("title",))
BY_ISSUER = Ordering("issuer", _("Issued by"), ("issuer", "title"))


def _standing(row: Honour) -> Text:
    if row.state == HonourState.WITHDRAWN:
        return row.get_state_display()
    return _("expired") if row.is_expired else pgettext_lazy("honour", "held")


_COLUMNS = [
    Column(_("Title"), lambda row: row.title),
    Column(_("Given to"), lambda row: row.holder),
    Column(_("Issued by"), lambda row: row.issuer),
    Column(_("Level"), lambda row: row.get_level_display()),
    Column(_("Year"), lambda row: row.year),
    Column(_("Valid until"), lambda row: row.valid_until),
    Column(_("State"), _standing),
]

_form_methods = require_http_methods(["GET", "HEAD", "POST"])


class Standing(Choice):
    """Held, expired or withdrawn: expiring is not a state but a day that went by."""

    def applied(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        over = Q(valid_until__lt=clock.today())
        held = Q(state=HonourState.HELD)
        rules = {"held": held & ~over, "expired": held & over, "withdrawn": ~held}
        return rows.filter(rules[value]) if value in rules else rows


def honours(request: Request) -> HttpResponseBase:
    listing = Listing(
        request,
        selectors.honours(request.actor.scope),
        orderings=[BY_DATE, BY_TITLE, BY_ISSUER],
        search=["title", "issuer", "organisation__name", "branch__name", "entity__name"],
        search_label=_("Title, issuer, or to whom it was given"),
        filters=[
            Choice("level", _("Level"), Honour.Level.choices),
            Standing(
                "standing",
                _("State"),
                [
                    ("held", pgettext_lazy("honour", "held")),
                    ("expired", _("expired")),
                    ("withdrawn", pgettext_lazy("honour", "withdrawn")),
                ],
            ),
        ],
        columns=_COLUMNS,
    )
    if listing.wants_csv:
        return listing.csv("honours")
    may_enter = policy.may_enter_some(request.actor) or bool(request.actor.organisation)
    return page(request, "registry/honours.html", listing=listing, may_enter=may_enter)


def honour(request: Request, pk: int) -> HttpResponse:
    actor = request.actor
    row = selectors.honour(actor.scope, pk)
    may_change = bool(policy.may_amend_honour(actor, honour=row)) and row.state == HonourState.HELD
    return page(
        request,
        "registry/honour.html",
        honour=row,
        lines=telling.history_of(row),
        sees_source=row.source_id is not None
        and selectors.sources(actor.scope).filter(pk=row.source_id).exists(),
        may_change=may_change,
        may_withdraw=may_change and HONOUR.can(row.state, "withdraw"),
    )


@_form_methods
def new_honour(request: Request) -> HttpResponse:
    """First the holder, then the honour."""
    holder = _holder(request)
    if holder is None:
        return _choose_holder(request)
    insist(policy.may_enter_honour(request.actor, holder=holder))
    form = HonourForm(request.POST or None, request.FILES or None, scope=request.actor.scope)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            made = services.enter_honour(request.actor, holder=holder, **form.cleaned_data)
            saved(request, _("The honour is entered."))
            return redirect("registry:honour", made.pk)
    return page(request, "registry/new_honour.html", form=form, holder=holder)


def _holder(request: Request) -> selectors.Holder | None:
    """Whose honour it is, as the address says; None where it does not. Raises OutOfScope."""
    scope = request.actor.scope
    body, branch, entity = (
        request.GET.get(name, "") for name in ("organisation", "branch", "entity")
    )
    if body.isdecimal():
        return organisations.organisation(scope, int(body))
    if branch.isdecimal():
        return selectors.branch(scope, int(branch))
    return selectors.entity(scope, int(entity)) if entity.isdecimal() else None


def _choose_holder(request: Request) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    scope = request.actor.scope
    found: list[tuple[str, selectors.Holder]] = []
    if text:
        bodies = organisations.matching(organisations.organisations(scope).listed(), text)
        entities = selectors.named_entities(selectors.entities(scope).listed(), text)
        found += [("organisation", one) for one in bodies[:10]]
        found += [("branch", one) for one in selectors.branches(scope, text=text)[:10]]
        found += [("entity", one) for one in entities[:10]]
    return page(request, "registry/choose_holder.html", found=found, text=text)


@_form_methods
def amend_honour(request: Request, pk: int) -> HttpResponse:
    read = partial(selectors.honour, request.actor.scope, pk)
    row = read()
    insist(policy.may_amend_honour(request.actor, honour=row))
    sent = (request.POST or None, request.FILES or None)
    form = AmendHonourForm(*sent, scope=request.actor.scope, honour=row)
    return amending(
        request,
        form,
        read,
        partial(services.amend_honour, request.actor, honour=row),
        title=_("Change an honour"),
        back=reverse("registry:honour", args=[pk]),
    )


@_form_methods
def withdraw_honour(request: Request, pk: int) -> HttpResponse:
    row = selectors.honour(request.actor.scope, pk)
    insist(policy.may_withdraw_honour(request.actor, honour=row))
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.withdraw_honour(request.actor, honour=row, **form.cleaned_data)
            saved(request, _("The honour is withdrawn."))
            return redirect("registry:honour", pk)
    return page(request, "registry/withdraw_honour.html", form=form, honour=row)


def honour_file(request: Request, pk: int) -> HttpResponse:
    """The document or picture that shows an honour, for whoever may see the honour."""
    row = selectors.honour(request.actor.scope, pk)
    if row.file is None:
        raise OutOfScope(Honour.missing())
    return kept_file(row.file, f"honour-{row.pk}")

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core import files
from lianjian.ground.core.verdicts import OutOfScope
from lianjian.ground.ui.answers import kept_file
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from .. import policy, selectors, services
from ..forms import ScanForm
from ..life import IN_FORCE, AccordState
from ..models import Accord
from ..showing import accord_page
from ..showing_texts import text_page

NEWEST = Ordering("newest", _("Newest first"), ("-made_at", "-pk"))
BY_TITLE = Ordering("title", _("Title"), ("title", "pk"))

_LONGEST_NUMBER = 6


class _State(Choice):
    """By state; accords in force are so also while they are being amended."""

    def applied(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        if value == AccordState.ACTIVE:
            return rows.filter(IN_FORCE)
        return super().applied(rows, value)


_COLUMNS = [
    Column(_("Title"), lambda accord: accord.title),
    Column(_("Document number"), lambda accord: accord.number),
    Column(_("Issuer"), lambda accord: str(accord.organisation or accord.division)),
    Column(_("State"), lambda accord: accord.get_state_display()),
    Column(_("In force since"), lambda accord: accord.active_since or ""),
    Column(_("Verification code"), lambda accord: accord.code),
]


def accords(request: Request) -> HttpResponseBase:
    listing = Listing(
        request,
        selectors.accords(request.actor.scope),
        orderings=[NEWEST, BY_TITLE],
        search=["title", "number", "code"],
        search_label=_("Title, number or code"),
        filters=[_State("state", _("State"), AccordState.choices)],
        columns=_COLUMNS,
    )
    if listing.wants_csv:
        return listing.csv("accords")
    may_draft = policy.issuer_of(request.actor) is not None
    return page(request, "accords/accords.html", listing=listing, may_draft=may_draft)


def accord(request: Request, pk: int) -> HttpResponse:
    row = selectors.accord(request.actor.scope, pk)
    context = accord_page(request.actor, row, site=request.build_absolute_uri("/"))
    return page(request, "accords/accord.html", **context)


def text(request: Request, pk: int, number: int) -> HttpResponse:
    """One text of an accord, of now or of before, beside another."""
    row = selectors.accord(request.actor.scope, pk)
    asked = request.GET.get("against", "")
    against = int(asked) if asked.isdecimal() and len(asked) <= _LONGEST_NUMBER else 0
    context = text_page(request.actor, row, number=number, against=against)
    return page(request, "accords/text.html", **context)


def file(request: Request, pk: int, number: int, kind: str) -> HttpResponse:
    """One of the two files of a text, for whoever may see the accord."""
    row = selectors.accord(request.actor.scope, pk)
    text = selectors.versions(row).filter(number=number).first()
    stored = text and (text.signed if kind == "signed" else text.unsigned)
    if not stored:
        raise OutOfScope(Accord.missing())
    name = f"{row.code}-{number}-{kind}.pdf"
    answer = HttpResponse(files.read(stored), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_GET
def scan(request: Request, pk: int) -> HttpResponse:
    """What was signed on paper before the system, for whoever may see the accord."""
    row = selectors.accord(request.actor.scope, pk)
    stored = next((text.scan for text in selectors.versions(row) if text.scan), None)
    if stored is None:
        raise OutOfScope(Accord.missing())
    return kept_file(stored, f"{row.code}-scan")


@require_POST
def keep_scan(request: Request, pk: int) -> HttpResponse:
    row = selectors.accord(request.actor.scope, pk)
    form = ScanForm(request.POST, request.FILES)
    given = form.cleaned_data["scan"].read() if form.is_valid() else b""
    services.keep_scan(request.actor, accord=row, scan=given)
    saved(request, _("The scan is kept beside the accord."))
    return redirect("accords:accord", pk)

"""Signing events: many accords prepared, sent, opened and signed together (M43)."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.accounts.confirming import confirmed
from lianjian.ground.core.commands import must_be_fresh
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope
from lianjian.ground.ui.pages import Column, Listing, Ordering, page, saved

from .. import events as reading
from .. import policy, selectors, services
from ..contents import Confirmation
from ..forms import DayForm, EachForm, EventForm
from ..models import Accord, AccordParty, GroupMember, SigningEvent
from ..packing import signed_archive
from ..services.completeness import newest_text
from ..showing import event_page, text_to_read

LATEST = Ordering("latest", _("Latest first"), ("-held_on", "-pk"))
BY_NAME = Ordering("name", _("Name"), ("name", "pk"))

_COLUMNS = [
    Column(_("Name"), lambda event: event.name),
    Column(_("Day"), lambda event: event.held_on),
    Column(_("Venue"), lambda event: event.place),
    Column(_("Issuer"), lambda event: str(event.organisation or event.division)),
]


def events(request: Request) -> HttpResponseBase:
    listing = Listing(
        request,
        reading.events(request.actor.scope),
        orderings=[LATEST, BY_NAME],
        search=["name", "place"],
        columns=_COLUMNS,
    )
    if listing.wants_csv:
        return listing.csv("signing-events")
    may_plan = policy.issuer_of(request.actor) is not None
    return page(request, "accords/events.html", listing=listing, may_plan=may_plan)


def event(request: Request, pk: int) -> HttpResponse:
    row = reading.event(request.actor.scope, pk)
    return page(request, "accords/event.html", **event_page(request.actor, row))


def new_event(request: Request) -> HttpResponse:
    issuer = policy.issuer_of(request.actor)
    if issuer is None:
        raise Denied(_("Signing events are planned by who issues the accords."))
    form = EventForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = services.plan_event(request.actor, issuer=issuer, **form.cleaned_data)
        saved(request, _("The signing event is planned. Put accords into it."))
        return redirect("accords:event", made.pk)
    return page(request, "accords/event_form.html", form=form)


def change_event(request: Request, pk: int) -> HttpResponse:
    row = reading.event(request.actor.scope, pk)
    _must_run(request, row)
    told = {"name": row.name, "held_on": row.held_on, "place": row.place}
    form = EventForm(request.POST or None, initial=told)
    if request.method == "POST" and form.is_valid():
        services.change_event(request.actor, event=row, **form.cleaned_data)
        saved(request, _("Saved."))
        return redirect("accords:event", pk)
    return page(request, "accords/event_form.html", form=form, event=row)


@require_POST
def remove_event(request: Request, pk: int) -> HttpResponse:
    row = reading.event(request.actor.scope, pk)
    services.remove_event(request.actor, event=row)
    saved(request, _("The signing event is removed."))
    return redirect("accords:events")


@require_POST
def gather(request: Request, pk: int) -> HttpResponse:
    row = reading.event(request.actor.scope, pk)
    keys = [int(key) for key in request.POST.getlist("accord") if key.isdecimal()]
    if not keys:
        raise Invalid(_("Choose the accords that are signed there."))
    found = [selectors.accord(request.actor.scope, key) for key in keys]
    services.gather(request.actor, event=row, accords=found)
    saved(request, _("They are in the event now."))
    return redirect("accords:event", pk)


@require_POST
def leave_event(request: Request, pk: int, accord: int) -> HttpResponse:
    row = reading.event(request.actor.scope, pk)
    services.leave_event(request.actor, accord=selectors.accord(request.actor.scope, accord))
    saved(request, _("It is no longer in the event. The accord itself stays as it is."))
    return redirect("accords:event", row.pk)


def draft_each(request: Request, pk: int) -> HttpResponse:
    row = reading.event(request.actor.scope, pk)
    _must_run(request, row)
    pattern = _pattern(request, row)
    if pattern is None:
        known = reading.patterns(request.actor, row)
        return page(request, "accords/draft_each.html", event=row, patterns=known)
    form = EachForm(
        request.POST or None,
        initial={"changes": 0},
        scope=request.actor.scope,
        parties=selectors.parties_of(newest_text(pattern)),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.draft_each(
                request.actor,
                event=row,
                pattern=pattern,
                variations=given["variations"],
                changes=given["changes"],
            )
        except Invalid as refusal:
            form.add_error(None, str(refusal))
        else:
            saved(request, _("The drafts are in the event. Only you see them until you send them."))
            return redirect("accords:event", pk)
    return page(request, "accords/draft_each.html", event=row, pattern=pattern, form=form)


def _pattern(request: Request, event: SigningEvent) -> Accord | None:
    asked = request.POST.get("pattern") or request.GET.get("pattern") or ""
    if not asked.isdecimal():
        return None
    found = reading.patterns(request.actor, event).filter(pk=int(asked)).first()
    if found is None:
        raise OutOfScope(Accord.missing())
    return found


@require_POST
def consult_event(request: Request, pk: int) -> HttpResponse:
    row = reading.event(request.actor.scope, pk)
    services.consult_event(request.actor, event=row, comment_by=DayForm(request.POST).given())
    saved(request, _("The texts are with their parties. They may comment now."))
    return redirect("accords:event", pk)


@require_POST
def open_event(request: Request, pk: int) -> HttpResponse:
    row = reading.event(request.actor.scope, pk)
    services.open_event(
        request.actor,
        event=row,
        sign_by=DayForm(request.POST).given(),
        verify_at=request.build_absolute_uri(reverse("verify")),
    )
    saved(request, _("The texts are frozen and open for signing."))
    return redirect("accords:event", pk)


@require_http_methods(["GET", "POST"])
@confirmed
def sign_at_event(request: Request, pk: int) -> HttpResponse:
    """All texts of an event that wait for the reader: read, choose, sign once."""
    row = reading.event(request.actor.scope, pk)
    if request.method == "POST":
        chosen = [_confirmation(request, key) for key in request.POST.getlist("sign")]
        services.sign_at_event(request.actor, event=row, confirmations=chosen)
        saved(
            request,
            ngettext(
                "Signed: %(many)d text. The signature stands under exactly its bytes.",
                "Signed: %(many)d texts. Each signature stands under exactly its bytes.",
                len(chosen),
            )
            % {"many": len(chosen)},
        )
        return redirect("accords:event", pk)
    waiting = reading.waiting_for(request.actor, row)
    if not waiting:
        raise Denied(_("Nothing waits here for your signature."))
    texts = [(one, text_to_read(one.text)) for one in waiting]
    return page(request, "accords/sign_at_event.html", event=row, texts=texts)


def _confirmation(request: Request, key: str) -> Confirmation:
    """What a chosen line stands for: ``party:member:digest``, the member empty for none."""
    party, member, digest = [*key.split(":"), "", ""][:3]
    if not party.isdecimal() or not (member.isdecimal() or not member):
        raise OutOfScope(Accord.missing())
    scope = request.actor.scope
    return Confirmation(
        party=AccordParty.get_within(scope, pk=int(party)),
        digest=digest,
        member=GroupMember.get_within(scope, pk=int(member)) if member else None,
    )


@require_GET
def signed_files(request: Request, pk: int) -> HttpResponse:
    """The signed files of an event in one archive, as far as the reader may see its accords."""
    row = reading.event(request.actor.scope, pk)
    must_be_fresh(request.actor)
    return HttpResponse(
        signed_archive(reading.accords_at(request.actor.scope, row)),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="signing-event-{pk}.zip"',
            "Cache-Control": "private, no-store",
        },
    )


def _must_run(request: Request, event: SigningEvent) -> None:
    verdict = policy.may_run_event(request.actor, event=event)
    if isinstance(verdict, Denied):
        raise verdict

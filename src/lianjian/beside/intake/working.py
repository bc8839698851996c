"""What people do with a text that was read: confirm, edit, leave out, ask, read once more."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core import receives
from lianjian.ground.core.verdicts import Invalid, Overtaken
from lianjian.ground.ui.pages import saved

from . import policy, seen, selectors, services
from .forms import AnswerForm, AskForm, LineForm, PublishedForm
from .models import Submission
from .views import insist, shown


def _to(submission: Submission) -> HttpResponse:
    return redirect("intake:submission", submission.pk)


@require_POST
def confirm(request: Request, pk: int) -> HttpResponse:
    """All that the page showed as certain: those numbers and no others."""
    submission = selectors.one(request.actor.scope, pk)
    shown = seen.versions(request.POST.getlist("fact"))
    facts = [one for one in selectors.facts(submission) if one.pk in shown]
    insist(policy.may_confirm(request.actor, submission=submission))
    seen.must_be_seen(facts, shown)
    services.confirm(request.actor, submission=submission, facts=facts)
    many = len(facts)
    saved(
        request,
        ngettext("%(many)s is a record now.", "%(many)s are records now.", many) % {"many": many},
    )
    return _to(submission)


@require_POST
def confirm_one(request: Request, pk: int, fact: int) -> HttpResponse:
    submission = selectors.one(request.actor.scope, pk)
    one = selectors.fact(submission, fact)
    insist(policy.may_confirm(request.actor, submission=submission))
    seen.must_be_seen([one], seen.versions([f"{fact}.{request.POST.get('version', '')}"]))
    services.confirm(request.actor, submission=submission, facts=[one])
    undo = reverse("intake:take_back", args=[pk, fact])
    saved(request, _("It is a record now."), undo)
    return _to(submission)


@require_POST
def edit(request: Request, pk: int, fact: int) -> HttpResponse:
    submission = selectors.one(request.actor.scope, pk)
    one = selectors.fact(submission, fact)
    receiver = receives.receiver(one.kind)
    if receiver is None:
        raise Invalid(_("No room takes such records any more."))
    names = {each.name for each in receiver.fields}
    only = set(request.POST.get("only", "").split(",")) & names
    form = LineForm(request.POST, receiver=receiver, fact=one, only=only)
    if not form.is_valid():
        return shown(request, submission, line=(one.pk, form), status=422)
    insist(policy.may_confirm(request.actor, submission=submission))
    try:
        services.edit(request.actor, submission=submission, fact=one, values=form.over(one))
    except Overtaken:
        form.over(selectors.fact(submission, fact))  # Both texts, of an edit just now.
        raise
    return redirect(f"{reverse('intake:submission', args=[pk])}#r{one.number}")


@require_POST
def reject(request: Request, pk: int, fact: int) -> HttpResponse:
    submission = selectors.one(request.actor.scope, pk)
    services.reject(request.actor, submission=submission, fact=selectors.fact(submission, fact))
    saved(request, _("It is left out."), reverse("intake:take_up_fact", args=[pk, fact]))
    return _to(submission)


@require_POST
def take_up_fact(request: Request, pk: int, fact: int) -> HttpResponse:
    submission = selectors.one(request.actor.scope, pk)
    services.take_up_fact(
        request.actor, submission=submission, fact=selectors.fact(submission, fact)
    )
    return _to(submission)


@require_POST
def take_back(request: Request, pk: int, fact: int) -> HttpResponse:
    submission = selectors.one(request.actor.scope, pk)
    services.take_back(request.actor, submission=submission, fact=selectors.fact(submission, fact))
    saved(request, _("It is taken back."))
    return _to(submission)


@require_POST
def look(request: Request, pk: int) -> HttpResponse:
    """Weigh what is open as things stand now, for whoever asks."""
    submission = selectors.one(request.actor.scope, pk)
    services.look(request.actor, submission=submission)
    return _to(submission)


@require_POST
def read_again(request: Request, pk: int) -> HttpResponse:
    """With where and when it was published."""
    submission = selectors.one(request.actor.scope, pk)
    now = {"outlet": submission.outlet, "published_on": submission.published_on}
    form = PublishedForm(request.POST, initial=now)
    if form.is_valid():
        insist(policy.may_work_on(request.actor, submission=submission))
        try:
            services.read_again(
                request.actor,
                submission=submission,
                accepted=_accepted(submission),
                **{**now, **form.changes(now)},
            )
            return _to(submission)
        except Invalid as refusal:
            if not refusal.fields:
                raise
            for name in refusal.fields:
                form.add_error(name, str(refusal))
    return shown(request, submission, published=form)


def _accepted(submission: Submission) -> list[tuple[int, int, str]]:
    return [(one[0], one[1], one[2]) for one in submission.repairs.get("accepted", [])]


@require_POST
def repair(request: Request, pk: int) -> HttpResponse:
    """One repair that was offered, in the reading that a person chose."""
    submission = selectors.one(request.actor.scope, pk)
    offers = submission.repairs.get("offers", [])
    place, reading = request.POST.get("offer", ""), request.POST.get("reading", "")
    if not place.isdecimal() or int(place) >= len(offers):
        raise Invalid(_("This repair is no longer offered. Look at the page once more."))
    offer = offers[int(place)]
    if reading not in (offer["candidates"] or [offer["after"]]):
        raise Invalid(_("Choose one of the readings."))
    start, end = offer["raw"]
    # Sent twice, or decided otherwise: of one place the last word counts.
    others = [one for one in _accepted(submission) if one[:2] != (start, end)]
    services.read_again(
        request.actor,
        submission=submission,
        outlet=submission.outlet,
        published_on=submission.published_on,
        accepted=[*others, (start, end, reading)],
    )
    return _to(submission)


@require_POST
def ask(request: Request, pk: int) -> HttpResponse:
    submission = selectors.one(request.actor.scope, pk)
    form = AskForm(request.POST)
    if not form.is_valid():
        return shown(request, submission, ask=form)
    services.ask(request.actor, submission=submission, question=form.cleaned_data["question"])
    saved(request, _("Your question waits on their page."))
    return _to(submission)


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    submission = selectors.one(request.actor.scope, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return shown(request, submission, answer=form)
    services.answer(request.actor, submission=submission, **form.cleaned_data)
    saved(request, _("Your answer stands beside the text."))
    return _to(submission)


@require_POST
def put_aside(request: Request, pk: int) -> HttpResponse:
    submission = selectors.one(request.actor.scope, pk)
    services.put_aside(request.actor, submission=submission)
    saved(
        request,
        _("The text is put aside. What was confirmed stays."),
        reverse("intake:take_up", args=[pk]),
    )
    return redirect("intake:submissions")


@require_POST
def take_up(request: Request, pk: int) -> HttpResponse:
    submission = selectors.one(request.actor.scope, pk)
    services.take_up(request.actor, submission=submission)
    return _to(submission)

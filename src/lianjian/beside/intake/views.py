"""Texts handed in: the box, what is understood of a text, and the file as it came."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core import clock, files
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope, Verdict
from lianjian.ground.sheets import door
from lianjian.ground.sheets.uploads import OnlyInMemory, kept_in_memory
from lianjian.ground.ui.pages import Choice, Listing, Ordering, page

from . import (
    policy,
    second_reader,
    selectors,
    services,
    showing,
    showing_photo,
    showing_text,
    tongues,
)
from .forms import AnswerForm, AskForm, HandInForm, PublishedForm
from .life import SUBMISSION, SubmissionState
from .models import Submission

NEWEST = Ordering("newest", _("Newest first"), ("-made_at", "-pk"))
MARKS = {
    SubmissionState.READING: "going",
    SubmissionState.READ: "plan",
    SubmissionState.UNREADABLE: "late",
    SubmissionState.KEPT: "done",
    SubmissionState.PUT_ASIDE: "none",
    SubmissionState.FORGOTTEN: "none",
}
VIEWS = ("clean", "raw", "both")


@require_GET
def submissions(request: Request) -> HttpResponse:
    insist(policy.may_hand_in(request.actor))
    return _submissions(request, HandInForm())


def _submissions(request: Request, form: HandInForm) -> HttpResponse:
    listing = Listing(
        request,
        selectors.submissions(request.actor.scope),
        orderings=[NEWEST],
        search=["title", "file_name"],
        filters=[Choice("state", _("State"), SubmissionState.choices)],
    )
    today = clock.today()
    return page(
        request,
        "intake/submissions.html",
        form=form,
        listing=listing,
        marks=MARKS,
        notice=second_reader.notice(),
        burden=selectors.burden(request.actor.scope, today.replace(day=1), today),
    )


@kept_in_memory
def hand_in(request: Request, handler: OnlyInMemory) -> HttpResponse:
    insist(policy.may_hand_in(request.actor))
    form = HandInForm(request.POST, request.FILES)
    if form.is_valid() or handler.too_large:
        try:
            if handler.too_large:
                raise door.too_large()
            return redirect("intake:submission", _handed_in(request, form.cleaned_data).pk)
        except Invalid as refusal:
            where = "file" if form.cleaned_data.get("file") or handler.too_large else "text"
            form.errors.pop(where, None)
            known = {name: says for name, says in refusal.fields.items() if name in form.fields}
            for name, says in (known or {where: refusal.reason}).items():
                form.add_error(name, str(says))
    return _submissions(request, form)


def _handed_in(request: Request, given: dict[str, Any]) -> Submission:
    chosen = given["file"]
    return services.hand_in(
        request.actor,
        data=chosen.read() if chosen else _lines(given["text"]).encode(),
        name=(chosen.name or "file") if chosen else "",
        outlet=given["outlet"],
        published_on=given["published_on"],
    )


def _lines(text: str) -> str:
    """A browser ends the lines of a form with two marks, whatever was pasted."""
    return text.replace("\r\n", "\n")


@require_GET
def one(request: Request, pk: int) -> HttpResponse:
    submission = selectors.one(request.actor.scope, pk)
    insist(policy.may_hand_in(request.actor))
    return shown(request, submission)


def shown(
    request: Request, submission: Submission, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of a text: the text on one side, what would become of it on the other."""
    facts = list(selectors.facts(submission))
    works = bool(policy.may_work_on(request.actor, submission=submission))
    view = request.GET.get("as", "clean")
    # A form that comes back with errors is shown instead of a fresh one.
    context: dict[str, Any] = {
        "submission": submission,
        "mark": MARKS[SubmissionState(submission.state)],
        "groups": showing.groups(facts, works=works, form=more.pop("line", None)),
        "texts": showing_text.texts(submission, facts),
        "view": view if view in VIEWS else "clean",
        "offers": showing_text.offers(submission),
        "doubts": showing_text.doubts(submission),
        "photo": showing_photo.photo(submission),
        "notice": second_reader.notice(),
        "same": selectors.the_same_text(submission),
        "works": works,
        "why": tongues.told(submission, "why"),
        "notes": tongues.told(submission, "notes"),
        "look_again": works and submission.looked_by_id != request.actor.post,
        "is_writer": bool(policy.may_answer(request.actor, submission=submission)),
        "job": selectors.job_under_way(request.actor, submission),
        "may": set(SUBMISSION.verbs_from(submission.state)) if works else set(),
        "undated": showing_text.undated(submission),
        "handed_in_on": timezone.localtime(submission.made_at).date(),
        "published": PublishedForm(
            initial={"outlet": submission.outlet, "published_on": submission.published_on}
        ),
        "ask": AskForm() if works else None,
        "answer": AnswerForm(initial={"question": submission.question})
        if submission.question and policy.may_answer(request.actor, submission=submission)
        else None,
    }
    return page(request, "intake/submission.html", status=status, **{**context, **more})


@require_GET
def file(request: Request, pk: int) -> HttpResponse:
    """The bytes as they came, a photo as it is kept, as a download: nothing that was handed in is
    ever shown as a page or in one."""
    submission = selectors.one(request.actor.scope, pk)
    insist(policy.may_work_on(request.actor, submission=submission))
    if submission.file is None:
        raise OutOfScope(Submission.missing())
    name = submission.file_name or f"{submission.title or pk}.txt"
    sent = HttpResponse(files.read(submission.file), content_type="application/octet-stream")
    sent.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    sent.headers["Cache-Control"] = "private, no-store"
    sent.headers["X-Content-Type-Options"] = "nosniff"
    return sent


def insist(verdict: Verdict) -> None:
    """No page for whoever would be refused in the end."""
    if isinstance(verdict, Denied):
        raise verdict

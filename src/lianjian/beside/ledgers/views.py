"""Sheets taken in: hand one in, see what taking it would do, take it, get the rest back."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core import files, receives
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope, Verdict
from lianjian.ground.sheets import door, marking
from lianjian.ground.sheets.uploads import OnlyInMemory, kept_in_memory
from lianjian.ground.ui.pages import Choice, Listing, Ordering, page, saved

from . import checking, going_back, handing_in, looking, policy, selectors, services
from .forms import ColumnsForm, UploadForm, letter, with_columns
from .life import IMPORT, ImportState
from .models import Import

NEWEST = Ordering("newest", _("Newest first"), ("-made_at", "-pk"))
MARKS = {
    ImportState.READ: "plan",
    ImportState.MATCHED: "going",
    ImportState.CHECKED: "going",
    ImportState.TAKEN: "done",
    ImportState.TAKEN_BACK: "none",
    ImportState.ABANDONED: "none",
}


@require_GET
def imports(request: Request) -> HttpResponse:
    _insist(policy.may_import(request.actor))
    return _imports(request, UploadForm())


def _imports(request: Request, form: UploadForm) -> HttpResponse:
    listing = Listing(
        request,
        selectors.imports(request.actor.scope),
        orderings=[NEWEST],
        search=["file_name"],
        filters=[Choice("state", _("State"), ImportState.choices)],
    )
    may = [one for one in receives.receivers() if one.may(request.actor)]
    kinds = {one.key: one.title for one in receives.receivers()}
    context: dict[str, Any] = {"form": form, "listing": listing, "templates": may, "kinds": kinds}
    return page(request, "ledgers/imports.html", marks=MARKS, **context)


@kept_in_memory
def upload(request: Request, handler: OnlyInMemory) -> HttpResponse:
    _insist(policy.may_import(request.actor))
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid() or handler.too_large:
        try:
            if handler.too_large:
                raise door.too_large()
            return _begun(request, form.cleaned_data["file"])
        except Invalid as refusal:
            form.errors.pop("file", None)
            form.add_error("file", str(refusal))
    return _imports(request, form)


def _begun(request: Request, given: Any) -> HttpResponse:
    """A kept file: straight to what taking it would do where its columns are clear."""
    sheet = handing_in.hand_in(request.actor, name=given.name or "", data=given.read())
    if not sheet.mapping:
        return redirect("ledgers:columns", sheet.pk)
    return _checked(request, sheet)


@require_GET
def one(request: Request, pk: int) -> HttpResponse:
    sheet = selectors.one(request.actor.scope, pk)
    _insist(policy.may_import(request.actor))
    receiver = receives.receiver(sheet.kind)
    if receiver is None or not sheet.mapping:
        return redirect("ledgers:columns", pk)
    seen = looking.seen_of(sheet)
    return page(
        request,
        "ledgers/import.html",
        sheet=sheet,
        receiver=receiver,
        seen=seen,
        mark=MARKS[ImportState(sheet.state)],
        columns=with_columns(sheet, receiver, seen),
        problems=_problems(sheet, receiver, seen),
        job=selectors.job_under_way(request.actor, sheet),
        back=going_back.shown(sheet.back) if sheet.back else None,
        may=_verbs(request, sheet),
    )


def _verbs(request: Request, sheet: Import) -> dict[str, bool]:
    """What the life allows from here, the policy to this reader, and the last look of sense."""
    if not policy.may_take(request.actor, sheet=sheet):
        return {}
    may = dict.fromkeys(IMPORT.verbs_from(sheet.state), True)
    good = sheet.counts.get("new", 0) + sheet.counts.get("changed", 0)
    can = may.get("take", False) and bool(good)
    wrong = bool(sheet.counts.get("wrong"))
    undo = may.get("take_back", False) and going_back.is_in_time(sheet)
    return {
        **may,
        "take": can and not wrong,
        "take_good": can and wrong,
        "take_back": undo and selectors.portions(sheet).exists(),
    }


def _problems(
    sheet: Import, receiver: receives.Receiver, seen: dict[str, Any]
) -> list[dict[str, str]]:
    """What is wrong, with the cell as the spreadsheet calls it: B12."""
    shown = []
    for problem in sheet.problems:
        column = sheet.mapping.get(problem["field"])
        heading = seen["texts"][column].replace("·", " ") if column is not None else ""
        cell = f"{letter(column)}{problem['line']}" if column is not None else str(problem["line"])
        shown.append({"cell": cell, "heading": heading, "says": problem["says"]})
    return shown


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: Request, pk: int) -> HttpResponse:
    """What the sheet holds, and which column is which; a person's word is remembered."""
    sheet = selectors.one(request.actor.scope, pk)
    _insist(policy.may_work_on(request.actor, sheet=sheet))
    IMPORT.target(sheet.state, "match")
    kind, name = _asked(request, sheet)
    receiver, seen = receives.receiver(kind), looking.seen_of(sheet, name)
    form = _columns_form(request, sheet, receiver, seen) if receiver else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            given = {"kind": kind, "name": seen["name"], "columns": form.columns()}
            services.match(request.actor, sheet=sheet, **given)
            return _checked(request, sheet)
        except Invalid as refusal:
            _blame(form, refusal)
    context: dict[str, Any] = {
        "sheet": sheet,
        "form": form,
        "receiver": receiver,
        "seen": seen,
        "kind": kind,
    }
    kinds = [each for each in receives.receivers() if each.may(request.actor)]
    return page(request, "ledgers/columns.html", kinds=kinds, **context)


def _asked(request: Request, sheet: Import) -> tuple[str, str]:
    """The kind and the sheet that the page is about: what is chosen, else what is guessed."""
    given = request.POST if request.method == "POST" else request.GET
    guess = looking.guess(request.actor, sheet.looked)
    kind = given.get("kind", "") or sheet.kind or guess.kind
    return kind, given.get("sheet", "") or sheet.sheet or guess.sheet


def _columns_form(
    request: Request, sheet: Import, receiver: receives.Receiver, seen: dict[str, Any]
) -> ColumnsForm:
    if request.method == "POST":
        return ColumnsForm(request.POST, receiver=receiver, seen=seen)
    kept = sheet.mapping if (sheet.kind, sheet.sheet) == (receiver.key, seen["name"]) else None
    initial = kept or looking.match(sheet, seen["name"], receiver).columns
    return ColumnsForm(
        initial={name: str(column) for name, column in initial.items()},
        receiver=receiver,
        seen=seen,
    )


def _blame(form: ColumnsForm, refusal: Invalid) -> None:
    known = {name: what for name, what in refusal.fields.items() if name in form.fields}
    for name, what in known.items():
        form.add_error(name, str(what))
    if not known:
        form.add_error(None, str(refusal))


@require_POST
def check(request: Request, pk: int) -> HttpResponse:
    """Every line once more: what was missing may have been entered meanwhile."""
    sheet = selectors.one(request.actor.scope, pk)
    _insist(policy.may_take(request.actor, sheet=sheet))
    return _checked(request, sheet)


def _checked(request: Request, sheet: Import) -> HttpResponse:
    """To what was found; for a large sheet to the job that is finding it."""
    if not checking.is_small(sheet):
        job = services.start(request.actor, sheet=sheet, name="check")
        return redirect("jobs:job", job.pk)
    handing_in.look_through(request.actor, sheet)
    return redirect("ledgers:import", sheet.pk)


@require_POST
def take(request: Request, pk: int) -> HttpResponse:
    sheet = selectors.one(request.actor.scope, pk)
    _insist(policy.may_take(request.actor, sheet=sheet))
    good_only = request.POST.get("good_only") == "yes"
    if not checking.is_small(sheet):
        job = services.start(request.actor, sheet=sheet, name="take", good_only=good_only)
        return redirect("jobs:job", job.pk)
    services.take(request.actor, sheet=sheet, good_only=good_only)
    saved(request, _("The sheet is taken in."))
    return redirect("ledgers:import", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: Request, pk: int) -> HttpResponse:
    """What taking a sheet back would do; nothing is done before a person has seen it."""
    sheet = selectors.one(request.actor.scope, pk)
    _insist(policy.may_take_back(request.actor, sheet=sheet))
    small = checking.is_small(sheet)
    if request.method == "POST" and small:
        services.take_back(request.actor, sheet=sheet)
        saved(request, _("The sheet is taken back."))
        return redirect("ledgers:import", pk)
    if request.method == "POST":
        job = services.start(request.actor, sheet=sheet, name="take_back")
        return redirect("jobs:job", job.pk)
    # Not before the commands: a form that is sent twice gets its first answer once more.
    going_back.must_be_possible(sheet)
    before = None if small else selectors.looked_back(sheet)
    found = going_back.looked(request.actor, sheet) if small else before and before.run.result
    return page(
        request,
        "ledgers/back.html",
        sheet=sheet,
        receiver=receives.receiver(sheet.kind),
        back=going_back.shown(found) if found else None,
        looked_at=before.run.ended_at if before else None,
        job=selectors.job_under_way(request.actor, sheet),
    )


@require_POST
def look_back(request: Request, pk: int) -> HttpResponse:
    """For a large sheet a job finds out what taking it back would do."""
    sheet = selectors.one(request.actor.scope, pk)
    _insist(policy.may_take_back(request.actor, sheet=sheet))
    job = services.start(request.actor, sheet=sheet, name="look_back")
    return redirect("jobs:job", job.pk)


@require_POST
def abandon(request: Request, pk: int) -> HttpResponse:
    sheet = selectors.one(request.actor.scope, pk)
    services.abandon(request.actor, sheet=sheet)
    saved(request, _("The sheet is put aside. Nothing of it was taken in."))
    return redirect("ledgers:imports")


@require_GET
def answer(request: Request, pk: int) -> HttpResponse:
    """The person's own sheet, with a column that says what is wrong in each line."""
    sheet = selectors.one(request.actor.scope, pk)
    _insist(policy.may_work_on(request.actor, sheet=sheet))
    if sheet.answer is None:
        raise OutOfScope(Import.missing())
    stem = sheet.file_name.rpartition(".")[0] or sheet.file_name
    return _sent(files.read(sheet.answer), f"{stem}-问题.xlsx")


@require_GET
def template(request: Request, kind: str) -> HttpResponse:
    """An empty sheet for one kind of record."""
    receiver = receives.receiver(kind)
    if receiver is None:
        raise OutOfScope(Import.missing())
    _insist(receiver.may(request.actor))
    return _sent(marking.template(receiver), f"{receiver.title}.xlsx")


def _sent(data: bytes, name: str) -> HttpResponse:
    sent = HttpResponse(data, content_type=marking.XLSX)
    sent.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    sent.headers["Cache-Control"] = "private, no-store"
    return sent


def _insist(verdict: Verdict) -> None:
    """No page for whoever would be refused in the end."""
    if isinstance(verdict, Denied):
        raise verdict

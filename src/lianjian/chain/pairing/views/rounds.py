from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lianjian.chain.registry import selectors as registry
from lianjian.ground.accounts.acting import Request
from lianjian.ground.accounts.roles import COORDINATORS
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope, wants_fragment
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.places import selectors as places
from lianjian.ground.ui.answers import refused
from lianjian.ground.ui.pages import Choice, Listing, Ordering, page, saved

from .. import board as boards
from .. import buttons, policy, publishing, selectors, services, why_not
from ..eligible import eligible
from ..forms import LimitsForm, RoundForm
from ..life import RoundState
from ..models import Participant, Round, Solution
from ..names import named_by
from ..wide import board as wide_boards

BY_DATE = Ordering("date", _("Newest first"), ("-made_at", "-pk"))
BY_NAME = Ordering("name", _("Name"), ("name", "pk"))
BY_SIDE = Ordering("side", _("Place"), ("-side", "branch__host__affiliation__code", "branch__name"))
MARKS = {
    "draft": "none",
    "computing": "going",
    "review": "going",
    "published": "going",
    "closed": "done",
    "abandoned": "none",
}
_STEERED = {
    "solve": (services.solve, _("The round is solved.")),
    "stop_solving": (services.stop_solving, _("The solving is stopped.")),
    "take_back": (services.take_back, _("The round is taken back.")),
    "close": (services.close, _("The round is closed.")),
    "abandon": (services.abandon, _("The round is abandoned.")),
}


def rounds(request: Request) -> HttpResponseBase:
    listing = Listing(
        request,
        selectors.rounds(request.actor.scope),
        orderings=[BY_DATE, BY_NAME],
        search=["name"],
        filters=[Choice("state", _("state"), RoundState.choices)],
    )
    may_open = bool(policy.issues_for(request.actor, *_issuer(request.actor).values()))
    return page(request, "pairing/rounds.html", listing=listing, marks=MARKS, may_open=may_open)


def _issuer(actor: Actor) -> dict[str, Any]:
    """In whose name an actor issues: a coordinator's division, an issuer's organisation."""
    if actor.role in COORDINATORS and actor.division is not None:
        return {"division": places.division(actor.division), "organisation": None}
    return {"division": None, "organisation": organisations.own(actor)}


def new_round(request: Request) -> HttpResponse:
    issuer = _issuer(request.actor)
    verdict = policy.issues_for(request.actor, **issuer)
    if isinstance(verdict, Denied):
        raise verdict
    form = RoundForm(request.POST or None, rules=selectors.rules_of(request.actor.scope, **issuer))
    if request.method == "POST" and form.is_valid():
        with refused(form):
            return redirect("pairing:participants", _opened(request.actor, form, issuer).pk)
    return page(request, "pairing/new_round.html", form=form)


def _opened(actor: Actor, form: RoundForm, issuer: dict[str, Any]) -> Round:
    """The round by the newest rules, or by new ones where the form says something else."""
    rules = form.rules
    if rules is None or not form.keeps_rules():
        rules = services.write_rules(actor, **issuer, **form.said_rules())
    given = form.cleaned_data
    return services.open_round(
        actor, name=given["name"], rules=rules, reply_days=given["reply_days"]
    )


def participants(request: Request, pk: int) -> HttpResponse:
    """Who takes part, and who could: everybody is ticked, and may be left out."""
    row = selectors.round(request.actor.scope, pk)
    if request.method == "POST":
        _enrolled(request, row)
        saved(request, _("They take part."))
        return redirect("pairing:participants", pk)
    enrolled = Listing(
        request,
        selectors.participants(request.actor.scope, row),
        orderings=[BY_SIDE],
        search=["branch__name"],
        search_label=_("Find a village or a partner"),
        filters=[Choice("side", _("side"), Participant.Side.choices)],
    )
    could = eligible(request.actor.scope, row)
    return page(
        request,
        "pairing/participants.html",
        round=row,
        enrolled=enrolled,
        may=buttons.of_round(request.actor, row),
        could=could,
        villages=could.villages,
        partners=could.partners,
    )


def _enrolled(request: Request, round: Round) -> None:
    """Let in whoever was ticked, or all of a side that is too long to be ticked."""
    side = request.POST.get("all", "")
    if side in Participant.Side.values:
        services.enrol_all(request.actor, round=round, side=side)
        return
    chosen = [int(key) for key in request.POST.getlist("branch") if key.isdecimal()]
    branches = list(registry.branches(request.actor.scope).filter(pk__in=chosen))
    services.enrol(request.actor, round=round, branches=branches)


@require_POST
def drop(request: Request, pk: int, participant: int) -> HttpResponse:
    row = Participant.get_within(request.actor.scope, pk=participant, round=pk)
    services.drop(request.actor, participant=row)
    saved(request, _("It takes no part any more."))
    return redirect("pairing:participants", pk)


@require_POST
def adjust(request: Request, pk: int, participant: int) -> HttpResponse:
    row = Participant.get_within(request.actor.scope, pk=participant, round=pk)
    form = LimitsForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("The limit is a whole number from 0 to 20, or empty."))
    services.adjust(request.actor, participant=row, **form.cleaned_data)
    saved(request, _("It is noted. Solve the round again to see what follows."))
    return redirect("pairing:participants", pk)


@require_POST
def go_on(request: Request, pk: int) -> HttpResponse:
    row = selectors.round(request.actor.scope, pk)
    follower = services.go_on(request.actor, round=row)
    saved(request, _("The rest can be solved now, around what was kept."))
    return redirect("pairing:participants", follower.pk)


def round(request: Request, pk: int) -> HttpResponse:
    """The board: of the newest version, or of the one that is asked for."""
    scope = request.actor.scope
    row = selectors.round(scope, pk)
    if wants_fragment(request):
        return _answered(request, row) if "other" in request.GET else _looked_again(request, row)
    solution = selectors.solution(scope, row, asked_number(request, "version"))
    if solution is None:
        return redirect("pairing:participants", pk)
    wanted = asked_number(request, "village") if "page" not in request.GET else None
    text = request.GET.get("q", "")[:100]
    board_of = wide_boards.board_of if solution.is_wide else boards.board_of
    board = board_of(scope, row, solution, text=text, number=request.GET.get("page"), wanted=wanted)
    return page(
        request,
        "pairing/board.html",
        round=row,
        mark=MARKS[row.state],
        board=board,
        text=text,
        may=buttons.of_round(request.actor, row),
        versions=list(selectors.solutions(scope, row).values_list("version", flat=True)),
        weights=solution.instance.get("weights"),
        **_looked_at(request, row, board),
    )


def _looked_again(request: Request, round: Round) -> HttpResponse:
    """What a page gets that waits for a round to be solved: how far it is, or the way to the
    board."""
    if round.state == RoundState.COMPUTING:
        may = buttons.of_round(request.actor, round)
        return page(request, "pairing/computing.html", round=round, may=may)
    newest = selectors.solution(request.actor.scope, round)
    if newest is not None and publishing.under_way(round, newest.version):
        return page(request, "pairing/being_published.html", round=round, version=newest.version)
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = reverse("pairing:round", args=[round.pk])
    return answer


def asked_number(request: Request, name: str) -> int | None:
    """A number that stands in the address, if one does."""
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _looked_at(request: Request, round: Round, board: boards.Board) -> dict[str, Any]:
    """The pair that is open on the board, and the answer to "why not that one?"."""
    village, partner, other = (
        asked_number(request, name) for name in ("village", "partner", "other")
    )
    chosen = next(
        (
            row
            for row in board.rows
            if row.village.pk == village and partner in (None, row.partner.pk)
        ),
        board.rows[0] if board.rows and village is None else None,
    )
    village = chosen.village.pk if chosen else village
    asked = other if village is not None else None
    answer = None
    if asked is not None and ("now" in request.GET or not board.solution.is_wide):
        answer = _why_not(request, round, board.solution)
    named = next((one for one in board.villages if one.pk == village), None)
    if named is None and chosen:
        named = chosen.village
    return {
        "chosen": chosen,
        "answer": answer,
        "other": asked,
        "village": named,
        **_found(request, round, board.solution),
    }


def _why_not(request: Request, round: Round, solution: Solution) -> why_not.Answer | None:
    """The answer about the village and the ``other`` partner that the address names."""
    scope = request.actor.scope
    village, other = (asked_number(request, name) for name in ("village", "other"))
    if village is None or other is None:
        return None
    candidate = why_not.looked_at(scope, round, solution, village, other)
    return why_not.why_not(solution, candidate, named_by(scope, round))


def _answered(request: Request, round: Round) -> HttpResponse:
    """What the board of a wide round fetches: the answer takes some seconds there."""
    scope = request.actor.scope
    solution = selectors.solution(scope, round, asked_number(request, "version"))
    answer = _why_not(request, round, solution) if solution is not None else None
    if solution is None or answer is None:
        raise OutOfScope(round.missing())
    return page(
        request,
        "pairing/answer.html",
        round=round,
        answer=answer,
        wide=solution.is_wide,
        may=buttons.of_round(request.actor, round),
    )


def _found(request: Request, round: Round, solution: Solution) -> dict[str, Any]:
    """In a wide round, the partners with a text in their name: whom to ask about."""
    text = request.GET.get("find", "").strip()[:100]
    if not solution.is_wide:
        return {}
    scope = request.actor.scope
    return {"find": text, "found": wide_boards.partners_called(scope, round, text)}


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    row = selectors.round(request.actor.scope, pk)
    version = request.POST.get("version", "")
    services.publish(request.actor, round=row, version=int(version) if version.isdecimal() else 0)
    saved(
        request,
        _("Both sides of every pair are asked. Silence is not a yes.")
        if row.state == RoundState.PUBLISHED
        else _("The proposals are put together; then both sides of every pair are asked at once."),
    )
    return redirect("pairing:round", pk)


@require_POST
def steer(request: Request, pk: int, verb: str) -> HttpResponse:
    row = selectors.round(request.actor.scope, pk)
    if verb not in _STEERED:
        raise OutOfScope(row.missing())
    service, done = _STEERED[verb]
    service(request.actor, round=row)
    saved(request, done)
    return redirect("pairing:rounds" if verb == "abandon" else "pairing:round", *_of(verb, pk))


def _of(verb: str, pk: int) -> list[int]:
    return [] if verb == "abandon" else [pk]

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.pairing.models import Pairing
from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import Denied, Invalid, Overtaken
from lianjian.ground.ui.pages import page, saved

from .. import naming, policy, selectors, services
from ..drafting import Drafting
from ..models import Accord, Comment, TextVersion
from ..services.completeness import newest_text
from ..templates_of_clauses import TEMPLATES, WHOLE

KNOWN_NAMES = 20
_LONGEST_NUMBER = 6


def new(request: Request) -> HttpResponse:
    issuer = policy.issuer_of(request.actor)
    if issuer is None:
        raise Denied(_("Accords are drafted by the division's coordinator or by a society."))
    if request.method != "POST":
        return _form(request, Drafting.begun(request.actor, _asked_pairings(request)))
    if what := request.POST.get("change"):
        return _form(request, Drafting.changed(request.actor, request.POST, what))
    drafting = Drafting(request.actor, data=request.POST)
    if drafting.is_valid():
        try:
            made = services.draft(request.actor, issuer=issuer, contents=drafting.contents())
        except Invalid as refusal:
            drafting.head.add_error(None, str(refusal))
        else:
            saved(request, _("The draft is saved. Only you see it until you send it."))
            return redirect("accords:accord", made.pk)
    return _form(request, drafting, status=422)


@require_GET
def names(request: Request) -> HttpResponse:
    """What a party may be called, for a field in which somebody types."""
    if policy.issuer_of(request.actor) is None:
        raise Denied(_("Accords are drafted by the division's coordinator or by a society."))
    field = next((key for key in request.GET if key.endswith("-who")), "who")
    found = naming.suggested(request.actor.scope, request.GET.get(field, ""), most=KNOWN_NAMES)
    return page(request, "accords/names.html", known=found)


def revise(request: Request, pk: int) -> HttpResponse:
    row = selectors.accord(request.actor.scope, pk)
    verdict = policy.may_steer(request.actor, accord=row)
    if isinstance(verdict, Denied):
        raise verdict
    text = newest_text(row)
    if request.method != "POST":
        return _form(request, Drafting.of(request.actor, row, text), row, _read(text))
    read = _number(request, "version"), _number(request, "edition")
    if what := request.POST.get("change"):
        return _form(request, Drafting.changed(request.actor, request.POST, what), row, read)
    drafting = Drafting(request.actor, data=request.POST)
    if not drafting.is_valid():
        return _form(request, drafting, row, read, status=422)
    try:
        services.revise(
            request.actor,
            accord=row,
            contents=drafting.contents(),
            number=read[0],
            edition=read[1],
        )
    except Invalid as refusal:
        drafting.head.add_error(None, str(refusal))
        return _form(request, drafting, row, read, status=422)
    except Overtaken as refusal:
        # What was typed stays; whoever saves again has been told, and saves over the new text.
        drafting.head.add_error(None, str(refusal))
        now = newest_text(selectors.accord(request.actor.scope, pk))
        return _form(request, drafting, row, _read(now), status=409, overtaken=True)
    saved(request, _("The text is saved."))
    return redirect("accords:accord", pk)


def _read(text: TextVersion) -> tuple[int, int]:
    """Which text, and which state of it, the writer has before them."""
    return text.number, text.edition


def _number(request: Request, name: str) -> int:
    shown = request.POST.get(name, "")
    return int(shown) if shown.isdecimal() and len(shown) <= _LONGEST_NUMBER else 0


def _asked_pairings(request: Request) -> list[Pairing]:
    keys = [int(key) for key in request.GET.getlist("pairing") if key.isdecimal()]
    return list(pairing.standing_pairings(request.actor.scope).filter(pk__in=keys))


def _said_to(accord: Accord) -> list[Comment]:
    """What the parties said to the newest text that was sent, for whoever writes the next."""
    texts = [one for one in selectors.versions(accord) if one.sent_at is not None]
    return list(selectors.comments_on(texts[-1])) if texts else []


def _sent_back(accord: Accord) -> str:
    """Why the text before the one being written was sent back, if it was."""
    sent = [one for one in selectors.versions(accord) if one.sent_at is not None]
    was = sent[-1] if sent else None
    back = was is not None and was.outcome == TextVersion.Outcome.SENT_BACK
    return was.outcome_reason if was is not None and back else ""


def _form(
    request: Request,
    drafting: Drafting,
    accord: Accord | None = None,
    read: tuple[int, int] = (0, 0),
    *,
    status: int = 200,
    overtaken: bool = False,
) -> HttpResponse:
    return page(
        request,
        "accords/draft.html",
        status=status,
        drafting=drafting,
        accord=accord,
        number=read[0],
        edition=read[1],
        overtaken=overtaken,
        templates=TEMPLATES,
        sent_back=_sent_back(accord) if accord is not None else "",
        said=_said_to(accord) if accord is not None else (),
        whole=WHOLE if accord is None else (),
    )

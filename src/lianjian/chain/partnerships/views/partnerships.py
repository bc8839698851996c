"""One partnership, whole: the page and its Word file, entered from any of its records."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.commands import must_be_fresh
from lianjian.ground.ui.pages import page
from lianjian.ground.ui.word import WORD

from .. import partnership as reading
from ..partnership import Partnership
from ..showing import whole
from ..word import written


@require_GET
def of_pairing(request: Request, pk: int) -> HttpResponse:
    return _page(request, reading.of_pairing(request.actor.scope, pk), "pairing", pk)


@require_GET
def of_accord(request: Request, pk: int) -> HttpResponse:
    return _page(request, reading.of_accord(request.actor.scope, pk), "accord", pk)


@require_GET
def of_body(request: Request, pk: int) -> HttpResponse:
    return _page(request, reading.of_body(request.actor.scope, pk), "body", pk)


@require_GET
def pairing_file(request: Request, pk: int) -> HttpResponse:
    return _file(request, reading.of_pairing(request.actor.scope, pk), "pairing", pk)


@require_GET
def accord_file(request: Request, pk: int) -> HttpResponse:
    return _file(request, reading.of_accord(request.actor.scope, pk), "accord", pk)


@require_GET
def body_file(request: Request, pk: int) -> HttpResponse:
    return _file(request, reading.of_body(request.actor.scope, pk), "body", pk)


_PAGES = {"pairing": "pairing:pairing", "accord": "accords:accord", "body": "accords:body"}
"""The page of the record from which a partnership is entered."""


def _page(request: Request, found: Partnership, kind: str, pk: int) -> HttpResponse:
    return page(
        request,
        "partnerships/partnership.html",
        view=whole(request.actor, found),
        back_url=reverse(_PAGES[kind], args=[pk]),
        word_url=reverse(f"partnerships:{kind}_file", args=[pk]),
    )


def _file(request: Request, found: Partnership, kind: str, pk: int) -> HttpResponse:
    must_be_fresh(request.actor)
    return HttpResponse(
        written(whole(request.actor, found)),
        content_type=WORD,
        headers={
            "Content-Disposition": f'attachment; filename="partnership-{kind}-{pk}.docx"',
            "Cache-Control": "private, no-store",
        },
    )

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from lianjian.ground.core.verdicts import OutOfScope

from .answers import back_to
from .kit import sample
from .language import COOKIE
from .pages import page, saved

A_YEAR = 365 * 24 * 3600


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in this browser and go back to where the reader was."""
    answer = HttpResponseRedirect(back_to(request, "/"))
    chosen = request.POST.get("language", "")
    if chosen in {code for code, _name in settings.LANGUAGES}:
        answer.set_cookie(
            COOKIE,
            chosen,
            max_age=A_YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return answer


@require_GET
def kit(request: HttpRequest) -> HttpResponse:
    """The living style guide, where there is somebody to look at it."""
    _only_where_shown()
    if "say" in request.GET:
        saved(request, _("The need is saved."), undo_url=reverse("ui:kit_done"))
    return page(request, "ui/kit.html", **sample())


@require_GET
def kit_heard(request: HttpRequest) -> HttpResponse:
    """What a search box sent: a fragment for the style guide's search as one types."""
    _only_where_shown()
    return page(request, "ui/kit_heard.html", heard=request.GET.get("q", ""))


@require_POST
def kit_done(request: HttpRequest) -> HttpResponse:
    """Takes any form of the style guide, says so and keeps nothing."""
    _only_where_shown()
    saved(request, _("The form got through; nothing was kept."))
    return HttpResponseRedirect(reverse("ui:kit"))


def _only_where_shown() -> None:
    if not (settings.DEBUG or settings.DEMO):
        raise OutOfScope(_("The style guide is shown only in the demonstration."))

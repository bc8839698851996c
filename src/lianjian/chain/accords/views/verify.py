"""The one page of this room that needs no sign-in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from lianjian.ground.ui.pages import page

from .. import limits, verification
from ..uploads import OnlyInMemory


@csrf_exempt  # Only until the upload is kept in memory: the CSRF check itself reads the form.
@never_cache
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """Look up a code, or compare a file's bytes. Tells nothing that the page does not need."""
    if not limits.allows("verify", request.META.get("REMOTE_ADDR", "")):
        return page(request, "accords/verify.html", too_often=True, status=429)
    if request.method == "POST":
        in_memory = OnlyInMemory(request)
        request.upload_handlers = [in_memory]
        return _compare(request, code=code, handler=in_memory)
    if typed := request.GET.get("code", "").strip():
        return redirect("verify", code=verification.tidy(typed) or "-")
    texts = verification.texts_of(code) if code else []
    return page(request, "accords/verify.html", code=code, texts=texts, status=_status(code, texts))


def _status(code: str, texts: list[verification.PublicText]) -> int:
    return 404 if code and not texts else 200


@csrf_protect
def _compare(request: HttpRequest, *, code: str, handler: OnlyInMemory) -> HttpResponse:
    given = request.FILES.get("file")
    asked = {"code": code, "texts": verification.texts_of(code) if code else []}
    if handler.too_large:
        return page(request, "accords/verify.html", problem="large", status=413, **asked)
    if given is None:
        return page(request, "accords/verify.html", problem="none", status=422, **asked)
    found = verification.match(given.read())
    other = found is not None and bool(code) and found.text.code != verification.tidy(code)
    status = 200 if found else 422
    return page(
        request,
        "accords/verify.html",
        compared=True,
        found=found,
        other=other,
        status=status,
        **asked,
    )

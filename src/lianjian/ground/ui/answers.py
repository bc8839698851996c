"""What a refusal becomes on the page that asked for it; a kept file as a download."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from lianjian.ground.core import files
from lianjian.ground.core.models import StoredFile
from lianjian.ground.core.verdicts import Denied, Invalid, Text, Verdict

from .pages import saved


@contextmanager
def refused(form: Form) -> Iterator[None]:
    """Show what a service cannot take beside its field, and let the page be drawn again."""
    try:
        yield
    except Invalid as refusal:
        known = {name: str(what) for name, what in refusal.fields.items() if name in form.fields}
        if str(refusal) not in known.values():  # What stands beside its field is not said twice.
            form.add_error(None, str(refusal))
        for name, what in known.items():
            form.add_error(name, what)


def insist(verdict: Verdict) -> None:
    """No form for whoever would be refused in the end: raises the refusal with its reason."""
    if isinstance(verdict, Denied):
        raise verdict


def carried_out(request: HttpRequest, form: Form, act: Callable[..., Any], word: Text) -> bool:
    """Whether ``act`` took what the form says, telling ``word`` on the next page if so.

    Where it is False, the form knows what it lacks and its page is drawn again.
    """
    if form.is_valid():
        with refused(form):
            act(**form.cleaned_data)
            saved(request, word)
            return True
    return False


def back_to(request: HttpRequest, otherwise: str) -> str:
    """The page of this site that a form says it was on (``next``), else another one."""
    back = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return back if ours else otherwise


_ENDS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def kept_file(stored: StoredFile, name: str) -> HttpResponse:
    """A document or picture to keep on one's own device, under a name without its ending."""
    answer = HttpResponse(files.read(stored), content_type=stored.media_type)
    whole = f"{name}.{_ENDS[stored.media_type]}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{whole}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer

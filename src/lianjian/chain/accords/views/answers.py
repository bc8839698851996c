"""What views of this room have in common: refusals beside their fields, and scans as files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import Form
from django.http import HttpResponse

from lianjian.ground.core import files
from lianjian.ground.core.models import StoredFile
from lianjian.ground.core.verdicts import Denied, Invalid, Verdict

_ENDS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


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


def scan_answer(stored: StoredFile, name: str) -> HttpResponse:
    """A scan to keep on one's own device, under a name without its ending."""
    answer = HttpResponse(files.read(stored), content_type=stored.media_type)
    whole = f"{name}.{_ENDS[stored.media_type]}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{whole}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer

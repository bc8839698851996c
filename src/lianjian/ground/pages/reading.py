"""Reading an upload: judged at the door in this process, opened in one of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import alone
from lianjian.ground.core.alone import Ended
from lianjian.ground.core.verdicts import Text
from lianjian.ground.sheets.door import refusal

from . import door, notes, workbooks
from .kinds import Form, Kind

Tell = Callable[[int, int], None]
"""Called with how many pages or sheets are done, of how many."""

_CHILD = f"{__package__}.child"
_SAID: dict[str, Text] = {
    "locked": _(
        "This PDF is protected. Open it, print it into a new PDF or copy its text, and choose that."
    ),
    "pictures": _(
        "This PDF holds pictures of pages and no text. Type what matters, or save the document"
        " that it was made from; the pages can be kept as photos."
    ),
    "letters": _("The letters of this file cannot be read as text. Copy the text and paste it."),
    "pages": _("This PDF has more than 300 pages. Split it."),
    "much": door.TOO_MUCH_TEXT,
    "defines": _("This file defines words of its own inside. It was not opened."),
    "tangled": _("This file is built in so tangled a way that it was not read to its end."),
    "broken": _("This file is damaged and cannot be read. Save it once more."),
    "memory": _("This file is too large to be read. Split it."),
    "slow": _("Reading this file took too long. Save its text as .txt, or split it."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says: ``text`` in lines, or ``data`` as it came for plain text and photos.

    ``charset_declared`` is what a page says of itself; ``notes`` are sentences about what was
    left out of it.
    """

    kind: Kind
    media_type: str
    title: str = ""
    text: str | None = None
    data: bytes | None = None
    charset_declared: str = ""
    pages: int = 1
    notes: list[Text] = field(default_factory=list)


def read(data: bytes, name: str, tell: Tell | None = None) -> Told:
    """What an upload says. Raises Invalid with what to do for all that is not read."""
    form = door.admitted(data, name)
    match form.kind:
        case Kind.TEXT | Kind.PHOTO:
            return Told(form.kind, form.media_type, data=data)
        case Kind.XLSX:
            book = workbooks.read(data, tell)
            told = Told(
                Kind.XLSX, form.media_type, text=book.text, pages=book.sheets, notes=book.notes
            )
        case _:
            told = _opened(form, data, tell)
    if not told.text:
        raise refusal(_("There is no text in this file."))
    return told


def _opened(form: Form, data: bytes, tell: Tell | None) -> Told:
    assert form.kind is not None  # noqa: S101 - the door admits nothing else
    try:
        about, *lines = alone.asked(_CHILD, form.kind.value, data=data, heard=tell)
    except Ended as error:
        raise refusal(_SAID[error.why]) from None
    return Told(
        form.kind,
        form.media_type,
        title=about["title"],
        text="\n".join(lines),
        charset_declared=about["declared"],
        pages=about["pages"],
        notes=notes.said(about["left_out"]),
    )

"""What is looked at before anything opens an upload: what it is, by its bytes and by its name.

Kind is decided by the bytes. A name that says something else is refused with both, because one of
them is a mistake that its sender should see, or a trick.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import archives, picture_heads, pictures
from lianjian.ground.core.archives import Fault, Unsound
from lianjian.ground.core.picture_heads import NoPicture
from lianjian.ground.core.verdicts import Text
from lianjian.ground.sheets.door import LARGEST, refusal

from . import kinds
from .child.lines import MOST
from .kinds import Form, Kind

TOO_MUCH_TEXT = _("There is more text in this file than is read at once. Split it.")
_FAULTS: dict[Fault, Text] = {
    Fault.DAMAGED: _("This file is damaged: part of it is missing. Save it once more."),
    Fault.BLOWN_UP: _(
        "Unpacked, this file would be far larger than any document. It was not opened."
    ),
    Fault.LOCKED: _("This file has a password. Save it without one and choose it again."),
    Fault.DEFINES: _("This file defines words of its own inside. It was not opened."),
}


def admitted(data: bytes, name: str) -> Form:
    """What this upload is, if it may be read or kept. Raises Invalid, with what to do."""
    if not data.strip(b"\x00 \r\n\t"):
        raise refusal(_("This file is empty. Save it once more and choose it again."))
    if len(data) > LARGEST:
        raise refusal(
            _("This file is larger than %(most)s MB. Split it, or remove pictures from it.")
            % {"most": LARGEST // (1024 * 1024)}
        )
    try:
        form = kinds.found(data)
        form = _as_named(form, data, name)
        if form.kind in (Kind.DOCX, Kind.XLSX):
            archives.count(data, archives.directory(data, most_inflated=kinds.MOST_INFLATED))
        if form.kind == Kind.PHOTO:
            picture_heads.looked_at(data)
    except Unsound as error:
        raise refusal(_FAULTS[error.fault]) from None
    except NoPicture as error:
        raise refusal(pictures.SAID[error.why]) from None
    if form.kind == Kind.TEXT and kinds.letters(data) > MOST:
        raise refusal(TOO_MUCH_TEXT)
    return form


def _as_named(form: Form, data: bytes, name: str) -> Form:
    """The form of these bytes, if their name says nothing else. Raises Invalid."""
    if form in (kinds.LOCKED, kinds.MACROS):
        raise refusal(form.instead)
    said = kinds.named(name)
    if said is kinds.HTML and form is kinds.TEXT and kinds.could_be_a_page(data):
        # A part of a page, without its head, is both.
        return kinds.HTML
    if said is not None and said is not form:
        raise refusal(
            _("By its name (.%(end)s) this is %(named)s, by its content %(found)s. %(instead)s")
            % {
                "end": kinds.ending(name),
                "named": said.words,
                "found": form.words,
                "instead": form.instead or _("Give it its right name, or choose the right file."),
            }
        )
    if form.kind is None:
        raise refusal(
            _("This is %(found)s. %(instead)s") % {"found": form.words, "instead": form.instead}
        )
    return form

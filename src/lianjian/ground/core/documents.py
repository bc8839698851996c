"""Documents that show something: a PDF or a picture, kept beside the record that it shows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from . import files, pictures
from .models import StoredFile
from .verdicts import Invalid

LARGEST = 5 * 1024 * 1024
_KINDS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png"}


def kept_document(file: bytes) -> StoredFile | None:
    """The document, or the picture drawn anew, as it is kept; None for no bytes. Raises Invalid.

    The bytes themselves say what they are: a name or a browser's word could say anything.
    """
    if not file:
        return None
    if pictures.size_as_it_came(file) > LARGEST:
        reason = _("This file is larger than 5 MB.")
        raise Invalid(reason, fields={"file": reason})
    for beginning, kind in _KINDS.items():
        if file.startswith(beginning):
            picture = kind.startswith("image/")
            return files.store(pictures.redrawn(file) if picture else file, media_type=kind)
    reason = _("Choose a PDF, or a picture (JPEG or PNG).")
    raise Invalid(reason, fields={"file": reason})

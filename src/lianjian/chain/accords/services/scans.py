"""A scan of a paper as it is kept."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import files, pictures
from lianjian.ground.core.models import StoredFile
from lianjian.ground.core.verdicts import Invalid

LARGEST_SCAN = 10 * 1024 * 1024
_KNOWN = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


def store_scan(scan: bytes) -> StoredFile:
    """Keep a scan, a picture drawn anew; raises Invalid for what is no whole PDF, JPEG or PNG of at
    most 10 MB.

    File first, then row: the transaction that refers to these bytes commits after they lie safe.
    """
    kind = next((kind for first, kind in _KNOWN.items() if scan.startswith(first)), None)
    if kind is None or pictures.size_as_it_came(scan) > LARGEST_SCAN:
        reason = _("A scan is a PDF, a JPEG or a PNG of at most 10 MB.")
        raise Invalid(reason, fields={"scan": reason})
    picture = kind.startswith("image/")
    kept = pictures.redrawn(scan, field="scan") if picture else scan
    return files.store(kept, media_type=kind)

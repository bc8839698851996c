from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import files
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import Accord, TextVersion

LARGEST_SCAN = 10 * 1024 * 1024
_KNOWN = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


@command("accords.keep_scan", policy=policy.may_steer)
def keep_scan(actor: Actor, *, accord: Accord, scan: bytes) -> TextVersion:
    """Keep the scan of an accord of before beside it; a new one takes the place of the old.

    The scan shows what was signed on paper; nothing here vouches for it. Raises Invalid for an
    accord that was written here, and for a file that is no PDF, JPEG or PNG of at most 10 MB.
    """
    version = accord.versions.filter(of_before=True).first()
    if version is None:
        raise Invalid(_("This accord was written here: it has its own file and needs no scan."))
    kind = next((kind for first, kind in _KNOWN.items() if scan.startswith(first)), None)
    if kind is None or len(scan) > LARGEST_SCAN:
        reason = _("A scan is a PDF, a JPEG or a PNG of at most 10 MB.")
        raise Invalid(reason, fields={"scan": reason})
    # File first, then row: the transaction that refers to these bytes commits after they lie safe.
    version.scan = files.store(scan, media_type=kind)
    version.save(update_fields=["scan"])
    return version

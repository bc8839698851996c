from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import Accord, TextVersion
from .scans import LARGEST_SCAN, store_scan


@command("accords.keep_scan", policy=policy.may_steer, pictures={"scan": LARGEST_SCAN})
def keep_scan(actor: Actor, *, accord: Accord, scan: bytes) -> TextVersion:
    """Keep the scan of an accord of before beside it; a new one takes the place of the old.

    The scan shows what was signed on paper; nothing here vouches for it. Raises Invalid for an
    accord that was written here, and for a file that is no PDF, JPEG or PNG of at most 10 MB.
    """
    version = accord.versions.filter(of_before=True).first()
    if version is None:
        raise Invalid(_("This accord was written here: it has its own file and needs no scan."))
    version.scan = store_scan(scan)
    version.save(update_fields=["scan"])
    return version

"""What writing a dormant asset and correcting one have in common."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.verdicts import Invalid

from ..models import DormantAsset
from .writing import checked_title

_LONGEST = {"amount": 60, "constraint": 300, "evidence": 300}


def checked_asset(**said: Any) -> dict[str, Any]:
    """The values as they are kept; raises Invalid for what cannot be, beside its field."""
    kept = {**said, "title": checked_title(said["title"])}
    for name, most in _LONGEST.items():
        kept[name] = " ".join(said[name].split())
        if len(kept[name]) > most:
            raise Invalid(_("Keep it shorter."), fields={name: _("too long")})
    if said["sort"] not in DormantAsset.Sort.values:
        raise Invalid(_("Choose what it is."), fields={"sort": _("unknown")})
    if said["ownership"] not in DormantAsset.Ownership.values:
        raise Invalid(_("Choose whose it is."), fields={"ownership": _("unknown")})
    for name in ("income_before", "income_after"):
        if said.get(name) is not None and said[name] < 0:
            raise Invalid(_("An income is nought or more."), fields={name: _("below nought")})
    return kept

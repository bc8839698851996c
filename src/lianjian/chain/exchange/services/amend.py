from __future__ import annotations

import datetime as dt

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Listing
from .writing import check_window, checked_area, checked_title


@command("exchange.amend", policy=policy.may_change)
def amend(
    actor: Actor,
    *,
    listing: Listing,
    title: str | None = None,
    area: str | None = None,
    detail: str | None = None,
    quantity: str | None = None,
    starts: dt.date | None = None,
    ends: dt.date | None = None,
) -> Listing:
    """Complete or correct a need or an offer; None stays. Saying an area settles a guess."""
    changed: dict[str, object] = {}
    if title is not None:
        changed["title"] = checked_title(title)
    if area is not None:
        changed["area"], changed["area_guessed"] = checked_area(
            area, f"{title or listing.title} {detail or listing.detail}"
        )
    if detail is not None:
        changed["detail"] = detail.strip()
    if quantity is not None:
        changed["quantity"] = quantity.strip()
    if starts is not None:
        changed["starts"] = starts
    if ends is not None:
        changed["ends"] = ends
    check_window(starts or listing.starts, ends or listing.ends)
    for name, value in changed.items():
        setattr(listing, name, value)
    if changed:
        listing.save(update_fields=list(changed))
    return listing

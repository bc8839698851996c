from __future__ import annotations

import datetime as dt

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.industry import checked_industry
from lianjian.ground.core.stays import STAYS, Stays

from .. import policy
from ..models import Listing, key_of
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
    starts: dt.date | Stays | None = STAYS,
    ends: dt.date | Stays | None = STAYS,
    industry: str | None = None,
    evidence: str | None = None,
) -> Listing:
    """Complete or correct a need or an offer; what is not given stays, and a day that is None is
    taken away. Saying an area settles a guess."""
    changed: dict[str, object] = {}
    if title is not None:
        changed["title"] = checked_title(title)
    if area is not None:
        changed["area"], changed["area_guessed"] = checked_area(
            area, f"{title or listing.title} {detail or listing.detail}"
        )
    if detail is not None:
        changed["detail"] = detail.strip()
    if industry is not None:
        # Left empty by hand, it is none: what a person has seen is not guessed over again.
        changed |= {"industry": checked_industry(industry), "industry_guessed": False}
    if quantity is not None:
        changed["quantity"] = quantity.strip()
    if evidence is not None:
        changed["evidence"] = " ".join(evidence.split())
    window = (
        listing.starts if starts is STAYS else starts,
        listing.ends if ends is STAYS else ends,
    )
    check_window(*window)
    changed["starts"], changed["ends"] = window
    text = f"{changed.get('title', listing.title)} {changed.get('detail', listing.detail)}"
    changed["text_key"] = key_of(text)
    listing.rewrite(**changed)
    return listing

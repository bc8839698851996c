from __future__ import annotations

import datetime as dt

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.stays import STAYS, Stays

from .. import policy
from ..models import Source
from .sources import let_source_be_found, must_be_an_address, must_be_roles, must_be_text


@command("registry.change_source", policy=policy.may_change_source)
def change_source(
    actor: Actor,
    *,
    source: Source,
    title: str | None = None,
    outlet: str | None = None,
    published_on: dt.date | Stays | None = STAYS,
    address: str | None = None,
    byline: str | None = None,
) -> Source:
    """Correct what is given and leave the rest; a day that is None is taken away."""
    changes: dict[str, object] = {}
    if title is not None:
        changes["title"] = must_be_text(title, "title", 2, 200)
    if outlet is not None:
        changes["outlet"] = must_be_text(outlet, "outlet", 1, 120)
    if published_on is not STAYS:
        changes["published_on"] = published_on
    if address is not None:
        changes["address"] = must_be_an_address(address)
    if byline is not None:
        changes["byline"] = must_be_roles(byline)
    source.rewrite(**changes)
    let_source_be_found(source)
    return source

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.places.models import Division

from .. import policy
from ..models import Source
from .sources import let_source_be_found, must_be_an_address, must_be_roles, must_be_text


@command("registry.enter_source", policy=policy.may_enter_source)
def enter_source(
    actor: Actor,
    *,
    title: str,
    outlet: str,
    published_on: dt.date | None = None,
    address: str = "",
    byline: str = "",
    division: Division | None = None,
    is_demo: bool = False,
) -> Source:
    """Enter a published text from which something is taken (M26), for the actor's own place or
    organisation (the system says which ``division``). The byline holds roles, never names.

    Raises Invalid for a byline with anything but roles, and for an address that is none.
    """
    place = actor.division if division is None else division.pk
    keeper = None if place is not None else actor.organisation
    if place is None and keeper is None:
        raise Invalid(_("Your post has neither a place nor an organisation to take a text for."))
    source = Source(
        title=must_be_text(title, "title", 2, 200),
        outlet=must_be_text(outlet, "outlet", 1, 120),
        published_on=published_on,
        address=must_be_an_address(address),
        byline=must_be_roles(byline),
        division_id=place,
        keeper_id=keeper,
        is_demo=is_demo,
    )
    source.save(force_insert=True)
    let_source_be_found(source)
    return source

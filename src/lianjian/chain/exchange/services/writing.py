"""What posting a need and posting an offer have in common."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.industry import checked_industry
from lianjian.ground.core.life import Life
from lianjian.ground.core.spans import must_not_precede
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..areas import guess_area, guess_industry
from ..life import NEED, OFFER
from ..models import Listing, Need, WorkArea

L = TypeVar("L", bound=Listing)

LONGEST_TITLE = 120
LONGEST_QUANTITY = 60
SAID, LOGGED = 0, 1
"""Grades: what a coordinator writes for a branch was said; what its own people write is logged."""


def put_out(actor: Actor, kind: type[L], branch: Branch, title: str, area: str, **more: Any) -> L:
    """Make a listing and open it. An empty area is guessed from the words, and marked so."""
    title = checked_title(title)
    check_window(more.get("starts"), more.get("ends"))
    text = f"{title} {more.get('detail', '')}"
    area, guessed = checked_area(area, text)
    more |= said_or_guessed_industry(str(more.get("industry", "")), text)
    grade = LOGGED if policy.speaks_for(actor, branch) and not actor.is_system else SAID
    made = kind(branch=branch, title=title, area=area, area_guessed=guessed, grade=grade, **more)
    made.save()
    return life_of(made).move(made, "post", scope=actor.scope)


def life_of(listing: Listing) -> Life:
    return NEED if isinstance(listing, Need) else OFFER


def checked_title(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise Invalid(_("One line is enough, but one is needed."), fields={"title": _("missing")})
    if len(title) > LONGEST_TITLE:
        raise Invalid(
            _("Keep the line within %(most)s characters; the rest fits below it.")
            % {"most": LONGEST_TITLE},
            fields={"title": _("too long")},
        )
    return title


def checked_area(area: str, text: str) -> tuple[str, bool]:
    """The area and whether it was guessed."""
    if not area:
        return guess_area(text), True
    if area not in WorkArea.values:
        raise Invalid(_("There is no such work area."), fields={"area": _("unknown")})
    return area, False


def said_or_guessed_industry(industry: str, text: str) -> dict[str, object]:
    """The industry and whether it was guessed; none where neither a person nor a word says one."""
    said = checked_industry(industry)
    return {"industry": said or guess_industry(text), "industry_guessed": not said}


def check_window(starts: dt.date | None, ends: dt.date | None) -> None:
    must_not_precede(ends, starts, _("It ends before it begins."), field="ends")

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.saying import must_say
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import policy
from ..models import Brand


@command("projects.review_attribution", policy=policy.may_review)
def review_attribution(actor: Actor, *, brand: Brand, attribution: str, review: str) -> Brand:
    """Say what came of looking into what partnership is said to have done for a brand (M19).

    ``attribution`` is what was read. Raises Overtaken when it reads otherwise now, Invalid when
    there is none or nothing is said.
    """
    if not brand.attribution:
        raise Invalid(_("Nothing is said there that could be reviewed."))
    said, today = must_say(review, "review"), clock.today()
    rows = Brand.within(actor.scope).filter(pk=brand.pk, attribution=attribution)
    if not rows.update(reviewed_on=today, review=said):
        raise Overtaken(_("It reads otherwise now. Look again before you review it."))
    brand.reviewed_on, brand.review = today, said
    return brand

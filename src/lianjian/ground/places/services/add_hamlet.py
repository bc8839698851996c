"""Add a natural village that the official list does not have."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..codes import SPAN, Level
from ..models import Division
from ..names import core_of, initials_of, tidy

_ABOVE = {Level.COUNTY, Level.TOWN, Level.VILLAGE}
_MOST = SPAN[Level.VILLAGE] - 1


@command("places.add_hamlet", policy=policy.may_add_hamlet)
def add_hamlet(actor: Actor, *, parent: Division, name: str) -> Division:
    """The natural village ``name`` below a county, town or village; the one that is there, if any.

    It gets the next free three digits below its parent's code and is marked as not official.
    """
    name = tidy(name)
    core = core_of(name, Level.HAMLET)
    must_be_a_hamlet(parent, name)
    # The parent's row is the lock: two people who add a hamlet below it take turns.
    Division.objects.select_for_update().get(pk=parent.pk)
    below = Division.objects.filter(parent=parent, level=Level.HAMLET)
    if there := below.filter(core=core, valid_to=None).first():
        return there
    last = below.aggregate(last=Max("code"))["last"] or parent.code
    if last - parent.code >= _MOST:
        raise Invalid(_("There are already 999 natural villages here."))
    return Division.objects.create(
        code=last + 1,
        name=name,
        core=core,
        initials=initials_of(core)[:40],
        level=Level.HAMLET,
        parent=parent,
        official=False,
        valid_from=clock.today(),
    )


def must_be_a_hamlet(parent: Division, name: str) -> None:
    """Raises Invalid for a name that is none, and where no natural village can lie."""
    if not 2 <= len(name) <= 100:
        raise Invalid(_("A name has 2 to 100 characters."), fields={"name": _("2 to 100")})
    if parent.level not in _ABOVE or parent.valid_to is not None:
        raise Invalid(
            _("A natural village lies in a county, town or village of today."),
            fields={"parent": _("Choose a county, town or village.")},
        )

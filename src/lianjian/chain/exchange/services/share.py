from __future__ import annotations

from collections.abc import Collection

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division

from .. import policy
from ..models import Sharing


@command("exchange.share", policy=policy.only_the_system)
def share(
    actor: Actor,
    *,
    branches: Collection[Branch],
    cause: str,
    division: Division | None = None,
    organisation: Organisation | None = None,
) -> int:
    """Let a division's authorities or an organisation read what these branches have put out.

    ``cause`` is the label of the round or the pairing from which it follows. Doing it twice does
    nothing. Gives how many branches were shared anew.
    """
    rows = Sharing.within(actor.scope).filter(
        cause=cause,
        division=division,
        organisation=organisation,
        branch__in=[branch.pk for branch in branches],
    )
    known = set(rows.values_list("branch", flat=True))
    fresh = {branch.pk: branch for branch in branches if branch.pk not in known}
    Sharing.objects.bulk_create(
        Sharing(branch=branch, division=division, organisation=organisation, cause=cause)
        for branch in fresh.values()
    )
    return len(fresh)

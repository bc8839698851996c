from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lianjian.chain.exchange.models import WorkArea
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.saying import must_say
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.places.models import Division

from .. import policy
from ..models import Cluster


@command("projects.name_cluster", policy=policy.may_name)
def name_cluster(
    actor: Actor,
    *,
    division: Division,
    name: str,
    area: str = WorkArea.INDUSTRY,
    words: str = "",
    evidence: str = "",
    is_demo: bool = False,
) -> Cluster:
    """Enter an industry cluster that somebody has named (M18).

    Raises Invalid without a name, or when the place has one of that name.
    """
    cluster = Cluster(
        division=division,
        name=must_say(name, "name", most=120),
        area=area,
        words=words.strip(),
        evidence=evidence.strip(),
        is_demo=is_demo,
    )
    save_once(cluster)
    return cluster


def save_once(row: Cluster, *fields: str) -> None:
    """Write a cluster; raises Invalid when its place has another of that name."""
    try:
        with transaction.atomic():
            if fields:
                row.save(update_fields=fields)
            else:
                row.save(force_insert=True)
    except IntegrityError:
        reason = _("This place has a cluster of that name already.")
        raise Invalid(reason, fields={"name": reason}) from None

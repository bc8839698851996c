"""What a report brought of projects, clusters and brands goes again."""

from __future__ import annotations

from lianjian.ground.core import taking_back
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.taking_back import Back

from .. import policy
from ..models import Brand, Cluster, Project, ProjectParty


@command("projects.take_back_batch", policy=policy.may_take_back)
def take_back_batch(actor: Actor, *, back: Back) -> int:
    """Remove the projects of before, clusters and brands that ``taking_back.weigh`` lets go, with
    their parts. Gives how many rows went."""
    return taking_back.remove(back, Project.pairings.through, ProjectParty, Project, Brand, Cluster)

from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.saying import must_say

from .. import policy
from ..models import Cluster
from .name_cluster import save_once


@command("projects.change_cluster", policy=policy.may_change_cluster)
def change_cluster(
    actor: Actor, *, cluster: Cluster, name: str, area: str, words: str = "", evidence: str = ""
) -> Cluster:
    """Correct what is written of a cluster. Raises Invalid as *name_cluster* does."""
    cluster = Cluster.get_within(actor.scope, pk=cluster.pk)
    cluster.name, cluster.area = must_say(name, "name", most=120), area
    cluster.words, cluster.evidence = words.strip(), evidence.strip()
    save_once(cluster, "name", "area", "words", "evidence")
    return cluster

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.engine import pairing as engine
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid

from .. import candidates, instance, policy, span
from ..life import ROUND
from ..material import Material, gathered
from ..models import Participant, Round, Solution

_ALL = Scope.of_everything()


@command("pairing.solve", policy=policy.may_steer)
def solve(actor: Actor, *, round: Round) -> Solution:
    """Find the best plan of a round and its proof; a re-run is a new version beside the old ones.

    Rooms are measured and candidates scored anew. Raises Invalid when a side is missing and
    Overtaken when a colleague solves the round at the same time.
    """
    ROUND.move(round, "solve", scope=actor.scope)
    material = gathered(round, on=clock.today())
    if not material.villages or not material.partners:
        raise Invalid(_("A round needs at least one village and one partner."))
    _measure_rooms(material)
    solution = _solved(round, material)
    ROUND.move(round, "finish", scope=actor.scope)
    return solution


def _measure_rooms(material: Material) -> None:
    """A participant's room is what its span leaves today, not on the day it was enrolled."""
    everyone = [*material.villages, *material.partners]
    held = span.held([row.branch_id for row in everyone])
    changed = []
    for row in everyone:
        room = max(0, row.branch.span - held[row.branch_id])
        if room != row.capacity:
            row.capacity = room
            changed.append(row)
    Participant.within(_ALL).bulk_update(changed, ["capacity"], batch_size=500)


def _solved(round: Round, material: Material) -> Solution:
    """Candidates → instance → plan → proof → the next version."""
    last = Solution.within(_ALL).filter(round=round).order_by("-version").first()
    posed = instance.of_round(
        round,
        [*material.villages, *material.partners],
        candidates.renew(round, material),
        staying={(village, partner) for village, partner in last.pairs} if last else set(),
    )
    problem = instance.problem_of(posed)
    plan = engine.solve(problem)
    certificate = engine.certify(problem, plan)
    report = engine.verify(problem, plan, certificate)
    if not report.ok:
        raise RuntimeError(f"The checker does not accept the solver's plan: {report.faults}")
    solution = Solution(
        round=round,
        version=last.version + 1 if last else 1,
        pairs=instance.pairs_of(problem, plan),
        prices=instance.prices_of(problem, plan),
        instance=posed,
        certificate=certificate.as_json(),
    )
    solution.save()
    return solution

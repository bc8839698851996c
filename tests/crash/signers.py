"""Whoever opens, signs or accepts is killed with -9: run by test_signers.py.

``python -m tests.crash.signers WAY KILLS SEED`` in a fresh LIANJIAN_HOME with a fresh database. WAY
is ``opens`` (every text of a signing event), ``signs`` (the last signer signs them all, so each has
a signed file and is in force), ``accepts`` (a project, with a document); or a control, one accord a
command: ``opens-each`` and ``signs-each``. Prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

from .dying import Death, heard, in_a_fork, kept_whole, points

ACCORDS = 3
PROOF = b"%PDF-1.7 sample"


class Scene:
    """A county that opens and signs event after event, and accepts project after project."""

    def __init__(self, way: str) -> None:
        from lianjian.chain.accords.tests import makers
        from tests.cast import a_world

        self.way, self.world = way, a_world()
        self.setting = makers.three_parties(self.world, members=2, quorum=2)

    def ready(self) -> tuple[Callable[[], object], Callable[[], int], int]:
        """What is done, how much of it is there, and how much is the whole."""
        if self.way == "accepts":
            return self._accepting()
        event = self._an_event()
        if self.way.startswith("signs"):
            return self._signing(event), self._counting(event, "active"), ACCORDS
        return self._opening(event), self._counting(event, "signing"), ACCORDS

    def _an_event(self) -> Any:
        from lianjian.chain.accords import services
        from lianjian.chain.accords.contents import Variation
        from lianjian.chain.accords.tests import makers
        from lianjian.ground.core import clock

        actor = self.world.mei.actor
        event = services.plan_event(
            actor, issuer=self.world.county, name="集体签约", held_on=clock.today()
        )
        services.draft_each(
            actor,
            event=event,
            pattern=makers.a_draft(self.setting),
            variations=[Variation(title=f"共建协议之{place}") for place in range(ACCORDS)],
        )
        services.consult_event(actor, event=event)
        return event

    def _opening(self, event: Any) -> Callable[[], object]:
        from lianjian.chain.accords import events, services

        actor = self.world.mei.actor
        if self.way == "opens":
            return lambda: services.open_event(actor, event=event)

        def each() -> None:
            for accord in events.accords_at(actor.scope, event).filter(state="consulting"):
                services.open_for_signing(actor, accord=accord)

        return each

    def _signing(self, event: Any) -> Callable[[], object]:
        from lianjian.chain.accords import events, services
        from lianjian.chain.accords.contents import Confirmation

        def shown(who: Any) -> list[Confirmation]:
            return [
                Confirmation(one.place.party, one.text.unsigned.digest, one.place.member)
                for one in events.waiting_for(who.actor, event)
                if one.text.unsigned is not None
            ]

        *before, last = self.setting.signers

        def prepare() -> None:
            services.open_event(self.world.mei.actor, event=event)
            for one in before:
                services.sign_at_event(one.actor, event=event, confirmations=shown(one))

        # In a fork as well: whoever sets pages has threads, and no fork of theirs would have them.
        reading, said = os.pipe()
        in_a_fork(prepare, Death(), said)
        assert heard(reading), "the others sign first"
        os.close(reading)
        os.close(said)
        if self.way == "signs":
            return lambda: services.sign_at_event(
                last.actor, event=event, confirmations=shown(last)
            )

        def each() -> None:
            for one in shown(last):
                services.sign(last.actor, party=one.party, member=one.member, digest=one.digest)

        return each

    def _counting(self, event: Any, state: str) -> Callable[[], int]:
        from lianjian.chain.accords.models import Accord
        from lianjian.ground.core.scope import Scope

        rows = Accord.within(Scope.of_everything()).filter(event=event, state=state)
        if state == "active":
            rows = rows.filter(versions__signed__isnull=False, versions__in_force_to=None)
        return lambda: rows.all().count()

    def _accepting(self) -> tuple[Callable[[], object], Callable[[], int], int]:
        from lianjian.chain.projects import services
        from lianjian.chain.projects.tests import makers

        project, actor = makers.under_way(self.world), self.world.mei.actor

        def accepts() -> object:
            return services.accept(
                actor,
                project=makers.seen(project, actor.scope),
                accepted_by="县农业农村局",
                result="建成",
                document=PROOF + str(project.pk).encode(),
            )

        def there() -> int:
            now = makers.seen(project)
            return int(now.state == "accepted" and now.document is not None)

        return accepts, there, 1


def campaign(way: str, kills: int, seed: int) -> dict[str, Any]:
    scene, fate = Scene(way), random.Random(seed)
    reading, said = os.pipe()
    act, there, whole = scene.ready()
    in_a_fork(act, Death(), said)
    steps = json.loads(heard(reading))
    assert there() == whole, "whoever lives does it"
    faults: Counter[str] = Counter()
    killed = just_in = 0
    for at in points(steps, kills, fate):
        act, there, whole = scene.ready()
        killed += in_a_fork(act, Death(at), said) == signal.SIGKILL
        done, acknowledged = there(), bool(heard(reading))
        just_in += done == whole
        faults["half done" if done not in (0, whole) else ""] += 1
        faults["what was acknowledged is lost" if acknowledged and done < whole else ""] += 1
        if done < whole:
            in_a_fork(act, Death(), said)
            heard(reading)
        faults["" if there() == whole else "it cannot be done any more"] += 1
    del faults[""]
    return {"killed": killed, "just_in": just_in, "faults": faults, **kept_whole()}


def main(way: str, kills: str, seed: str) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(campaign(way, int(kills), int(seed))) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

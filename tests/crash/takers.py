"""Sheets on their way in while whoever takes them is killed with -9: run by test_takes.py.

``python -m tests.crash.takers WAY KILLS SEED`` in a fresh LIANJIAN_HOME with a fresh database.
Each taker dies in a fork (``dying``). Then its sheet is looked at, and taken once more by somebody
who lives. Prints one line of JSON: what was half done, what differs from an undisturbed take.

WAY is how a sheet is taken: ``inline`` (the product's, one transaction), ``portions`` (the
product's, by the worker); or a control: ``row-by-row`` (each line committed by itself) and
``unweighed`` (the worker goes on with what the first look had found).
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from itertools import count
from typing import Any
from unittest.mock import patch

from .dying import Death, heard, in_a_fork, kept_whole, points

LINES = 12
PORTION = 5
TAKING = "lianjian.beside.ledgers.services.take"
MARK = "第{:04}表"


class Scene:
    """A county whose coordinator hands in one sheet after another, none like the one before."""

    def __init__(self, way: str) -> None:
        from lianjian.beside.ledgers import jobs
        from lianjian.chain.registry.tests.makers import a_branch
        from tests.cast import a_world

        self.way, self.world = way, a_world()
        a_branch(self.world.stone)
        jobs.PORTION = PORTION
        self.numbers = count()

    @property
    def by_worker(self) -> bool:
        return self.way in ("portions", "unweighed")

    def handed_in(self) -> tuple[int, Any, Callable[[], object]]:
        """A number, its sheet, and how it is taken: needs and branches in turn, one line wrong."""
        from lianjian.beside.ledgers.tests.makers import a_sheet, handed_in

        number = next(self.numbers)
        mark = MARK.format(number)
        if number % 2:
            head = ["单位名称", "单位类别", "隶属", "党支部名称", "管理幅度"]
            rows = [[f"{mark}公司{n}", "企业", "示例省", "", n % 3 + 1] for n in range(LINES)]
            wrong = [f"{mark}村", "村", "没有的镇", "", 1]
        else:
            head = ["村名", "需求内容", "数量"]
            rows = [["石桥村", f"{mark}需求{n}", f"{n}座"] for n in range(LINES)]
            wrong = ["没有的村", f"{mark}路灯", ""]
        sheet = handed_in(self.world.mei, a_sheet([head, *rows, wrong]))
        return number, sheet, self._taking(sheet)

    def _taking(self, sheet: Any) -> Callable[[], object]:
        from lianjian.beside.ledgers import checking, services
        from lianjian.ground.jobs import worker

        actor = self.world.mei.actor
        if not self.by_worker:
            if self.way == "row-by-row":
                return lambda: _row_by_row(actor, sheet)
            return lambda: services.take(actor, sheet=sheet, good_only=True)
        job = services.start(actor, sheet=sheet, name="take", good_only=True)
        if self.way == "portions":
            return lambda: worker.run(job.pk)
        found = checking.checked(actor, sheet)

        def unweighed() -> str:
            with (
                patch.object(checking, "checked", lambda *_a, **_k: found),
                patch.object(import_module(TAKING), "_weigh_anew", lambda *_a: None),
            ):
                return worker.run(job.pk)

        return unweighed


def _row_by_row(actor: Any, sheet: Any) -> None:
    """What a take would be without its one transaction."""
    from lianjian.beside.ledgers import checking, services
    from lianjian.beside.ledgers.services.take import found_by_job
    from lianjian.ground.core.receives import Batch, Standing

    found = checking.checked(actor, sheet)
    todo = [one for one in found.weighed if one.standing == Standing.NEW]
    token = found_by_job.set(found)
    for one in todo:
        batch = Batch(sheet.file.digest, [one])
        services.take_portion(actor, sheet=sheet, batch=batch, last=one is todo[-1])
    found_by_job.reset(token)


def brought(number: int) -> Counter[str]:
    """Every row that a sheet has brought, without what tells one sheet from another."""
    from lianjian.beside.ledgers.tests.makers import everything
    from lianjian.chain.exchange.models import Need
    from lianjian.chain.registry.models import Branch
    from lianjian.ground.core.models import SearchEntry
    from lianjian.ground.organisations.models import DirectoryEntry, Organisation

    mark = MARK.format(number)
    bodies = everything(Organisation).filter(name__contains=mark)
    rows: list[tuple[Any, ...]] = [
        *everything(Need).filter(title__contains=mark).values_list("branch", "title", "quantity"),
        *bodies.values_list("kind", "name", "affiliation"),
        *everything(Branch).filter(host__in=bodies).values_list("host__name", "name", "span"),
        *everything(DirectoryEntry)
        .filter(organisation__in=bodies)
        .values_list("organisation__name", "division", "keeper"),
        *SearchEntry.objects.filter(text__contains=mark).values_list("kind", "text"),
    ]
    return Counter(repr(row).replace(mark, "") for row in rows)


def time_passes() -> None:
    """The lease of whoever was killed is over."""
    import datetime as dt

    from lianjian.ground.core import clock
    from lianjian.ground.jobs.models import JobRun

    long_ago = clock.now() - dt.timedelta(seconds=1)
    JobRun.objects.filter(state="running").update(lease=long_ago)


def looks_wrong(scene: Scene, sheet: Any, there: int, whole: int, *, acknowledged: bool) -> str:
    """What must not be after a kill; empty if all is well. ``there`` of ``whole`` rows are in."""
    from lianjian.beside.ledgers import checking
    from lianjian.beside.ledgers.life import ImportState

    lines = there * LINES // whole
    if (lines < LINES) is (sheet.state == ImportState.TAKEN):
        return "the import says otherwise"
    if acknowledged and sheet.state != ImportState.TAKEN:
        return "what was acknowledged is lost"
    if not scene.by_worker:
        return "half done" if lines not in (0, LINES) else ""
    if lines not in {0, *range(PORTION, LINES, PORTION), LINES} or lines * whole != there * LINES:
        return "half a portion"
    if sheet.state == ImportState.TAKEN:
        return ""
    counts = checking.checked(scene.world.mei.actor, sheet).counts
    right = (counts["unchanged"], counts["new"]) == (lines, LINES - lines)
    return "" if right else "the look does not tell what is in"


def campaign(way: str, kills: int, seed: int) -> dict[str, Any]:
    scene, fate = Scene(way), random.Random(seed)
    reading, said = os.pipe()
    wholes, steps = [], []
    for _kind in range(2):
        number, _sheet, take = scene.handed_in()
        in_a_fork(take, Death(), said)
        wholes.append(brought(number))
        steps.append(json.loads(heard(reading)))
        assert wholes[-1].total() % LINES == 0, wholes[-1]
        assert wholes[-1], "whoever lives takes something in"
    faults: Counter[str] = Counter()
    killed = half_way = just_in = 0
    places = [points(one, (kills + 1) // 2, fate) for one in steps]
    for turn in range(kills):
        number, sheet, take = scene.handed_in()
        whole = wholes[turn % 2]
        ended = in_a_fork(take, Death(places[turn % 2][turn // 2]), said)
        killed += ended == signal.SIGKILL
        sheet.refresh_from_db()
        there = brought(number).total()
        half_way += 0 < there < whole.total()
        just_in += there == whole.total()
        done = bool(heard(reading))
        faults[looks_wrong(scene, sheet, there, whole.total(), acknowledged=done)] += 1
        if sheet.state == "checked":
            time_passes()
            in_a_fork(take, Death(), said)
            heard(reading)
        faults[differs(sheet, brought(number), whole)] += 1
    del faults[""]
    counted = {"killed": killed, "half_way": half_way, "just_in": just_in}
    return {**counted, "faults": faults, **kept_whole()}


def differs(sheet: Any, there: Counter[str], whole: Counter[str]) -> str:
    """What differs, once a sheet was taken again, from one that nobody disturbed."""
    sheet.refresh_from_db()
    if there - whole:
        return "there twice"
    if whole - there:
        return "lost"
    return "" if sheet.state == "taken" and sheet.answer_id else "not taken in"


def main(way: str, kills: str, seed: str) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(campaign(way, int(kills), int(seed))) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

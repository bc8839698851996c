"""T4: two sheets of one place are taken at the same moment, and both bring the same records.

The same sheet twice, two sheets that say the same, by hand and by the worker, in any mixture: no
record is there twice, and whoever is too late hears why.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from lianjian.beside.ledgers import jobs, services
from lianjian.beside.ledgers.models import Import
from lianjian.beside.ledgers.tests.makers import a_sheet, everything, handed_in
from lianjian.chain.exchange.models import Need
from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.accounts.roles import Role
from lianjian.ground.jobs import worker
from lianjian.ground.jobs.models import JobRun
from lianjian.ground.organisations.models import DirectoryEntry, Organisation
from tests.campaigns import Reporter
from tests.cast import Character, World, a_world
from tests.makers import a_post
from tests.sizes import size

from .racing import Finish, everyone_got_a_reason, only_on_postgresql, race

TAKES = size(5, long=50)
LINES = 8

pytestmark = [
    pytest.mark.campaign,
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
]

Run = Callable[[], Any]
Rows = list[list[Any]]


def needs(turn: int) -> Rows:
    return [["村名", "需求内容"], *[["石桥村", f"第{turn}次需求{n}"] for n in range(LINES)]]


def branches(turn: int) -> Rows:
    head = ["单位名称", "单位类别", "隶属", "管理幅度"]
    return [head, *[[f"第{turn}次公司{n}", "企业", "示例省", 1] for n in range(LINES)]]


def by_hand(one: Character, sheet: Import) -> Run:
    read = Import.get_within(one.scope, pk=sheet.pk)
    return partial(services.take, one.actor, sheet=read)


def by_worker(one: Character, sheet: Import) -> Run:
    job = services.start(one.actor, sheet=sheet, name="take")
    return partial(worker.run, job.pk)


Way = Callable[[Character, Import], Run]
WAYS: dict[str, tuple[Way, Way]] = {
    "by hand": (by_hand, by_hand),
    "by the worker": (by_worker, by_worker),
    "by hand and by the worker": (by_hand, by_worker),
}


def two_coordinators(world: World) -> list[Character]:
    a_branch(world.stone)
    return [world.mei, Character(a_post(Role.COUNTY_COORDINATOR, division=world.county))]


def run_races(ways: tuple[Way, Way], rows: Callable[[int], Rows], *, same: bool) -> list[Finish]:
    """How each race ended; of two sheets that say the same the second has its lines upside down."""
    only_on_postgresql()
    people = two_coordinators(a_world())
    ends = []
    for turn in range(TAKES):
        head, *lines = rows(turn)
        first = handed_in(people[0], a_sheet([head, *lines]))
        sheets = [first, first if same else handed_in(people[1], a_sheet([head, *lines[::-1]]))]
        runs = [way(one, sheet) for way, one, sheet in zip(ways, people, sheets, strict=True)]
        ends.append(race(runs))
    return ends


def there_more_than_once() -> list[str]:
    """What two takes have both brought."""
    found = {
        "needs": everything(Need).values_list("branch", "title", "starts"),
        "branches": everything(Branch).values_list("host__name", "unit"),
        "bodies": everything(Organisation).values_list("name", "affiliation"),
        "entries": everything(DirectoryEntry).values_list("organisation__name", "division"),
    }
    return [name for name, rows in found.items() if len(rows) != len(set(rows))]


def brought(rows: Callable[[int], Rows]) -> int:
    model, name = (Need, "title") if rows is needs else (Branch, "name")
    return int(everything(model).filter(**{f"{name}__startswith": "第"}).count())


def late_reasons() -> list[str]:
    """What the page of a job says that was too late."""
    return list(JobRun.objects.exclude(state="done").values_list("error", flat=True))


@pytest.mark.parametrize("rows", [needs, branches])
@pytest.mark.parametrize("same", [True, False], ids=["same-sheet", "two-sheets"])
@pytest.mark.parametrize("ways", WAYS)
def test_what_two_takes_bring_is_there_once(
    ways: str,
    same: bool,
    rows: Callable[[int], Rows],
    monkeypatch: pytest.MonkeyPatch,
    campaign: Reporter,
):
    monkeypatch.setattr(jobs, "PORTION", 3)
    for finish in run_races(WAYS[ways], rows, same=same):
        assert finish.errors == []
        assert everyone_got_a_reason(finish)
    assert there_more_than_once() == []
    assert brought(rows) == TAKES * LINES
    assert all(reason and "日志" not in reason for reason in late_reasons())
    taken = everything(Import).filter(state="taken").count()
    assert TAKES <= taken <= TAKES * (1 if same else 2)
    campaign(
        "T4",
        f"two takes at the same moment, {ways}: {'one sheet' if same else 'two that say the same'}",
        size=TAKES,
        control="without the lock, or the second look, every record is there twice",
        outcome="no record twice, whoever is too late hears why, no error",
    )


TAKING = import_module("lianjian.beside.ledgers.services.take")  # Its package has a take as well.


def both_look_first(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let neither go on from its look at a sheet before the other has looked: what happens now
    and then in a busy office, happens every time in a control."""
    both = threading.Barrier(2)
    judge: Callable[..., None] = vars(module)["must_be_good"]

    def together(*arguments: Any, **named: Any) -> None:
        judge(*arguments, **named)
        both.wait(60)

    monkeypatch.setattr(module, "must_be_good", together)


def test_control_without_a_lock_records_are_there_twice(monkeypatch: pytest.MonkeyPatch):
    only_on_postgresql()
    monkeypatch.setattr(TAKING, "_one_after_the_other", lambda *_a: None)
    both_look_first(TAKING, monkeypatch)
    run_races(WAYS["by hand"], needs, same=False)
    assert brought(needs) == TAKES * LINES * 2


def test_control_a_worker_that_trusts_its_first_look_brings_records_twice(
    monkeypatch: pytest.MonkeyPatch,
):
    only_on_postgresql()
    monkeypatch.setattr(jobs, "PORTION", 3)
    monkeypatch.setattr(TAKING, "_weigh_anew", lambda *_a: None)
    both_look_first(jobs, monkeypatch)
    run_races(WAYS["by the worker"], needs, same=False)
    assert brought(needs) == TAKES * LINES * 2

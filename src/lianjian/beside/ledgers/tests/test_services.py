"""What each verb of an import does, who may, and when it is too late."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.test import override_settings
from tests.cast import World

from lianjian.beside.ledgers import checking, jobs, looking, services
from lianjian.beside.ledgers.models import Import
from lianjian.chain.exchange.models import Need
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.receives import Batch
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope
from lianjian.ground.jobs import worker
from lianjian.ground.journal.models import Line

from .makers import a_sheet, an_import, everything, handed_in, uploaded

pytestmark = pytest.mark.django_db

NEEDS = [["村名", "需求内容"], ["石桥村", "农产品销路"]]


def many(number: int) -> bytes:
    return a_sheet([NEEDS[0], *[["石桥村", f"需求第{n}项"] for n in range(number)]])


def test_begin_keeps_the_file_for_the_actor_s_place(world: World):
    data = a_sheet(NEEDS)
    sheet = services.begin(
        world.mei.actor, name="../../台 账\u202e.xlsx", data=data, looked=looking.look(data)
    )
    assert (sheet.division, sheet.file_name, sheet.state) == (world.county, "台 账.xlsx", "read")
    other = services.begin(world.bo.actor, name="", data=data, looked=looking.look(data))
    assert (other.division, other.organisation) == (None, world.society)


@pytest.mark.parametrize("who", ["lin", "tao", "wen", "xu"])
def test_nobody_else_hands_a_sheet_in(world: World, who: str):
    with pytest.raises(Denied):
        services.begin(getattr(world, who).actor, name="a", data=b"a", looked=[])


def test_match_asks_for_what_is_needed(world: World):
    data = a_sheet(NEEDS)
    sheet = services.begin(world.mei.actor, name="a", data=data, looked=looking.look(data))
    with pytest.raises(Invalid) as refused:
        services.match(
            world.mei.actor, sheet=sheet, kind="needs", name="Sheet1", columns={"title": 1}
        )
    assert list(refused.value.fields) == ["village"]
    with pytest.raises(Invalid):
        services.match(
            world.mei.actor,
            sheet=sheet,
            kind="needs",
            name="Sheet1",
            columns={"village": 0, "title": 9},
        )


def test_a_society_may_not_say_that_a_sheet_holds_joint_bodies(world: World):
    sheet = an_import(world.bo)
    with pytest.raises(Denied):
        services.match(world.bo.actor, sheet=sheet, kind="bodies", name="CSV", columns={})


def test_abandon_leaves_nothing_and_cannot_be_taken_any_more(world: World):
    a_branch(world.stone)
    sheet = services.abandon(world.mei.actor, sheet=handed_in(world.mei, a_sheet(NEEDS)))
    with pytest.raises(Invalid):
        services.take(world.mei.actor, sheet=sheet)
    assert everything(Need).count() == 0


def test_another_s_sheet_is_out_of_reach(world: World):
    sheet = an_import(world.mei, state="checked")
    for verb in (services.take, services.abandon):
        with pytest.raises((Denied, OutOfScope)):
            verb(world.hao.actor, sheet=sheet)


def test_what_became_wrong_meanwhile_is_not_taken(world: World):
    branch = a_branch(world.stone)
    sheet = handed_in(world.mei, a_sheet(NEEDS))
    from lianjian.ground.core.scoped import scope_lifted

    with scope_lifted("a maker"):
        branch.delete()
    with pytest.raises(Invalid):
        services.take(world.mei.actor, sheet=sheet)


def test_the_journal_keeps_which_file_and_how_many_lines(world: World):
    a_branch(world.stone)
    sheet = services.take(world.mei.actor, sheet=handed_in(world.mei, a_sheet(NEEDS)))
    lines = {line.verb: line for line in everything(Line)}
    assert sheet.file.digest in lines["exchange.take_needs"].body
    assert '"lines":1' in lines["exchange.take_needs"].body
    assert "农产品销路" not in lines["exchange.take_needs"].body


def test_a_large_sheet_is_looked_through_and_taken_by_the_worker(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    a_branch(world.stone)
    monkeypatch.setattr(jobs, "PORTION", 500)
    answer = uploaded(world.mei, many(checking.INLINE_ROWS + 1))
    assert "/jobs/" in answer.headers["Location"]
    sheet = everything(Import).get()
    assert sheet.state == "matched"
    with override_settings(LANGUAGE_CODE="zh-hans"):
        assert worker.run(sheet.job_id) == "done"
    sheet.refresh_from_db()
    assert (sheet.state, sheet.counts["new"]) == ("checked", 1001)
    job = services.start(world.mei.actor, sheet=sheet, name="take", good_only=False)
    assert worker.run(job.pk) == "done"
    sheet.refresh_from_db()
    assert (sheet.state, everything(Need).count()) == ("taken", 1001)
    assert everything(Line).filter(verb="exchange.take_needs").count() == 3


def test_work_that_was_cut_off_half_way_is_taken_up_again(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    a_branch(world.stone)
    monkeypatch.setattr(jobs, "PORTION", 400)
    sheet = handed_in(world.mei, many(1001))
    found = checking.checked(world.mei.actor, sheet)
    batch = Batch(sheet.file.digest, found.weighed[:400])
    services.take_portion(world.mei.actor, sheet=sheet, batch=batch, last=False)
    assert everything(Need).count() == 400
    job = services.start(world.mei.actor, sheet=sheet, name="take")
    assert worker.run(job.pk) == "done"
    assert everything(Need).count() == 1001


@pytest.mark.parametrize("disturbed", [False, True])
def test_lines_are_weighed_once_more_only_where_another_sheet_was_taken_since(
    world: World, monkeypatch: pytest.MonkeyPatch, disturbed: bool
):
    a_branch(world.stone)
    monkeypatch.setattr(jobs, "PORTION", 4)
    other = handed_in(world.mei, a_sheet([NEEDS[0], ["石桥村", "需求第5项"]]))
    sheet = handed_in(world.mei, many(10))
    taking = import_module("lianjian.beside.ledgers.services.take")
    again, weigh, checked = [], taking._weigh_anew, checking.checked

    def anew(*all):
        again.append(all)
        weigh(*all)

    monkeypatch.setattr(taking, "_weigh_anew", anew)

    def looked(*all, **named):
        found = checked(*all, **named)
        if disturbed:
            services.take(world.mei.actor, sheet=other)
        return found

    monkeypatch.setattr(checking, "checked", looked)
    job = services.start(world.mei.actor, sheet=sheet, name="take")
    assert worker.run(job.pk) == "done"
    assert len(again) == (3 if disturbed else 0)
    assert everything(Need).count() == 10


def test_start_is_refused_for_a_sheet_that_is_over(world: World):
    with pytest.raises(Invalid):
        services.start(world.mei.actor, sheet=an_import(world.mei, state="taken"), name="take")


def test_check_keeps_what_was_found(world: World):
    sheet = an_import(world.mei, state="matched")
    counts = {"new": 3}
    services.check(world.mei.actor, sheet=sheet, counts=counts, problems=[], answer=b"PK")
    assert everything(Import).get().counts == counts

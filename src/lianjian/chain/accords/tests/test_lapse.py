"""Silence never signs: when the day is over, a text lapses."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from tests.cast import World

from lianjian.chain.accords import jobs, services
from lianjian.ground.core import actors, clock
from lianjian.ground.core.verdicts import Denied, Invalid, Overtaken

from . import makers


def _after(days: int) -> dt.datetime:
    return clock.now() + dt.timedelta(days=days)


def test_a_text_that_nobody_signed_in_time_lapses(world: World):
    accord = makers.opened(makers.three_parties(world))
    makers.sign(world.lin, accord)
    with time_machine.travel(_after(31), tick=False):
        assert jobs.let_texts_lapse() == 1
    now = makers.seen(accord)
    assert now.state == "lapsed"
    assert makers.text(accord).outcome == "lapsed"


def test_the_last_day_still_counts(world: World):
    accord = makers.opened(makers.three_parties(world))
    with time_machine.travel(_after(30), tick=False):
        assert jobs.let_texts_lapse() == 0
        makers.sign(world.lin, accord)


def test_an_amendment_falls_back_instead(world: World):
    setting = makers.three_parties(world)
    accord = makers.an_accord(setting)
    old = makers.in_force(accord)
    mine = makers.seen(accord, world.mei.scope)
    services.amend(world.mei.actor, accord=mine)
    services.consult(world.mei.actor, accord=mine)
    makers.opened(setting, mine)
    with time_machine.travel(_after(31), tick=False):
        assert jobs.let_texts_lapse() == 1
    assert makers.seen(accord).state == "active"
    assert makers.in_force(accord) == old


def test_a_consultation_does_not_lapse_by_itself(world: World):
    accord = makers.in_consultation(makers.three_parties(world))
    with time_machine.travel(_after(400), tick=False):
        assert jobs.let_texts_lapse() == 0
    assert makers.seen(accord).state == "consulting"


def test_the_issuer_may_give_a_first_text_up(world: World):
    accord = makers.a_draft(makers.three_parties(world))
    services.lapse(world.mei.actor, accord=accord, reason="各方另有安排")
    assert makers.seen(accord).state == "lapsed"
    assert makers.text(accord).outcome == "withdrawn"


def test_what_is_in_force_does_not_lapse(world: World):
    accord = makers.an_accord(makers.three_parties(world))
    with pytest.raises(Invalid, match="in force"):
        services.lapse(world.mei.actor, accord=makers.seen(accord, world.mei.scope))


def test_who_signs_a_moment_too_late_is_told(world: World):
    accord = makers.opened(makers.three_parties(world))
    mine, _none = makers.place_of(world.lin.actor, accord)
    assert mine.version.accord.state == "signing"
    services.lapse(actors.system("expired"), accord=makers.seen(accord))
    with pytest.raises(Overtaken):
        services.sign(world.lin.actor, party=mine, digest=makers.shown(accord))


def test_a_party_cannot_let_it_lapse(world: World):
    accord = makers.opened(makers.three_parties(world))
    with pytest.raises(Denied):
        services.lapse(world.lin.actor, accord=makers.seen(accord, world.lin.scope))

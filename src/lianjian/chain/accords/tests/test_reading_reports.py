"""A report that speaks of an accord which is here already."""

from __future__ import annotations

import pytest
from tests.reports.said import a_report

from lianjian.chain.accords import services
from lianjian.chain.accords.models import Accord
from lianjian.chain.accords.reading_reports import reads_accords
from lianjian.ground.core.reports import Proposed

from . import makers

pytestmark = pytest.mark.django_db


def said_of(setting: makers.Setting) -> Proposed:
    """What the issuer's people are offered when a report tells of the signing."""
    stone, university = (one.branch.name for one in setting.contents.parties[:2] if one.branch)
    text = f"2026年5月6日，{stone}与{university}签署《石桥片区共建协议》。\n"
    actor = setting.issuer.actor
    [line] = reads_accords(actor, a_report(text, by=actor))
    return line


def test_an_accord_that_nobody_has_here_is_offered_as_one_of_before(world):
    line = said_of(makers.three_parties(world))
    assert not line.refused
    assert line.values["active_since"] == "2026-05-06"


@pytest.mark.parametrize("begun", [makers.a_draft, makers.in_consultation, makers.opened])
def test_a_report_of_its_signing_is_no_second_accord_and_signs_nothing(world, begun):
    setting = makers.three_parties(world)
    accord = begun(setting)
    line = said_of(setting)
    assert "each party signs it on its page" in str(line.refused)
    assert set(line.values) == {"title", "parties"}
    assert Accord.within(setting.issuer.actor.scope).count() == 1
    text = makers.text(makers.seen(accord))
    assert not text.signatures.exists()


def test_an_accord_of_that_title_between_others_is_another_one(world):
    setting = makers.three_parties(world)
    makers.opened(setting)
    actor = setting.issuer.actor
    text = "2026年5月6日，甲乙县商会党支部与丙丁茶业公司党支部签署《石桥片区共建协议》。\n"
    [line] = reads_accords(actor, a_report(text, by=actor))
    assert not line.refused


def test_an_accord_that_lapsed_may_be_signed_after_all(world):
    setting = makers.three_parties(world)
    accord = makers.a_draft(setting)
    services.lapse(setting.issuer.actor, accord=accord)
    assert not said_of(setting).refused

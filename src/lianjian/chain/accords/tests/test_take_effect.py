"""An accord takes effect by its last signature and by nobody's word."""

from __future__ import annotations

import pytest
from tests.cast import World

from lianjian.chain.accords import services
from lianjian.ground.core import actors
from lianjian.ground.core.verdicts import Denied, Invalid

from . import makers


def test_nobody_can_say_so(world: World):
    accord = makers.opened(makers.three_parties(world))
    with pytest.raises(Denied, match="last signature"):
        services.take_effect(world.mei.actor, accord=accord)


def test_not_even_the_system_without_every_signature(world: World):
    setting = makers.three_parties(world)
    accord = makers.opened(setting)
    makers.signed_by(accord, *setting.signers[:3])
    with pytest.raises(Invalid, match="Not everyone"):
        services.take_effect(actors.system("a test"), accord=accord)


def test_a_signature_under_other_bytes_does_not_count(world: World):
    setting = makers.three_parties(world)
    accord = makers.opened(setting)
    makers.signed_by(accord, *setting.signers[:3])
    makers.forge_digest(makers.text(accord))
    with pytest.raises(Invalid, match="Not everyone"):
        services.take_effect(actors.system("a test"), accord=accord)

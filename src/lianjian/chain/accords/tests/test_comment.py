"""Parties speak to a text in consultation, clause by clause; the issuer answers."""

from __future__ import annotations

import pytest
from tests.cast import World

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.models import Accord
from lianjian.ground.core.verdicts import Denied, Invalid

from . import makers


@pytest.fixture
def accord(world: World) -> Accord:
    return makers.in_consultation(makers.three_parties(world))


def test_a_party_comments_on_a_clause(world: World, accord: Accord):
    version = makers.text(accord, world.lin.scope)
    party, _none = makers.place_of(world.lin.actor, accord)
    clause = selectors.clauses_of(version).first()
    made = services.comment(
        world.lin.actor, version=version, party=party, clause=clause, text=" 次数太多 "
    )
    assert (made.text, made.party, made.clause) == ("次数太多", party, clause)


def test_a_member_of_a_group_comments_for_it(world: World):
    setting = makers.three_parties(world)
    accord = makers.in_consultation(setting)
    member = setting.signers[2]
    version = makers.text(accord, member.scope)
    party, _member = makers.place_of(member.actor, accord)
    assert services.comment(member.actor, version=version, party=party, text="同意").pk


def test_the_issuer_answers(world: World, accord: Accord):
    version = makers.text(accord, world.mei.scope)
    assert services.comment(world.mei.actor, version=version, text="改为半年一次").party is None


def test_nobody_comments_for_another_party(world: World, accord: Accord):
    version = makers.text(accord, world.wen.scope)
    party, _none = makers.place_of(world.lin.actor, accord)
    with pytest.raises(Denied):
        services.comment(world.wen.actor, version=version, party=party, text="替别人说")


def test_only_the_issuer_speaks_without_a_party(world: World, accord: Accord):
    with pytest.raises(Denied):
        services.comment(
            world.wen.actor, version=makers.text(accord, world.wen.scope), text="不是发起方"
        )


@pytest.mark.parametrize("text", ["", "   ", "长" * 501])
def test_it_is_neither_empty_nor_endless(world: World, accord: Accord, text: str):
    with pytest.raises(Invalid):
        services.comment(world.mei.actor, version=makers.text(accord, world.mei.scope), text=text)


def test_it_is_over_once_the_text_is_open_for_signing(world: World, accord: Accord):
    services.open_for_signing(world.mei.actor, accord=accord)
    with pytest.raises(Invalid, match="not in consultation"):
        services.comment(
            world.mei.actor, version=makers.text(accord, world.mei.scope), text="晚了一步"
        )


def test_a_clause_of_another_text_is_refused(world: World, accord: Accord):
    other = makers.in_consultation(makers.three_parties_again(world))
    clause = selectors.clauses_of(makers.text(other)).first()
    with pytest.raises(Invalid, match="another text"):
        services.comment(
            world.mei.actor,
            version=makers.text(accord, world.mei.scope),
            clause=clause,
            text="不是这份",
        )

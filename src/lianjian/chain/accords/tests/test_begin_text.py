"""The next text begins as a faithful copy of another one."""

from __future__ import annotations

import pytest
from tests.cast import World

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.models import TextVersion
from lianjian.ground.core.verdicts import Denied, OutOfScope

from . import makers


def _words(version: TextVersion) -> tuple[object, ...]:
    """All that a reader of a text sees: its words, parties, members, promises and their owners."""
    return (
        version.preamble,
        version.principle,
        [
            (party.order, str(party), party.quorum, [one.name for one in party.members.all()])
            for party in selectors.parties_of(version)
        ],
        [
            (
                clause.order,
                clause.heading,
                clause.text,
                clause.due,
                [owner.order for owner in selectors.owners_of(clause)],
            )
            for clause in selectors.clauses_of(version)
        ],
    )


def test_it_is_word_for_word_the_text_that_it_begins_from(world: World):
    accord = makers.an_accord(makers.three_parties(world))
    source = makers.in_force(accord)
    mine = makers.seen(accord, world.mei.scope)
    begun = services.begin_text(world.mei.actor, accord=mine, source=source)
    assert begun.number == source.number + 1
    assert _words(begun) == _words(source)


def test_nobody_has_signed_or_commented_on_it(world: World):
    accord = makers.an_accord(makers.three_parties(world))
    source = makers.in_force(accord)
    assert source.signatures.exists()
    mine = makers.seen(accord, world.mei.scope)
    begun = services.begin_text(world.mei.actor, accord=mine, source=source)
    assert not begun.signatures.exists()
    assert not selectors.comments_on(begun).exists()


def test_its_promises_continue_those_in_force(world: World):
    accord = makers.an_accord(makers.three_parties(world))
    source = makers.in_force(accord)
    mine = makers.seen(accord, world.mei.scope)
    begun = services.begin_text(world.mei.actor, accord=mine, source=source)
    assert [one.continues_id for one in selectors.clauses_of(begun)] == [
        one.pk for one in selectors.clauses_of(source)
    ]


def test_a_party_that_is_not_the_issuer_begins_none(world: World):
    accord = makers.in_consultation(makers.three_parties(world))
    theirs = makers.seen(accord, world.lin.scope)
    with pytest.raises(Denied):
        services.begin_text(world.lin.actor, accord=theirs, source=makers.text(accord))


def test_the_next_county_finds_no_such_accord(world: World):
    accord = makers.in_consultation(makers.three_parties(world))
    with pytest.raises((Denied, OutOfScope)):
        services.begin_text(world.hao.actor, accord=accord, source=makers.text(accord))

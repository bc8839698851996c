"""What a file brought of branches, postings and ties goes again, by this room's own rules."""

from __future__ import annotations

import pytest
from tests.cast import World

from lianjian.chain.registry import services
from lianjian.chain.registry.models import Branch, Posting, Tie
from lianjian.ground.core import taking_back
from lianjian.ground.core.traces import Trace
from lianjian.ground.core.verdicts import Denied

from .makers import a_branch, a_posting, a_tie

pytestmark = pytest.mark.django_db


@pytest.fixture
def trace(world: World) -> Trace:
    """Of a file that brought two branches, and of others a posting and a tie between them."""
    village, partner = a_branch(world.stone), a_branch(world.university)
    found = Trace()
    found.made([village, partner, a_posting(village), a_tie(village, partner)])
    return found


def test_branches_postings_and_ties_go(world: World, trace: Trace):
    back = taking_back.weigh(world.mei.actor, trace.sealed(), file="a file")
    assert services.take_back_batch(world.mei.actor, back=back) == 4
    for model in (Branch, Posting, Tie):
        assert not model.within(world.mei.scope).exists()


@pytest.mark.parametrize("who", ["hao", "lin", "wen", "xu"])
def test_nobody_else_takes_them_back(world: World, trace: Trace, who: str):
    back = taking_back.weigh(world.mei.actor, trace.sealed(), file="a file")
    with pytest.raises(Denied):
        services.take_back_batch(getattr(world, who).actor, back=back)
    assert Branch.within(world.mei.scope).count() == 2


def test_the_coordinator_s_word_is_not_taken_back_by_a_society(world: World):
    village = a_branch(world.stone)
    trace = Trace()
    branch = Branch.get_within(world.mei.scope, pk=village.pk)
    trace.will_change([branch])
    services.amend_branch(world.mei.actor, branch=branch, must_serve=True)
    back = taking_back.weigh(world.bo.actor, trace.sealed(), file="a file")
    assert (back.changes, len(back.stays)) == ([], 1), "the village is not theirs to see"

"""A row moves along an edge of its life once, in its mover's scope, whoever else tries."""

from __future__ import annotations

import pytest

from lianjian.chain.exchange.life import NEED
from lianjian.chain.exchange.models import Need
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Overtaken
from tests.cast import World


def a_need(world: World):
    with scope_lifted("a maker"):
        branch = Branch.objects.create(host=world.stone, name="石桥村党支部")
        return Need.objects.create(branch=branch, title="冷库", area="industry")


def test_it_moves_a_row_and_writes_what_comes_with_it(world: World):
    need = a_need(world)
    with scope_lifted("a test"):
        NEED.move(need, "post", scope=world.lin.scope, quantity="1 座")
    need.refresh_from_db()
    assert (need.state, need.quantity) == ("open", "1 座")


def test_it_says_that_someone_was_faster(world: World):
    need = a_need(world)
    stale = Need.get_within(world.lin.scope, pk=need.pk)
    with scope_lifted("a test"):
        NEED.move(need, "withdraw", scope=world.lin.scope)
        with pytest.raises(Overtaken):
            NEED.move(stale, "post", scope=world.lin.scope)
    need.refresh_from_db()
    assert need.state == "withdrawn"
    assert stale.state == "draft"


def test_it_moves_nothing_out_of_scope(world: World):
    need = a_need(world)
    with scope_lifted("a test"), pytest.raises(Overtaken):
        NEED.move(need, "post", scope=world.hao.scope)
    need.refresh_from_db()
    assert need.state == "draft"

"""T4: a sheet is taken back while somebody builds on it, and while another takes it back.

Whoever is slower hears why; whatever is left holds together. There is no naive twin: what would go
wrong without the lock is a need of a branch that is gone, which the database does not let happen.
"""

from __future__ import annotations

from functools import partial

import pytest

from lianjian.beside.ledgers import services
from lianjian.beside.ledgers.models import Import
from lianjian.beside.ledgers.tests.makers import a_sheet, everything, taken
from lianjian.chain.registry.models import Branch, Posting
from lianjian.chain.registry.services import post_first_secretary
from lianjian.ground.accounts.roles import Role
from tests.cast import Character, a_world
from tests.makers import LONG_AGO, a_post
from tests.sizes import size

from .racing import everyone_got_a_reason, only_on_postgresql, race

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

RACES = size(10, long=100)
HEAD = ["单位名称", "单位类别", "隶属", "内设机构", "管理幅度"]


def test_of_two_who_take_a_sheet_back_one_does():
    only_on_postgresql()
    world = a_world()
    colleague = Character(a_post(Role.COUNTY_COORDINATOR, division=world.county))
    for _ in range(RACES):
        sheet = taken(world.mei, a_sheet([HEAD, ["石桥村", "村", "石桥镇", "", 2]]))
        read = [(one, Import.get_within(one.scope, pk=sheet.pk)) for one in (world.mei, colleague)]
        finish = race([partial(services.take_back, one.actor, sheet=row) for one, row in read])
        assert (len(finish.won), len(finish.refused)) == (1, 1), finish
        assert everyone_got_a_reason(finish)
        assert not everything(Branch).exists()


def test_what_is_built_upon_in_that_moment_stays_or_is_refused():
    only_on_postgresql()
    world = a_world()
    for batch in range(1, RACES + 1):
        sheet = taken(world.mei, a_sheet([HEAD, ["石桥村", "村", "石桥镇", f"第{batch}组", 2]]))
        read = Import.get_within(world.mei.scope, pk=sheet.pk)
        branch = Branch.get_within(world.mei.scope, unit=f"第{batch}组")
        post = partial(post_first_secretary, world.mei.actor, branch=branch, batch=batch)
        race(
            [
                partial(services.take_back, world.mei.actor, sheet=read),
                partial(post, level=Posting.Level.PROVINCE, starts=LONG_AGO),
            ]
        )
        posted = everything(Posting).filter(batch=batch).exists()
        assert everything(Branch).filter(pk=branch.pk).exists() or not posted

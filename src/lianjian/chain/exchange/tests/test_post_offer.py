"""What an organisation can give."""

from __future__ import annotations

import pytest
from tests.cast import World

from lianjian.chain.exchange import services
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.verdicts import Denied, Invalid


def test_wen_posts_an_offer_of_the_university(world: World):
    branch = a_branch(world.university)
    offer = services.post_offer(world.wen.actor, branch=branch, title="派技术员看病虫害防治")
    assert (offer.state, offer.area, offer.grade) == ("open", "technology", 1)


def test_bo_posts_an_offer_of_the_society(world: World):
    branch = a_branch(world.society)
    assert services.post_offer(world.bo.actor, branch=branch, title="门店试卖").area == "industry"


def test_mei_cannot_offer_what_is_not_hers_to_give(world: World):
    branch = a_branch(world.university)
    with pytest.raises(Denied):
        services.post_offer(world.mei.actor, branch=branch, title="门店试卖")


def test_a_village_posts_needs_not_offers(world: World):
    with pytest.raises(Invalid):
        services.post_offer(world.lin.actor, branch=a_branch(world.stone), title="苹果")

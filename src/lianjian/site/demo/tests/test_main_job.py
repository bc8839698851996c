"""What is left to whoever looks can be done by whoever looks."""

from __future__ import annotations

import pytest
from tests.taking_back import taken_back

from lianjian.chain.accords import selectors as accords
from lianjian.chain.accords.models import Accord
from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.pairing import services
from lianjian.chain.pairing.models import Round
from lianjian.ground.accounts.models import Post
from lianjian.ground.core.scope import Scope
from lianjian.site.demo import hands

ALL = Scope.of_everything()
pytestmark = [pytest.mark.usefixtures("told"), pytest.mark.once]


def post_of(username: str) -> Post:
    return (
        Post.within(ALL).select_related("division", "organisation").get(person__username=username)
    )


def actor_of(username: str):
    return hands.acting(post_of(username))


def the_round(username: str) -> Round:
    (found,) = pairing.steered_by(actor_of(username))
    return found


def test_the_county_solves_its_round_with_a_proof_and_serves_every_weak_village():
    with taken_back():
        solution = services.solve(actor_of("county"), round=the_round("county"))
        assert solution is not None  # a round of this size is not left to a job
        assert solution.certificate["gap"] == 0
        served = {village for village, _partner in solution.pairs}
        weak = pairing.participants(ALL, the_round("county")).filter(must_serve=True)
        assert {one.branch_id for one in weak} <= served


def test_both_sides_say_yes_and_are_paired():
    with taken_back():
        round_ = the_round("shengmeicu")
        services.publish(actor_of("shengmeicu"), round=round_, version=1)
        for username in ("zhangyang", "qicheng"):
            waiting = [
                one
                for one in pairing.waiting_for(actor_of(username))
                if one.village.host.name == "张洋村" and "启承" in one.partner.host.name
            ]
            services.accept(actor_of(username), proposal=waiting[0])
        paired = pairing.pairings(actor_of("zhangyang").scope)
        assert [one.state for one in paired] == ["agreed"]


def test_three_more_signatures_bring_the_accord_of_three_parties_into_force():
    with taken_back():
        accord = Accord.within(ALL).get(state="signing")
        hands.sign(accord, post_of("shengmeicu"), post_of("qicheng"))
        assert accords.accord(ALL, accord.pk).state == "signing"
        hands.sign(accord, post_of("zhangyang"))
        assert accords.accord(ALL, accord.pk).state == "active"

"""Joint bodies and business entities (M34): recommended with reasons, joined when both want."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from tests.cast import World

from lianjian.chain.accords import services
from lianjian.chain.accords.models import Joining
from lianjian.chain.accords.second_layer import layer_of
from lianjian.chain.exchange.tests.makers import a_need
from lianjian.chain.pairing.second_layer import best_joins
from lianjian.chain.registry.tests.makers import an_entity
from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied, Invalid, Overtaken

from . import makers

ALL = Scope.of_everything()


def test_an_entity_is_recommended_for_what_it_lives_on_and_where_it_works(world: World):
    body = makers.a_body_at_work(world)
    stone = makers.branch_of(world.stone)
    a_need(stone, "茶青加工", industry="15")
    near = an_entity(world.county, stone, name="示例茶厂", industry="15")
    an_entity(world.county, name="示例渔场", industry="04")
    an_entity(world.next_county, name="邻县茶厂", industry="15")
    layer = layer_of(world.mei.scope)
    assert [(one.body, one.entity) for one in layer.recommended] == [(body, near)]
    assert layer.proven
    assert len(layer.recommended[0].reasons) == 3


def test_who_works_together_already_is_not_recommended_again(world: World):
    body = makers.a_body_at_work(world)
    stone = makers.branch_of(world.stone)
    entity = an_entity(world.county, stone, capacity_upper=2)
    services.join_entity(world.mei.actor, body=body, entity=entity, agreed=True)
    assert not layer_of(world.mei.scope).recommended


def test_an_entity_is_recommended_to_no_more_bodies_than_it_wants(world: World):
    first = makers.a_body_at_work(world, "第一联建党支部")
    makers.a_body_at_work(world, "第二联建党支部")
    stone = makers.branch_of(world.stone)
    entity = an_entity(world.county, stone, capacity_upper=1)
    assert len(layer_of(world.mei.scope).recommended) == 1
    services.join_entity(world.mei.actor, body=first, entity=entity, agreed=True)
    assert not layer_of(world.mei.scope).recommended


def test_a_recommendation_joins_nobody_until_both_have_agreed(world: World):
    body, entity = makers.a_body_at_work(world), an_entity(world.county)
    with pytest.raises(Invalid):
        services.join_entity(world.mei.actor, body=body, entity=entity, agreed=False)
    tomorrow = clock.today() + dt.timedelta(days=1)
    with pytest.raises(Invalid):
        services.join_entity(world.mei.actor, body=body, entity=entity, agreed=True, since=tomorrow)
    with pytest.raises(Denied):
        services.join_entity(world.lin.actor, body=body, entity=entity, agreed=True)
    proposed = makers.a_body(world, name="还在提议")
    with pytest.raises(Invalid):
        services.join_entity(world.mei.actor, body=proposed, entity=entity, agreed=True)
    assert not Joining.within(ALL).exists()
    services.join_entity(world.mei.actor, body=body, entity=entity, agreed=True)
    with pytest.raises(Overtaken):
        services.join_entity(world.mei.actor, body=body, entity=entity, agreed=True)


def test_they_part_with_a_reason_and_may_join_again(world: World):
    body, entity = makers.a_body_at_work(world), an_entity(world.county)
    joining = services.join_entity(world.mei.actor, body=body, entity=entity, agreed=True)
    with pytest.raises(Invalid):
        services.part_entity(world.mei.actor, joining=joining, reason=" ")
    with pytest.raises(Denied):
        services.part_entity(world.wen.actor, joining=joining, reason="另有合作")
    services.part_entity(world.mei.actor, joining=joining, reason="另有合作")
    assert joining.until == clock.today()
    with pytest.raises(Overtaken):
        services.part_entity(world.mei.actor, joining=joining, reason="另有合作")
    services.join_entity(world.mei.actor, body=body, entity=entity, agreed=True)


def test_mei_joins_and_parts_at_the_pages_and_hao_sees_nothing(world: World):
    body, stone = makers.a_body_at_work(world), makers.branch_of(world.stone)
    entity = an_entity(world.county, stone)
    mei, hao = world.mei.client(), world.hao.client()
    there = reverse("accords:second_layer")
    assert entity.name in mei.get(there).content.decode()
    assert entity.name not in hao.get(there).content.decode()
    join = reverse("accords:join_entity", args=[body.pk, entity.pk])
    assert mei.post(join).status_code == 422
    mei.post(join, {"agreed": "yes"})
    joining = Joining.within(ALL).get()
    page = mei.get(reverse("accords:body", args=[body.pk])).content.decode()
    assert entity.name in page
    part = reverse("accords:part_entity", args=[joining.pk])
    assert mei.post(part, {"reason": ""}).status_code == 422
    assert hao.post(part, {"reason": "不相干"}).status_code == 404
    mei.post(part, {"reason": "另有合作"})
    joining.refresh_from_db()
    assert joining.end_reason == "另有合作"


def test_the_joins_of_the_greatest_sum_are_found():
    """Taking the best pair first would give 9 + 1; the best sum is 8 + 7."""
    scores = {(1, 10): 9, (1, 11): 8, (2, 10): 7, (2, 11): 1}
    found = best_joins([(1, 1), (2, 1)], [(10, "farm", 1), (11, "farm", 1)], scores)
    assert found.pairs == [(1, 11), (2, 10)]
    assert found.proven
    assert best_joins([], [], {}).pairs == []

"""Clusters (M18) and brands (M19): what is named is a record; what is said of it is reviewed."""

from __future__ import annotations

import pytest
from tests.cast import World

from lianjian.chain.projects import selectors, services
from lianjian.chain.registry.tests.makers import an_entity
from lianjian.ground.core.verdicts import Denied, Invalid, Overtaken

from . import makers


def test_a_cluster_is_named_once_in_a_place_by_its_coordinator(world: World):
    makers.a_cluster(world)
    with pytest.raises(Invalid, match="already"):
        makers.a_cluster(world)
    with pytest.raises(Denied):
        services.name_cluster(world.lin.actor, division=world.county, name="特色养殖")
    with pytest.raises(Denied):
        services.name_cluster(world.hao.actor, division=world.county, name="特色养殖")


def test_who_sees_a_project_sees_its_cluster(world: World):
    cluster = makers.a_cluster(world)
    assert not selectors.clusters(world.wen.scope).exists()
    makers.proposed(world, cluster=cluster)
    assert selectors.clusters(world.wen.scope).get() == cluster


def test_an_attribution_is_unreviewed_until_a_coordinator_has_looked_into_it(world: World):
    owner = an_entity(world.county, name="示例茶业合作社")
    brand = services.name_brand(
        world.mei.actor,
        division=world.county,
        name="示例绿茶",
        owner=owner,
        attribution="共建后在省城开了三家店",
    )
    assert brand.reviewed_on is None
    services.review_attribution(
        world.mei.actor, brand=brand, attribution=brand.attribution, review="三家店的合同在案"
    )
    assert selectors.brand(makers.ALL, brand.pk).reviewed_on is not None
    with pytest.raises(Overtaken, match="otherwise"):
        services.review_attribution(
            world.mei.actor, brand=brand, attribution="别的话", review="看过"
        )


def test_another_attribution_has_to_be_reviewed_anew(world: World):
    brand = services.name_brand(
        world.mei.actor, division=world.county, name="示例绿茶", attribution="甲"
    )
    services.review_attribution(world.mei.actor, brand=brand, attribution="甲", review="看过")
    services.change_brand(world.mei.actor, brand=brand, name="示例绿茶", attribution="乙")
    assert selectors.brand(makers.ALL, brand.pk).reviewed_on is None


def test_nothing_said_is_nothing_to_review(world: World):
    brand = services.name_brand(world.mei.actor, division=world.county, name="示例绿茶")
    with pytest.raises(Invalid, match="Nothing is said"):
        services.review_attribution(world.mei.actor, brand=brand, attribution="", review="看过")


def test_a_cluster_is_corrected(world: World):
    cluster = makers.a_cluster(world)
    services.change_cluster(
        world.mei.actor, cluster=cluster, name="农旅融合集群", area="industry", words="茶旅"
    )
    assert selectors.cluster(makers.ALL, cluster.pk).name == "农旅融合集群"

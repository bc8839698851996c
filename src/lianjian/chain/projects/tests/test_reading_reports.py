"""Named projects, clusters and brands of a report become records; counts and plans do not."""

from __future__ import annotations

import pytest
from tests.cast import World, a_world
from tests.reports.said import a_report, lines, proposals, taken, weighed

from lianjian.chain.pairing.tests.makers import a_pairing
from lianjian.chain.projects import selectors, services
from lianjian.chain.projects.models import Brand, Cluster, Project
from lianjian.chain.projects.reading_reports import projects_said
from lianjian.chain.projects.receiving import BRANDS, CLUSTERS, PROJECTS
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core import taking_back
from lianjian.ground.core.receives import Receiver, Standing
from lianjian.ground.core.reports import Proposed
from lianjian.ground.core.verdicts import Denied

pytestmark = pytest.mark.django_db

TEXT = (
    "2024年3月5日，石桥村与省农业大学党支部联建共建，石桥村“果乡”农旅融合项目开工。"
    "目前，全县涵盖农旅融合、特色养殖等5大类产业集群，打造出石桥蜜桃、云溪绿茶等一批特色品牌。"
)


@pytest.fixture
def world() -> World:
    return a_world()


def read(world: World, receiver: Receiver, text: str = TEXT) -> list[Proposed]:
    mei = world.mei.actor
    return proposals(receiver, mei, a_report(text, by=mei))


def test_of_five_clusters_only_those_that_are_named_are_proposed(world: World):
    assert [one.values["name"] for one in read(world, CLUSTERS)] == ["农旅融合", "特色养殖"]
    assert [one.values["name"] for one in read(world, BRANDS)] == ["石桥蜜桃", "云溪绿茶"]


def test_a_project_has_its_village_its_parties_and_its_day(world: World):
    [line] = read(world, PROJECTS)
    assert line.values["name"] == "石桥村“果乡”农旅融合项目"
    assert line.values["place"] == "石桥村"
    assert line.values["parties"].split("、")[0] == "石桥村"
    assert line.values["listed_on"] == "2024-03-05"
    assert line.values["kind"] == "tourism"


def test_mere_projects_have_no_name(world: World):
    text = "全县新上项目16个，承担着4个国家重点研发计划项目，计划新上项目20个。"
    assert projects_said(a_report(text, by=world.mei.actor)) == []


def test_a_project_with_nothing_behind_it_is_not_taken(world: World):
    a_branch(world.stone)
    a_branch(world.university)
    [line] = weighed(PROJECTS, world.mei.actor, lines(PROJECTS, read(world, PROJECTS)))
    assert line.standing == Standing.WRONG


def test_they_are_taken_with_the_pairing_behind_and_go_again(world: World):
    mei = world.mei.actor
    pairing = a_pairing(a_branch(world.stone), a_branch(world.university), state="agreed")
    batches = [
        taken(receiver, mei, lines(receiver, read(world, receiver)))
        for receiver in (CLUSTERS, BRANDS, PROJECTS)
    ]
    project = Project.within(mei.scope).get()
    assert selectors.pairings_of(project) == [pairing]
    for receiver in (CLUSTERS, BRANDS, PROJECTS):
        again = weighed(receiver, mei, lines(receiver, read(world, receiver)))
        assert {one.standing for one in again} == {Standing.UNCHANGED}
    for batch in reversed(batches):
        back = taking_back.weigh(mei, batch.trace.sealed(), file="report.txt")
        assert back.stays == []
        with pytest.raises(Denied):
            services.take_back_batch(world.hao.actor, back=back)
        assert services.take_back_batch(mei, back=back)
    for model in (Project, Cluster, Brand):
        assert not model.within(mei.scope).exists()


def test_a_cluster_that_a_project_lies_in_since_stays(world: World):
    mei = world.mei.actor
    batch = taken(CLUSTERS, mei, lines(CLUSTERS, read(world, CLUSTERS)))
    services.name_brand(
        mei, division=world.county, name="示例", cluster=Cluster.within(mei.scope).first()
    )
    back = taking_back.weigh(mei, batch.trace.sealed(), file="report.txt")
    assert len(back.stays) == 1
    assert services.take_back_batch(mei, back=back) == 1

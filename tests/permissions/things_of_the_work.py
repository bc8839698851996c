"""What partnerships do: projects, clusters and brands, figures."""

from __future__ import annotations

import datetime as dt

from lianjian.chain.accords.tests import makers as accords
from lianjian.chain.outcomes import services as outcomes_services
from lianjian.chain.outcomes.tests import makers as numbers
from lianjian.chain.projects import selectors as projects_selectors
from lianjian.chain.projects import services as projects_services
from lianjian.chain.projects.models import Project
from lianjian.chain.projects.tests import makers as builds
from lianjian.ground.core import clock
from tests.cast import World

from .asking import Things, room


@room
def projects(world: World) -> Things:
    """A project of Stone and the university in each state that a verb needs."""
    behind = {"accord": accords.an_accord(accords.three_parties(world))}
    proposed = builds.proposed(world, **behind)
    reviewed = builds.reviewed(world, name="冷链库", **behind)
    listed = builds.listed(world, name="茶叶加工", **behind)
    running = builds.under_way(world, name="培训班", **behind)
    resting = builds.under_way(world, name="民宿", **behind)
    projects_services.suspend(world.mei.actor, project=resting, reason="连阴雨")
    (milestone,) = projects_selectors.milestones_of(listed)
    (reached,) = projects_selectors.milestones_of(running)
    projects_services.reach_milestone(world.mei.actor, milestone=reached, note="验苗单")
    party = builds.party_of(world.lin, proposed)
    before = projects_services.record_existing(
        world.mei.actor,
        issuer=world.county,
        contents=builds.contents(world, name="老果园", **behind),
        listed_on=dt.date(2024, 3, 1),
        document=b"%PDF-1.7",
    )
    accepted = projects_services.accept(
        world.mei.actor,
        project=builds.under_way(world, name="收了的园", **behind),
        accepted_by="县农业农村局",
        result="成园",
    )
    reason = {"form": {"reason": "土地另有用途"}}
    words = {
        "name": "示范园",
        "area": "industry",
        "kind": "planting",
        "tier": "ordinary",
        "division": world.town.name,
        "parties": "石桥村党支部\n省农业大学党支部",
        "accord": behind["accord"].pk,
    }
    place = {"division": world.town.name, "division_id": world.town.pk}
    place |= {"division_for": world.town.name}
    return {
        "projects:new": {"form": {**words, **place}},
        "projects:of_before": {"form": {**words, **place, "listed_on": "2024-03-01"}},
        "projects:project": {"pk": proposed.pk},
        "projects:revise": {"pk": proposed.pk, "form": {**words, **place, "edition": "1"}},
        "projects:document": {"pk": before.pk},
        "projects:answer": {
            "pk": proposed.pk,
            "form": {"party": party.pk, "edition": "1", "agreed": "yes"},
        },
        **_steps_of(reviewed, listed, running),
        "projects:suspend": {"pk": running.pk, **reason},
        "projects:take_back_acceptance": {"pk": accepted.pk, **reason},
        "projects:resume": {"pk": resting.pk},
        "projects:cancel": {"pk": running.pk, **reason},
        "projects:reopen": {"pk": running.pk, "milestone": reached.pk, **reason},
        "projects:reach": {
            "pk": listed.pk,
            "milestone": milestone.pk,
            "form": {"reached_on": clock.today().isoformat(), "note": "验苗单"},
        },
    }


def _steps_of(reviewed: Project, listed: Project, running: Project) -> Things:
    """Forms that say a day."""
    today = clock.today().isoformat()
    return {
        "projects:list": {
            "pk": reviewed.pk,
            "form": {"year": clock.today().year, "listed_on": today},
        },
        "projects:start": {
            "pk": listed.pk,
            "form": {"launched_on": today},
        },
        "projects:correct_start": {
            "pk": running.pk,
            "form": {"launched_on": today, "reason": "写早了一天"},
        },
        "projects:accept": {
            "pk": running.pk,
            "form": {
                "accepted_by": "县农业农村局",
                "accepted_on": today,
                "result": "成园",
            },
        },
    }


@room
def clusters_and_brands(world: World) -> Things:
    """A cluster and a brand of the county."""
    cluster = builds.a_cluster(world)
    brand = projects_services.name_brand(
        world.mei.actor, division=world.county, name="示例绿茶", attribution="共建之后"
    )
    place = {"division": world.town.name, "division_id": world.town.pk}
    place |= {"division_for": world.town.name}
    name = {"name": "特色养殖", "area": "industry", **place}
    return {
        "projects:new_cluster": {"form": name},
        "projects:cluster": {"pk": cluster.pk},
        "projects:change_cluster": {"pk": cluster.pk, "form": {**name, "name": "农旅"}},
        "projects:new_brand": {"form": {"name": "示例红茶", **place}},
        "projects:brand": {"pk": brand.pk},
        "projects:change_brand": {
            "pk": brand.pk,
            "form": {"name": "示例白茶", "attribution": "乙"},
        },
        "projects:review_brand": {
            "pk": brand.pk,
            "form": {"attribution": "共建之后", "review": "合同在案"},
        },
    }


@room
def figures(world: World) -> Things:
    """A figure of an accord of Stone and the university, in each state that a verb needs."""
    accord = accords.an_accord(accords.three_parties(world))
    about = numbers.stone(world, accord=accord)
    reported = numbers.reported(world, about=about, document=b"%PDF-1.7")
    checked = numbers.reported(world, "3万人次", about=about)
    outcomes_services.check(world.xu.actor, observation=checked)
    outcomes_services.state(
        world.bo.actor,
        whole=world.society,
        indicator=numbers.the("villages_paired"),
        told=numbers.this_year("30余个"),
    )
    county_said = outcomes_services.state(
        world.mei.actor,
        whole=world.county,
        indicator=numbers.the("visits"),
        told=numbers.this_year("30万人次"),
    )
    place = {"division": world.town.name, "division_id": world.town.pk}
    place |= {"division_for": world.town.name}
    number = {"number": "20万余人次", "modality": "done"}
    return {
        "outcomes:new_stated": {"form": {**number, "indicator": "visits", "words": "如上"}},
        "outcomes:withdraw_stated": {"pk": county_said.pk, "form": {"reason": "写错"}},
        "outcomes:indicator": {"code": "visits"},
        "outcomes:by_place": {"code": "visits"},
        "outcomes:define": {
            "code": "visits",
            "form": {"text": "过夜才算", "since": "2026-01-01"},
        },
        "outcomes:new": {"form": {**number, **place, "indicator": "visits"}},
        "outcomes:observation": {"pk": reported.pk},
        "outcomes:document": {"pk": reported.pk},
        "outcomes:correct": {
            "pk": reported.pk,
            "form": {**number, "reason": "重复计了", "apart": reported.apart},
        },
        "outcomes:check": {"pk": reported.pk, "form": {"on_site": ""}},
        "outcomes:confirm": {"pk": checked.pk, "form": {"on_site": ""}},
        "outcomes:confirm_all": {"form": {"figure": reported.pk}},
        "outcomes:return_it": {"pk": reported.pk, "form": {"reason": "人次还是人数"}},
        "outcomes:withdraw": {"pk": reported.pk},
        "outcomes:agree": {"pk": reported.pk, "form": {"value": reported.value}},
        "outcomes:claim": {
            "pk": reported.pk,
            "form": {"words": "得益于联建", "said_by": "村党支部", "grade": "0"},
        },
    }

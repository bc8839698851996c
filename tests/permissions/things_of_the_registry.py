"""The registry's things: branches, postings, ties, entities, honours, sources, offices."""

from __future__ import annotations

from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.tests import makers as registry
from lianjian.ground.core.files import store
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.organisations.models import Organisation
from tests.cast import World
from tests.makers import a_person

from .asking import Things, room


def branch_of(host: Organisation) -> Branch:
    """The branch of a body, made when it is first asked for."""
    with scope_lifted("a maker"):
        found = Branch.objects.filter(host=host, unit="").first()
    return found or registry.a_branch(host, span=5)


@room
def branches(world: World) -> Things:
    """Stone Village's branch, its first secretary's posting, its tie with the university."""
    stone, university = branch_of(world.stone), branch_of(world.university)
    posting = registry.a_posting(stone, person=a_person())
    tie = registry.a_tie(stone, university)
    said = {"ground": "alumni", "evidence": "一起读过书", "strength": "600", "grade": "0"}
    return {
        "registry:branch": {"pk": stone.pk},
        "registry:amend": {
            "pk": stone.pk,
            "form": {"name": stone.name, "level": "branch", "span": "2"},
        },
        "registry:post": {
            "pk": stone.pk,
            "form": {"batch": "7", "level": "province", "starts": "2026-01-01"},
        },
        "registry:record_tie": {
            "pk": stone.pk,
            "form": {**said, "other": university.pk, "since": "2026-01-01"},
        },
        "registry:new": {
            "query": f"host={world.stone.pk}",
            "form": {"unit": "第二党小组", "level": "branch", "span": "1"},
        },
        "registry:end_posting": {"pk": posting.pk, "form": {"on": "2026-11-01"}},
        "registry:withdraw_tie": {"pk": tie.pk},
    }


@room
def records(world: World) -> Things:
    """A cooperative in Stone Village, the village's honour and office, a text that tells of it."""
    stone, village = branch_of(world.stone), world.stone.affiliation
    assert village is not None
    beside = registry.a_branch(world.stone, unit="三组")
    entity, source = registry.an_entity(village, stone), registry.a_source(world.county)
    shown = store(b"%PDF-1.4 sample", media_type="application/pdf")
    honour = registry.an_honour(stone, file=shown, source=source)
    registry.an_honour(world.stone, title="村里的荣誉")
    office, ended = registry.an_office(stone), registry.an_office(world.stone)
    posting = registry.a_posting(beside)
    tie = registry.a_tie(stone, branch_of(world.university), evidence="一起办过展销")
    capacity = {"capacity_lower": "0", "capacity_upper": "2"}
    told = {"title": "示例村见闻", "outlet": "示例日报", "byline": "通讯员"}
    given = {"title": "示例先进", "issuer": "示例县的机构", "level": "county", "year": "2024"}
    why = {"form": {"reason": "录入有误"}}
    return {
        "registry:attest_tie": {"pk": tie.pk},
        "registry:hand_over_posting": {
            "pk": posting.pk,
            "form": {"batch": "7", "level": "province", "starts": "2026-06-01"},
        },
        "registry:entity": {"pk": entity.pk},
        "registry:new_entity": {
            "form": {
                "name": "示例新农场",
                "kind": "family_farm",
                "division": village.name,
                "division_id": village.pk,
                "division_for": village.name,
                **capacity,
            }
        },
        "registry:change_entity": {
            "pk": entity.pk,
            "form": {"name": "示例新名", "kind": "cooperative", **capacity},
        },
        "registry:close_entity": {
            "pk": entity.pk,
            "form": {"on": "2026-01-01", "reason": "另有安排"},
        },
        "registry:work_in_village": {"pk": entity.pk, "form": {"village": beside.pk}},
        "registry:leave_village": {"pk": entity.pk, "village": stone.pk},
        "registry:source": {"pk": source.pk},
        "registry:new_source": {"form": told},
        "registry:change_source": {"pk": source.pk, "form": told},
        "registry:honour": {"pk": honour.pk},
        "registry:honour_file": {"pk": honour.pk},
        "registry:new_honour": {"query": f"branch={stone.pk}", "form": given},
        "registry:withdraw_honour": {"pk": honour.pk, **why},
        "registry:new_office": {
            "query": f"organisation={world.stone.pk}",
            "form": {"title": "党支部副书记", "starts": "2026-01-01"},
        },
        "registry:end_office": {"pk": ended.pk, "form": {"on": "2026-01-01"}},
        "registry:hand_over_office": {"pk": office.pk, "form": {"starts": "2026-01-01"}},
    }


@room
def corrections(world: World) -> Things:
    """The same kinds of records, as somebody corrects them."""
    stone = branch_of(world.stone)
    posting = registry.a_posting(registry.a_branch(world.stone, unit="四组"))
    tie = registry.a_tie(stone, branch_of(world.university), evidence="一起办过夜校")
    return {
        "registry:amend_honour": {
            "pk": registry.an_honour(stone, title="示例示范村").pk,
            "form": {
                "title": "示例先进",
                "issuer": "示例县的机构",
                "level": "county",
                "year": "2024",
            },
        },
        "registry:amend_office": {
            "pk": registry.an_office(stone, title="示例委员").pk,
            "form": {"title": "党支部书记", "starts": "2020-01-01"},
        },
        "registry:amend_posting": {
            "pk": posting.pk,
            "form": {"batch": "5", "level": "province", "starts": "2020-01-01"},
        },
        "registry:amend_tie": {
            "pk": tie.pk,
            "form": {
                "ground": "alumni",
                "evidence": "一起读过书",
                "strength": "600",
                "grade": "1",
                "since": "2026-01-01",
            },
        },
    }

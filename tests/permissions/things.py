"""The rooms' things: an existing object in every slot, a form that nothing but a right can stop."""

from __future__ import annotations

from lianjian.chain.registry.tests import makers as registry
from tests.cast import World
from tests.makers import a_person

from .asking import Things, room


@room
def accounts(world: World) -> Things:
    """The post that the county gave to the secretary of Stone Village."""
    stones = {"pk": world.lin.post.pk}
    newcomer = {"name": "示例接任", "phone": "13900009999"}
    return {
        "accounts:post": stones,
        "accounts:end": stones,
        "accounts:hand_over": {**stones, "form": newcomer},
        "accounts:deputy": {**stones, "form": {**newcomer, "ends": "2099-12-31"}},
        "accounts:switch": stones,
        "accounts:access": {**stones, "form": {"open": ""}},
        "accounts:end_device": {"pk": 10**9},
        "accounts:slip": {"token": "no-such-token"},
        "openid_connect_login": {"provider_id": "sso"},
        "openid_connect_callback": {"provider_id": "sso"},
    }


@room
def branches(world: World) -> Things:
    """Stone Village's branch, its first secretary's posting, its tie with the university."""
    stone = registry.a_branch(world.stone)
    university = registry.a_branch(world.university)
    posting = registry.a_posting(stone, person=a_person("posted"))
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

"""One actor for each role of ``accounts.roles``, the next county's coordinator, and nobody.

All but ``next`` stand close to the same things: Stone Village, its partner the university, the
society that joins them, their town, county and province.
"""

from __future__ import annotations

from django.test import Client

from lianjian.ground.accounts.roles import Role
from lianjian.ground.places.models import Division
from tests import makers
from tests.cast import Character, World


def characters(world: World) -> dict[str, Character]:
    """Everyone but nobody."""
    province = Division.objects.get(code=world.county.code // 10**13 * 10**13)
    at_university = {"organisation": world.university}
    in_county = {"division": world.county}

    def holds(role: Role, **where: object) -> Character:
        return Character(makers.a_post(role, **where))  # type: ignore[arg-type]

    return {
        "village": world.lin,
        "first": world.tao,
        "liaison": world.wen,
        "body": holds(Role.BODY_SECRETARY, **at_university),
        "town": world.xu,
        "county": world.mei,
        "province": holds(Role.PROVINCE_COORDINATOR, division=province),
        "issuer": world.bo,
        "editor": holds(Role.MEDIA_EDITOR, organisation=world.society),
        "expert": holds(Role.EXPERT, **at_university),
        "evaluator": holds(Role.EVALUATOR, **in_county),
        "system": holds(Role.SYSTEM_ADMIN, **in_county),
        "security": holds(Role.SECURITY_ADMIN, **in_county),
        "auditor": holds(Role.AUDITOR, **in_county),
        "next": world.hao,
    }


def clients(world: World) -> dict[str, Client]:
    """A signed-in browser for each column."""
    found = {name: one.client() for name, one in characters(world).items()}
    return {**found, "nobody": Client()}

"""A draft that an earlier version has proven is proven here too."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from tests.cast import World

from lianjian.chain.pairing.models import Solution
from lianjian.chain.pairing.packed import Table
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted

from .makers import a_solved_round, some_partners, some_villages

_HERE = "lianjian.chain.pairing.migrations"
_CERTIFICATES = import_module(f"{_HERE}.0005_certificates_of_the_third_form")
_CANDIDATES = import_module(f"{_HERE}.0008_drafts_keep_their_candidates_packed")


def as_before(solution: Solution) -> None:
    """Its candidates in its instance, as lists of branches."""
    ids = (solution.instance[side]["id"] for side in ("villages", "partners"))
    solution.instance["candidates"] = Table.unpacked(bytes(solution.candidates)).as_lists(*ids)
    solution.candidates = b""


@pytest.mark.parametrize("version", [1, 2])
def test_a_certificate_of_an_earlier_form_is_made_anew(world: World, version: int):
    villages = some_villages(world, 3, must_serve=True)
    round = a_solved_round(world.mei, [*villages, *some_partners(world, 1)])
    solution = Solution.within(Scope.of_everything()).get(round=round)
    before = solution.certificate
    as_before(solution)
    solution.certificate = {
        **before,
        "version": version,
        "hall": [{"villages": [0], "partners": [0]}],
    }
    with scope_lifted("as an earlier version left it"):
        solution.save(update_fields=["certificate", "instance", "candidates"])
        for migration in (_CERTIFICATES, _CANDIDATES):
            migration.Migration.operations[0].code(apps, None)
    solution.refresh_from_db()
    assert solution.certificate == before
    page = world.mei.client().get(reverse("pairing:proof", args=[round.pk]))
    assert page.context["report"].ok


def test_candidates_that_lay_in_the_instance_are_packed_and_come_back(world: World):
    villages, partners = some_villages(world, 3), some_partners(world, 4)
    round = a_solved_round(world.mei, [*villages, *partners])
    solution = Solution.within(Scope.of_everything()).get(round=round)
    packed, instance = bytes(solution.candidates), dict(solution.instance)
    migrate = _CANDIDATES.Migration.operations[0]
    with scope_lifted("there and back"):
        migrate.reverse_code(apps, None)
        solution.refresh_from_db()
        assert len(solution.instance["candidates"]["village"]) == 12
        migrate.code(apps, None)
    solution.refresh_from_db()
    assert (bytes(solution.candidates), solution.instance) == (packed, instance)
    for name in ("round", "proof", "files"):
        at = reverse(f"pairing:{name}", args=[round.pk])
        assert world.mei.client().get(at).status_code == 200

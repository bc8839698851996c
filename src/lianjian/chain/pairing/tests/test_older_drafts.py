"""A draft that an earlier version has proven is proven here too."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from tests.cast import World

from lianjian.chain.pairing.models import Solution
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted

from .makers import a_solved_round, some_partners, some_villages

_MIGRATION = import_module("lianjian.chain.pairing.migrations.0005_certificates_of_the_third_form")


@pytest.mark.parametrize("version", [1, 2])
def test_a_certificate_of_an_earlier_form_is_made_anew(world: World, version: int):
    villages = some_villages(world, 3, must_serve=True)
    round = a_solved_round(world.mei, [*villages, *some_partners(world, 1)])
    solution = Solution.within(Scope.of_everything()).get(round=round)
    before = solution.certificate
    solution.certificate = {
        **before,
        "version": version,
        "hall": [{"villages": [0], "partners": [0]}],
    }
    with scope_lifted("as an earlier version left it"):
        solution.save(update_fields=["certificate"])
        _MIGRATION.Migration.operations[0].code(apps, None)
    solution.refresh_from_db()
    assert solution.certificate == before
    page = world.mei.client().get(reverse("pairing:proof", args=[round.pk]))
    assert page.context["report"].ok

"""Who has waited for another writer in vain is told so, and told what to do."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory
from tests.cast import World

from lianjian.ground.ui.refusals import Refusals


def answer_to(error: Exception, world: World) -> HttpResponse | None:
    request = RequestFactory().post("/account/login/")
    request.user = world.mei.post.person
    return Refusals(lambda _request: HttpResponse()).process_exception(request, error)


def test_a_locked_database_is_a_moment_to_wait_and_no_fault(world: World):
    answer = answer_to(OperationalError("database is locked"), world)
    assert answer is not None
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "请稍后再试" in answer.content.decode()


@pytest.mark.parametrize("error", [OperationalError("no such table: x"), ValueError("locked")])
def test_any_other_fault_stays_a_fault(error: Exception, world: World):
    assert answer_to(error, world) is None

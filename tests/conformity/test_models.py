from __future__ import annotations

import pytest
from django.core import checks
from django.db import models

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import Scoped
from lianjian.site.settings import ROOMS

from . import our_models, own_docstring, ratchet

OPEN = {
    "accounts.Person": "seen through their posts; signing in looks for a name before any scope is",
    "accounts.Attempt": "failed sign-ins of nobody yet: a digest and a moment, shown to no one",
    "accounts.Device": "looked up by its own secret, before anybody is signed in",
    "exchange.TextMeaning": "a vector under the digest of its text; scores alone are shown",
    "core.IdempotencyKey": "looked up by person and key; never shown",
    "core.StoredFile": "bytes under their digest; the row that refers to them has the scope",
    "core.SearchEntry": "answers with keys alone, each looked up in the reader's scope",
    "places.Division": "the official list, public everywhere",
    "places.Outline": "the official outlines, public everywhere",
    "places.Succession": "which code followed which: as public as the list itself",
    "jobs.JobRun": "how far a job is; asked for through the record that it works on",
}
"""Models without a scope, each with the reason why everybody (or nobody) may see its rows."""

FLOW = [room.rpartition(".")[2] for room in ROOMS]
GROUND = {room.rpartition(".")[2] for room in ROOMS if ".ground." in room}


def test_every_model_says_to_whom_its_rows_belong():
    ratchet({model._meta.label for model in our_models() if not issubclass(model, Scoped)}, OPEN)


def test_every_scope_rule_can_be_asked_and_gives_nothing_to_nobody():
    for model in our_models():
        if issubclass(model, Scoped):
            rows = model.within(Scope.of_nothing())
            assert rows.query is not None
            assert str(model.scope_rule(Scope.of_nothing())) != str(models.Q()), model


def test_every_model_has_a_docstring():
    ratchet({model._meta.label for model in our_models() if not own_docstring(model)})


def test_foreign_keys_point_down_or_back_along_the_flow():
    wrong = set()
    for model in our_models():
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey | models.ManyToManyField):
                continue
            here, there = model._meta.app_label, field.related_model._meta.app_label
            if there not in FLOW or {here, there} <= GROUND:
                continue
            if FLOW.index(there) > FLOW.index(here):
                wrong.add(f"{model._meta.label}.{field.name} → {there}")
    ratchet(wrong)


@pytest.mark.django_db
def test_this_database_keeps_every_constraint_and_index_that_the_models_ask_for():
    """SQLite leaves out, with no more than a warning, what it does not know (nulls_distinct)."""
    assert checks.run_checks(tags=[checks.Tags.models], databases=["default"]) == []


def test_constraints_are_sentences():
    """Their names say what holds: at least three words."""
    ratchet(
        {
            f"{model._meta.label}: {constraint.name}"
            for model in our_models()
            for constraint in model._meta.constraints
            if constraint.name.count("_") < 2
        }
    )

"""Any record of the product can be weighed: what refers to it is found through the models."""

from __future__ import annotations

import pytest
from django.apps import apps
from tests.cast import World
from tests.makers import an_organisation

from lianjian.ground.core import taking_back, traces
from lianjian.ground.core.rows import references
from lianjian.ground.core.traces import Trace
from lianjian.ground.organisations.models import DirectoryEntry, Organisation

pytestmark = pytest.mark.django_db


def test_nothing_written_leaves_nothing_to_keep():
    assert Trace().sealed() == {}


def test_a_row_that_was_looked_at_and_not_changed_is_not_kept(world: World):
    trace = Trace()
    trace.will_change([world.university])
    assert trace.sealed() == {}


def test_a_row_that_is_gone_already_neither_goes_nor_stays(world: World):
    trace = Trace()
    trace.made([an_organisation("示例公司", kept_by=world.county)])
    kept = trace.sealed()
    kept["made"]["organisations.Organisation"] = {"999999": "0" * 16}
    back = taking_back.weigh(world.mei.actor, kept, file="a file")
    assert (back.goes, back.stays) == ({}, [])


def test_a_body_in_somebody_s_directory_stays_unless_that_entry_goes_too(world: World):
    body = an_organisation("示例公司", kept_by=world.county)
    trace = Trace()
    trace.made([body])
    [stays] = taking_back.weigh(world.mei.actor, trace.sealed(), file="a file").stays
    assert (stays.key, stays.name) == (body.pk, "示例公司")
    trace.made(DirectoryEntry.within(world.mei.scope).filter(organisation=body))
    back = taking_back.weigh(world.mei.actor, trace.sealed(), file="a file")
    assert (back.stays, back.lines) == ([], 2)


def test_every_part_that_is_traced_names_the_whole_it_goes_with():
    for label, told in traces._TOLD.items():
        if told.part:
            whole = apps.get_model(label)._meta.get_field(told.whole).related_model
            assert whole is not None, label


def test_what_is_found_to_refer_is_what_the_models_say():
    found = {field.model._meta.label for field in references(Organisation)}
    assert {"registry.Branch", "accounts.Post", "organisations.DirectoryEntry"} <= found

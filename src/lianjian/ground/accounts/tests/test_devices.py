"""Signing out devices, as services: the pages' side of it is in ``test_sessions``."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.cast import Character, World

from lianjian.ground.accounts import devices
from lianjian.ground.accounts.models import Device
from lianjian.ground.accounts.services.export_my_data import export_my_data
from lianjian.ground.accounts.services.sign_in import sign_out_device, sign_out_everywhere
from lianjian.ground.core.verdicts import OutOfScope
from lianjian.ground.journal import selectors as journal

from .makers import sign_in


def a_device(of: Character) -> Device:
    """Where somebody has just signed in."""
    client = Client()
    sign_in(client, of.post.person)
    return Device.objects.get(pk=client.session[devices.SESSION_DEVICE])


def test_one_signs_out_one_device_and_it_is_written_down(world: World):
    here, there = a_device(world.lin), a_device(world.lin)
    sign_out_device(world.lin.actor, device=there)
    assert list(Device.objects.filter(person=world.lin.post.person)) == [here]
    assert list(journal.all_lines())[-1]["verb"] == "accounts.sign_out_device"


def test_somebody_elses_device_is_not_there_for_one(world: World):
    theirs = a_device(world.tao)
    with pytest.raises(OutOfScope):
        sign_out_device(world.lin.actor, device=theirs)
    assert Device.objects.filter(pk=theirs.pk).exists()


def test_one_signs_out_everywhere_but_here(world: World):
    here, _there, theirs = a_device(world.lin), a_device(world.lin), a_device(world.tao)
    sign_out_everywhere(world.lin.actor, but=here.pk)
    assert set(Device.objects.all()) == {here, theirs}
    sign_out_everywhere(world.lin.actor)
    assert set(Device.objects.all()) == {theirs}


def test_what_one_takes_away_names_ones_devices_and_nobody_elses(world: World):
    a_device(world.lin)
    a_device(world.tao)
    assert len(export_my_data(world.lin.actor)["devices"]) == 1

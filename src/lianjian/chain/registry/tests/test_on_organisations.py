from __future__ import annotations

from django.urls import reverse

from .makers import a_branch


def page_of(who, organisation) -> str:
    address = reverse("organisations:organisation", args=[organisation.pk])
    text: str = who.client().get(address).text
    return text


def test_the_page_of_an_organisation_shows_its_branches(world):
    branch = a_branch(world.university, unit="园艺学院")
    assert reverse("registry:branch", args=[branch.pk]) in page_of(world.mei, world.university)


def test_it_offers_to_enter_one_to_whoever_may(world):
    address = f"{reverse('registry:new')}?host={world.stone.pk}"
    assert address in page_of(world.mei, world.stone)
    assert address not in page_of(world.xu, world.stone)

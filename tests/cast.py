"""The cast: the same people in every test, so that a test reads as a sentence about them.

- **Mei** coordinates Sample County; **Lin** is secretary of Stone Village there.
- **Wen** is liaison officer of the provincial University, whose branch is Stone's partner.
- **Bo** issues campaigns for the Society, which answers to the province and to no county.
- **Tao** is first secretary in Stone Village; **Xu** checks reports in its township.
- **Hao** coordinates the *next* county: he must see nothing of all this.
- **Nobody** has not signed in.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from lianjian.ground.accounts.acting import actor_for
from lianjian.ground.accounts.models import Post
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.organisations.models import Kind, Organisation
from lianjian.ground.places.models import Division

from . import makers


@dataclass(frozen=True)
class Character:
    """One of the cast, acting through their post."""

    post: Post

    @property
    def actor(self) -> Actor:
        """As a service takes them, having just shown who they are."""
        return actor_for(self.post, confirmed_at=clock.now())

    @property
    def scope(self) -> Scope:
        return self.actor.scope

    def client(self) -> Client:
        """A signed-in browser (without the second factor's page in between)."""
        from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY

        client = Client()
        client.force_login(self.post.person)
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "password", "at": clock.now().timestamp(), "username": "test"},
            {"method": "mfa", "at": clock.now().timestamp(), "type": "totp"},
        ]
        session.save()
        return client


@dataclass(frozen=True)
class World:
    """Sample County and its neighbours."""

    county: Division
    town: Division
    next_county: Division
    stone: Organisation
    university: Organisation
    society: Organisation
    mei: Character
    lin: Character
    tao: Character
    wen: Character
    bo: Character
    xu: Character
    hao: Character


def a_world(city: str = "9901") -> World:
    """Sample County, the next county, and the cast. ``city`` sets where: a mirror world is 9902."""
    province = makers.a_division(city[:2], "示例省")
    county = makers.a_division(f"{city}01", "示例县")
    next_county = makers.a_division(f"{city}02", "邻县")
    town = makers.a_division(f"{city}01001", "石桥镇")
    village = makers.a_division(f"{city}01001201", "石桥村")
    stone = makers.an_organisation("石桥村", kind=Kind.VILLAGE, affiliation=village)
    university = makers.an_organisation(
        "省农业大学", kind=Kind.UNIVERSITY, affiliation=province, kept_by=county
    )
    society = makers.an_organisation(
        "省乡村共建促进会", kind=Kind.SOCIETY, affiliation=province, kept_by=county
    )

    def holds(name: str, role: Role, **where: Division | Organisation) -> Character:
        person = makers.a_person(f"{name}-{city}")
        return Character(makers.a_post(role, person=person, **where))  # type: ignore[arg-type]

    return World(
        county=county,
        town=town,
        next_county=next_county,
        stone=stone,
        university=university,
        society=society,
        mei=holds("mei", Role.COUNTY_COORDINATOR, division=county),
        lin=holds("lin", Role.VILLAGE_SECRETARY, division=village, organisation=stone),
        tao=holds("tao", Role.FIRST_SECRETARY, division=village, organisation=stone),
        wen=holds("wen", Role.LIAISON, organisation=university),
        bo=holds("bo", Role.CAMPAIGN_ISSUER, organisation=society),
        xu=holds("xu", Role.TOWNSHIP_CHECKER, division=town),
        hao=holds("hao", Role.COUNTY_COORDINATOR, division=next_county),
    )

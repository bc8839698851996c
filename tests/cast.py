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
from lianjian.ground.accounts.models import Person, Post
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
    province, county, next_county, town, village = makers.divisions(
        {
            city[:2]: "示例省",
            f"{city}01": "示例县",
            f"{city}02": "邻县",
            f"{city}01001": "石桥镇",
            f"{city}01001201": "石桥村",
        }
    )
    stone, university, society = makers.organisations(
        Organisation(name=name, kind=kind, affiliation=place, seat=place)
        for name, kind, place in (
            ("石桥村", Kind.VILLAGE, village),
            ("省农业大学", Kind.UNIVERSITY, province),
            ("省乡村共建促进会", Kind.SOCIETY, province),
        )
    )
    makers.keep([university, society], by=county)
    cast = _cast(
        city,
        mei=(Role.COUNTY_COORDINATOR, county, None),
        lin=(Role.VILLAGE_SECRETARY, village, stone),
        tao=(Role.FIRST_SECRETARY, village, stone),
        wen=(Role.LIAISON, None, university),
        bo=(Role.CAMPAIGN_ISSUER, None, society),
        xu=(Role.TOWNSHIP_CHECKER, town, None),
        hao=(Role.COUNTY_COORDINATOR, next_county, None),
    )
    return World(
        county=county,
        town=town,
        next_county=next_county,
        stone=stone,
        university=university,
        society=society,
        **cast,
    )


def _cast(
    city: str, **holding: tuple[Role, Division | None, Organisation | None]
) -> dict[str, Character]:
    people = Person.objects.bulk_create(makers.somebody(f"{name}-{city}") for name in holding)
    posts = makers.posts(
        Post(
            person=person,
            role=role,
            division=division,
            organisation=organisation,
            starts=makers.LONG_AGO,
        )
        for person, (role, division, organisation) in zip(people, holding.values(), strict=True)
    )
    return {name: Character(post) for name, post in zip(holding, posts, strict=True)}

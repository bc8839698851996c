"""Small verbs that make this room's records behind the commands' backs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.makers import LONG_AGO

from lianjian.chain.registry.models import (
    Attestation,
    Branch,
    BusinessEntity,
    EntityVillage,
    Honour,
    Office,
    Posting,
    Source,
    Tie,
)
from lianjian.chain.registry.services.details import let_it_be_found
from lianjian.chain.registry.services.entities import let_entity_be_found
from lianjian.chain.registry.services.sources import let_source_be_found
from lianjian.ground.accounts.models import Post
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division


def a_branch(host: Organisation, *, unit: str = "", span: int = 1, **more: Any) -> Branch:
    """The branch of a body or of its inner unit."""
    name = f"{host.name}{unit}党支部"
    with scope_lifted("a maker"):
        branch: Branch = Branch.objects.create(host=host, unit=unit, name=name, span=span, **more)
        let_it_be_found(branch)
        return branch


def a_posting(branch: Branch, *, batch: int = 6, **more: Any) -> Posting:
    """A first secretary posted by the province."""
    details = {"level": Posting.Level.PROVINCE, "starts": LONG_AGO, **more}
    with scope_lifted("a maker"):
        posting: Posting = Posting.objects.create(branch=branch, batch=batch, **details)
        return posting


def a_tie(village: Branch, partner: Branch, *, since: dt.date = LONG_AGO, **more: Any) -> Tie:
    """A logged tie of past cooperation."""
    details = {
        "ground": Tie.Ground.PAST_COOPERATION,
        "evidence": "一起办过技术培训",
        "strength": 600,
        "grade": 1,
        **more,
    }
    with scope_lifted("a maker"):
        tie: Tie = Tie.objects.create(village=village, partner=partner, since=since, **details)
        return tie


def an_entity(division: Division, *villages: Branch, **more: Any) -> BusinessEntity:
    """A cooperative in a place, working in these villages."""
    details = {"name": "示例茶叶合作社", "kind": BusinessEntity.Kind.COOPERATIVE, **more}
    with scope_lifted("a maker"):
        entity: BusinessEntity = BusinessEntity.objects.create(division=division, **details)
        EntityVillage.objects.bulk_create(
            EntityVillage(entity=entity, village=village) for village in villages
        )
        let_entity_be_found(entity)
        return entity


def a_source(division: Division, **more: Any) -> Source:
    """A text that was taken for a place."""
    details = {"title": "示例县联建见闻", "outlet": "示例日报", "byline": "记者、通讯员", **more}
    with scope_lifted("a maker"):
        source: Source = Source.objects.create(division=division, **details)
        let_source_be_found(source)
        return source


def an_honour(holder: Organisation | Branch | BusinessEntity, **more: Any) -> Honour:
    """Something that the province gave."""
    names = {Organisation: "organisation", Branch: "branch", BusinessEntity: "entity"}
    details = {
        "title": "省级示范点",
        "issuer": "省里的机构",
        "level": Honour.Level.PROVINCE,
        "year": 2023,
        **more,
    }
    with scope_lifted("a maker"):
        honour: Honour = Honour.objects.create(**{names[type(holder)]: holder}, **details)
        return honour


def an_office(place: Organisation | Branch, **more: Any) -> Office:
    """A secretary's office, held since long."""
    where = "branch" if isinstance(place, Branch) else "organisation"
    details = {"title": "党支部书记", "starts": LONG_AGO, **more}
    with scope_lifted("a maker"):
        office: Office = Office.objects.create(**{where: place}, **details)
        return office


def stands_by(post: Post, tie: Tie, side: str = Attestation.Side.VILLAGE) -> Attestation:
    """A post that stands by a tie."""
    with scope_lifted("a maker"):
        made: Attestation = Attestation.objects.create(tie=tie, post=post, side=side)
        return made

"""Small verbs that give a party its leading group and its liaison, and a joint body its offices."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.cast import Character, World

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.models import (
    Accord,
    AccordParty,
    BodyOffice,
    JointBody,
    LeadingGroup,
    Liaison,
)
from lianjian.ground.core import clock

from . import makers

STONE, UNIVERSITY, GROUP = 0, 1, 2
"""The three parties of ``makers.three_parties``, in the order of the text."""


def a_party(who: Character, accord: Accord, place: int = STONE) -> AccordParty:
    """A party of the text that binds, as somebody sees it."""
    text = selectors.binding_text(selectors.accord(who.scope, accord.pk))
    assert text is not None
    pk = list(selectors.parties_of(text))[place].pk
    return selectors.party(who.scope, selectors.accord(who.scope, accord.pk), pk)


def a_group(who: Character, accord: Accord, place: int = STONE, **changes: Any) -> LeadingGroup:
    """A leading group, planned and not yet there."""
    details: dict[str, Any] = {
        "name": "石桥村共建协调领导小组",
        "head": "村党支部书记",
        "members": "村委会主任 | 项目对接\n村会计",
        "duties": "协调共建事项。",
        **changes,
    }
    seen = selectors.accord(who.scope, accord.pk)
    return services.plan_group(who.actor, accord=seen, party=a_party(who, accord, place), **details)


def set_up(who: Character, group: LeadingGroup, **changes: Any) -> LeadingGroup:
    """It is there, and a number shows it."""
    details: dict[str, Any] = {"on": clock.today(), "number": "石桥支〔2026〕2号", **changes}
    seen = selectors.leading_group(who.scope, group.pk)
    return services.set_up_group(who.actor, group=seen, **details)


AGREED: dict[str, Any] = {
    "contact": "村会计",
    "cadence": Liaison.Cadence.QUARTERLY,
    "answer_days": 5,
    "next_on": dt.date(2099, 10, 14),
    "next_place": "石桥村",
    "escalate_to": "村党支部书记",
    "escalate_after": 10,
}


def a_liaison(who: Character, accord: Accord, place: int = STONE, **changes: Any) -> Liaison:
    """How a party is reached: by words, unless a post is given."""
    return services.set_liaison(
        who.actor, party=a_party(who, accord, place), **{**AGREED, **changes}
    )


def an_office(world: World, body: JointBody, **changes: Any) -> BodyOffice:
    """A secretary of a joint body since today."""
    details: dict[str, Any] = {
        "rank": BodyOffice.Rank.SECRETARY,
        "holder": "镇党委组织委员",
        "starts": clock.today(),
        **changes,
    }
    seen = selectors.body(world.mei.scope, body.pk)
    return services.fill_office(world.mei.actor, body=seen, **details)


def a_working_body(world: World) -> JointBody:
    """A joint body of Stone and the University at work, as its coordinator sees it."""
    return selectors.body(world.mei.scope, makers.a_body_at_work(world).pk)

"""What parties of the demonstration's accords have: leading groups, liaison; offices of a body.

Article B says that its three parties 拟各自成立 coordinating leading groups, and no more: they are
planned, their day has come, and nobody has said that they are there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from lianjian.chain.accords import selectors as seen
from lianjian.chain.accords import services as accords
from lianjian.chain.accords.models import Accord, AccordParty, BodyOffice, JointBody, Liaison
from lianjian.chain.registry.models import Branch
from lianjian.ground.accounts.models import Post
from lianjian.ground.core import clock

from . import hands

PLANNED_FOR = dt.timedelta(days=30)
"""The article gives no day: the sample's was so long ago."""
DUTIES = "统筹本方共建事项，听取进展，协调解决问题。"
ANSWER_DAYS = 5


def _place(post: Post, accord: Accord, order: int) -> tuple[Accord, AccordParty]:
    """An accord and one party of its text, counted from 1, as a post sees them."""
    scope = hands.acting(post).scope
    mine = seen.accord(scope, accord.pk)
    text = seen.binding_text(mine)
    if text is None:
        raise LookupError("The accord has no text.")
    pk = seen.parties_of(text).get(order=order).pk
    return mine, seen.party(scope, mine, pk)


def plan_groups(issuer: Post, accord: Accord, names: Mapping[int, str]) -> None:
    """The issuer plans a leading group for each of these parties; their day has passed."""
    due = clock.today() - PLANNED_FOR
    for order, name in names.items():
        mine, party = _place(issuer, accord, order)
        accords.plan_group(
            hands.acting(issuer),
            accord=mine,
            party=party,
            name=name,
            duties=DUTIES,
            due=due,
            is_demo=True,
        )


def set_up_group(post: Post, accord: Accord, order: int, *, name: str, head: str) -> None:
    """A party plans its own leading group and says that it is there."""
    actor = hands.acting(post)
    mine, party = _place(post, accord, order)
    group = accords.plan_group(
        actor,
        accord=mine,
        party=party,
        name=name,
        head=head,
        members="村委会主任 | 项目对接\n村会计 | 台账",
        duties=DUTIES,
        is_demo=True,
    )
    accords.set_up_group(
        actor,
        group=group,
        on=clock.today() - dt.timedelta(days=10),
        number="示例支〔2026〕2号",
        evidence="支部会议记录（示例）",
    )


def say_liaison(
    post: Post,
    accord: Accord,
    order: int,
    *,
    contact: str = "",
    escalate_to: str,
    next_place: str = "",
) -> None:
    """A party says how it is reached: through this very post, unless words are given."""
    _mine, party = _place(post, accord, order)
    accords.set_liaison(
        hands.acting(post),
        party=party,
        post=None if contact else post,
        contact=contact,
        cadence=Liaison.Cadence.QUARTERLY,
        answer_days=ANSWER_DAYS,
        next_on=clock.today() + dt.timedelta(days=40) if next_place else None,
        next_place=next_place,
        escalate_to=escalate_to,
        escalate_after=2 * ANSWER_DAYS,
    )


def give_offices(coordinator: Post, body: JointBody, village: Branch, partner: Branch) -> None:
    """A first term with a secretary who left early, the one after, a deputy and a member."""
    actor, today = hands.acting(coordinator), clock.today()
    began = today - dt.timedelta(days=29)
    ends = today + dt.timedelta(days=3 * 365)
    mine = seen.body(actor.scope, body.pk)
    accords.set_term(actor, body=mine, term="第一届", term_from=began, term_to=ends)
    first = accords.fill_office(
        actor,
        body=mine,
        rank=BodyOffice.Rank.SECRETARY,
        holder="石桥镇党委副书记（示例）",
        starts=began,
        ends=ends,
        is_demo=True,
    )
    changed = today - dt.timedelta(days=8)
    accords.vacate_office(actor, office=first, on=changed, reason="工作调动")
    for rank, title, holder, branch in (
        (BodyOffice.Rank.SECRETARY, "", "石桥镇党委组织委员（示例）", None),
        (BodyOffice.Rank.DEPUTY, "", "村党支部书记（示例）", village),
        (BodyOffice.Rank.MEMBER, "组织委员", "帮扶单位联络员（示例）", partner),
    ):
        accords.fill_office(
            actor,
            body=mine,
            rank=rank,
            title=title,
            holder=holder,
            branch=branch,
            starts=changed,
            ends=ends,
            is_demo=True,
        )

"""What pages draw of a party's leading group and liaison, gathered for one reader."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from lianjian.ground.accounts import selectors as accounts
from lianjian.ground.accounts.models import Post
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.journal import telling

from . import policy, selectors, side_policy
from .life import LEADING_GROUP, OVER, LeadingState
from .models import Accord, AccordParty, LeadingGroup, Liaison, TextVersion
from .models.side import side_of

GROUP_MARKS = {
    LeadingState.PLANNED: "plan",
    LeadingState.SET_UP: "done",
    LeadingState.STOOD_DOWN: "none",
}


def mark_of(group: LeadingGroup) -> str:
    """The mark of a leading group: late once it is still planned after its day."""
    if group.state == LeadingState.PLANNED and group.asked_on < clock.today():
        return "late"
    return GROUP_MARKS[LeadingState(group.state)]


@dataclass(frozen=True, slots=True)
class Reached:
    """A standing liaison, and who answers there today: a post's holder, or words."""

    liaison: Liaison
    holder: Post | None

    @property
    def is_gone(self) -> bool:
        """Whether the post that was named is held by nobody any more."""
        return self.liaison.post_id is not None and self.holder is None

    @property
    def name(self) -> str:
        return self.holder.person.name if self.holder is not None else self.liaison.contact


@dataclass(frozen=True, slots=True)
class Side:
    """One party of an accord with its group and its liaison; ``party`` is None for one that has
    left the accord and still has them."""

    party: AccordParty | None
    name: str
    group: LeadingGroup | None
    mark: str
    reached: Reached | None
    may_plan: bool
    may_say: bool


@dataclass(frozen=True, slots=True)
class Sides:
    """All parties of an accord, the next meeting of any of them, and what they all agreed alike."""

    rows: list[Side]
    meeting: Liaison | None
    alike: Liaison | None
    is_over: bool

    @property
    def reached(self) -> int:
        return sum(1 for one in self.rows if one.party is not None and one.reached is not None)

    @property
    def parties(self) -> int:
        return sum(1 for one in self.rows if one.party is not None)


def sides_of(actor: Actor, accord: Accord, text: TextVersion) -> Sides:
    """What each party of ``text`` has, then what parties have that left the accord."""
    over = accord.state in OVER
    steers = policy.steers(actor, accord)
    groups = {
        one.side: one
        for one in selectors.leading_groups(actor.scope, accord=accord)
        if one.state != LeadingState.STOOD_DOWN
    }
    said = list(selectors.liaisons(actor.scope, accord=accord))
    liaisons = {one.liaison.side: one for one in reached_now(said)}
    rows = []
    for party in selectors.parties_of(text):
        mine = not over and policy.is_in(actor, party)
        group = groups.pop(side_of(party), None)
        rows.append(
            Side(
                party=party,
                name=party.name,
                group=group,
                mark=mark_of(group) if group else "none",
                reached=liaisons.pop(side_of(party), None),
                may_plan=not over and (mine or steers),
                may_say=mine,
            )
        )
    for key in [*groups, *(key for key in liaisons if key not in groups)]:
        group, reached = groups.get(key), liaisons.get(key)
        name = group.party if group else reached.liaison.party if reached else ""
        mark = mark_of(group) if group else "none"
        rows.append(Side(None, name, group, mark, reached, may_plan=False, may_say=False))
    return Sides(rows, _next_meeting(said), _alike(said), over)


def reached_now(said: list[Liaison]) -> list[Reached]:
    """Each liaison with whoever answers there today; the same two queries however many."""
    holders = accounts.in_the_chair([one.post_id for one in said if one.post_id is not None])
    return [Reached(one, holders.get(one.post_id or 0)) for one in said]


def _next_meeting(said: list[Liaison]) -> Liaison | None:
    ahead = [(one.next_on, one.pk, one) for one in said if one.next_on]
    coming: list[tuple[dt.date, int, Liaison]] = [row for row in ahead if row[0] >= clock.today()]
    return min(coming)[2] if coming else None


def _alike(said: list[Liaison]) -> Liaison | None:
    ways = {(one.cadence, one.answer_days) for one in said}
    return said[0] if len(ways) == 1 else None


def group_page(actor: Actor, group: LeadingGroup) -> dict[str, Any]:
    """The page of a leading group: what it is, and what its reader may do next."""
    text = selectors.binding_text(selectors.accord(actor.scope, group.accord_id))
    parties = {side_of(one) for one in selectors.parties_of(text)} if text else set()
    verbs = set(LEADING_GROUP.verbs_from(group.state))
    asked: dict[str, Any] = {"group": group}
    return {
        "group": group,
        "mark": mark_of(group),
        "is_party": group.side in parties,
        "may_revise": "stand_down" in verbs and bool(side_policy.may_revise_group(actor, **asked)),
        "may_set_up": "set_up" in verbs and bool(side_policy.may_set_up_group(actor, **asked)),
        "may_stand_down": "stand_down" in verbs
        and bool(side_policy.may_stand_down_group(actor, **asked)),
        "lines": telling.history_of(group),
    }


def liaison_page(actor: Actor, liaison: Liaison) -> dict[str, Any]:
    """The page of a liaison: how a party is reached, and how it was before."""
    before = selectors.liaisons_before(liaison)
    reached, *earlier = reached_now([liaison, *before])
    return {
        "liaison": liaison,
        "reached": reached,
        "earlier": earlier,
        "after": selectors.liaison_after(liaison) if liaison.until else None,
        "may_change": liaison.until is None
        and bool(side_policy.may_change_liaison(actor, liaison=liaison)),
        "lines": telling.history_of(liaison, *before),
    }

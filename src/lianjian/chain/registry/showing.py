"""What this room shows of a body or a branch: the same parts on both pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Text
from lianjian.ground.organisations.models import Organisation

from . import policy, selectors
from .fading import in_words, left
from .models import Branch, Office, Posting, Tie
from .sections import Section

MOST = 50
"""Lines of one part; the lists hold the rest."""


@dataclass(frozen=True, slots=True)
class TieLine:
    """One tie as it is read from ``own`` side: how fresh it was, what is left, who stands by it."""

    tie: Tie
    own: Branch
    other: Branch
    fresh: Text
    now: Text
    now_permille: int
    by: Sequence[Text]
    may_change: bool
    may_attest: bool


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One office: ``name`` of its holder where the reader sees their post, empty otherwise."""

    office: Office
    name: str
    may_change: bool
    may_end: bool
    may_hand_over: bool


@dataclass(frozen=True, slots=True)
class PostingLine:
    """One posting, and whether the reader may change it, end it or hand it over."""

    posting: Posting
    may_change: bool
    may_end: bool
    may_hand_over: bool


def tie_lines(actor: Actor, ties: Iterable[Tie], own: Collection[int]) -> list[TieLine]:
    """Ties as read from the branches with these keys; those of the village where both are."""
    rows = list(ties)
    standing = selectors.attestations(actor.scope, rows)
    today, found = clock.today(), []
    for tie in rows:
        mine, other = tie.village, tie.partner
        if tie.village_id not in own:
            mine, other = other, mine
        by = standing.get(tie.pk, [])
        may = bool(policy.may_attest_tie(actor, tie=tie))
        rest = left(tie.strength, tie.since, today)
        stands = any(one.post.person_id == actor.person for one in by)
        found.append(
            TieLine(
                tie=tie,
                own=mine,
                other=other,
                fresh=in_words(tie.strength),
                now=in_words(rest),
                now_permille=rest,
                by=[str(one.post) for one in by],
                may_change=may,
                may_attest=may and not stands and (tie.until is None or tie.until >= today),
            )
        )
    return found


def office_lines(actor: Actor, offices: Iterable[Office]) -> list[OfficeLine]:
    rows = list(offices)
    known = selectors.known_people(actor.scope, rows)
    followed = {one.follows_id for one in rows}
    lines = []
    for one in rows:
        may = bool(policy.may_change_office(actor, office=one))
        name = one.person.name if one.person is not None and one.person_id in known else ""
        lines.append(
            OfficeLine(one, name, may, may and one.ends is None, may and one.pk not in followed)
        )
    return lines


def posting_lines(actor: Actor, postings: Iterable[Posting]) -> list[PostingLine]:
    rows = list(postings)
    followed = {one.follows_id for one in rows}
    lines = []
    for one in rows:
        may = bool(policy.may_amend_posting(actor, posting=one))
        handed = one.pk in followed
        lines.append(PostingLine(one, may, may and one.ends is None, may and not handed))
    return lines


# -- of a branch --


def of_branch(actor: Actor, branch: Branch) -> list[Section]:
    """The parts of a branch's page that are this room's own."""
    scope = actor.scope
    ties = tie_lines(actor, selectors.ties(scope, branch=branch)[:MOST], [branch.pk])
    found = [Section(_("Ties"), "registry/ties.html", {"lines": ties})]
    if branch.is_village:
        rows = posting_lines(actor, selectors.postings(scope, branch=branch))
        found.append(Section(_("First secretaries"), "registry/postings.html", {"lines": rows}))
        found.append(_entities(actor, branch))
    return [*found, _offices(actor, branch), _honours(actor, branch)]


def _entities(actor: Actor, place: Organisation | Branch) -> Section:
    rows = list(selectors.entities_of(actor.scope, place)[:MOST])
    may = isinstance(place, Branch) and policy.may_enter_entities(actor)
    return Section(
        _("Business entities"), "registry/part_entities.html", {"rows": rows, "may_enter": may}
    )


def _offices(actor: Actor, branch: Branch) -> Section:
    rows = office_lines(actor, selectors.offices_of(actor.scope, branch)[:MOST])
    may = bool(policy.may_enter_office(actor, place=branch))
    return Section(
        _("Offices"),
        "registry/part_offices.html",
        {"lines": rows, "may_enter": may, "query": f"branch={branch.pk}"},
    )


def _honours(actor: Actor, branch: Branch) -> Section:
    rows = list(selectors.honours_of(actor.scope, branch)[:MOST])
    may = bool(policy.may_enter_honour(actor, holder=branch))
    return Section(
        _("Honours"),
        "registry/part_honours.html",
        {"rows": rows, "may_enter": may, "query": f"branch={branch.pk}"},
    )

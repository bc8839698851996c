from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.pairing.life import PairingState
from lianjian.chain.pairing.models import Pairing
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy, selectors
from ..contents import ClauseDraft, Contents, MemberDraft, PartyDraft, Variation
from ..models import Accord, AccordParty, Clause, SigningEvent
from .completeness import newest_text
from .draft import draft
from .gather import gather


@command("accords.draft_each", policy=policy.may_draft_each)
def draft_each(
    actor: Actor,
    *,
    event: SigningEvent,
    pattern: Accord,
    variations: Sequence[Variation],
    changes: int = 0,
) -> SigningEvent:
    """Draft one accord for each variation, worded as a pattern accord, into an event (M43).

    ``changes`` is the place (from 1) of the party that is another one in each; 0 when all parties
    stay and only the titles differ. Where that party's name stands in the pattern's texts, the
    other's stands instead. The pairings that stand between the parties begin with their accord.
    Raises Invalid when nothing varies, a title comes twice, or the party is a group or missing.
    """
    event = SigningEvent.get_within(actor.scope, pk=event.pk)
    pattern = Accord.get_within(actor.scope, pk=pattern.pk)
    told = _contents(pattern)
    _must_vary(told, variations, changes)
    issuer = event.division or event.organisation
    assert issuer is not None  # noqa: S101 - a constraint of the table
    made = [
        draft(
            actor,
            issuer=issuer,
            contents=_varied(actor, told, one, changes, place),
            is_demo=event.is_demo,
        )
        for place, one in enumerate(variations, start=1)
    ]
    return gather(actor, event=event, accords=made)


def _must_vary(told: Contents, variations: Sequence[Variation], changes: int) -> None:
    if not variations:
        raise Invalid(_("Write at least one line."), fields={"lines": _("missing")})
    if changes:
        if not 1 <= changes <= len(told.parties):
            raise Invalid(_("The pattern has no such party."), fields={"changes": _("unknown")})
        if told.parties[changes - 1].kind == AccordParty.Kind.GROUP:
            raise Invalid(
                _("A group stays the same in every accord. Choose another party."),
                fields={"changes": _("a group")},
            )
        if any(one.side is None for one in variations):
            raise Invalid(_("Every line names a branch or an organisation."))
    titles = [one.title.strip() for one in variations if one.title.strip()]
    if len(set(titles)) != len(titles):
        raise Invalid(_("A title comes twice."), fields={"lines": _("twice")})


def _contents(pattern: Accord) -> Contents:
    """The text of an accord that binds, else the newest, as the contents of another."""
    text = selectors.text_in_force(pattern) or newest_text(pattern)
    return Contents(
        title=text.title,
        number=text.document_number,
        preamble=text.preamble,
        principle=text.principle,
        in_turn=text.in_turn,
        body=text.body,
        parties=tuple(_party(one) for one in selectors.parties_of(text)),
        clauses=tuple(_clause(one) for one in selectors.clauses_of(text)),
    )


def _party(party: AccordParty) -> PartyDraft:
    members = tuple(
        MemberDraft(branch=one.branch, posting=one.posting, name=one.name)
        for one in party.members.all()
    )
    return PartyDraft(party.organisation, party.branch, members, party.name, party.quorum)


def _clause(clause: Clause) -> ClauseDraft:
    owners = tuple(one.order for one in clause.owners.all())
    return ClauseDraft(clause.heading, clause.text, clause.area, owners, clause.due)


def _varied(actor: Actor, told: Contents, one: Variation, changes: int, place: int) -> Contents:
    number = following(told.number, place)
    if not changes:
        return dataclasses.replace(told, title=one.title, number=number)
    old, new = told.parties[changes - 1], one.as_party()
    before, after = old.written_name, new.written_name
    parties = (*told.parties[: changes - 1], new, *told.parties[changes:])
    swapped = told.title.replace(before, after)
    title = one.title or (swapped if swapped != told.title else f"{told.title}（{after}）")
    varied = dataclasses.replace(
        told,
        title=title,
        number=number,
        preamble=told.preamble.replace(before, after),
        principle=told.principle.replace(before, after),
        parties=parties,
        clauses=tuple(
            dataclasses.replace(clause, text=clause.text.replace(before, after))
            for clause in told.clauses
        ),
    )
    return dataclasses.replace(varied, pairings=_pairings_between(actor, varied, new))


def _pairings_between(actor: Actor, told: Contents, new: PartyDraft) -> tuple[Pairing, ...]:
    """The agreed pairings of the new party with the others, which the accord brings to life."""
    if new.branch is None:
        return ()
    named = {branch.pk for branch in told.branches()}
    rows = pairing.standing_pairings(actor.scope).filter(state=PairingState.AGREED)
    return tuple(
        row
        for row in rows
        if new.branch.pk in (row.village_id, row.partner_id)
        and {row.village_id, row.partner_id} <= named
    )


def following(number: str, steps: int) -> str:
    """A document number so many steps after another: 示联建〔2026〕7号, 2 → 示联建〔2026〕9号.

    The last run of digits counts on; a number without digits is left out (an empty text).
    """
    runs = list(re.finditer(r"\d+", number))
    if not runs:
        return ""
    last = runs[-1]
    return f"{number[: last.start()]}{int(last.group()) + steps}{number[last.end() :]}"

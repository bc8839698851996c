from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy, selectors
from ..life import CLAUSE
from ..models import Accord, AccordParty, Clause, GroupMember, TextVersion


@command("accords.begin_text", policy=policy.may_steer)
def begin_text(actor: Actor, *, accord: Accord, source: TextVersion) -> TextVersion:
    """The next text of an accord, word for word as ``source``, without signatures or comments.

    The step that *revise*, *send_back* and *amend* have in common: a text that was sent stays as
    it is, for ever.
    """
    accord = Accord.get_within(actor.scope, pk=accord.pk)
    source = TextVersion.get_within(actor.scope, pk=source.pk)
    last = selectors.text_in_hand(accord)
    version = TextVersion(
        accord=accord,
        number=last.number + 1 if last else 1,
        preamble=source.preamble,
        principle=source.principle,
    )
    version.save()
    parties = {one.pk: _copy_party(version, one) for one in selectors.parties_of(source)}
    for clause in selectors.clauses_of(source):
        _copy_clause(version, clause, parties, continues=source.is_in_force)
    return version


def _copy_party(version: TextVersion, source: AccordParty) -> AccordParty:
    party = AccordParty(
        version=version,
        order=source.order,
        kind=source.kind,
        organisation=source.organisation,
        branch=source.branch,
        name=source.name,
        quorum=source.quorum,
    )
    party.save()
    GroupMember.objects.bulk_create(
        GroupMember(party=party, branch=one.branch, posting=one.posting, name=one.name)
        for one in source.members.all()
    )
    return party


def _copy_clause(
    version: TextVersion, source: Clause, parties: dict[int, AccordParty], *, continues: bool
) -> None:
    clause = Clause(
        version=version,
        order=source.order,
        heading=source.heading,
        text=source.text,
        area=source.area,
        due=source.due,
        state=CLAUSE.initial,
        continues_id=source.pk if continues else source.continues_id,
    )
    clause.save()
    clause.owners.add(*(parties[owner.pk] for owner in source.owners.all()))

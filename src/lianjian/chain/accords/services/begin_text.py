from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy, selectors
from ..life import CLAUSE
from ..models import Accord, AccordParty, Clause, GroupMember, TextVersion
from .writing import WORDS, give_owners, links_of, set_pairings


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
        **{word: getattr(source, word) for word in WORDS},
    )
    version.save()
    set_pairings(version, [one.pairing_id for one in links_of(source)])
    _copy_clauses(version, source, parties=_copy_parties(version, source))
    return version


def _copy_parties(version: TextVersion, source: TextVersion) -> dict[int, AccordParty]:
    """The parties of another text, in this one; by the key they had there."""
    olds = list(selectors.parties_of(source))
    news = AccordParty.objects.bulk_create(
        AccordParty(
            version=version,
            order=old.order,
            kind=old.kind,
            organisation=old.organisation,
            branch=old.branch,
            name=old.name,
            quorum=old.quorum,
        )
        for old in olds
    )
    GroupMember.objects.bulk_create(
        GroupMember(party=new, branch=one.branch, posting=one.posting, name=one.name)
        for old, new in zip(olds, news, strict=True)
        for one in old.members.all()
    )
    return {old.pk: new for old, new in zip(olds, news, strict=True)}


def _copy_clauses(
    version: TextVersion, source: TextVersion, *, parties: dict[int, AccordParty]
) -> None:
    olds = list(selectors.clauses_of(source))
    news = Clause.objects.bulk_create(
        Clause(
            version=version,
            order=old.order,
            heading=old.heading,
            text=old.text,
            area=old.area,
            due=old.due,
            state=CLAUSE.initial,
            continues_id=old.pk if source.is_in_force else old.continues_id,
        )
        for old in olds
    )
    give_owners(
        (new, parties[owner.pk])
        for old, new in zip(olds, news, strict=True)
        for owner in old.owners.all()
    )

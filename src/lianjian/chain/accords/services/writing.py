"""What *draft*, *revise* and *amend* have in common: contents checked, contents into rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.pairing.life import PairingState
from lianjian.chain.registry import selectors as registry
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.spans import must_be_in_sight
from lianjian.ground.core.verdicts import Invalid, OutOfScope
from lianjian.ground.organisations import selectors as organisations

from ..contents import Contents, PartyDraft
from ..life import CLAUSE
from ..models import Accord, AccordParty, Clause, GroupMember, JointBody, TextVersion
from ..models.party import MOST_PARTIES

WORDS = ("title", "document_number", "body", "preamble", "principle", "in_turn")
"""The fields of a text that ``put`` sets."""

MOST_MEMBERS = 200
MOST_CLAUSES = 60


def must_be_within_reach(actor: Actor, contents: Contents) -> None:
    """Raises OutOfScope when the contents name what the actor may not see."""
    scope = actor.scope
    branches = {branch.pk for branch in contents.branches()}
    if pairing.branches_in_reach(scope).filter(pk__in=branches).count() != len(branches):
        raise OutOfScope(Branch.missing())
    for party in contents.parties:
        if party.organisation is not None:
            organisations.organisation(scope, party.organisation.pk)
        for member in party.members:
            if member.posting is not None:
                registry.posting(scope, member.posting.pk)
    for named in contents.pairings:
        pairing.pairing(scope, named.pk)
    if contents.body is not None:
        JointBody.get_within(scope, pk=contents.body.pk)


def must_make_sense(contents: Contents) -> None:
    """Raises Invalid for contents that no draft can hold. A draft may still lack much."""
    if not contents.title.strip():
        raise Invalid(_("Give the accord a title."), fields={"title": _("missing")})
    if len(contents.parties) > MOST_PARTIES or len(contents.clauses) > MOST_CLAUSES:
        raise Invalid(
            _("An accord has at most %(parties)s parties and %(clauses)s clauses.")
            % {"parties": MOST_PARTIES, "clauses": MOST_CLAUSES}
        )
    for place, party in enumerate(contents.parties, start=1):
        _party_must_make_sense(place, party)
    _nobody_twice(contents)
    for place, clause in enumerate(contents.clauses, start=1):
        if not clause.heading.strip() or not clause.text.strip():
            raise Invalid(
                _("Clause %(place)s needs a heading and its promise.") % {"place": place},
                fields={f"clause-{place}": _("missing")},
            )
        must_be_in_sight(clause.due, field=f"clause-{place}")
        if any(not 1 <= owner <= len(contents.parties) for owner in clause.owners):
            raise Invalid(
                _("Clause %(place)s is owned by a party that is not there.") % {"place": place},
                fields={f"clause-{place}": _("owner")},
            )
    _pairings_must_belong(contents)


def _party_must_make_sense(place: int, party: PartyDraft) -> None:
    if party.organisation is not None and (party.branch is not None or party.members):
        raise Invalid(_("A party is an organisation, or a branch, or a group."))
    if party.branch is not None and party.members:
        raise Invalid(_("A party is an organisation, or a branch, or a group."))
    if party.kind != AccordParty.Kind.GROUP:
        return
    if len(party.members) > MOST_MEMBERS:
        raise Invalid(_("A group has at most %(most)s members.") % {"most": MOST_MEMBERS})
    if not party.written_name or not party.members:
        raise Invalid(
            _("A group needs a name and members."), fields={f"party-{place}": _("missing")}
        )
    if not 1 <= party.needed <= len(party.members):
        raise Invalid(
            _("Of %(members)s members at most that many can sign.")
            % {"members": len(party.members)},
            fields={f"party-{place}": _("signatures needed")},
        )


def _nobody_twice(contents: Contents) -> None:
    """A branch that stood on two sides would sign with itself."""
    named = [branch.pk for branch in contents.branches()]
    bodies = [party.organisation.pk for party in contents.parties if party.organisation]
    if len(set(named)) != len(named) or len(set(bodies)) != len(bodies):
        raise Invalid(_("The same branch or organisation is named twice."))


def _pairings_must_belong(contents: Contents) -> None:
    named = {branch.pk for branch in contents.branches()}
    hosts = {party.organisation.pk for party in contents.parties if party.organisation}
    for named_pairing in contents.pairings:
        sides = (named_pairing.village, named_pairing.partner)
        if not all(side.pk in named or side.host_id in hosts for side in sides):
            raise Invalid(_("A pairing belongs to an accord when both of its sides are in it."))
        if named_pairing.state == PairingState.ENDED:
            raise Invalid(_("A pairing that has ended cannot stand behind an accord."))


def put(version: TextVersion, contents: Contents) -> None:
    """Set a text's own words, without saving them."""
    version.title, version.document_number = contents.title.strip(), contents.number.strip()
    version.preamble, version.principle = contents.preamble.strip(), contents.principle.strip()
    version.body, version.in_turn = contents.body, contents.in_turn


def make_known(accord: Accord) -> None:
    """Give the accord what its text says that all its readers know: the text in force, else the
    newest that was sent, else the draft. What is being written leaves an accord as it is."""
    texts = TextVersion.within(Scope.of_everything()).filter(accord=accord).order_by("number")
    text = (
        texts.filter(in_force_from__isnull=False, in_force_to=None).last()
        or texts.filter(sent_at__isnull=False).last()
        or texts.last()
    )
    if text is None:
        return
    accord.title, accord.number, accord.body = text.title, text.document_number, text.body
    accord.save(update_fields=["title", "number", "body"])
    behind = Accord.pairings.through._default_manager.filter(accord_id=accord.pk)
    wanted = {one.pairing_id for one in links_of(text)}
    if wanted != {one.pairing_id for one in behind}:
        behind.delete()
        accord.pairings.add(*wanted)


def links_of(text: TextVersion) -> Any:
    """Which pairings begin with a text, as rows of the table between them."""
    return TextVersion.pairings.through._default_manager.filter(textversion_id=text.pk)


def write(version: TextVersion, contents: Contents) -> None:
    """Put parties and clauses under a version that was never sent; what was there goes."""
    version.clauses.all().delete()
    version.parties.all().delete()
    parties = _write_parties(version, contents.parties)
    clauses = Clause.objects.bulk_create(
        Clause(
            version=version,
            order=order,
            heading=one.heading.strip(),
            text=one.text.strip(),
            area=one.area,
            due=one.due,
            state=CLAUSE.initial,
            continues_id=_in_force(version.accord, one.continues),
        )
        for order, one in enumerate(contents.clauses, start=1)
    )
    give_owners(
        (clause, parties[place - 1])
        for clause, one in zip(clauses, contents.clauses, strict=True)
        for place in one.owners
    )


def give_owners(owned: Iterable[tuple[Clause, AccordParty]]) -> None:
    """Say which parties promised which clauses."""
    through = Clause.owners.through
    through._default_manager.bulk_create(
        through(clause_id=clause.pk, accordparty_id=party.pk) for clause, party in owned
    )


def _write_parties(version: TextVersion, drafts: tuple[PartyDraft, ...]) -> list[AccordParty]:
    parties: list[AccordParty] = AccordParty.objects.bulk_create(
        AccordParty(
            version=version,
            order=place,
            kind=one.kind,
            organisation=one.organisation,
            branch=one.branch,
            name=one.written_name,
            quorum=one.needed,
        )
        for place, one in enumerate(drafts, start=1)
    )
    GroupMember.objects.bulk_create(
        GroupMember(
            party=party,
            branch=member.branch,
            posting=member.posting,
            name=member.written_name,
        )
        for party, one in zip(parties, drafts, strict=True)
        for member in one.members
    )
    return parties


def _in_force(accord: Accord, clause: int | None) -> int | None:
    """The clause that is continued, if it is one of the text in force of this very accord."""
    if clause is None:
        return None
    from ..selectors import text_in_force

    text = text_in_force(accord)
    found = text.clauses.filter(pk=clause).first() if text else None
    return found.pk if found else None


def set_pairings(version: TextVersion, keys: Iterable[int]) -> None:
    """Link the pairings that begin when this text takes effect."""
    links_of(version).delete()
    version.pairings.add(*keys)

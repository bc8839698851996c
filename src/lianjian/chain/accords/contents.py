"""What an accord's text is made of, before it is rows: the input of *draft*, *revise*, *amend*."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from lianjian.chain.pairing.models import Pairing
from lianjian.chain.registry.models import Branch, Posting
from lianjian.ground.organisations.models import Organisation

from .models import AccordParty, GroupMember, JointBody


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """A member of a group: a branch, or the first secretary of a posting to it."""

    branch: Branch
    posting: Posting | None = None
    name: str = ""

    @property
    def written_name(self) -> str:
        return self.name.strip() or self.branch.name


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """One party: an organisation, a branch, or (with members) a group of which ``quorum`` sign."""

    organisation: Organisation | None = None
    branch: Branch | None = None
    members: tuple[MemberDraft, ...] = ()
    name: str = ""
    quorum: int = 0

    @property
    def kind(self) -> str:
        if self.organisation is not None:
            return AccordParty.Kind.ORGANISATION
        return AccordParty.Kind.BRANCH if self.branch is not None else AccordParty.Kind.GROUP

    @property
    def written_name(self) -> str:
        return self.name.strip() or str(self.organisation or self.branch or "")

    @property
    def needed(self) -> int:
        """How many signatures: one, or for a group its quorum (all members, if none is given)."""
        if self.kind != AccordParty.Kind.GROUP:
            return 1
        return self.quorum or len(self.members)


@dataclass(frozen=True, slots=True)
class ClauseDraft:
    """One promise. ``owners`` are places of parties, from 1; ``continues`` a clause in force."""

    heading: str
    text: str
    area: str = ""
    owners: tuple[int, ...] = ()
    due: dt.date | None = None
    continues: int | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The whole of a text, and what stands behind it."""

    title: str
    parties: tuple[PartyDraft, ...] = ()
    clauses: tuple[ClauseDraft, ...] = ()
    number: str = ""
    preamble: str = ""
    principle: str = ""
    in_turn: bool = False
    body: JointBody | None = None
    pairings: tuple[Pairing, ...] = field(default=())

    def branches(self) -> list[Branch]:
        """Every branch that is a party or a member."""
        own = [party.branch for party in self.parties if party.branch is not None]
        return own + [member.branch for party in self.parties for member in party.members]


@dataclass(frozen=True, slots=True)
class Variation:
    """One accord of many worded alike: its title, and the party that is another one in it."""

    title: str = ""
    side: Organisation | Branch | None = None

    def as_party(self) -> PartyDraft:
        if isinstance(self.side, Organisation):
            return PartyDraft(organisation=self.side)
        return PartyDraft(branch=self.side)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """For which party, or member of it, a signer confirms which bytes (SM3, hexadecimal)."""

    party: AccordParty
    digest: str
    member: GroupMember | None = None

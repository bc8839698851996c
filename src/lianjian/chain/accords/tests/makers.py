"""Small verbs that make joint bodies and accords, by the services themselves.

``three_parties`` is article A's setting (a county issues) and ``a_society_accord`` article B's
(a society issues, nobody is above it). ``an_accord`` goes as far as it is told.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.cast import Character, World
from tests.makers import a_division, a_post, an_organisation

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.contents import ClauseDraft, Contents, MemberDraft, PartyDraft
from lianjian.chain.accords.models import (
    Accord,
    AccordParty,
    Clause,
    GroupMember,
    JointBody,
    Signature,
    TextVersion,
)
from lianjian.chain.pairing.models import Pairing
from lianjian.chain.registry.models import Branch, Posting
from lianjian.chain.registry.tests.makers import a_branch, a_posting
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.organisations.models import DirectoryEntry, Kind, Organisation

ALL = Scope.of_everything()
_number = count(1)


@dataclass(frozen=True)
class Village:
    """A village with its branch, its secretary and its posted first secretary."""

    host: Organisation
    branch: Branch
    secretary: Character
    first_secretary: Character
    posting: Posting

    @property
    def as_branch(self) -> MemberDraft:
        return MemberDraft(branch=self.branch)

    @property
    def as_posting(self) -> MemberDraft:
        return MemberDraft(branch=self.branch, posting=self.posting)


def a_village(digits: str, name: str, *, kept_by: Organisation | None = None) -> Village:
    """A village and its people; in a society's directory if ``kept_by`` is given."""
    division = a_division(digits, name)
    host = an_organisation(name, kind=Kind.VILLAGE, affiliation=division, kept_by=kept_by)
    branch = a_branch(host)
    secretary = a_post(Role.VILLAGE_SECRETARY, division=division, organisation=host)
    first = a_post(Role.FIRST_SECRETARY, division=division, organisation=host)
    posting = a_posting(branch, person=first.person)
    return Village(host, branch, Character(secretary), Character(first), posting)


def villages(world: World, how_many: int, *, kept_by: Organisation | None = None) -> list[Village]:
    """Villages of Sample County's town, beside Stone Village."""
    code = world.town.code // 10**6
    start = 210 + next(_number) * 30
    return [
        a_village(f"{code}{start + place}", f"示例{start + place}村", kept_by=kept_by)
        for place in range(how_many)
    ]


def branch_of(host: Organisation) -> Branch:
    """The branch of a body of the cast, made when it is first asked for."""
    with scope_lifted("a maker"):
        found: Branch | None = Branch.objects.filter(host=host, unit="").first()
    return found or a_branch(host)


def clauses(parties: int = 2) -> tuple[ClauseDraft, ...]:
    everyone = tuple(range(1, parties + 1))
    return (
        ClauseDraft(
            "季度会商", "各方每季度到村会商不少于一次。", owners=everyone, due=dt.date(2099, 12, 31)
        ),
        ClauseDraft("专家咨询", "乙方组织专家到村咨询，每年不少于12人次。", owners=(2,)),
    )


def contents_between(*parties: PartyDraft, **more: Any) -> Contents:
    """A text of two clauses between these parties."""
    details = {
        "title": "石桥片区共建协议",
        "number": "示联建〔2026〕7号",
        "preamble": "为推动信息互通、资源共享、项目共建，经协商一致，订立本协议。",
        "principle": "自愿结对，量力而行。",
        "clauses": clauses(len(parties)),
        **more,
    }
    return Contents(parties=parties, **details)


@dataclass(frozen=True)
class Setting:
    """Who is in an accord, and who signs it in which order."""

    issuer: Character
    contents: Contents
    signers: tuple[Character, ...]

    @property
    def where(self) -> Any:
        return self.issuer.post.organisation or self.issuer.post.division


def three_parties(world: World, *, members: int = 3, quorum: int = 2, **more: Any) -> Setting:
    """Article A: the county issues; Stone, the University, and a group of villages (n of m)."""
    group = villages(world, members)
    contents = contents_between(
        PartyDraft(branch=branch_of(world.stone)),
        PartyDraft(branch=branch_of(world.university)),
        PartyDraft(name="石桥片区各村", members=tuple(v.as_branch for v in group), quorum=quorum),
        **more,
    )
    signers = (world.lin, world.wen, *(village.secretary for village in group))
    return Setting(world.mei, contents, signers)


def a_society_accord(world: World, *, members: int = 10, quorum: int = 10) -> Setting:
    """Article B: a society issues; two societies' branches and a group of first secretaries."""
    media = an_organisation(
        "省三农传播中心", kind=Kind.MEDIA, affiliation=None, kept_by=world.society
    )
    liaison = Character(a_post(Role.LIAISON, organisation=media))
    group = villages(world, members, kept_by=world.society)
    contents = contents_between(
        PartyDraft(branch=branch_of(world.society)),
        PartyDraft(branch=branch_of(media)),
        PartyDraft(
            name="驻石桥片区第一书记", members=tuple(v.as_posting for v in group), quorum=quorum
        ),
    )
    signers = (world.bo, liaison, *(village.first_secretary for village in group))
    return Setting(world.bo, contents, signers)


def keep(division_or_society: Any, host: Organisation) -> None:
    """Put a body into a directory."""
    with scope_lifted("a maker"):
        field = "keeper" if isinstance(division_or_society, Organisation) else "division"
        DirectoryEntry.objects.create(organisation=host, **{field: division_or_society})


def a_draft(setting: Setting) -> Accord:
    """An accord that its issuer has begun."""
    return services.draft(
        setting.issuer.actor, issuer=setting.where, contents=setting.contents, is_demo=True
    )


def in_consultation(setting: Setting) -> Accord:
    accord = a_draft(setting)
    services.consult(setting.issuer.actor, accord=accord)
    return accord


def opened(setting: Setting, accord: Accord | None = None) -> Accord:
    """An accord that waits for its signatures."""
    accord = accord or in_consultation(setting)
    services.open_for_signing(setting.issuer.actor, accord=accord)
    return accord


def signed_by(accord: Accord, *signers: Character) -> Accord:
    """These people sign, one after the other, each what they are shown."""
    for signer in signers:
        sign(signer, accord)
    return seen(accord)


def an_accord(setting: Setting, *, signed_by_all: bool = True) -> Accord:
    """An accord in force, or (``signed_by_all=False``) one that waits for all its signatures."""
    accord = opened(setting)
    if signed_by_all:
        # The text is read once, not anew for each signer: most tests of this room begin here.
        version = text(accord)
        assert version.unsigned is not None
        for signer in setting.signers:
            place = selectors.places_of(signer.actor, version)[0]
            signed = services.sign(
                signer.actor,
                party=place.party,
                member=place.member,
                digest=version.unsigned.digest,
            )
            if signed.version.accord.state == "active":
                break
    return seen(accord)


def sign(signer: Character, accord: Accord, *, digest: str = "") -> Signature:
    """Sign what the signer is shown (or another digest) for the party or member that is theirs."""
    actor = signer.actor
    party, member = place_of(actor, accord)
    return services.sign(actor, party=party, member=member, digest=digest or shown(accord))


def place_of(actor: Actor, accord: Accord) -> tuple[AccordParty, GroupMember | None]:
    """The party, and the member, that an actor signs for in the text in hand."""
    found = selectors.places_of(actor, text(accord, actor.scope))
    assert found, "this actor signs for nobody"
    return found[0].party, found[0].member


def text(accord: Accord, scope: Scope = ALL) -> TextVersion:
    """The text in hand, as a reader sees it."""
    version = selectors.text_in_hand(Accord.get_within(scope, pk=accord.pk))
    assert version is not None
    return version


def shown(accord: Accord) -> str:
    """The digest of the file that signers are shown."""
    version = text(accord)
    assert version.unsigned is not None
    return version.unsigned.digest


def seen(accord: Accord, scope: Scope = ALL) -> Accord:
    """The accord as it stands now."""
    return selectors.accord(scope, accord.pk)


def first_clause(accord: Accord, scope: Scope = ALL) -> Clause:
    version = selectors.text_in_force(seen(accord, scope)) or text(accord, scope)
    clause = selectors.clauses_of(version).first()
    assert clause is not None
    return clause


def a_pairing(village: Branch, partner: Branch, *, state: str = "agreed") -> Pairing:
    """Two branches that agreed, with nothing behind them yet."""
    with scope_lifted("a maker"):
        made: Pairing = Pairing.objects.create(
            village=village,
            partner=partner,
            origin=Pairing.Origin.BEFORE,
            state=state,
            agreed_on=clock.today(),
        )
        return made


def a_body(world: World, *, approved: bool = False, name: str = "石桥片区联建党总支") -> JointBody:
    """A joint body of Stone and the University, proposed to the county."""
    body = services.propose_body(
        world.mei.actor,
        name=name,
        kind=JointBody.Kind.GENERAL_BRANCH,
        division=world.county,
        members=[branch_of(world.stone), branch_of(world.university)],
    )
    return approve(world, body) if approved else body


def approve(world: World, body: JointBody) -> JointBody:
    return services.approve_body(
        world.mei.actor,
        body=body,
        committee="中共示例县委组织部",
        number="示组〔2026〕3号",
        approved_on=clock.today(),
    )


def three_parties_again(world: World) -> Setting:
    """Another accord of the same people."""
    return three_parties(world)


def in_force(accord: Accord) -> TextVersion:
    """The text that binds."""
    version = selectors.text_in_force(seen(accord))
    assert version is not None
    return version


def end(pairing: Pairing) -> None:
    """A pairing that ends, behind the commands' backs."""
    with scope_lifted("a maker"):
        Pairing.objects.filter(pk=pairing.pk).update(state="ended")


def forge_digest(version: TextVersion) -> None:
    """Signatures as if under other bytes, with a superuser's rights."""
    with scope_lifted("a forger"):
        Signature.objects.filter(version=version).update(digest="0" * 64)


def of_before(world: World, *, scan: bytes = b"%PDF-1.7 a scan") -> Accord:
    """An accord of Stone Village and the university, signed on paper, with its scan."""
    parties = (
        PartyDraft(branch=branch_of(world.stone)),
        PartyDraft(branch=branch_of(world.university)),
    )
    accord = services.record_existing(
        world.mei.actor,
        issuer=world.county,
        contents=Contents("共建协议", parties, number="〔2023〕1"),
        active_since=dt.date(2023, 7, 1),
    )
    services.keep_scan(world.mei.actor, accord=accord, scan=scan)
    return accord


def a_body_at_work(world: World, name: str = "石桥片区联建党支部") -> JointBody:
    """An approved joint body of Stone and the University that has taken up its work."""
    body = a_body(world, approved=True, name=name)
    return services.set_to_work(world.mei.actor, body=body)

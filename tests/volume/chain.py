"""What came of it: needs and offers, rounds, proposals, pairings, joint bodies, accords."""

from __future__ import annotations

from lianjian.chain.accords.models import (
    Accord,
    AccordParty,
    BodyMember,
    BodyOffice,
    GroupMember,
    JointBody,
    LeadingGroup,
    Liaison,
    TextVersion,
)
from lianjian.chain.exchange.models import DormantAsset, Need, Offer, Sharing
from lianjian.chain.pairing.models import Pairing, Participant, Proposal, Round, RuleSet

from .inserting import insert
from .places import COUNTY, LONG_AGO, OTHER, SOON, TOWNS, VILLAGE, VILLAGES, Nation


def chain(nation: Nation) -> None:
    """Everything from need to accord, for a nation whose branches are there."""
    _exchange(nation)
    _pairing(nation)
    _joint_bodies(nation)
    _accords(nation)
    _parties(nation)
    _sides(nation)


def _exchange(nation: Nation) -> None:
    for model, base, count, each in (
        (Need, VILLAGE, nation.villages, 1),
        (Offer, OTHER, nation.organisations * 2, 2),
    ):
        insert(
            model,
            count,
            id="n + 1",
            branch_id=f"{base} + n / {each}",
            title="'果品销路' || CAST(n %% 50 AS text)",
            area="CASE n %% 2 WHEN 0 THEN 'industry' ELSE 'talent' END",
            state="'open'",
        )
    insert(
        DormantAsset,
        nation.villages // 3,
        branch_id=f"{VILLAGE} + n * 3",
        title="'旧校舍' || CAST(n AS text)",
        sort="'building'",
        state="'dormant'",
    )

    for reader, key in (
        ("organisation_id", f"{OTHER} + n %% {nation.organisations}"),
        ("division_id", f"{COUNTY} + n %% {nation.counties}"),
    ):
        insert(
            Sharing,
            nation.villages // 10,
            branch_id=f"{VILLAGE} + n * 10",
            cause="'round:' || CAST(n AS text)",
            **{reader: key},
        )


def _pairing(nation: Nation) -> None:
    others, county = nation.organisations, VILLAGES * TOWNS
    insert(RuleSet, nation.counties, id="n + 1001", division_id=f"{COUNTY} + n")
    insert(
        Round,
        nation.counties,
        id="n + 1001",
        name="'轮次' || CAST(n AS text)",
        division_id=f"{COUNTY} + n",
        rules_id="n + 1001",
    )
    insert(
        Participant,
        nation.villages,
        id="n + 1001",
        round_id=f"n / {county} + 1001",
        branch_id=f"{VILLAGE} + n",
        side="'village'",
        capacity="1",
    )
    partner = f"{OTHER} + (n * 7) %% {others}"
    insert(
        Proposal,
        nation.villages,
        id="n + 1001",
        round_id=f"n / {county} + 1001",
        village_id=f"{VILLAGE} + n",
        partner_id=partner,
        score="500000",
        reasons="'[]'",
        state="'proposed'",
        reply_by=f"'{SOON}'",
    )
    insert(
        Pairing,
        nation.villages // 2,
        village_id=f"{VILLAGE} + n * 2",
        partner_id=f"{OTHER} + (n * 14) %% {others}",
        origin="'round'",
        proposal_id="n * 2 + 1001",
        agreed_on=f"'{LONG_AGO}'",
    )


def _joint_bodies(nation: Nation) -> None:
    bodies = nation.counties * 10
    insert(
        JointBody,
        bodies,
        id="n + 1001",
        name="'联合党委' || CAST(n AS text)",
        kind="'joint_committee'",
        division_id=f"{COUNTY} + n / 10",
    )
    insert(
        BodyMember,
        bodies,
        body_id="n + 1001",
        branch_id=f"{VILLAGE} + (n * 20) %% {nation.villages}",
    )


def _accords(nation: Nation) -> None:
    accords = nation.counties * 20
    insert(
        Accord,
        accords,
        id="n + 1001",
        title="'协议' || CAST(n AS text)",
        code="'C' || CAST(n AS text)",
        division_id=f"{COUNTY} + n / 20",
    )
    insert(
        TextVersion,
        accords,
        id="n + 1001",
        accord_id="n + 1001",
        number="1",
        sent_at=f"'{LONG_AGO} 00:00:00+00:00'",
    )


def _parties(nation: Nation) -> None:
    accords = nation.counties * 20
    insert(
        AccordParty,
        accords,
        version_id="n + 1001",
        order="1",
        kind="'branch'",
        branch_id=f"{VILLAGE} + (n * 10) %% {nation.villages}",
        name="'例'",
    )
    insert(
        AccordParty,
        accords,
        id=f"{OTHER} + n",
        version_id="n + 1001",
        order="2",
        kind="'group'",
        name="'例'",
    )
    insert(
        AccordParty,
        accords,
        version_id="n + 1001",
        order="3",
        kind="'organisation'",
        organisation_id=f"{OTHER} + n %% {nation.organisations}",
        name="'例'",
    )
    insert(
        GroupMember,
        accords,
        party_id=f"{OTHER} + n",
        branch_id=f"{VILLAGE} + (n * 10 + 1) %% {nation.villages}",
        name="'例'",
    )


def _sides(nation: Nation) -> None:
    """A group that is late and a liaison of each accord's branch, a deputy in each body."""
    accords = nation.counties * 20
    of_a_branch = {
        "accord_id": "n + 1001",
        "branch_id": f"{VILLAGE} + (n * 10) %% {nation.villages}",
        "party": "'例'",
    }
    insert(
        LeadingGroup,
        accords,
        **of_a_branch,
        name="'领导小组' || CAST(n AS text)",
        state="'planned'",
        due=f"'{LONG_AGO}'",
    )
    insert(
        Liaison,
        accords,
        **of_a_branch,
        contact="'联络员'",
        cadence="'quarterly'",
        answer_days="5",
        since=f"'{LONG_AGO}'",
    )
    insert(
        BodyOffice,
        nation.counties * 10,
        body_id="n + 1001",
        rank="'deputy'",
        holder="'例'",
        starts=f"'{LONG_AGO}'",
    )

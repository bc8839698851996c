"""A round's plan as a network: who would be joined with whom, township by township (M33).

Beside what the draft recommends stand the pairings that there are and the replies that are still
open, so that a bridge is a partner without whom a village would have nobody at all. A county's
lines are too many for one picture: a picture has one township, or a part of a large one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lianjian.chain.registry import selectors as registry
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Text

from . import picture, selectors, span
from .board import in_order, latest_proposals
from .geography import town_of
from .life import PairingState, ProposalState
from .material import Pair
from .models import Pairing, Participant, Proposal, Round, Solution
from .names import named_by
from .network import Bridge, bridges_of
from .wide.counties_of_round import villages_in

MOST, PAGE = 20, 40
"""So many villages at most in one picture, and in all pictures of one page."""


@dataclass(frozen=True)
class Link:
    """A village and a partner, ``said`` in words; without a ``stroke`` nothing has come of it."""

    village: Branch
    partner: Branch
    stroke: picture.Stroke | None
    said: Text
    url: str

    @property
    def pair(self) -> tuple[int, int]:
        return self.village.pk, self.partner.pk


@dataclass(frozen=True)
class Group:
    """The villages of a township or of a part of it (``part`` of ``parts``), in place order.

    ``also``: how many villages elsewhere a partner is joined with. ``alone`` have nobody,
    ``apart`` only pairings that the reader may not see.
    """

    key: str
    town: str
    part: int
    parts: int
    villages: list[Branch]
    links: list[Link]
    bridges: list[Bridge]
    alone: list[Branch]
    apart: list[Branch]
    also: Mapping[int, int]
    urls: Mapping[int, str]

    @property
    def lines(self) -> list[Link]:
        return [link for link in self.links if link.stroke]

    def by_village(self) -> list[tuple[Branch, list[Link]]]:
        """The same in words: each village that was joined with somebody, and with whom."""
        known = [(one, [x for x in self.links if x.village.pk == one.pk]) for one in self.villages]
        return [(village, links) for village, links in known if links]

    def drawing(self) -> SafeString:
        """Villages with a line at the left, partners opposite to them at the right."""
        lines = self.lines
        joined = {link.village.pk for link in lines}
        villages = [one for one in self.villages if one.pk in joined]
        ringed = {bridge.partner.pk for bridge in self.bridges}
        return picture.drawn(
            [self._node(one, self.links) for one in villages],
            [
                self._node(one, lines, "bridge" if one.pk in ringed else "node")
                for one in {link.partner.pk: link.partner for link in lines}.values()
            ],
            [
                picture.Line(
                    *link.pair,
                    link.stroke,
                    f"{link.village.host.name} – {link.partner.name}: {link.said}",
                )
                for link in lines
                if link.stroke
            ],
            self.sentence(),
        )

    def _node(
        self, branch: Branch, links: Iterable[Link], look: picture.Look = "node"
    ) -> picture.Node:
        url = next((x.url for x in links if branch.pk in x.pair), "")
        more = self.also.get(branch.pk, 0)
        return picture.Node(
            branch.pk,
            branch.host.name,
            branch.name,
            look,
            self.urls.get(branch.pk, "") or url,
            f"+{more}" if more else "",
        )

    def sentence(self) -> str:
        """What the picture shows, in words."""
        lines = self.lines
        return _(
            "%(town)s: %(villages)s villages, %(partners)s partners, %(pairs)s pairs; "
            "%(alone)s villages still without"
        ) % {
            "town": self.town,
            "villages": len(self.villages),
            "partners": len({link.partner.pk for link in lines}),
            "pairs": len(lines),
            "alone": len(self.alone),
        }


@dataclass(frozen=True)
class RoundNetwork:
    """The pictures of one page, the way to the others, and who in all has nobody."""

    pages: list[list[Group]]
    number: int

    @property
    def groups(self) -> list[Group]:
        return self.pages[self.number - 1] if self.pages else []

    @property
    def index(self) -> list[tuple[int, Group]]:
        """Every picture with the number of its page."""
        return [(n, group) for n, page in enumerate(self.pages, 1) for group in page]

    @property
    def alone(self) -> list[tuple[Group, list[Branch]]]:
        """Who has nobody, by township."""
        return [(group, group.alone) for _n, group in self.index if group.alone]

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def next(self) -> int:
        return self.number + 1 if self.number < len(self.pages) else 0


def network_of_round(
    scope: Scope, round: Round, solution: Solution, *, number: int = 1, county: int | None = None
) -> RoundNetwork:
    """The pictures of page ``number`` (from 1; the nearest there is) of one version of a round; of
    a wide one, of the villages of one ``county`` (its code)."""
    elsewhere = Counter[int]()
    if county is None:
        people = list(selectors.participants(scope, round))
        villages = [row.branch for row in people if row.side == Participant.Side.VILLAGE]
        branches = {row.branch_id: row.branch for row in people}
        pairs = in_order(solution.pairs, branches)
    else:
        villages = [row.branch for row in villages_in(scope, round, county)]
        here = {one.pk for one in villages}
        pairs = [(village, partner) for village, partner in solution.pairs if village in here]
        branches = {one.pk: one for one in villages}
        branches |= named_by(scope, round)({partner for _village, partner in pairs})
        pairs = [pair for pair in pairs if pair[1] in branches]
        mine = {partner for _village, partner in pairs}
        elsewhere.update(b for a, b in solution.pairs if b in mine and a not in here)
    links = _links(scope, round, solution, branches, pairs)
    held = span.held([one.pk for one in villages])
    urls = _addresses(scope, {link.partner.pk for link in links})
    groups = [
        _group(town, part, parts, links, held, urls, elsewhere)
        for town in _towns(villages)
        for part, parts in _parts(town)
    ]
    pages = _packed(groups)
    return RoundNetwork(pages, min(max(1, number), max(1, len(pages))))


def _links(
    scope: Scope,
    round: Round,
    solution: Solution,
    branches: Mapping[int, Branch],
    pairs: Sequence[Pair],
) -> list[Link]:
    """What stands first, then what the draft recommends, then what waits in other rounds; a pair
    is there once."""
    mine = Q(village__in=[key for key, one in branches.items() if one.is_village])
    standing = selectors.standing_pairings(scope).filter(mine).order_by("partner__name", "pk")
    waiting = selectors.proposals(scope).filter(mine, state=ProposalState.PROPOSED)
    elsewhere = waiting.exclude(round=round).order_by("partner__name", "pk")
    asked = latest_proposals(scope, round, pairs)
    board = reverse("pairing:round", args=[round.pk])
    found: dict[tuple[int, int], Link] = {}
    for link in chain(
        (_standing(row, round) for row in standing),
        (
            _recommended(
                branches[a],
                branches[b],
                asked.get((a, b)),
                f"{board}?version={solution.version}&village={a}&partner={b}#pair-{a}-{b}",
            )
            for a, b in pairs
        ),
        (_waiting_elsewhere(row) for row in elsewhere),
    ):
        found.setdefault(link.pair, link)
    return list(found.values())


def _standing(row: Pairing, round: Round) -> Link:
    live = row.state == PairingState.LIVE
    here = row.proposal is not None and row.proposal.round_id == round.pk
    said = _("a live pairing") if live else _("agreed")
    if here:
        said = _("%(state)s, from this round") % {"state": said}
    url = reverse("pairing:pairing", args=[row.pk])
    return Link(row.village, row.partner, "live" if live else "agreed", said, url)


def _recommended(village: Branch, partner: Branch, proposal: Proposal | None, url: str) -> Link:
    """A pair of the draft; a proposal that did not become a pairing has no line any more."""
    if proposal is None or proposal.state == ProposalState.TAKEN_BACK:
        return Link(village, partner, "plan", _("in this draft"), url)
    if proposal.state == ProposalState.PROPOSED:
        return Link(village, partner, "plan", proposal.get_state_display(), url)
    if proposal.state == ProposalState.AGREED:
        return Link(village, partner, None, _("agreed, and ended since"), url)
    return Link(village, partner, None, proposal.get_state_display(), url)


def _waiting_elsewhere(row: Proposal) -> Link:
    url = reverse("pairing:proposal", args=[row.pk])
    return Link(row.village, row.partner, "plan", _("waiting for replies in another round"), url)


def _addresses(scope: Scope, partners: Iterable[int]) -> dict[int, str]:
    """{branch: its page}, of those that the reader may open."""
    rows = registry.branches(scope).filter(pk__in=partners).order_by()
    return {
        key: reverse("registry:branch", args=[key]) for key in rows.values_list("pk", flat=True)
    }


def _towns(villages: Iterable[Branch]) -> list[list[Branch]]:
    found: dict[int, list[Branch]] = {}
    for branch in villages:
        town = town_of(branch)
        found.setdefault(town.pk if town else 0, []).append(branch)
    return list(found.values())


def _parts(town: Sequence[Branch]) -> list[tuple[int, int]]:
    parts = -(-len(town) // MOST)
    return [(part, parts) for part in range(1, parts + 1)]


def _group(
    town: Sequence[Branch],
    part: int,
    parts: int,
    links: Sequence[Link],
    held: Mapping[int, int],
    urls: Mapping[int, str],
    elsewhere: Mapping[int, int],
) -> Group:
    size = -(-len(town) // parts)
    villages = list(town[(part - 1) * size : part * size])
    keys = {one.pk for one in villages}
    lines = [link for link in links if link.stroke]
    joined = {link.village.pk for link in lines}
    partners = {link.partner.pk: link.partner for link in lines if link.village.pk in keys}
    place = town_of(town[0])
    also = [x.partner.pk for x in lines if x.partner.pk in partners and x.village.pk not in keys]
    return Group(
        key=f"{place.pk if place else 0}-{part}",
        town=place.name if place else "",
        part=part,
        parts=parts,
        villages=villages,
        links=[link for link in links if link.village.pk in keys],
        bridges=bridges_of(villages, [link.pair for link in lines], partners),
        alone=[one for one in villages if one.pk not in joined and not held[one.pk]],
        apart=[one for one in villages if one.pk not in joined and held[one.pk]],
        also=Counter(also) + Counter({key: elsewhere.get(key, 0) for key in partners}),
        urls=urls,
    )


def _packed(groups: Iterable[Group]) -> list[list[Group]]:
    """Pages of whole pictures, as many as fit on each."""
    pages: list[list[Group]] = []
    for group in groups:
        if pages and sum(len(one.villages) for one in (*pages[-1], group)) <= PAGE:
            pages[-1].append(group)
        else:
            pages.append([group])
    return pages

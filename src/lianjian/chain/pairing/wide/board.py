"""The board of a wide round, a page at a time: nobody but those on the page is read.

Its plan is kept in the order of the villages' division codes, so a page of it is twenty pairs from
the middle of a list of numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.core.paginator import Paginator

from lianjian.chain.registry.models import Branch
from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope
from lianjian.ground.organisations.models import Kind

from .. import selectors, span
from ..board import PAGE, Board, Row, Turns, latest_proposals, rows_of, shortages
from ..material import Pair, everybody
from ..models import Candidate, Participant, Round, Solution
from ..names import bearing, named_by
from ..wording import readable
from . import rows

MOST_FOUND = 20
"""So many partners are offered to whoever asks "why not?" by a name."""


def board_of(
    scope: Scope,
    round: Round,
    solution: Solution,
    *,
    text: str = "",
    number: str | int | None = 1,
    wanted: int | None = None,
) -> Board:
    """As ``pairing.board.board_of``, of a wide round; its townships have a page of their own."""
    pairs: list[Pair] = [(village, partner) for village, partner in solution.pairs]
    named = bearing(scope, round, text) if text.strip() else None
    listed = pairs if named is None else [p for p in pairs if p[0] in named or p[1] in named]
    if wanted is not None:
        at = next((n for n, pair in enumerate(listed) if pair[0] == wanted), 0)
        number = at // PAGE + 1
    page = Paginator(listed, PAGE).get_page(number)
    asked = named_by(scope, round)({wanted} if wanted is not None else set())
    return Board(
        solution=solution,
        rows=_rows(scope, round, list(page)),
        page=page,
        towns=[],
        turns=_turns(round, solution, pairs),
        shortages=shortages(solution, named_by(scope, round)),
        villages=list(asked.values()),
        partners=[],
    )


def _rows(scope: Scope, round: Round, pairs: Sequence[Pair]) -> list[Row]:
    """The pairs with their reasons. Those of an older draft, whose rows have gone, are scored as
    they would be now."""
    found = {(row.village.pk, row.partner.pk): row for row in rows_of(scope, round, pairs)}
    gone = [pair for pair in pairs if pair not in found]
    proposals = latest_proposals(scope, round, gone) if gone else {}
    people = {
        row.branch_id: row
        for row in selectors.participants(scope, round).filter(
            branch__in={key for pair in gone for key in pair}
        )
    }
    by_key = {row.pk: row for row in people.values()}
    for one in rows.asked(round, round.rules, gone, gone, clock.today()):
        village, partner = by_key[one.village], by_key[one.partner]
        pair = village.branch_id, partner.branch_id
        candidate = Candidate(
            round=round,
            village=village,
            partner=partner,
            score=one.score,
            reasons=one.reasons,
        )
        found[pair] = Row(candidate, readable(one.reasons), proposals.get(pair))
    return [found[pair] for pair in pairs if pair in found]


def _turns(round: Round, solution: Solution, pairs: Sequence[Pair]) -> Turns:
    posed, certificate = solution.instance, solution.certificate
    kind = dict(zip(posed["partners"]["id"], posed["partners"]["kind"], strict=True))
    kinds = Counter(kind[partner] for _village, partner in pairs)
    villages = posed["villages"]["id"]
    going = {village for village, _partner in pairs}
    held = span.held(everybody(round))
    paired = sum(1 for key in villages if held[key] and key not in going)
    return Turns(
        villages=len(villages),
        paired=paired,
        proposed=len(going),
        without=len(villages) - len(going) - paired,
        must=certificate["must_served"] + certificate["must_unservable"],
        must_served=certificate["must_served"],
        kinds=[(kind, kinds[kind]) for kind in Kind.values if kinds[kind]],
    )


def partners_called(scope: Scope, round: Round, text: str) -> list[Branch]:
    """The partners of a round with a text in their name, by name: whom to ask about."""
    if not text.strip():
        return []
    rows = selectors.participants(scope, round).filter(side=Participant.Side.PARTNER)
    rows = rows.filter(branch__name__icontains=text.strip())[:MOST_FOUND]
    return [row.branch for row in rows]

"""Who asks for candidates: villages, partners, what is recorded between them, and the rules.

All of it is read at once and kept as a few bytes for each; needs and offers are not (``sorting``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lianjian.engine.finding import (
    SAID_NO,
    Ground,
    Limits,
    Named,
    Partners,
    Said,
    Villages,
    Weights,
    barred,
    named_of,
    partner_order,
    village_order,
)
from lianjian.engine.pairing import UNIT, BadProblem, Bools, Ints, State, principles
from lianjian.engine.pairing.tables import LARGEST, numbered, whole

from .columns import (
    PARTNERS_ASKED,
    RULES,
    SAID,
    SIDES,
    STATES,
    TIES,
    VILLAGES_ASKED,
    WISHES,
)
from .rules import OF_PAIRS, must_be_known, rules_in
from .sources import Source, Unreadable, read_json
from .streams import Piece, is_there
from .streams import whole as read_whole

PRINCIPLES = ("willingness", "ties", "span", "relevance")
FARTHEST = ("anywhere", "province", "city")


@dataclass(frozen=True)
class Asked:
    """Villages and partners in the engine's order, by their ids; what the engine need not know
    passes through: ``must_serve``, ``kind``, ``capacity`` of a village, ``rules`` of pairs."""

    ground: Ground
    village_id: list[Any]
    capacity: Ints
    must_serve: Bools
    partner_id: list[Any]
    kind: list[str]
    rules: dict[str, Any]
    notes: tuple[str, ...]

    def village_rows(self) -> dict[Any, int]:
        return {name: row for row, name in enumerate(self.village_id)}

    def partner_rows(self) -> dict[Any, int]:
        return {name: row for row, name in enumerate(self.partner_id)}

    def with_offers(self, offers: Ints) -> Asked:
        """The same with the number of each partner's offers."""
        partners = replace(self.ground.partners, offers=offers)
        return replace(self, ground=replace(self.ground, partners=partners))


def read_asked(source: Source, limits: Limits) -> Asked:
    """Everybody, and what is recorded of single pairs; Unreadable with file, row and reason."""
    weights, rules = _rules(source)
    villages, partners = (read_whole(source, one) for one in (VILLAGES_ASKED, PARTNERS_ASKED))
    village_rows, partner_rows = known = (_numbered(villages), _numbered(partners))
    must_be_known(rules_in(rules, *map(list, known))[1], *known)
    wishes, to_all = _wishes(source, village_rows, partner_rows)
    code = villages.codes("division", least=6)
    room = _whole(villages, "capacity")
    order = _by_id(villages.ids("id"))
    order = order[village_order(code[order])]
    seat, affiliation = (partners.codes(n, least=2, empty=True) for n in ("seat", "affiliation"))
    home = np.where(seat < 0, affiliation, seat)
    span, held = _whole(partners, "capacity"), _whole(partners, "held")
    theirs = _by_id(partners.ids("id"))
    theirs = theirs[
        partner_order(home[theirs], span[theirs], held[theirs], to_all[1][theirs], weights)
    ]
    named, locks = _named(source, wishes, (village_rows, order), (partner_rows, theirs))
    ground = Ground(
        Villages(code[order], to_all[0][order], room[order]),
        Partners(
            home[theirs],
            affiliation[theirs],
            span[theirs],
            held[theirs],
            to_all[1][theirs],
            np.zeros(len(theirs), dtype=np.int64),
            span[theirs],
        ),
        named,
        weights,
        limits,
    )
    if locks is not None:
        _refuse_impossible(ground, *locks)
    village_id, partner_id, kind = villages.ids("id"), partners.ids("id"), partners.texts("kind")
    return Asked(
        ground,
        [village_id[row] for row in order.tolist()],
        room[order],
        villages.true_or_false("must_serve")[order],
        [partner_id[row] for row in theirs.tolist()],
        [kind[row] for row in theirs.tolist()],
        rules,
        tuple(
            f"{table.file}: the column {name} is not used"
            for table in (villages, partners)
            for name in table.unused
        ),
    )


def _numbered(table: Piece) -> dict[Any, int]:
    if not table.rows:
        raise Unreadable(table.file, "has a heading and no row")
    try:
        return numbered(table.file, table.ids("id"))
    except BadProblem as error:
        raise _as_seen(error, table) from None


def _whole(table: Piece, column: str) -> Ints:
    try:
        return whole(table.file, column, table.whole(column), 0, LARGEST)
    except BadProblem as error:
        raise _as_seen(error, table) from None


def _as_seen(error: BadProblem, table: Piece) -> Unreadable:
    if error.row is None:
        return Unreadable(table.file, error.reason)
    again = "" if error.first is None else f", as in {table.at(error.first)}"
    return table.refusal(error.row, f"{error.reason}{again}")


def _by_id(ids: list[Any]) -> Ints:
    """The rows by id, so that the order in which they were written shows nowhere."""
    return np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)


@dataclass(frozen=True)
class _Wishes:
    """What was said by name: rows of the tables as they stand, and what it counts, by side."""

    village: Ints
    partner: Ints
    worth: Ints
    side: Ints


def _wishes(
    source: Source, villages: dict[Any, int], partners: dict[Any, int]
) -> tuple[_Wishes, tuple[Ints, Ints]]:
    """What was said by name, and what each village and each partner said to anybody."""
    to_all = tuple(np.full(len(rows), principles.SILENT) for rows in (villages, partners))
    if not is_there(source, WISHES):
        none = np.zeros(0, dtype=np.int64)
        return _Wishes(none, none, none, none), (to_all[0], to_all[1])
    table = read_whole(source, WISHES)
    village = table.rows_of("village", villages, "village", empty=True)
    partner = table.rows_of("partner", partners, "partner", empty=True)
    side, wants = table.one_of("side", SIDES), table.true_or_false("wants")
    rank = (
        table.each("rank", _rank, "{column} must be a whole number from 1, not {value!r}")
        if ("rank" in table.columns)
        else np.zeros(table.rows, dtype=np.int64)
    )
    speaker = np.where(side == 0, village, partner)
    _refuse_first(table, speaker < 0, "does not say whose wish it is")
    by_name = (village >= 0) & (partner >= 0)
    _refuse_first(table, ~by_name & (rank > 0), "has a rank, but is towards anybody")
    _refuse_again(table, np.stack([side, village, partner]), "the same wish again")
    for number, words in enumerate(to_all):
        mine = ~by_name & (side == number)
        words[speaker[mine]] = np.where(wants[mine], principles.OPEN_TO_ALL, SAID_NO)
    worth = np.where(wants, principles.named(rank), SAID_NO)
    wishes = _Wishes(village[by_name], partner[by_name], worth[by_name], side[by_name])
    return wishes, (to_all[0], to_all[1])


def _rank(text: str) -> int | None:
    if not text:
        return 0
    fits = text.isascii() and text.isdecimal() and len(text) < 10
    return int(text) or None if fits else None


def _named(
    source: Source,
    wishes: _Wishes,
    villages: tuple[dict[Any, int], Ints],
    partners: tuple[dict[Any, int], Ints],
) -> tuple[Named, tuple[Piece, Said] | None]:
    """All records of single pairs, in the engine's rows; and the table of locked and forbidden
    ones, if there is one."""
    place = []
    for _rows, order in (villages, partners):
        inverse = np.empty(len(order), dtype=np.int64)
        inverse[order] = np.arange(len(order))
        place.append(inverse)

    def placed(village: Ints, partner: Ints, value: Ints) -> Said:
        return Said(place[0][village], place[1][partner], value)

    def told(table: Piece, value: Ints) -> Said:
        village = table.rows_of("village", villages[0], "village")
        partner = table.rows_of("partner", partners[0], "partner")
        if table.file.startswith(SAID.name):
            _refuse_again(table, np.stack([village, partner]), "the same pair again")
        return placed(village, partner, value)

    none = np.zeros(0, dtype=np.int64)
    ties = states = Said(none, none, none)
    locks = None
    if is_there(source, TIES):
        table = read_whole(source, TIES)
        ties = told(table, table.shares("strength", 0, UNIT))
    if is_there(source, SAID):
        table = read_whole(source, SAID)
        states = told(table, table.one_of("state", STATES[1:]) + 1)
        locks = table, states
    mine, theirs = (
        placed(wishes.village[at], wishes.partner[at], wishes.worth[at])
        for at in (wishes.side == 0, wishes.side == 1)
    )
    return named_of(ties, mine, theirs, states), locks


def _refuse_first(table: Piece, wrong: Bools, reason: str) -> None:
    if wrong.any():
        raise table.refusal(int(np.flatnonzero(wrong)[0]), reason)


def _refuse_again(table: Piece, columns: Ints, reason: str) -> None:
    """Refuse a row whose columns (columns, rows) another row has had."""
    _different, first, place = np.unique(columns, axis=1, return_index=True, return_inverse=True)
    again = np.flatnonzero(first[place.ravel()] != np.arange(columns.shape[1]))
    if len(again):
        row = int(again[0])
        before = table.at(int(first[place.ravel()[row]]))
        raise table.refusal(row, f"{reason}, as in {before}")


def _refuse_impossible(ground: Ground, table: Piece, said: Said) -> None:
    """A locked pair that the hard filter bars cannot be meant."""
    locked = said.value == State.LOCKED
    inside = barred(ground, said.village, said.partner)
    _refuse_first(
        table,
        locked & inside,
        "is locked, but the partner answers to the village's county, or is farther than the rules "
        "allow",
    )


def _rules(source: Source) -> tuple[Weights, dict[str, Any]]:
    """The weights, as in a new rule set where nothing is said; the rules of pairs as they stand."""
    if RULES not in source.names():
        return Weights(), {}
    said = read_json(source, RULES, ())
    known = (*PRINCIPLES, "floor", "farthest", *OF_PAIRS)
    unknown = sorted(set(said) - set(known))
    if unknown:
        raise Unreadable(RULES, f"{unknown[0]!r} is no rule; there are {', '.join(known)}")
    weights = {name: said[name] for name in (*PRINCIPLES, "floor") if name in said}
    for name, value in weights.items():
        if type(value) is not int or not 0 <= value <= 100:
            raise Unreadable(RULES, f"{name} must be whole percent from 0 to 100, not {value!r}")
    given = [name for name in PRINCIPLES if name in said]
    if given and (len(given) < 4 or sum(weights[name] for name in PRINCIPLES) != 100):
        raise Unreadable(RULES, f"{', '.join(PRINCIPLES)} must all be given, and be 100 together")
    farthest = said.get("farthest", "anywhere")
    if farthest not in FARTHEST:
        raise Unreadable(RULES, f"farthest must be one of {', '.join(FARTHEST)}, not {farthest!r}")
    of_pairs = {name: said[name] for name in OF_PAIRS if name in said}
    return Weights(**weights, farthest=farthest), of_pairs

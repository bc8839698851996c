"""The score of single pairs, exactly as a round scores them (``chain/pairing/scores``)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lianjian.engine.pairing import Bools, Ints, State, principles

from .kernels import relevances
from .posted import Posted
from .tables import Ground, Named


@dataclass(frozen=True)
class Scored:
    """Pairs by rows, each once: the four principles and their weighted sum in micro-units, what
    was said of the pair, and whether it can be in a plan at all."""

    village: Ints
    partner: Ints
    willingness: Ints
    ties: Ints
    span: Ints
    relevance: Ints
    score: Ints
    state: Ints
    allowed: Bools


def scored(ground: Ground, village: Ints, partner: Ints, needs: Posted, offers: Posted) -> Scored:
    """The pairs of ``village`` and ``partner``; ``needs`` and ``offers`` hold all that they post,
    and may hold more."""
    villages, partners, named = ground.villages, ground.partners, ground.named
    row, known = _named_row(named, village, partner, len(partners))
    home = partners.home[partner]
    away = principles.distance(villages.code[village], home)
    words = []
    for by_name, to_all in (
        (named.village_word, villages.word[village]),
        (named.partner_word, partners.word[partner]),
    ):
        said = by_name[row] if len(named) else to_all
        words.append(np.where(known & (said >= -1), said, to_all))
    willing = principles.willingness(*words)
    ties = np.where(known, named.ties[row], 0) if len(named) else np.zeros_like(willing)
    room = principles.free(partners.span[partner], partners.held[partner])
    span = principles.span(room, away)
    relevance = _relevance(village, partner, needs, offers)
    weights = ground.weights
    score = (
        weights.willingness * willing
        + weights.ties * ties
        + weights.span * span
        + weights.relevance * relevance
    ) // 100
    state = np.where(known, named.state[row], State.FREE) if len(named) else 0 * score
    allowed = ~barred(ground, village, partner)
    allowed &= (score >= weights.least) | (state == State.LOCKED)
    return Scored(village, partner, willing, ties, span, relevance, score, state, allowed)


_FARTHEST = {"anywhere": 3, "province": 2, "city": 1}
_REACH = np.array([1, 1, 2, 3])
"""By Distance; who is seated nowhere is not kept out for being far."""


def barred(ground: Ground, village: Ints, partner: Ints) -> Bools:
    """The hard filter: inside the village's own county, or farther than the rules allow."""
    away = principles.distance(ground.villages.code[village], ground.partners.home[partner])
    inside = principles.inside(ground.villages.code[village], ground.partners.affiliation[partner])
    return np.asarray(inside | (_REACH[away] > _FARTHEST[ground.weights.farthest]))


def _named_row(named: Named, village: Ints, partner: Ints, partners: int) -> tuple[Ints, Bools]:
    """Of each pair its row among the named ones, and whether it is one of them."""
    key, wanted = (
        v * np.int64(partners) + p for v, p in ((named.village, named.partner), (village, partner))
    )
    row = np.minimum(np.searchsorted(key, wanted), max(0, len(key) - 1))
    return row, key[row] == wanted if len(key) else np.zeros(len(wanted), dtype=np.bool_)


def _relevance(village: Ints, partner: Ints, needs: Posted, offers: Posted) -> Ints:
    found = np.zeros(len(village), dtype=np.int64)
    if len(needs) and len(offers):
        relevances(
            needs.lines,
            np.searchsorted(needs.owner, village),
            np.searchsorted(needs.owner, village, side="right"),
            offers.lines,
            np.searchsorted(offers.owner, partner),
            np.searchsorted(offers.owner, partner, side="right"),
            found,
        )
    return found

"""Relevance to each other's development (有发展关联, M30): what is needed, what is offered.

The figures come from the engine, which reckons them for all pairs at once; here stands the
sentence that a person reads: the need, the offer, and what the two have in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lianjian.chain.exchange.models import WorkArea
from lianjian.engine import pairing as engine
from lianjian.ground.core.industry import section_of

from .reason import Reason

_AREAS = {area: number for number, area in enumerate(WorkArea.values)}
_NOTHING = b""


@dataclass(frozen=True, slots=True)
class Listed:
    """A need or an offer: its line and what is said below it, its work area, its grade.

    ``settled``: whether a person has said the area; ``industry`` a code of GB/T 4754; ``meaning``
    the bytes of its sentence vector, empty while there is none.
    """

    title: str
    area: str
    detail: str = ""
    grade: int = 1
    settled: bool = True
    industry: str = ""
    meaning: bytes = _NOTHING

    @property
    def text(self) -> str:
        return f"{self.title} {self.detail}"


@dataclass(frozen=True, slots=True)
class Match:
    """A need with the offer that answers it best, if any does; ``score`` in micro-units."""

    need: Listed
    offer: Listed | None
    score: int


def tabled(listed: Iterable[tuple[int, Listed]], wide: int = 1) -> engine.Listings:
    """Needs or offers as the engine takes them, each with the row of its owner, ascending; their
    vectors with at least so many numbers."""
    rows = sorted(listed, key=lambda row: row[0])
    those = [one for _owner, one in rows]
    sections = [section_of(one.industry) for one in those]
    vectors = [np.frombuffer(one.meaning, dtype=np.int8) for one in those]
    width = max((wide, *(len(vector) for vector in vectors)))
    meaning = np.zeros((len(those), width), dtype=np.int8)
    for row, vector in enumerate(vectors):
        meaning[row, : len(vector)] = vector
    return engine.Listings(
        owner=np.array([owner for owner, _one in rows], dtype=np.int64),
        area=np.array([_AREAS[one.area] for one in those], dtype=np.int64),
        settled=np.array([one.settled for one in those], dtype=np.bool_),
        section=np.array([ord(letter) if letter else -1 for letter in sections], dtype=np.int64),
        division=np.array(
            [int(one.industry) if one.industry.isdigit() else -1 for one in those], dtype=np.int64
        ),
        texts=[one.text for one in those],
        meaning=meaning,
    )


def relevance(needs: Sequence[Listed], offers: Sequence[Listed]) -> Reason:
    """The best-answered need, and half of what is missing from the second best."""
    mine, theirs = both([(0, one) for one in needs], [(0, one) for one in offers])
    found = engine.relevance(mine, theirs, 1, 1)
    need, offer = int(found.need.item()), int(found.offer.item())
    best = (needs[need], offers[offer]) if need >= 0 else None
    return told(int(found.score.item()), best, needs=bool(needs), offers=bool(offers))


def both(
    needs: Sequence[tuple[int, Listed]], offers: Sequence[tuple[int, Listed]]
) -> tuple[engine.Listings, engine.Listings]:
    """Needs and offers as ``tabled`` makes them, with vectors of one size: the worker may have made
    those of one side alone."""
    wide = max((1, *(len(one.meaning) for _owner, one in (*needs, *offers))))
    return tabled(needs, wide), tabled(offers, wide)


def told(score: int, best: tuple[Listed, Listed] | None, *, needs: bool, offers: bool) -> Reason:
    """A score as the engine gave it, with the need and the offer that ``best`` answer each other;
    ``needs`` and ``offers``: whether there are any."""
    if best is None:
        missing = "no_need" if not needs else "none" if offers else "no_offer"
        return Reason(0, f"relevance_{missing}")
    need, offer = best
    return Reason(
        score,
        "relevance_match",
        {"need": need.title, "offer": offer.title, "alike": _alike(need, offer)},
        min(need.grade, offer.grade),
    )


def matches(needs: Sequence[Listed], offers: Sequence[Listed]) -> list[Match]:
    """For each need the offer that answers it best."""
    [found] = matches_of([(0, 0)], {0: needs}, {0: offers})
    return found


def matches_of(
    pairs: Sequence[tuple[int, int]],
    needs: Mapping[int, Sequence[Listed]],
    offers: Mapping[int, Sequence[Listed]],
) -> Iterator[list[Match]]:
    """The same of several pairs of a village and a partner, by their keys: all their needs are held
    against all their offers at once, which is cheaper as long as the pairs are few."""
    mine, theirs = (
        [(key, one) for key in sorted({pair[at] for pair in pairs}) for one in side.get(key, ())]
        for at, side in enumerate((needs, offers))
    )
    one, other = both(mine, theirs)
    close = engine.closeness(one, other) if mine and theirs else None
    for village, partner in pairs:
        asked, given = needs.get(village, ()), offers.get(partner, ())
        if close is None or not given:
            yield [Match(need, None, 0) for need in asked]
            continue
        row, column = one.owner.searchsorted(village), other.owner.searchsorted(partner)
        part = close[row : row + len(asked), column : column + len(given)]
        # Of several equals the first.
        best = part.argmax(axis=1).tolist()
        score = part.max(axis=1).tolist()
        yield [
            Match(need, given[at] if worth > 0 else None, worth)
            for need, at, worth in zip(asked, best, score, strict=True)
        ]


def _alike(need: Listed, offer: Listed) -> dict[str, Any]:
    """What a need and an offer have in common, as ``wording`` puts it into words."""
    found: dict[str, Any] = {}
    if need.area == offer.area:
        found["area" if need.settled and offer.settled else "area_guessed"] = need.area
    if need.industry and section_of(need.industry) == section_of(offer.industry):
        same = need.industry == offer.industry
        found["industry"] = need.industry if same else section_of(need.industry)
    if words := shared_words(need.text, offer.text):
        found["words"] = list(words)
    if near := _nearness(need.meaning, offer.meaning):
        found["meaning"] = near
    return found


def _nearness(one: bytes, other: bytes) -> int:
    """The cosine of two vectors in hundredths, 0 where it is too small to count."""
    if not one or len(one) != len(other):
        return 0
    left, right = (np.frombuffer(vector, dtype=np.int8).astype(float) for vector in (one, other))
    length = float(np.linalg.norm(left) * np.linalg.norm(right))
    cosine = float(left @ right) / length if length else 0.0
    return round(100 * cosine) if cosine > engine.FAR_APART else 0


def shared_words(one: str, other: str) -> tuple[str, ...]:
    """The longest pieces of two or more letters that both texts contain, longest first.

    Chinese has no blanks between words: pairs of neighbouring characters that both texts hold are
    joined into the longest runs. Some are given exactly when the engine counts shared words.
    """
    both = engine.bigrams(one) & engine.bigrams(other)
    found: list[str] = []
    start = 0
    while start < len(one) - 1:
        end = start + 2
        if one[start:end] not in both:
            start += 1
            continue
        while end < len(one) and one[end].isalpha() and one[start : end + 1] in other:
            end += 1
        found.append(one[start:end])
        start = end
    longest = sorted(dict.fromkeys(found), key=lambda word: (-len(word), one.index(word)))
    return tuple(longest[:3])

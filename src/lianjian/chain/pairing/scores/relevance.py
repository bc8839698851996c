"""Relevance to each other's development (有发展关联, M30): what is needed, what is offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .reason import UNIT, Reason

_SAME_AREA = 500_000
_SHORTEST_WORD = 2
_ENOUGH_WORDS = 4
"""This many shared characters in words count as full agreement of the wording."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A need or an offer: its line and what is said below it, its work area, its grade."""

    title: str
    area: str
    detail: str = ""
    grade: int = 1

    @property
    def text(self) -> str:
        return f"{self.title} {self.detail}"


@dataclass(frozen=True, slots=True)
class Match:
    """A need with the offer that answers it best, if any does; ``score`` in micro-units."""

    need: Listed
    offer: Listed | None
    score: int
    words: tuple[str, ...] = ()


def relevance(needs: Sequence[Listed], offers: Sequence[Listed]) -> Reason:
    """The best-answered need, and half of what is missing from the second best."""
    if not needs or not offers:
        return Reason(0, "relevance_no_need" if not needs else "relevance_no_offer")
    found = sorted(matches(needs, offers), key=lambda match: -match.score)
    best = found[0]
    if best.offer is None:
        return Reason(0, "relevance_none")
    second = found[1].score if len(found) > 1 else 0
    score = best.score + (UNIT - best.score) * second // (2 * UNIT)
    same = best.need.area == best.offer.area
    kind = ("area_words" if best.words else "area") if same else "words"
    return Reason(
        score,
        f"relevance_{kind}",
        {
            "need": best.need.title,
            "offer": best.offer.title,
            "area": best.need.area,
            "words": list(best.words),
        },
        min(best.need.grade, best.offer.grade),
    )


def matches(needs: Sequence[Listed], offers: Sequence[Listed]) -> list[Match]:
    """For each need the offer that answers it best: half by work area, half by shared words."""
    return [_best(need, offers) for need in needs]


def _best(need: Listed, offers: Sequence[Listed]) -> Match:
    best = Match(need, None, 0)
    for offer in offers:
        words = shared_words(need.text, offer.text)
        length = sum(len(word) for word in words)
        score = _SAME_AREA if need.area == offer.area else 0
        score += _SAME_AREA * min(length, _ENOUGH_WORDS) // _ENOUGH_WORDS
        if score > best.score:
            best = Match(need, offer, score, words)
    return best


def shared_words(one: str, other: str) -> tuple[str, ...]:
    """The longest pieces of two or more letters that both texts contain, longest first.

    Chinese has no blanks between words: pairs of neighbouring characters that both texts hold are
    joined into the longest runs.
    """
    found: list[str] = []
    start = 0
    while start < len(one) - 1:
        end = start + _SHORTEST_WORD
        if not _is_word(one[start:end]) or one[start:end] not in other:
            start += 1
            continue
        while end < len(one) and one[end].isalpha() and one[start : end + 1] in other:
            end += 1
        found.append(one[start:end])
        start = end
    longest = sorted(dict.fromkeys(found), key=lambda word: (-len(word), one.index(word)))
    return tuple(longest[:3])


def _is_word(pair: str) -> bool:
    return pair.isalpha() and not any(letter in _GLUE for letter in pair)


_GLUE = frozenset("的了和与及或在对为个有能可想要请给到一二三四五六七八九十")
"""Characters that hold sentences together and say nothing about what is needed."""

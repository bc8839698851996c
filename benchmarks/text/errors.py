"""How far from the truth a damaged text is, and how far after each repair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean
from typing import Any

from tests.noise.groups import Unaccounted
from tests.noise.kinds import Noise
from tests.noise.measure import Verdict, judged, rates, strict
from tests.noise.stories import STORIES, damage
from tests.noise.texts import Clean
from tests.noise.tracing import Damaged

from benchmarks.text import ours, peer

ROWS: dict[str, tuple[Noise, ...]] = {
    **{
        kind.value: (Noise.TRADITIONAL, kind) if kind is Noise.PINYIN_CHANGED else (kind,)
        for kind in Noise
    },
    **STORIES,
}


ASKED = 3
"""Offers of a text that are accepted, by lot: each is a whole repair more."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One damaged text after both repairs. ``verdict`` is None where our own edits do not lead from
    the raw text to the clean one."""

    verdict: Verdict | None
    before: tuple[float, float]
    """Strict and blind."""
    own: tuple[float, float]
    theirs: tuple[float, float]
    offers: int
    asked: int
    """Offers that were accepted, each in a run of its own, and how many of these were right."""
    right: int


def damaged_texts(
    texts: Sequence[Clean], row: str, strength: float, seed: int
) -> Iterator[Damaged]:
    """Every text that this noise can do something to."""
    for number, one in enumerate(texts):
        made = damage(one.text, [(kind, strength) for kind in ROWS[row]], Random(seed + number))
        if made.damages:
            yield made


def outcome(damaged: Damaged) -> Outcome:
    repaired = ours.repaired(damaged.raw)
    verdict = judged_or_none(damaged, repaired)
    chance = Random(len(damaged.raw))
    some = chance.sample(list(repaired.offers), min(ASKED, len(repaired.offers)))
    return Outcome(
        verdict,
        before=rates(damaged.raw, damaged),
        own=rates(repaired.clean, damaged),
        theirs=rates(peer.mended(damaged.raw), damaged),
        offers=len(repaired.offers),
        asked=len(some),
        right=sum(is_right(one, damaged, verdict) for one in some),
    )


def judged_or_none(damaged: Damaged, repaired: Any) -> Verdict | None:
    try:
        return judged(damaged, repaired)
    except Unaccounted:
        return None


def is_right(offer: Any, damaged: Damaged, without: Verdict | None) -> bool:
    """Whether the text is nearer to the truth with the offer accepted, by no wrong edit."""
    taken = judged_or_none(damaged, ours.repaired(damaged.raw, offer))
    if taken is None or without is None:
        return False
    return taken.after[0] < without.after[0] and len(taken.wrong) <= len(without.wrong)


HEADS = (
    "noise",
    "strength",
    "texts",
    "damages",
    "before, strict / blind",
    "ours, strict / blind",
    "peer, strict / blind",
    "perfect, ours / peer",
    "edits",
    "wrong",
    "altered",
    "unlisted",
    "offers, right of asked",
)


def heads() -> str:
    return f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}"


def row(name: str, strength: float, texts: Sequence[Clean], seed: int) -> str:
    """One line of the table. "?" counts texts whose edits do not add up."""
    found = list(damaged_texts(texts, name, strength, seed))
    if not found:
        return f"| {name} | {strength:g} | 0 {'| ' * (len(HEADS) - 2)}|"
    outcomes = [outcome(one) for one in found]
    verdicts = [one.verdict for one in outcomes if one.verdict]
    unknown = len(outcomes) - len(verdicts)

    def mean(pairs: list[tuple[float, float]]) -> str:
        return " / ".join(f"{fmean(sides):.4f}" for sides in zip(*pairs, strict=True))

    own, theirs = ([side[0] for side in sides] for sides in _sides(outcomes))
    cells = [
        name,
        f"{strength:g}",
        str(len(found)),
        f"{sum(len(one.damages) for one in found):,}",
        mean([one.before for one in outcomes]),
        mean([one.own for one in outcomes]),
        mean([one.theirs for one in outcomes]),
        f"{own.count(0.0)} / {theirs.count(0.0)}",
        f"{sum(one.edits for one in verdicts):,}" + (f" + {unknown}?" if unknown else ""),
        str(sum(len(one.wrong) for one in verdicts)),
        str(sum(len(one.altered) for one in verdicts)),
        str(sum(len(one.unlisted) for one in verdicts)),
        f"{sum(one.offers for one in outcomes):,}, {sum(one.right for one in outcomes)} of "
        f"{sum(one.asked for one in outcomes)}",
    ]
    return f"| {' | '.join(cells)} |"


def _sides(
    outcomes: Sequence[Outcome],
) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    return [one.own for one in outcomes], [one.theirs for one in outcomes]


def untouched(texts: Sequence[Clean]) -> str:
    """One line on clean texts: how many characters each side changes, of how many."""
    whole = sum(len(one.text) for one in texts)
    own, theirs = (
        sum(round(strict(text, one.text) * len(one.text)) for text, one in pairs)
        for pairs in (
            [(ours.repaired(one.text).clean, one) for one in texts],
            [(peer.mended(one.text), one) for one in texts],
        )
    )
    return f"{len(texts)} clean texts, {whole:,} characters: ours changes {own}, the peer {theirs}."

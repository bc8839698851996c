"""How far from the truth a damaged text is, and how far after each repair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean

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


@dataclass(frozen=True, slots=True)
class Outcome:
    """One damaged text after both repairs. ``verdict`` is None where our own edits do not lead from
    the raw text to the clean one."""

    verdict: Verdict | None
    before: tuple[float, float]
    """Strict and blind."""
    own: tuple[float, float]
    theirs: tuple[float, float]


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
    mended = peer.mended(damaged.raw)
    try:
        verdict = judged(damaged, repaired)
    except Unaccounted:
        verdict = None
    texts = (damaged.raw, repaired.clean, mended)
    return Outcome(verdict, *(rates(text, damaged) for text in texts))


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

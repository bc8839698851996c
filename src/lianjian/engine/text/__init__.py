"""Text: a raw page → clean text with every edit, and what the clean text says, with its place.

Pure: words and places come in as arguments. ``decode`` reads bytes, ``repair`` mends a text,
``replay`` proves a repair, ``facts.read`` reads what it says. See docs/ideas/report-once.md.
"""

from .lexicon import Lexicon
from .repairing import (
    Decoded,
    Doubt,
    Edit,
    Kind,
    NotReplayable,
    Repaired,
    Undecodable,
    decode,
    repair,
    replay,
)

__all__ = [
    "Decoded",
    "Doubt",
    "Edit",
    "Kind",
    "Lexicon",
    "NotReplayable",
    "Repaired",
    "Undecodable",
    "decode",
    "repair",
    "replay",
]

"""Text: a raw page → clean text with every edit, and what the clean text says, with its place.

Pure: words and places come in as arguments. ``decode`` reads bytes, ``repair`` mends a text,
``replay`` proves a repair. See docs/ideas/report-once.md.
"""

from .charset import Decoded, Undecodable, decode
from .edits import Doubt, Edit, Kind, NotReplayable, Repaired, replay
from .lexicon import Lexicon
from .repairing import repair

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

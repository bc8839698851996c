"""A raw page → clean text, with every edit told. See docs/ideas/report-once.md."""

from .charset import Decoded, Undecodable, decode
from .edits import Doubt, Edit, Kind, NotReplayable, Repaired, replay
from .steps import repair

__all__ = [
    "Decoded",
    "Doubt",
    "Edit",
    "Kind",
    "NotReplayable",
    "Repaired",
    "Undecodable",
    "decode",
    "repair",
    "replay",
]

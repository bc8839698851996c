"""A photo as its page tells of it. It is given back as a download and never drawn inline: there is
no other origin from which what was handed in could be shown (docs/ideas/files.md)."""

from __future__ import annotations

from dataclasses import dataclass

from lianjian.ground.core import files, picture_heads
from lianjian.ground.core.picture_heads import NoPicture
from lianjian.ground.core.verdicts import OutOfScope, Text
from lianjian.ground.pages import kinds

from .models import Submission

_FORMS = {one.media_type: one.words for one in kinds.FORMS if one.kind == kinds.Kind.PHOTO}


@dataclass(frozen=True, slots=True)
class Photo:
    """What is kept: its format, its bytes, how many pixels it has across and down.

    No pixels (0) where the disk has lost it, or where it was kept damaged before pictures were
    drawn anew.
    """

    format: Text
    bytes: int
    across: int = 0
    down: int = 0


def photo(submission: Submission) -> Photo | None:
    """The photo that a submission is, if it is one and is not forgotten."""
    kept = submission.file
    if submission.form != kinds.Kind.PHOTO or kept is None:
        return None
    words = _FORMS.get(kept.media_type, kept.media_type)
    try:
        size = picture_heads.looked_at(files.read(kept))
    except (NoPicture, OutOfScope):
        return Photo(words, kept.size)
    return Photo(words, kept.size, size.width, size.height)

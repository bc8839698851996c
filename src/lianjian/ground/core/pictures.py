"""Pictures are drawn anew before they are kept: only pixels pass (``redrawing``).

So where a photo was taken, on which telephone, and what hangs on its end, never lies on our disk;
and its digest is the digest of what is kept.
"""

from __future__ import annotations

import base64

from django.utils.translation import gettext_lazy as _

from . import alone, picture_heads
from .alone import Ended
from .picture_heads import NoPicture, Size
from .verdicts import Invalid, Text

LARGEST = 20 * 1024 * 1024
"""Bytes of a picture as it comes; no door takes more."""

_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_CHILD = f"{__package__}.redrawing"

SAID: dict[str, Text] = {
    "broken": _("This picture is damaged. Take it or save it once more."),
    "large": _("This picture has more than 25 million pixels. Save it smaller."),
    "two": _("Behind this picture something else is hidden. It was not taken."),
    "moves": _("This picture moves. Choose one that stands still."),
    "memory": _("This picture is too large to be opened. Save it smaller."),
    "slow": _("Opening this picture took too long. Save it once more, or smaller."),
}


class Redrawn(bytes):
    """A picture as we encoded it ourselves: nothing else is kept on disk as one.

    ``came_with`` is how many bytes it had when it came, ``size`` how large it is to the eye.
    """

    came_with: int
    size: Size


def is_picture(data: bytes) -> bool:
    """Whether these bytes say that they are a JPEG, a PNG or a WebP."""
    return data.startswith(_BEGINNINGS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def size_as_it_came(data: bytes) -> int:
    """Bytes of an upload before anything was done to it."""
    return data.came_with if isinstance(data, Redrawn) else len(data)


def redrawn(data: bytes, *, field: str = "file") -> Redrawn:
    """The picture drawn anew, in its own format; one that is so already as it is.

    It takes up to some seconds: a command names its pictures, and then it is done before its
    transaction begins. Raises Invalid, for ``field``, with what to do.
    """
    if isinstance(data, Redrawn):
        return data
    try:
        picture_heads.looked_at(data)
        [told] = alone.asked(_CHILD, data=data)
    except (NoPicture, Ended) as error:
        raise Invalid(SAID[error.why], fields={field: SAID[error.why]}) from None
    found = Redrawn(base64.b64decode(told["data"]))
    found.came_with, found.size = len(data), Size(told["width"], told["height"])
    return found


def drawn_early(value: object, *, most: int, field: str) -> object:
    """A picture of at most ``most`` bytes drawn anew; anything else, and what its door refuses
    for its size, as it is."""
    if isinstance(value, bytes) and len(value) <= most and is_picture(value):
        return redrawn(value, field=field)
    return value

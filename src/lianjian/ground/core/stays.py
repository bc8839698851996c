"""What a command says of a field that it was not given, where None means "take it away"."""

from __future__ import annotations

import enum
from typing import Final, Literal


class Stays(enum.Enum):
    """The one value that means: as it is."""

    STAYS = "stays"


STAYS: Final[Literal[Stays.STAYS]] = Stays.STAYS

"""Every line of a sheet read and weighed. Nothing here writes a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from lianjian.ground.core import files, receives
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Receiver, Standing, Tell, Weighed
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.sheets import headings, lines, marking, reading
from lianjian.ground.sheets.headings import Heading
from lianjian.ground.sheets.reading import Sheet

from .looking import heading_of, seen_of
from .models import Import

SHOWN = 200
INLINE_ROWS = 1000
"""Up to so many rows a person waits for the answer; beyond it a job does."""


@dataclass(frozen=True)
class Checked:
    """A sheet looked through: what taking each line would do."""

    sheet: Sheet
    heading: Heading
    columns: Mapping[str, int]
    receiver: Receiver
    weighed: list[Weighed]
    left_out: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        by_standing = Counter(one.standing.value for one in self.weighed)
        return {
            **{each.value: by_standing[each.value] for each in Standing},
            "left_out": len(self.left_out),
            "hidden": len(self.hidden),
            "hidden_columns": len(self.sheet.hidden_columns),
        }

    @property
    def wrong(self) -> list[Weighed]:
        found = [one for one in self.weighed if one.standing == Standing.WRONG]
        return sorted(found, key=lambda one: one.line.number)

    def problems(self) -> list[dict[str, str | int]]:
        """The first two hundred, as a page shows them."""
        return [
            {"line": one.line.number, "field": name, "says": says}
            for one in self.wrong[:SHOWN]
            for name, says in one.wrong.items()
        ]


def is_small(sheet: Import) -> bool:
    """Whether a person may wait for every line to be looked at."""
    return int(seen_of(sheet)["filled"]) <= INLINE_ROWS


def checked(actor: Actor, sheet: Import, tell: Tell = receives.in_silence) -> Checked:
    """Read a sheet anew from its file and weigh every line. Raises Invalid."""
    receiver = receives.receiver(sheet.kind)
    if receiver is None:
        raise Invalid(_("Say first what this sheet holds."))
    tell(10, _("The file is being read."))
    read = reading.read(files.read(sheet.file), seen_of(sheet)["name"])
    seen = heading_of(seen_of(sheet))
    heading = headings.at(read, seen.first, seen.last) or seen
    understood = lines.understood(read, heading, receiver, sheet.mapping)

    def share(permille: int, sentence: object) -> None:
        tell(100 + permille * 4 // 10, str(sentence))

    weighed = receiver.weigh(actor, understood.lines, share)
    _say_all_at_once(actor, receiver, understood.wrong)
    return Checked(
        sheet=read,
        heading=heading,
        columns=sheet.mapping,
        receiver=receiver,
        weighed=[*understood.wrong, *weighed],
        left_out=understood.left_out,
        hidden=understood.hidden,
    )


def _say_all_at_once(actor: Actor, receiver: Receiver, wrong: list[Weighed]) -> None:
    """What its room has against a line whose cells cannot all be read: a person corrects once.

    Weighed by themselves, so that a line that cannot be taken stands in no other's way.
    """
    needed = {one.name for one in receiver.fields if one.required}
    readable = [one for one in wrong if not needed & set(one.wrong)]
    again = receiver.weigh(actor, [one.line for one in readable], receives.in_silence)
    for one, judged in zip(readable, again, strict=True):
        if judged.standing == Standing.WRONG:
            one.wrong = {**judged.wrong, **one.wrong}


def marked(found: Checked, *, rest: bool = False) -> bytes:
    """The sheet with its column of problems; with ``rest`` only the lines that have some."""
    wrong = {
        one.line.number: {
            found.columns.get(name): _says(found, name, says) for name, says in one.wrong.items()
        }
        for one in found.wrong
    }
    only = frozenset(wrong) if rest else None
    return marking.marked(found.sheet, found.heading, wrong, only=only)


def _says(found: Checked, name: str, says: str) -> str:
    """A sentence, with the heading of the cell that it speaks of."""
    column = found.columns.get(name)
    texts = found.heading.texts
    if column is None or column >= len(texts):
        return says
    return f"{texts[column].replace('·', ' ')}：{says}"

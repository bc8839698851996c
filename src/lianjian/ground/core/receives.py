"""What rooms can take from a sheet or a text: they register here, and whoever reads one asks here.

    receives.register(Receiver("branches", _("Party branches"), fields, may=…, weigh=…, take=…,
                               take_back=…))

So the room that reads sheets knows no record, and the rooms know no sheet (mission §4, "Bring
your own ledger"). A receiver first *weighs* every line without writing anything, and what was
weighed is then *taken* by a command of its room. What it also *reads* out of a report comes as
lines of the same fields, and goes the same way (``core.reports``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from . import canonical
from .actors import Actor
from .traces import Trace
from .verdicts import Text, Verdict

if TYPE_CHECKING:
    from .reports import Proposed, Report
    from .taking_back import Back


class Kind(StrEnum):
    """How the cells of a field are read: ``names`` is several, between 、 or ； or lines."""

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    INT = "int"
    CHOICE = "choice"
    YES_NO = "yesno"
    PLACE = "place"
    ORGANISATION = "organisation"
    BRANCH = "branch"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a field: its value, what it is called, and what else people write for it."""

    value: str
    label: Text
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a line can say.

    ``synonyms`` are headings that mean it; ``month_ends`` says that a month without its day
    (2024年3月) means its last day and not its first; ``open_ended`` that 至今 is no day at all.
    """

    name: str
    label: Text
    kind: Kind = Kind.TEXT
    required: bool = False
    synonyms: tuple[str, ...] = ()
    choices: tuple[Option, ...] = ()
    help: Text = ""
    longest: int = 200
    month_ends: bool = False
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet, its cells read: text, int, date, bool, a choice's value or None."""

    number: int
    values: Mapping[str, Any]

    def text(self, name: str) -> str:
        """The text of a field, empty where nothing stands."""
        return str(self.values.get(name) or "")


class Standing(StrEnum):
    """What taking a line would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WRONG = "wrong"


@dataclass(slots=True)
class Weighed:
    """A line and what taking it would do; ``step`` is what its room needs to do it.

    ``wrong`` says what is wrong, by field; under the empty name what concerns the whole line.
    ``beside`` is what is known of the same from elsewhere: both are kept, each with its source.
    """

    line: Line
    standing: Standing
    wrong: dict[str, str] = field(default_factory=dict)
    step: Any = None
    beside: tuple[Text, ...] = ()


Tell = Callable[[int, Text], None]
"""``tell(permille, sentence)``: how far a long weighing or taking is."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the journal keeps of a batch: which file, how many lines, the SM3 of what they said."""

    file: str
    lines: int
    digest: str


class Batch(Told):
    """Weighed lines of one file on their way into a room.

    The journal keeps what ``Told`` says and not a hundred thousand lines: the file itself is kept
    beside it, under the digest that the journal names.
    """

    __slots__ = ("trace", "weighed")
    weighed: tuple[Weighed, ...]
    trace: Trace
    """What its room wrote while it took them."""

    def __init__(self, file: str, weighed: Sequence[Weighed]) -> None:
        said = [[one.line.number, canonical.plain(dict(one.line.values))] for one in weighed]
        super().__init__(file, len(weighed), canonical.digest(said))
        object.__setattr__(self, "weighed", tuple(weighed))
        object.__setattr__(self, "trace", Trace())

    def steps(self, *standings: Standing) -> Iterator[Any]:
        """The steps of the lines that stand so (new and changed ones by default)."""
        wanted = standings or (Standing.NEW, Standing.CHANGED)
        return (one.step for one in self.weighed if one.standing in wanted)


Weigh = Callable[[Actor, Sequence[Line], Tell], list[Weighed]]
Take = Callable[[Actor, Batch], Any]
TakeBack = Callable[[Actor, "Back"], Any]
Reads = Callable[[Actor, "Report"], "Sequence[Proposed]"]


@dataclass(frozen=True, slots=True)
class Receiver:
    """One kind of record that a room takes from sheets.

    ``may`` answers for the kind as a whole, before there is a line; ``weigh`` judges every line
    and writes nothing; ``take`` is the room's command, which notes in the batch's trace what it
    writes, and ``take_back`` the one that removes it again. ``url_name`` is where the records are
    seen; ``lasts`` says what of them cannot be taken back. ``reads`` finds in a report the lines
    that this kind would take; a kind that only texts bring is not ``from_sheets``. Where more
    people than hand in sheets may confirm a line of a text (a village its own need),
    ``may_confirm`` says who; ``weigh`` judges every line all the same.
    """

    key: str
    title: Text
    fields: tuple[Field, ...]
    may: Callable[[Actor], Verdict]
    weigh: Weigh
    take: Take
    take_back: TakeBack
    url_name: str
    order: int
    lasts: Text = ""
    reads: Reads | None = None
    from_sheets: bool = True
    may_confirm: Callable[[Actor], Verdict] | None = None

    def confirmable_by(self, actor: Actor) -> Verdict:
        """Whether this actor may confirm lines of this kind that a text brings."""
        return (self.may_confirm or self.may)(actor)

    def field(self, name: str) -> Field:
        return next(one for one in self.fields if one.name == name)


_RECEIVERS: dict[str, Receiver] = {}


def register(receiver: Receiver) -> Receiver:
    """Let a room take records from sheets (from its AppConfig.ready)."""
    _RECEIVERS[receiver.key] = receiver
    return receiver


def receivers() -> list[Receiver]:
    """All that take sheets, in the order in which a first day goes."""
    return [one for one in in_order() if one.from_sheets]


def readers() -> list[Receiver]:
    """All that read reports, in the same order: what a record refers to is taken before it."""
    return [one for one in in_order() if one.reads is not None]


def in_order() -> list[Receiver]:
    """All of them, in the order in which they are taken."""
    return sorted(_RECEIVERS.values(), key=lambda one: (one.order, one.key))


def receiver(key: str) -> Receiver | None:
    """The one with this key, if there is one."""
    return _RECEIVERS.get(key)


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """The page where people hand sheets in, and who may: said by the room that reads sheets."""

    url_name: str
    may: Callable[[Actor], Verdict]


_PAGES: list[ImportsPage] = []


def imports_at(page: ImportsPage) -> None:
    """Say where sheets are handed in (from an AppConfig.ready); the last word counts."""
    _PAGES[:] = [page]


def imports_page_for(actor: Actor, kind: str) -> ImportsPage | None:
    """Where this actor may hand in a sheet of this kind; None where they may not, or where no
    room that reads sheets is installed."""
    found = receiver(kind)
    if found is None or not found.may(actor):
        return None
    return next((one for one in _PAGES if one.may(actor)), None)


def in_silence(_permille: int, _sentence: Text) -> None:
    """Where nobody waits to be told."""

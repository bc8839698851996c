"""``lianjian facts``: texts → what they say, one line of JSON for each file.

The divisions come in from whoever starts the command (``lianjian.site.facts``): nothing here knows
where the list of them is kept.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol

from lianjian.engine.text import Repaired
from lianjian.engine.text.facts import Division, Fact, Gazetteer, Value, read

from .answering import GOOD, Asked, answered
from .lexicon import lexicon
from .repair import page_of
from .sources import Unreadable
from .writing_texts import must_be_writable, put

_ABOUT = """Read what texts say, and print it: for each FILE one line of JSON.

FILE is plain text, clean or raw (- is the standard input); it is mended first, as `lianjian repair`
mends it. Each fact has its kind, the words that say it and where they stand: start and end in the
clean text, raw_start and raw_end in the file's own. A number has its value, unit and comparator (at
least, nearly, …), a date its value in ISO 8601, both null where the text does not give them; what
is only planned, hoped for or somebody's opinion says so in its modality.

Whole values are numbers, others text (4.5, 1/3), a range is a list of two.
"""


class Listed(Protocol):
    """A division of the official list."""

    @property
    def code(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def core(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def above(self) -> int: ...


class Divisions(Protocol):
    """The official list: its provinces, cities and counties, and what lies below a county."""

    def upper(self) -> Iterable[Listed]: ...
    def below(self, county: int) -> Iterable[Listed]: ...


def gazetteer_of(divisions: Divisions) -> Gazetteer:
    """The list as a text's reader needs it. Raises what the list raises when it is not there."""
    return Gazetteer(
        [_division(one) for one in divisions.upper()],
        lambda county: [_division(one) for one in divisions.below(county.code)],
    )


def _division(one: Listed) -> Division:
    return Division(one.code, one.name, one.core, str(one.level), one.above or None)


def main(arguments: Sequence[str], divisions: Divisions) -> int:
    """0 when all is read, 2 when a file cannot be; then nothing is printed or written."""
    parser = Asked(
        prog="lianjian facts",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", metavar="FILE", nargs="+")
    parser.add_argument(
        "--date", metavar="YYYY-MM-DD", type=_day,
        help="the day the texts were published: 今年 and 3月 have a year only with it",
    )  # fmt: skip
    parser.add_argument("-o", dest="out", metavar="OUT", type=Path, help="write instead of print")
    asked = parser.parse_args(arguments)
    return answered(lambda: _read(asked, divisions))


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day of the form YYYY-MM-DD") from None


def _read(asked: argparse.Namespace, divisions: Divisions) -> int:
    must_be_writable(None, asked.out, asked.files)
    for name in asked.files:
        if asked.out and asked.out.exists() and name != "-" and asked.out.samefile(name):
            raise Unreadable(name, "would be overwritten by its own facts")
    pages = [page_of(name) for name in asked.files]
    gazetteer = gazetteer_of(divisions)
    lines = []
    for page in pages:
        facts = read(
            page.repaired.clean, lexicon=lexicon(), gazetteer=gazetteer, published=asked.date
        )
        told = {"file": page.name, "facts": [told_of(one, page.repaired) for one in facts]}
        lines.append(json.dumps(told, ensure_ascii=False) + "\n")
    if asked.out:
        put(None, {}, asked.out, "".join(lines))
    else:
        sys.stdout.writelines(lines)
    return GOOD


def told_of(fact: Fact, repaired: Repaired) -> dict[str, Any]:
    """A fact as JSON has it; its place in the clean text and in the raw one."""
    start, end = repaired.raw_span(fact.start, fact.end)
    return {
        "kind": fact.kind,
        "start": fact.start,
        "end": fact.end,
        "raw_start": start,
        "raw_end": end,
        "text": fact.text,
        "value": _written(fact.value),
        "unit": fact.unit,
        "comparator": fact.comparator,
        "modality": fact.modality,
        "subject": fact.subject,
        "more": dict(_plain(fact.more.items())),
    }


def _plain(items: Iterable[tuple[str, object]]) -> Iterator[tuple[str, object]]:
    for name, value in items:
        yield name, list(value) if isinstance(value, tuple) else value


def _written(value: Value) -> Any:
    if isinstance(value, tuple):
        return [_written(one) for one in value]
    if not isinstance(value, Fraction):
        return value
    if value.denominator == 1:
        return int(value)
    exact = format(value.numerator / value.denominator, ".15g")
    return exact if Fraction(exact) == value else str(value)

"""``lianjian candidates``: from who needs and who offers to an instance that can be solved."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from lianjian.engine.finding import Limits

from . import folders
from .answering import GOOD, Asked, answered
from .asked import Asked as Everybody
from .asked import read_asked
from .cities import save_ground, work
from .progress import Phases, Reading
from .sorting import count_offers, sort_out
from .sources import Source, opened
from .words import notes, number, show
from .written import OURS, write_instance

_ABOUT = """Find the candidates for a pairing, about fifty a village, and write them as an instance
for `lianjian pair`.

TABLES is a folder (or a zip file) with the tables

  villages   id, division (code of 6 to 15 digits), capacity, must_serve (0 or 1)
  partners   id, kind, capacity (its span), held (how much of it is taken), seat and affiliation
             (division codes; empty for a body that is seated nowhere, or answers to nobody below)
  needs      village, area, settled (0 or 1), text, and optionally industry, meaning
  offers     partner, area, settled, text, and optionally industry, meaning
  ties       village, partner, strength (0 to 1, as it is now)              } these three
  wishes     village, partner, side (village, partner: who says it), wants  } may be
             (0 or 1), and optionally rank; towards anybody where the other } missing
             one is empty                                                   }
  said       village, partner, state (locked, forbidden)                    }

each as .parquet or as .csv in UTF-8. area is industry, investment, recruitment, training,
technology or livelihood; settled is 0 where it was guessed; industry is a code of GB/T 4754 (A,
01); meaning (Parquet only) a sentence vector, a list of int8 of one fixed size or as many bytes.
rules.json may say {"willingness": 30, "ties": 20, "span": 20, "relevance": 30, "floor": 0,
"farthest": "anywhere"} in percent, and per_kind, by_kind and groups as for `lianjian pair`.

INSTANCE is a folder that is made; one that stands there is replaced. The same tables give the same
bytes, whatever the number of workers.
"""


def main(arguments: Sequence[str]) -> int:
    """0 when the instance is written, 2 when the tables cannot be taken."""
    parser = Asked(
        prog="lianjian candidates",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("tables", metavar="TABLES", type=Path)
    parser.add_argument(
        "-o", dest="instance", metavar="INSTANCE", type=Path, required=True,
        help="the folder to be made",
    )  # fmt: skip
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--workers", metavar="N", type=_workers,
        help="so many processes of this machine (needs lianjian[distributed])",
    )  # fmt: skip
    where.add_argument(
        "--scheduler", metavar="ADDRESS",
        help="the workers of a Dask scheduler, such as tcp://10.0.0.1:8786; all of them must see "
        "the folder in which INSTANCE is to be (needs lianjian[distributed])",
    )  # fmt: skip
    asked = parser.parse_args(arguments)
    return answered(
        lambda: _candidates(asked.tables, asked.instance, _spread(asked.workers, asked.scheduler))
    )


def _workers(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 1_000):
        raise argparse.ArgumentTypeError(f"must be a number from 1 to 1000, not {text!r}")
    return int(text)


Spread = Callable[[Path, Sequence[int], Callable[[int], None]], tuple[int, int]]
"""Does the work on all cities; is told where the partitions lie, and tells how many cities are
done. Gives how many pairs of villages and partners, and of needs and offers, were looked at."""


def one_after_another(
    folder: Path, cities: Sequence[int], done: Callable[[int], None]
) -> tuple[int, int]:
    """All cities in this process."""
    looked_at = close = 0
    for count, city in enumerate(cities, 1):
        _kept, some, more = work(folder, city)
        looked_at, close = looked_at + some, close + more
        done(count)
    return looked_at, close


def _spread(workers: int | None, scheduler: str | None) -> Spread:
    """Where the work is done. Dask is loaded where it is asked for, and nowhere else."""
    if workers is None and scheduler is None:
        return one_after_another
    from . import spread

    return spread.on_workers(workers) if workers else spread.on_scheduler(str(scheduler))


def _candidates(tables: Path, folder: Path, spread: Spread) -> int:
    phases = Phases()
    folders.must_be_writable(folder, OURS, "an instance")
    source: Source = opened(tables, "tables")
    with phases.phase("reading"):
        everybody = read_asked(source, Limits())
        everybody = everybody.with_offers(count_offers(source, everybody))
    notes(everybody.notes)
    with folders.beside(folder) as scratch:
        with phases.phase("sorting by region"):
            sort_out(source, everybody, scratch)
            save_ground(everybody.ground, scratch)
        cities = everybody.ground.cities().tolist()
        with phases.phase("finding", f" in {number(len(cities), 'city', 'cities')}") as line:
            told = Reading(line)
            looked_at, _close = spread(scratch, cities, lambda done: told(done, len(cities)))
        with phases.phase("writing"), folders.put_whole(folder) as made:
            count = write_instance(made, everybody, scratch)
    show(_told(everybody, count, looked_at, folder))
    return GOOD


def _told(everybody: Everybody, count: int, looked_at: int, folder: Path) -> str:
    villages = len(everybody.village_id)
    return (
        f"{number(count, 'candidate')} for {number(villages, 'village')} and "
        f"{number(len(everybody.partner_id), 'partner')}, {count / villages:.0f} a village; "
        f"{looked_at / villages:,.0f} partners were looked at for each: {folder}"
    )

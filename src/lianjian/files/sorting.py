"""Needs and offers put beside those they belong to: one Parquet partition a city or region.

The tables are read once, piece by piece, and every value is looked at; what is held meanwhile is
``HELD`` bytes. A partition is sorted by its owners and cut into small groups of rows, so that who
needs the best partners of a region reads those alone. The offers of a partner that somebody far
away has a tie with lie beside that village's needs too (``guests``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as parquet

from lianjian.engine.finding import Ground, Posted, joined, reach, region_of
from lianjian.engine.pairing import Ints, Listings
from lianjian.engine.pairing.score import WIDEST

from .asked import Asked
from .columns import NEEDS, OFFERS, WORK_AREAS, Table
from .industries import NONE, industry
from .sources import Source, Unreadable
from .streams import Piece, pieces, vectors_in

HELD = 256 * 1024**2
"""Bytes of needs or offers that wait in memory for their partition."""
GROUP = 2_048
"""Rows of a partition that are read together at least."""
GUESTS = "guests"


def partition(folder: Path, kind: str, region: int) -> Path:
    return folder / kind / f"{region:04d}.parquet"


# -- writing --


def count_offers(source: Source, asked: Asked) -> Ints:
    """(partners,): how many offers each has."""
    rows = asked.partner_rows()
    counts = np.zeros(len(rows), dtype=np.int64)
    for piece in pieces(source, OFFERS, ("partner",)):
        counts += np.bincount(piece.rows_of("partner", rows, "partner"), minlength=len(rows))
    return counts


def sort_out(source: Source, asked: Asked, folder: Path) -> tuple[int, int]:
    """Every need and offer into its partition; how many there are of each. ``asked`` knows the
    number of each partner's offers already."""
    wide = {vectors_in(source, table, "meaning") for table in (NEEDS, OFFERS)} - {0}
    if len(wide) > 1:
        raise Unreadable(OFFERS.name, "the vectors of needs and offers are not of one size")
    size = max(wide, default=1)
    if size > WIDEST:
        raise Unreadable(NEEDS.name, f"a vector has {size} numbers; {WIDEST} are the most")
    needs = _listed(source, NEEDS, "village", asked.village_rows(), size)
    offers = _listed(source, OFFERS, "partner", asked.partner_rows(), size)
    return sort_rows(asked.ground, needs, offers, folder)


def sort_rows(
    ground: Ground, needs: Iterable[Any], offers: Iterable[Any], folder: Path
) -> tuple[int, int]:
    """The same for tables that come as ``row_table`` makes them, piece by piece, in any order."""
    cities, regions = ground.villages.city, region_of(ground.partners.home)
    by_city = Partitions(folder / NEEDS.name)
    for rows in needs:
        by_city.add(rows, cities)
    by_city.close()
    by_region, guests = Partitions(folder / OFFERS.name), Partitions(folder / GUESTS)
    host, city = _hosts(ground)
    for rows in offers:
        by_region.add(rows, regions)
        _invite(guests, rows, host, city)
    by_region.close()
    guests.close()
    return by_city.rows, by_region.rows


def _hosts(ground: Ground) -> tuple[Ints, Ints]:
    """Partners (rows) and cities that have to do with them and do not reach them otherwise, by
    partner."""
    named, always = ground.named, ground.named.always
    cities = ground.villages.city[named.village[always]]
    partner, city = np.unique(np.stack([named.partner[always], cities]), axis=1)
    far = np.ones(len(partner), dtype=np.bool_)
    for one in np.unique(city).tolist():
        mine = np.flatnonzero(city == one)
        for run in reach(ground, one):
            far[mine[(partner[mine] >= run.first) & (partner[mine] < run.behind)]] = False
    return partner[far], city[far]


def _invite(guests: Partitions, rows: Any, host: Ints, city: Ints) -> None:
    owner = rows.column("owner").to_numpy()
    low, high = np.searchsorted(host, owner), np.searchsorted(host, owner, side="right")
    times = high - low
    row = np.repeat(np.arange(len(owner)), times)
    at = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times) + low[row]
    if len(row):
        guests.put(rows.take(pa.array(row)), city[at])


def _listed(
    source: Source, table: Table, side: str, owners: dict[Any, int], wide: int
) -> Iterator[Any]:
    """The rows of needs or offers as they are kept, with the rows of their owners."""
    for piece in pieces(source, table):
        owner = piece.rows_of(side, owners, side)
        code = _industries(piece)
        plain = np.zeros((piece.rows, wide), dtype=np.int8)
        meaning = piece.vectors("meaning", wide) if "meaning" in piece.columns else plain
        yield row_table(
            Listings(
                owner,
                piece.one_of("area", WORK_AREAS),
                piece.true_or_false("settled"),
                np.where(code < 0, NONE, code // 100),
                np.where((code < 0) | (code % 100 == 0), NONE, code % 100),
                piece.texts("text"),
                meaning,
            )
        )


def row_table(listed: Listings) -> Any:
    """Needs or offers as they are kept; their owners may stand in any order."""
    wide, rows = listed.meaning.shape[1], len(listed)
    return pa.table(
        {
            "owner": pa.array(listed.owner, pa.int32()),
            "area": pa.array(listed.area, pa.int8()),
            "settled": pa.array(listed.settled),
            "section": pa.array(listed.section, pa.int16()),
            "division": pa.array(listed.division, pa.int16()),
            "text": pa.array(listed.texts),
            "meaning": pa.FixedSizeBinaryArray.from_buffers(
                pa.binary(wide), rows, [None, pa.py_buffer(listed.meaning.tobytes())]
            ),
        }
    )


def _industries(piece: Piece) -> Ints:
    if "industry" not in piece.columns:
        return np.full(piece.rows, NONE, dtype=np.int64)
    return piece.each("industry", industry, "{column} {value!r} is no code of GB/T 4754")


class Partitions:
    """Rows by region: they wait in memory until there are many, and lie sorted in the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.rows = 0
        self._waiting: dict[int, list[Any]] = defaultdict(list)
        self._bytes = 0
        self._files: dict[int, list[Path]] = defaultdict(list)

    def add(self, rows: Any, regions: Ints) -> None:
        """Rows whose owners lie in ``regions`` (owners,)."""
        self.rows += rows.num_rows
        self.put(rows, regions[rows.column("owner").to_numpy()])

    def put(self, rows: Any, region: Ints) -> None:
        """Rows, each of which belongs to a region."""
        order = np.argsort(region, kind="stable")
        ordered = rows.take(pa.array(order))
        found, first = np.unique(region[order], return_index=True)
        ends = [*first[1:].tolist(), len(order)]
        for one, low, high in zip(found.tolist(), first.tolist(), ends, strict=True):
            self._waiting[one].append(ordered.slice(low, high - low))
        self._bytes += ordered.nbytes
        if self._bytes >= HELD:
            self._flush()

    def _flush(self) -> None:
        for region, waiting in self._waiting.items():
            path = self.folder / f"{region:04d}.{len(self._files[region])}.part"
            parquet.write_table(pa.concat_tables(waiting), path, compression="zstd")
            self._files[region].append(path)
        self._waiting.clear()
        self._bytes = 0

    def close(self) -> None:
        """Sort each partition."""
        self._flush()
        for region, paths in self._files.items():
            table = pa.concat_tables([parquet.read_table(path) for path in paths])
            table = table.take(pc.sort_indices(table, sort_keys=[("owner", "ascending")]))
            parquet.write_table(
                table,
                self.folder / f"{region:04d}.parquet",
                row_group_size=GROUP,
                compression="zstd",
                use_dictionary=False,
            )
            for path in paths:
                path.unlink()


# -- reading --


def needs_of(folder: Path, city: int) -> Posted:
    """The needs of a city's villages."""
    return _read(partition(folder, NEEDS.name, city), None)


def offers_of(folder: Path, ground: Ground, city: int) -> Posted:
    """The offers of all partners that a city's villages reach, and of those they are tied to."""
    parts = [_read(partition(folder, GUESTS, city), None)]
    for run in reach(ground, city):
        path = partition(folder, OFFERS.name, run.region)
        parts.append(_read(path, (run.first, run.behind)))
    return joined(parts)


def _read(path: Path, run: tuple[int, int] | None) -> Posted:
    """The rows of a partition, or of a run of owners: only the groups in which they can be."""
    if not path.exists():
        return _posted(None)
    with parquet.ParquetFile(path) as file:
        groups = [
            number
            for number in range(file.num_row_groups)
            if run is None or _meets(file.metadata.row_group(number).column(0).statistics, run)
        ]
        if not groups:
            return _posted(None)
        table = file.read_row_groups(groups)
    if run is not None:
        owner = table.column("owner").to_numpy()
        low, high = np.searchsorted(owner, run).tolist()
        table = table.slice(low, high - low)
    return _posted(table)


def _meets(statistics: Any, run: tuple[int, int]) -> bool:
    return bool(statistics.min < run[1] and statistics.max >= run[0])


def _posted(table: Any) -> Posted:
    if table is None or not table.num_rows:
        none = np.zeros(0, dtype=np.int64)
        empty = np.zeros((0, 1), dtype=np.int8)
        return Posted.of(Listings(none, none, none.astype(np.bool_), none, none, [], empty))
    columns = {name: table.column(name).combine_chunks() for name in table.column_names}
    vectors = columns["meaning"]
    wide = vectors.type.byte_width
    flat = np.frombuffer(vectors.buffers()[1], dtype=np.int8)
    flat = flat[vectors.offset * wide : (vectors.offset + len(vectors)) * wide]
    return Posted.of(
        Listings(
            columns["owner"].to_numpy(),
            columns["area"].to_numpy(),
            columns["settled"].to_numpy(zero_copy_only=False),
            columns["section"].to_numpy(),
            columns["division"].to_numpy(),
            columns["text"].to_pylist(),
            flat.reshape(-1, wide),
        )
    )

"""The work on cities spread over processes or machines, by Dask's ``distributed``.

A worker is told where the partitions lie and a city's number, reads what it needs and writes the
city's part. So all machines must see the folder in which the instance is to be. A worker that dies
takes nothing with it but the city it was at: that is done again, by another, with the same bytes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from .cities import work
from .sources import Unreadable

DEATHS = 3
"""So many workers may die of one city before it is given up."""
WAIT = "20s"
"""How long a scheduler may take to answer."""


def on_workers(count: int) -> Callable[..., tuple[int, int]]:
    """Spread over so many processes of this machine."""
    _must_be_installed()

    def spread(folder: Path, cities: Sequence[int], done: Callable[[int], None]) -> tuple[int, int]:
        from distributed import Client, LocalCluster

        with (
            LocalCluster(
                n_workers=count,
                threads_per_worker=1,
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
                local_directory=str(folder),
            ) as cluster,
            Client(cluster) as client,
        ):
            return _spread(client, folder, cities, done)

    return spread


def on_scheduler(address: str) -> Callable[..., tuple[int, int]]:
    """Spread over the workers of a scheduler that runs already."""
    _must_be_installed()

    def spread(folder: Path, cities: Sequence[int], done: Callable[[int], None]) -> tuple[int, int]:
        from distributed import Client

        try:
            client = Client(address, timeout=WAIT)
        except (OSError, ValueError) as error:
            said = " ".join(str(error).split())
            raise Unreadable(address, f"no scheduler answers there: {said}") from None
        with client:
            _must_be_able(client, folder)
            return _spread(client, folder, cities, done)

    return spread


def _must_be_installed() -> None:
    if find_spec("distributed") is None:
        reason = "needs the package distributed; to install it: pip install lianjian[distributed]"
        raise Unreadable("--workers or --scheduler", reason)


def _must_be_able(client: Any, folder: Path) -> None:
    """Refuse workers that do not see the partitions, or that are of another version."""
    from lianjian import __version__

    known = client.run(_version_at, str(folder))
    if not known:
        raise Unreadable(client.scheduler.address, "the scheduler has no workers")
    for worker, version in sorted(known.items()):
        if version is None:
            reason = f"the worker does not see {folder.parent}; all machines must share it"
            raise Unreadable(worker, reason)
        if version != __version__:
            raise Unreadable(worker, f"the worker is lianjian {version}, and here is {__version__}")


def _version_at(folder: str) -> str | None:
    """What a worker says of itself; None where it does not see the folder."""
    from lianjian import __version__

    return __version__ if Path(folder).is_dir() else None


def _spread(
    client: Any, folder: Path, cities: Sequence[int], done: Callable[[int], None]
) -> tuple[int, int]:
    from distributed import KilledWorker, as_completed

    tasks = client.map(work, [folder] * len(cities), cities, pure=False, retries=DEATHS, key="city")
    looked_at = close = 0
    address = client.scheduler.address
    try:
        for count, task in enumerate(as_completed(tasks), 1):
            _kept, some, more = task.result()
            looked_at, close = looked_at + some, close + more
            done(count)
    except KilledWorker as error:
        reason = f"{DEATHS} workers died of one city, the last with: {error.last_worker}"
        raise Unreadable("the workers", f"{reason}; have they enough memory?") from None
    except CancelledError:
        # When the scheduler is gone, all that was asked of it counts as called off.
        raise Unreadable(address, "the scheduler was lost while it worked") from None
    finally:
        client.cancel(tasks)
    return looked_at, close

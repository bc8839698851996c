"""Candidates found in a process of its own, so that its peak of memory is its own; prints JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lianjian.engine.finding import Limits
from lianjian.files import folders
from lianjian.files.asked import read_asked
from lianjian.files.candidates import one_after_another
from lianjian.files.cities import save_ground
from lianjian.files.sorting import count_offers, sort_out
from lianjian.files.sources import opened
from lianjian.files.spread import on_workers
from lianjian.files.written import write_instance


def main(arguments: list[str]) -> None:
    """``TABLES INSTANCE WORKERS``; with 0 workers all is done in this process."""
    tables, instance, workers = Path(arguments[0]), Path(arguments[1]), int(arguments[2])
    seconds: dict[str, float] = {}

    @contextmanager
    def phase(name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        seconds[name] = time.perf_counter() - began
        print(name, round(seconds[name], 1), file=sys.stderr, flush=True)

    source = opened(tables, "tables")
    with phase("read"):
        asked = read_asked(source, Limits())
        asked = asked.with_offers(count_offers(source, asked))
    with folders.beside(instance) as scratch:
        with phase("sort"):
            sort_out(source, asked, scratch)
            save_ground(asked.ground, scratch)
        cities = asked.ground.cities().tolist()
        spread = on_workers(workers) if workers else one_after_another
        with phase("find"):
            looked_at, close = spread(scratch, cities, lambda done: None)
        with phase("write"), folders.put_whole(instance) as made:
            candidates = write_instance(made, asked, scratch)
    found: dict[str, Any] = {
        **seconds,
        "candidates": candidates,
        "looked_at": looked_at,
        "close": close,
        "cities": len(cities),
        "cpu": sum(
            resource.getrusage(who).ru_utime + resource.getrusage(who).ru_stime
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        ),
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
        "peak_worker": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])

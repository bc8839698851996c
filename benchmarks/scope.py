"""What it costs to begin a query in a scope: built anew, beside copied from one built before.

    python -m benchmarks.scope

Nothing is asked of a database: this is the price of Django's own building of a query.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from functools import partial

ROUNDS, TIMES = 7, 100


def seconds(begin: Callable[[], object]) -> float:
    """The median over rounds of the mean time of one call."""
    rounds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(TIMES):
            begin()
        rounds.append((time.perf_counter() - began) / TIMES)
    return statistics.median(rounds)


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianjian.site.settings")
    django.setup()
    from lianjian.chain.accords.models import Accord
    from lianjian.chain.registry.models import Branch
    from lianjian.ground.core.scope import Scope

    county = (350_303_000_000_000, 350_304_000_000_000)
    scope = Scope(ranges=(county,), organisations=frozenset({3}), person=7)
    for model in (Accord, Branch):
        built = seconds(partial(model.objects.all().in_scope, scope))
        copied = seconds(partial(model.within, scope))
        print(
            f"{model.__name__:8} built {built * 1e6:6.0f} µs, copied {copied * 1e6:4.0f} µs: "
            f"{built / copied:.0f} times"
        )


if __name__ == "__main__":
    main()

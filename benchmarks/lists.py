"""Lists over a whole nation: seconds and queries a page, for whoever reads them.

    python -m benchmarks.lists [VILLAGES]                 (620,573 unless said otherwise)
    python -m tests.postgresql python -m benchmarks.lists [VILLAGES]

Filled and read as ``tests/volume`` does it: 31 provinces, each village with its branch, need,
proposal and what else hangs on it. The second of two readings counts.
"""

from __future__ import annotations

import sys
import time

from benchmarks import a_county

PAGES = (
    "/today",
    "/organisations/",
    "/organisations/?q=村",
    "/branches/",
    "/branches/?sort=place",
    "/branches/?q=例12",
    "/branches/ties",
    "/branches/honours",
    "/exchange/needs",
    "/exchange/needs?q=果品",
    "/exchange/resources",
    "/pairing/",
    "/pairing/proposals",
    "/pairing/coverage",
    "/pairing/network",
    "/accords/",
)
HOST = {"host": "localhost"}


def main(arguments: list[str]) -> None:
    with a_county.a_database(embedded=False):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext
        from tests.cast import a_world
        from tests.volume.nation import fill
        from tests.volume.places import NATION, Nation
        from tests.volume.readers import READERS, a_reader

        villages = int(arguments[0]) if arguments else NATION
        a_world()
        began = time.perf_counter()
        fill(Nation.of(villages))
        print(f"{connection.vendor}: {villages:,} villages in {time.perf_counter() - began:.0f} s")
        for reader in READERS:
            client = a_reader(reader).client()
            for page in PAGES:
                client.get(page, headers=HOST)
                with CaptureQueriesContext(connection) as asked:
                    began = time.perf_counter()
                    answer = client.get(page, headers=HOST)
                    seconds = time.perf_counter() - began
                print(
                    f"{reader:13}{page:24} {answer.status_code}  {len(asked):3} queries  "
                    f"{seconds:6.2f} s"
                )


if __name__ == "__main__":
    main(sys.argv[1:])

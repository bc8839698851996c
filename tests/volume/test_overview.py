"""The overview at a nation's size: few grouped questions, whoever reads it and however large.

A county has 208 villages, a province some twenty thousand: the page asks the same questions of
both, and no question reads a nation's table from end to end.
"""

from __future__ import annotations

import pytest
from django.db import connection

from tests.sizes import LONG
from tests.volume.places import Nation
from tests.volume.plans import watched
from tests.volume.readers import READERS, a_reader
from tests.volume.test_lists import large

PAGES = (
    "/outcomes/",
    "/outcomes/figures?",
    "/outcomes/indicators/visits/places?",
    "/outcomes/indicators/villages_paired/places?",
    "/outcomes/indicators/projects_listed/places?",
)

MOST_QUESTIONS = 60
"""Seven counters, nine kinds of evidence, five kinds of what is late, and what every page asks."""

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor == "postgresql" and not LONG,
        reason="PostgreSQL rightly reads small tables whole: only a whole nation says something",
    ),
]


@pytest.mark.parametrize("reader", READERS)
def test_the_overview_asks_few_questions_and_reads_no_table_whole(nation: Nation, reader: str):
    tables, walks = large(nation), []
    assert {"outcomes_observation", "exchange_need", "pairing_pairing"} <= set(tables)
    client = a_reader(reader).client()
    client.get("/today")
    known: set[str] = set()
    for address in PAGES:
        with watched(tables, known) as asked:
            answer = client.get(address)
        assert answer.status_code == 200, address
        questions = len(asked.queries)
        assert questions <= MOST_QUESTIONS, f"{address}: {questions} queries"
        if connection.vendor == "postgresql" and reader == "province":
            continue
        walks += [f"{address}: {step} of {table}" for table, step, _ in asked.scans]
    assert not walks, "\n".join(walks[:30])

"""Every list at a nation's size: a constant number of queries, and no table read whole.

620,573 villages and 100,000 organisations under ``--long``; a part of them in the check. SQLite
may read no large table whole for anybody. PostgreSQL may for a province: it knows that one row of
thirty is asked for, and that to read the table is then quicker than to look each of them up.
"""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from lianjian.chain.exchange import selectors
from tests.sizes import LONG
from tests.volume.places import Nation
from tests.volume.plans import watched
from tests.volume.readers import READERS, a_reader

LISTS = (
    "/organisations/?",
    "/organisations/mergers?",
    "/branches/?",
    "/branches/ties?",
    "/branches/postings?",
    "/branches/honours?",
    "/branches/sources?",
    "/branches/entities?",
    "/exchange/needs?",
    "/exchange/offers?",
    "/exchange/assets?",
    "/exchange/resources?",
    "/pairing/?",
    "/pairing/proposals?",
    "/pairing/rounds?",
    "/pairing/coverage?",
    "/pairing/network?",
    "/accords/?",
    "/accords/bodies/?",
    "/accords/leading/?",
    "/projects/?",
    "/projects/year?",
    "/outcomes/figures?",
    "/reports/?",
    "/account/posts?",
    "/today?",
)
"""Every list, and the pages that look through as many rows."""

ASKED = (
    "q=12",
    "q=例12",
    "sort=place",
    "sort=name",
    "sort=date",
    "sort=end",
    "state=agreed",
    "kind=village",
    "turn=none",
    "page=2",
)
"""What is asked of each: a word, an order, a filter, a page. In the check
only what its page offers: a list ignores what it has not."""

SOME = ("county", "organisation", "province")
MOST_QUESTIONS = 24
"""A page shows fifty rows: a question for each of them would be seen."""

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor == "postgresql" and not LONG,
        reason="PostgreSQL rightly reads small tables whole: only a whole nation says something",
    ),
]


def large(nation: Nation) -> dict[str, int]:
    """The tables that hold more rows than a province has villages, and how many."""
    names = {model._meta.db_table for model in apps.get_models()}
    rows = {}
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            rows[name] = cursor.fetchone()[0]
    return {name: several for name, several in rows.items() if several > nation.villages // 20}


def offered(page: str) -> list[str]:
    """What of ASKED its forms and links ask."""
    if LONG:
        return list(ASKED)
    found = []
    for asked in ASKED:
        name, value = asked.split("=")
        in_form = f'name="{name}"' in page and (name == "q" or f'value="{value}"' in page)
        if in_form or f"{name}={value}" in page:
            found.append(asked)
    return found


@pytest.mark.parametrize("reader", READERS if LONG else SOME)
def test_no_list_reads_a_nations_table_whole_nor_asks_for_each_row(nation: Nation, reader: str):
    tables, walks = large(nation), []
    assert {"organisations_organisation", "registry_branch", "exchange_need"} <= set(tables)
    client = a_reader(reader).client()
    client.get("/today")
    known: set[str] = set()
    to_ask = list(LISTS)
    for address in to_ask:
        with watched(tables, known) as asked:
            answer = client.get(address)
        assert answer.status_code in {200, 403}, address
        if address in LISTS:
            to_ask += [f"{address}{more}" for more in offered(answer.content.decode())]
        questions = len(asked.queries)
        assert questions <= MOST_QUESTIONS, f"{address}: {questions} queries"
        if connection.vendor == "postgresql" and reader == "province":
            continue
        walks += [f"{address}: {step} of {table}" for table, step, _ in asked.scans]
    assert len(to_ask) > 3 * len(LISTS), "what a list offers is no longer recognised"
    assert not walks, "\n".join(walks[:20])


def test_a_list_that_begins_at_the_table_is_seen(nation: Nation):
    """The control: the same rows, asked for as one row would be."""
    reader = a_reader("county")
    with watched(large(nation)) as asked:
        assert list(selectors.needs(reader.scope)[:5])
    assert {table for table, _step, _sql in asked.scans} & {"exchange_need", "registry_branch"}

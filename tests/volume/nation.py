"""A nation in the tables: villages with their branches and all that hangs on them, by plain SQL.

Made of one table of numbers by ``INSERT … SELECT``, the same on both databases: 620,573 villages
and 100,000 organisations take seconds, not the hour that the commands would take. Texts are made
up of numbers; the shape is a nation's: 31 provinces, sixteen villages a township, thirteen
townships a county, nine counties a city.
"""

from __future__ import annotations

from django.db import connection

from lianjian.ground.core.models import SearchEntry
from lianjian.ground.core.search import _tokens

from .chain import chain
from .figures import figures
from .inserting import insert, numbers
from .places import OTHER, VILLAGE, Nation, divisions
from .registry import registry
from .reports import reports


def fill(nation: Nation) -> None:
    """Put a nation into the tables, beside what is there, and let the database look at it."""
    with numbers(max(nation.villages, nation.organisations) * 2):
        divisions(nation)
        registry(nation)
        chain(nation)
        figures(nation)
        reports(nation)
        _found(nation)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _found(nation: Nation) -> None:
    """The search index: what ``core.search`` would have written for these names."""
    parts = (
        ("organisations.organisation", VILLAGE, nation.villages, "村"),
        ("organisations.organisation", OTHER, nation.organisations, "研究院"),
        ("registry.branch", VILLAGE, nation.villages, "村党支部"),
        ("registry.branch", OTHER, nation.organisations, "研究院党委"),
    )
    for kind, base, count, tail in parts:
        before, after = " ".join(_tokens("例")), " ".join(_tokens(tail))
        insert(
            SearchEntry,
            count,
            kind=f"'{kind}'",
            key=f"{base} + n",
            text=f"'例' || CAST(n AS text) || '{tail}'",
            tokens=f"'{before} w' || CAST(n AS text) || ' {after}'",
        )

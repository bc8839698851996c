"""Lists: filtered, searched, sorted, paged and exported alike in every room.

A list is sorted by a name, a place, a date or by what waits, never by a count, a score or an
outcome: no page may read as a league table. ``Ordering`` refuses what would make one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast
from urllib.parse import quote

from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, QueryDict, StreamingHttpResponse
from django.utils import translation

from lianjian.ground.core.actors import NOBODY
from lianjian.ground.core.commands import must_be_fresh
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.core.verdicts import Text

M = TypeVar("M", bound=Model)

PAGE_SIZE = 50

_LEAGUE_TABLE = re.compile(
    r"(^|_)(count|counts|score|scores|total|totals|sum|rank|rate|reach|outcome|outcomes|"
    r"amount|points|reports|number|weight|progress|percent)(_|$)"
)
"""Words in a field's name that would make a list a league table."""

DECLARED: list[Ordering] = []
"""Every ordering of the product, for the test that reads them all."""


@dataclass(frozen=True, slots=True)
class Ordering:
    """One way to sort a list, by name: ``fields`` are lookups on the model, ``-`` for backwards."""

    key: str
    label: Text
    fields: tuple[str, ...]

    def __post_init__(self) -> None:
        for field in self.fields:
            if any(_LEAGUE_TABLE.search(part) for part in field.lstrip("-").split("__")):
                raise ValueError(f"A list may not be sorted by {field}: it would rank.")
        DECLARED.append(self)


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: a field (a lookup) and the values it may take, each with its words."""

    key: str
    label: Text
    options: Sequence[tuple[str, Text]]
    lookup: str = ""

    def applied(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        if value not in {str(known) for known, _words in self.options}:
            return rows
        return rows.filter(**{self.lookup or self.key: value})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the export: its heading and what a row shows there."""

    label: Text
    of: Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Shown:
    """A filter as the toolbar draws it."""

    key: str
    label: Text
    options: list[tuple[str, Text, bool]]


@dataclass(frozen=True, slots=True)
class Pages:
    """What the pager says: which rows are shown, of how many, and where the neighbours are."""

    first: int
    last: int
    total: int
    previous: str
    next: str

    @classmethod
    def of(cls, page: Page[Any], query: QueryDict) -> Pages:
        """The pager of a page; the rest of the address's query is kept."""

        def at(number: int) -> str:
            kept = query.copy()
            kept["page"] = str(number)
            return f"?{kept.urlencode()}"

        return cls(
            first=page.start_index(),
            last=page.end_index(),
            total=page.paginator.count,
            previous=at(page.previous_page_number()) if page.has_previous() else "",
            next=at(page.next_page_number()) if page.has_next() else "",
        )


def keys_first(page: Page[M], whole: QuerySet[M]) -> Page[M]:
    """A page whose keys are found first, and their rows with all that is joined to them after that.

    A database that has to sort a province's twenty thousand rows need not join each of them to
    eight tables before it throws all but fifty away.
    """
    sorted_rows = cast("QuerySet[M]", page.object_list)
    keys = list(sorted_rows.values_list("pk", flat=True))
    rows = whole.order_by().in_bulk(keys)
    page.object_list = [rows[key] for key in keys if key in rows]
    return page


class Listing(Generic[M]):
    """The rows a reader asked for, out of those they may see.

    ``rows`` comes from a selector, already in scope, with what the template follows already
    selected: page and export take a constant number of queries. ``search`` is the lookups to
    look in, or a function of rows and text. Orderings are those declared here, by name, the
    first being the default.
    """

    def __init__(
        self,
        request: HttpRequest,
        rows: QuerySet[M],
        *,
        orderings: Sequence[Ordering],
        search: Sequence[str] | Callable[[QuerySet[M], str], QuerySet[M]] = (),
        filters: Sequence[Choice] = (),
        columns: Sequence[Column] = (),
        search_label: Text = "",
    ) -> None:
        self.request = request
        self.text = request.GET.get("q", "").strip()[:100]
        self._search, self.search_label = search, search_label
        self.orderings, self.columns = orderings, columns
        self.filters = filters
        asked = request.GET.get("sort", "")
        self.ordering = next((one for one in orderings if one.key == asked), orderings[0])
        if rows.query.annotations.keys() & {
            field.lstrip("-").split("__")[0] for field in self.ordering.fields
        }:
            raise ValueError("A list is sorted by what its rows are, not by what was computed.")
        reached = rows.listed() if isinstance(rows, ScopedQuerySet) else rows
        self.rows = self._narrowed(reached).order_by(*self.ordering.fields, "pk")
        page = Paginator(self.rows, PAGE_SIZE).get_page(request.GET.get("page"))
        self.page: Page[M] = keys_first(page, rows)

    def _narrowed(self, rows: QuerySet[M]) -> QuerySet[M]:
        for choice in self.filters:
            value = self.request.GET.get(choice.key, "")
            rows = choice.applied(rows, value) if value else rows
        if not self.text:
            return rows
        if callable(self._search):
            return self._search(rows, self.text)
        found = Q()
        for lookup in self._search:
            found |= Q(**{f"{lookup}__icontains": self.text})
        return rows.filter(found)

    # -- what the toolbar and the pager draw --
    @property
    def is_searchable(self) -> bool:
        """Whether there is a search box. (A template would *call* a search that is a function.)"""
        return bool(self._search)

    @property
    def shown_filters(self) -> list[Shown]:
        return [
            Shown(
                choice.key,
                choice.label,
                [
                    (str(value), words, self.request.GET.get(choice.key) == str(value))
                    for value, words in choice.options
                ],
            )
            for choice in self.filters
        ]

    @property
    def is_narrowed(self) -> bool:
        """Whether the reader searched or filtered: an empty list then says so."""
        return bool(self.text) or any(self.request.GET.get(one.key) for one in self.filters)

    def query(self, **changes: str | int | None) -> str:
        """The address's query with ``changes``; None takes a key out."""
        kept = self.request.GET.copy()
        for key, value in changes.items():
            kept.pop(key, None)
            if value is not None:
                kept[key] = str(value)
        return f"?{kept.urlencode()}"

    @property
    def csv_query(self) -> str:
        return self.query(page=None, export="csv")

    # -- the export --
    @property
    def wants_csv(self) -> bool:
        return self.request.GET.get("export") == "csv" and bool(self.columns)

    def csv(self, name: str) -> StreamingHttpResponse:
        """The same rows, all pages, as a file that spreadsheets open without running anything.

        Raises AskAgain before the first row unless the reader has just shown who they are. The
        list itself asks, so no room can forget to.
        """
        must_be_fresh(getattr(self.request, "actor", NOBODY))
        return csv_answer(name, self.columns, self.rows.iterator(chunk_size=500))


def csv_answer(name: str, columns: Sequence[Column], rows: Iterable[Any]) -> StreamingHttpResponse:
    """``rows`` under the headings of ``columns`` as UTF-8 with a mark that Excel understands."""
    writer = csv.writer(_Echo())
    language = translation.get_language()

    def lines() -> Iterable[str]:
        yield "\ufeff"
        yield line(column.label for column in columns)
        for row in rows:
            yield line(column.of(row) for column in columns)

    def line(cells: Iterable[object]) -> str:
        # The answer is sent when the middleware that knew the reader's language is done.
        with translation.override(language):
            return str(writer.writerow([safe_cell(cell) for cell in cells]))

    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.csv"
    return answer


class _Echo:
    """A file for csv.writer that hands each line straight back."""

    def write(self, line: str) -> str:
        return line


_BEGINS_A_FORMULA = frozenset("=+-@\t\r\0＝＋－＠")
"""The full-width ones too: a spreadsheet in Chinese or Japanese takes them for the others."""


def safe_cell(value: object) -> str:
    """A cell as text. What a spreadsheet would take for a formula gets an apostrophe first."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in _BEGINS_A_FORMULA else text

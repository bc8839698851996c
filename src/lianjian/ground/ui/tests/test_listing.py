from __future__ import annotations

import csv
import io

import pytest
from tests import makers

from lianjian.ground.core.actors import system
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import AskAgain
from lianjian.ground.organisations.models import Kind, Organisation
from lianjian.ground.ui.listing import Choice, Column, Listing, Ordering, safe_cell

from .rendering import a_request, rendered

BY_NAME = Ordering("name", "name", ("name",))
BY_DATE = Ordering("date", "date", ("-made_at",))
KIND = Choice("kind", "kind", Kind.choices)

pytestmark = pytest.mark.django_db


def a_listing(request=None, **more):
    rows = Organisation.within(Scope.of_everything()).select_related("affiliation")
    asked = {"orderings": [BY_NAME, BY_DATE], "search": ["name"], "filters": [KIND], **more}
    return Listing(request or a_request(), rows, **asked)


def names(listing) -> list[str]:
    return [one.name for one in listing.page]


def test_it_shows_fifty_rows_a_page_in_the_first_ordering():
    for at in range(60):
        makers.an_organisation(f"单位{at:02}")
    listing = a_listing()
    assert len(names(listing)) == 50
    assert names(listing) == sorted(names(listing))
    assert len(names(a_listing(a_request(page="2")))) == 10


def test_it_answers_a_page_that_does_not_exist_with_the_last():
    makers.an_organisation("甲")
    assert names(a_listing(a_request(page="99"))) == ["甲"]
    assert names(a_listing(a_request(page="soon"))) == ["甲"]


def test_it_takes_three_queries_however_many_rows(django_assert_num_queries):
    place = makers.a_division("9901")
    for at in range(3):
        makers.an_organisation(f"单位{at}", affiliation=place)
    with django_assert_num_queries(3):
        assert [str(one.affiliation) for one in a_listing().page]
    for at in range(3, 40):
        makers.an_organisation(f"单位{at}", affiliation=place)
    with django_assert_num_queries(3):
        assert [str(one.affiliation) for one in a_listing().page]


def test_it_searches_filters_and_keeps_the_query_in_its_links():
    makers.an_organisation("果品公司", kind=Kind.ENTERPRISE)
    makers.an_organisation("果树学院", kind=Kind.UNIVERSITY)
    makers.an_organisation("菜籽公司", kind=Kind.ENTERPRISE)
    listing = a_listing(a_request(q="果", kind="enterprise"))
    assert names(listing) == ["果品公司"]
    assert listing.is_narrowed
    assert listing.query(page=2) == "?q=%E6%9E%9C&kind=enterprise&page=2"
    assert listing.csv_query.endswith("export=csv")


def test_it_ignores_a_filter_value_and_an_ordering_that_it_did_not_declare():
    makers.an_organisation("甲", kind=Kind.OTHER)
    listing = a_listing(a_request(kind="secret", sort="kind"))
    assert names(listing) == ["甲"]
    assert listing.ordering is BY_NAME


def test_a_list_that_is_searched_by_a_function_has_a_box_too():
    """A template calls what can be called: asked for the function, it found no search at all."""
    toolbar, box = '<c-listing :listing="listing" />', 'type="search" name="q"'
    by_function = a_listing(a_request(), search=lambda rows, text: rows)
    assert box in rendered(toolbar, listing=by_function)
    assert box not in rendered(toolbar, listing=a_listing(search=()))


def test_a_search_may_be_a_function():
    makers.an_organisation("甲")
    makers.an_organisation("乙")
    listing = a_listing(a_request(q="whatever"), search=lambda rows, text: rows.filter(name="乙"))
    assert names(listing) == ["乙"]


@pytest.mark.parametrize(
    "field",
    [
        "score",
        "-pairing_count",
        "outcome",
        "village__total_reach",
        "amount_fen",
        "reports",
        "-rank",
    ],
)
def test_no_list_may_be_a_league_table(field):
    with pytest.raises(ValueError, match="rank"):
        Ordering("best", "best", (field,))


@pytest.mark.parametrize(
    "field", ["name", "-made_at", "village__code", "due", "country", "discount"]
)
def test_names_places_and_dates_may_sort_a_list(field):
    assert Ordering("fair", "fair", (field,)).fields == (field,)


def test_no_list_is_sorted_by_what_was_computed():
    from django.db.models import F

    rows = Organisation.within(Scope.of_everything()).annotate(best=F("name"))
    with pytest.raises(ValueError, match="computed"):
        Listing(a_request(), rows, orderings=[Ordering("best", "best", ("best",))])


def a_sure_request(**query: str):
    """A request of somebody who need not show once more who they are."""
    request = a_request(**query)
    request.actor = system("a test")  # type: ignore[attr-defined]
    return request


def exported(listing) -> list[list[str]]:
    body = b"".join(listing.csv("名录").streaming_content).decode("utf-8")
    assert body.startswith("\ufeff"), "Excel takes it for something else without the mark"
    return list(csv.reader(io.StringIO(body.removeprefix("\ufeff"))))


def test_the_export_holds_every_row_of_the_same_list_in_the_same_order():
    for at in range(60):
        makers.an_organisation(f"果品{at:02}")
    makers.an_organisation("菜籽")
    columns = [Column("名称", lambda one: one.name), Column("类别", lambda one: one.kind)]
    listing = a_listing(a_sure_request(q="果品", export="csv"), columns=columns)
    assert listing.wants_csv
    rows = exported(listing)
    assert rows[0] == ["名称", "类别"]
    assert [row[0] for row in rows[1:]] == [f"果品{at:02}" for at in range(60)]
    assert "filename*=UTF-8''%E5%90%8D%E5%BD%95.csv" in listing.csv("名录")["Content-Disposition"]


def test_the_export_speaks_the_readers_language_although_it_is_sent_later():
    from django.utils import translation
    from django.utils.translation import gettext_lazy

    makers.an_organisation("甲", kind=Kind.ENTERPRISE)
    columns = [Column(gettext_lazy("Name"), lambda one: one.get_kind_display())]
    with translation.override("en"):
        answer = a_listing(a_sure_request(), columns=columns).csv("list")
    body = b"".join(answer.streaming_content).decode("utf-8")
    assert body == "\ufeffName\r\nenterprise\r\n"


def test_nothing_is_exported_before_its_reader_has_shown_who_they_are():
    listing = a_listing(a_request(export="csv"), columns=[Column("名称", lambda one: one.name)])
    with pytest.raises(AskAgain):
        listing.csv("list")


def test_a_list_without_columns_has_no_export():
    assert not a_listing(a_request(export="csv")).wants_csv


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0"])
def test_a_cell_that_looks_like_a_formula_is_text(start):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (12, "12"), ("石桥", "石桥"), ("a=b", "a=b")]
)
def test_every_other_cell_stays_as_it_is(value, text):
    assert safe_cell(value) == text


def test_the_toolbar_and_the_pager_draw_what_the_list_allows():
    for at in range(60):
        makers.an_organisation(f"单位{at:02}")
    request = a_request(kind="enterprise", sort="date")
    listing = a_listing(request, columns=[Column("name", str)])
    html = rendered(
        '<c-listing :listing="listing" /><c-pager :listing="listing" />', request, listing=listing
    )
    assert '<option value="enterprise" selected>' in html
    assert '<option value="date" selected>' in html
    assert 'href="?kind=enterprise&amp;sort=date&amp;page=2"' in html
    assert "第 1—50 条，共 60 条" in html

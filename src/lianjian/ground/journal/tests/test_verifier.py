"""A doubter's check of the record: every tampering is found, and its place is named (T17)."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction
from tests.sizes import size

from lianjian import cli
from lianjian.ground.core import actors
from lianjian.ground.core.commands import Entry
from lianjian.ground.core.scope import Scope
from lianjian.ground.journal import chain, selectors, verifier
from lianjian.ground.journal.append import append
from lianjian.ground.journal.chain import COLUMNS, Break, Whole

LINES = 40
TAMPERINGS = size(1_000, long=10_000)
TEXTS = ("prev", "digest", "at", "role", "verb", "subject", "body")
NUMBERS = ("person", "post", "division_code", "organisation")

Row = list[object]


@pytest.fixture
def whole(db: None) -> list[Row]:
    """The rows of a journal, written by the product and read back as a doubter reads them."""
    with transaction.atomic():
        for number in range(LINES):
            actor = actors.Actor(Scope(), role="liaison", person=7, post=number % 3)
            append(
                [Entry(actor, "needs.open", f"exchange.need:{number}", {"title": f"茶{number}"})]
            )
    with connection.cursor() as cursor:
        names = ", ".join(COLUMNS)
        cursor.execute(f"SELECT {names} FROM journal_line ORDER BY seq")
        rows = [list(row) for row in cursor.fetchall()]
    at = COLUMNS.index("at")
    for row in rows:
        row[at] = str(row[at]).removesuffix("+00:00")
    return rows


def a_copy(rows: list[Row]) -> sqlite3.Connection:
    """The journal in a database of its own that nothing protects: what an intruder would hold."""
    copy = sqlite3.connect(":memory:")
    types = {"seq": "bigint PRIMARY KEY", "at": "datetime", **dict.fromkeys(NUMBERS, "bigint")}
    columns = ", ".join(f"{name} {types.get(name, 'text')}" for name in COLUMNS)
    copy.execute(f"CREATE TABLE journal_line ({columns})")
    holes = ", ".join("?" * len(COLUMNS))
    copy.executemany(f"INSERT INTO journal_line VALUES ({holes})", rows)
    copy.commit()
    return copy


def verdict(rows: list[Row], *, head: str | None = None) -> Break | Whole:
    return chain.check(verifier.lines_of_sqlite(a_copy(rows)), head=head)


def edited(rows: list[Row], chance: random.Random) -> int:
    """One value of one line is changed; gives the line's number."""
    place = chance.randrange(len(rows))
    name = chance.choice(TEXTS + NUMBERS)
    column = COLUMNS.index(name)
    before = rows[place][column]
    match chance.randrange(3):
        case 0 if name in NUMBERS:
            after: object = None if before is not None else chance.randrange(10**6)
        case 1 if name == "at":
            after = f"{before}456"  # finer than a millisecond: the same moment to most readers
        case _ if name in NUMBERS:
            after = (int(str(before)) if before is not None else 0) + chance.randrange(1, 99)
        case _:
            after = one_character_off(str(before), chance)
    rows[place][column] = after
    return place + 1


def one_character_off(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text) + 1)
    other = chance.choice([c for c in "0a茶 " if c != text[place : place + 1]])
    return text[:place] + other + text[place + 1 :]


def deleted(rows: list[Row], chance: random.Random) -> int:
    place = chance.randrange(len(rows) - 1)  # the last one is a cut tail: see below
    del rows[place]
    return place + 1


def swapped(rows: list[Row], chance: random.Random) -> int:
    first, second = sorted(chance.sample(range(len(rows)), 2))
    rows[first][1:], rows[second][1:] = rows[second][1:], rows[first][1:]
    return first + 1


def inserted(rows: list[Row], chance: random.Random) -> int:
    """A line that fits the one before it, while all that follow move on by one."""
    place = chance.randrange(1, len(rows))
    new = list(rows[place - 1])
    line = dict(zip(COLUMNS, new, strict=True)) | {"seq": place + 1, "body": '{"title":"假"}'}
    line["prev"] = rows[place - 1][COLUMNS.index("digest")]
    moment = f"{str(line['at']).replace(' ', 'T')}+00:00"
    line["digest"] = chain.digest_of({**line, "at": moment})
    for row in rows[place:]:
        row[0] = int(str(row[0])) + 1
    rows.insert(place, [line[name] for name in COLUMNS])
    # Its own digest may be right: then the first line that does not fit is the one behind it.
    return place + 1


WAYS = (edited, edited, edited, deleted, swapped, inserted)


def tampered(whole: list[Row], count: int, seed: int) -> Iterator[tuple[list[Row], int, str]]:
    chance = random.Random(seed)
    for _ in range(count):
        rows = [list(row) for row in whole]
        way = chance.choice(WAYS)
        place = way(rows, chance)
        yield rows, place, way.__name__


def test_a_journal_that_nobody_touched_is_whole(whole):
    assert verdict(whole) == Whole(LINES, selectors.head()[1])


@pytest.mark.campaign
def test_it_finds_every_tampering_and_names_its_place(whole, campaign):
    missed = []
    for rows, place, way in tampered(whole, TAMPERINGS, seed=17):
        found = verdict(rows)
        near = {place, place + 1} if way == "inserted" else {place}
        if not isinstance(found, Break) or found.seq not in near:
            missed.append((way, place, found))
    assert missed == []
    blind = control_misses(whole)
    campaign(
        "T17",
        "journal: edit, delete, swap, insert in a copied database",
        size=TAMPERINGS,
        control=f"a check without digests missed {blind} of 300",
        outcome=f"{TAMPERINGS:,} found, place named",
    )


def control_misses(whole: list[Row]) -> int:
    """How many of 300 tamperings a check would miss that does not compute digests."""

    def without_digests(lines: Iterator[dict[str, object]]) -> bool:
        previous = chain.GENESIS
        for number, line in enumerate(lines, 1):
            if line["seq"] != number or line["prev"] != previous:
                return True
            previous = str(line["digest"])
        return False

    return sum(
        not without_digests(verifier.lines_of_sqlite(a_copy(rows)))
        for rows, _place, _way in tampered(whole, 300, seed=18)
    )


def test_the_control_without_digests_is_blind_to_many(whole):
    assert control_misses(whole) > 60


def test_a_cut_tail_fits_and_shows_only_against_a_head_kept_elsewhere(whole):
    head = selectors.head()[1]
    cut = whole[:-3]
    assert isinstance(verdict(cut), Whole)
    found = verdict(cut, head=head)
    assert isinstance(found, Break)
    assert found.seq == LINES - 2


def test_a_journal_written_anew_shows_only_against_a_head_kept_elsewhere(whole):
    head = selectors.head()[1]
    forged, previous = [], chain.GENESIS
    for row in whole:
        line = dict(zip(COLUMNS, row, strict=True)) | {"role": "auditor", "prev": previous}
        moment = dict(zip(COLUMNS, row, strict=True))["at"]
        at = next(iter(verifier.lines_of_sqlite(a_copy([row]))))["at"]
        previous = line["digest"] = chain.digest_of({**line, "at": at})
        forged.append([{**line, "at": moment}[name] for name in COLUMNS])
    assert isinstance(verdict(forged), Whole)
    assert isinstance(verdict(forged, head=head), Break)


def test_bytes_that_are_no_text_are_found(whole):
    copy = a_copy(whole)
    copy.execute("UPDATE journal_line SET body = CAST(x'ff' AS TEXT) WHERE seq = 5")
    found = chain.check(verifier.lines_of_sqlite(copy))
    assert found == Break(5, "its contents are not those that were recorded")


@pytest.fixture
def on_disk(whole: list[Row], tmp_path: Path) -> Path:
    path = tmp_path / "lianjian.sqlite3"
    with sqlite3.connect(path) as disk:
        a_copy(whole).backup(disk)
    return path


def test_the_command_tells_lines_and_head(on_disk, capsys):
    assert cli.main(["check-journal", "--database", str(on_disk)]) == 0
    said = capsys.readouterr().out
    assert f"{LINES} lines" in said
    assert selectors.head()[1] in said


def test_the_command_names_the_first_broken_line(on_disk, capsys):
    with sqlite3.connect(on_disk) as disk:
        disk.execute("UPDATE journal_line SET role = 'auditor' WHERE seq = 23")
    assert cli.main(["check-journal", "--database", str(on_disk)]) == 1
    assert "line 23" in capsys.readouterr().out


def test_the_command_finds_the_product_s_own_database(on_disk, capsys, monkeypatch):
    monkeypatch.setenv("LIANJIAN_HOME", str(on_disk.parent))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert cli.main(["check-journal"]) == 0


def test_the_command_says_in_one_line_that_there_is_nothing_to_read(capsys):
    assert cli.main(["check-journal", "--database", "/nowhere/at/all"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_on_postgresql_it_reads_the_same_chain_and_finds_a_change():
    if connection.vendor != "postgresql":
        pytest.skip("only on PostgreSQL: the verifier's other reader")
    with transaction.atomic():
        append([Entry(actors.system("a test"), "a.b", "", {"at": n}) for n in range(20)])
    given = connection.get_connection_params()
    wanted = {name: given[name] for name in ("dbname", "user", "host", "port") if given.get(name)}
    with psycopg.connect(**wanted) as intruder:
        assert isinstance(chain.check(verifier.lines_of_postgresql(intruder)), Whole)
        intruder.execute("ALTER TABLE journal_line DISABLE TRIGGER USER")
        intruder.execute("UPDATE journal_line SET at = at + interval '1 microsecond' WHERE seq = 9")
        found = chain.check(verifier.lines_of_postgresql(intruder))
        intruder.rollback()
    assert found == Break(9, "its contents are not those that were recorded")

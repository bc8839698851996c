"""News that tells the same of many records is one line; whoever did something is named."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from tests.cast import World

from lianjian.chain.accords.tests import makers
from lianjian.chain.outcomes import services as outcomes
from lianjian.chain.outcomes.tests import makers as numbers
from lianjian.ground.journal.news import ALIKE, Entry, Fold, Happening, folded
from lianjian.ground.journal.telling import Told


def entry(title: str, verb: str = "pairing.begin", who: str = "系统") -> Entry:
    last = Told(
        seq=1,
        when=dt.datetime(2026, 11, 27, tzinfo=dt.UTC),
        who=who,
        what=verb,
        verb=verb,
        subject=title,
        digest="",
        why="",
    )
    return Entry(title, f"/{title}", "pairing", (Happening(last, 1, (who,)),))


@pytest.mark.parametrize(("many", "lines"), [(ALIKE - 1, ALIKE - 1), (ALIKE, 1), (90, 1)])
def test_many_records_of_which_the_same_is_told_are_one_line(many: int, lines: int):
    found = list(folded(entry(str(number)) for number in range(many)))
    assert len(found) == lines
    assert sum(len(one.entries) if isinstance(one, Fold) else 1 for one in found) == many


def test_what_differs_stays_apart_and_in_its_place():
    rows = [entry(str(number)) for number in range(ALIKE)]
    other = entry("另一个", verb="pairing.end")
    assert [type(one) for one in folded([*rows, other, *rows])] == [Fold, Entry, Fold]
    mixed = [entry(str(number), who=f"村{number % 2}") for number in range(8)]
    assert len(list(folded(mixed))) == 8


def test_everybody_who_signed_is_named_and_not_only_the_last(world: World):
    accord = makers.opened(makers.three_parties(world))
    makers.signed_by(accord, world.lin, world.wen)
    text = world.mei.client().get(reverse("journal:news")).content.decode()
    signed = text.partition("已签")[2].partition("</li>")[0]
    assert "省农业大学" in signed
    assert "石桥村" in signed


def test_many_figures_that_were_confirmed_fold_and_open_into_each(world: World):
    rows = [numbers.reported(world, f"{number}万人次") for number in range(1, ALIKE + 1)]
    outcomes.confirm_all(world.mei.actor, observations=rows)
    text = world.xu.client().get(reverse("journal:news")).content.decode()
    assert "石桥村 接待游客 10,000人次" in text
    assert text.count("<details") >= 1

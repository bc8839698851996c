"""Every damage knows its place in the raw text and in the truth, however many came after it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.noise.kinds import Noise
from tests.noise.stories import HARMS, STORIES, damage, told
from tests.noise.tracing import Change, Damaged, Tracing, regions, undone
from tests.sizes import size

TEXT = """云岭县石桥村：联建共建 让山货出山
近日，云岭县石桥村党支部（以下简称“石桥村”）与省农科院茶叶研究所党支部签订联建协议。“有了专家，\
我们心里就有底了。”村党支部书记林青山说。
双方约定，每季度开展1次技术指导，全年培训茶农200余人次；《关于开展〈携手同行 共建茶乡〉活动的通知》\
同时印发，绿茶、女儿茶等5个品种列入其中。
今年以来，西安路社区也参加了联建，一定要办好这件事，不会让群众失望！气温25℃……群众说好不好？好。
（通讯员 沈小满 田禾）
"""


def holds(damaged: Damaged) -> None:
    """What must be true of any record of damages."""
    for one in damaged.damages:
        assert one.after == damaged.raw[one.start : one.end] != ""
        assert one.before == damaged.truth[one.truth_start : one.truth_end]
    assert undone(damaged) == damaged.truth
    place = truth_place = 0
    for region in regions(damaged):
        between = damaged.raw[place : region.start]
        assert between == damaged.truth[truth_place : region.truth_start]
        place, truth_place = region.end, region.truth_end
    assert damaged.raw[place:] == damaged.truth[truth_place:]


@pytest.mark.parametrize("kind", Noise, ids=lambda kind: kind.name.lower())
@pytest.mark.parametrize("strength", [0.2, 0.7, 1.0])
def test_each_kind_can_be_undone_by_its_own_records(kind, strength):
    for seed in range(size(3, long=40)):
        holds(damage(TEXT, [(kind, strength)], Random(seed)))


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("strength", [0.1, 0.5, 1.0])
def test_a_whole_story_can_be_undone_by_its_records(story, strength):
    for seed in range(size(2, long=40)):
        holds(told(TEXT, story, strength, Random(seed)))


def test_any_kinds_in_any_order_can_be_undone():
    rng = Random(5)
    for _number in range(size(40, long=4000)):
        chosen = rng.choices(list(Noise), k=rng.randint(2, 6))
        holds(damage(TEXT, [(kind, rng.random()) for kind in chosen], rng))


@given(st.data())
def test_any_changes_whatever_can_be_undone(data):
    """Cuts through cuts, insertions into insertions: the records hold."""
    tracing = Tracing(data.draw(st.text("甲乙丙丁", min_size=1, max_size=12)))
    for kind in (Noise.LOST, Noise.SHIFT, Noise.PLANTED):
        places = st.integers(0, len(tracing.text))
        cuts = sorted(data.draw(st.sets(places, max_size=6)))
        changes = [
            Change(start, end if data.draw(st.booleans()) else start, data.draw(AFTER))
            for start, end in pairwise(cuts)
        ]
        tracing.change(kind, changes)
    holds(tracing.damaged())


AFTER = st.text("?!x", min_size=1, max_size=3)


def test_a_record_that_is_one_place_off_does_not_pass():
    """The control: each of its numbers is needed."""
    damaged = damage(TEXT, [(Noise.PINYIN_WORDS, 0.3)], Random(1))
    for field in ("start", "end", "truth_start", "truth_end"):
        first, *others = damaged.damages
        off = replace(first, **{field: getattr(first, field) + 1})
        with pytest.raises(AssertionError):
            holds(replace(damaged, damages=(off, *others)))


def test_without_carrying_a_place_through_the_later_steps_nothing_is_found_again(monkeypatch):
    monkeypatch.setattr("tests.noise.tracing.Spans.carried", lambda _self, start, end: (start, end))
    with pytest.raises(AssertionError):
        holds(told(TEXT, "everything at once", 0.5, Random(1)))


@pytest.mark.parametrize("story", STORIES)
def test_a_seed_tells_the_same_story_again(story):
    once, again = (told(TEXT, story, 0.5, Random(9)) for _time in range(2))
    assert once == again
    assert told(TEXT, story, 0.5, Random(10)) != once


@pytest.mark.parametrize("kind", Noise, ids=lambda kind: kind.name.lower())
def test_strength_0_changes_nothing(kind):
    assert damage(TEXT, [(kind, 0.0)], Random(2)) == Damaged(TEXT, TEXT, ())


@pytest.mark.parametrize("kind", Noise, ids=lambda kind: kind.name.lower())
def test_strength_1_hits_something_and_more_than_a_weaker_one(kind):
    ready = [(Noise.TRADITIONAL, 1.0)] if kind is Noise.PINYIN_CHANGED else []

    def hits(strength: float) -> int:
        made = damage(TEXT, [*ready, (kind, strength)], Random(4))
        return sum(one.kind is kind for one in made.damages)

    assert hits(1.0) >= max(1, hits(0.5))
    assert set(HARMS) == set(Noise)


def test_a_damage_inside_a_repeated_body_stands_where_the_truth_has_nothing():
    made = damage(TEXT, [(Noise.BODY_AGAIN, 1), (Noise.WIDTH, 1)], Random(1))
    again = made.damages[-1]
    assert again.kind is Noise.WIDTH
    assert (again.before, again.truth_start) == ("", len(TEXT))


def test_a_bracket_that_a_shift_swallowed_belongs_to_both_damages():
    tracing = Tracing("说。”省会好")
    tracing.change(Noise.PINYIN_WORDS, [Change(5, 5, "(huì)")])
    tracing.change(Noise.SHIFT_QUOTES, [Change(1, 6, "?!笔?")])
    damaged = tracing.damaged()
    holds(damaged)
    assert damaged.raw == "说?!笔?huì)好"
    (region,) = regions(damaged)
    assert {one.kind for one in region.damages} == {Noise.PINYIN_WORDS, Noise.SHIFT_QUOTES}
    assert damaged.truth[region.truth_start : region.truth_end] == "。”省会"

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lianjian.engine import pairing as engine
from lianjian.engine.pairing import Listings, score


def some(
    *texts: str,
    owner: list[int] | None = None,
    area: list[int] | None = None,
    settled: bool = True,
    section: int = -1,
    division: int = -1,
    meaning: np.ndarray | None = None,
) -> Listings:
    count = len(texts)
    return Listings(
        np.array(owner if owner is not None else [0] * count, dtype=np.int64),
        np.array(area or [0] * count, dtype=np.int64),
        np.full(count, settled),
        np.full(count, section, dtype=np.int64),
        np.full(count, division, dtype=np.int64),
        texts,
        np.zeros((count, 4), dtype=np.int8) if meaning is None else meaning.astype(np.int8),
    )


def test_a_settled_area_counts_more_than_a_guessed_one() -> None:
    need, offer = some("甲"), some("乙")
    guessed = some("乙", settled=False)
    assert engine.closeness(need, offer).item() == score.AREA
    assert engine.closeness(need, guessed).item() == score.AREA_GUESSED


def test_the_same_division_of_industry_counts_more_than_the_same_section() -> None:
    need = some("甲", area=[1], section=2, division=13)
    assert engine.closeness(need, some("乙", section=2, division=13)).item() == score.DIVISION
    assert engine.closeness(need, some("乙", section=2, division=14)).item() == score.SECTION
    assert engine.closeness(need, some("乙", section=2)).item() == score.SECTION
    assert engine.closeness(need, some("乙", section=-1)).item() == 0
    assert engine.closeness(some("甲", area=[1]), some("乙")).item() == 0


def test_shared_words_count_up_to_enough_of_them() -> None:
    need = some("老果园修剪技术", area=[1])
    one = engine.closeness(need, some("修剪")).item()
    many = engine.closeness(need, some("果园修剪技术指导")).item()
    assert one == score.WORDS // score.ENOUGH_WORDS
    assert many == score.WORDS


def test_characters_that_hold_a_sentence_together_are_no_words() -> None:
    assert engine.bigrams("我们的和了") == {"我们"}


def test_meaning_counts_from_far_to_near() -> None:
    need = some("甲", area=[1], meaning=np.array([[100, 0, 0, 0]]))

    def close(*vector: int) -> int:
        return int(engine.closeness(need, some("乙", meaning=np.array([vector]))).item())

    assert close(100, 0, 0, 0) == score.MEANING
    assert close(0, 100, 0, 0) == 0
    assert close(0, 0, 0, 0) == 0
    assert 0 < close(40, 100, 0, 0) < score.MEANING


def test_a_pair_is_scored_alike_alone_and_among_all_in_blocks_of_any_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lot = np.random.default_rng(5)
    letters = "茶园修剪冷库收购培训直播规划水利"

    def many(count: int, owners: int) -> Listings:
        texts = ["".join(lot.choice(list(letters), size=8)) for _ in range(count)]
        made = some(
            *texts,
            owner=sorted(lot.integers(owners, size=count).tolist()),
            area=lot.integers(3, size=count).tolist(),
            meaning=lot.integers(-127, 128, size=(count, 64)),
        )
        return made

    needs, offers = many(40, 9), many(60, 11)
    whole = engine.relevance(needs, offers, 9, 11)
    monkeypatch.setattr(score, "_BLOCK", 100)
    blocks = engine.relevance(needs, offers, 9, 11)
    for name in ("score", "need", "offer"):
        assert (getattr(blocks, name) == getattr(whole, name)).all()
    for village in range(9):
        for partner in range(11):
            mine, theirs = _of(needs, village), _of(offers, partner)
            alone = engine.relevance(_owned(mine), _owned(theirs), 1, 1)
            assert alone.score.item() == whole.score[village, partner]
            need, offer = whole.need[village, partner], whole.offer[village, partner]
            if need >= 0:
                best = engine.closeness(needs.rows(need, need + 1), offers.rows(offer, offer + 1))
                assert best.item() == engine.closeness(mine, theirs).max()


def _owned(listings: Listings) -> Listings:
    return replace(listings, owner=np.zeros(len(listings), dtype=np.int64))


def _of(listings: Listings, owner: int) -> Listings:
    rows = np.flatnonzero(listings.owner == owner).tolist()
    return listings.rows(rows[0], rows[-1] + 1) if rows else listings.rows(0, 0)


def test_the_second_need_adds_half_of_what_is_missing() -> None:
    needs = some("甲乙", "丙丁", owner=[0, 0])
    one = engine.relevance(needs.rows(0, 1), some("甲乙"), 1, 1).score.item()
    both = engine.relevance(needs, some("甲乙"), 1, 1).score.item()
    assert one == score.AREA + score.WORDS // 3
    assert both == one + (1_000_000 - one) * score.AREA // 2_000_000


def test_without_needs_or_offers_nothing_answers() -> None:
    nothing = engine.relevance(some(), some("甲"), 2, 3)
    assert nothing.score.shape == (2, 3)
    assert not nothing.score.any()
    assert (nothing.need == -1).all()


def test_a_need_that_nobody_answers_has_no_offer() -> None:
    rows, scores = engine.best_offers(some("甲", area=[1]), some("乙"))
    assert rows.tolist() == [-1]
    assert scores.tolist() == [0]
    rows, scores = engine.best_offers(some("甲"), some())
    assert rows.tolist() == [-1]
    assert scores.tolist() == [0]

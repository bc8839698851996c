"""Sentence vectors: made once a text, by the worker, and never needed to read a page."""

from __future__ import annotations

import numpy as np
import pytest
from tests.cast import World

from lianjian.chain.exchange import jobs, meaning, services
from lianjian.chain.exchange.models import Need, TextMeaning, key_of
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.scope import Scope

from .makers import a_need, an_offer

ALL = Scope.of_everything()


def test_equal_texts_have_one_vector(world: World):
    stone = a_branch(world.stone)
    a_need(stone, "请人教修剪")
    a_need(stone, "请人教修剪")
    an_offer(a_branch(world.university), "修剪技术指导")
    a_need(stone, "已经有了", state="met")
    assert jobs.encode_texts() == 2
    assert jobs.encode_texts() == 0
    assert TextMeaning.objects.count() == 2


def test_a_corrected_text_gets_a_vector_of_its_own(world: World):
    need = services.post_need(world.lin.actor, branch=a_branch(world.stone), title="请人教修剪")
    jobs.encode_texts()
    services.amend(world.lin.actor, listing=need, title="想办老人食堂")
    assert need.text_key == key_of("想办老人食堂")
    assert list(meaning.missing(10)) == [need.text_key]


def test_many_rows_at_once_have_their_keys_too(world: World):
    from lianjian.ground.core.scoped import scope_lifted

    stone = a_branch(world.stone)
    with scope_lifted("as an import writes"):
        Need.objects.bulk_create([Need(branch=stone, title="冷库", area="industry", state="open")])
    assert Need.within(ALL).get().text_key == key_of("冷库")


def test_what_means_nearly_the_same_lies_nearer_than_what_does_not():
    near, other, far = meaning.encoded(
        ["请人教果树修剪", "果树修剪技术指导", "想办老人食堂"]
    ).astype(float)

    def cosine(one: np.ndarray, two: np.ndarray) -> float:
        return float(one @ two / np.linalg.norm(one) / np.linalg.norm(two))

    assert cosine(near, other) > cosine(near, far) + 0.1


def test_a_vector_of_another_length_is_left_out(world: World):
    TextMeaning.objects.create(key="k", vector=b"\x01\x02")
    assert meaning.vectors_of(["k", "nothing"]) == {}


@pytest.mark.parametrize("text", ["", "。", "x" * 5000])
def test_any_text_has_a_vector(text: str):
    assert meaning.encoded([text]).shape == (1, 512)

"""Each measure finds nothing in a right repair, and the fault that was put into a wrong one."""

from __future__ import annotations

from random import Random

import pytest

from tests.noise.groups import Unaccounted
from tests.noise.hands import Hand, Made, doubting, made, perfect, undoing
from tests.noise.kinds import Noise
from tests.noise.measure import blind, judged, strict
from tests.noise.stories import STORIES, damage, told
from tests.noise.texts import clean_texts, prose
from tests.noise.tracing import Change, Damaged, Tracing
from tests.sizes import size

TEXT = prose()[0].text


def faults(damaged: Damaged, hand: Hand) -> tuple[int, int, int]:
    """Wrong edits, clean characters altered, damages unlisted."""
    verdict = judged(damaged, hand)
    return len(verdict.wrong), len(verdict.altered), len(verdict.unlisted)


@pytest.mark.parametrize("kind", Noise, ids=lambda kind: kind.name.lower())
def test_a_right_repair_of_any_kind_has_no_fault(kind):
    ready = [(Noise.TRADITIONAL, 1.0)] if kind is Noise.PINYIN_CHANGED else []
    for seed in range(size(2, long=20)):
        damaged = damage(TEXT, [*ready, (kind, 0.5)], Random(seed))
        verdict = judged(damaged, perfect(damaged))
        assert verdict.perfect
        assert faults(damaged, perfect(damaged)) == (0, 0, 0) or kind is Noise.NEARLY_AGAIN


@pytest.mark.parametrize("story", STORIES)
def test_a_right_repair_of_a_whole_story_has_no_fault(story):
    for one in clean_texts()[: size(8, long=100)]:
        damaged = told(one.text, story, 0.4, Random(1))
        assert faults(damaged, perfect(damaged)) == (0, 0, 0)


@pytest.mark.parametrize("story", STORIES)
def test_whoever_does_nothing_and_says_nothing_leaves_every_damage_unlisted(story):
    damaged = told(TEXT, story, 0.5, Random(2))
    assert faults(damaged, made(damaged.raw)) == (0, 0, len(damaged.damages))


def test_a_damage_that_is_left_is_unlisted_until_somebody_speaks_of_it():
    damaged = damage(TEXT, [(Noise.LOST, 0.1)], Random(3))
    left, *others = undoing(damaged)
    hand = made(damaged.raw, *others)
    assert faults(damaged, hand) == (0, 0, 1)
    assert faults(damaged, doubting(hand, left.start, left.end)) == (0, 0, 0)
    assert faults(damaged, doubting(hand, left.end, left.end + 1)) == (0, 0, 1)


def test_a_doubt_about_one_character_of_a_second_body_does_not_list_the_body():
    damaged = damage(TEXT, [(Noise.BODY_AGAIN, 1)], Random(3))
    (again,) = damaged.damages
    assert faults(damaged, doubting(made(damaged.raw), again.start, again.start + 1)) == (0, 0, 1)
    assert faults(damaged, doubting(made(damaged.raw), again.start, again.end)) == (0, 0, 0)


@pytest.mark.parametrize("kind", [Noise.TRADITIONAL, Noise.SHIFT, Noise.WIDTH, Noise.LOST])
def test_an_edit_with_another_character_than_the_truth_is_wrong(kind):
    damaged = damage(TEXT, [(kind, 0.5)], Random(4))
    first, *others = undoing(damaged)
    bad = Made(first.start, first.end, first.before, first.after[:-1] + "龘")
    wrong, _altered, _unlisted = faults(damaged, made(damaged.raw, bad, *others))
    assert wrong == 1


def test_an_annotation_that_is_taken_out_with_a_character_too_much_is_wrong():
    damaged = damage(TEXT, [(Noise.PINYIN_WORDS, 0.5)], Random(4))
    first, *others = undoing(damaged)
    before = damaged.raw[first.start - 1 : first.end]
    bad = Made(first.start - 1, first.end, before, "")
    assert faults(damaged, made(damaged.raw, bad, *others))[:2] == (1, 1)


def test_an_annotation_that_is_taken_out_in_part_is_wrong_or_unlisted():
    damaged = damage(TEXT, [(Noise.PINYIN_WORDS, 0.5)], Random(4))
    first, *others = undoing(damaged)
    short = Made(first.start, first.end - 1, first.before[:-1], "")
    assert faults(damaged, made(damaged.raw, short, *others)) != (0, 0, 0)


@pytest.mark.parametrize("after", ["", "龘", "茶茶"])
def test_an_edit_of_a_clean_character_is_wrong_and_alters_it(after):
    for one in clean_texts():
        place = one.text.index("，") if "，" in one.text else 40
        hand = made(one.text, Made(place, place + 1, one.text[place], after))
        assert faults(Damaged(one.text, one.text, ()), hand) == (1, 1, 0)


def test_a_character_put_into_clean_text_is_wrong():
    hand = made(TEXT, Made(30, 30, "", "，"))
    assert faults(Damaged(TEXT, TEXT, ()), hand) == (1, 0, 0)


def test_a_vote_that_comes_again_may_not_be_taken_for_a_repetition():
    (one,) = (one for one in prose() if one.name.endswith("minutes-votes"))
    line = "第二组：同意。\n"
    place = one.text.rindex(line)
    hand = made(one.text, Made(place, place + len(line), line, ""))
    wrong, altered, _unlisted = faults(Damaged(one.text, one.text, ()), hand)
    assert (wrong, altered) == (1, len(line))


@pytest.mark.parametrize("kind", [Noise.BODY_AGAIN, Noise.LINES_AGAIN])
def test_of_two_equal_bodies_either_may_be_dropped(kind):
    damaged = damage(TEXT, [(kind, 1)], Random(1))
    edits = []
    for one in damaged.damages:
        start = one.start - len(one.after)
        if kind is Noise.LINES_AGAIN:
            start += 1
        before = damaged.raw[start : start + len(one.after)]
        edits.append(Made(start, start + len(before), before, ""))
    hand = made(damaged.raw, *edits)
    assert hand.clean == TEXT
    assert faults(damaged, hand) == (0, 0, 0)


def test_of_a_title_that_stands_three_times_the_first_may_be_dropped():
    title = TEXT.split("\n")[0]
    tracing = Tracing(TEXT)
    tracing.change(Noise.TITLE_AGAIN, [Change(len(title) + 1, len(title) + 1, f"{title}\n{title}")])
    damaged = tracing.damaged()
    second = len(title) + 1
    first, glued = (
        Made(at, at + length, damaged.raw[at : at + length], "")
        for at, length in ((0, second), (2 * second, len(title)))
    )
    assert made(damaged.raw, first, glued).clean == TEXT
    assert faults(damaged, made(damaged.raw, first, glued)) == (0, 0, 0)
    assert faults(damaged, made(damaged.raw, first)) == (0, 0, 1)


def test_a_second_version_may_not_be_dropped_silently():
    damaged = damage(TEXT, [(Noise.NEARLY_AGAIN, 1)], Random(1))
    (one,) = damaged.damages
    hand = perfect(damaged)
    assert faults(damaged, hand) == (1, 0, 0)
    assert faults(damaged, doubting(hand, one.start, one.end)) == (0, 0, 0)
    assert faults(damaged, doubting(made(damaged.raw), one.start, one.end)) == (0, 0, 0)


def test_of_a_second_version_every_line_that_differs_must_be_told():
    for seed in range(20):
        damaged = damage(TEXT, [(Noise.NEARLY_AGAIN, 1)], Random(seed))
        (one,) = damaged.damages
        lines, place = list[tuple[int, int]](), one.start
        for line in one.after.split("\n"):
            if line not in TEXT.split("\n"):
                lines.append((place, place + len(line)))
            place += len(line) + 1
        if len(lines) > 1:
            break
    assert len(lines) > 1
    told_of_all = told_of_one = perfect(damaged)
    for start, end in lines:
        told_of_all = doubting(told_of_all, start, end)
    told_of_one = doubting(told_of_one, *lines[0])
    assert faults(damaged, told_of_all) == (0, 0, 0)
    assert faults(damaged, told_of_one) == (1, 0, 0)


def test_what_is_repaired_inside_a_copy_is_not_wrong_but_the_copy_is_unlisted():
    damaged = damage(TEXT, [(Noise.BODY_AGAIN, 1), (Noise.PINYIN_WORDS, 0.3)], Random(1))
    edits = [
        Made(one.start, one.end, one.after, "")
        for one in damaged.damages
        if one.kind is Noise.PINYIN_WORDS
    ]
    assert faults(damaged, made(damaged.raw, *edits)) == (0, 0, 1)
    first, *others = (one for one in edits if one.start > len(TEXT) * 1.5)
    bad = Made(first.start - 1, first.end, damaged.raw[first.start - 1] + first.before, "龘")
    kept = [one for one in edits if one.start != first.start]
    assert others
    assert faults(damaged, made(damaged.raw, bad, *kept))[0] == 1


def test_nobody_can_know_the_line_ends_below_which_a_tail_was_put():
    damaged = damage(TEXT, [(Noise.BOILERPLATE, 1)], Random(1))
    (tail,) = damaged.damages
    assert TEXT.endswith("\n")
    cut = Made(tail.start - 1, tail.end, damaged.raw[tail.start - 1 : tail.end], "")
    assert faults(damaged, made(damaged.raw, cut)) == (0, 0, 0)
    assert judged(damaged, made(damaged.raw, cut)).perfect
    more = Made(tail.start - 2, tail.end, damaged.raw[tail.start - 2 : tail.end], "")
    assert faults(damaged, made(damaged.raw, more))[:2] == (1, 1)
    clean = Damaged(TEXT, TEXT, ())
    assert faults(clean, made(TEXT, Made(len(TEXT) - 1, len(TEXT), "\n", "")))[:2] == (1, 1)


def test_who_undoes_one_damage_and_leaves_another_of_the_same_place_is_not_wrong():
    """An entity in an annotation becomes its letter; the annotation is left, and unlisted."""
    tracing = Tracing("社会上")
    tracing.change(Noise.PINYIN_WORDS, [Change(2, 2, "(huì)")])
    tracing.change(Noise.NAMED, [Change(5, 6, "&igrave;")])
    damaged = tracing.damaged()
    letter = made(damaged.raw, Made(5, 13, "&igrave;", "ì"))
    assert letter.clean == "社会(huì)上"
    assert faults(damaged, letter) == (0, 0, 1)
    assert faults(damaged, made(damaged.raw, Made(5, 13, "&igrave;", "í")))[0] == 1


def test_a_copy_that_is_left_is_unlisted_once_whatever_was_repaired_in_it():
    kinds = [Noise.TRADITIONAL, Noise.TITLE_AGAIN, Noise.NAMED, Noise.INVISIBLE]
    damaged = damage(TEXT, [(kind, 1.0) for kind in kinds], Random(1))
    copies = [one for one in damaged.damages if one.kind is Noise.TITLE_AGAIN]
    title = TEXT.split("\n")[0]
    kept = {(one.start, one.end) for one in copies}
    edits = [one for one in undoing(damaged) if (one.start, one.end) not in kept]
    for one in copies:
        lines = one.after.count("\n")
        after = f"{title}\n{title}" if lines and one.after[-1] != "\n" else title + "\n" * lines
        edits.append(Made(one.start, one.end, one.after, after))
    assert faults(damaged, made(damaged.raw, *edits)) == (0, 0, len(copies))


def test_edits_of_several_steps_over_one_place_are_judged_by_what_comes_out():
    tracing = Tracing("他说。”省促会派人来。")
    tracing.change(Noise.TRADITIONAL, [Change(6, 7, "會")])
    tracing.change(Noise.PINYIN_CHANGED, [Change(7, 7, "(huì)")])
    tracing.change(Noise.SHIFT_QUOTES, [Change(2, 8, "?!笔〈俚?")])
    damaged = tracing.damaged()

    def stepwise(char: str) -> Hand:
        shift = Made(2, 8, damaged.raw[2:8], f"。”省促{char}(")
        spelled = Made(2, 12, "(huì)", "")
        script = Made(2, 8, char, "会" if char == "會" else char)
        clean = "他说。”省促" + script.after + "派人来。"
        return Hand(damaged.raw, clean, (shift, spelled, script))

    assert stepwise("會").clean == damaged.truth
    assert faults(damaged, stepwise("會")) == (0, 0, 0)
    wrong, _altered, unlisted = faults(damaged, stepwise("暳"))
    assert wrong == 1
    assert unlisted


def test_edits_that_do_not_lead_to_the_clean_text_are_found_out():
    damaged = damage(TEXT, [(Noise.WIDTH, 0.5)], Random(1))
    hand = perfect(damaged)
    with pytest.raises(Unaccounted):
        judged(damaged, Hand(damaged.raw, hand.clean, hand.edits[1:]))
    with pytest.raises(Unaccounted):
        judged(Damaged(TEXT, TEXT, ()), Hand(TEXT, TEXT + "\n"))


def test_no_wrong_repair_gets_by_without_a_word():
    """Whatever was damaged, and whatever one edit does wrong: something is said of it."""
    rng = Random(7)
    for number in range(size(60, long=5000)):
        chosen = rng.sample(list(Noise), rng.randint(1, 3))
        truth = rng.choice(clean_texts()).text
        damaged = damage(truth, [(kind, rng.random()) for kind in chosen], Random(number))
        edits = list(undoing(damaged))
        if not edits:
            continue
        one = edits.pop(rng.randrange(len(edits)))
        bad = rng.choice((one.after + "龘", one.after[1:], one.before, one.after[::-1]))
        hand = made(damaged.raw, Made(one.start, one.end, one.before, bad), *edits)
        if hand.clean != truth:
            assert faults(damaged, hand) != (0, 0, 0), (chosen, number, one, bad)


def test_the_strict_rate_counts_width_and_blanks_and_the_blind_one_does_not():
    assert strict("联建,共建", "联建，共建") == 0.2
    assert blind("联建,共建", "联建，共建") == 0
    assert blind("联 建\n共建", "联建共建") == 0
    assert strict("联 建", "联建") == 0.5
    assert blind("联健", "联建") == 0.5
    assert strict("", "") == 0

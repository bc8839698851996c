"""The check character of GB 32100-2015, against codes that everybody can look up."""

from __future__ import annotations

import pytest

from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.uscc import check_character, checked

KNOWN = ["9144030071526726XG", "91330100799655058B", "91110000802100433B"]


@pytest.mark.parametrize("code", KNOWN)
def test_it_takes_real_codes(code: str):
    assert checked(code) == code


def test_it_takes_blanks_and_small_letters():
    assert checked(" 9144 0300 7152 6726 xg ") == "9144030071526726XG"


@pytest.mark.parametrize("code", KNOWN)
@pytest.mark.parametrize("place", range(18))
def test_it_finds_every_single_mistyped_character(code: str, place: int):
    other = "8" if code[place] != "8" else "7"
    with pytest.raises(Invalid) as refused:
        checked(code[:place] + other + code[place + 1 :])
    assert "uscc" in refused.value.fields


@pytest.mark.parametrize("place", range(16))
def test_it_finds_neighbours_that_changed_places(place: int):
    code = "9144030071526726XG"
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if swapped != code:
        with pytest.raises(Invalid):
            checked(swapped)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("9144030071526726X", "17"),
        ("9144030071526726XGG", "19"),
        ("9144O30071526726XG", "9144030071526726XG"),
        ("9144030071526726XV", "V"),
        ("9144A30071526726XG", "."),
    ],
)
def test_it_says_what_is_wrong(code: str, says: str):
    with pytest.raises(Invalid, match=says):
        checked(code)


def test_a_check_character_can_be_nought():
    assert check_character("0" * 17) == "0"

from __future__ import annotations

import pytest
from django.utils import translation

from lianjian.ground.core.industry import (
    INDUSTRIES,
    checked_industry,
    industry_choices,
    industry_of,
    section_choices,
    section_of,
    within_section,
)
from lianjian.ground.core.verdicts import Invalid


def test_the_standard_has_twenty_sections_and_ninety_seven_divisions():
    sections = [one.code for one in INDUSTRIES.values() if one.is_section]
    divisions = [one.code for one in INDUSTRIES.values() if not one.is_section]
    assert sections == list("ABCDEFGHIJKLMNOPQRST")
    assert divisions == [f"{number:02}" for number in range(1, 98)]


def test_every_industry_has_a_name_in_both_languages():
    for one in INDUSTRIES.values():
        assert one.zh, one
        assert one.en.isascii(), one


def test_a_division_lies_in_its_section():
    assert section_of("15") == "C"
    assert section_of("A") == "A"
    assert section_of("Z") == ""
    assert within_section("A") == ["A", "01", "02", "03", "04", "05"]


def test_a_name_is_told_in_the_language_that_is_being_read():
    tea = industry_of("15")
    with translation.override("zh-hans"):
        assert str(tea) == "酒、饮料和精制茶制造业"
    with translation.override("en"):
        assert str(tea) == "Liquor, beverages and refined tea"
        assert str(section_choices()[0][1]).startswith("Agriculture")
        assert str(industry_choices()[2][1][3][1]) == str(tea)


def test_a_code_that_the_standard_lacks_is_refused():
    assert checked_industry(" a ") == "A"
    assert checked_industry("") == ""
    with pytest.raises(Invalid):
        checked_industry("98")

from __future__ import annotations

import datetime as dt

import pytest

from lianjian.ground.core.receives import Field, Kind, Option
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.sheets import values


def field(kind: Kind, **more) -> Field:
    return Field("it", "it", kind, **more)


@pytest.mark.parametrize(
    "said",
    [
        dt.date(2024, 3, 5),
        dt.datetime(2024, 3, 5, 10, 30),
        45356,
        45356.0,
        "2024-03-05",
        "2024.3.5",
        "2024/3/5",
        "2024年3月5日",
        "2024年03月05号",
        "２０２４－３－５",
        "20240305",
        20240305,
        " 2024-3-5 ",
        "2024-03-05 00:00:00",
        "二〇二四年三月五日",
        "二零二四年三月五日",
    ],
)
def test_a_day_in_every_way_that_people_write_it(said):
    assert values.read(field(Kind.DATE), said) == dt.date(2024, 3, 5)


@pytest.mark.parametrize("said", ["2024年3月", "2024.3", "2024-03", "２０２４年３月"])
def test_a_month_is_its_first_day_or_its_last(said: str):
    assert values.read(field(Kind.DATE), said) == dt.date(2024, 3, 1)
    assert values.read(field(Kind.DATE, month_ends=True), said) == dt.date(2024, 3, 31)


@pytest.mark.parametrize(
    "said", ["明年春天", "2024年13月", "2024-02-30", "24.3.5", "2024年", 5, True]
)
def test_what_is_no_day_is_refused_and_never_guessed(said):
    with pytest.raises(Invalid):
        values.read(field(Kind.DATE), said)


def test_until_now_is_no_day_where_a_term_may_be_open():
    assert values.read(field(Kind.DATE, open_ended=True), "至今") is None
    with pytest.raises(Invalid):
        values.read(field(Kind.DATE), "至今")


@pytest.mark.parametrize("said", ["", " ", "　", None, "-", "/", "无", "——", "\u200b"])
def test_what_people_write_for_nothing_is_nothing(said):
    assert values.read(field(Kind.TEXT), said) is None
    assert values.read(field(Kind.DATE), said) is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("370782", "370782"),
        (370782, "370782"),
        (370782.0, "370782"),
        ("３７０７８２", "370782"),
        ("'370782", "370782"),
        (" 91350100 M000100Y43 ", "91350100M000100Y43"),
        ("370782.0", "370782"),
        ("007", "007"),
    ],
)
def test_a_code_kept_as_text_or_as_a_number(said, expected: str):
    assert values.read(field(Kind.CODE), said) == expected


@pytest.mark.parametrize("said", [9.1350100e17, "9.135E+17", 370782200001000000])
def test_a_code_that_the_spreadsheet_has_rounded_is_refused(said):
    with pytest.raises(Invalid):
        values.read(field(Kind.CODE), said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (6, 6),
        (6.0, 6),
        ("6", 6),
        ("６", 6),
        ("第六批", 6),
        ("第十二批", 12),
        ("二十", 20),
        ("3个", 3),
    ],
)
def test_a_whole_number(said, expected: int):
    assert values.read(field(Kind.INT), said) == expected


@pytest.mark.parametrize("said", [1.5, "三点五", "很多", "3-5"])
def test_what_is_no_whole_number_is_refused(said):
    with pytest.raises(Invalid):
        values.read(field(Kind.INT), said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [("是", True), ("√", True), ("否", False), ("无", False), ("", None), (1, True)],
)
def test_yes_or_no(said, expected):
    assert values.read(field(Kind.YES_NO), said) is expected


def test_a_choice_by_its_code_its_name_or_what_people_write():
    levels = (
        Option("province", "sent by the province", ("省派", "省级")),
        Option("city", "sent by the city", ("市派", "市级")),
    )
    one = field(Kind.CHOICE, choices=levels)
    for said in ("province", "Sent by the Province", "省派", "省派（第六批）"):
        assert values.read(one, said) == "province"
    for said in ("乡派", "省派市派"):
        with pytest.raises(Invalid):
            values.read(one, said)


def test_several_names_in_one_cell():
    said = "石桥村党支部、省农业大学党支部；示例公司\n另一个，再一个"
    assert values.read(field(Kind.NAMES), said) == [
        "石桥村党支部",
        "省农业大学党支部",
        "示例公司",
        "另一个",
        "再一个",
    ]


def test_a_reader_says_the_same_thing_twice():
    reader = values.Reader(field(Kind.DATE))
    for _time in range(2):
        assert reader.read("2024.3.5") == dt.date(2024, 3, 5)
        with pytest.raises(Invalid):
            reader.read("明年")

"""The sets that may be looked into: every fact stands in its text, every numeral has been read.

The held set has a check of its own (``test_held.py``): another hand wrote it, by its own rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.once

HERE = Path(__file__).parent
SETS = {"open": 24, "wide": 28, "last": 16, "further": 28, "fresh": 16, "unseen": 16}
"""Each set and how many reports it has."""
REPORTS = [path for name in SETS for path in sorted((HERE / name).glob("*.txt"))]
ONCE = ("place", "organisation", "branch", "group")
"""What is listed at its first mention only."""

Fact = dict[str, Any]

QUANTITIES = {"count", "amount", "measure", "ratio"}
# What only says who, where or when has no modality.
WITHOUT_MODALITY = {
    *("title", "heading", "date", "ordinal", "set_phrase", "place", "organisation", "branch"),
    *("group", "alias", "person", "work_area"),
}
COMMON = {"kind", "text", "nth", "value"}
OF_QUANTITY = {"unit", "comparator", "subject", "period", "against", "of"}
KEYS: dict[str, set[str]] = {
    "title": set(),
    "heading": set(),
    "date": {"sort", "inference"},
    "count": OF_QUANTITY,
    "amount": OF_QUANTITY,
    "measure": OF_QUANTITY,
    "ratio": OF_QUANTITY | {"numerator", "denominator", "refused"},
    "ordinal": {"unit", "subject"},
    "set_phrase": set(),
    "place": {"level", "code"},
    "organisation": {"type"},
    "branch": {"host", "unit"},
    "group": {"members"},
    "alias": set(),
    "person": {"role", "org"},
    "pairing": {"parties"},
    "accord": {"parties", "accord_kind"},
    "joint_body": {"parties"},
    "leading_group": {"subject"},
    "liaison": {"parties"},
    "station": {"subject"},
    "project": {"state"},
    "commitment": {"subject", "due", "owner"},
    "resource": {"resource", "giver", "receiver", "unit"},
    "asset": {"state", "subject"},
    "need": {"subject"},
    "honour": {"subject", "by", "level"},
    "campaign": {"by"},
    "channel": {"subject"},
    "activity": {"place", "date"},
    "meeting": {"place", "date"},
    "brand": {"subject"},
    "cluster": {"subject"},
    "work_area": set(),
    "pilot": {"place"},
}
WORDS: dict[str, set[str | None]] = {
    "modality": {"done", "ongoing", "planned", "intent", "aspiration", "opinion"},
    "comparator": {
        *("exact", "at_least", "more_than", "about", "nearly", "at_most", "range", "unknown"),
    },
    "sort": {"day", "month", "year", "period", "recurring", "vague", "festival"},
    "level": {"province", "city", "county", "town", "village", "hamlet", "natural", "other"},
    "type": {"university", "enterprise", "government", "social", "village", "media", "other"},
    "resource": {
        *("money", "land", "equipment", "technology", "people", "policy", "channel", "expertise"),
    },
}
AREAS = {"产业发展", "招商引资", "招才引智", "人才培养", "技术服务", "改善民生"}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}-\d\d-\d\d)?")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,:;!?()]|[,:;!?()][\u4e00-\u9fff]")
CODE_LENGTHS = {"province": {2}, "city": {4}, "county": {6}, "town": {9}, "village": {12}}

DIGITS = re.compile(r"\d+(?:\.\d+)?")
HAN = "〇零一二三四五六七八九十百千万亿两俩仨几数半"
MEASURES = (
    "趟样捧棒笔站楼句口把颗粒筐车则桌排双副股道声遍回餐等集类"
    "个名人位户条场次家项批支所类种处座亩元块吨斤克米度天年月日周岁组队期届轮辈代方级层件篇幅台套辆间"
    "栋棵株头只羽箱袋瓶盒包份张册部门课节堂村镇乡县地成倍公平千瓦"
)
HAN_NUMERAL = re.compile(
    rf"([{HAN}]+)[余多来]?[{MEASURES}]|([{HAN}]+分之[{HAN}]+)|([{HAN}]{{2,}})|(?<![许很最不])(多)[名个家条项]"
)


def facts_of(report: Path) -> dict[str, Any]:
    """What a person says that the report says."""
    read: dict[str, Any] = json.loads(report.with_suffix(".json").read_text(encoding="utf-8"))
    return read


def start_of(text: str, words: str, nth: int) -> int:
    """Where the words stand for the nth time, in characters; -1 if they do not."""
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
        if at < 0:
            return at
    return at


def misplaced(text: str, read: dict[str, Any]) -> list[str]:
    """Facts and ignored words that do not stand in the text."""
    every = [*read["facts"], *read["ignored"]]
    return [f["text"] for f in every if start_of(text, f["text"], f.get("nth", 1)) < 0]


def twice(read: dict[str, Any]) -> list[str]:
    """Facts said twice; one person may hold two posts."""
    seen = [(f["kind"], f["text"], f["nth"], f.get("role")) for f in read["facts"]]
    return [str(one) for one in set(seen) if seen.count(one) > 1]


def cut(text: str, read: dict[str, Any]) -> list[str]:
    """Quantities whose span begins or ends inside a numeral: 7个 found in 47个."""
    wrong: list[str] = []
    for fact in read["facts"]:
        if fact["kind"] not in QUANTITIES | {"date"}:
            continue
        start = start_of(text, fact["text"], fact["nth"])
        before, after = text[start - 1 : start + 1], text[start + len(fact["text"]) - 1 :][:2]
        digits = any(re.fullmatch(r"[\d.][\d.]", pair) for pair in (before, after))
        if digits or re.fullmatch(rf"[{HAN}][{HAN}]", before):
            wrong.append(fact["text"])
    return wrong


def spans(text: str, read: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Where numerals have been read. A set phrase, and ignored words without nth, count wherever
    they stand."""
    for fact in [*read["facts"], *read["ignored"]]:
        words = fact["text"]
        kind = fact.get("kind", "ignored")
        if kind == "set_phrase" or (kind == "ignored" and "nth" not in fact):
            for found in re.finditer(re.escape(words), text):
                yield found.span()
        elif kind in QUANTITIES | {"date", "ordinal", "ignored"}:
            start = start_of(text, words, fact.get("nth", 1))
            yield start, start + len(words)


def unread(text: str, read: dict[str, Any]) -> list[str]:
    """Numerals that no fact and no ignored words hold, each with what stands around it."""
    held = list(spans(text, read))
    left: list[str] = []
    for pattern in (DIGITS, HAN_NUMERAL):
        for found in pattern.finditer(text):
            # The numeral alone, without its measure word: 三 of 三个.
            start, end = found.span(found.lastindex or 0)
            if not any(a <= start and end <= b for a, b in held):
                left.append(text[max(0, start - 6) : end + 6])
    return left


def ill_formed(fact: Fact) -> list[str]:
    """Why this fact could not be compared with another one."""
    kind = fact["kind"]
    if kind not in KEYS:
        return [f"no such kind: {kind}"]
    allowed = COMMON | KEYS[kind] | (set() if kind in WITHOUT_MODALITY else {"modality"})
    wrong = [f"{kind} has no {key}" for key in fact if key not in allowed]
    if (kind not in WITHOUT_MODALITY) != ("modality" in fact):
        wrong.append(f"{kind} and its modality")
    for key, words in WORDS.items():
        free = key == "level" and kind == "honour"
        if key in fact and not free and fact[key] not in words:
            wrong.append(f"no such {key}: {fact[key]}")
    if kind in QUANTITIES:
        wrong += _of_the_quantity(fact)
    elif kind == "date" and fact["value"] is not None and not DATE.fullmatch(fact["value"]):
        wrong.append(f"no date: {fact['value']}")
    elif kind == "work_area" and fact["value"] not in AREAS:
        wrong.append(f"no work area: {fact['value']}")
    elif kind == "place" and fact["code"] is not None:
        lengths = CODE_LENGTHS.get(fact["level"], set())
        if len(fact["code"]) not in lengths:
            wrong.append(f"{fact['code']} is no code of a {fact['level']}")
    return wrong


def _of_the_quantity(fact: Fact) -> list[str]:
    value, comparator = fact["value"], fact["comparator"]
    wrong: list[str] = []
    if not fact["unit"]:
        wrong.append("a quantity without its unit")
    if (value is None) != (comparator == "unknown"):
        wrong.append(f"{value} is {comparator}")
    if isinstance(value, list) != (comparator == "range"):
        wrong.append(f"{value} is {comparator}")
    if isinstance(value, list) and not (len(value) == 2 and value[0] < value[1]):
        wrong.append(f"no range: {value}")
    return wrong


def repeated(facts: list[Fact]) -> list[str]:
    """Names of places and bodies that are listed more than once."""
    named = [(f["kind"], f["value"]) for f in facts if f["kind"] in ONCE]
    return [name for kind, name in dict.fromkeys(named) if named.count((kind, name)) > 1]


@pytest.fixture(params=REPORTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def report(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.mark.parametrize("name", SETS)
def test_each_report_of_a_set_has_its_facts_and_a_number_of_its_own(name):
    stems = [path.stem for path in REPORTS if path.parent.name == name]
    assert {path.stem for path in (HERE / name).glob("*.json")} == set(stems)
    assert [stem[:2] for stem in stems] == [f"{n:02}" for n in range(1, SETS[name] + 1)]


def test_a_report_is_clean_text(report):
    raw = report.read_bytes()
    text = raw.decode("utf-8")
    assert b"\r" not in raw
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not HALF_WIDTH.findall(text)


def test_every_fact_is_well_formed(report):
    read = facts_of(report)
    assert set(read) == {"style", "date", "facts", "ignored"}
    assert [(f["text"], wrong) for f in read["facts"] if (wrong := ill_formed(f))] == []


def test_every_fact_stands_in_its_text_once(report):
    read = facts_of(report)
    assert misplaced(report.read_text(encoding="utf-8"), read) == []
    assert twice(read) == []
    assert cut(report.read_text(encoding="utf-8"), read) == []


def test_every_numeral_has_been_read(report):
    assert unread(report.read_text(encoding="utf-8"), facts_of(report)) == []


def test_a_place_or_a_body_is_listed_once(report):
    assert repeated(facts_of(report)["facts"]) == []


def test_a_place_that_is_listed_again_is_found():
    fact: Fact = {"kind": "place", "value": "石桥村"}
    assert repeated([fact, fact | {"nth": 2}]) == ["石桥村"]


def test_a_numeral_that_nobody_read_is_found(report):
    """The control: take away any one quantity whose words no other fact holds, and it shows."""
    text, read = report.read_text(encoding="utf-8"), facts_of(report)
    lost = 0
    for at, fact in enumerate(read["facts"]):
        if fact["kind"] in QUANTITIES and DIGITS.search(fact["text"]):
            without = deepcopy(read)
            del without["facts"][at]
            lost += bool(unread(text, without))
    digits = [f for f in read["facts"] if f["kind"] in QUANTITIES and DIGITS.search(f["text"])]
    assert lost >= 0.8 * len(digits)


def test_a_fact_that_is_not_there_or_has_no_sense_is_found():
    text = "今年新建大棚12个。\n"
    fact = {"kind": "count", "text": "12个", "nth": 1, "value": 12, "unit": "个"}
    good = fact | {"comparator": "exact", "modality": "done", "subject": "大棚"}
    assert ill_formed(good) == []
    assert misplaced(text, {"facts": [good], "ignored": []}) == []
    assert misplaced(text, {"facts": [good | {"nth": 2}], "ignored": []}) == ["12个"]
    assert twice({"facts": [good, good]})
    for fault in (
        {"kind": "number"},
        {"comparator": "roughly"},
        {"value": None},
        {"value": [30, 20], "comparator": "range"},
        {"modality": "hoped"},
        {"owner": "村"},
        {"unit": ""},
    ):
        assert ill_formed(good | fault), fault

"""The held reports say what their gold facts say they say.

Nothing here reads a report the way the product does: it only checks that the facts written by
hand are well formed, that their words stand in the text, and that no number was passed over.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

HELD = Path(__file__).parent / "held"
NAMES = sorted(path.stem for path in HELD.glob("*.txt"))
REPORTS = 24

Doc = dict[str, Any]
Fact = dict[str, Any]

QUANTITY = {"value", "unit", "comparator", "modality", "subject"}
NAMED = {"value", "modality"}
AROUND = {"period", "against", "of", "per", "measure", "source"}

# kind -> (keys that must be there, keys that may be there), beside kind, text and nth
KINDS: dict[str, tuple[set[str], set[str]]] = {
    "title": ({"value"}, set()),
    "heading": ({"value"}, set()),
    "date": ({"value", "sort", "inference"}, set()),
    "count": (QUANTITY, AROUND | {"replaces"}),
    "amount": (QUANTITY, AROUND | {"replaces"}),
    "measure": (QUANTITY, AROUND | {"replaces"}),
    "ratio": (QUANTITY, AROUND | {"replaces", "numerator", "denominator", "refused"}),
    "ordinal": ({"value", "unit"}, set()),
    "set_phrase": ({"value"}, set()),
    "place": ({"value", "level", "code"}, set()),
    "organisation": ({"value", "type"}, set()),
    "branch": ({"value", "host", "unit"}, set()),
    "group": ({"value", "members"}, set()),
    "alias": ({"value"}, set()),
    "person": ({"value", "role", "org"}, set()),
    "work_area": ({"value"}, set()),
    "pairing": (NAMED | {"parties"}, {"since", "until"}),
    "accord": (NAMED | {"parties", "accord_kind"}, {"on", "until"}),
    "joint_body": (NAMED, {"parties", "on", "of"}),
    "leading_group": (NAMED, {"of", "head"}),
    "liaison": (NAMED, {"of"}),
    "station": (NAMED, {"of", "at"}),
    "project": (NAMED | {"state"}, {"of"}),
    "commitment": (NAMED | {"subject"}, {"due", "owner"}),
    "resource": (NAMED | {"resource"}, {"giver", "receiver", "unit", "comparator"}),
    "asset": (NAMED | {"state"}, {"of"}),
    "need": (NAMED, {"subject", "resource"}),
    "honour": (NAMED | {"subject"}, {"by", "level"}),
    "campaign": (NAMED, {"by"}),
    "channel": (NAMED, {"of"}),
    "activity": (NAMED, {"at", "on"}),
    "meeting": (NAMED, {"at", "on"}),
    "brand": (NAMED, {"of"}),
    "cluster": (NAMED, {"of"}),
    "pilot": (NAMED, {"of"}),
}
COMPARATORS = {"exact", "at_least", "more_than", "about", "nearly", "at_most", "range", "unknown"}
MODALITIES = {"done", "ongoing", "planned", "intent", "aspiration", "opinion"}
SORTS = {"day", "month", "year", "period", "recurring", "vague", "festival"}
LEVELS = {"province", "city", "county", "town", "village", "hamlet", "natural", "other"}
TYPES = {"university", "enterprise", "government", "social", "village", "media", "other"}
RESOURCES = {
    "money", "land", "equipment", "technology", "people", "policy", "channel", "expertise",
}  # fmt: skip
CHOICES = {
    "comparator": COMPARATORS,
    "modality": MODALITIES,
    "sort": SORTS,
    "level": LEVELS,
    "type": TYPES,
    "resource": RESOURCES,
}

NUMERIC = {"count", "amount", "measure", "ratio", "ordinal", "date", "set_phrase"}
NUMERAL = "[〇零一二三四五六七八九十百千万亿两俩仨几半廿]"
MEASURE = (
    "[个名位人户家条场次件项套台辆亩元角分块斤吨米里升度天日年月周岁届期批轮样种类片座栋间"
    "所处支张份封本册篇页字头只匹棵株粒颗袋箱车趟回遍顿口笔桩门课堂班组队级层步道股根成倍村方]"
)
WRITTEN = re.compile(
    rf"半数|过半|第{NUMERAL}+|{NUMERAL}+[余多来]?(?:公里|{MEASURE})|{NUMERAL}+分之"
    r"|(?<![倒少多份人])[多数][个名家位次项天]|一批|若干|上[百千万]|数[十百千万]|[十百千万]余"
    r"|翻番|翻了?[一两]番|俩|仨"
)
# words of the everyday language: they hold a numeral and say no number
WORDS = re.compile("第一书记|第一时间|第一线|一方面|一次性|一定|十分[^之]|千万别|同一|统一|唯一")


def place_of(text: str, words: str, nth: int = 1) -> int:
    """Where the nth occurrence of the words begins, or -1."""
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
        if at < 0:
            return -1
    return at


def covered(text: str, doc: Doc) -> list[bool]:
    """For each character of the text: whether a fact or an ignored item accounts for it."""
    marks = [False] * len(text)
    spans = [
        (place_of(text, fact["text"], fact.get("nth", 1)), len(fact["text"]))
        for fact in doc["facts"]
        if fact["kind"] in NUMERIC
    ]
    for item in doc["ignored"]:
        hits = re.finditer(re.escape(item["text"]), text)
        spans += [(hit.start(), len(item["text"])) for hit in hits]
    for start, length in spans:
        marks[max(start, 0) : start + length] = [True] * length if start >= 0 else []
    return marks


def passed_over(text: str, doc: Doc) -> list[str]:
    """Numbers of the text that no fact and no ignored item accounts for."""
    marks = covered(text, doc)
    for word in WORDS.finditer(text):
        marks[word.start() : word.end()] = [True] * len(word.group())
    found = []
    for hit in [*re.finditer(r"\d+", text), *WRITTEN.finditer(text)]:
        if not all(marks[hit.start() : hit.end()]):
            around = text[max(0, hit.start() - 8) : hit.end() + 8]
            found.append(f"no fact accounts for {hit.group()} in {around!r}")
    return found


def ill_formed(fact: Fact) -> list[str]:
    """What is wrong with the kind, the keys or the choices of one fact."""
    kind = fact.get("kind")
    if kind not in KINDS:
        return [f"no such kind: {kind}"]
    must, may = KINDS[kind]
    keys = set(fact) - {"kind", "text", "nth"}
    wrong = [f"{kind} {fact['text']}: lacks {key}" for key in sorted(must - keys)]
    wrong += [f"{kind} {fact['text']}: unknown key {key}" for key in sorted(keys - must - may)]
    for key, choices in CHOICES.items():
        level_of_honour = key == "level" and kind != "place"
        if key in fact and fact[key] not in choices and not level_of_honour:
            wrong.append(f"{kind} {fact['text']}: {key} cannot be {fact[key]}")
    if fact.get("comparator") == "range" and not isinstance(fact["value"], list):
        wrong.append(f"{kind} {fact['text']}: a range needs two values")
    if (fact.get("comparator") == "unknown") != (fact.get("value") is None) and must == QUANTITY:
        wrong.append(f"{kind} {fact['text']}: unknown goes with no value, and only so")
    return wrong


def faults(text: str, doc: Doc) -> list[str]:
    """Everything wrong between one report and its facts."""
    wrong = []
    seen = set()
    for fact in doc["facts"]:
        wrong += ill_formed(fact)
        at = place_of(text, fact["text"], fact.get("nth", 1))
        if at < 0:
            wrong.append(f"not in the text: {fact['text']} ({fact.get('nth', 1)})")
        elif re.search(r"[\d.,—～]\d$", text[:at][-1:] + fact["text"][:1]):
            wrong.append(f"begins inside a number: {fact['text']}")
        same = (fact["kind"], at, fact["text"], fact.get("role"))
        if same in seen:
            wrong.append(f"listed twice: {fact['kind']} {fact['text']}")
        seen.add(same)
    for item in doc["ignored"]:
        if set(item) != {"text", "why"} or item["text"] not in text:
            wrong.append(f"ignored, yet not in the text: {item}")
    return wrong + passed_over(text, doc)


def read(name: str) -> tuple[str, Doc]:
    """One report and its facts."""
    text = (HELD / f"{name}.txt").read_text(encoding="utf-8")
    return text, json.loads((HELD / f"{name}.json").read_text(encoding="utf-8"))


def test_there_are_as_many_reports_as_were_asked_for() -> None:
    assert len(NAMES) == REPORTS
    assert sorted(path.stem for path in HELD.glob("*.json")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_its_facts_stand_in_the_text_and_no_number_is_passed_over(name: str) -> None:
    assert faults(*read(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_clean(name: str) -> None:
    text, doc = read(name)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not re.search("[\ufffd\r\t]| $", text)
    assert not re.search(r"[\u4e00-\u9fff][,;?!][\u4e00-\u9fff]", text)
    assert set(doc) == {"style", "also", "date", "facts", "ignored"}


@pytest.mark.parametrize("name", NAMES)
def test_leaving_out_a_number_would_be_caught(name: str) -> None:
    text, doc = read(name)
    for fact in doc["facts"]:
        inside = [other for other in doc["facts"] if fact["text"] in other["text"]]
        alone = len(inside) == 1 and text.count(fact["text"]) == 1
        if fact["kind"] in NUMERIC - {"set_phrase"} and re.match(r"\d", fact["text"]) and alone:
            less = {**doc, "facts": [other for other in doc["facts"] if other is not fact]}
            assert faults(text, less), fact


def test_a_wrong_place_an_unknown_kind_and_a_wrong_key_would_be_caught() -> None:
    text = "来了3人。\n"
    good = {"kind": "count", "text": "3人", "value": 3, "unit": "人", "comparator": "exact"}
    good |= {"modality": "done", "subject": None}
    for change in ({"nth": 2}, {"kind": "number"}, {"modality": "sure"}, {"colour": "red"}):
        assert faults(text, {"facts": [good | change], "ignored": []})
    assert faults(text, {"facts": [good], "ignored": []}) == []

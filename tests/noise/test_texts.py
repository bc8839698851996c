"""The clean texts are clean, and hold the traps that they are there for."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from tests.noise.texts import clean_texts, prose, traps

TRAPS = {
    "a Traditional quotation": "耕讀傳家久",
    "an author's gloss": "仡佬(gēlǎo)族",
    "an author's gloss in full-width brackets": "（yáo）",
    "English in brackets": "（Village Terminal）",
    "a question in English": "Are you sure?",
    "an address with a question mark": "login?from=village&v=2",
    "an e-mail address": "help@cunwu.example.cn",
    "a model number": "TG-4500A",
    "a sum that is none": "1+1+1>3",
    "a time": "9:30",
    "a result": "58:56",
    "a chat message's time": "2024-05-06 19:02",
    "a vote that comes again": "同意。",
    "a slogan that comes again": "牵手联建，共奔小康！\n牵手联建，共奔小康！",
    "equal lines of a list": "食用油1桶",
    "a table": "| --- |",
    "rare characters": "㙍",
    "dialect": "晓得伐",
    "an emoji of several characters": "👨‍👩‍👧",
    "nested brackets": "〈关于做好联建项目（含续建项目）审核工作的通知〉",
    "what else stands below articles, in the middle": "\n评论列表\n",
    "tags that are spoken of": "“<br>”",
    "an entity that is spoken of": "“&nbsp;”",
    "line ends of another system": "\r\n",
    "a blank at the end of a line": " \n",
    "empty lines": "\n\n\n",
    "an indented paragraph": "\n　　",
    "forms that NFKC would fold": "①",
}


def test_there_are_enough_and_half_of_them_are_plain_prose():
    assert len(clean_texts()) >= 40
    assert len(prose()) >= len(clean_texts()) // 2
    assert len({one.text for one in clean_texts()}) == len(clean_texts())


@pytest.mark.parametrize("one", clean_texts(), ids=lambda one: one.name)
def test_a_text_is_of_a_size_that_people_write_and_in_normal_form(one):
    assert 150 <= len(one.text) <= 900
    assert unicodedata.is_normalized("NFC", one.text)
    assert "\ufffd" not in one.text


@pytest.mark.parametrize("one", prose(), ids=lambda one: one.name)
def test_prose_has_full_width_punctuation_in_pairs(one):
    assert not re.search(r"[\u4e00-\u9fff][,;:?!()]|[,;?!()][\u4e00-\u9fff]", one.text)
    for opens, closes in ("“”", "‘’", "（）", "《》", "〈〉", "【】"):
        assert one.text.count(opens) == one.text.count(closes), (one.name, opens)


@pytest.mark.parametrize("one", prose(), ids=lambda one: one.name)
def test_no_paragraph_of_prose_comes_twice(one):
    counted = Counter(line.strip() for line in one.text.split("\n") if len(line.strip()) >= 20)
    assert not [line for line, times in counted.items() if times > 1]


@pytest.mark.parametrize("what", TRAPS)
def test_every_trap_is_there(what):
    assert any(TRAPS[what] in one.text for one in clean_texts())


def test_a_refrain_comes_again_in_some_traps():
    again = [one for one in traps() if one.text.count("渡头的水啊，慢慢地流") > 3]
    assert len(again) == 1

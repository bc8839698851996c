"""Every kind of noise does what it says, and at strength 1 all that it can."""

from __future__ import annotations

import html
import os
import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path
from random import Random

import pytest
from opencc import OpenCC

from tests.noise import lines, octets, pinyin
from tests.noise.kinds import Noise
from tests.noise.pinyin import NEUTRAL, bare, readings, words
from tests.noise.scripts import FOLDED, other_forms
from tests.noise.stories import damage
from tests.noise.texts import prose
from tests.noise.tracing import Change, Damaged

TEXT = next(one.text for one in prose() if one.name.endswith("initiative-letter"))
HAN = r"[\u3400-\u9fff]"
SPELLED = re.compile(r"\(([^()]+)\)")


def whole(kind: Noise, text: str = TEXT, *, seed: int = 1) -> Damaged:
    """The text with everything done to it that the kind can do."""
    return damage(text, [(kind, 1.0)], Random(seed))


def test_pinyin_stands_after_every_word_and_spells_it():
    raw = whole(Noise.PINYIN_WORDS, "重庆的行业很高兴，绿茶在西安热销").raw
    assert raw == (
        "重庆(chóngqìng)的(de)行业(hángyè)很(hěn)高兴(gāoxìng)，绿茶(lǜchá)在(zài)西安(xī'ān)热销(rèxiāo)"
    )
    counted = sum(len(cut) for _start, cut in words(TEXT))
    assert len(whole(Noise.PINYIN_WORDS).damages) == counted


def test_pinyin_of_一_and_不_is_written_as_spoken_on_some_pages():
    made = {whole(Noise.PINYIN_WORDS, "一定不会", seed=seed).raw for seed in range(30)}
    assert made == {"一定(yīdìng)不会(bùhuì)", "一定(yídìng)不会(búhuì)"}


def test_pinyin_across_words_takes_the_end_of_one_and_the_beginning_of_the_next():
    raw = whole(Noise.PINYIN_ACROSS, "联建单位帮助村民").raw
    assert raw == "联建单(jiàndān)位帮(wèibāng)助村(zhùcūn)民"


def test_pinyin_twice_is_the_same_twice():
    assert whole(Noise.PINYIN_DOUBLED, "党建").raw == "党建(dǎngjiàn)(dǎngjiàn)"


def test_pinyin_without_tones_has_none():
    assert whole(Noise.PINYIN_TONELESS, "党建旅游").raw == "党建(dangjian)旅游(lüyou)"


def test_pinyin_of_neutral_tones_leaves_alone_what_is_spelled_already():
    both = damage("我们的(de)个", [(Noise.PINYIN_NEUTRAL, 1)], Random(1))
    assert both.raw == "我们(men)的(de)个(ge)"
    assert all(spelled == bare(spelled) for spelled in NEUTRAL.values())


def test_pinyin_with_marks_comes_in_all_the_ways_that_pages_write_it():
    made = {whole(Noise.PINYIN_MARKS, "绿色", seed=seed).raw for seed in range(40)}
    assert {"绿色(lǜsè)", "绿色(lvse)", "绿色(lüse)"} <= made
    assert any(not unicodedata.is_normalized("NFC", one) for one in made)
    made = {whole(Noise.PINYIN_MARKS, "西安", seed=seed).raw for seed in range(40)}
    assert {"西安(xī'ān)", "西安(xī’ān)"} <= made


def test_pinyin_after_changed_characters_stands_after_these_alone():
    both = damage(TEXT, [(Noise.TRADITIONAL, 1), (Noise.PINYIN_CHANGED, 1)], Random(1))
    t2s = OpenCC("t2s")
    for one in both.damages:
        if one.kind is Noise.PINYIN_CHANGED:
            char = both.raw[one.start - 1]
            assert t2s.convert(char) != char
    script = {one.truth_start for one in both.damages if one.kind is Noise.TRADITIONAL}
    spelled = [one for one in both.damages if one.kind is Noise.PINYIN_CHANGED]
    assert len(spelled) == len(script)


def test_個_is_spelled_with_and_without_its_tone():
    made = {
        damage("个", [(Noise.TRADITIONAL, 1), (Noise.PINYIN_CHANGED, 1)], Random(seed)).raw
        for seed in range(40)
    }
    assert made == {"個(gè)", "個(ge)"}


def test_every_reading_is_one_that_the_character_has():
    for one in prose():
        for _start, cut in words(one.text):
            run = "".join(cut)
            for char, reading in zip(run, readings(run), strict=True):
                assert reading == "" or bare(reading) in {bare(it) for it in pinyin_of(char)}, (
                    char,
                    reading,
                )


def pinyin_of(char: str) -> list[str]:
    from pypinyin import Style
    from pypinyin import pinyin as all_readings

    return all_readings(char, style=Style.TONE, heteronym=True)[0]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Noise.TRADITIONAL, "s2t"),
        (Noise.TRADITIONAL_TAIWAN, "s2tw"),
        (Noise.TRADITIONAL_HONGKONG, "s2hk"),
    ],
)
def test_traditional_at_full_strength_is_what_the_converter_makes(kind, name):
    for one in prose():
        assert whole(kind, one.text).raw == OpenCC(name).convert(one.text)


def test_half_width_folds_all_but_what_stands_in_ascii():
    raw = whole(Noise.WIDTH).raw
    assert not any(char in raw for char in FOLDED)
    assert whole(Noise.WIDTH, "a，b（共3，000元）").raw == "a，b(共3，000元)"


def test_nfkc_folds_everything_that_has_a_form():
    raw = whole(Noise.WIDTH_ALL, "气温25℃……①好！").raw
    assert raw == "气温25°C......1好!"


def test_angles_become_signs_of_less_and_more():
    assert "《关于开展<携手同行 共建茶乡>活动的通知》" in whole(Noise.ANGLES).raw


def test_radicals_look_alike_and_fold_back():
    made = whole(Noise.RADICALS)
    assert made.damages
    assert unicodedata.normalize("NFKC", made.raw) == unicodedata.normalize("NFKC", TEXT)
    assert not any(char in other_forms() for char in made.raw)


def test_blanks_stand_between_all_characters():
    made = whole(Noise.BLANKS)
    assert not re.search(f"{HAN}{HAN}", made.raw)
    assert re.sub(f"(?<={HAN}) (?={HAN})", "", made.raw) == TEXT.replace("行 共", "行共")


def test_hard_wraps_stand_at_one_width_and_never_in_a_word_of_ascii():
    made = whole(Noise.WRAPS, "字" * 200 + "\n" + "abcdefghij" * 30)
    first, *others = made.raw.split("\n")
    assert {len(line) for line in others[: 200 // len(first) - 1]} == {len(first)}
    assert made.raw.endswith("\n" + "abcdefghij" * 30)


def test_a_body_comes_again_whole():
    assert whole(Noise.BODY_AGAIN).raw == TEXT + TEXT
    assert whole(Noise.BODY_AGAIN, "没有行尾").raw == "没有行尾\n没有行尾"


def test_long_lines_come_again_and_short_ones_do_not():
    raw = whole(Noise.LINES_AGAIN, "短\n" + "长" * 30 + "\n短\n").raw
    assert raw == "短\n" + ("长" * 30 + "\n") * 2 + "短\n"


def test_a_title_comes_again_and_is_glued_to_every_long_paragraph():
    title, body, other = "联建让山货出山", "甲" * 30, "乙" * 30
    raw = whole(Noise.TITLE_AGAIN, f"{title}\n{body}\n{other}").raw
    assert raw == f"{title}\n{title}\n{title}{body}\n{title}{other}"


def test_a_second_version_differs_in_a_few_characters():
    for seed in range(10):
        made = whole(Noise.NEARLY_AGAIN, seed=seed)
        second = made.raw[len(TEXT) :]
        assert len(second) == len(TEXT)
        assert 2 <= sum(a != b for a, b in zip(TEXT, second, strict=True)) <= 4


def test_a_tail_stands_below_the_text():
    tails = {whole(Noise.BOILERPLATE, seed=seed).raw[len(TEXT) :].strip() for seed in range(60)}
    assert tails == {"\n".join(tail) for tail in lines.TAILS}


class Stripped(HTMLParser):
    """What a browser would show."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shown = ""
        self.feed(text)
        self.close()

    def handle_data(self, data: str) -> None:
        self.shown += data


def test_a_browser_shows_the_truth_of_what_has_tags():
    for one in (*prose(), None):
        text = one.text if one else "比如1<2且3>2，R&D投入增加，换行写作<br>即可。\n"
        assert Stripped(whole(Noise.TAGS, text).raw).shown == text
        both = damage(text, [(Noise.NAMED, 0.7), (Noise.TAGS, 1)], Random(1))
        assert Stripped(both.raw).shown == text


@pytest.mark.parametrize("kind", [Noise.NAMED, Noise.DECIMAL, Noise.HEX])
def test_entities_are_those_of_html(kind):
    raw = whole(kind).raw
    assert html.unescape(raw) == TEXT != raw
    assert kind is Noise.NAMED or raw.isascii()


def test_what_is_invisible_can_be_taken_out_again():
    raw = whole(Noise.INVISIBLE).raw
    assert not re.search(f"{HAN}{HAN}", raw)
    seen = (c for c in raw if c == "\n" or unicodedata.category(c) not in ("Cf", "Cc"))
    assert "".join(seen) == TEXT


def test_a_shift_is_the_bytes_read_one_late():
    """A1A3 A1B1 B4E5 95FE 28: 。”村會( is read A1, A3A1, B1B4, E595, FE28."""
    assert "。”村會".encode("gbk") == bytes.fromhex("A1A3 A1B1 B4E5 95FE")
    change = octets.one_byte_late("说。”村會(huì)好", 1, 12)
    assert change == Change(1, 6, "?" + bytes.fromhex("A3A1 B1B4 E595").decode("gbk") + "?")


def test_a_shift_that_meets_a_letter_may_make_a_character_of_it():
    change = octets.one_byte_late("村会abc", 0, 12)
    assert change
    assert (change.start, change.end) == (0, 3)
    assert change.after.endswith((b"\xe1" + b"a").decode("gbk"))


def test_a_shift_that_meets_no_ascii_ends_after_some_characters_or_at_the_line():
    assert octets.one_byte_late("村" * 20, 0, 4) == Change(0, 4, "?" + "宕" * 3 + "?")
    assert octets.one_byte_late("村村\n村", 0, 9) == Change(0, 2, "?宕?")
    assert octets.one_byte_late("村", 0, 9) is None


def test_shifts_hit_every_end_of_a_quotation_and_every_sentence():
    for one in prose():
        made = whole(Noise.SHIFT_QUOTES, one.text)
        hit = {place for it in made.damages for place in range(it.truth_start, it.truth_end)}
        missed = [found.start() for found in re.finditer("。”", one.text)]
        assert all(place in hit for place in missed)
    assert len(whole(Noise.SHIFT).damages) > 10


@pytest.mark.skipif("LIANJIAN_GOLD" not in os.environ, reason="LIANJIAN_GOLD is unset")
def test_the_real_page_is_damaged_exactly_so():
    gold = Path(os.environ["LIANJIAN_GOLD"])
    clean = (gold / "004_clean.txt").read_text(encoding="utf-8")
    (page,) = (gold.parent / "seeds").glob("004_*.txt")
    start = clean.index("。”", clean.index("常态化"))
    then = OpenCC("s2t").convert(clean[start : start + 6]) + "(huì)"
    change = octets.one_byte_late(then, 0, 12)
    assert change
    folded = unicodedata.normalize("NFKC", change.after.replace("∶", "\x00")).replace("\x00", "∶")
    assert folded + "huì)" in page.read_text(encoding="utf-8")


def test_lost_characters_are_markers_and_nothing_else():
    for seed in range(6):
        made = whole(Noise.LOST, seed=seed)
        assert {one.after for one in made.damages} in ({"?"}, {"\ufffd"})
        assert not re.search(f"{HAN}{HAN}{HAN}", made.raw)


def test_planted_characters_stand_before_a_stop():
    made = whole(Noise.PLANTED)
    for one in made.damages:
        assert made.raw[one.end] in "，。"
        assert 2 <= len(one.after) <= 3
        assert set(one.after) <= set(octets.COMMON)


@pytest.mark.parametrize(
    ("kind", "back"),
    [
        (Noise.UTF8_AS_LATIN1, lambda raw: raw.encode("latin-1").decode()),
        (Noise.GBK_AS_LATIN1, lambda raw: raw.encode("latin-1").decode("gbk")),
    ],
)
def test_misread_bytes_can_be_read_again(kind, back):
    assert back(whole(kind).raw) == TEXT


def test_cp1252_is_read_as_browsers_do():
    made = whole(Noise.UTF8_AS_CP1252, "村“好”").raw
    assert made == "æ\x9d‘â€œå¥½â€\x9d"


def test_a_character_that_gbk_lacks_was_never_gbk():
    assert "👌" in whole(Noise.GBK_AS_LATIN1, "收到👌").raw


def test_utf8_read_as_gbk_is_mostly_lost():
    raw = whole(Noise.UTF8_AS_GBK, "联建共建，乡村振兴").raw
    assert raw.startswith("鑱斿缓鍏卞缓")
    lost = whole(Noise.UTF8_AS_GBK).raw
    assert "\ufffd" in lost
    assert not any(word in lost for word in ("联建", "茶乡", "党组织"))


def test_pinyin_is_made_of_syllables_only():
    for kind in (Noise.PINYIN_WORDS, Noise.PINYIN_ACROSS):
        raw = whole(kind).raw
        assert all(re.fullmatch("[a-zü']+", bare(one)) for one in SPELLED.findall(raw))
    assert pinyin.joined(["xī", "ān"]) == "xī'ān"
    assert pinyin.joined(["fāng", "àn"]) == "fāng'àn"

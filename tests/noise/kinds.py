"""The words for what can happen to a text on its way through the web."""

from __future__ import annotations

from enum import StrEnum


class Noise(StrEnum):
    """Every kind of damage. The value is how a table calls it."""

    PINYIN_WORDS = "pinyin after words"
    PINYIN_ACROSS = "pinyin after wrong words"
    PINYIN_CHANGED = "pinyin after Traditional characters"
    PINYIN_DOUBLED = "pinyin twice"
    PINYIN_TONELESS = "pinyin without tones"
    PINYIN_NEUTRAL = "pinyin of neutral tones"
    PINYIN_MARKS = "pinyin with ü and apostrophes"

    TRADITIONAL = "Traditional (s2t)"
    TRADITIONAL_TAIWAN = "Traditional (s2tw)"
    TRADITIONAL_HONGKONG = "Traditional (s2hk)"

    WIDTH = "half-width punctuation"
    WIDTH_ALL = "NFKC of everything"
    ANGLES = "<> for 〈〉"
    RADICALS = "radicals and compatibility forms"

    BLANKS = "blanks between characters"
    WRAPS = "hard wraps"

    BODY_AGAIN = "body repeated"
    LINES_AGAIN = "lines repeated"
    TITLE_AGAIN = "title repeated and glued"
    NEARLY_AGAIN = "body nearly repeated"
    BOILERPLATE = "boilerplate tail"

    TAGS = "HTML tags"
    NAMED = "named entities"
    DECIMAL = "decimal entities"
    HEX = "hexadecimal entities"
    INVISIBLE = "invisible characters"

    SHIFT_QUOTES = "byte shift at 。”"
    SHIFT = "byte shift anywhere"
    LOST = "lost characters"
    PLANTED = "characters planted before punctuation"
    UTF8_AS_LATIN1 = "UTF-8 read as Latin-1"
    UTF8_AS_CP1252 = "UTF-8 read as cp1252"
    GBK_AS_LATIN1 = "GBK read as Latin-1"
    UTF8_AS_GBK = "UTF-8 read as GBK"

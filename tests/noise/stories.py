"""What happens to a text: one kind of noise, or several in the order in which the web does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from random import Random
from types import MappingProxyType

from tests.noise import lines, markup, octets, pinyin, scripts
from tests.noise.kinds import Noise
from tests.noise.tracing import Change, Damaged, Tracing

Harm = Callable[[str, float, Random], list[Change]]

HARMS: Mapping[Noise, Harm] = MappingProxyType(
    {
        Noise.PINYIN_WORDS: pinyin.after_words,
        Noise.PINYIN_ACROSS: pinyin.across_words,
        Noise.PINYIN_CHANGED: pinyin.after_changed,
        Noise.PINYIN_DOUBLED: pinyin.twice,
        Noise.PINYIN_TONELESS: pinyin.without_tones,
        Noise.PINYIN_NEUTRAL: pinyin.neutral,
        Noise.PINYIN_MARKS: pinyin.marks,
        Noise.TRADITIONAL: scripts.traditional("s2t"),
        Noise.TRADITIONAL_TAIWAN: scripts.traditional("s2tw"),
        Noise.TRADITIONAL_HONGKONG: scripts.traditional("s2hk"),
        Noise.WIDTH: scripts.half_width,
        Noise.WIDTH_ALL: scripts.nfkc,
        Noise.ANGLES: scripts.angles,
        Noise.RADICALS: scripts.radicals,
        Noise.BLANKS: lines.blanks,
        Noise.WRAPS: lines.wraps,
        Noise.BODY_AGAIN: lines.body_again,
        Noise.LINES_AGAIN: lines.lines_again,
        Noise.TITLE_AGAIN: lines.title_again,
        Noise.NEARLY_AGAIN: lines.nearly_again,
        Noise.BOILERPLATE: lines.tail,
        Noise.TAGS: markup.tags,
        Noise.NAMED: markup.named,
        Noise.DECIMAL: markup.decimal,
        Noise.HEX: markup.hexadecimal,
        Noise.INVISIBLE: markup.invisible,
        Noise.SHIFT_QUOTES: octets.shift_at_quotes,
        Noise.SHIFT: octets.shift_anywhere,
        Noise.LOST: octets.lost,
        Noise.PLANTED: octets.planted,
        Noise.UTF8_AS_LATIN1: octets.misread("utf-8", octets.latin1),
        Noise.UTF8_AS_CP1252: octets.misread("utf-8", octets.cp1252),
        Noise.GBK_AS_LATIN1: octets.misread("gbk", octets.latin1),
        Noise.UTF8_AS_GBK: octets.utf8_as_gbk,
    }
)

STORIES: Mapping[str, tuple[Noise, ...]] = MappingProxyType(
    {
        "Traditional + pinyin": (Noise.TRADITIONAL, Noise.PINYIN_CHANGED),
        "Traditional (s2tw) + pinyin": (Noise.TRADITIONAL_TAIWAN, Noise.PINYIN_CHANGED),
        "a page with pinyin, repeated": (
            Noise.PINYIN_WORDS,
            Noise.BODY_AGAIN,
            Noise.TITLE_AGAIN,
            Noise.BOILERPLATE,
            Noise.WIDTH,
        ),
        "a Traditional page, shifted": (
            Noise.TRADITIONAL,
            Noise.PINYIN_CHANGED,
            Noise.SHIFT_QUOTES,
            Noise.ANGLES,
            Noise.WIDTH,
        ),
        "a Traditional page, shifted anywhere": (
            Noise.TRADITIONAL,
            Noise.PINYIN_CHANGED,
            Noise.SHIFT,
            Noise.WIDTH,
        ),
        "a Traditional page, planted": (
            Noise.TRADITIONAL,
            Noise.PINYIN_CHANGED,
            Noise.PLANTED,
        ),
        "pinyin of all sorts": (
            Noise.PINYIN_WORDS,
            Noise.PINYIN_NEUTRAL,
            Noise.WIDTH,
        ),
        "out of a web page": (
            Noise.BODY_AGAIN,
            Noise.BOILERPLATE,
            Noise.NAMED,
            Noise.TAGS,
            Noise.INVISIBLE,
        ),
        "out of a PDF": (Noise.RADICALS, Noise.WIDTH, Noise.WRAPS, Noise.BLANKS),
        "half-width, with lost characters": (Noise.WIDTH, Noise.LOST),
        "everything at once": (
            Noise.TRADITIONAL,
            Noise.PINYIN_CHANGED,
            Noise.SHIFT_QUOTES,
            Noise.BODY_AGAIN,
            Noise.TITLE_AGAIN,
            Noise.BOILERPLATE,
            Noise.WIDTH,
            Noise.NAMED,
            Noise.INVISIBLE,
            Noise.LOST,
        ),
    }
)


def damage(truth: str, kinds: Iterable[tuple[Noise, float]], rng: Random) -> Damaged:
    """Damage a clean text by each kind in its turn, each with its strength, 0 to 1."""
    tracing = Tracing(truth)
    for kind, strength in kinds:
        tracing.change(kind, HARMS[kind](tracing.text, strength, rng))
    return tracing.damaged()


def told(truth: str, story: str, strength: float, rng: Random) -> Damaged:
    """Damage a clean text as the story has it, every kind with the same strength."""
    return damage(truth, [(kind, strength) for kind in STORIES[story]], rng)

"""HTML that was not taken off, and characters that nobody sees.

Each function takes a text, a strength from 0 to 1 (the share of places that are hit) and a source
of chance, and returns changes of that text.
"""

from __future__ import annotations

import re
from html.entities import codepoint2name
from random import Random

from tests.noise.lines import lines
from tests.noise.tracing import Change

_GAP = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
_STRANGE = re.compile(r"[^\x00-\x7f]")
_ENTITY = re.compile(r"&#?\w+;")
_MARKUP = re.compile(r"[<>]|&(?!#?\w+;)")
BLOCKS = (
    ("<p>", "</p>"),
    ('<p style="text-indent:2em;">', "</p>"),
    ('<div class="article-content">', "</div>"),
    ("<!-- 正文 --><P>", "</P>"),
    ("", "<br/>"),
    ("", "<br>"),
)
INLINE = (
    ("<strong>", "</strong>"),
    ('<span style="font-size:16px;color:#333">', "</span>"),
    ('<a href="https://example.cn/a?id=1&p=2" target="_blank">', "</a>"),
)
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u0000\u0008\u001f\u007f"


def tags(text: str, strength: float, rng: Random) -> list[Change]:
    """Lines in paragraphs, a few of their characters in an element; in such a line the markup's own
    characters are written as entities, since else it would not be HTML."""
    changes = []
    for start, line in lines(text):
        whole = line.rstrip("\r")
        if not whole.strip() or rng.random() >= strength:
            continue
        opens, closes = rng.choice(BLOCKS)
        around = [(0, opens), (len(whole), closes)]
        if len(inside := _not_in_entities(whole)) > 5:
            around += zip(sorted(rng.sample(inside, 2)), rng.choice(INLINE), strict=True)
        changes += [Change(start + at, start + at, tag) for at, tag in around if tag]
        changes += _escaped(whole, start)
    return changes


def _not_in_entities(line: str) -> list[int]:
    """Places between two characters of a line where a tag may stand."""
    cut = {at for one in _ENTITY.finditer(line) for at in range(one.start() + 1, one.end())}
    return [at for at in range(1, len(line)) if at not in cut]


def _escaped(line: str, start: int) -> list[Change]:
    """What is an entity already is left alone."""
    return [
        Change(start + at, start + at + 1, f"&{codepoint2name[ord(found.group())]};")
        for found in _MARKUP.finditer(line)
        for at in [found.start()]
    ]


def named(text: str, strength: float, rng: Random) -> list[Change]:
    """“ becomes &ldquo;, & &amp;."""
    return [
        Change(at, at + 1, f"&{codepoint2name[ord(char)]};")
        for at, char in enumerate(text)
        if ord(char) in codepoint2name and char != '"' and rng.random() < strength
    ]


def decimal(text: str, strength: float, rng: Random) -> list[Change]:
    """村 becomes &#26449;."""
    return [
        Change(found.start(), found.end(), f"&#{ord(found.group())};")
        for found in _STRANGE.finditer(text)
        if rng.random() < strength
    ]


def hexadecimal(text: str, strength: float, rng: Random) -> list[Change]:
    """村 becomes &#x6751;, in either case."""
    form = rng.choice(("&#x{:x};", "&#x{:X};", "&#X{:X};"))
    return [
        Change(found.start(), found.end(), form.format(ord(found.group())))
        for found in _STRANGE.finditer(text)
        if rng.random() < strength
    ]


def invisible(text: str, strength: float, rng: Random) -> list[Change]:
    """Zero-width blanks, soft hyphens, control characters between two characters."""
    return [
        Change(gap.start(), gap.start(), rng.choice(UNSEEN))
        for gap in _GAP.finditer(text)
        if rng.random() < strength
    ]

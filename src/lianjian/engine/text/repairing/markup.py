"""What a page's machinery left in its text: tags, entities, characters nobody sees."""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import pairwise

from .edits import Kind
from .traced import Change

_BLOCK = (
    "p|br|div|li|ul|ol|tr|table|tbody|thead|h[1-6]|hr|section|article|blockquote|title|head|body|"
    "html|center|pre|form|figure|figcaption|dl|dt|dd|header|footer|nav|main|aside"
)
_INLINE = (
    "a|b|i|u|s|em|strong|span|font|img|small|big|sup|sub|td|th|label|input|button|iframe|meta|"
    "link|o:p|code|svg|path|video|audio|source|wbr|ins|del|mark|col|colgroup|caption|option|select"
)
_TAG = re.compile(rf"</?(?:(?P<block>{_BLOCK})|{_INLINE})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_WHOLE = re.compile(r"<!--.*?-->|<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:amp;)*(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]"
)
_FEW = 2
"""A single tag in a text may be what the text is about; more are a page's."""


def tags(text: str) -> list[Change]:
    """Tags and comments out. Between two pieces of text with a block's tag between them stands
    one line end."""
    if "<" not in text:
        return []
    found = sorted([*_WHOLE.finditer(text), *_outside(text)], key=lambda one: one.start())
    certain = len(found) >= _FEW
    changes: list[Change] = []
    for gap in _gaps(text, found):
        start, end = gap[0].start(), gap[-1].end()
        apart = any(one.re is _TAG and one.group("block") for one in gap)
        ended = "\n" in _between(text, gap) or text[start - 1 : start] in ("", "\n")
        line_end = apart and not ended and text[end : end + 1] not in ("", "\n", "\r")
        for one in gap:
            after = "\n" if line_end and one is gap[0] else ""
            changes.append(Change(Kind.MARKUP, one.start(), one.end(), after, "tag", certain))
    return changes


def _outside(text: str) -> list[re.Match[str]]:
    whole = [one.span() for one in _WHOLE.finditer(text)]
    return [
        tag
        for tag in _TAG.finditer(text)
        if not any(start <= tag.start() < end for start, end in whole)
        and not _is_spoken_of(text, tag)
    ]


def _is_spoken_of(text: str, found: re.Match[str]) -> bool:
    """Whether it stands in quotation marks of its own: “<br>” is what the text is about."""
    return text[found.start() - 1 : found.start()] in _QUOTES and (
        text[found.end() : found.end() + 1] in _QUOTES
    )


_QUOTES = tuple("“”‘’「」『』《》")


def _gaps(text: str, found: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Tags with nothing but blanks between them, together."""
    gaps: list[list[re.Match[str]]] = []
    for one in found:
        if gaps and not text[gaps[-1][-1].end() : one.start()].strip():
            gaps[-1].append(one)
        else:
            gaps.append([one])
    return gaps


def _between(text: str, gap: list[re.Match[str]]) -> str:
    return "".join(text[a.end() : b.start()] for a, b in pairwise(gap))


def entities(text: str) -> list[Change]:
    """``&ldquo;`` and its like → the character, also where ``&`` itself was escaped once more."""
    if "&" not in text:
        return []
    changes = []
    for one in _ENTITY.finditer(text):
        if _is_spoken_of(text, one):
            continue
        plain = one.group()
        while (again := html.unescape(plain)) != plain:
            plain = again
        plain = plain.replace("\xa0", " ")
        if "&" not in plain or plain == "&":
            changes.append(Change(Kind.ENTITY, one.start(), one.end(), plain, "entity"))
    return changes


def invisible(text: str) -> list[Change]:
    """Characters without width or meaning out. Those that join an emoji or turn a right-to-left
    script stay."""
    if not _INVISIBLE.search(text):
        return []
    bidi = any(unicodedata.bidirectional(one) in {"R", "AL"} for one in set(text))
    return [
        Change(Kind.INVISIBLE, one.start(), one.end(), "", "invisible")
        for one in _INVISIBLE.finditer(text)
        if not (one.group() == "\u200d" and _joins(text, one.start()))
        and not (bidi and unicodedata.category(one.group()) == "Cf")
    ]


def _joins(text: str, at: int) -> bool:
    """Whether the joiner at ``at`` stands inside an emoji."""
    before = text[max(0, at - 2) : at].rstrip("\ufe0f")
    after = text[at + 1 : at + 2]
    return bool(before and after) and all(
        unicodedata.category(one).startswith("S") for one in (before[-1], after)
    )

"""Bytes read in the wrong way, characters lost, characters planted.

Each function takes a text, a strength from 0 to 1 (the share of places that are hit) and a source
of chance, and returns changes of that text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from tests.noise.lines import lines
from tests.noise.tracing import Change

LOST = "\ufffd"
_STRANGE = re.compile(r"[^\x00-\x7f]+")
_STOP = re.compile(r"(?<=[\u4e00-\u9fff)）])[，。,]")
_SENTENCE = re.compile(r"[^。！？\n]+")
_INNER_HAN = re.compile(r"(?<=[\u4e00-\u9fff])[\u4e00-\u9fff](?=[\u4e00-\u9fff])")
COMMON = "在抛随后再来高把去就下出过说到要会对能还这那里着成走看问听写读坐站跑跳吃喝买卖送"
SHORTEST, LONGEST = 3, 12
"""A run of two-byte characters that are read one byte late, where no ASCII ends it."""


def shift_at_quotes(text: str, strength: float, rng: Random) -> list[Change]:
    """From 。” on: its bytes A1A3 A1B1 are read ? A3A1 B1.., which is ?！ and what follows."""
    return _shifted(text, (found.start() for found in re.finditer("。”", text)), strength, rng)


def shift_anywhere(text: str, strength: float, rng: Random) -> list[Change]:
    """From some character on, at most once a sentence."""
    places = (
        rng.randrange(found.start(), found.end() - 3)
        for found in _SENTENCE.finditer(text)
        if len(found.group()) >= 8
    )
    return _shifted(text, places, strength, rng)


def _shifted(text: str, places: Iterator[int], strength: float, rng: Random) -> list[Change]:
    marker = LOST if rng.random() < 0.2 else "?"
    changes, reached = [], 0
    for place in places:
        change = one_byte_late(text, place, rng.randint(SHORTEST, LONGEST), marker)
        if rng.random() < strength and place >= reached and change:
            changes.append(change)
            reached = change.end
    return changes


def one_byte_late(text: str, place: int, most: int, marker: str = "?") -> Change | None:
    """Read a run of GBK one byte late, as it happens.

    The first byte stands alone and becomes a marker. Each later pair is read as a character, or
    becomes a marker where GBK has none. What ends the run is an ASCII character, which the last
    byte takes with it (huì) loses its bracket: FE28 is nothing), or the end of the line, or the
    reader finds its step again after ``most`` characters: then the last byte is a marker alone.
    """
    octets, end = b"", place
    while end < len(text) and end - place < most and len(pair := _gbk(text[end])) == 2:
        octets, end = octets + pair, end + 1
    if end - place < 2:
        return None
    read = [_read(octets[at : at + 2], marker) for at in range(1, len(octets) - 1, 2)]
    following = text[end : end + 1]
    if end - place < most and following.isascii() and following.isprintable() and following:
        read.append(_read(octets[-1:] + following.encode(), marker))
        end += 1
    else:
        read.append(marker)
    return Change(place, end, marker + "".join(read))


def _gbk(char: str) -> bytes:
    try:
        return char.encode("gbk")
    except UnicodeEncodeError:
        return b""


def _read(pair: bytes, marker: str) -> str:
    try:
        return pair.decode("gbk")
    except UnicodeDecodeError:
        return marker


def lost(text: str, strength: float, rng: Random) -> list[Change]:
    """A character between two others becomes U+FFFD or a question mark."""
    marker = rng.choice((LOST, "?"))
    return [
        Change(found.start(), found.end(), marker)
        for found in _INNER_HAN.finditer(text)
        if rng.random() < strength
    ]


def planted(text: str, strength: float, rng: Random) -> list[Change]:
    """過(guò)程在抛，: two or three common characters before a stop."""
    return [
        Change(stop.start(), stop.start(), "".join(rng.sample(COMMON, rng.randint(2, 3))))
        for stop in _STOP.finditer(text)
        if rng.random() < strength
    ]


def misread(written: str, read: Callable[[bytes], str]) -> Callable[..., list[Change]]:
    """Whole lines in the charset ``written``; each run outside ASCII is a change. A character that
    the charset lacks was never written so: it stays."""

    def harm(text: str, strength: float, rng: Random) -> list[Change]:
        changes = []
        for start, line in lines(text):
            if rng.random() >= strength:
                continue
            for run in _STRANGE.finditer(line):
                for at, octets in _written(run.group(), written):
                    place = start + run.start() + at
                    changes.append(Change(place, place + len(octets.decode(written)), read(octets)))
        return changes

    return harm


def _written(run: str, charset: str) -> Iterator[tuple[int, bytes]]:
    """The stretches of a run that the charset can write, each with its place."""
    place = 0
    while place < len(run):
        try:
            yield place, run[place:].encode(charset)
            return
        except UnicodeEncodeError as error:
            if error.start:
                yield place, run[place : place + error.start].encode(charset)
            place += error.end


def latin1(octets: bytes) -> str:
    return octets.decode("latin-1")


def cp1252(octets: bytes) -> str:
    """As browsers read it: the five bytes that the charset leaves out are control characters."""
    return "".join(
        one.decode("cp1252") if one[0] not in b"\x81\x8d\x8f\x90\x9d" else one.decode("latin-1")
        for one in (bytes([octet]) for octet in octets)
    )


def utf8_as_gbk(text: str, strength: float, rng: Random) -> list[Change]:
    """Whole lines of UTF-8 read as GBK: three bytes a character are read two by two, so most is
    lost. The last byte of a run may take the ASCII character after it along."""
    changes = []
    for start, line in lines(text):
        if rng.random() >= strength:
            continue
        for run in _STRANGE.finditer(line):
            after = line[run.end() : run.end() + 1].encode()
            read, taken = _read_as_gbk(run.group().encode(), after)
            changes.append(Change(start + run.start(), start + run.end() + taken, read))
    return changes


def _read_as_gbk(octets: bytes, after: bytes) -> tuple[str, int]:
    """What a reader of GBK sees, and whether it took the byte ``after`` along (0 or 1)."""
    read, at = "", 0
    while at < len(octets):
        pair = octets[at : at + 2]
        taken = len(pair) == 1 and bool(after)
        char = _read(pair + after if taken else pair, LOST)
        if taken and char != LOST:
            return read + char, 1
        read, at = read + char, at + (1 if char == LOST else 2)
    return read, 0

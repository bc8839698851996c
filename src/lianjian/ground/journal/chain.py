"""The chain itself, without Django: what a line's digest covers, and how a break is found.

``digest = SM3(prev || canonical JSON of everything else)``, so an edited, removed, inserted or
swapped line is found at the first line that no longer fits. A cut tail fits: it shows only
against a head that was kept elsewhere (on an accord, on another machine).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes

GENESIS = "0" * 64

COLUMNS = (
    "seq",
    "prev",
    "digest",
    "at",
    "person",
    "post",
    "role",
    "division_code",
    "organisation",
    "verb",
    "subject",
    "body",
)
"""The columns of a line, in the order in which a reader must hand them to ``check``."""


@dataclass(frozen=True, slots=True)
class Break:
    """The first line that does not fit, and why."""

    seq: int
    why: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A journal without a break: how many lines, and the digest of the last."""

    lines: int
    head: str


def digest_of(line: dict[str, object]) -> str:
    """SM3 over the previous digest and every column but the digest itself, hexadecimal.

    ``line`` holds all of COLUMNS but ``digest``; ``at`` as ISO 8601 text in UTC.
    """
    covered = {name: line[name] for name in COLUMNS if name not in {"prev", "digest"}}
    text = json.dumps(covered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    sm3 = hashes.Hash(hashes.SM3())
    sm3.update(str(line["prev"]).encode())
    sm3.update(text.encode())
    return sm3.finalize().hex()


def check(lines: Iterable[dict[str, object]], *, head: str | None = None) -> Break | Whole:
    """Walk the lines in order of ``seq`` and find the first that does not fit.

    ``head`` is a digest kept elsewhere: when it is given and no line carries it, the tail was cut.
    """
    previous = GENESIS
    count = 0
    head_seen = head is None or head == GENESIS
    for line in lines:
        count += 1
        if line["seq"] != count:
            return Break(count, f"line {count} is missing: line {line['seq']} stands in its place")
        if line["prev"] != previous:
            return Break(count, "it does not follow the line before it")
        if digest_of(line) != line["digest"]:
            return Break(count, "its contents are not those that were recorded")
        previous = str(line["digest"])
        head_seen = head_seen or previous == head
    if not head_seen:
        return Break(count + 1, "the journal ends before the head that was kept elsewhere")
    return Whole(count, previous)

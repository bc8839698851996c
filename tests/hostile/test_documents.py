"""T11: hostile files at the door for documents: refused with a reason or read harmlessly."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import lianjian
from lianjian.ground.core import alone, archives, confined
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.pages import door, kinds, reading
from lianjian.ground.pages.kinds import Kind
from tests.campaigns import Reporter
from tests.sizes import size

from . import corpus_documents, corpus_pages, corpus_pdfs, handed
from .handed import HANDED, Handed
from .measured import Watched, everywhere, peak, peak_from_here, processor

pytestmark = [pytest.mark.campaign, pytest.mark.once]

SECONDS, TO_READ = 2.0, 5.0
"""Of processor time, ours and the child's, until a file is refused, and until it is read: how long
others keep the machine busy says nothing."""
CHILD_MEMORY, OUR_MEMORY = 512 * 1024, 20 * 1024
"""Kilobytes: of the process that opens a file, and what ours may grow by."""
MODULES = (corpus_documents, corpus_pages, corpus_pdfs)


@dataclass(frozen=True)
class Outcome:
    """What became of a file, and what it cost."""

    refusal: str
    text: str
    notes: list[str]
    seconds: float
    grown: int


def handed_in(data: bytes, name: str) -> Outcome:
    peak_from_here()
    before, began = peak(), processor()
    refusal, text, notes = "", "", []
    try:
        told = reading.read(data, name)
    except Invalid as error:
        refusal = str(error)
    else:
        text = told.text if told.text is not None else (told.data or b"").decode("latin-1")
        notes = [str(note) for note in told.notes]
    return Outcome(refusal, text, notes, processor() - began, peak() - before)


def wrong(one: Handed, found: Outcome) -> Iterator[str]:
    """What is not as it should be."""
    if one.says and one.says not in found.refusal:
        yield f"{found.refusal or 'read'!r}, not {one.says!r}"
    if not one.says and found.refusal:
        yield f"refused: {found.refusal}"
    if one.text and one.text not in found.text:
        yield f"{found.text[:60]!r} without {one.text!r}"
    if one.note and not any(one.note in note for note in found.notes):
        yield f"no note says {one.note!r}: {found.notes}"
    if "root:" in found.text or "root:" in found.refusal:
        yield "it told a file of this machine"
    if found.seconds > (SECONDS if found.refusal else TO_READ):
        yield f"it took {found.seconds:.1f} s"
    if found.grown > OUR_MEMORY:
        yield f"this process grew by {found.grown // 1024} MB"


@pytest.fixture
def trap(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Listens at the address that stands in the files."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        monkeypatch.setattr(handed, "PORT", server.getsockname()[1])
        yield server


def chosen() -> list[Handed]:
    """Of every part of the corpus some, in ``./check``; all of them under ``--long``."""
    number = size(20, long=len(HANDED))
    return [HANDED[at * len(HANDED) // number] for at in range(number)]


def test_every_hostile_document_is_refused_with_a_reason_or_read_harmlessly(
    campaign: Reporter, trap: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in ("TMPDIR", "TEMP", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(subprocess, "Popen", Watched)
    faults = []
    for one in chosen():
        found = handed_in(one.make(), one.name)
        faults += [f"{one.what}: {fault}" for fault in wrong(one, found)]
    assert faults == [], "\n".join(faults)
    assert everywhere(tmp_path) == set()
    with pytest.raises(BlockingIOError):
        trap.accept()
    assert 0 < Watched.largest < CHILD_MEMORY
    campaign(
        "T11",
        "hostile files at the door for documents",
        size=len(chosen()),
        control="without the count of what is inside, the names, or the clock, they pass",
        outcome="refused in 2 s with a reason or read harmlessly; 0 files left, 0 calls",
    )


def test_the_corpus_is_large_and_says_each_thing_once():
    assert len(HANDED) >= 60
    assert len({(one.what, one.name) for one in HANDED}) == len(HANDED)
    assert {module.__name__ for module in MODULES} <= {one.make.__module__ for one in HANDED}


def test_control_without_the_count_of_what_is_inside_a_lying_header_passes(
    monkeypatch: pytest.MonkeyPatch,
):
    data = corpus_documents.lying_less()
    assert handed_in(data, "报告.docx").refusal
    monkeypatch.setattr(archives, "_inflated", lambda _data, one: one.file_size)
    assert door.admitted(data, "报告.docx").kind == Kind.DOCX


def test_control_without_a_look_at_the_name_a_page_passes_for_a_picture(
    monkeypatch: pytest.MonkeyPatch,
):
    assert "看名字" in handed_in(corpus_pages.GOOD, "照片.png").refusal
    monkeypatch.setattr(kinds, "named", lambda _name: None)
    assert handed_in(corpus_pages.GOOD, "照片.png").text == "石桥村签约"


def test_control_with_a_later_clock_a_page_keeps_a_processor_as_long_as_it_likes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    data = corpus_pages.attributes()
    assert handed_in(data, "网页.html").seconds < SECONDS
    house = Path(lianjian.__file__).parent
    for path in house.glob("ground/pages/child/*.py"):
        copied = tmp_path / "lianjian" / path.relative_to(house)
        copied.parent.mkdir(parents=True, exist_ok=True)
        source = path.read_text(encoding="utf-8")
        copied.write_text(source.replace("AT_FIRST = 1.5", "AT_FIRST = 3.0"), encoding="utf-8")
    for folder in ("", "ground", "ground/core", "ground/pages"):
        package = tmp_path / "lianjian" / folder
        package.mkdir(exist_ok=True)
        (package / "__init__.py").touch()
    (package.parent / "core" / "confined.py").write_bytes(Path(confined.__file__).read_bytes())
    monkeypatch.setattr(alone, "_ROOT", tmp_path)
    assert handed_in(data, "网页.html").seconds > SECONDS


def test_control_a_file_of_this_machine_that_a_page_told_would_be_seen():
    one = Handed("a page that tells", "网页.html", lambda: b"<html><p>root:x:0:0")
    assert list(wrong(one, handed_in(one.make(), one.name)))

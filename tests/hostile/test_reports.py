"""T11: hostile files handed in as reports: refused with a reason, read, or called unreadable."""

from __future__ import annotations

import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianjian.beside.intake.models import Submission
from lianjian.ground.core import files
from lianjian.ground.core.models import StoredFile
from lianjian.ground.core.scope import Scope
from lianjian.ground.jobs import worker
from lianjian.ground.pages import door, kinds
from tests.campaigns import Reporter
from tests.cast import World
from tests.sizes import size

from . import corpus_documents, corpus_pages, corpus_pdfs  # noqa: F401 - they fill the list
from .handed import HANDED, Handed
from .test_uploads import everywhere

pytestmark = [pytest.mark.campaign, pytest.mark.once, pytest.mark.django_db]

SECONDS = 2.0
"""Of our processor time, until a file is refused."""
ALL = Scope.of_everything()
REASON = ("invalid-feedback", "lj-errors")
END = {"read", "unreadable", "kept"}
TOO_LONG = "最多读 200,000 字，请分开交"
"""What the door takes and a page of a million signs comes to: it is told how much is read."""


def chosen() -> list[Handed]:
    """Of every part of the corpus some, in ``./check``; all of them under ``--long``."""
    number = size(20, long=len(HANDED))
    return [HANDED[at * len(HANDED) // number] for at in range(number)]


def kept() -> tuple[int, int]:
    return Submission.within(ALL).count(), StoredFile.objects.count()


def faults(client: Client, one: Handed) -> list[str]:
    """What is not as it should be when this file is handed in, and read if it was taken."""
    before, rows = everywhere(), kept()
    data = one.make()
    began = time.process_time()
    upload = SimpleUploadedFile(one.name, data)
    answer = client.post("/reports/hand-in", {"text": "", "file": upload})
    took = time.process_time() - began
    if answer.status_code == 422:
        page = answer.content.decode()
        found = [] if any(mark in page for mark in REASON) else ["no reason was given"]
        if took > SECONDS:
            found.append(f"it took {took:.1f} s")
        if everywhere() != before or kept() != rows:
            found.append(f"left {sorted(everywhere() - before)}")
        return found
    if answer.status_code != 302:
        return [f"answered {answer.status_code}"]
    return list(_read(client, one, before))


def _read(client: Client, one: Handed, before: set[str]) -> list[str]:
    text = Submission.within(ALL).select_related("file").latest("pk")
    found = []
    if text.job_id is None or worker.run(text.job_id) != "done":
        found.append("the worker did not come to an end")
    text.refresh_from_db()
    if text.state not in END:
        found.append(f"it stands as {text.state}")
    if (text.state == "unreadable") is not bool(text.why):
        found.append(f"{text.state}, because: {text.why!r}")
    if one.says and text.state == "read":
        found.append(f"it was read and not refused: {text.text[:60]!r}")
    if not one.says and text.state == "unreadable" and TOO_LONG not in text.why:
        found.append(f"refused: {text.why}")
    if set("/\\\u202e") & set(text.file_name) or len(text.file_name) > 120:
        found.append(f"kept as {text.file_name!r}")
    if "root:" in text.raw + text.why:
        found.append("it told a file of this machine")
    if text.file is None:
        return [*found, "its bytes are not kept"]
    left = everywhere() - before - {str(files.path_of(text.file))}
    if left:
        found.append(f"left {sorted(left)}")
    if (status := client.get(f"/reports/{text.pk}").status_code) != 200:
        found.append(f"its page answers {status}")
    return found


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A place of its own: other tests keep files meanwhile."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(settings, "FILES_ROOT", tmp_path / "files")
    (tmp_path / "files").mkdir()
    for name in ("TMPDIR", "TEMP"):
        monkeypatch.setenv(name, str(tmp_path))


@pytest.mark.usefixtures("home")
def test_every_hostile_report_is_refused_with_a_reason_or_read_harmlessly(
    world: World, campaign: Reporter
):
    client = world.lin.client()
    wrong = [f"{one.what}: {fault}" for one in chosen() for fault in faults(client, one)]
    assert wrong == [], "\n".join(wrong)
    campaign(
        "T11",
        "hostile files handed in as reports, and read by the worker",
        size=len(chosen()),
        control="without the door a file that must be refused is kept; "
        "a reader that dies without a word is seen",
        outcome="refused in 2 s with a reason and nothing left, read, or unreadable with a reason",
    )


@pytest.mark.usefixtures("home")
def test_control_without_the_door_what_must_be_refused_is_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    bomb = Handed("a bomb", "报告.docx", corpus_documents.flat_bomb, says="。")
    client = world.lin.client()
    assert faults(client, bomb) == []
    assert kept() == (0, 0)
    monkeypatch.setattr(door, "admitted", lambda _data, _name: kinds.TEXT)
    faults(client, bomb)
    assert kept() != (0, 0)


@pytest.mark.usefixtures("home")
def test_control_a_reader_that_dies_without_a_word_is_seen(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    def dies(*_given: object, **_more: object) -> None:
        raise OSError("gone")

    monkeypatch.setattr(subprocess, "Popen", dies)
    good = Handed("a page", "网页.html", lambda: corpus_pages.GOOD)
    assert any("worker" in fault for fault in faults(world.lin.client(), good))

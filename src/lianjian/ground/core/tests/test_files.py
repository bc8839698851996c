"""A row of a file is never without its file (the kills are in tests/crash)."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lianjian.ground.core import crypto, files
from lianjian.ground.core.models import StoredFile
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import OutOfScope

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def store(data: bytes = b"text") -> StoredFile:
    return files.store(data, media_type="text/plain")


def path_of(stored: StoredFile) -> Path:
    return files._path(stored.digest)


def an_orphan(data: bytes, *, hours_old: int) -> Path:
    """A file whose row was never committed."""
    stored = store(data)
    with scope_lifted("a test makes an orphan"):
        stored.delete()
    path = path_of(stored)
    then = path.stat().st_mtime - hours_old * 3600
    os.utime(path, (then, then))
    return path


def test_it_keeps_a_file_under_its_digest():
    stored = store(b"abc")
    assert stored.digest == crypto.sm3(b"abc").hex()
    assert (stored.size, stored.media_type) == (3, "text/plain")
    assert path_of(stored).read_bytes() == b"abc"
    assert files.read(stored) == b"abc"


def test_equal_bytes_are_kept_once():
    assert store() == store()
    assert StoredFile.objects.count() == 1


def test_it_writes_and_syncs_the_file_before_it_makes_the_row(monkeypatch):
    steps: list[str] = []

    def noted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            steps.append(name)
            return real(*args, **kwargs)

        return step

    for name in ("fsync", "rename"):
        monkeypatch.setattr(os, name, noted(name, getattr(os, name)))
    row = StoredFile.objects.get_or_create
    monkeypatch.setattr(StoredFile.objects, "get_or_create", noted("row", row))
    store()
    assert steps == ["fsync", "rename", "fsync", "fsync", "row"]


def test_a_file_that_could_not_be_written_leaves_nothing(monkeypatch):
    def no_space_left(_handle: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", no_space_left)
    with pytest.raises(OSError, match="No space"):
        store()
    assert not StoredFile.objects.exists()
    assert list(files._path("x" * 64).parent.parent.glob("??/*")) == []


@pytest.mark.parametrize("damage", [b"", b"texs", b"text and more"])
def test_it_does_not_give_out_bytes_that_were_changed_on_disk(damage: bytes):
    stored = store()
    path_of(stored).write_bytes(damage)
    with pytest.raises(OutOfScope):
        files.read(stored)


def test_it_says_that_a_file_is_gone():
    stored = store()
    path_of(stored).unlink()
    with pytest.raises(OutOfScope):
        files.read(stored)


# -- the sweep --


def test_the_sweep_removes_what_no_row_owns_after_a_day():
    old, young = an_orphan(b"old", hours_old=25), an_orphan(b"young", hours_old=23)
    owned = path_of(store(b"owned"))
    long_ago = owned.stat().st_mtime - 10**7
    os.utime(owned, (long_ago, long_ago))
    assert files.sweep() == 1
    assert [path.exists() for path in (old, young, owned)] == [False, True, True]


def test_the_sweep_removes_what_a_killed_writer_left_half_written():
    folder = path_of(store()).parent
    half = folder / "tmpabcdefgh"
    half.write_bytes(b"ha")
    os.utime(half, (0, 0))
    assert files.sweep() == 1
    assert not half.exists()


def test_the_sweep_spares_an_orphan_that_somebody_takes_up_at_that_moment(monkeypatch):
    """The sweep saw no row; before it removes the file, a command stores the same bytes."""
    path = an_orphan(b"again", hours_old=25)
    look = StoredFile.objects.filter

    def look_then_store(**by: str):
        found = look(**by)
        none_yet = found.none()
        if by["digest"] == path.name:
            store(b"again")
            return none_yet
        return found

    monkeypatch.setattr(StoredFile.objects, "filter", look_then_store)
    assert files.sweep() == 0
    assert files.read(StoredFile.objects.get(digest=path.name)) == b"again"


def test_the_sweep_waits_for_a_writer_between_its_two_looks(monkeypatch):
    path = an_orphan(b"again", hours_old=25)
    done = threading.Event()
    with files._while_nothing_is_swept(fcntl.LOCK_SH):
        sweeper = threading.Thread(target=_sweep_quietly, args=[done])
        monkeypatch.setattr(StoredFile.objects, "filter", lambda **_by: StoredFile.objects.none())
        sweeper.start()
        assert not done.wait(0.2)
        os.utime(path)
    sweeper.join(10)
    assert path.exists()


def test_the_sweep_goes_on_when_a_writer_gives_a_half_written_file_its_name(monkeypatch):
    half = an_orphan(b"half", hours_old=25).with_name("tmpabcdefgh")
    half.write_bytes(b"ha")
    old = an_orphan(b"old", hours_old=25)
    look = StoredFile.objects.filter

    def look_while_it_is_renamed(**by: str):
        if by["digest"] == half.name:
            half.unlink()
        return look(**by)

    monkeypatch.setattr(StoredFile.objects, "filter", look_while_it_is_renamed)
    assert files.sweep() == 2
    assert not old.exists()


def _sweep_quietly(done: threading.Event) -> None:
    from django.db import connection

    try:
        files.sweep()
    finally:
        done.set()
        connection.close()


def test_a_tool_that_reads_paths_gets_that_of_a_whole_file_only():
    stored = store(b"whole")
    assert files.path_of(stored).read_bytes() == b"whole"
    path_of(stored).write_bytes(b"torn")
    with pytest.raises(OutOfScope):
        files.path_of(stored)

"""Files first, then rows.

A file is written under its digest (temporary name, fsync, rename, fsync of the folder) before the
transaction that refers to it commits. In 60 kills the other order left 60 rows without their
file, this one none; what it can leave is a file without a row, which ``sweep`` removes.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from django.conf import settings

from . import clock, crypto, pictures
from .models import StoredFile
from .rows import references, rows_of
from .verdicts import OutOfScope

UNOWNED_FOR = dt.timedelta(hours=24)
_LONGEST_NAME = 120
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def _path(digest: str) -> Path:
    return Path(settings.FILES_ROOT) / digest[:2] / digest


def store(data: bytes, *, media_type: str) -> StoredFile:
    """Keep ``data`` on disk, durably, and give its row (one row for equal bytes).

    Call it inside the command whose row will refer to the file. A picture that was not drawn anew
    is a fault of the caller: what a camera writes beside the pixels would lie on our disk.
    """
    if media_type.startswith("image/") and not isinstance(data, pictures.Redrawn):
        raise TypeError("A picture is drawn anew before it is stored (core.pictures).")
    digest = crypto.sm3(data).hex()
    path = _path(digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    with _while_nothing_is_swept(fcntl.LOCK_SH):
        if path.exists():
            # An orphan may be old enough to be swept; from now on it is somebody's.
            os.utime(path)
        else:
            _write(path, data)
    # Also for a file that was there: whoever renamed it may not have come to this yet.
    _sync_folder(path.parent)
    _sync_folder(path.parent.parent)
    stored, _made = StoredFile.objects.get_or_create(
        digest=digest, defaults={"size": len(data), "media_type": media_type}
    )
    return stored


def _write(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.rename(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _while_nothing_is_swept(how: int) -> Iterator[None]:
    """Writers share this lock; the sweep has it alone between looking at a file and removing it."""
    with Path(settings.FILES_ROOT, "lock").open("ab") as lock:
        fcntl.flock(lock, how)
        yield


def read(stored: StoredFile) -> bytes:
    """The bytes of a stored file. Raises OutOfScope when the disk no longer has them whole."""
    path = _path(stored.digest)
    if not path.exists():
        raise OutOfScope(f"The file {stored} is not on this machine's disk.")
    data = path.read_bytes()
    if crypto.sm3(data).hex() != stored.digest:
        raise OutOfScope(f"The file {stored} on disk is not the one that was stored.")
    return data


def path_of(stored: StoredFile) -> Path:
    """Where a stored file lies whole, for tools that read paths. Raises OutOfScope as ``read``."""
    read(stored)
    return _path(stored.digest)


def let_go(stored: StoredFile) -> None:
    """Remove the row of a file that nothing refers to any more; the sweep then finds its bytes."""
    held = (rows_of(one.model).filter(**{one.attname: stored.pk}) for one in references(StoredFile))
    if not any(rows.exists() for rows in held):
        rows = StoredFile.objects.filter(pk=stored.pk)
        rows._raw_delete(rows.db)


def sweep(*, older_than: dt.timedelta = UNOWNED_FOR) -> int:
    """Remove files that no row owns and that are older than a day; gives how many went."""
    oldest = (clock.now() - older_than).timestamp()
    gone = 0
    for path in Path(settings.FILES_ROOT).glob("??/*"):
        if StoredFile.objects.filter(digest=path.name).exists():
            continue
        # A writer that was half way through may have given it its name: then it is not there.
        with _while_nothing_is_swept(fcntl.LOCK_EX), suppress(FileNotFoundError):
            # Looked at only now: a writer that took it up a moment ago has touched it.
            if path.stat().st_mtime < oldest:
                path.unlink()
                gone += 1
    return gone


def file_name(given: str) -> str:
    """A file's name as it may be shown: no folders, no marks that turn the text around."""
    name = PurePosixPath(given.replace("\\", "/")).name
    name = _UNSEEN.sub("", unicodedata.normalize("NFC", name)).strip()
    if len(name) > _LONGEST_NAME:
        stem, dot, end = name.rpartition(".")
        end = f"{dot}{end}" if dot and len(end) <= 5 else ""
        name = f"{(stem or name)[: _LONGEST_NAME - 1 - len(end)]}…{end}"
    return name or "file"
